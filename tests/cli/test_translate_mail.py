# SPDX-License-Identifier: AGPL-3.0-or-later
"""A translator by mail: the pack goes out, comes back, and is taken or refused with a code and a way out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.commands import one_book, run
from tests.conftest import Bench


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = one_book(bench, monkeypatch)
    assert run("translate add de smallest --no-draft").code == 0
    return folder


def repack(path: Path, old: str, new: str) -> None:
    """Change what stands in the pack's text.po, as a translator's zip programme would."""
    with zipfile.ZipFile(path) as zipped:
        files = {info.filename: zipped.read(info) for info in zipped.infolist()}
    with zipfile.ZipFile(path, "w") as zipped:
        for name, data in files.items():
            text = data.decode("utf-8-sig")
            zipped.writestr(name, text.replace(old, new) if name.endswith("text.po") else text)


def test_out_and_back(book: Path) -> None:
    made = run("translate pack de smallest")
    assert (made.code, made.out) == (0, "smallest-de.zip\n")
    text = book / "locale/de/text.po"
    repack(Path("smallest-de.zip"), "Eine Seite", "Ganz neu")
    taken = run("translate take smallest-de.zip smallest --report answer.txt")
    assert taken.code == 0, taken.err
    assert taken.out.strip().endswith("locale/de/text.po")
    assert "1 translations taken into de" in taken.err
    assert "Ganz neu" in text.read_text("utf-8")
    assert Path("answer.txt").read_text("utf-8").startswith("smallest-de.zip: ")


def test_of_another_version_it_is_refused_and_taken_anyway(book: Path) -> None:
    assert run("translate pack de smallest").code == 0
    source = next((book / "text").glob("*.md"))
    source.write_text(
        source.read_text("utf-8") + "\nOne more sentence, of which the translator knows nothing.\n", "utf-8"
    )
    refused = run("translate take smallest-de.zip smallest")
    assert refused.code == 1
    assert "error L606" in refused.err
    assert "1 messages have changed" in refused.err
    assert "--anyway" in refused.err
    assert run("translate take smallest-de.zip smallest --anyway").code == 0


def test_xliff_there_and_back(book: Path) -> None:
    made = run("translate export de smallest --to agency.xlf")
    assert (made.code, made.out) == (0, "agency.xlf\n")
    before = {path.name: path.read_bytes() for path in (book / "locale/de").iterdir()}
    taken = run("translate import agency.xlf smallest")
    assert (taken.code, taken.out) == (0, "")
    assert {path.name: path.read_bytes() for path in (book / "locale/de").iterdir()} == before


def test_a_po_file_alone_names_its_language_or_is_asked_for_it(book: Path) -> None:
    Path("text.po").write_bytes((book / "locale/de/text.po").read_bytes())
    assert run("translate take text.po smallest").code == 0
    Path("bare.po").write_text('msgid "a"\nmsgstr "b"\n', "utf-8")
    assert "error L611" in run("translate take bare.po smallest").err
    assert run("translate take bare.po smallest -l de").code == 0


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("a.docx", b"x", "L601"), ("a.zip", b"PK\3\4", "L601"), ("a.xlf", b'<x target-language="de">', "L609")],
)
def test_what_is_nothing_of_ours_is_refused(book: Path, name: str, data: bytes, code: str) -> None:
    Path(name).write_bytes(data)
    said = run(f"translate take {name} smallest")
    assert (said.code, f"error {code}" in said.err) == (1, True)


def test_another_publications_pack_is_refused(book: Path) -> None:
    assert run("translate export de smallest --to agency.xlf").code == 0
    text = Path("agency.xlf").read_text("utf-8")
    Path("agency.xlf").write_text(text.replace('product-name="smallest"', 'product-name="largest"'), "utf-8")
    assert "error L605" in run("translate take agency.xlf smallest").err


@pytest.mark.parametrize("line", ["translate pack ka smallest", "translate take nothing.zip smallest"])
def test_what_makes_no_sense_is_wrong_usage(book: Path, line: str) -> None:
    assert run(line).code == 2


def test_the_guide_is_in_the_language_of_the_translator(book: Path) -> None:
    assert run("translate pack de smallest").code == 0
    with zipfile.ZipFile("smallest-de.zip") as zipped:
        page = zipped.read("smallest-de/README.html").decode()
    assert '<html lang="de" dir="ltr">' in page
    assert "Übersetzen Sie Eintrag für Eintrag" in page
    assert "{killed.people}" in page
    assert "[Translate" not in page
