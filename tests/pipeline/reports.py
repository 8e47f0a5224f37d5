# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication whose report is looked at: built, approved, and its report read."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.conftest import Bench

SMALLEST = Path(__file__).parents[1] / "publications" / "smallest"
RED = "theme/style.css", "h1 { color: #7a1f2b }\n"


def bench_in(folder: Path) -> Bench:
    from tests.conftest import Bench

    made = Bench(folder)
    made.take(SMALLEST)
    path, css = RED
    (folder / "content/smallest" / path).parent.mkdir(exist_ok=True)
    (folder / "content/smallest" / path).write_text(css, encoding="utf-8")
    return made


def html(bench: Bench) -> str:
    return bench.file("smallest/report.html").decode()


def words(page: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def told(bench: Bench) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bench.file("smallest/report.json"))
    return found


def approve_all(bench: Bench, *, by: str = "", public: bool = False) -> None:
    """Approve facts and text as they are now; readers are told where to send corrections."""
    path = bench.root / "content/smallest/publication.yaml"
    text = path.read_text("utf-8").partition("approvals:")[0]
    if "publisher:" not in text:
        text += "publisher: {name: The Sample Press, corrections: mistakes@press.example}\n"
        path.write_text(text, encoding="utf-8")
    digests = _digests(bench)
    lines = [
        f'  - {{what: {what}, by: "{by}", public: {str(public).lower()}, on: 2026-11-20, digest: "{digest}"}}'
        for what, digest in digests.items()
    ]
    path.write_text(text + "\n".join(["approvals:", *lines, ""]), encoding="utf-8")


def _digests(bench: Bench) -> dict[str, str]:
    from octavo.load.publication import load
    from octavo.localize.approvals import content_digests
    from octavo.markup.messages import messages_of
    from octavo.model.catalog import Catalog
    from octavo.model.locale import Language

    publication = load(bench.root / "content/smallest").unwrap().publication
    found = content_digests(publication, Catalog("en"), Language(tag="en"), messages_of(publication))
    return {str(what): digest for what, digest in found.items()}
