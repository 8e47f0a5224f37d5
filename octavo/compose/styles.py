# SPDX-License-Identifier: AGPL-3.0-or-later
"""Style sheets of a medium in cascade order: the theme's values as tokens, the house's rules, the theme's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from math import floor

from octavo.compose.fit import fit_css
from octavo.compose.pictures import POINTS_PER_MM, Measure
from octavo.model.document import Geometry, Medium
from octavo.model.edition import Edition
from octavo.model.fit import most_lines
from octavo.model.profile import PAPERS, Paper, paper
from octavo.resources.fonts import FontFamily, fonts_for

# In this order: values, letters, blocks, figures, tables, then what only this medium has.
SHEETS: dict[Medium, tuple[str, ...]] = {
    "print": ("tokens", "type", "blocks", "figures", "tables", "page", "print"),
    "epub": ("tokens", "type", "blocks", "figures", "tables", "epub"),
    "web": ("tokens", "type", "blocks", "figures", "tables", "web"),
}
RATIO = 1.333  # the one ratio between sizes
_HEAD, _HEAD_LETTER = (
    8.5,
    0.68,
)  # size of running heads for a text of 10 pt; how wide a letter is, in ems, with its space
# Where readers choose the size of the text, everything follows it: rem on a page of ours, em inside a reading system.
UNITS = {"epub": "em", "web": "rem"}
LEADING = {"epub": 1.45, "web": 1.55}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The theme's measures for one language, in points; margins in millimetres by side.

    The text block has a whole number of lines: what is left over goes to the foot.
    """

    paper: Paper
    grid: float
    size: float
    lines: int
    inner: float
    outer: float
    head: float
    foot: float

    @property
    def width(self) -> float:
        """The measure in millimetres."""
        return float(self.paper.width) - self.inner - self.outer


def tokens_of(edition: Edition) -> Tokens:
    """Return the measures of an edition's print page."""
    theme, language = edition.theme, edition.language
    sheet = paper(theme.paper or edition.manifest.paper) or PAPERS["A5"]
    grid = round(float(theme.grid) * language.leading, 3)
    margins = theme.margins
    room = float(sheet.height - margins.head - margins.foot) * POINTS_PER_MM
    lines = max(1, int((room + 0.25) / grid))
    if more := edition.fit.lines:
        lines += max(-most_lines(lines), min(more, most_lines(lines)))
        grid = floor(room / lines * 1000) / 1000
    # A hair more than the lines need, or rounding would send the last one to the next page.
    foot = round(float(sheet.height - margins.head) - lines * grid / POINTS_PER_MM - 0.01, 3)
    size = round(float(theme.size) * language.size, 2)
    return Tokens(sheet, grid, size, lines, float(margins.inner), float(margins.outer), float(margins.head), foot)


def measure_of(tokens: Tokens) -> Measure:
    """Return the print page in points."""
    return Measure(
        page_width=float(tokens.paper.width) * POINTS_PER_MM,
        page_height=float(tokens.paper.height) * POINTS_PER_MM,
        width=tokens.width * POINTS_PER_MM,
        lines=tokens.lines,
        grid=tokens.grid,
    )


def geometry_of(tokens: Tokens) -> Geometry:
    """Return the print page for the stages after this one."""
    return Geometry(float(tokens.paper.width), float(tokens.paper.height), tokens.grid, tokens.size)


def styles_of(edition: Edition, medium: Medium, render: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Return (name, CSS) in cascade order; `render` makes a house style sheet of its template."""
    names = (*SHEETS[medium], *(("bilingual",) if edition.beside else ()))
    sheets = [(f"css/{name}.css", render(f"css/{name}.css")) for name in names]
    if edition.theme_css.strip():
        sheets.append(("css/theme.css", edition.theme_css))
    if medium == "print" and (fitted := fit_css(edition)):
        sheets.append(("css/fit.css", fitted))
    return tuple(sheets)


def line(number: float, medium: Medium, tokens: Tokens) -> str:
    """Return the height of so many lines of text as a CSS length: points in print, else relative to the text."""
    if medium == "print":
        return f"{round(number * tokens.grid, 3):g}pt"
    return f"{round(number * LEADING[medium], 3):g}{UNITS[medium]}"


def above(number: float, medium: Medium, tokens: Tokens) -> str:
    """Return the room above a heading, figure or table: so many lines, and in print what a fit adds (`--air`)."""
    lines = line(number, medium, tokens)
    return f"calc({lines} + var(--air, 0pt))" if medium == "print" else lines


def size(points: float, medium: Medium, tokens: Tokens) -> str:
    """Return a type size, given for a text of 10 pt, as a CSS length of the medium."""
    if medium == "print":
        return f"{round(points / 10 * tokens.size, 2):g}pt"
    return f"{round(points / 10, 3):g}{UNITS[medium]}"


def name_heads(longest: int, tokens: Tokens) -> str:
    """Return the class of a part with names in its running heads: none where two fit, `heads-apart` or `heads-none`.

    `longest` is how many letters a name has. The letters of heads are small capitals, set apart.
    """
    room = tokens.width * POINTS_PER_MM / (_HEAD / 10 * tokens.size * _HEAD_LETTER)
    return "heads-none" if longest > room else "heads-apart" if 2 * longest + len(" – ") > room else ""


def font_names(
    edition: Edition, medium: Medium, families: Sequence[FontFamily], able: Collection[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the families by role: the theme's, then those of the language's script, then the others.

    Where the theme's first is not among those `able` to write the language, one that is comes first: spaces and the
    height of a line are the first family's, and lines of another's letters miss their margin.

    `foreign` and `foreign_sans` set phrases in Latin letters inside a text of another script. On screens the text face
    serves for captions and display too, so that readers need not fetch more.
    """
    own, latin, theme = fonts_for(edition.language.script, families), fonts_for("Latn", families), edition.theme
    rest = tuple(family for family in families if family.role == "text")
    paper = medium == "print"
    roles = {
        "text": (theme.text, own.text),
        "display": (theme.display or theme.text, own.display if paper else own.text),
        "caption": (theme.text, own.caption if paper else own.text),
        "sans": (theme.sans, own.sans),
        "foreign": ((), latin.text),
        "foreign_sans": ((), latin.sans),
    }
    return {
        role: tuple(dict.fromkeys([*_led(wanted, house, able), *(family.family for family in (*house, *rest))]))
        for role, (wanted, house) in roles.items()
    }


def _led(wanted: Sequence[str], house: Sequence[FontFamily], able: Collection[str] | None) -> Iterable[str]:
    if not wanted or able is None or wanted[0] in able:
        return wanted
    first = [name for name in (*wanted, *(family.family for family in house)) if name in able]
    return (*first[:1], *wanted)


def css_list(names: tuple[str, ...], generic: str) -> str:
    """Return families as the value of CSS `font-family`."""
    return ", ".join([*(f'"{name}"' for name in names), *([generic] if generic else [])])
