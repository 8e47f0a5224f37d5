# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two publications compared for people who reprint: what differs, on which sheets and plates; and a page of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.difference import Difference, EditionChange, FileChange, SheetChange
from octavo.model.listing import DOSSIER
from octavo.pipeline.diff_plates import changed_plates

if TYPE_CHECKING:
    from octavo.distribute.diff.editions import Sources

PAGE = "diff.html"


def differ(old: Path, new: Path, to: Path | None = None) -> Outcome[Difference]:
    """Return what differs between two published folders, editions or files; with `to` write a page that shows it."""
    from octavo.distribute.diff.editions import compare

    compared = compare(old, new)
    if compared.value is None:
        return Outcome(None, compared.problems)
    difference, sources = compared.value.difference, compared.value.sources
    problems = list(compared.problems)
    editions = tuple(_edition(each, sources, problems) for each in difference.editions)
    difference = replace(difference, editions=editions)
    if to is not None:
        problems += _write(to, difference, sources)
    return Outcome(difference, in_order(problems))


def _edition(edition: EditionChange, sources: Sources, problems: list[Problem]) -> EditionChange:
    """Return an edition with the plates that changed, and with sheets where no file of sheets is there."""
    files = []
    for file in edition.files:
        reprint = file.reprint
        if reprint is not None and reprint.plated and reprint.pages:
            old, new = sources[edition.edition, file.path]
            assert old is not None
            assert new is not None
            both = [page for page in reprint.pages if page <= min(file.old_pages, file.new_pages)]
            plates = changed_plates(old.read_bytes(), new.read_bytes(), both) if both else None
            if plates is not None and not plates.run:
                problems.append(problem("C310", Place(new.as_posix()), reason=plates.reason))
            file = replace(file, reprint=replace(reprint, plates=plates))  # noqa: PLW2901
        files.append(file)
    return replace(edition, files=tuple(_with_sheets(edition, files, sources)))


def _with_sheets(edition: EditionChange, files: list[FileChange], sources: Sources) -> Iterator[FileChange]:
    """Yield the files; a press file that is bound as a booklet names its sheets if no other file does."""
    imposed = any(each.output == "booklet" for each in edition.files)
    for file in files:
        reprint = file.reprint
        if imposed or file.output != "press" or reprint is None or not reprint.pages or file.new_pages % 4:
            yield file
        elif _binding(edition, file, sources) == "saddle":
            # With more or fewer pages every page gets another neighbour on its sheet.
            same = file.old_pages == file.new_pages
            pages = reprint.pages if same else range(1, file.new_pages + 1)
            sheets = tuple(nested_sheets(pages, file.new_pages, rtl=edition.direction == "rtl"))
            yield replace(file, reprint=replace(reprint, sheets=sheets, derived=True))
        else:
            yield file


def _binding(edition: EditionChange, file: FileChange, sources: Sources) -> str:
    from octavo.distribute.diff.facts import read_plain

    path = sources[edition.edition, file.path][1]
    try:
        assert path is not None
        return str(read_plain((path.parent / DOSSIER).read_bytes()).get("binding", ""))
    except (OSError, ValueError, RecursionError):
        return ""


def nested_sheets(pages: Iterable[int], total: int, *, rtl: bool) -> Iterator[SheetChange]:
    """Yield the sheets of a saddle-stitched booklet of `total` pages, four on a sheet, that these pages are on."""
    from octavo.render.sheets.order import leaves

    wanted = set(pages)
    for number, sheet in enumerate(leaves(total, "saddle", "rtl" if rtl else "ltr", (2, 1)), 1):
        front, back = ({page for row in rows for page in row} for rows in (sheet.front, sheet.back))
        if wanted & (front | back):
            sides = [(name, side) for name, side in (("front", front), ("back", back)) if wanted & side]
            hit = tuple(name for name, _ in sides)
            there = tuple(sorted(page for _, side in sides for page in side))
            yield SheetChange(number, hit, there)  # type: ignore[arg-type]


def _write(to: Path, difference: Difference, sources: Sources) -> tuple[Problem, ...]:
    from octavo.pipeline.diff_page import write_page

    try:
        write_page(to, difference, sources)
    except OSError as reason:
        return (problem("C311", Place(to.as_posix()), reason=reason.strerror or "the system refuses it"),)
    return ()
