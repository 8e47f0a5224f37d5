# SPDX-License-Identifier: AGPL-3.0-or-later
"""The print order of an edition: all that a printer has to know, the files with their digests, and lines to sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from markupsafe import Markup

from octavo.compose.apart import Leaf, compose_leaf
from octavo.compose.sections import N_
from octavo.compose.words import words_of
from octavo.diagnostics.problem import Outcome
from octavo.localize.dates import date
from octavo.localize.formats import own_names
from octavo.model.document import Document
from octavo.model.edition import Edition
from octavo.model.manifest import Scope
from octavo.model.pagemap import ranges
from octavo.model.printer import Printer
from octavo.model.profile import PAPERS

GRID, SIZE = 14.0, 9.5  # points
TITLE = N_("Print order")
MEGABYTE = Decimal(1_000_000)
SCOPES: dict[Scope, str] = {
    "facts": N_("Facts: figures, names, dates, sources"),
    "text": N_("Text, captions and pictures"),
    "translation": N_("Translation"),
}
KINDS = {
    "press": N_("Inside, single pages"),
    "cover": N_("Cover"),
    "booklet": N_("Inside, on sheets"),
}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that goes to the printer: which output it is, its bytes by number and SHA-256, its pages or sides."""

    output: str
    name: str
    size: int
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PrintRun:
    """What an edition orders of a printer; `printer` is one that `ordered()` gave.

    `pages` counts blank ones too; `blanks` are those that the binding adds, `coloured` those that carry colour, both
    from 1. `cover_inks` are the plates of a cover that is a file of its own, else None. `spine` is in millimetres.
    """

    printer: Printer
    width: Decimal
    height: Decimal
    pages: int
    blanks: tuple[int, ...]
    coloured: tuple[int, ...]
    cover_inks: tuple[str, ...] | None
    spine: Decimal
    files: tuple[SentFile, ...]


def compose_order(edition: Edition, run: PrintRun, shared: Path, blobs: Callable[[str], bytes]) -> Outcome[Document]:
    """Return the order and the sheet to sign, on A4, in the language of the edition with the English words beneath.

    `shared` and `blobs` are those of compose(). The theme's look is left out, but it may have templates of its own.
    There is a value only if there is no error among the problems.
    """
    words, page = words_of(edition.language, edition.strings), PAPERS["A4"]
    values = {
        "run": run,
        "stock": run.printer.stock(run.printer.paper),
        "cover_stock": run.printer.stock(run.printer.cover_paper),
        "kinds": KINDS,
        "scopes": {scope: SCOPES[scope] for scope in SCOPES if scope in edition.digests},
        "given": {each.what: each for each in edition.manifest.approvals},
        "own_name": own_names(edition.key.label),
        "day": lambda value: date(value.isoformat(), edition.language),
        "megabytes": lambda size: (Decimal(size) / MEGABYTE).quantize(Decimal("0.01")),
        "pages_named": lambda numbers: words.digits(ranges(numbers)),
        "said": words.say,
        "english": lambda text: _english(text, edition),
    }
    leaf = Leaf("report/order", TITLE, float(page.width), float(page.height), GRID, SIZE, values)
    return compose_leaf(edition, leaf, shared, blobs)


def _english(text: str, edition: Edition) -> Markup:
    """Return the English words that stand beside others, nothing in an English edition."""
    if edition.language.tag.partition("-")[0] == "en":
        return Markup("")
    return Markup(' <span class="dot">·</span> <span class="english" lang="en" dir="ltr">{}</span>').format(text)
