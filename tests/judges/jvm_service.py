# SPDX-License-Identifier: AGPL-3.0-or-later
"""One Java machine that judges many files: veraPDF's engine as Octavo runs it, and EPUBCheck beside it.

EPUBCheck and veraPDF's engine each bring a Saxon of their own, of different versions, so the second has a class loader
that does not see the first.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is called with -P

from octavo.check.judges.engine import Rows, package_folder, start_java, verapdf
from octavo.check.judges.service import serve


def start() -> str | None:
    """Start the Java machine and return None, or what is missing for it."""
    try:
        folder = package_folder("epubcheck")
    except ModuleNotFoundError as error:
        return f"the package {error} is not installed"
    return start_java([folder / "epubcheck.jar", *sorted((folder / "lib").glob("*.jar"))])


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


if __name__ == "__main__":
    serve(start, {"epubcheck": epubcheck, "verapdf": verapdf})
