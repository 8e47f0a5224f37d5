# SPDX-License-Identifier: AGPL-3.0-or-later
"""Worker processes: none is left behind, however the builder ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = """
import multiprocessing, signal, time
from octavo.pipeline.runner import Processes

# What a shell begins in the background is born deaf to it.
signal.signal(signal.SIGINT, signal.default_int_handler)

crew = Processes(1)
crew.warm()
crew.get_warm()
try:
    print(*(each.pid for each in multiprocessing.active_children()), flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    crew.abandon()
"""


def is_there(process: int) -> bool:
    """Tell whether a process lives; one that is dead and was never asked about does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells a process of its parent's end")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_the_builder(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as builder:
        assert builder.stdout is not None
        workers = [int(each) for each in builder.stdout.readline().split()]
        assert workers
        assert all(map(is_there, workers))
        if how == signal.SIGINT:
            os.killpg(builder.pid, how)  # as a terminal does: to all of them
        else:
            builder.kill()
        _, told = builder.communicate(timeout=30)
    assert told == "" or how == signal.SIGKILL
    until = time.monotonic() + 20
    while any(map(is_there, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(is_there, workers))
