# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report says first whether an edition may be printed, shows every problem where it is, and costs no build twice."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.judges.browser import PageOpener

if TYPE_CHECKING:
    from tests.conftest import Bench

SMALLEST = Path(__file__).parents[1] / "publications" / "smallest"
PRINT = ("screen", "press", "cover", "booklet")
PROOF = "Proof – not approved for printing"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return a bench with one publication built for print."""
    from tests.conftest import Bench

    made = Bench(tmp_path_factory.mktemp("bench"))
    made.take(SMALLEST)
    assert not made.build("smallest", editions=("en",), outputs=PRINT).failed
    return made


def page(bench: Bench) -> str:
    return bench.file("smallest/report.html").decode()


def words(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def told(bench: Bench) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bench.file("smallest/report.json"))
    return found


def test_the_checksums_cover_every_file_but_themselves(printed: Bench) -> None:
    folder = printed.root / "output" / "smallest"
    listed = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file() and p.name[0] != "."}
    assert listed.keys() == there.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(there[name].read_bytes()).hexdigest() == digest for name, digest in listed.items())
