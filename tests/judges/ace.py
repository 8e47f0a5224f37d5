# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ace by DAISY, the judge of accessible e-books: it opens every page of a book in Chromium and reads its metadata."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bootstrap.judges import FOLDER
from bootstrap.system import find_chromium
from tests.judges.node import node
from tests.judges.verdicts import JudgeMissingError, Violation

PROGRAM = Path(__file__).parents[2] / FOLDER / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"
PATIENCE = 300  # seconds for one book


def ensure_ace() -> None:
    """Raise JudgeMissingError if Ace can't run on this machine."""
    node()
    if not PROGRAM.is_file():
        raise JudgeMissingError(f"Ace is not in {FOLDER}")
    if find_chromium() is None:
        raise JudgeMissingError("Chromium, which Ace needs, is not on this machine")


def ace_judges(data: bytes) -> list[Violation]:
    """Return the rules of EPUB Accessibility and WCAG that a book breaks, once for each place."""
    ensure_ace()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.epub"
        book.write_bytes(data)
        run_ace(book, Path(folder))
        report = json.loads((Path(folder) / "report" / "report.json").read_text("utf-8"))
    return sorted(violation for part in report["assertions"] for violation in violations(part))


def run_ace(book: Path, folder: Path) -> None:
    """Let Ace write its report into the folder; it keeps settings at home, so it gets a home of its own."""
    homes = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"), str(folder))
    browser = {"PUPPETEER_EXECUTABLE_PATH": find_chromium() or "", "ACE_TIMEOUT_INITIAL": "60000"}
    command = [str(node()), str(PROGRAM), "--force", "--silent", "--outdir", str(folder / "report"), str(book)]
    done = subprocess.run(
        command, env={**os.environ, **homes, **browser}, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise RuntimeError(f"Ace ended with code {done.returncode}: {done.stdout}{done.stderr}")


def violations(part: dict[str, Any]) -> Iterator[Violation]:
    """Yield Ace's findings about one file of the book."""
    subject = part["earl:testSubject"]["url"]
    for found in part["assertions"]:
        test, result = found["earl:test"], found["earl:result"]
        place = result.get("earl:pointer", {}).get("css") or []
        yield Violation(test["dct:title"], test["earl:impact"], result["dct:description"], (subject, *place))
