# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ace by DAISY, where it is installed: it opens every page of a book in Chromium and reads its metadata."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 300  # seconds for one book
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
# Where build.py puts the judges of the tests in a checkout.
_IN_CHECKOUT = Path(__file__).parents[3] / ".judges" / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"
Rows = list[dict[str, str]]


def missing() -> str:
    """Return what Ace lacks on this machine, or nothing."""
    if not _command():
        return "Ace is not installed (npm install @daisy/ace-cli)"
    return "" if _browser() else "Chromium, which Ace needs, is not on this machine"


def _command() -> list[str]:
    node, found = shutil.which("node"), shutil.which("ace-cli")
    if found:
        return [found]
    return [node, str(_IN_CHECKOUT)] if node and _IN_CHECKOUT.is_file() else []


def _browser() -> str:
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def ace(book: Path) -> Rows:
    """Return the rules that a book breaks: rule, impact, what is wrong, file; raise RuntimeError if Ace can't tell."""
    with tempfile.TemporaryDirectory() as folder:
        # It keeps settings at home, so it gets a home of its own.
        homes = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"), folder)
        browser = {"PUPPETEER_EXECUTABLE_PATH": _browser(), "ACE_TIMEOUT_INITIAL": "60000"}
        command = [*_command(), "--force", "--silent", "--outdir", f"{folder}/report", str(book)]
        try:
            done = subprocess.run(
                command, env={**os.environ, **homes, **browser}, capture_output=True, timeout=PATIENCE, check=False
            )
            report = json.loads((Path(folder) / "report" / "report.json").read_text("utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
            raise RuntimeError(f"it gave no report ({type(fault).__name__})") from None
        if done.returncode:
            raise RuntimeError(f"it ended with code {done.returncode}")
    return [row for part in report["assertions"] for row in _rows(part)]


def _rows(part: dict[str, Any]) -> Iterator[dict[str, str]]:
    for found in part["assertions"]:
        test, result = found["earl:test"], found["earl:result"]
        yield {
            "rule": test["dct:title"],
            "impact": test["earl:impact"],
            "text": " ".join(result["dct:description"].split()),
            "path": part["earl:testSubject"]["url"],
        }
