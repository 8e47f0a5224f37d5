# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work in copies of a process: the same results in the same order, and what went wrong is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

# A process of its own: only one without threads is copied, and a runner of tests may have some.
SCRIPT = """
import os, signal
from octavo.pipeline.forked import each_of

known, here = list(range(100)), os.getpid()

def work(thing):
    if thing == 99:
        raise LookupError("no such thing")
    if thing == 12 and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid(), known[thing] * 2

made = list(each_of(known[:10], work, 3))
assert [value for _, value in made] == [2 * each for each in range(10)]
assert here in {process for process, _ in made}
assert len({process for process, _ in made}) == 3
assert {process for process, _ in each_of(known[:10], work, 1)} == {here}
made = list(each_of(known[9:20], work, 2))  # a copy is killed at its second thing
assert [value for _, value in made] == [2 * each for each in range(9, 20)]
assert [process for process, _ in made].count(here) == 10
for things in ([98, 99], [99, 98]):
    try:
        list(each_of(things, work, 2))
    except LookupError as fault:
        print("told:", *fault.args)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_copies_do_the_work_in_order() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("told: no such thing\n" * 2, "")


THREADED = """
import os, threading
from octavo.pipeline.forked import each_of

ended = threading.Event()
threading.Thread(target=ended.wait).start()
made = set(each_of(range(8), lambda _: os.getpid(), 2))
ended.set()
assert made == {os.getpid()}, "a process with threads is not copied"
"""


def test_a_process_with_threads_does_it_alone() -> None:
    subprocess.run([sys.executable, "-c", THREADED], capture_output=True, text=True, check=True, timeout=60)
