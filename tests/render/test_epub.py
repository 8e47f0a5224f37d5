# SPDX-License-Identifier: AGPL-3.0-or-later
"""The e-book holds what it was given, byte for byte, and nothing of the machine that made it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.check.epub import check_epub
from octavo.render.epub import write_epub
from octavo.render.subset import characters_of, subset_font
from octavo.resources.shared import fonts_folder
from tests.render.books import book, cover, page, read

ROOT = Path(__file__).parents[2]


def entries(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_pages_come_out_as_they_went_in() -> None:
    document = book()
    found = entries(write_epub(document, read).unwrap())
    for file in document.files:
        assert found[f"EPUB/{file.name}"] == file.html.encode()
    assert b"linearGradient" in found["EPUB/one.xhtml"], "the case of SVG names survives"


def test_the_package_says_what_the_metadata_says(golden: Callable[[str, str], None]) -> None:
    found = entries(write_epub(book("ar", "rtl"), read, cover=cover()).unwrap())
    golden("package.opf", found["EPUB/content.opf"].decode())


def test_the_mimetype_is_first_and_stored() -> None:
    first = zipfile.ZipFile(io.BytesIO(write_epub(book(), read).unwrap())).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_our_own_lint_finds_nothing() -> None:
    assert check_epub(write_epub(book(), read, cover=cover()).unwrap()) == ()
    assert check_epub(write_epub(book("ar", "rtl"), read, cover=cover()).unwrap()) == ()


def test_a_page_that_is_not_xml_is_a_problem() -> None:
    document = book()
    broken = replace(document.files[1], html=page("One", "<p>unclosed"))
    outcome = write_epub(replace(document, files=(document.files[0], broken)), read)
    assert outcome.value is None
    assert [each.code for each in outcome.problems] == ["E101"]


def test_the_same_book_is_the_same_file_anywhere(tmp_path: Path) -> None:
    code = (
        "import hashlib; from tests.render.books import book, read; from octavo.render.epub import write_epub;"
        "print(hashlib.sha256(write_epub(book(), read).unwrap()).hexdigest())"
    )
    sums = set()
    for zone, seed, language in (("UTC", "1", "C"), ("Asia/Baku", "2", "C.UTF-8")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LANG": language, "PYTHONPATH": str(ROOT)}
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env, cwd=tmp_path
        )
        sums.add(told.stdout)
    assert len(sums) == 1


def test_a_font_is_cut_down_to_the_characters_shown() -> None:
    from fontTools.ttLib import TTFont

    document = book()
    whole = read(document.assets[0])
    cut = subset_font(whole, characters_of(file.html for file in document.files), woff2=False)
    assert len(cut) < len(whole) / 3
    known = TTFont(io.BytesIO(cut)).getBestCmap()
    assert ord("S") not in known
    assert {ord(c) for c in "One&bold"} <= set(known)


@pytest.mark.parametrize(
    ("file", "text", "features"),
    [
        ("octavo-serif/OctavoSerif-Regular.ttf", "Əfqan ilə fi 1992", {"smcp": True, "onum": True}),
        ("amiri/Amiri-Regular.ttf", "مُحَمَّد ١٩٩٢", {}),
        ("octavo-devanagari/OctavoDevanagari-Regular.ttf", "क्षत्रिय र्क विद्यार्थी", {}),
    ],
)
def test_a_font_that_was_cut_shapes_as_the_whole(file: str, text: str, features: dict[str, bool]) -> None:
    import uharfbuzz

    def shaped(data: bytes) -> list[tuple[int, ...]]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(data)), buffer, features)
        assert all(each.codepoint for each in buffer.glyph_infos), "no letter may be missing"
        return [(each.x_advance, each.x_offset, each.y_offset) for each in buffer.glyph_positions]

    whole = (fonts_folder() / file).read_bytes()
    assert shaped(subset_font(whole, frozenset(map(ord, text)), woff2=False)) == shaped(whole)


FAULTS = {
    "E206": ('page-progression-direction="rtl"', 'page-progression-direction="ltr"', "content.opf"),
    "E207": (">trl<", ">translator<", "content.opf"),
    "E211": ("<title>Two</title>", "<title>two.xhtml</title>", "two.xhtml"),
    "E214": ('href="one.xhtml"', 'href="three.xhtml"', "nav.xhtml"),
    "E210": ('lang="ar" xml:lang="ar" dir="rtl">\n', 'lang="en" xml:lang="en">\n', "one.xhtml"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(code: str) -> None:
    old, new, name = FAULTS[code]
    good = entries(write_epub(book("ar", "rtl"), read, cover=cover()).unwrap())
    text = good[f"EPUB/{name}"].decode()
    assert old in text
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry, data in good.items():
            changed = text.replace(old, new).encode() if entry == f"EPUB/{name}" else data
            archive.writestr(entry, changed)
    assert {each.code for each in check_epub(out.getvalue())} == {code}


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04 cut short", b"%PDF-1.7"])
def test_what_is_no_archive_is_one_problem(data: bytes) -> None:
    assert [each.code for each in check_epub(data)] == ["E201"]
