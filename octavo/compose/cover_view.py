# SPDX-License-Identifier: AGPL-3.0-or-later
"""What templates of covers see: the panels on the sheet, the mark, the codes, and measures that suit the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from octavo.compose.barcode import Barcode, ean13
from octavo.compose.figures import outline
from octavo.compose.metadata import isbn_of
from octavo.compose.qr import CHARACTERS_MOST, SIDE_MOST, QrCode, qr_code
from octavo.compose.styles import RATIO, Tokens
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.cover import SPINE_LINE, SPINE_TYPE, CoverGeometry, Side
from octavo.model.edition import Edition

# The house's cover is drawn on A5, 148 × 210 mm; on other pages its measures grow and shrink with the panel.
DRAWN_ON = (148.0, 210.0)
# Of the one ratio, the largest first; that one is for pictures of a cover, which are seen small.
TITLE_STEPS = (6, 5, 4, 3, 2)
TITLE_LINES = 3
DESCRIPTION_TOP = 44.0  # millimetres on A5, level with the mark on the front
EM = 0.55  # a letter is about so wide; a title that is set smaller than it could be does no harm
POINTS_PER_MM = 72 / 25.4
# The mark of a person, with which every chart of people begins, one unit in radius. Where charts tell groups apart,
# none of their shapes is taken: a cover speaks for all.
MARK = outline("dot", [(0, 0)], 1 / 0.31)
SPINE_TYPE_MOST = 13.33  # points: more would shout
SPINE_MARGIN = 12.0  # from the head and the foot


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the sheet between two folds: `left` is where it begins, in millimetres from the trim."""

    side: Side
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Spine:
    """The line on the spine: type in points, and by how many degrees it is turned clockwise."""

    title: str
    publisher: str
    size: float
    turn: int
    length: float


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover as its templates draw it; lengths in millimetres, but `type` gives points.

    sheets    the pages, each with its panels     width, height  of every page, trimmed
    mark      the path of one mark of the charts, one unit in radius
    barcode   with `isbn` as it is written; none without an ISBN for print
    qr        to the publication's page, if it has one
    spine     the line on the spine, if it bears one
    step      the size of the title, in steps of the one ratio above the text
    """

    geometry: CoverGeometry
    sheets: tuple[tuple[Panel, ...], ...]
    width: float
    height: float
    scale: float
    text: float
    grid: float
    step: int
    mark: str
    isbn: str = ""
    barcode: Barcode | None = None
    qr: QrCode | None = None
    spine: Spine | None = None

    def mm(self, on_a5: float) -> str:
        """Return a length given for A5 as CSS, grown with the panel."""
        return f"{round(on_a5 * self.scale, 3):g}mm"

    def type(self, steps: float = 0) -> str:
        """Return a type size as CSS: so many steps above the text."""
        return f"{round(self.text * RATIO**steps, 2):g}pt"

    def line(self, lines: float = 1) -> str:
        """Return the height of so many lines of text as CSS."""
        return f"{round(self.grid * lines, 3):g}pt"


def panels_on(geometry: CoverGeometry, direction: str) -> tuple[Panel, ...]:
    """Return the panels of a cover from left to right; the front is on the left where reading begins on the right."""
    given = geometry.panels if direction == "ltr" else geometry.panels[::-1]
    panels, left = [], 0.0
    for side, width in given:
        panels.append(Panel(side, round(left, 3), width))
        left += width
    return tuple(panels)


def alone(geometry: CoverGeometry, *sides: Side) -> tuple[tuple[Panel, ...], ...]:
    """Return each of the sides as a page of its own."""
    return tuple((Panel(side, 0, width),) for wanted in sides for side, width in geometry.panels if side == wanted)


def cover_of(
    edition: Edition, geometry: CoverGeometry, sheets: tuple[tuple[Panel, ...], ...], tokens: Tokens
) -> tuple[Cover, list[Problem]]:
    """Return the cover of an edition for its templates, and what is wrong with its codes (P51…)."""
    scale = min(geometry.width / DRAWN_ON[0], geometry.height / DRAWN_ON[1])
    # Text is read at the same distance whatever the size of the page: it grows less than the panel.
    gentle = max(0.85, min(1.2, scale**0.5))
    text = tokens.size * gentle
    last = sheets[0][-1]
    printed = any(panel.side == "back" for panels in sheets for panel in panels)
    cover = Cover(
        geometry=geometry,
        sheets=sheets,
        width=round(last.left + last.width, 3),
        height=geometry.height,
        scale=scale,
        text=text,
        grid=tokens.grid * gentle,
        step=title_step(
            edition.manifest.title, text, (geometry.width - 40 * scale) * POINTS_PER_MM, TITLE_STEPS[printed:]
        ),
        mark=MARK,
        spine=_spine(edition, geometry) if geometry.spine_text else None,
    )
    if not printed:
        return cover, []
    coded, problems = _with_codes(cover, edition)
    return coded, [*problems, *_too_long(coded, edition.manifest.description)]


def title_step(title: str, text: float, measure: float, steps: tuple[int, ...]) -> int:
    """Return the largest step at which the longest word fits the measure (points) and the title has few lines."""
    for step in steps[:-1]:
        letter = text * RATIO**step * EM
        lines = ceil(len(title) * letter / (measure * 0.85))
        if max(map(len, title.split()), default=1) * letter <= measure and lines <= TITLE_LINES:
            return step
    return steps[-1]


def _with_codes(cover: Cover, edition: Edition) -> tuple[Cover, list[Problem]]:
    manifest, problems = edition.manifest, list[Problem]()
    isbn = isbn_of(edition, ("print",))
    if isbn:
        add_on = next(each.add_on for each in manifest.identifiers.isbn if each.isbn == isbn)
        made = ean13(isbn, add_on, reduction=cover.geometry.bar_reduction)
        cover = replace(cover, isbn=isbn, barcode=made)
    if manifest.page:
        code = qr_code(manifest.page)
        cover = replace(cover, qr=code)
        if code is None:
            place, most = Place(key="publication.yaml#page"), CHARACTERS_MOST
            problems.append(problem("P510", place, address=manifest.page, side=f"{SIDE_MOST:g}", most=most))
    return cover, problems


def _too_long(cover: Cover, description: str) -> list[Problem]:
    """Return a problem if the words on the back may run into what stands at its foot."""
    code = cover.barcode.height if cover.barcode else 0
    # At the foot: its margin, the codes, and the publisher, who may stand above those.
    foot = 18 * cover.scale + code + 8 * cover.grid / POINTS_PER_MM
    room = (cover.height - DESCRIPTION_TOP * cover.scale - foot) * POINTS_PER_MM
    signs = (cover.geometry.width - 44 * cover.scale) * POINTS_PER_MM / (cover.text * 0.5)
    most = max(0, int(room / cover.grid * signs * 0.85))
    if len(description) <= most:
        return []
    place = Place(key="publication.yaml#description")
    return [problem("P511", place, count=len(description), most=most // 10 * 10)]


def _spine(edition: Edition, geometry: CoverGeometry) -> Spine:
    """Return the line on the spine, as large as the folds allow; the publisher is left out where the title is long."""
    manifest, language = edition.manifest, edition.language
    room = (geometry.spine - 2 * geometry.fold) / float(SPINE_LINE)
    size = round(min(SPINE_TYPE_MOST, max(1.0, room) * float(SPINE_TYPE)), 2)
    title = manifest.short_title or manifest.title
    publisher = manifest.publisher.name if manifest.publisher else ""
    length = geometry.height - 2 * max(SPINE_MARGIN, geometry.safety)
    if (len(title) + len(publisher) + 4) * EM * size > length * POINTS_PER_MM:
        publisher = ""
    # Lines that begin on the right are turned the other way round to be read from the same end.
    clockwise = (language.spine == "down") == (language.direction == "ltr")
    return Spine(title, publisher, size, 90 if clockwise else -90, round(length, 3))
