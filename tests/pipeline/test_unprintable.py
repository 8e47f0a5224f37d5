# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publications that can be read and can't be printed: each is refused, with code, place and a way out.

A new case is a new folder in unprintable/: `in/` is the publication, and `expected.txt` (written by --accept, then
read) says what a person sees. Pictures are made here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo.diagnostics.printing import one_line
from tests.conftest import Bench
from tests.load.pictures import picture

HERE = Path(__file__).parent / "unprintable"
CASES = sorted(folder.name for folder in HERE.iterdir())
# Pixels of slope.jpg: 98 mm of text at 90 pixels an inch, and a page with its bleed at 300.
SIZES = {"photo-of-90-ppi": (347, 260), "picture-short-of-the-bleed": (1866, 2598)}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_printed_is_told_with_a_way_out(case: str, bench: Bench, request: pytest.FixtureRequest) -> None:
    folder = bench.root / "content" / "sample"
    shutil.copytree(HERE / case / "in", folder)
    if case in SIZES:
        (folder / "images" / "slope.jpg").write_bytes(picture(SIZES[case], kind="JPEG", quality=90))
    built = bench.build("sample")
    lines = [line for each in built.all_problems for line in (one_line(each), *(f"    {hint}" for hint in each.hints))]
    seen = "".join(f"{line}\n" for line in lines).replace(bench.root.as_posix(), "")
    expected = HERE / case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(seen, encoding="utf-8")
    assert seen == expected.read_text("utf-8")
