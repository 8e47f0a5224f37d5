# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gate before a print file is handed over: what it finds is told at the place in the content it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.pipeline.work import Outputs, encode_problems

if TYPE_CHECKING:
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.gate import Found, PressWish, PrintKind
    from octavo.model.pagemap import Box, PageMap, Veil
    from octavo.model.pdf_parts import KnownPages
    from octavo.model.printer import Printer
    from octavo.model.sheets import Padding


def through_gate(  # noqa: PLR0913  (a file, and all that is known of it)
    made: Outcome[bytes],
    printer: Printer,
    kind: PrintKind,
    page_map: PageMap | None = None,
    padding: Padding | None = None,
    *,
    black: bool = False,
    before: Iterable[Problem] = (),
    known: KnownPages | None = None,
) -> Outputs:
    """Return the file with the gate's verdict; `before` are problems that were found on the way to it.

    `black` is the wish for a one-colour inside. Of sheets only errors are told: what is doubtful on their pages was
    told when these were made, at its place in the content. `known` has what was found of pages that were judged before.
    """
    from octavo.check.press.gate import check_press
    from octavo.model.canonical import encode

    found = [*before, *made.problems]
    if made.value is None:
        return {"problems": encode_problems(found)}
    verdict = check_press(made.value, replace(_wish(printer, kind, page_map, padding), black=black), known)
    single = page_map is not None and kind == "press"
    pages = padding.pages if padding else ()
    told = [each for each in verdict.found if kind != "booklet" or each.problem.severity is Severity.ERROR]
    found += [placed(each, page_map, pages) if single and page_map else each.problem for each in told]
    return {"file": made.value, "verdict": encode(verdict), "problems": encode_problems(found)}


def proof_problems(edition: Edition, document: Document) -> Iterator[Problem]:
    """Yield a problem if an edition that is not approved does not say so on the pages themselves.

    Files without marks have no line outside the trim, and what stands there is cut off in the end.
    """
    from octavo.check.message_order import letters
    from octavo.compose.sheet_words import PROOF
    from octavo.compose.words import words_of

    if edition.approved and not edition.draft:
        return
    said = letters(str(words_of(edition.language, edition.strings).say(PROOF).unescape()))
    if not any(said in letters(Markup(file.html).striptags()) for file in document.files):
        yield problem("P702", Place(key="publication.yaml#parts"))


def veil_problems(veils: Iterable[Veil], printer: Printer) -> tuple[Problem, ...]:
    """Return a problem for all that is see-through, for a printer whose files can't have it."""
    return tuple(
        problem("P310", Place(key=veil.key), page=veil.page, what=veil.what, standard=printer.standard)
        for veil in veils
    )


def _wish(printer: Printer, kind: PrintKind, page_map: PageMap | None, padding: Padding | None) -> PressWish:
    """Return what the gate is to expect; sheets are larger than pages, and their blanks are not pages."""
    from octavo.model.gate import PressWish

    if page_map is None or kind == "booklet":
        return PressWish(standard=printer.standard, printer=printer, kind=kind)
    first = page_map.pages[0]
    trim = (first.width, first.height)
    if padding is None:
        return PressWish(standard=printer.standard, printer=printer, kind=kind, trim=trim)
    blank = {page.number for page in page_map.pages if page.blank}
    empty = frozenset(padding.blanks) | {at for at, page in enumerate(padding.pages, 1) if page in blank}
    return PressWish(
        standard=printer.standard, printer=printer, kind=kind, trim=trim, pages=padding.total, blanks=empty
    )


def placed(found: Found, page_map: PageMap, pages: Sequence[int] = ()) -> Problem:
    """Return the problem at the block of the content where it was found: the smallest around it, else the nearest.

    `pages` says for each page of the file which page of the layout it is; 0 is a blank one of the binding.
    """
    number = pages[found.page - 1] if 1 <= found.page <= len(pages) else found.page
    fragments = page_map.pages[number - 1].fragments if 1 <= number <= len(page_map.pages) else ()
    if found.box is None or not fragments:
        return found.problem
    x, y = found.box.x + found.box.width / 2, found.box.y + found.box.height / 2
    near = min(fragments, key=lambda each: (_away(each.box, x, y), each.box.width * each.box.height))
    return replace(found.problem, place=Place(key=near.key))


def _away(box: Box, x: float, y: float) -> float:
    """Return how far a point lies from a box, the way down counted first; 0 inside it."""
    down = max(box.y - y, 0, y - box.y - box.height)
    across = max(box.x - x, 0, x - box.x - box.width)
    return 10 * down + across
