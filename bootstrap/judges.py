# SPDX-License-Identifier: AGPL-3.0-or-later
"""What only the tests need from outside PyPI: programs that judge what Octavo makes, and judges written for Node."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from bootstrap.environment import digest
from bootstrap.guard import Guard, made_by_one
from bootstrap.system import find_chromium, has_java, install_debian, loads, may_install
from bootstrap.terminal import run, say

FOLDER = ".judges"
# What each judge is for, and the Debian package that brings it.
PROGRAMS = {
    "chromium": ("reads web pages and e-books", "chromium"),
    "libatomic": ("starts the Node of Playwright", "libatomic1"),
    "java": ("runs EPUBCheck and veraPDF's engine", "default-jre-headless"),
    "npm": ("brings axe and Ace", "npm"),
    "pdftotext": ("reads PDF, as Poppler does", "poppler-utils"),
    "qpdf": ("checks the syntax of PDF", "qpdf"),
    "gs": ("separates PDF into inks", "ghostscript"),
    "mutool": ("reads PDF, as MuPDF does", "mupdf-tools"),
    "msgfmt": ("checks catalogues of translations", "gettext"),
}


def is_here(program: str) -> bool:
    """Return whether a judge's program is on this machine."""
    match program:
        case "chromium":
            return find_chromium() is not None
        case "java":
            return has_java()
        case "libatomic":
            return not sys.platform.startswith("linux") or loads("libatomic.so.1")
        case _:
            return shutil.which(program) is not None


def missing_programs() -> list[str]:
    """Return the programs of PROGRAMS that are not on this machine."""
    return [program for program in PROGRAMS if not is_here(program)]


def ensure_judges(root: Path, allowed: bool) -> None:
    """Bring the judges of the tests, or say which of them are missing; the tests decide what that means."""
    missing = missing_programs()
    if missing and may_install(allowed):
        install_debian([PROGRAMS[program][1] for program in missing], "(the tests let these programs judge)")
        missing = missing_programs()
    for program in missing:
        purpose, package = PROGRAMS[program]
        say(f"octavo: {program} is missing, which {purpose} (on Debian it is in {package}); its tests are left out")
    if "npm" not in missing:
        ensure_node_judges(root)


def ensure_node_judges(root: Path) -> None:
    """Install what package-lock.json pins into .judges, unless a stamp says that it is there."""
    wanted, stamp = digest(root / "package-lock.json"), root / FOLDER / "octavo.stamp"

    def make() -> None:
        stamp.unlink(missing_ok=True)
        if install_node_judges(root):
            stamp.write_text(wanted, encoding="utf-8")
        else:
            say("octavo: axe and Ace could not be installed; their tests are left out")

    guard = Guard(root / ".judges.lock")
    made_by_one(guard, lambda: stamp.is_file() and stamp.read_text("utf-8") == wanted, make)
    guard.close()


def install_node_judges(root: Path) -> bool:
    """Run npm in .judges; no scripts of packages are run, and no browser is downloaded: the machine's own is used."""
    say(f"octavo: installing axe and Ace from package-lock.json into {FOLDER}")
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, folder / name)
    command = [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return run(command, folder=folder, environment={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"})
