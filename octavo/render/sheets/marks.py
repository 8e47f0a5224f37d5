# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a printer finds beside the pages: marks to cut, fold and register by, colour bar, section steps, slug.

All of it stands outside the bleed and is placed from nominal trims: creep moves pages, never a mark. Lines are in
registration colour, which is on every plate (ISO 32000-1, 8.6.6.4: the colorant All).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from octavo.model.canonical import digest
from octavo.model.sheets import Frame, Imposition, Sheet, SheetWords
from octavo.render.outlines import can_outline, label_font, text_path
from octavo.render.sheets.frame import MARK_GAP, MARK_ROOM

POINTS_PER_MM = 72 / 25.4
LONGEST = Decimal(5)
CROSS = Decimal("1.5")  # the arm of a registration mark
KAPPA = 0.5523  # of the arm of the curve that makes a quarter of a circle
PATCH = Decimal(4)
PATCHES = (
    *("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "1 1 0 0", "0 1 1 0", "1 0 1 0"),
    *(".5 0 0 0", "0 .5 0 0", "0 0 .5 0", "0 0 0 .5", ".4 .3 .3 0"),
)
STEP = (Decimal(2), Decimal(6))  # a section mark is so wide and high, and each stands its height lower
SLUG = 6.0  # points
SLUG_LEAST = 3.5
SHORT = 12  # letters of a digest
SPACE = 7.0  # between its parts
PROOF = "Proof – not approved for printing"
Point = tuple[Decimal, Decimal]


def marks_of(plan: Imposition, sheet: Sheet, slug: tuple[str, ...], *, back: bool) -> str:
    """Return the content of one side apart from its pages, and the parts of its slug.

    Its resources need the colour space /All, and for each part of the slug a form of the name `label` gives.
    """
    frame, away = sheet.frame, plan.job.bleed + MARK_GAP
    lines = [*_cut_marks(plan, frame, away), *_registration(frame, away)]
    dashed = _fold_marks(plan, frame, away)
    parts = ["q 0.25 w /All CS 1 SCN", *lines, *(["[2 1.5] 0 d", *dashed] if dashed else []), "Q"]
    parts += ["q", *_colour_bar(frame, away), "Q"]
    if not back:
        parts += _section_mark(plan, sheet)
    if slug:
        parts.append(_slug(frame, away, slug))
    return "\n".join(parts)


def slug_parts(plan: Imposition, sheet: Sheet, words: SheetWords, *, back: bool) -> tuple[str, ...]:
    """Return what the line beside a sheet says, with words that the font can draw in place of those it can't."""
    plain = SheetWords("", "", words.name, words.tag, words.digest)
    count = _drawn(words.sheet, plain.sheet).format(n=sheet.number, m=len(plan.sheets))
    side = _drawn(words.back, plain.back) if back else _drawn(words.front, plain.front)
    proof = _drawn(words.proof, PROOF) if words.proof else ""
    title, edition = _drawn(words.publication, words.name), _drawn(words.edition, words.tag)
    return tuple(filter(None, (title, edition, count, side, words.digest[:SHORT], proof)))


def label(text: str) -> str:
    """Return the name of the form that draws a part of a slug, in the size SLUG from the origin on its baseline."""
    return f"/T{digest(text)[:12]}"


def _drawn(text: str, instead: str) -> str:
    return text if text and can_outline(text, label_font()) else instead


def point(*values: Decimal | float) -> str:
    """Return millimetres as the numbers of a PDF: points, to a thousandth."""
    return " ".join(f"{round(float(value) * POINTS_PER_MM, 3):.7g}" for value in values)


def _line(start: Point, end: Point) -> str:
    return f"{point(*start)} m {point(*end)} l S"


def _ends(plan: Imposition, frame: Frame, away: Decimal) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return how long marks are at the left, bottom, right and top: as far as the sheet is printed, at most 5 mm."""
    trim = frame.trim
    free = (
        trim.left,
        trim.bottom - plan.job.gripper,
        plan.sheet_width - trim.right,
        plan.sheet_height - trim.top,
    )
    left, bottom, right, top = (min(LONGEST, each - away) for each in free)
    return left, bottom, right, top


def _cut_marks(plan: Imposition, frame: Frame, away: Decimal) -> list[str]:
    return _all_around(plan, frame, away, (frame.cuts_x, frame.cuts_y))


def _fold_marks(plan: Imposition, frame: Frame, away: Decimal) -> list[str]:
    return _all_around(plan, frame, away, (frame.folds_x, frame.folds_y))


def _all_around(
    plan: Imposition, frame: Frame, away: Decimal, at: tuple[tuple[Decimal, ...], tuple[Decimal, ...]]
) -> list[str]:
    """Return marks beyond the four sides of the trim: at these x below and above, at these y left and right."""
    trim, (left, bottom, right, top) = frame.trim, _ends(plan, frame, away)
    lines = []
    for x in at[0]:
        lines.append(_line((x, trim.bottom - away), (x, trim.bottom - away - bottom)))
        lines.append(_line((x, trim.top + away), (x, trim.top + away + top)))
    for y in at[1]:
        lines.append(_line((trim.left - away, y), (trim.left - away - left, y)))
        lines.append(_line((trim.right + away, y), (trim.right + away + right, y)))
    return lines


def _registration(frame: Frame, away: Decimal) -> list[str]:
    """Return crosses in circles at the left, the right and the head, each between two marks."""
    trim, out = frame.trim, away + CROSS
    y, x = _middle(frame.cuts_y, frame.folds_y), _widest(frame)[1] - 2 * MARK_ROOM
    return [_cross(trim.left - out, y), _cross(trim.right + out, y), _cross(x, trim.top + out)]


def _middle(*lines: tuple[Decimal, ...]) -> Decimal:
    """Return the middle of the widest gap between lines; of several the first."""
    edges = sorted(edge for group in lines for edge in group)
    low, high = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
    return (low + high) / 2


def _widest(frame: Frame) -> tuple[Decimal, Decimal]:
    """Return the ends of the widest gap between marks at head and foot; of several the first."""
    return max(pairwise(sorted((*frame.cuts_x, *frame.folds_x))), key=lambda pair: pair[1] - pair[0])


def _cross(x: Decimal, y: Decimal) -> str:
    radius = CROSS * 2 / 3
    bow = radius * Decimal(str(KAPPA))
    arcs = [
        point(x + radius, y + bow, x + bow, y + radius, x, y + radius),
        point(x - bow, y + radius, x - radius, y + bow, x - radius, y),
        point(x - radius, y - bow, x - bow, y - radius, x, y - radius),
        point(x + bow, y - radius, x + radius, y - bow, x + radius, y),
    ]
    circle = " ".join([f"{point(x + radius, y)} m", *(f"{arc} c" for arc in arcs), "S"])
    return " ".join([_line((x - CROSS, y), (x + CROSS, y)), _line((x, y - CROSS), (x, y + CROSS)), circle])


def _colour_bar(frame: Frame, away: Decimal) -> list[str]:
    """Return the patches that fit at the head between two marks: solid inks, their overprints, half tones, grey."""
    low, high = _widest(frame)
    start, y = low + 2 * MARK_ROOM, frame.trim.top + away
    room = int((high - 4 * MARK_ROOM - start) // PATCH)
    return [
        f"{colour} k {point(start + at * PATCH, y, PATCH, MARK_ROOM)} re f"
        for at, colour in enumerate(PATCHES[: max(room, 0)])
    ]


def _section_mark(plan: Imposition, sheet: Sheet) -> list[str]:
    """Return the mark on the spine of a section, in what is milled off: gathered rightly, they make a staircase."""
    first = next((page for page in sheet.front if page.number == min(each.number for each in sheet.front)), None)
    if first is None or not plan.job.mill or not sheet.frame.folds_x:
        return []
    fold = first.x - plan.job.mill if first.spine == "left" else first.x + plan.job.width + plan.job.mill
    width, height = min(STEP[0], plan.job.mill), STEP[1]
    steps = int((plan.job.height - 2 * height) // height)
    y = first.y + plan.job.height - height * (2 + (sheet.section - 1) % steps)
    return [f"q 0 0 0 1 k {point(fold - width / 2, y, width, height)} re f Q"]


def _slug(frame: Frame, away: Decimal, parts: tuple[str, ...]) -> str:
    """Return the slug, with its letters beside it for who reads the file (ISO 32000-1, 14.9.4)."""
    low, high = _widest(frame)
    widths = [text_path(part, label_font(), SLUG).width for part in parts]
    room = float(high - low - 2 * MARK_ROOM) * POINTS_PER_MM
    scale = max(SLUG_LEAST / SLUG, min(1.0, room / (sum(widths) + SPACE * (len(parts) - 1))))
    letters = ("\ufeff" + "   ".join(parts)).encode("utf-16-be").hex().upper()
    drawn, place = [], point(low + MARK_ROOM, frame.trim.bottom - away - MARK_ROOM + Decimal("0.7"))
    for part, width in zip(parts, widths, strict=True):
        drawn.append(f"{label(part)} Do 1 0 0 1 {round(width + SPACE, 3):g} 0 cm")
    return (
        f"/Span <</ActualText <{letters}>>> BDC q {round(scale, 4):g} 0 0 {round(scale, 4):g} {place} cm\n"
        + "\n".join(drawn)
        + "\nQ EMC"
    )
