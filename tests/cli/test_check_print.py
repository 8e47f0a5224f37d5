# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check FILE --as press: any file by a printer's rules, and what was run to judge it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from octavo.check.judges import inks, opinions, programs
from tests.cli.commands import run
from tests.render.samples import boat


@pytest.fixture(autouse=True)
def no_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without what may or may not be on this machine."""
    for module in (inks, opinions, programs):
        monkeypatch.setattr(module, "find", lambda program: "")
    monkeypatch.setattr(opinions, "_vera", lambda: (None, "there is no Java on this machine"))


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a PDF that was made elsewhere: a page with a red area and nothing else that is right."""
    import pikepdf

    monkeypatch.chdir(tmp_path)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 600))
        pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 100 100 200 200 re f")
        pdf.save("page.pdf")
    return "page.pdf"


def test_a_file_made_elsewhere_is_judged_by_the_same_rules(page: str) -> None:
    said = run(f"check {page} --as press")
    assert said.code == 1
    assert "page.pdf: error P640: page 1: an area in DeviceRGB (1×)" in said.err
    assert "error P603: the file has no output intent" in said.err
    assert "error P630: page 1 has no TrimBox" in said.err
    assert "page.pdf: 1 pages, 1 with colour" in said.out
    assert "not run: MuPDF, for mutool is not installed" in said.out
    assert "Traceback" not in said.err


def test_a_printer_has_rules_of_its_own(page: str) -> None:
    said = run(f"check {page} --printer office")
    assert "P640" not in said.err, "an office printer takes RGB"
    assert "P603" not in said.err


def test_json_says_what_was_run_and_what_pages_print(page: str) -> None:
    said = json.loads(run(f"check {page} --as cover --json").out)
    assert {each["code"] for each in said["problems"]} >= {"P603", "P640"}
    (file,) = said["files"]
    assert file["file"] == "page.pdf"
    judged = {each["name"]: each for each in file["judged"]}
    assert judged["structure"]["run"]
    assert not judged["qpdf"]["run"]
    assert judged["qpdf"]["reason"] == "qpdf is not installed"
    assert judged["count of pages"]["reason"] == "it is no file of single pages"
    assert file["pages"][0]["coloured"] is True


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("check page.pdf --printer offst-coated", "there is no printer “offst-coated”; did you mean “offset-coated”?"),
        ("check --as press", "--as and --printer are for PDF files; name at least one"),
        ("check gone.pdf --as press", "gone.pdf can't be read: No such file or directory"),
    ],
)
def test_wrong_usage_is_told(page: str, line: str, said: str) -> None:
    found = run(line)
    assert found.code == 2
    assert said in found.err


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%damaged", b"PK\x03\x04", boat()])
def test_what_is_no_pdf_is_a_problem_and_no_fault(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("found.pdf").write_bytes(data)
    said = run("check found.pdf --as press --json")
    assert said.code == 1
    (problem,) = json.loads(said.out)["problems"]
    assert (problem["code"], problem["file"]) == ("P600", "found.pdf")
