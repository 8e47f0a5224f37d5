# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small text in any language set as pages, by the real stages one after another, in one process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from octavo.compose.document import compose
from octavo.diagnostics.problem import Problem
from octavo.localize.edition import localize
from octavo.localize.language import read_language
from octavo.model.catalog import Catalog
from octavo.model.document import Document
from octavo.model.edition import Edition, EditionKey
from octavo.model.locale import Language
from octavo.model.manifest import Manifest, Part
from octavo.model.publication import Publication, Text
from octavo.render.layout import Layout, lay_out
from octavo.render.screen import finish_screen
from octavo.resources.shared import templates_folder

HOUSE = templates_folder() / "locale"


@dataclass(frozen=True)
class Set:
    """The pages of a text, as a layout and as a file, and all that was said of them."""

    document: Document
    layout: Layout
    pdf: bytes
    problems: tuple[Problem, ...]


@cache
def language(tag: str) -> Language:
    """Return a language as the house and CLDR have it."""
    house = HOUSE / f"{tag}.yaml"
    return read_language(tag, house.read_bytes() if house.is_file() else None).unwrap()


def edition_of(tag: str, text: str, title: str = "", css: str = "") -> Edition:
    """Return the edition of a publication of one text that is written in the language; `css` is its theme's."""
    publication = Publication(
        name="small",
        manifest=Manifest(
            title=title or language(tag).name,
            language=tag,
            editions=(tag,),
            issued=date(2026, 3, 4),
            parts=(Part(text="01.md", opens="run-on"),),
        ),
        texts=(Text("01.md", text),),
        theme_css=css,
    )
    nothing = Catalog(tag)
    return localize(publication, EditionKey((tag,)), nothing, nothing, language(tag), draft=True).unwrap()


def set_text(tag: str, text: str, workspace: Path, title: str = "", css: str = "") -> Set:
    """Return the pages of such a publication."""
    edition = edition_of(tag, text, title, css)
    document = compose(edition, "print", templates_folder(), lambda digest: b"").unwrap()
    laid = lay_out(document, lambda name: b"", workspace=workspace)
    done = finish_screen(laid.unwrap(), document)
    return Set(document, laid.unwrap(), done.unwrap(), (*laid.problems, *done.problems))


_SET: dict[tuple[str, str], Set] = {}


def set_once(tag: str, text: str, workspace: Path) -> Set:
    """Return the same, set once for all tests that read it, by whatever program, in the house's own fonts."""
    if (tag, text) not in _SET:
        _SET[tag, text] = set_text(tag, text, workspace)
    return _SET[tag, text]
