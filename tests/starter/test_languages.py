# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample in every language it is translated into: each builds as it stands, and says so."""

from __future__ import annotations

import pytest

from octavo.diagnostics.code import Severity
from octavo.pipeline.starter import languages, new_publication
from tests.conftest import Bench

TWELVE = {"en", "ar", "az", "de", "es", "fa", "fr", "hi", "ka", "ru", "tr", "zh-Hans"}
PACKED = {"zh-Hans"}  # its fonts come with `octavo fonts add`
PRINTED = {"en", "ar"}  # content/starter, whose files are judged in tests/cli


def test_there_are_twelve() -> None:
    assert set(languages()) == TWELVE


@pytest.mark.slow
@pytest.mark.xdist_group("starter languages")
def test_every_language_makes_pages_and_an_e_book(bench: Bench) -> None:
    tags = tuple(tag for tag in languages() if tag not in PACKED | PRINTED)
    new_publication(bench.root / "content" / "lamps", "theme", tags)
    built = bench.build("lamps", outputs=("screen", "epub"))
    assert [str(each) for each in built.all_problems if each.severity is Severity.ERROR] == []
    (report,) = built.reports
    assert {each.label: each.state for each in report.editions} == dict.fromkeys(tags, "made")
    for tag in tags:
        assert {f"lamps-{tag}-screen.pdf", f"lamps-{tag}.epub"} <= {
            path.name for path in (bench.root / "output" / "lamps" / tag).iterdir()
        }
