# SPDX-License-Identifier: AGPL-3.0-or-later
"""A series beside its editions built one by one; a part of it killed on its way; every edition read back.

All names are invented from a seed, plainly so. Each edition has eight pages: its own title page and imprint, a
dedication, three pages that all share, and its extract of the roll. One by one each is what a user without `octavo
series` would do: a publication of its own, built for the press by a process of its own, into one output folder whose
store is warm.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BOUND = 5.0  # times faster than one by one
PAGES = 8
THINGS = ["Anchor", "Bell", "Buoy", "Coil", "Float", "Gull", "Lamp", "Mast", "Net", "Oar", "Quay", "Rope", "Sail"]
MANIFEST = """\
title: The Invented Roll
subtitle: The edition for {series.town}
short_title: The Invented Roll
language: en
issued: 2026-11-22
paper: A5
outputs: [press]
publisher: {name: Example Press, place: Nowhere}
series_values: {town: %s, words: %s}
parts:
  - {page: title, opens: recto}
  - {page: imprint}
  - {text: 01-dedication.md, opens: recto, matter: front}
  - {text: 02-words.md}
  - {text: 03-roll.md, opens: recto}
"""


@dataclass(frozen=True, slots=True)
class Town:
    """An edition's own: its number, and its people."""

    number: int
    people: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the town."""
        return f"Invented Town {self.number:04}"

    @property
    def words(self) -> str:
        """What its dedication says."""
        return f"for invented street {self.number}"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of all processors."""

    wall: float
    cpu: float


def main() -> None:
    """Print a table with the ratio; the exit code is 1 if the bound is not kept, or an edition is not right."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--editions", type=int, default=1000)
    asked.add_argument("--sample", type=int, default=7, help="editions built one by one")
    asked.add_argument("--jobs", type=int, default=0)
    asked.add_argument("--seed", type=int, default=20261122)
    options = asked.parse_args()
    chance = random.Random(options.seed)
    towns = [town(number, chance) for number in range(options.editions)]
    words = [" ".join(chance.choices(THINGS, k=70)).capitalize() + "." for _ in range(9)]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write(work / "series", towns, words, "all invented towns", "for everybody")
        begun = used()
        batches_of(series(work, "output", options.jobs), stop=0)
        took = since(begun)
        wrong = read_back(work, "output", towns)
        part = towns[: max(len(towns) // 10, 1)]
        write_table(work, part)
        again = killed(series(work, "killed", options.jobs))
        wrong += read_back(work, "killed", part)
        alone = one_by_one(work, chance.sample(towns, min(options.sample, len(towns))), words)
    jobs = f"{options.jobs or 'all'} jobs"
    each = [each.wall for each in alone]
    ratio = statistics.median(each) * len(towns) / took.wall
    in_cpu = statistics.median(one.cpu for one in alone) * len(towns) / took.cpu
    print(f"| {len(towns)} editions of {PAGES} pages for the press | seconds an edition | CPU seconds |")
    print("|---|---|---|")
    print(f"| `octavo series`, {jobs} | {took.wall / len(towns):.3f} | {took.cpu / len(towns):.3f} |")
    spread = f"{min(each):.2f}–{max(each):.2f}"
    cpu = statistics.median(one.cpu for one in alone)
    print(f"| `octavo build`, median of {len(each)} ({spread}) | {statistics.median(each):.2f} | {cpu:.2f} |")
    print(f"| times faster (at least {BOUND:g}) | {ratio:.1f} | {in_cpu:.1f} |")
    print(f"\nOf {len(part)} editions, killed with -9: {again}.")
    print(f"Editions that are not right by extraction: {len(wrong)} of {len(towns)}.")
    print("\n".join(wrong[:20]))
    sys.exit(0 if ratio >= BOUND and not wrong else 1)


def town(number: int, chance: random.Random) -> Town:
    """Return an invented town with so many people that they fill two pages."""
    count = chance.randint(28, 44)
    return Town(number, tuple(f"{chance.choice(THINGS)} Invented{number:04}x{at:02}" for at in range(count)))


def write(folder: Path, towns: list[Town], words: list[str], name: str, dedication: str) -> None:
    """Write an invented publication of these towns, and beside it the table of its editions."""
    for name_of in ("text", "names"):
        (folder / name_of).mkdir(parents=True)
    (folder / "publication.yaml").write_text(MANIFEST % (name, dedication))
    (folder / "text/01-dedication.md").write_text("# To {series.town}\n\nThis copy is {series.words}.\n")
    (folder / "text/02-words.md").write_text("# Invented words\n\n" + "\n\n".join(words) + "\n")
    (folder / "text/03-roll.md").write_text("# The roll\n\n::: names {roll=people columns=2}\n:::\n")
    rows = [f"{person},{town.name}" for town in towns for person in town.people]
    (folder / "names/people.csv").write_text("\n".join(["name,place", *rows]) + "\n")
    write_table(folder.parent, towns)


def write_table(folder: Path, towns: list[Town]) -> None:
    """Write the table of these editions."""
    lines = [f"t-{each.number:04},{each.number % 9 + 1},{each.name},{each.name},{each.words}" for each in towns]
    (folder / "editions.csv").write_text("\n".join(["id,copies,people.place,town,words", *lines]) + "\n")


def series(work: Path, output: str, jobs: int) -> list[str]:
    """Return the command that makes the series."""
    command = [sys.executable, "-m", "octavo", "series", str(work / "series"), str(work / "editions.csv")]
    return [*command, "--to", str(work / output), "--progress", "json", *(["--jobs", str(jobs)] if jobs else [])]


def killed(command: list[str]) -> str:
    """Kill the series when two of its batches are there, start it again, and say what was made again."""
    first = batches_of(command, stop=2)
    second = batches_of(command, stop=0)
    return f"{len(first)} batches were there, {len(second & first)} of them made again, {len(second - first)} more made"


def batches_of(command: list[str], *, stop: int) -> set[str]:
    """Run the series and return the batches that were made; kill it when there are `stop` of them, if not 0."""
    ran: set[str] = set()
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            told: dict[str, Any] = json.loads(line) if line.startswith("{") else {}
            if told.get("state") == "ran" and "/series/" in told.get("step", ""):
                ran.add(told["step"])
                if len(ran) == stop:
                    process.send_signal(signal.SIGKILL)
                    break
    if not stop and process.returncode:
        sys.exit(f"`octavo series` ended with {process.returncode}")
    return ran


def read_back(work: Path, output: str, towns: list[Town]) -> list[str]:
    """Return what is wrong with any of the editions, by the text of their pages in the joined file."""
    import pypdfium2

    (path,) = (work / output / "series/series/editions").glob("*.json")
    told = {each["id"]: each for each in json.loads(path.read_text())["editions"]}
    found = []
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as pdf:
        for each in towns:
            place = told.pop(f"t-{each.number:04}")
            numbers = range(place["first_page"] - 1, place["first_page"] - 1 + place["pages"])
            texts = [pdf[at].get_textpage().get_text_range().replace("\xa0", " ") for at in numbers]
            found += [f"t-{each.number:04}: {fault}" for fault in faults(each, texts, place)]
    return [*found, *(f"{name}: nobody asked for it" for name in told)]


def faults(own: Town, texts: list[str], place: dict[str, Any]) -> list[str]:
    """Return what is wrong with one edition."""
    whole, found = "\n".join(texts), []
    if len(texts) != PAGES or place["copies"] != own.number % 9 + 1:
        found.append(f"{len(texts)} pages, {place['copies']} copies")
    if sorted(re.findall(r"Invented\d{4}x\d\d", whole)) != sorted(each.split()[1] for each in own.people):
        found.append("other people")
    if f"The edition for {own.name}" not in texts[0] or f"This copy is {own.words}." not in whole:
        found.append("other words")
    if set(re.findall(r"Invented Town \d{4}", whole)) != {own.name}:
        found.append("words of another edition")
    if any(not re.search(rf"(^|\s){number}\s*$", texts[number - 1]) for number in (5, 6, 8)):
        found.append("other page numbers")
    return found


def one_by_one(work: Path, towns: list[Town], words: list[str]) -> list[Took]:
    """Build these editions as publications of their own, one after another; the first only warms the store."""
    taken = []
    for at, each in enumerate([towns[0], *towns]):
        folder = work / "alone" / str(at) / f"town-{at}"
        write(folder, [each], words, each.name, each.words)
        command = [
            sys.executable,
            "-m",
            "octavo",
            "build",
            str(folder),
            "-l",
            "en",
            "-o",
            "press",
            "--progress",
            "none",
        ]
        begun = used()
        subprocess.run([*command, "--to", str(work / "alone-output")], check=True, capture_output=True, cwd=ROOT)
        taken.append(since(begun))
    return taken[1:]


def used() -> Took:
    """Return the time, and what all processes that have ended took of the processors."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(time.perf_counter(), spent.ru_utime + spent.ru_stime)


def since(begun: Took) -> Took:
    """Return what has passed."""
    now = used()
    return Took(now.wall - begun.wall, now.cpu - begun.cpu)


if __name__ == "__main__":
    main()
