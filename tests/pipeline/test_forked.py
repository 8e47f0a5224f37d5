# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work in copies of a process: the same results in the same order, and what went wrong is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

# A process of its own: only one without threads is copied, and a runner of tests may have some.
SCRIPT = """
import os
from octavo.pipeline.forked import each_of

os.sched_getaffinity = lambda _: {0, 1}
known = list(range(100))

def work(thing):
    if thing == 99:
        raise LookupError("no such thing")
    return os.getpid(), known[thing] * 2

made = list(each_of(known[:20], work))
assert [value for _, value in made] == [2 * each for each in range(20)]
assert os.getpid() not in {process for process, _ in made}
try:
    list(each_of([98, 99], work))
except LookupError as fault:
    print("told:", *fault.args)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_copies_do_the_work_in_order() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout == "told: no such thing\n"
