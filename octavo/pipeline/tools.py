# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command line needs of the stages beside a build: schemas, judging any file, examining the machine."""

from __future__ import annotations

import json
import platform
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.pipeline.inputs import natives
from octavo.resources.shared import fonts_folder, templates_folder


def schemas() -> dict[str, str]:
    """Return the JSON Schemas of the content files by kind."""
    from octavo.load.schema import schemas as printed
    from octavo.resources.font_manifest import font_schema

    fonts = json.dumps(font_schema(), ensure_ascii=False, indent=2) + "\n"
    return dict(sorted({**printed(), "fonts": fonts}.items()))


def judge_file(file: Path) -> tuple[Problem, ...]:
    """Return what the built-in checks find in a PDF or EPUB, whoever made it."""
    data = file.read_bytes()
    if data.startswith(b"%PDF-"):
        from octavo.check.pdf import check_pdf

        found = tuple(check_pdf(data))
    elif data.startswith(b"PK"):
        from octavo.check.epub import check_epub

        found = check_epub(data)
    else:
        found = (problem("S105", name=file.name),)
    return tuple(replace(each, place=Place(file.as_posix(), key=each.place.key)) for each in found)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something this machine has or lacks, and what it is for."""

    what: str
    found: str
    needed_for: str
    required: bool
    ok: bool


def examine() -> tuple[Finding, ...]:
    """Return what this machine has: Python, native text libraries, shared folders, judges of the tests."""
    found = [Finding("Python", platform.python_version(), "everything", True, True)]
    for told in natives():
        name, _, version = told.rpartition(" ")
        name = {"pango_version_string": "Pango", "hb_version_string": "HarfBuzz", "FcGetVersion": "Fontconfig"}[name]
        there = version != "absent"
        found.append(Finding(name, version if there else "", "laying out PDF pages", True, there))
    for name, folder in (("templates", templates_folder()), ("fonts", fonts_folder())):
        found.append(Finding(name, str(folder) if folder.is_dir() else "", "composing", True, folder.is_dir()))
    for command, purpose in (
        ("java", "EPUBCheck and veraPDF's engine, the tests' judges"),
        ("chromium", "axe and Ace, the tests' judges of web pages and e-books"),
        ("pdftoppm", "looking at pages in the tests"),
    ):
        path = shutil.which(command) or ""
        found.append(Finding(command, path, purpose, False, bool(path)))
    return tuple(found)
