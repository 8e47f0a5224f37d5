# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page of prose costs in a short book and in a long one: CPU of one process a page, step by step, and memory.

The book is invented: chapters of twenty pages with notes, headings, an index, references and contents. Each length is
built in a process of its own, for the screen and for a printer. Seconds are those of the process (user and system),
so that a busy machine counts for little; a step's share is its own, without the steps inside it. A machine that many
share is now faster, now slower, by a third: with turns, the lengths take them in rounds, short ones more often, for
what they differ by is small; of each the median counts.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from invented import write_book

ROOT = Path(__file__).parents[1]
_OFTEN, _MOST = 400, 3  # a length of fewer pages than this takes more turns, up to so many for one of the longest

# What is told apart: module, function, and how the table calls it. What is none of these is counted to its step.
PARTS = (
    ("octavo.render.layout", "_render", "lay out"),
    ("octavo.render.layout", "read_pages", "read pages"),
    ("octavo.render.layout", "read_lines", "read lines"),
    ("octavo.render.layout", "page_map", "page map"),
    ("octavo.render.layout", "find", "findings"),
    ("octavo.render.layout", "endings", "endings"),
    ("octavo.render.both", "write_painted", "screen: paint, write"),
    ("octavo.render.both", "mend_text", "screen: text"),
    ("octavo.render.both", "_plain_copy", "plain: paint, write"),
    ("octavo.render.screen", "write_painted", "screen: paint, write"),
    ("octavo.render.screen", "mend_text", "screen: text"),
    ("octavo.render.screen", "tag_pages", "screen: tags"),
    ("octavo.check.pdf", "check_pdf", "screen: check_pdf"),
    ("octavo.check.pdf", "lost_words", "screen: lost words"),
    ("octavo.check.message_order", "displaced_messages", "order of messages"),
    ("octavo.render.plain", "write_bled", "plain: paint, write"),
    ("octavo.render.plain", "mend_text", "plain: text"),
    # A long book goes through the same in runs.
    ("octavo.render.runs", "render_with", "lay out"),
    ("octavo.render.runs", "read_pages", "read pages"),
    ("octavo.render.runs", "read_lines", "read lines"),
    ("octavo.render.runs", "page_map", "page map"),
    ("octavo.render.runs", "find", "findings"),
    ("octavo.render.runs_files", "_add_screen", "screen: paint, write"),
    ("octavo.render.runs_files", "mend_text", "screen: text"),
    ("octavo.render.runs_files", "tag_pages", "screen: tags"),
    ("octavo.render.runs_shadow", "Shadow.add", "plain: paint, write"),
    ("octavo.render.runs_files", "_add_plain", "plain: paint, write"),
    ("octavo.render.press.finish", "finish_press", "press"),
    ("octavo.check.press.gate", "check_press", "gate"),
)


def main() -> None:
    """Print a table: a row a step, a column a length."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, nargs="+", default=[50, 100, 200, 400])
    asked.add_argument("--long", action="store_true", help="800 and 1,600 pages too")
    asked.add_argument("--outputs", default="screen,press")
    asked.add_argument(
        "--turns", type=int, default=1, help="of the longest; shorter ones get up to three times as many"
    )
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = asked.parse_args()
    outputs = tuple(options.outputs.split(","))
    if options.one:
        print(json.dumps(measure(options.one, outputs)))
        return
    wanted = [*options.pages, *((800, 1600) if options.long else ())]
    found: dict[int, list[dict[str, Any]]] = {pages: [] for pages in wanted}
    turns = {pages: options.turns * min(_MOST, max(1, _OFTEN // pages)) if options.turns > 1 else 1 for pages in wanted}
    for turn in range(max(turns.values())):
        for pages in (each for each in wanted if turn < turns[each]):
            command = [sys.executable, __file__, "--one", str(pages), "--outputs", options.outputs]
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
            found[pages].append(json.loads(done.stdout))
            told = found[pages][-1]
            print(f"{told['pages']} pages: {told['seconds']:.2f} s", file=sys.stderr)
    medians = [sorted(each, key=lambda one: one["seconds"])[len(each) // 2] for each in found.values()]
    print(table(medians))
    print(spread(list(found.values())))
    print(f"One page more costs the same ±{100 * unevenness(medians):.0f} % at every length.")


def spread(found: list[list[dict[str, Any]]]) -> str:
    """Return how far the turns of each length lie apart."""
    each = ((one[0]["pages"], [told["seconds"] for told in one]) for one in found)
    return "\n".join(f"{pages} pages: {len(all_)} turns, {min(all_):.2f}–{max(all_):.2f} s" for pages, all_ in each)


def unevenness(found: list[dict[str, Any]]) -> float:
    """Return how far what one page more costs lies from the middle of it, at most, as a share of that."""
    costs = [slope(*pair, "seconds") for pair in pairwise(found)]
    return (max(costs) - min(costs)) / (max(costs) + min(costs))


def table(found: list[dict[str, Any]]) -> str:
    """Return the table: milliseconds of CPU a page, then what one page more costs in time and memory."""
    lines = ["| ms of CPU a page | " + " | ".join(f"{each['pages']} pages" for each in found) + " |"]
    lines.append("|---" * (len(found) + 1) + "|")
    for name in dict.fromkeys(name for each in found for name in each["parts"]):
        shares = [each["parts"].get(name, 0.0) * 1000 / each["pages"] for each in found]
        if max(shares) >= 0.05:
            lines.append(f"| {name} | " + " | ".join(f"{share:.1f}" for share in shares) + " |")
    lines.append("| **all** | " + " | ".join(f"{1000 * each['seconds'] / each['pages']:.1f}" for each in found) + " |")
    more = ["", *(marginal(*pair, "seconds", 1000) for pair in pairwise(found))]
    lines.append("| one page more | " + " | ".join(more) + " |")
    lines.append("| peak memory, MiB | " + " | ".join(f"{each['peak'] / 1024:.0f}" for each in found) + " |")
    memory = ["", *(marginal(*pair, "peak", 1) for pair in pairwise(found))]
    lines.append("| KiB for one page more | " + " | ".join(memory) + " |")
    return "\n".join(lines)


def marginal(less: dict[str, Any], more: dict[str, Any], what: str, unit: float) -> str:
    """Return what each page more costs between two lengths, in the unit of the table."""
    return f"{slope(less, more, what) * unit:.1f}"


def slope(less: dict[str, Any], more: dict[str, Any], what: str) -> float:
    """Return what each page more costs between two lengths."""
    cost: float = (more[what] - less[what]) / (more["pages"] - less["pages"])
    return cost


def measure(pages: int, outputs: tuple[str, ...]) -> dict[str, Any]:
    """Build a book in this process; return its pages, CPU seconds by part and in all, and its peak memory in KiB."""
    sys.path.insert(0, str(ROOT))
    from octavo.pipeline import steps
    from octavo.pipeline.build import build
    from octavo.pipeline.options import house_options

    parts: dict[str, float] = defaultdict(float)
    clock = Clock(parts)
    for module, name, title in PARTS:
        *places, last = name.split(".")
        owner = functools.reduce(getattr, places, importlib.import_module(module))
        setattr(owner, last, clock.around(getattr(owner, last), title))
    for kind, run in steps.KINDS.items():
        steps.KINDS[kind] = clock.around(run, f"step {kind}")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "syllables"
        write_book(book, pages)
        options = house_options(Path(folder) / "out", outputs=outputs, jobs=1)
        built = clock.around(build, "build, report, site")([book], options)
        if built.failed:
            sys.exit("\n".join(f"{each}" for each in built.all_problems if each.severity.name == "ERROR"))
        count = count_pages(next((Path(folder) / "out").rglob("*-screen.pdf")))
    return {"pages": count, "seconds": sum(parts.values()), "parts": parts, "peak": peak()}


class Clock:
    """The CPU seconds of each part, without the parts inside it."""

    def __init__(self, parts: dict[str, float]) -> None:
        self._parts = parts
        self._inside = [""]
        self._since = time.process_time()

    def around(self, work: Callable[..., Any], title: str) -> Callable[..., Any]:
        """Return the function with its time taken."""

        @functools.wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            self._turn(title)
            try:
                return work(*given, **named)
            finally:
                self._turn("")

        return timed

    def _turn(self, title: str) -> None:
        now = time.process_time()
        if self._inside[-1]:
            self._parts[self._inside[-1]] += now - self._since
        self._since = now
        if title:
            self._inside.append(title)
        else:
            self._inside.pop()


def count_pages(path: Path) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def peak() -> int:
    """Return the most memory that this process had resident, in KiB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


if __name__ == "__main__":
    main()
