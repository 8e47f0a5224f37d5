# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a cold build costs, against one plain WeasyPrint call on the same HTML; both in fresh processes, in turns."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]

# The yardstick: WeasyPrint with the fonts isolated and a tagged PDF asked for, as a user without Octavo would call it.
PLAIN = """
import os, sys
os.environ["FONTCONFIG_FILE"] = sys.argv[3]
from weasyprint import CSS, HTML
folder = sys.argv[1]
sheets = [CSS(filename=os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".css")]
HTML(filename=os.path.join(folder, "index.html")).write_pdf(sys.argv[2], stylesheets=sheets, pdf_variant="pdf/a-2a")
"""


def main() -> None:
    """Print a table with the ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("publication", nargs="?", default="khojaly")
    asked.add_argument("edition", nargs="?", default="en")
    asked.add_argument("--turns", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        page, fonts = prepare(options.publication, options.edition, work)
        ours, plain = [], []
        for turn in range(options.turns):
            ours.append(timed(build_command(options.publication, options.edition, work / f"out{turn}")))
            plain.append(timed([sys.executable, "-c", PLAIN, str(page), str(work / "plain.pdf"), str(fonts)]))
    ours_s, plain_s = statistics.median(ours), statistics.median(plain)
    print(f"| {options.publication} {options.edition}, screen | seconds, median of {options.turns} |")
    print("|---|---|")
    print(f"| cold `octavo build`, checks included | {ours_s:.2f} |")
    print(f"| one plain WeasyPrint call on the same HTML | {plain_s:.2f} |")
    print(f"| ratio | {ours_s / plain_s:.2f} |")


def build_command(publication: str, edition: str, out: Path) -> list[str]:
    """Return the command of a cold build into an empty folder."""
    command = [sys.executable, "-m", "octavo", "build", str(ROOT / "content" / publication)]
    return [*command, "-l", edition, "-o", "screen", "--to", str(out)]


def timed(command: list[str]) -> float:
    """Return the wall seconds of a process that has to succeed."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun


def prepare(publication: str, edition: str, work: Path) -> tuple[Path, Path]:
    """Build once, write the composed HTML and all it refers to as files; return their folder and fonts.conf."""
    sys.path.insert(0, str(ROOT))
    from octavo.model.canonical import decode
    from octavo.model.document import Document
    from octavo.pipeline.build import build
    from octavo.pipeline.options import house_options
    from octavo.pipeline.store import Store
    from octavo.resources.fonts import fontconfig_xml
    from octavo.resources.shared import fonts_folder

    options = house_options(work / "first", editions=(edition,), outputs=("screen",))
    built = build([ROOT / "content" / publication], options)
    store = Store(work / "first" / ".store")
    (composed,) = (done for done in built.steps if done.step.kind == "compose")
    (loaded,) = (done for done in built.steps if done.step.kind == "load")
    blobs = json.loads(store.get(loaded.outputs["blobs"]))
    document = decode(Document, store.get(composed.outputs["document"]))
    page = work / "page"
    page.mkdir()
    (page / "index.html").write_text(document.files[0].html, encoding="utf-8")
    for number, (_, css) in enumerate(document.styles):
        (page / f"{number}.css").write_text(css, encoding="utf-8")
    for use in document.assets:
        if use.digest:
            path = page / use.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(store.get(blobs[use.digest]))
    fonts = work / "fonts.conf"
    fonts.write_text(fontconfig_xml(fonts_folder(), work / "cache"), encoding="utf-8")
    return page, fonts


if __name__ == "__main__":
    main()
