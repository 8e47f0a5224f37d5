# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of outputs and of papers: adding one is adding a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Medium = Literal["print", "epub", "web"]

MM_PER_INCH = Decimal("25.4")


@dataclass(frozen=True, slots=True)
class Paper:
    """A trim size in millimetres."""

    name: str
    width: Decimal
    height: Decimal


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", Decimal(210), Decimal(297)),
        Paper("A5", Decimal(148), Decimal(210)),
        Paper("A6", Decimal(105), Decimal(148)),
        Paper("6x9in", Decimal("152.4"), Decimal("228.6")),
        Paper("square210", Decimal(210), Decimal(210)),
    )
}

_SIZE = re.compile(r"^(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|in)$")


def paper(name: str) -> Paper | None:
    """Return the paper of that name or size (“170x240mm”), or None; sides from 50 to 1000 mm."""
    if name in PAPERS:
        return PAPERS[name]
    match = _SIZE.match(name.strip())
    if not match:
        return None
    factor = MM_PER_INCH if match[3] == "in" else Decimal(1)
    width, height = Decimal(match[1]) * factor, Decimal(match[2]) * factor
    return Paper(name, width, height) if all(50 <= side <= 1000 for side in (width, height)) else None


@dataclass(frozen=True, slots=True)
class Profile:
    """An output: the medium it is composed for, and the file it becomes.

    `file` is below output/<publication>/<edition>/ with {stem} for <publication>-<edition>.
    """

    name: str
    medium: Medium
    file: str
    media_type: str
    conforms_to: tuple[str, ...] = ()
    needs_pages: bool = False


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "screen",
            "print",
            "{stem}-screen.pdf",
            "application/pdf",
            ("PDF/A-2a", "PDF/UA-1"),
            needs_pages=True,
        ),
        Profile("epub", "epub", "{stem}.epub", "application/epub+zip", ("EPUB 3.3",)),
        Profile("web", "web", "web/index.html", "text/html"),
    )
}
