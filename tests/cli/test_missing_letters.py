# SPDX-License-Identifier: AGPL-3.0-or-later
"""A font without the letters of the text is a problem at the place of the text, and nothing is published."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, Bench

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press")]


def test_letters_that_no_font_has_are_named_where_they_stand(bench: Bench) -> None:
    folder = bench.take(ROOT / "tests" / "publications" / "smallest")
    text = next((folder / "text").glob("*.md"))
    lines = text.read_text("utf-8").splitlines()
    text.write_text("\n".join([*lines, "", "The word ሰላም has no letters here.", ""]), encoding="utf-8")
    built = bench.build("smallest", editions=("en",), outputs=("screen",))
    found = [each for each in built.all_problems if each.code == "R104"]
    assert found
    assert all(each.place.file.endswith(f"text/{text.name}") and each.place.line == len(lines) + 2 for each in found)
    assert all(each.hints for each in found)
    assert [edition.state for report in built.reports for edition in report.editions] == ["refused"]
