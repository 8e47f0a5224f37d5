# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work that uses a store: alone in its folder, again where the store lost something, with room made where it can be."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from octavo.diagnostics.problem import Place, Problem, ProblemsFound, problem
from octavo.pipeline.guard import alone
from octavo.pipeline.limit import VARIABLE, limit_of
from octavo.pipeline.mending import DAMAGED, Mending, mended
from octavo.pipeline.pruning import holdings, prune
from octavo.pipeline.using import using

T = TypeVar("T")

FULL = (errno.ENOSPC, errno.EDQUOT)
# What the disk or its owner may refuse; anything else is a fault of the program.
REFUSALS = (*FULL, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR)


def with_store(store: Path, work: Callable[[Mending], T]) -> tuple[T, tuple[Problem, ...]]:
    """Return what the work gives, with what there is to say of the store, which is pruned at the end.

    The work runs alone in the store's folder. Where the disk is full, what earlier builds kept goes, and the work is
    done once more. Raises ProblemsFound where the disk or its owner refuses something (S104, S331), or where the store
    can't be mended (S333).
    """
    past = Mending()
    with refusals_told():
        made = mended(lambda past: _done(store, work, past), past)
        return made[0], (*_damage(past), *made[1])


@contextmanager
def refusals_told() -> Iterator[None]:
    """Raise ProblemsFound for what the disk or its owner refuses in the block."""
    try:
        yield
    except OSError as reason:
        if reason.errno not in REFUSALS:
            raise
        code = "S331" if reason.errno in FULL else "S104"
        found = problem(code, Place(str(reason.filename or "")), reason=reason.strerror or reason)
        raise ProblemsFound([found]) from reason


def _done(store: Path, work: Callable[[Mending], T], past: Mending) -> tuple[T, list[Problem]]:
    with alone(store) as past.held, using(store) as began:
        try:
            made = work(past)
        except OSError as reason:
            if reason.errno not in FULL or not prune(store, 0, began).size:
                raise
            made = work(past)
        return made, _pruned(store, began) if past.ran else []


def _damage(past: Mending) -> Iterator[Problem]:
    """Yield the note that something was damaged, for a disk that does that may do it again."""
    count = len(past.damaged | {step for step, (why, _) in past.ran.items() if why in DAMAGED})
    if count:
        yield problem("S332", count=count)


def _pruned(store: Path, began: int) -> list[Problem]:
    """Prune the store to its limit; what can't be done now is for the next build."""
    with suppress(OSError):
        found = holdings(store)
        limit = limit_of(store, found.size)
        prune(store, limit.size, began, found)
        if limit.wrong:
            return [problem("S334", variable=VARIABLE, value=limit.wrong)]
    return []
