# SPDX-License-Identifier: AGPL-3.0-or-later
"""What print files cost beside the PDF for the screen: cold builds in fresh processes, in turns."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]

# What is asked of a build, and how the table calls it; the first is the yardstick.
WISHES = (
    ("screen", ("screen",)),
    ("screen and press", ("screen", "press")),
    ("screen, press, cover, booklet and office", ("screen", "press", "cover", "booklet", "office")),
)


def main() -> None:
    """Print a table with the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("publication", nargs="?", default="khojaly")
    asked.add_argument("edition", nargs="?", default="en")
    asked.add_argument("--turns", type=int, default=3)
    options = asked.parse_args()
    taken: dict[str, list[float]] = {name: [] for name, _ in WISHES}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.turns):
            for name, outputs in WISHES:
                out = Path(folder) / f"{turn}-{len(outputs)}"
                taken[name].append(timed(command(options.publication, options.edition, outputs, out)))
    yardstick = statistics.median(taken[WISHES[0][0]])
    print(f"| {options.publication} {options.edition} | seconds, median of {options.turns} | ratio |")
    print("|---|---|---|")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"| {name} | {median:.2f} | {median / yardstick:.2f} |")


def command(publication: str, edition: str, outputs: tuple[str, ...], out: Path) -> list[str]:
    """Return the command of a cold build into an empty folder, on one process: it counts work, not cores."""
    wanted = [word for output in outputs for word in ("-o", output)]
    book = str(ROOT / "content" / publication)
    return [sys.executable, "-m", "octavo", "build", book, "-l", edition, *wanted, "--jobs", "1", "--to", str(out)]


def timed(words: list[str]) -> float:
    """Return the wall seconds of a process that has to succeed."""
    begun = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
