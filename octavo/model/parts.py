# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long lists of lines in parts whose ends the lines themselves decide: another line changes the part it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

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
