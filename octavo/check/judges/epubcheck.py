# SPDX-License-Identifier: AGPL-3.0-or-later
"""EPUBCheck in a Java machine of its own process: all that it says of a book, messages of usage too."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from octavo.check.judges.engine import Rows, package_folder, start_java
from octavo.check.judges.service import Service, begin, serve

_ROOT = Path(__file__).parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from octavo.check.judges.epubcheck import main; main()"


def epubcheck_jars() -> list[Path]:
    """Return the jars of EPUBCheck; raise ModuleNotFoundError where it is not installed."""
    folder = package_folder("epubcheck")
    return [folder / "epubcheck.jar", *sorted((folder / "lib").glob("*.jar"))]


def begin_epubcheck() -> tuple[Service | None, str]:
    """Start a Java machine with EPUBCheck, and return it, or what is missing for it."""
    return begin([sys.executable, "-P", "-c", _START, str(_ROOT)])


def epubcheck(path: str) -> Rows:
    """Return EPUBCheck's messages about the book, those of level USAGE too."""
    import jpype  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        arguments = [path, "-q", "-u", "--json", str(report)]
        checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")()
        checker.run(jpype.JArray(jpype.JString)(arguments))
        found = json.loads(report.read_text("utf-8"))["messages"]
    return [row for message in found for row in message_rows(message)]


def message_rows(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each place that a message of EPUBCheck names, and one without a place where it names none."""
    for place in message["locations"] or [{}]:
        yield {
            "id": message["ID"],
            "severity": message["severity"],
            "text": message["message"],
            "path": place.get("path") or "",
            "line": max(place.get("line") or 0, 0),
            "column": max(place.get("column") or 0, 0),
        }


def start() -> str | None:
    """Start the Java machine and return None, or what is missing for it."""
    return start_java(epubcheck_jars)


def main() -> None:
    """Serve EPUBCheck."""
    serve(start, {"epubcheck": epubcheck})
