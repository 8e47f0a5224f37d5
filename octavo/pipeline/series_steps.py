# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps of a series: its rows read and put into batches, and the editions of each batch made."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem, in_edition, problem
from octavo.model.series import Batch, MadeRow, SeriesRow
from octavo.pipeline.print_steps import for_screen
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pagemap import PageMap
    from octavo.model.publication import Publication
    from octavo.render.series import Laid, Shop

MEAN, MOST = 16, 32  # rows in a batch
OF_BOOKS = frozenset({"P680", "P681", "P685"})  # counts of pages and sizes: a batch is no book
E = Severity.ERROR
Told = tuple[int, Problem]  # with the page of the file that it is about, or 0


def run_series(work: Work) -> Outputs:
    """Read the rows of a series and put them into batches, each of one language.

    A batch ends after a row whose id says so, so that a row put in changes no batch but its own.
    """
    from octavo.load.series import read_series
    from octavo.model.canonical import encode
    from octavo.model.publication import Publication

    publication = work.value("publication", Publication)
    series = work.leaves["series"]
    (file,) = series.files
    read = read_series(series.read()[file], work.params["file"], publication, _people(work, publication))
    if read.value is None:
        return {"problems": encode_problems(read.problems)}
    batches = batches_of(read.value)
    order = {row.id: name for name, rows in batches.items() for row in rows}
    columns = sorted({roll for row in read.value for roll in row.rolls})
    plan = {
        "rows": [[row.id, row.line, order[row.id]] for row in read.value],
        "batches": {name: rows[0].edition for name, rows in batches.items()},
        "rolls": columns,
    }
    made = {f"rows-{name}": encode(rows, tuple[SeriesRow, ...]) for name, rows in batches.items()}
    return {**made, "plan": json.dumps(plan).encode(), "problems": encode_problems(read.problems)}


def batches_of(rows: Sequence[SeriesRow]) -> dict[str, tuple[SeriesRow, ...]]:
    """Return the rows in batches by name, those of each language for themselves."""
    found: dict[str, tuple[SeriesRow, ...]] = {}
    for edition in dict.fromkeys(row.edition for row in rows):
        batch: list[SeriesRow] = []
        mine = [row for row in rows if row.edition == edition]
        for row in mine:
            batch.append(row)
            ends = int(hashlib.sha256(row.id.encode()).hexdigest()[:8], 16) % MEAN == 0
            if ends or len(batch) == MOST or row is mine[-1]:
                found[f"{edition}-{batch[0].id}"] = tuple(batch)
                batch = []
    return found


def _people(work: Work, publication: Publication) -> Any:
    """Return the rolls: whom they print, and which names they withhold."""
    from octavo.load.rolls import read_rolls
    from octavo.load.series import People

    lines = {
        roll.id: [each for each in work.blob(roll.digest).decode().splitlines() if each] for roll in publication.rolls
    }
    rolls, _ = read_rolls(work.leaves["names"].read(), publication.manifest.issued)
    return People(lines, rolls.withheld)


def run_series_base(work: Work) -> Outputs:
    """Take from an edition the rolls of which each row has an extract of its own: a name is no input of other rows."""
    from octavo.model.canonical import encode
    from octavo.model.edition import Edition

    edition, blobs = work.value("edition", Edition), json.loads(work.data("blobs"))
    rolls = work.params["rolls"].split()
    gone = {edition.rolls[name].digest for name in rolls}
    kept = {name: digest for name, digest in blobs.items() if name not in gone}

    def without(given: Edition) -> Edition:
        bare = {
            name: replace(roll, digest="", count=0) if name in rolls else roll for name, roll in given.rolls.items()
        }
        return replace(given, rolls=bare, beside=without(given.beside) if given.beside else None)

    return {
        "edition": encode(without(edition)),
        "blobs": json.dumps(kept, sort_keys=True).encode(),
        "problems": encode_problems([]),
    }


def run_series_batch(work: Work) -> Outputs:
    """Make the editions of a batch: what they share is laid out once, and all their pages are one file for the press.

    Each has a file for the screen as well where that is wanted. A row with an error is left out, and told; the others
    are made.
    """
    from octavo.model.canonical import decode, encode
    from octavo.model.edition import Edition
    from octavo.render.series import Shop

    edition, rows = work.value("edition", Edition), decode(tuple[SeriesRow, ...], work.data("rows"))
    shop = Shop(work.asset, work.store.folder / "work")
    found: dict[Problem, Problem] = {}
    kept: list[tuple[SeriesRow, Edition, Document, Laid]] = []
    outputs: Outputs = {}
    for row in rows:
        own, document, laid, problems = _laid_out(work, edition, row, shop)
        if laid is not None and document is not None and "screen" in work.params:
            data, more = for_screen(laid.layout, document)
            problems += (each for each in more if each not in problems)
            outputs[f"screen-{row.id}"] = data
        for each, same in zip(in_edition(problems, f"{edition.key.label}@{row.id}"), problems, strict=True):
            found.setdefault(same, each)  # what many editions have is told of the first
        if laid is not None and document is not None and not any(each.severity is E for each in problems):
            kept.append((row, own, document, laid))
    files, made, wrong = _written(work, kept, shop) if kept else ({}, (), [])
    found |= {each: each for _, each in wrong}
    failed = [row for row in rows if row.id not in {each.id for each in made}]
    for row in failed:
        told = problem("S387", Place(work.params["file"], row.line), id=row.id)
        found[told] = told
    sound = {name: data for name, data in outputs.items() if name not in {f"screen-{row.id}" for row in failed}}
    batch = Batch(made, tuple((row.id, row.line) for row in failed))
    return {**sound, **files, "batch": encode(batch), "problems": encode_problems(found.values())}


def _laid_out(
    work: Work, edition: Edition, row: SeriesRow, shop: Shop
) -> tuple[Edition, Document | None, Laid | None, list[Problem]]:
    """Return the edition of a row, composed and on its pages, with what is wrong with it."""
    from octavo.check.layout import check_layout
    from octavo.compose.document import compose
    from octavo.localize.series import edition_of_row
    from octavo.model.canonical import digest
    from octavo.pipeline.print_gate import proof_problems
    from octavo.render.series import lay_out_book

    data = {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in row.rolls.items()}
    blobs = {digest(each): each for each in data.values()}
    rolls = {
        name: replace(edition.rolls[name], digest=digest(each), count=len(row.rolls[name]))
        for name, each in data.items()
    }
    own = edition_of_row(edition, row.id, row.values, rolls)

    def blob(name: str) -> bytes:
        return blobs[name] if name in blobs else work.blob(name)

    composed = compose(own, "print", work.leaves["templates"].folder, blob)
    found = list(composed.problems)
    if composed.value is None:
        return own, None, None, found
    laid = lay_out_book(shop, composed.value)
    found += [*laid.problems, *proof_problems(own, composed.value)]
    found += check_layout(laid.value.layout.page_map) if laid.value else ()
    return own, composed.value, laid.value, found


def _written(
    work: Work, kept: Sequence[tuple[SeriesRow, Edition, Document, Laid]], shop: Shop
) -> tuple[Outputs, tuple[MadeRow, ...], list[Told]]:
    """Return the pages of a batch for each printer, every page once; which edition has which; and what is wrong.

    An edition with a page that is not fit for one of the printers is not among those that were made.
    """
    from octavo.render.plain import write_plain
    from octavo.render.series import gather

    if not work.params["printers"]:
        return {}, tuple(_made(row, own, laid, range(len(laid.pages))) for row, own, _, laid in kept), []
    _, edition, document, first = kept[0]
    pages = _in_step([laid.pages for *_, laid in kept])
    places = {id(page): at for at, page in reversed(list(enumerate(pages)))}
    layout = gather(shop, first, pages, document)
    plain = write_plain(layout, document)
    told: list[Told] = [(0, each) for each in plain.problems]
    outputs: Outputs = {}
    for printer in work.params["printers"].split() if plain.value is not None else ():
        file, problems = _pressed(work, edition, document, plain.value or b"", layout.page_map, printer)
        told += problems
        outputs |= {f"press-{printer}": file} if file is not None else {}
    made = [_made(row, own, laid, [places[id(page)] for page in laid.pages]) for row, own, _, laid in kept]
    bad = {page for page, each in told if each.severity is E}
    if 0 in bad or not outputs:
        return {}, (), told
    sound = tuple(each for each in made if not bad & {page + 1 for page in each.pages})
    return outputs, sound, list(_as_numbered(told, made))


def _in_step(books: Sequence[Sequence[Any]]) -> list[Any]:
    """Return every page of the books once, right pages and left ones in turns, as their bleed and the gate want it.

    Where there are more of one kind, a page of the other stands in a second time.
    """
    sides: tuple[list[Any], list[Any]] = ([], [])
    seen: set[int] = set()
    for book in books:
        for at, page in enumerate(book):
            if id(page) not in seen:
                seen.add(id(page))
                sides[at % 2].append(page)
    return [side[min(at, len(side) - 1)] for at in range(max(map(len, sides))) for side in sides if side]


def _as_numbered(told: Iterable[Told], made: Iterable[MadeRow]) -> Iterator[Told]:
    """Yield what was found with the page as its edition counts it, and that edition; what is in none is left out."""
    where: dict[int, tuple[int, str]] = {}
    for row in made:
        for number, page in enumerate(row.pages, 1):
            where.setdefault(page + 1, (number, f"{row.edition}@{row.id}"))
    for page, each in told:
        if not page:
            yield page, each
        elif page in where:
            number, label = where[page]
            message = re.sub(rf"\bpage {page}\b", f"page {number}", each.message, count=1)
            yield page, replace(each, message=message, edition=label)


def _made(row: SeriesRow, edition: Edition, laid: Laid, pages: Sequence[int]) -> MadeRow:
    labels = tuple(page.label for page in laid.layout.page_map.pages)
    return MadeRow(row.id, row.line, row.edition, row.copies, tuple(pages), labels, len(laid.own), edition.identifier)


def _pressed(  # noqa: PLR0913, PLR0917  (what a file is made of)
    work: Work, edition: Edition, document: Document, plain: bytes, page_map: PageMap, name: str
) -> tuple[bytes | None, list[Told]]:
    """Return the pages for a printer with all the bleed there is, and what the gate says; edges come when joined."""
    from octavo.check.press.gate import check_press
    from octavo.model.gate import PressWish
    from octavo.model.printer import BLEED_MOST
    from octavo.pipeline.kept import kept_in
    from octavo.pipeline.orders import black_inside, printer_for, wish_for
    from octavo.pipeline.print_gate import placed, veil_problems
    from octavo.render.press.finish import finish_press

    printer, black = printer_for(edition, name), black_inside(edition)
    wish = wish_for(work, edition, printer, black=black)
    wish = replace(wish, bleed=float(BLEED_MOST), marks=False, bleed_at_spine=True)
    veils = veil_problems(page_map.veils, printer)
    made = finish_press(plain, document.metadata, wish, veils=veils, keep=kept_in(work.store))
    told: list[Told] = [(0, each) for each in made.problems]
    if made.value is None:
        return None, told
    first, blank = page_map.pages[0], frozenset(page.number for page in page_map.pages if page.blank)
    asked = PressWish(
        standard=printer.standard, printer=printer, kind="press", trim=(first.width, first.height), blanks=blank
    )
    verdict = check_press(made.value, replace(asked, black=black))
    found = [each for each in verdict.found if each.problem.code not in OF_BOOKS]
    return made.value, told + [(each.page, placed(each, page_map)) for each in found]
