# SPDX-License-Identifier: AGPL-3.0-or-later
"""The e-book beside pandoc's of the same text: what every judge finds in each, and what the writing takes.

Pandoc is no part of Octavo's lock: `pip install pypandoc-binary` brings it. Without it, or a judge, the table says so.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
BOUND = 2.0  # times pandoc's seconds
JUDGES = ("EPUBCheck", "Ace", "Octavo's own lint")


def main() -> None:
    """Print a table for each edition, and the ratios; the exit code is 1 if a bound is not kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("publication", nargs="*", default=["starter", "khojaly"])
    asked.add_argument("--turns", type=int, default=5)
    options = asked.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for name in options.publication:
            steps = built(name, Path(folder) / "output", options.turns)
            for tag, (book, seconds) in steps.items():
                kept = compare(f"{name} {tag}", book, seconds, Path(folder) / f"{name}-{tag}", options.turns) and kept
    sys.exit(0 if kept else 1)


def built(name: str, output: Path, turns: int) -> dict[str, tuple[Path, list[float]]]:
    """Build every edition, and run the step of its e-book so many times: writing, page markers and own lint."""
    from octavo.pipeline import steps
    from octavo.pipeline.build import build
    from octavo.pipeline.options import house_options

    taken: list[list[float]] = []
    step: Any = steps.KINDS["epub"]

    def timed(work: Any) -> Any:
        seconds = []
        for _ in range(turns):
            begun = time.perf_counter()
            outputs = step(work)
            seconds.append(time.perf_counter() - begun)
        taken.append(seconds)
        return outputs

    steps.KINDS["epub"] = timed
    try:
        wanted = ("screen", "epub", "web")
        done = build([ROOT / "content" / name], house_options(output, jobs=1, outputs=wanted))
    finally:
        steps.KINDS["epub"] = step
    tags = [edition.label for report in done.reports for edition in report.editions]
    return {
        tag: (output / name / tag / f"{name}-{tag}.epub", seconds) for tag, seconds in zip(tags, taken, strict=True)
    }


def compare(title: str, book: Path, seconds: list[float], folder: Path, turns: int) -> bool:
    """Print what the judges say of both; return whether ours is nowhere worse, by our lint better, and in time."""
    ours = verdicts(book.read_bytes())
    print(f"\n| {title} | {' | '.join(JUDGES)} | seconds, median of {turns} |")
    print(f"|---|{'---|' * (len(JUDGES) + 1)}")
    print(row("Octavo", ours, seconds))
    if find_spec("pypandoc") is None:
        print("| pandoc | not run: `pip install pypandoc-binary` | | | |")
        return True
    other, theirs = pandoc(book, folder, turns)
    found = verdicts(other)
    print(row(f"pandoc {version()}", found, theirs))
    ratio = statistics.median(seconds) / statistics.median(theirs)
    print(f"| ratio | | | | {ratio:.2f} (bound {BOUND:g}) |")
    both = [judge for judge in JUDGES if ours[judge] is not None and found[judge] is not None]
    worse = [judge for judge in both if weight(ours[judge]) > weight(found[judge])]
    own = weight(ours[JUDGES[2]]) < weight(found[JUDGES[2]])
    if worse or not own or ratio > BOUND:
        print(f"\nnot kept: {', '.join([*worse, *([] if own else ['better by the own lint']), f'ratio {ratio:.2f}'])}")
    return not worse and own and ratio <= BOUND


def row(name: str, told: dict[str, Counter[str] | None], seconds: list[float]) -> str:
    """Return a line of the table: how many rules each judge saw broken, and which."""
    cells = []
    for judge in JUDGES:
        rules = told[judge]
        if rules is None:
            cells.append("not run")
        else:
            listed = ", ".join(f"{rule} × {count}" if count > 1 else rule for rule, count in sorted(rules.items()))
            cells.append(f"{rules.total()} ({listed})" if rules else "nothing")
    return f"| {name} | {' | '.join(cells)} | {statistics.median(seconds):.2f} |"


def weight(rules: Counter[str] | None) -> int:
    """Return how many rules are broken, each as often as in so many files."""
    return rules.total() if rules else 0


def verdicts(data: bytes) -> dict[str, Counter[str] | None]:
    """Return for each judge the rules that a book breaks, by name; None where the judge could not be asked."""
    from octavo.check.epub import check_epub
    from octavo.check.judges.books import OWN, outside_opinions

    told: dict[str, Counter[str] | None] = {OWN: Counter(each.code for each in check_epub(data))}
    for problems, judged in outside_opinions(data):
        rules = Counter(each.message.rpartition("(")[2].rstrip(")") for each in problems)
        told[judged.name] = rules if judged.run else None
    return told


def pandoc(book: Path, folder: Path, turns: int) -> tuple[bytes, list[float]]:
    """Return pandoc's book of the web edition's text with the same fonts, styles and metadata, and its seconds."""
    import pypandoc

    web = book.parent / "web"
    folder.mkdir(parents=True)
    words = [pypandoc.get_pandoc_path(), str(web / "index.html"), "-f", "html", "-t", "epub3", "--toc"]
    words += ["--resource-path", str(web), "-o", str(folder / "pandoc.epub")]
    with zipfile.ZipFile(io.BytesIO(book.read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith((".ttf", ".otf", ".woff2", ".css", "cover.jpg")):
                target = folder / Path(name).name
                target.write_bytes(archive.read(name))
                kind = {".css": "--css", ".jpg": "--epub-cover-image"}.get(target.suffix, "--epub-embed-font")
                words += [kind, str(target)]
        words += metadata(archive.read("EPUB/content.opf"))
    seconds = []
    for _ in range(turns):
        begun = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begun)
    return (folder / "pandoc.epub").read_bytes(), seconds


def metadata(package: bytes) -> list[str]:
    """Return our book's metadata as pandoc takes it."""
    from lxml import etree

    root = etree.fromstring(package)
    names = {"title": "title", "creator": "author", "date": "date", "publisher": "publisher", "rights": "rights"}
    names |= {"description": "description", "language": "lang", "identifier": "identifier"}
    found = [
        f"--metadata={name}:{each.text}"
        for tag, name in names.items()
        for each in root.iter(f"{{*}}{tag}")
        if each.text
    ]
    return [*dict.fromkeys(found), *(["--metadata=dir:rtl"] if root.get("dir") == "rtl" else [])]


def version() -> str:
    """Return pandoc's version."""
    import pypandoc

    return str(pypandoc.get_pandoc_version())


if __name__ == "__main__":
    main()
