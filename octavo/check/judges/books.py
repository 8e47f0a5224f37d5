# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every judge says of an e-book: our own lint, EPUBCheck and Ace; each is named as run, or why it was not."""

from __future__ import annotations

import atexit
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from octavo.check.epub import check_epub
from octavo.check.judges.ace import ace, missing
from octavo.check.judges.epubcheck import begin_epubcheck
from octavo.check.judges.service import Service
from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.model.gate import Judged

OWN, EPUBCHECK, ACE = "Octavo's own lint", "EPUBCheck", "Ace"
# That a style sheet has @font-face is said of every book with fonts, and is no fault.
NO_FAULTS = frozenset({"CSS-028"})
GRAVE = frozenset({"FATAL", "ERROR", "critical", "serious"})
_LONGEST = 240
# The Java machine answers one question at a time, whoever asks; Ace may look at several books at once.
_ONE_AT_A_TIME = threading.Lock()
_MACHINES: dict[int, tuple[Service | None, str]] = {}

Opinion = tuple[list[Problem], Judged]


def judge_epub(data: bytes) -> tuple[tuple[Problem, ...], tuple[Judged, ...]]:
    """Return the problems that all judges of this machine find in an EPUB, whoever made it, and who was asked."""
    found, opinions = list(check_epub(data)), outside_opinions(data)
    problems = in_order([*found, *(each for some, _ in opinions for each in some)])
    return problems, (Judged(OWN, True), *(judged for _, judged in opinions))


def outside_opinions(data: bytes) -> list[Opinion]:
    """Return what each judge from outside says of an EPUB: EPUBCheck and Ace."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.epub"
        path.write_bytes(data)
        return [_epubcheck(path), _ace(path)]


def _epubcheck(path: Path) -> Opinion:
    with _ONE_AT_A_TIME:
        service, lacking = _machine()
        if service is None:
            return [], Judged(EPUBCHECK, False, lacking)
        try:
            rows = service.ask("epubcheck", path=str(path))
        except RuntimeError as fault:
            _MACHINES.clear()
            return [], Judged(EPUBCHECK, False, str(fault))
    told = (each for each in rows if each["id"] not in NO_FAULTS)
    return list(_problems(EPUBCHECK, told, "id", "severity")), Judged(EPUBCHECK, True)


def _ace(path: Path) -> Opinion:
    if lacking := missing():
        return [], Judged(ACE, False, lacking)
    try:
        return list(_problems(ACE, ace(path), "rule", "impact")), Judged(ACE, True)
    except RuntimeError as fault:
        return [], Judged(ACE, False, str(fault))


def _problems(judge: str, rows: Iterable[dict[str, Any]], name: str, weight: str) -> Iterator[Problem]:
    """Yield a problem for every rule a judge sees broken in a file, once, however often it is broken there."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row[name], row["path"]) not in seen:
            seen.add((row[name], row["path"]))
            code = "E401" if row[weight] in GRAVE else "E402"
            said = " ".join(row["text"].split())[:_LONGEST]
            yield problem(
                code, Place(row["path"]), judge=judge, rule=row[name], said=said, where=row["path"] or "the book"
            )


def _machine() -> tuple[Service | None, str]:
    """Return the Java machine of this process, started when it is first asked; a forked process starts its own."""
    if os.getpid() not in _MACHINES:
        _MACHINES.clear()
        service, lacking = begin_epubcheck()
        _MACHINES[os.getpid()] = service, lacking
        if service is not None:
            atexit.register(service.end)
    return _MACHINES[os.getpid()]
