# SPDX-License-Identifier: AGPL-3.0-or-later
"""Since when sentences wait for their translation: asked of git, where the publication is kept in it."""

from __future__ import annotations

import re
import subprocess
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

from octavo.model.publication import SourceMap

PATIENCE = 20  # seconds for one file
_COMMIT = re.compile(r"^([0-9a-f]{40,64}) \d+ (\d+)")
_GIT = ("--no-optional-locks", "-c", "core.fsmonitor=false")


def longest_waiting(
    folder: Path, tag: str, waiting: Mapping[str, Sequence[str]], source_map: SourceMap
) -> dict[str, str]:
    """Return for each chapter the earliest day (ISO 8601) since when one of its sentences wants a translation.

    A sentence waits since its lines were last changed, or since the language was added, if that was later. Empty where
    nothing waits, or where git knows nothing of it: no repository, no git, or not committed yet.

    Args:
        folder: of the publication.
        tag: the language.
        waiting: for each chapter the keys of its messages that are stale or not translated.
        source_map: where each key stands.
    """
    added = min(filter(None, (_added(folder, f"locale/{tag}/{name}.po") for name in ("text", "facts"))), default="")
    found: dict[str, str] = {}
    for chapter, keys in waiting.items():
        places = [source_map.place(key) for key in keys]
        lines = {file: (_days(folder, file), _starts(source_map, file)) for file in {each.file for each in places}}
        day = min(filter(None, (_changed(each.line, *lines[each.file]) for each in places)), default="")
        found[chapter] = max(day, added) if day else ""
    return found


def _changed(line: int, days: Sequence[str], starts: Sequence[int]) -> str:
    """Return the day when the block that begins in a line was last changed; it ends where the next one begins."""
    at = bisect_right(starts, line)
    end = starts[at] - 1 if at < len(starts) else len(days)
    block = days[max(0, line - 1) : end]
    return "" if "" in block else max(block, default="")


def _starts(source_map: SourceMap, file: str) -> Sequence[int]:
    return sorted({line for name, line, _ in source_map.places.values() if name == file})


def _days(folder: Path, file: str) -> tuple[str, ...]:
    """Return for each line of a file the day of the commit that changed it last; empty for lines of no commit."""
    days: dict[int, str] = {}
    of_commit: dict[str, str] = {}
    commit, line = "", 0
    for text in _git(folder, "blame", "--porcelain", "--", file).splitlines():
        if match := _COMMIT.match(text):
            commit, line = match[1], int(match[2])
        elif text.startswith("committer-time "):
            known = set(commit) != {"0"}
            of_commit[commit] = _day(text.removeprefix("committer-time ")) if known else ""
        elif text.startswith("\t"):
            days[line] = of_commit.get(commit, "")
    return tuple(days.get(number, "") for number in range(1, max(days, default=0) + 1))


def _added(folder: Path, file: str) -> str:
    times = _git(folder, "log", "--diff-filter=A", "--format=%ct", "--", file).split()
    return _day(times[-1]) if times else ""


def _day(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def _git(folder: Path, *words: str) -> str:
    program = which("git")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *_GIT, *words], cwd=folder, capture_output=True, timeout=PATIENCE, check=False, encoding="utf-8",
            errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
