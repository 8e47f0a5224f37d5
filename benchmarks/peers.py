# SPDX-License-Identifier: AGPL-3.0-or-later
"""How each tool is called, and where it is looked for: a function gives the command, None if the tool is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from cold_build import PLAIN, ROOT
from peer_matter import FONTS

TYPST = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"
ONE_CALL = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


@dataclass(frozen=True)
class Bench:
    """What is measured on: the folder of one work, the folder of the peers, and the browser."""

    folder: Path
    peers: Path
    chromium: str | None

    @property
    def book(self) -> Path:
        """The publication."""
        return self.folder / "syllables"

    @property
    def matter(self) -> Path:
        """The same for the other tools."""
        return self.folder / "matter"


def octavo(output: str) -> Callable[[Bench, Path], list[str | Path]]:
    """Return the command of a build of one output, on all cores."""

    def command(bench: Bench, folder: Path) -> list[str | Path]:
        return [sys.executable, "-m", "octavo", "build", book_of(bench, folder), "-o", output, "--to", folder / "out"]

    return command


def book_of(bench: Bench, folder: Path) -> Path:
    """Return the publication of a run: that of its folder, else the one of all."""
    own = folder / "syllables"
    return own if own.exists() else bench.book


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrected(output: str) -> Callable[[Bench, Path], None]:
    """Return what corrects one name by a letter, in a book of the folder's own that has been built before.

    Each time it is another letter: a name that stood there before would be in the store with all that came of it.
    """

    def before(bench: Bench, folder: Path) -> None:
        if not (folder / "syllables").exists():
            shutil.copytree(bench.book, folder / "syllables")
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            subprocess.run(octavo(output)(bench, folder), check=True, capture_output=True, env=env, cwd=folder)
        roll = folder / "syllables" / "names" / "all.csv"
        lines = roll.read_text("utf-8").split("\n")
        middle = len(lines) // 2
        name, _, rest = lines[middle].partition(",")
        lines[middle] = f"{name[:-1]}{LETTERS[(LETTERS.find(name[-1]) + 1) % len(LETTERS)]},{rest}"
        roll.write_text("\n".join(lines), "utf-8")

    return before


class _ComposedError(Exception):
    """Ends a build as soon as there is a document for print."""


def composed(bench: Bench, folder: Path) -> None:
    """Write the HTML that Octavo composes for print into the folder of the run, with all names in it."""
    from octavo.compose import directives
    from octavo.model.document import Document
    from octavo.pipeline import steps
    from octavo.pipeline.build import build
    from octavo.pipeline.options import house_options
    from octavo.pipeline.work import Work
    from octavo.resources.fonts import fontconfig_xml
    from octavo.resources.shared import fonts_folder

    def written(work: Work) -> dict[str, bytes]:
        document = work.value("document", Document)
        page = folder / "page"
        page.mkdir()
        (page / "index.html").write_text(document.files[0].html, encoding="utf-8")
        for number, (_, css) in enumerate(document.styles):
            (page / f"{number}.css").write_text(css, encoding="utf-8")
        (folder / "fonts.conf").write_text(fontconfig_xml(fonts_folder(), folder / "cache"), encoding="utf-8")
        raise _ComposedError

    # Octavo sets long rolls apart from the engine; here the engine is to have them.
    with mock.patch.object(directives, "LEAST", sys.maxsize), mock.patch.dict(steps.KINDS, pages=written):
        try:
            build([bench.book], house_options(folder / "first", outputs=("screen",), jobs=1))
        except _ComposedError:
            shutil.rmtree(folder / "first")


def own_html(bench: Bench, folder: Path) -> list[str | Path]:
    """What Octavo composed for print, as a user of WeasyPrint would write a PDF of it."""
    return [sys.executable, "-c", PLAIN, folder / "page", folder / "made.pdf", folder / "fonts.conf"]


def weasyprint(bench: Bench, folder: Path) -> list[str | Path]:
    """WeasyPrint on plain HTML."""
    return [sys.executable, "-c", ONE_CALL, bench.matter / "notes.html", folder / "made.pdf"]


def pagedjs(bench: Bench, folder: Path) -> list[str | Path] | None:
    """Paged.js in Chromium, by its command line."""
    program = bench.peers / "node_modules" / ".bin" / "pagedjs-cli"
    if not program.exists() or not bench.chromium:
        return None
    limit = ["--timeout", "3600000", "--browserArgs", "--no-sandbox"]
    paths: list[str | Path] = ["--allowedPath", bench.matter, "--allowedPath", FONTS]
    env = [shutil.which("env") or "env", f"PUPPETEER_EXECUTABLE_PATH={bench.chromium}"]
    return [*env, program, *limit, *paths, "-i", bench.matter / "notes.html", "-o", folder / "made.pdf"]


def chromium(bench: Bench, folder: Path) -> list[str | Path] | None:
    """Chromium alone: it knows no footnotes, so that they stand in the text."""
    if not bench.chromium:
        return None
    quiet = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--timeout=3600000",
    ]
    printed = ["--no-pdf-header-footer", f"--print-to-pdf={folder / 'made.pdf'}"]
    return [bench.chromium, *quiet, *printed, (bench.matter / "plain.html").as_uri()]


def vivliostyle(bench: Bench, folder: Path) -> list[str | Path] | None:
    """Vivliostyle in Chromium, by its command line."""
    program = bench.peers / "node_modules" / ".bin" / "vivliostyle"
    if not program.exists() or not bench.chromium:
        return None
    browser = ["--executable-browser", bench.chromium, "--timeout", "3600"]
    return [program, "build", bench.matter / "notes.html", "-d", "-o", folder / "made.pdf", *browser]


def typst(bench: Bench, folder: Path) -> list[str | Path] | None:
    """Typst, by its package for Python."""
    pythons = [str(bench.peers / "venv" / "bin" / "python"), sys.executable]
    able = (each for each in pythons if Path(each).exists() and not _run_quietly([each, "-c", "import typst"]))
    python = next(able, None)
    return [python, "-c", TYPST, bench.matter / "book.typ", folder / "made.pdf", FONTS] if python else None


def pandoc(bench: Bench, folder: Path) -> list[str | Path] | None:
    """Pandoc, on the path or of the package pypandoc-binary, with WeasyPrint."""
    packed = sorted(bench.peers.glob("venv/lib/python3*/site-packages/pypandoc/files/pandoc"))
    program = shutil.which("pandoc") or next((str(each) for each in packed), None)
    engine = Path(sys.executable).with_name("weasyprint")
    if program is None or not engine.exists():
        return None
    styled: list[str | Path] = [
        "--css",
        bench.matter / "peer.css",
        f"--pdf-engine={engine}",
        "-s",
        "--toc",
        "--toc-depth=1",
        "-M",
        "document-css=false",
    ]
    source: list[str | Path] = [f"--resource-path={bench.matter}", bench.matter / "book.md"]
    return [program, *source, "-o", folder / "made.pdf", *styled, f"--pdf-engine={engine}"]


def _run_quietly(command: list[str]) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode
