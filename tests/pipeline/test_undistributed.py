# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publications that can be read and can't be handed out: each is refused, with code, place and a way out.

A new case is a new folder in undistributed/: `in/` is the publication, and `expected.txt` (written by --accept, then
read) says what a person sees.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo.diagnostics.code import Severity
from octavo.diagnostics.printing import one_line
from tests.conftest import Bench

HERE = Path(__file__).parent / "undistributed"
CASES = sorted(folder.name for folder in HERE.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_handed_out_is_told_with_a_way_out(
    case: str, bench: Bench, request: pytest.FixtureRequest
) -> None:
    folder = bench.root / "content" / "sample"
    shutil.copytree(HERE / case / "in", folder)
    built = bench.build("sample", outputs=("epub",))
    lines = [line for each in built.all_problems for line in (one_line(each), *(f"    {hint}" for hint in each.hints))]
    seen = "".join(f"{line}\n" for line in lines).replace(bench.root.as_posix(), "")
    expected = HERE / case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(seen, encoding="utf-8")
    assert seen == expected.read_text("utf-8")
    refused = {each.edition for each in built.all_problems if each.severity is Severity.ERROR}
    listed = "".join(file.read_text("utf-8") for file in sorted((bench.root / "output").rglob("*.xml")))
    assert refused
    for edition in sorted(refused):
        assert not (bench.root / "output" / "sample" / edition).exists()
        assert f"sample-{edition}.epub" not in listed, "no catalogue links to what was refused"
