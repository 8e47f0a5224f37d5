# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report says where things are in the author's files, and stays the same while nothing changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from octavo.diagnostics.problem import Place, problem
from octavo.pipeline.report import EditionReport, PublicationReport, located, write_reports

LINES = {
    "facts/statistics.yaml#killed": ["facts/statistics.yaml", 12, 5],
    "text/01.md#3": ["text/01.md", 9, 1],
    "facts/statistics.yaml": ["facts/statistics.yaml", 1, 1],
}


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("text/01.md", key="text/01.md#3"), "content/book/text/01.md:9:1"),
        (Place(key="facts/statistics.yaml#killed.figure.value"), "content/book/facts/statistics.yaml:12:5"),
        (Place(key="facts/statistics.yaml#gone"), "content/book/facts/statistics.yaml:1:1"),
        (Place("text/02.md", 4, 2, "text/02.md#1"), "content/book/text/02.md:4:2"),
        (Place("text/unknown.md", key="text/unknown.md#7"), "content/book/text/unknown.md"),
        (Place("templates/front/title.html", 3), "templates/front/title.html:3"),
        (Place(), ""),
    ],
)
def test_a_problem_is_shown_where_its_key_stands(place: Place, shown: str) -> None:
    (found,) = located([problem("S105", place, name="x")], LINES, "content/book")
    assert str(found.place) == shown


def test_the_report_is_the_same_after_a_build_that_had_nothing_to_do(tmp_path: Path) -> None:
    one, two = (
        PublicationReport("book", (EditionReport("en", state, {"a.pdf": "00"}),), ()) for state in ("made", "kept")
    )
    assert write_reports(tmp_path, one) == write_reports(tmp_path, two)


def test_the_checksums_cover_every_file_but_themselves(tmp_path: Path) -> None:
    report = PublicationReport("book", (EditionReport("en", "made", {"web/index.html": "ab"}),), ())
    files = write_reports(tmp_path, report)
    assert list(files)[-1] == "SHA256SUMS", "written last"
    lines = files["SHA256SUMS"].decode().splitlines()
    assert "ab  en/web/index.html" in lines
    assert f"{hashlib.sha256(files['report.json']).hexdigest()}  report.json" in lines
    assert len(lines) == 3
