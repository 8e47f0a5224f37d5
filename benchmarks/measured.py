# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wall seconds and memory of a process with all its children, sampled while it runs (Linux)."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.1  # seconds between two looks at the memory


class Taken(NamedTuple):
    """What a run took: wall seconds, CPU seconds of the whole tree, and the most memory at once in MiB.

    Memory is the proportional set size (PSS) summed over the tree: pages that processes share count once. `fault` is
    the end of what was said where the run did not succeed, else empty.
    """

    seconds: float
    cpu: float
    peak: float
    fault: str = ""


def run(command: Sequence[str | Path], folder: Path, env: Mapping[str, str], limit: float) -> Taken:
    """Run a command to its end, for `limit` seconds at most; nothing it started is left behind."""
    env = {**os.environ, **env}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # as what is installed runs: its modules are compiled
    with (folder / "said.txt").open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        known: set[int] = {process.pid}
        spent: dict[int, float] = {}
        peak = 0.0
        while process.poll() is None and time.perf_counter() - begun < limit:
            known |= _tree(known)
            spent |= {pid: cpu for pid in known if (cpu := _cpu(pid))}
            peak = max(peak, sum(map(_memory, known)))
            time.sleep(EVERY)
        seconds = time.perf_counter() - begun
        late = process.poll() is None
        _end(known)
        process.wait()
    cpu = sum(spent.values())
    if late:
        return Taken(seconds, cpu, peak, f"not done after {limit:.0f} s")
    words = (folder / "said.txt").read_text("utf-8", "replace").split()
    return Taken(seconds, cpu, peak, " ".join(words[-30:]) if process.returncode else "")


def _cpu(pid: int) -> float:
    """Return the CPU seconds of a process so far: browsers are not waited for by who started them."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def _tree(known: set[int]) -> set[int]:
    """Return the processes below the known ones."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("utf-8", "replace")
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(") ")[2].split()[1]), []).append(int(entry.name))
    found: set[int] = set()
    ahead = list(known)
    while ahead:
        below = [pid for pid in parents.get(ahead.pop(), ()) if pid not in found]
        found.update(below)
        ahead += below
    return found


def _memory(pid: int) -> float:
    """Return the proportional set size of a process in MiB; its resident size where the system tells no other."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    except OSError:
        try:
            return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except OSError:
            return 0.0


def _end(known: set[int]) -> None:
    """End what is left of a tree; its processes were started by this run."""
    for pid in known & _alive(known):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _alive(known: set[int]) -> set[int]:
    """Return those that run still; a number that another program was given since is not below this one."""
    mine = _tree({os.getpid()})
    return {pid for pid in known if pid in mine}
