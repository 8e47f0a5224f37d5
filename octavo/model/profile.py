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
    sides = sides_of(name)
    return Paper(name, *sides) if sides and all(50 <= side <= 1000 for side in sides) else None


def sides_of(size: str) -> tuple[Decimal, Decimal] | None:
    """Return width and height, in millimetres, of a size such as “170x240mm” or “6 × 9 in”; None for what is none."""
    match = _SIZE.match(size.strip())
    if not match:
        return None
    factor = MM_PER_INCH if match[3] == "in" else Decimal(1)
    return Decimal(match[1]) * factor, Decimal(match[2]) * factor


@dataclass(frozen=True, slots=True)
class Profile:
    """An output: the medium it is composed for, the kind of step that makes it, and the files it becomes.

    `files` names for each result of the step the file below output/<publication>/<edition>/; {stem} is
    <publication>-<edition>, {printer} is -<printer> where one was chosen and nothing else. What is made `from_pages`
    shares one layout, unless it has a `look` of its own; what is `for_printer` is made for each printer anew.
    Files that are `on_demand` are there only where the manifest asks for them. What is made `from_edition` is composed
    by its own step, and nothing else is made for it.
    """

    name: str
    medium: Medium
    step: str
    files: dict[str, str]
    media_type: str
    conforms_to: tuple[str, ...] = ()
    look: str = ""
    from_pages: bool = False
    for_printer: bool = False
    on_demand: tuple[str, ...] = ()
    from_edition: bool = False


PDF = "application/pdf"
ERRATA = "errata"  # made only of editions that have corrections
PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "screen", "print", "pages", {"screen": "{stem}-screen.pdf"}, PDF, ("PDF/A-2a", "PDF/UA-1"), from_pages=True
        ),
        Profile(
            "press",
            "print",
            "press",
            {"file": "{stem}-press{printer}.pdf"},
            PDF,
            ("PDF/X-4, or what the printer asks for",),
            from_pages=True,
            for_printer=True,
        ),
        Profile(
            "cover",
            "print",
            "cover",
            {"file": "{stem}-cover{printer}.pdf"},
            PDF,
            ("PDF/X-4, or what the printer asks for",),
            from_pages=True,
            for_printer=True,
        ),
        Profile(
            "booklet",
            "print",
            "booklet",
            {"file": "{stem}-booklet{printer}.pdf"},
            PDF,
            ("PDF/X-4, or what the printer asks for",),
            from_pages=True,
            for_printer=True,
        ),
        Profile(
            "office",
            "print",
            "office",
            {
                "duplex": "{stem}-office.pdf",
                "fronts": "{stem}-office-fronts.pdf",
                "backs": "{stem}-office-backs.pdf",
                "how": "{stem}-office-how.pdf",
                "cover": "{stem}-office-cover.pdf",
            },
            PDF,
            from_pages=True,
            on_demand=("cover",),
        ),
        Profile(
            "large",
            "print",
            "pages",
            {"screen": "{stem}-large.pdf"},
            PDF,
            ("PDF/A-2a", "PDF/UA-1"),
            look="large",
            from_pages=True,
        ),
        Profile("proof", "print", "proof", {"file": "{stem}-proof.pdf"}, PDF, from_pages=True),
        Profile(
            ERRATA,
            "print",
            "errata",
            {"slip": "{stem}-errata.pdf", "sheet": "{stem}-errata-sheet.pdf"},
            PDF,
            ("PDF/A-2a", "PDF/UA-1"),
            from_edition=True,
        ),
        Profile(
            "epub",
            "epub",
            "epub",
            {"file": "{stem}.epub", "cover": "{stem}-cover.jpg"},
            "application/epub+zip",
            ("EPUB 3.3",),
        ),
        Profile("web", "web", "web", {"file": "web/index.html"}, "text/html"),
    )
}
