# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gate itself: every rule for one file, in Python alone, so that it answers the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from octavo.check.press.boxes import box_faults
from octavo.check.press.contents import annotation_faults, content_faults
from octavo.check.press.edges import edge_faults
from octavo.check.press.fineness import fineness_faults
from octavo.check.press.fonts import Font
from octavo.check.press.inks import ink_faults
from octavo.check.press.known import JudgedPage, Known
from octavo.check.press.page import walk_page
from octavo.check.press.paints import Scene
from octavo.check.press.sheet import Sheet, in_file, sheet_of
from octavo.check.press.structure import identity_faults, intent_faults, side_of
from octavo.check.press.whole import facts_of, whole_faults
from octavo.diagnostics.problem import Place, problem
from octavo.model.gate import Found, Judged, PageFacts, PressWish, Verdict
from octavo.model.pdf_parts import KnownPages


def check_press(data: bytes, wish: PressWish, known: KnownPages | None = None) -> Verdict:
    """Return what is wrong with a print file, what its pages print, and which checks could be run.

    `known` has the verdict about pages that are as they were when they were judged last.
    Never raises: a file, or a page, that can't be read is a problem (P600, P601). ISO 15930-4 (PDF/X-1a), 15930-7
    (PDF/X-4), and what the printer asks for.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            wish = replace(wish, direction=wish.direction or side_of(pdf))
            found, facts = _judge(pdf, data, wish, known)
    except pikepdf.PasswordError:
        return Verdict((in_file("P602"),), judged=checks_run(wish))
    except Exception as fault:  # a damaged file can break a reader at any place, in any way
        return Verdict((in_file("P600", reason=reason_of(fault)),), judged=checks_run(wish))
    return Verdict(tuple(dict.fromkeys(found)), tuple(facts), checks_run(wish))


def reason_of(fault: Exception) -> str:
    """Return an error as a sentence: pikepdf names a stream by its address in memory, which is another each time."""
    return str(fault).rpartition(">: ")[2].strip() or type(fault).__name__


def _judge(pdf: Any, data: bytes, wish: PressWish, pages: KnownPages | None) -> tuple[list[Found], list[PageFacts]]:
    found = [*identity_faults(pdf, data, wish), *intent_faults(pdf, wish), *content_faults(pdf)]
    sheets: list[Sheet] = []
    facts: list[PageFacts] = []
    fonts: dict[Any, Font] = {}
    count = len(pdf.pages)
    if not count:
        found.append(in_file("P600", reason="it has no pages"))
    known = Known(pages, pdf, wish) if pages is not None else None
    for number, page in enumerate(pdf.pages, 1):

        def judged() -> JudgedPage:
            return _judge_page(page, number, fonts, wish, count, known)  # noqa: B023  (it is called at once)

        try:
            told = judged() if known is None else known.page(number, judged)
        except Exception as fault:  # the other pages are still judged
            found.append(
                Found(problem("P601", Place(key=f"page {number}"), page=number, reason=reason_of(fault)), number)
            )
            continue
        found += told.found
        sheets.append(told.sheet)
        facts.append(told.facts)
    if len(sheets) == count:
        found += [*box_faults(sheets, wish), *whole_faults(facts, sheets, len(data), wish)]
    return found, facts


def _judge_page(  # noqa: PLR0913, PLR0917  (a page, and all that is asked of it)
    page: Any, number: int, fonts: dict[Any, Font], wish: PressWish, count: int, known: Known | None
) -> JudgedPage:
    sheet = sheet_of(page, number)
    # A sheet says which file lies on it, so that no sheet is as it was; the pages on it mostly are.
    scene = walk_page(page, fonts, known.form if known is not None and wish.kind == "booklet" else None)
    found = (*annotation_faults(page, sheet), *_on_page(scene, sheet, wish, count))
    return JudgedPage(sheet, found, facts_of(scene, sheet))


def _on_page(scene: Scene, sheet: Sheet, wish: PressWish, count: int) -> Iterator[Found]:
    yield from ink_faults(scene, sheet, wish)
    yield from fineness_faults(scene, sheet, wish)
    yield from edge_faults(scene, sheet, wish, count)


def checks_run(wish: PressWish) -> tuple[Judged, ...]:
    """Return the gate's own checks by name, and why some could not be run."""
    printer = wish.printer
    unnamed = "no printer is named" if printer is None else ""

    def asked(name: str, there: bool, lacking: str) -> Judged:
        reason = unnamed or ("" if there else lacking)
        return Judged(name, not reason, reason)

    silent = "the printer gives no number"
    return (
        Judged("structure", True),
        Judged("colours", True),
        Judged("fonts", True),
        Judged("output intent", wish.standard != "PDF", "" if wish.standard != "PDF" else "the file is none of PDF/X"),
        asked("bleed and safe area", True, ""),
        asked("resolution", bool(printer and printer.ppi_least), silent),
        asked("lines", bool(printer and printer.line_least), silent),
        asked("type", bool(printer and (printer.type_least or printer.type_least_coloured)), silent),
        asked("ink of flat colours", bool(printer and printer.ink_limit), silent),
        asked("count of pages", wish.kind == "press", "it is no file of single pages"),
        Judged("blank pages", wish.blanks is not None, "" if wish.blanks is not None else "nobody said which may be"),
        Judged("trim size", wish.trim is not None, "" if wish.trim is not None else "nobody said which it is to be"),
    )
