# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo printers: the table, one printer in words, a publication's own, and data for programs."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from octavo.cli.printers import WIDEST
from octavo.model.printer import Printer
from octavo.resources.printers import printer_names, printers
from tests.cli.commands import SMALLEST, run
from tests.resources.test_printers import numbers

BROKEN = Path(__file__).parents[1] / "load" / "broken" / "number-without-source" / "in" / "printers"
MILL = Path(__file__).parents[1] / "load" / "broken" / "profile-not-there" / "in" / "printers" / "mill.yaml"


def with_printer(folder: Path, source: Path, old: str = "", new: str = "") -> Path:
    """Return a publication with that printer of its own."""
    publication = folder / "booklet"
    shutil.copytree(SMALLEST, publication)
    (publication / "printers").mkdir()
    text = source.read_text("utf-8")
    assert old in text
    (publication / "printers" / "mill.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return publication


def test_the_table_has_a_line_for_each_printer() -> None:
    said = run("printers")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()[1:]] == list(printer_names())
    kdp = next(line for line in said.out.splitlines() if line.startswith("kdp"))
    assert re.split(r"\s{2,}", kdp)[1:4] == ["PDF/X-1a:2003", "3.175 mm", "24–828"]


@pytest.mark.parametrize("name", printer_names())
def test_a_printer_is_explained_with_every_number_source_and_day(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    said = run(f"printers {name}")
    row = printers()[name]
    flat = " ".join(said.out.split())
    assert said.code == 0
    assert " ".join(row.note.split()) in flat
    for number in numbers(row):
        assert number.source in flat
    for key, source in row.sources.items():
        assert f"{key}: {source.title}; read {source.read}" in flat
        assert source.url in flat
    told = said.out.partition("\nNumbers\n")[2].partition("\n\n")[0]
    shown = re.findall(r"^  \S.*", told, re.MULTILINE)  # what goes on in the next line is indented
    assert len(shown) == len([each for each in numbers(row) if each.key != "stocks"])
    assert all(re.search(r"\d (mm|%|ppi|pt|pages|MB) ", line) for line in shown)
    assert max(len(line) for line in said.out.splitlines() if "://" not in line) <= WIDEST


def test_programs_get_all_of_it() -> None:
    told = json.loads(run("printers --json").out)["printers"]
    assert tuple(each["name"] for each in told) == printer_names()
    one = json.loads(run("printers lulu --json").out)["printers"]
    assert [Printer.model_validate(each) for each in one] == [printers()["lulu"]]


def test_an_unknown_printer_is_answered_with_the_nearest() -> None:
    said = run("printers ofset-coated")
    assert said.code == 2
    assert "there is no printer “ofset-coated”; did you mean “offset-coated”?" in said.err


def test_a_publication_s_own_printer_is_listed_too(tmp_path: Path) -> None:
    publication = with_printer(tmp_path, MILL, "condition: FOGRA52\n")
    said = run(f"printers -p {publication}")
    assert said.code == 0
    assert "The Sample Mill" in said.out.splitlines()[-1]
    told = run(f"printers mill -p {publication}").out
    assert "said on the telephone" in told
    assert "by Octavo's own default" in " ".join(told.split())


def test_what_is_wrong_with_it_is_told(tmp_path: Path) -> None:
    said = run(f"printers -p {with_printer(tmp_path, BROKEN / 'mill.yaml')}")
    assert said.code == 1
    assert "error M302: “bleed” does not say where its number was read" in said.err
    assert said.out.splitlines()[-1].startswith("offset-uncoated")
