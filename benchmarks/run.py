# SPDX-License-Identifier: AGPL-3.0-or-later
"""Octavo beside the tools that users would take instead: one invented book, all in one run, a table a work.

Works are pages of prose, names, or both: `60`, `60+1000`, `0+10000`, `0+100000`. Every build is cold and a process of
its own; the turns of all go round, so that a busy machine is busy for everybody. Octavo does more than the others: its
files are tagged (screen) or in CMYK (press), and all of them checked. What is not installed is said to be so.

Where there are names, Octavo's files are read back: every name, head and folio of every page (read_back.py).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import peers
from cold_build import ROOT
from invented import ROLL_TITLE, write_book
from measured import Taken, run
from peer_matter import write_matter
from peers import Bench, book_of, corrected, octavo
from read_back import TOLD, Reading, expected_roll, read_back

WORKS = ("60", "60+1000", "0+10000")
CLOSE = 0.05  # how far the count of pages may be from Octavo's


@dataclass
class Entry:
    """A row: `command` gives what to run in a folder of its own, None if it can't; `before` is not measured.

    A `warm` row has the same folder in all turns. `output` is that of Octavo, whose files are read back.
    """

    name: str
    command: Callable[[Bench, Path], list[str | Path] | None]
    before: Callable[[Bench, Path], None] = lambda bench, folder: None
    warm: bool = False
    output: str = ""
    found: list[Taken] = field(default_factory=list)
    pages: int = 0
    reading: Reading | None = None
    absent: bool = False


def main() -> None:
    """Print a table a work."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("works", nargs="*", default=[], help=f"pages+names; {' '.join(WORKS)} if none is given")
    asked.add_argument("--long", action="store_true", help="100,000 names too: takes many minutes")
    asked.add_argument("--turns", type=int, default=3)
    asked.add_argument("--limit", type=float, default=900, help="seconds that a run may take")
    asked.add_argument("--only", nargs="+", default=[], help="rows whose names begin so")
    asked.add_argument("--peers", type=Path, default=ROOT / ".peers", help="where npm and pip installed the others")
    options = asked.parse_args()
    sys.path.insert(0, str(ROOT))
    from bootstrap.system import find_chromium

    faults = 0
    works = options.works or [*WORKS, *(("0+100000",) if options.long else ())]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load when it began: {os.getloadavg()[0]:.1f}")
    for work in works:
        pages, _, names = work.partition("+")
        with tempfile.TemporaryDirectory() as scratch:
            bench = Bench(Path(scratch), options.peers.resolve(), find_chromium())
            write_book(bench.book, int(pages), int(names or 0), index=False)
            write_matter(bench.matter, int(pages), int(names or 0))
            entries = [each for each in rows(names) if each.name.startswith(tuple(options.only) or "")]
            for turn in range(options.turns):
                for entry in entries:
                    measure(entry, bench, turn, options.limit)
            print(table(work, entries, options.turns), flush=True)
            faults += said_of(entries)
    raise SystemExit(bool(faults))


def rows(names: str) -> list[Entry]:
    """Return what is measured, Octavo first; names are corrected where there are `names`."""
    own = {"screen": "Octavo, screen (tagged, checked)", "press": "Octavo, press (CMYK, checked)"}
    return [
        *(Entry(name, octavo(output), output=output) for output, name in own.items()),
        *(
            Entry(f"Octavo, {output}, one name corrected", octavo(output), corrected(output), warm=True, output=output)
            for output in (("press", "screen") if names else ())
        ),
        Entry("WeasyPrint, Octavo's own HTML in one call", peers.own_html, peers.composed),
        Entry("WeasyPrint, plain HTML in one call", peers.weasyprint),
        Entry("pagedjs-cli", peers.pagedjs),
        Entry("Chromium, printing", peers.chromium),
        Entry("Vivliostyle", peers.vivliostyle),
        Entry("Typst", peers.typst),
        Entry("pandoc and WeasyPrint", peers.pandoc),
    ]


def measure(entry: Entry, bench: Bench, turn: int, limit: float) -> None:
    """Run an entry once; one that failed or was too slow is not run again."""
    if entry.absent or any(each.fault for each in entry.found):
        return
    folder = bench.folder / f"{entry.name.replace(' ', '-')}{'' if entry.warm else f'-{turn}'}"
    folder.mkdir(exist_ok=entry.warm)
    command = entry.command(bench, folder)
    if command is None:
        entry.absent = True
        return
    entry.before(bench, folder)
    taken = run(entry.command(bench, folder) or command, folder, {"PYTHONPATH": str(ROOT)}, limit)
    entry.pages = max(map(count_pages, folder.rglob("*.pdf")), default=0) if not taken.fault else 0
    if not taken.fault and not entry.pages:
        taken = taken._replace(fault="made no file")
    entry.found.append(taken)
    print(f"{entry.name}: {taken.seconds:.1f} s {taken.fault}", file=sys.stderr, flush=True)
    if entry.output and not taken.fault and not (entry.reading and entry.reading.faults):
        entry.reading = read(entry.output, bench, folder)
    if not entry.warm:
        shutil.rmtree(folder)


def read(output: str, bench: Bench, folder: Path) -> Reading | None:
    """Return what a file of Octavo's says of its roll, beside what its CSV says; None if there are no names."""
    roll = book_of(bench, folder) / "names" / "all.csv"
    if not roll.exists():
        return None
    made = next(folder.rglob(f"*-{output}.pdf"))
    return read_back(made, expected_roll(roll, "en", ROLL_TITLE), tagged=output == "screen")


def said_of(entries: list[Entry]) -> int:
    """Print what was read back from Octavo's files; return how many faults there are."""
    done = [(each.name, each.reading) for each in entries if each.reading]
    for name, reading in done:
        said = f"{reading.names:,} names on {reading.pages:,} pages, faults: {len(reading.faults)}"
        print(f"read back: {name}: {said}", *reading.faults[:TOLD], sep="\n  ", flush=True)
    return sum(len(reading.faults) for _, reading in done)


def table(work: str, entries: list[Entry], turns: int) -> str:
    """Return the table of a work; ratios are to the first row."""
    pages, _, names = work.partition("+")
    title = " and ".join(
        [f"{int(pages)} pages of prose"] * (pages != "0") + [f"{int(names or 0):,} names"] * bool(names)
    )
    lines = [
        f"\n| {title} | seconds, median of {turns} | spread | ratio | CPU s | peak MiB | pages |",
        "|---" * 7 + "|",
    ]
    done = [each for each in entries if each.found and not each.found[-1].fault]
    base = statistics.median(taken.seconds for taken in done[0].found) if done else 0.0
    wanted = done[0].pages if done else 0
    for entry in entries:
        if entry.absent:
            lines.append(f"| {entry.name} | not installed | | | | | |")
        elif entry.found and entry.found[-1].fault:
            lines.append(f"| {entry.name} | {entry.found[-1].fault} | | | | {entry.found[-1].peak:.0f} | |")
        elif entry.found:
            lines.append(_row(entry, base, wanted))
    return "\n".join(lines)


def _row(entry: Entry, base: float, wanted: int) -> str:
    seconds = [taken.seconds for taken in entry.found]
    median, spread = statistics.median(seconds), max(seconds) - min(seconds)
    cpu, peak = (
        statistics.median(values) for values in zip(*((each.cpu, each.peak) for each in entry.found), strict=True)
    )
    far = "" if abs(entry.pages - wanted) <= CLOSE * wanted else " (not comparable)"
    figures = f"{median:.2f} | {spread:.2f} | {median / base:.2f} | {cpu:.1f} | {peak:.0f}"
    return f"| {entry.name} | {figures} | {entry.pages}{far} |"


def count_pages(path: Path) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


if __name__ == "__main__":
    main()
