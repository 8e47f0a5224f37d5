# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long work in parts: lines divided where they themselves decide, so that another line changes its part alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar
from zlib import crc32

Thing = TypeVar("Thing")
Made = TypeVar("Made")

PART = 1024
"""About how many lines a part has."""
_MOST = 4


def parts_of(lines: Sequence[bytes], about: int = PART) -> Iterator[tuple[int, int]]:
    """Yield where each part begins and ends (the line after its last); all lines are in one, in their order.

    No part has more than four times as many lines as it should have about.
    """
    start = 0
    ends = [at for at, found in enumerate(map(crc32, lines), 1) if not found % about]
    for end in [*ends, len(lines)]:
        while start < end:
            least = min(end, start + _MOST * about)
            yield start, least
            start = least


class Each(Protocol):
    """Yields what the work makes of each thing, in their order, done here or in several processes.

    The work neither changes anything nor depends on what it did before.
    """

    def __call__(self, things: Sequence[Thing], work: Callable[[Thing], Made]) -> Iterator[Made]: ...  # noqa: D102


def one_by_one(things: Sequence[Thing], work: Callable[[Thing], Made]) -> Iterator[Made]:
    """Do one thing after the other, here (`Each`)."""
    return map(work, things)


def remembered(
    things: Sequence[Thing],
    keys: Sequence[str],
    work: Callable[[Thing], Made],
    remember: Callable[[str, Callable[[], Made]], Made],
    each: Each,
) -> list[Made]:
    """Return what the work makes of each thing; done is only what is not remembered under the key of the thing."""
    known: dict[int, Made] = {}
    for at, key in enumerate(keys):
        with suppress(_UnknownError):
            known[at] = remember(key, _unknown)
    missing = [at for at in range(len(keys)) if at not in known]
    for at, made in zip(missing, each([things[at] for at in missing], work), strict=True):
        known[at] = remember(keys[at], partial(_same, made))
    return [known[at] for at in range(len(keys))]


class _UnknownError(Exception):
    """Raised in the place of making what nothing is known of."""


def _unknown() -> Any:
    raise _UnknownError


def _same(made: Made) -> Made:
    return made
