# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dossiers of an invented book in two languages, as a build leaves them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from octavo.model.distribution import Accessibility, Dossier, PublishedFile
from octavo.model.document import Credit

ACCESS = Accessibility(
    modes=("textual", "visual"),
    sufficient=("textual", "textual,visual"),
    features=("alternativeText", "readingOrder", "tableOfContents", "unlocked"),
    hazards=("none",),
    summary="Pictures have descriptions.",
)
EN = Dossier(
    publication="lamps",
    edition="en",
    language="en",
    name="English",
    direction="ltr",
    work="urn:uuid:6f1f0a55-6a4a-5a0a-9d0e-1b6a1f0a5501",
    identifier="urn:uuid:6f1f0a55-6a4a-5a0a-9d0e-1b6a1f0a5502",
    title="The Lamps of Sandholm",
    subtitle="A harbour & its people <never was>",
    description="In November a fog lay over the harbour.",
    issued="2026-11-22",
    isbn={"epub": "978-3-16-148410-0"},
    series="Small Harbours",
    series_position=1,
    publisher="Example Press",
    place="Sandholm",
    rights="The pictures have licences of their own.",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    credits=(Credit("Anna Example", "aut", "Example, Anna"), Credit("Bo Example", "edt", "Example, Bo")),
    subjects=("thema:NHTM", "bisac:HIS057000", "fog"),
    trim=("148", "210"),
    binding="saddle",
)
AR = replace(
    EN,
    edition="ar",
    language="ar",
    name="العربية",
    direction="rtl",
    identifier="urn:uuid:6f1f0a55-6a4a-5a0a-9d0e-1b6a1f0a5503",
    source_identifier=EN.identifier,
    title="مصابيح ساندهولم",
    subtitle="",
    isbn={},
    credits=(*EN.credits, Credit("Karim Example", "trl", "Example, Karim")),
)


def with_files(dossier: Dossier, *, approved: bool = False) -> Dossier:
    """Return the dossier with a file of every kind."""
    stem = f"{dossier.publication}-{dossier.edition}"

    def file(path: str, output: str, media_type: str, pages: int = 0) -> PublishedFile:
        access = ACCESS if output == "epub" and path.endswith(".epub") else None
        title = "Inside, single pages" if output == "press" else ""
        return PublishedFile(path, output, media_type, 1000 + pages, "0" * 64, pages, approved, "c", title, access)

    files = (
        file(f"{stem}-cover.jpg", "epub", "image/jpeg"),
        file(f"{stem}-order.pdf", "order", "application/pdf", 2),
        file(f"{stem}-press.pdf", "press", "application/pdf", 24),
        file(f"{stem}-screen.pdf", "screen", "application/pdf", 22),
        file(f"{stem}.epub", "epub", "application/epub+zip"),
        file("web/index.html", "web", "text/html"),
    )
    return replace(dossier, files=files, approved=approved)


def both(*, approved: bool = False, **changed: Any) -> tuple[Dossier, Dossier]:
    """Return both editions with their files."""
    one, other = (with_files(each, approved=approved) for each in (EN, AR))
    return replace(one, **changed), replace(other, **changed)


def paths(dossiers: tuple[Dossier, ...]) -> set[str]:
    """Return where their files are, below output/<publication>/."""
    return {f"{each.edition}/{file.path}" for each in dossiers for file in each.files}
