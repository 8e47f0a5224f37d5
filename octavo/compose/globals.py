# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names every template knows: the edition, the book, its words, and small functions that only format."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup, escape

from octavo.compose.book import Book
from octavo.compose.charts import SCALE_LENGTH
from octavo.compose.contents import contents_of, nested, parts_of
from octavo.compose.figures import outline
from octavo.compose.imprint import imprint_of
from octavo.compose.notes import cites_of
from octavo.compose.source_list import source_groups
from octavo.compose.styles import RATIO, Tokens, css_list, font_names, line, size
from octavo.compose.tree import against, breakable, direction_of, keep_together
from octavo.compose.words import Words
from octavo.localize.formats import listing, number
from octavo.model.blocks import Block, plain
from octavo.model.document import Medium
from octavo.model.edition import Edition


def globals_of(edition: Edition, medium: Medium, book: Book, words: Words, tokens: Tokens) -> dict[str, object]:
    """Return the global names of templates; docs/guide/designers.md describes each."""
    fonts = font_names(edition)
    used = listing(list(dict.fromkeys((fonts["text"][0], fonts["sans"][0]))), edition.language)
    return {
        "edition": edition,
        "manifest": edition.manifest,
        "language": edition.language,
        "theme": edition.theme,
        "medium": medium,
        "book": book,
        "toc": parts_of(book.sections),
        "toc_tree": nested(contents_of(book.sections)),
        "source_groups": source_groups(edition),
        "imprint": imprint_of(edition, words, used),
        "tokens": tokens,
        "macros": {},
        "outline": outline,
        "half": tokens.grid / 2,
        "scale_share": round(SCALE_LENGTH * 100 + 4, 1),
        "rule": "#b3b3b3" if medium == "print" else "currentColor",
        "number": lambda value: number(Decimal(str(value)).normalize(), edition.language),
        "accent": "var(--accent)" if medium == "web" else edition.theme.accent,
        "line": lambda number=1: line(number, medium, tokens),
        "size": lambda points: size(points, medium, tokens),
        "step": lambda number: size(RATIO**number * 10, medium, tokens),
        "fonts": {role: css_list(names) for role, names in fonts.items()},
        "_": words.say,
        "pgettext": words.say_in,
        "ngettext": words.count,
        "digits": words.digits,
        "plain": plain,
        "cites_of": cites_of,
        "repeats": lambda figure: figure.as_of.split()[-1] in plain(figure.scope),
        "direction_of": direction_of,
        "keep_together": keep_together,
        "breakable": breakable,
        "turned": lambda text: _turned(str(text), edition.language.direction),
        "at": _at if medium != "web" else lambda block: Markup(""),
        "at_key": _at_key if medium != "web" else lambda key, message="": Markup(""),
        "source_href": _source_href(book, medium),
    }


def _turned(text: str, direction: str) -> Markup:
    """Return the attributes of an element whose text runs against its surroundings, nothing for any other."""
    other = against(text, direction)
    return Markup(' dir="{}" class="foreign"').format(other) if other else Markup("")


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
