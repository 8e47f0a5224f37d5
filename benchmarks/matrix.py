# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication in all its editions and outputs: one process, two, nothing to do, one sentence of one translation.

Each line is a process of its own with an empty folder, or with that of the build before. Seconds are of the clock,
and CPU seconds those of the process with all its workers. Meanwhile the pace of the machine is taken every two seconds,
beside one process on a processor that is free. A sentence is changed five times in a turn, each in another paragraph,
and the mean of these is what they took: seconds are measured against minutes, through which a machine that others
share is now faster, now slower. The ratio is told at an even pace besides.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import polib
from pace import pace

ROOT = Path(__file__).parents[1]
EVERY = 2.0  # seconds between two looks at the pace
LONG = 200  # letters of a message that stands for all: a paragraph
SENTENCES = 5  # changed in a turn, one after another


@dataclass(frozen=True)
class Took:
    """What a build took: seconds by the clock, and those of all its processes together; and the pace meanwhile."""

    wall: float
    cpu: float
    pace: float = 1.0

    @property
    def even(self) -> float:
        """CPU seconds by the pace."""
        return self.cpu / self.pace


# Line of the table → which other it is measured against, by the clock or in CPU seconds, and the bound of the ratio.
RATIOS = {
    "two processes": ("one process", "wall", "how many times faster; at least 1.7"),
    "nothing to do": ("one process", "wall", "of the cold build; under 1 s by the clock"),
    "one msgstr of one edition": ("one process", "cpu", "of the cold build's CPU; at most 0.10"),
}


def main() -> None:
    """Print a table with the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("publication", nargs="?", default="khojaly")
    asked.add_argument("--edition", default="az", help="whose translation is changed")
    asked.add_argument("--turns", type=int, default=3)
    options = asked.parse_args()
    taken: dict[str, list[Took]] = {}
    for turn in range(options.turns):
        with tempfile.TemporaryDirectory() as folder:
            for name, took in one_turn(Path(folder), options.publication, options.edition, turn):
                taken.setdefault(name, []).append(took)
    print_table(options.publication, options.turns, taken)


def one_turn(folder: Path, publication: str, edition: str, turn: int) -> list[tuple[str, Took]]:
    """Build a copy of the publication in all the ways; who goes first, one process or two, changes with the turns."""
    book = folder / "content" / publication
    shutil.copytree(ROOT / "content" / publication, book)
    cold = {1: "one process", 2: "two processes"}
    found = [
        (cold[jobs], timed(command(book, folder / f"out-{jobs}", jobs))) for jobs in ((1, 2) if turn % 2 else (2, 1))
    ]
    out = folder / "out-1"
    found.append(("nothing to do", timed(command(book, out, 1))))
    changed = []
    for number in range(SENTENCES):
        change_one(book / "locale" / edition / "text.po", (number + 1) / (SENTENCES + 1))
        changed.append(timed(command(book, out, 1)))
    found.append(("one msgstr of one edition", mean_of(changed)))
    return found


def change_one(path: Path, where: float) -> None:
    """Say a word twice in a paragraph of a translation: one of letters alone, no figure and no mark.

    `where` is which of the long paragraphs, from 0 for the first to 1 for the last.
    """
    catalog = polib.pofile(str(path), wrapwidth=0)
    long = [entry for entry in catalog if len(entry.msgstr) > LONG]
    entry = long[int(len(long) * where)]
    words = entry.msgstr.split(" ")
    at = next(place for place, word in enumerate(words) if place > 2 and word.isalpha() and word.islower())
    entry.msgstr = " ".join([*words[:at], words[at], *words[at:]])
    catalog.save()


def mean_of(each: Sequence[Took]) -> Took:
    """Return what one of several builds took in the mean."""
    return Took(*(statistics.mean(values) for values in zip(*(astuple(one) for one in each), strict=True)))


def command(book: Path, out: Path, jobs: int) -> list[str]:
    """Return the command that builds all of a publication."""
    return [sys.executable, "-m", "octavo", "build", str(book), "--jobs", str(jobs), "--to", str(out)]


def timed(words: list[str]) -> Took:
    """Return what a process took that has to succeed."""
    paces = [pace()]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as said, subprocess.Popen(words, stdout=said, stderr=said, cwd=ROOT) as process:
        while process.poll() is None:
            try:
                process.wait(EVERY)
            except subprocess.TimeoutExpired:
                paces.append(pace())
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall, cpu, statistics.mean([*paces, pace()]))


def print_table(publication: str, turns: int, taken: dict[str, list[Took]]) -> None:
    """Print medians, the spread of the clock, and each ratio: the median of those of the single turns."""
    print(
        f"| {publication}, all editions and outputs | seconds, median of {turns} | from – to | CPU seconds | pace, ms |"
        " ratio | at an even pace | |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, each in taken.items():
        wall, cpu = [one.wall for one in each], [one.cpu for one in each]
        ratio, even, said = "", "", ""
        if name in RATIOS:
            against, by, said = RATIOS[name]
            median = ratio_of(each, taken[against], by)
            ratio = f"{1 / median:.2f}" if name == "two processes" else f"{median:.3f}"
            even = f"{ratio_of(each, taken[against], 'even'):.3f}" if by == "cpu" else ""
        spread = f"{min(wall):.2f} – {max(wall):.2f}"
        print(
            f"| {name} | {statistics.median(wall):.2f} | {spread} | {statistics.median(cpu):.2f}"
            f" | {1000 * statistics.mean(one.pace for one in each):.1f} | {ratio} | {even} | {said} |"
        )


def ratio_of(each: Sequence[Took], others: Sequence[Took], by: str) -> float:
    """Return the median of the ratios of single turns."""
    ratios: list[float] = [getattr(one, by) / getattr(other, by) for one, other in zip(each, others, strict=True)]
    return statistics.median(ratios)


if __name__ == "__main__":
    main()
