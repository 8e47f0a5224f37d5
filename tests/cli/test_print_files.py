# SPDX-License-Identifier: AGPL-3.0-or-later
"""The print files of the house: through the gate, and nothing that an outside judge has to say."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from octavo.check.judges.programs import check_with_qpdf, draw_with_mupdf, draw_with_poppler
from octavo.check.press.gate import check_press
from octavo.diagnostics.code import Severity
from octavo.model.gate import PressWish, PrintKind
from octavo.model.printer import Printer, Standard
from octavo.resources.printers import FOLDER, printer
from tests.cli.conftest import ROOT, Printed
from tests.cli.editions import EDITIONS, KINDS
from tests.conftest import Bench
from tests.judges.verdicts import Failure

FILES: tuple[PrintKind, ...] = get_args(PrintKind)
Judge = Callable[[bytes, str], list[Failure]]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("jvm")]


def file_of(printed: Printed, name: str, tag: str, kind: str) -> bytes:
    return printed.file(f"{name}/{tag}/{name}-{tag}-{kind}.pdf")


def refused(data: bytes, row: Printer, standard: Standard, kind: PrintKind) -> list[str]:
    found = check_press(data, PressWish(standard, row, kind)).problems
    return [str(each) for each in found if each.severity is Severity.ERROR]


@pytest.mark.parametrize(("name", "tag", "kind"), [(*edition, kind) for edition in KINDS for kind in FILES])
def test_a_file_passes_the_gate_and_every_judge(  # noqa: PLR0917  (which file, and who judges it)
    name: str, tag: str, kind: PrintKind, printed: Printed, verapdf: Judge, tmp_path: Path
) -> None:
    data, row = file_of(printed, name, tag, kind), printer("offset-coated")
    assert row is not None
    assert refused(data, row, "PDF/X-4", kind) == []
    assert verapdf(data, "x4") == []
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    said = [judge(path) for judge in (check_with_qpdf, draw_with_poppler, draw_with_mupdf)]
    assert [each.complaint for each in said] == ["", "", ""]


@pytest.mark.parametrize(("name", "tag"), EDITIONS)
def test_the_sheets_hold_every_page_of_the_press_file(name: str, tag: str, printed: Printed) -> None:
    import pikepdf

    with (
        pikepdf.open(io.BytesIO(file_of(printed, name, tag, "press"))) as press,
        pikepdf.open(io.BytesIO(file_of(printed, name, tag, "booklet"))) as booklet,
    ):
        assert len(press.pages) % 4 == 0
        assert len(booklet.pages) == len(press.pages) // 2


def test_the_same_booklet_for_a_printer_who_wants_x1a(bench: Bench, verapdf: Judge) -> None:
    folder = bench.take(ROOT / "content" / "khojaly")
    row = (FOLDER / "offset-coated.yaml").read_text("utf-8")
    assert "standard: PDF/X-4\n" in row
    row = row.replace("standard: PDF/X-4\n", "standard: PDF/X-1a:2003\n").replace("offset-coated", "mill", 1)
    (folder / "printers").mkdir()
    (folder / "printers" / "mill.yaml").write_text(row, "utf-8")
    manifest = folder / "publication.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "\nprinters: [mill]\n", "utf-8")
    built = bench.build("khojaly", editions=("en",), outputs=("press", "cover", "booklet"))
    assert not built.failed, "\n".join(str(each) for each in built.all_problems if each.severity is Severity.ERROR)
    for kind in FILES:
        assert verapdf(bench.file(f"khojaly/en/khojaly-en-{kind}-mill.pdf"), "x1a") == []
