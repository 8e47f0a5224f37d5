# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names every template knows: the edition, the book, its words, and small functions that only format."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup, escape

from octavo.compose.binding import bind
from octavo.compose.book import Book
from octavo.compose.charts import SCALE_LENGTH
from octavo.compose.colour import on_any, on_dark
from octavo.compose.contents import contents_of, nested, parts_of
from octavo.compose.corrections import corrections_of
from octavo.compose.desk import Desk
from octavo.compose.directives import all_rows
from octavo.compose.families import able_families, families_of
from octavo.compose.figures import drawn, outline
from octavo.compose.fitted import ROOMS
from octavo.compose.imprint import imprint_of
from octavo.compose.notes import cites_of
from octavo.compose.source_list import source_groups
from octavo.compose.styles import RATIO, above, css_list, font_names, line, name_heads, size
from octavo.compose.tree import (
    against,
    bound,
    breakable,
    keep_together,
    on_one_line,
    sentence,
    set_isolates,
    whole_symbols,
)
from octavo.localize.formats import listing, number
from octavo.model.blocks import Block, plain
from octavo.model.document import Medium
from octavo.model.edition import FigureText
from octavo.model.languages import direction_of

DARK_GROUND = "#171513"  # of the web page where the reader wants it dark
ACCENTS: dict[Medium, Callable[[str], str]] = {
    "print": lambda accent: accent,
    "epub": on_any,
    "web": lambda accent: "var(--accent)",
}


def globals_of(desk: Desk, book: Book) -> dict[str, object]:
    """Return the global names of templates; docs/guide/designers.md describes each."""
    fonts = _fonts(desk)
    return {**_values(desk, book, fonts), **_words(desk), **_measures(desk, fonts), **_attributes(desk, book)}


Fonts = dict[str, tuple[str, ...]]  # the families of each role


def _fonts(desk: Desk) -> Fonts:
    able = able_families(desk.edition, desk.families, desk.blobs)
    return font_names(desk.edition, desk.medium, desk.families, able)


def _values(desk: Desk, book: Book, fonts: Fonts) -> dict[str, object]:
    edition = desk.edition
    used = listing(list(dict.fromkeys((fonts["text"][0], fonts["sans"][0]))), edition.language)
    return {
        "edition": edition,
        "manifest": edition.manifest,
        "language": edition.language,
        "theme": edition.theme,
        "medium": desk.medium,
        "book": book,
        "toc": parts_of(book.sections),
        "toc_tree": nested(contents_of(book.sections)),
        "source_groups": source_groups(edition),
        "imprint": imprint_of(edition, desk.words, used),
        "corrections": corrections_of(edition, book.sections, desk.medium),
        "all_rows": all_rows,
        "beside": _beside(desk),
        "macros": {},
    }


def _beside(desk: Desk) -> dict[str, object] | None:
    """Return how the second language of an edition is set: its fonts, and its size in that of the first."""
    other = desk.edition.beside
    if other is None:
        return None
    families = families_of(other)
    fonts = font_names(other, desk.medium, families, able_families(other, families, desk.blobs))
    generic = "" if desk.medium == "print" else "serif"
    return {
        "edition": other,
        "manifest": other.manifest,
        "language": other.language,
        "fonts": {role: css_list(names, generic) for role, names in fonts.items()},
        "size": round(other.language.size / desk.edition.language.size, 3),
    }


def _words(desk: Desk) -> dict[str, object]:
    language = desk.edition.language
    return {
        "_": desk.words.say,
        "pgettext": desk.words.say_in,
        "ngettext": desk.words.count,
        "digits": desk.words.digits,
        "number": lambda value: number(Decimal(str(value)).normalize(), language),
        "plain": plain,
        "cites_of": cites_of,
        "repeats": _repeats,
        "keep_together": keep_together,
        "set_value": lambda text: set_isolates(keep_together(text), language.direction),
        "breakable": breakable,
        "bound": bound,
        "on_one_line": on_one_line,
        "set_text": lambda text: (whole_symbols if desk.medium == "print" else escape)(bind(text, language)),
        "sentence": lambda text: sentence(text, language.tag),
    }


def _measures(desk: Desk, fonts: Fonts) -> dict[str, object]:
    medium, tokens, theme = desk.medium, desk.tokens, desk.edition.theme
    generic = {"sans": "sans-serif", "foreign_sans": "sans-serif"}
    return {
        "tokens": tokens,
        "line": lambda lines=1: line(lines, medium, tokens),
        "above": lambda lines=1: above(lines, medium, tokens),
        "size": lambda points: size(points, medium, tokens),
        "name_heads": lambda view: name_heads(view.longest, tokens) if medium == "print" else "",
        "step": lambda steps: size(RATIO**steps * 10, medium, tokens),
        # In print no generic family is defined: only the fonts of the house exist.
        "fonts": {
            role: css_list(names, "" if medium == "print" else generic.get(role, "serif"))
            for role, names in fonts.items()
        },
        "accent": "#000000"
        if medium == "print" and desk.edition.manifest.print.co_edition
        else ACCENTS[medium](theme.accent),
        "accent_on_dark": on_dark(theme.accent, DARK_GROUND),
        "dark_ground": DARK_GROUND,
        "rule": "#b3b3b3" if medium == "print" else "#8c8781",
        "outline": outline,
        "drawn": drawn,
        "half": tokens.grid / 2,
        "rooms": ROOMS,
        "scale_share": round(SCALE_LENGTH * 100 + 4, 1),
    }


def _attributes(desk: Desk, book: Book) -> dict[str, object]:
    direction, keyed = desk.edition.language.direction, keeps_keys(desk)
    return {
        "at": lambda block: _at(block) if keyed else Markup(""),
        "at_key": lambda key, message="": _at_key(key, message) if keyed else Markup(""),
        "turned": lambda text: _turned(str(text), direction),
        "direction_of": direction_of,
        "source_href": _source_href(book, desk.medium),
    }


def keeps_keys(desk: Desk) -> bool:
    """Tell whether elements say where they come from; two languages are put side by side by that in every medium."""
    return desk.medium != "web" or len(desk.edition.key.languages) > 1


def _repeats(figure: FigureText) -> bool:
    """Tell whether the words of a figure's scope already give the year of its date."""
    return figure.as_of.split()[-1] in plain(figure.scope)


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


def _source_href(book: Book, medium: Medium) -> Callable[[str], str]:
    """Return the function that gives the address of a source in the list of sources, nothing if there is no list."""
    file = next((section.file for section in book.sections if section.page == "sources"), None)
    before = file if file and medium == "epub" else ""
    return lambda source: f"{before}#source-{source}" if file else ""
