# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long roll read back from the finished file: what its CSV says is what stands on its pages.

The order, the headings and the words are worked out anew from the CSV; the file is read by PDFium (words, places,
bookmarks, labels) and by pikepdf (fonts, structure). Every page of the roll is read; the structure is looked at on
pages chosen by a seed. A file for the press has names, heads, folios, contents and fonts alone.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from read_lines import ALIGNED, Item, Page, plain, read_page, read_pieces, rows_of
from read_structure import font_faults, structure_faults

SAMPLE = 200
TOLD = 20  # faults that are told in full
BELOW = 16.0  # points that a bookmark may lead above the baseline of what it is for


class Line(NamedTuple):
    """A line of the roll as it is printed; the name is empty for a heading."""

    text: str
    name: str


class Roll(NamedTuple):
    """What the book is to say: the title of the part, and its lines in order."""

    title: str
    lines: tuple[Line, ...]


class Reading(NamedTuple):
    """What was read: pages and names of the roll, and what is wrong with them."""

    pages: int
    names: int
    faults: tuple[str, ...]


def expected_roll(path: Path, language: str, title: str) -> Roll:
    """Return what the book is to say of a roll with names and years, under letters."""
    from octavo.localize.collation import filing, initial, sort_key
    from octavo.localize.language import read_language

    known = read_language(language).unwrap()
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["name"], row.get("born", ""), row.get("died", "")) for row in csv.DictReader(file)]
    key, filed = sort_key(known), filing(known)
    rows.sort(key=lambda row: (key(filed(row[0])), row[1]))
    lines: list[Line] = []
    letter = ""
    for name, born, died in rows:
        if (now := initial(filed(name), known).upper()) != letter:
            letter = now
            lines.append(Line(letter, ""))
        lines.append(Line(f"{name}, {born}–{died}", name))
    return Roll(title, tuple(lines))


def read_back(path: Path, roll: Roll, *, tagged: bool = True, sample: int = SAMPLE, seed: int = 1) -> Reading:
    """Return what is wrong with a file that is to have a roll; `tagged` files have bookmarks, labels and structure."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        begins = _opening(document, roll)
        if begins is None:
            return Reading(0, 0, (f"no page has “{roll.title}” with its first names",))
        faults, runs = _read_pages(document, roll, *begins, tagged=tagged)
        faults += _contents_faults(document, roll, begins[0])
        if tagged:
            faults += _bookmark_faults(document, roll, runs)
    finally:
        document.close()
    faults += font_faults(path)
    if tagged:
        faults += structure_faults(path, {at: run.lines for at, run in runs.items()}, sample, seed)
    names = sum(bool(line.name) for run in runs.values() for line in run.lines)
    return Reading(len(runs), names, tuple(faults))


class Run(NamedTuple):
    """What of the roll is to be on a page, and what was found there."""

    lines: tuple[Line, ...]
    found: tuple[Item, ...]


def _opening(document: Any, roll: Roll) -> tuple[int, int] | None:
    """Return the page that the roll opens on, and how many items stand there before the first of its own."""
    first = [line.text for line in roll.lines[:2]]
    for at in range(len(document)):
        texts = [item.text for item in _page(document, at, bare=True).items]
        above = next((n for n in range(1, len(texts)) if texts[n : n + 2] == first), None)
        if above is not None and " ".join(texts[:above]).startswith(roll.title):
            return at, above
    return None


def _page(document: Any, at: int, *, bare: bool) -> Page:
    page = document[at]
    try:
        return read_page(read_pieces(page), bare=bare)
    finally:
        page.close()


def _read_pages(
    document: Any, roll: Roll, opening: int, above: int, *, tagged: bool
) -> tuple[list[str], dict[int, Run]]:
    """Read the roll page by page: each has the lines that follow those before it."""
    place = {line.text: at for at, line in enumerate(roll.lines)}
    faults: list[str] = []
    runs: dict[int, Run] = {}
    at, done = opening, 0
    while done < len(roll.lines) and at < len(document):
        page = _page(document, at, bare=at == opening)
        items = page.items[above:] if at == opening else page.items
        lines = roll.lines[done : done + len(items)]
        runs[at] = Run(lines, items)
        faults += _names_faults(at, lines, items)
        if at != opening:
            faults += _margin_faults(at, page, lines)
        if tagged and (label := document.get_page_label(at)) != str(at + 1):
            faults.append(f"page {at + 1}: its label is “{label}”")
        # Where something is wrong, go on after what the page ends with, so that each fault is told once.
        done = place.get(items[-1].text, done + len(items) - 1) + 1 if items else done
        at += 1
    if done < len(roll.lines):
        faults.append(f"the book ends before “{roll.lines[done].text}”")
    return faults, runs


def _names_faults(at: int, lines: Sequence[Line], items: Sequence[Item]) -> Iterator[str]:
    if not items:
        yield f"page {at + 1}: no names"
    for line, item in zip(lines, items, strict=False):
        if line.text != item.text:
            yield f"page {at + 1}: “{item.text}” where “{line.text}” is to be"
            return
    if len(items) > len(lines):
        yield f"page {at + 1}: “{items[len(lines)].text}” after the last name"


def _margin_faults(at: int, page: Page, lines: Sequence[Line]) -> Iterator[str]:
    names = [line.name for line in lines if line.name]
    head = f"{names[0]} – {names[-1]}" if names else ""
    if page.head != head:
        yield f"page {at + 1}: its head is “{page.head}”, not “{head}”"
    if page.folio != str(at + 1):
        yield f"page {at + 1}: its folio is “{page.folio}”"


def _contents_faults(document: Any, roll: Roll, opening: int) -> Iterator[str]:
    """Look for the line of the contents that leads to the roll: it says on which page that begins."""
    said = []
    for at in range(opening):
        page = document[at]
        for row in rows_of(read_pieces(page)):
            if entry := re.fullmatch(rf"(?:\d+ )?{re.escape(roll.title)}[ .·…]+(\d+)", row):
                said.append(entry[1])
        page.close()
    if said != [str(opening + 1)]:
        yield f"the contents say {said or 'nothing'} of “{roll.title}” on page {opening + 1}"


def _bookmark_faults(document: Any, roll: Roll, runs: dict[int, Run]) -> Iterator[str]:
    """Compare the bookmarks below that of the roll with its headings: their order, page, and place on it."""
    marks = list(document.get_toc())
    begin = next((at for at, mark in enumerate(marks) if mark.get_title() == roll.title), None)
    if begin is None:
        yield f"no bookmark leads to “{roll.title}”"
        return
    if (at := marks[begin].get_dest().get_index()) != min(runs):
        yield f"the bookmark “{roll.title}” leads to page {at + 1}"
    level = marks[begin].level
    below = []
    for mark in marks[begin + 1 :]:
        if mark.level <= level:
            break
        below.append(mark)
    wanted = [
        (at, line.text, item)
        for at, run in runs.items()
        for line, item in zip(run.lines, run.found, strict=False)
        if not line.name
    ]
    titles = [mark.get_title() for mark in below]
    if titles != [text for _, text, _ in wanted]:
        yield f"the bookmarks are {' '.join(titles)}"
        return
    for mark, (page, text, item) in zip(below, wanted, strict=True):
        aim = mark.get_dest()
        x, y = (aim.get_view()[1] or [0.0, 0.0])[:2]
        if aim.get_index() != page:
            yield f"the bookmark “{text}” leads to page {aim.get_index() + 1}, not {page + 1}"
        elif not (0 <= y - item.y < BELOW and abs(x - item.x) < ALIGNED):
            yield f"the bookmark “{text}” leads to {x:.1f}, {y:.1f}, but it stands at {item.x:.1f}, {item.y:.1f}"


def main() -> None:
    """Judge a file; the exit code is 1 if something is wrong with it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pdf", type=Path)
    asked.add_argument("csv", type=Path)
    asked.add_argument("--title", default="Invented names", help="of the part that has the roll")
    asked.add_argument("--language", default="en")
    asked.add_argument("--press", action="store_true", help="a file for the press: no bookmarks, labels and structure")
    asked.add_argument("--sample", type=int, default=SAMPLE, help="pages whose structure is read")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    roll = expected_roll(options.csv, options.language, plain(options.title))
    reading = read_back(options.pdf, roll, tagged=not options.press, sample=options.sample, seed=options.seed)
    print(*reading.faults[:TOLD], sep="\n")
    print(f"{reading.names:,} names on {reading.pages:,} pages; faults: {len(reading.faults)}")
    raise SystemExit(bool(reading.faults))


if __name__ == "__main__":
    main()
