# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command line needs of the stages beside a build: schemas, any finished file, what the machine has."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo import __version__
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.pipeline.inputs import native_versions
from octavo.resources.shared import fonts_folder, templates_folder

if TYPE_CHECKING:
    from octavo.model.gate import Judged, PrintKind, Verdict
    from octavo.model.printer import Printer


def schemas() -> dict[str, str]:
    """Return the JSON Schemas of the content files by kind."""
    from octavo.load.schema import schemas as printed
    from octavo.resources.font_manifest import font_schema

    fonts = font_schema() | {"title": "fonts.yaml: the fonts of a folder"}
    told = json.dumps(fonts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return dict(sorted({**printed(), "fonts": told}.items()))


# What a file begins with → the code for one of that format that is too damaged to be judged.
DAMAGED = {b"%PDF-": "P101", b"PK": "E201"}


def judge_file(file: Path) -> tuple[Problem, ...]:
    """Return what the built-in checks find in a PDF or EPUB, whoever made it; raise OSError if it can't be read."""
    data = file.read_bytes()
    kind = next((each for each in DAMAGED if data.startswith(each)), None)
    if kind is None:
        found: tuple[Problem, ...] = (problem("S105", name=file.name),)
    else:
        try:
            found = _judged(kind, data)
        except Exception as fault:  # a damaged file can break a check at any place, in any way
            found = (problem(DAMAGED[kind], reason=fault, fault=fault),)
    return tuple(replace(each, place=Place(file.as_posix(), key=each.place.key)) for each in found)


def _judged(kind: bytes, data: bytes) -> tuple[Problem, ...]:
    if kind == b"%PDF-":
        from octavo.check.pdf import check_pdf

        return tuple(check_pdf(data))
    from octavo.check.epub import check_epub

    return check_epub(data)


def judge_book(file: Path, *, built_in: bool = False) -> tuple[tuple[Problem, ...], tuple[Judged, ...]]:
    """Return what is found in an EPUB, and which judges from outside were asked; raise OSError if unreadable.

    With `built_in` none is asked; nor is one of a PDF, or of a file too damaged to be opened.
    """
    problems = judge_file(file)
    if built_in or not file.read_bytes().startswith(b"PK") or any(each.code == DAMAGED[b"PK"] for each in problems):
        return problems, ()
    from octavo.check.judges.books import judge_epub

    found, judged = judge_epub(file.read_bytes())
    return tuple(replace(each, place=Place(file.as_posix(), key=each.place.key)) for each in found), judged


def judge_print(file: Path, kind: PrintKind, printer: Printer) -> Verdict:
    """Return what the gate, and every judge that this machine has, say of a print file; raise OSError if unreadable."""
    from octavo.check.judges.opinions import join_opinions
    from octavo.check.press.gate import check_press
    from octavo.model.gate import PressWish

    data, wish = file.read_bytes(), PressWish(standard=printer.standard, printer=printer, kind=kind)
    verdict = join_opinions(data, wish, check_press(data, wish))
    found = (
        replace(each, problem=replace(each.problem, place=Place(file.as_posix(), key=each.problem.place.key)))
        for each in verdict.found
    )
    return replace(verdict, found=tuple(found))


def count_pages(file: Path) -> int:
    """Return how many pages a PDF has; 0 for a file without pages."""
    if file.suffix.lower() != ".pdf":
        return 0
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return len(document)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something this machine has or lacks, what it is for, and the command that brings it."""

    what: str
    found: str
    needed_for: str
    required: bool
    ok: bool
    get: str = ""


# Command → what it is for. None of these is needed to build.
EXTRAS = {
    "java": "a second opinion on e-books and PDFs: EPUBCheck and veraPDF",
    "chromium": "a second opinion on web pages and e-books: axe and Ace",
    "pdftoppm": "a second opinion on print files: Poppler; and looking at pages in the tests",
    "mutool": "a second opinion on print files: MuPDF",
    "qpdf": "a second opinion on print files: how they are built up",
    "gs": "measuring the ink of print files",
    "npm": "bringing packs of fonts: octavo fonts add",
}

# What brings the text libraries and the extras, by the package manager; the first that is on the machine is its own.
# On Windows they come in other ways: docs/install/windows.md.
PACKAGES = {
    "apt-get": {
        "Pango": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "java": "default-jre-headless",
        "chromium": "chromium",
        "pdftoppm": "poppler-utils",
        "mutool": "mupdf-tools",
        "qpdf": "qpdf",
        "gs": "ghostscript",
        "npm": "npm",
    },
    "dnf": {
        "Pango": "pango",
        "java": "java-latest-openjdk-headless",
        "chromium": "chromium",
        "pdftoppm": "poppler-utils",
        "mutool": "mupdf",
        "qpdf": "qpdf",
        "gs": "ghostscript",
        "npm": "npm",
    },
    "pacman": {
        "Pango": "pango",
        "java": "jre-openjdk-headless",
        "chromium": "chromium",
        "pdftoppm": "poppler",
        "mutool": "mupdf-tools",
        "qpdf": "qpdf",
        "gs": "ghostscript",
        "npm": "npm",
    },
    "brew": {
        "Pango": "pango",
        "java": "openjdk",
        "chromium": "--cask chromium",
        "pdftoppm": "poppler",
        "mutool": "mupdf-tools",
        "qpdf": "qpdf",
        "gs": "ghostscript",
        "npm": "node",
    },
}
INSTALL = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}
PAGES = {"win32": "windows", "darwin": "macos"}  # in docs/install/; every other system is on linux.md


def examine() -> tuple[Finding, ...]:
    """Return what this machine has: Octavo, Python, native text libraries, shared folders, judges of the tests."""
    found = [
        Finding("Octavo", __version__, "everything", True, True),
        Finding("Python", platform.python_version(), "everything", True, True),
    ]
    for name, version in native_versions().items():
        get = "" if version else command_for("Pango")
        found.append(Finding(name, version, "setting pages", True, bool(version), get))
    for name, folder in (("templates", templates_folder()), ("fonts", fonts_folder())):
        there = folder.is_dir()
        get = "" if there else "install Octavo again: a part of it is missing"
        found.append(Finding(name, str(folder) if there else "", "composing", True, there, get))
    found += _packs()
    for name, purpose in EXTRAS.items():
        path = _find(name)
        found.append(Finding(name, path, purpose, False, bool(path), "" if path else command_for(name)))
    return tuple(found)


def _packs() -> Iterator[Finding]:
    """Yield the packs of fonts: one that is not here is only missed by who sets its language."""
    from octavo.pipeline.font_packs import state_of
    from octavo.resources.font_packs import font_packs, place_of

    for pack in font_packs():
        there = state_of(pack, fonts_folder()) == "here"
        found = str(place_of(pack, fonts_folder())) if there else ""
        get = "" if there else f"octavo fonts add {pack.name}"
        yield Finding(f"fonts {pack.name}", found, f"pages in {pack.title}", False, there, get)


def _find(name: str) -> str:
    others = ("chromium-browser", "google-chrome", "google-chrome-stable") if name == "chromium" else ()
    return next((path for each in (name, *others) if (path := shutil.which(each))), "")


def command_for(name: str, manager: str | None = None) -> str:
    """Return the command that brings it on this machine (or with that package manager), else the page that says how."""
    manager = manager or next((each for each in PACKAGES if shutil.which(each)), "")
    if manager:
        return f"{INSTALL[manager]} {PACKAGES[manager][name]}"
    return f"see docs/install/{PAGES.get(sys.platform, 'linux')}.md"
