# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names every template knows: the edition, the book, its words, and small functions that only format."""

from __future__ import annotations

from markupsafe import Markup, escape

from octavo.compose.book import Book
from octavo.compose.contents import contents_of
from octavo.compose.imprint import imprint_of
from octavo.compose.notes import cites_of
from octavo.compose.source_list import source_groups
from octavo.compose.styles import Tokens
from octavo.compose.tree import direction_of, keep_together
from octavo.compose.words import Words
from octavo.model.blocks import Block, plain
from octavo.model.document import Medium
from octavo.model.edition import Edition


def globals_of(edition: Edition, medium: Medium, book: Book, words: Words, tokens: Tokens) -> dict[str, object]:
    """Return the global names of templates; docs/guide/designers.md describes each."""
    listed = {section.page: section for section in book.sections}
    return {
        "edition": edition,
        "manifest": edition.manifest,
        "language": edition.language,
        "theme": edition.theme,
        "medium": medium,
        "book": book,
        "outline": contents_of(book.sections),
        "source_groups": source_groups(edition),
        "imprint": imprint_of(edition, words),
        "tokens": tokens,
        "pages": listed,
        "macros": {},
        "_": words.say,
        "pgettext": words.say_in,
        "ngettext": words.count,
        "digits": words.digits,
        "plain": plain,
        "cites_of": cites_of,
        "direction_of": direction_of,
        "keep_together": keep_together,
        "at": _at if medium != "web" else lambda block: Markup(""),
        "at_key": _at_key if medium != "web" else lambda key, message="": Markup(""),
        "source_href": _source_href(book, medium),
    }


def _at(block: Block) -> Markup:
    """Return the attributes that say where an element comes from in the author's files."""
    return _at_key(block.key, block.message)


def _at_key(key: str, message: str = "") -> Markup:
    out = Markup(' data-key="{}"').format(key) if key else Markup("")
    return out + Markup(' data-message="{}"').format(message) if message else out


def _source_href(book: Book, medium: Medium) -> object:
    """Return the function that gives the address of a source in the list of sources, nothing if there is no list."""
    file = next((section.file for section in book.sections if section.page == "sources"), None)

    def href(source: str) -> str:
        if file is None:
            return ""
        return f"{file if medium == 'epub' else ''}#source-{escape(source)}"

    return href
