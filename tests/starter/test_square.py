# SPDX-License-Identifier: AGPL-3.0-or-later
"""The starter in its second look builds in both languages: another trim, other fonts and templates, no fault."""

from __future__ import annotations

import pytest

from octavo.diagnostics.code import Severity
from octavo.pipeline.starter import new_publication
from tests.conftest import Bench

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("square")]


def test_the_square_look_is_printed_in_both_languages(bench: Bench) -> None:
    import pypdfium2

    new_publication(bench.root / "content" / "lamps", "theme-square")
    built = bench.build("lamps", outputs=("screen",))
    assert [str(each) for each in built.all_problems if each.severity is Severity.ERROR] == []
    for tag in ("en", "ar"):
        pdf = pypdfium2.PdfDocument(bench.file(f"lamps/{tag}/lamps-{tag}-screen.pdf"))
        assert {(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in pdf} == {
            (210, 210)
        }
        assert 16 <= len(pdf) <= 32
