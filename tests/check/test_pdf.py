# SPDX-License-Identifier: AGPL-3.0-or-later
"""A finished PDF has no problems; every way to spoil it is found."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo.check.pdf import check_pdf
from octavo.check.pdf_words import lost_words, plain_text
from octavo.model.document import Document
from octavo.render.layout import lay_out
from octavo.render.screen import finish_screen
from tests.render.samples import ENGLISH, document, read, rich

HTML = f"""<h1 data-key="text/a.md#0">Boats</h1><p data-key="text/a.md#1">{ENGLISH * 6}</p>
<p data-key="text/a.md#2"><a href="https://example.org/">away</a> &amp; <img src="boat.png" alt="A boat"></p>"""
SAMPLE = document(HTML)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("check")


def make(sample: Document, workspace: Path) -> bytes:
    return finish_screen(lay_out(sample, read, workspace=workspace).unwrap(), sample).unwrap()


@pytest.fixture(scope="module")
def good(workspace: Path) -> bytes:
    return make(SAMPLE, workspace)


def spoilt(data: bytes, spoil: Callable[[Any], object]) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoil(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_good_file_has_no_problems(good: bytes) -> None:
    assert check_pdf(good, SAMPLE) == []
    assert check_pdf(good) == []


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_rich_files_have_no_problems(language: str, workspace: Path) -> None:
    sample = rich(language)
    assert check_pdf(make(sample, workspace), sample) == []


def unembed(pdf: Any) -> None:
    font = next(iter(pdf.pages[0].resources.Font.values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def act(pdf: Any, **entries: Any) -> None:
    import pikepdf

    pdf.Root.OpenAction = pikepdf.Dictionary({f"/{key}": value for key, value in entries.items()})


def script(pdf: Any) -> None:
    import pikepdf

    act(pdf, S=pikepdf.Name.JavaScript, JS="1")


def launch(pdf: Any) -> None:
    import pikepdf

    annotation = next(each for page in pdf.pages for each in page.obj.get("/Annots", []) if "/A" in each)
    annotation.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="a")


def without(*path: str) -> Callable[[Any], None]:
    def spoil(pdf: Any) -> None:
        holder = pdf.Root
        for name in path[:-1]:
            holder = holder[name]
        del holder[path[-1]]

    return spoil


def rename(pdf: Any) -> None:
    pdf.docinfo["/Title"] = "Other"


def redate(pdf: Any) -> None:
    pdf.docinfo["/CreationDate"] = "D:19990101000000Z"


def relabel(pdf: Any) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b"Paper Boat", b"Paper Ship")
    pdf.Root.Metadata.write(packet)


def crop(pdf: Any) -> None:
    pdf.pages[1].obj.TrimBox[2] = 9000


SPOILT: list[tuple[Callable[[Any], object], set[str]]] = [
    (unembed, {"P102"}),
    (without("/StructTreeRoot"), {"P104"}),
    (without("/MarkInfo"), {"P104"}),
    (without("/Lang"), {"P105", "P109"}),
    (without("/Outlines"), {"P107"}),
    (without("/OutputIntents"), {"P112"}),
    (without("/ViewerPreferences"), {"P112"}),
    (without("/Metadata"), {"P109"}),
    (script, {"P108"}),
    (launch, {"P108"}),
    (rename, {"P106", "P109"}),
    (redate, {"P109"}),
    (relabel, {"P109"}),
    (crop, {"P110"}),
    (lambda pdf: pdf.pages.__delitem__(0), {"P111"}),
]


@pytest.mark.parametrize(("spoil", "codes"), SPOILT)
def test_a_spoilt_file_is_found_out(good: bytes, spoil: Callable[[Any], object], codes: set[str]) -> None:
    assert {problem.code for problem in check_pdf(spoilt(good, spoil), SAMPLE)} == codes


def test_what_is_no_pdf_is_a_problem() -> None:
    assert [problem.code for problem in check_pdf(b"no pdf")] == ["P101"]


def test_characters_without_a_glyph_are_found_in_the_file(workspace: Path) -> None:
    sample = document("<p>Ethiopic \u1200\u1201</p>")
    (problem,) = [each for each in check_pdf(make(sample, workspace), sample) if each.code == "P103"]
    assert "2 characters" in problem.message


def test_text_the_style_hides_is_lost_and_named_with_its_block(workspace: Path) -> None:
    html = '<p data-key="text/a.md#1">seen</p><p data-key="text/a.md#2" style="display: none">hidden words</p>'
    sample = document(html)
    (problem,) = check_pdf(make(sample, workspace), sample)
    assert (problem.code, problem.place.key) == ("P111", "text/a.md#2")
    assert problem.message.endswith(": hidden, words")


def test_words_that_elements_part_or_join_are_found(workspace: Path) -> None:
    cells = '<span>1950</span><span style="display: block">12</span>'
    sample = document(f'<p>over<em>board</em> deck<span class="note">Survey</span> {cells}</p>')
    assert lost_words(make(sample, workspace), sample) == []


def test_a_word_that_turns_its_direction_is_found(workspace: Path) -> None:
    sample = document('<p dir="rtl">الحبل والمصباح وLamp News و\u2068Trud\u2069</p>')
    assert lost_words(make(sample, workspace), sample) == []


def test_a_word_from_right_to_left_in_a_line_from_left_to_right_is_found(workspace: Path) -> None:
    names = '<span lang="ru">русский</span>, <bdi lang="ar" dir="rtl">العربية</bdi>, <span lang="de">Deutsch</span>'
    sample = document(f"<p>Also in {names}.</p>")
    data = make(sample, workspace)
    assert lost_words(data, sample) == []
    file = sample.files[0]
    other = replace(sample, files=(replace(file, html=file.html.replace("العربية", "الفارسية")),))
    assert [each.code for each in lost_words(data, other)] == ["P111"]


def test_a_missing_word_is_found_whatever_is_around_it(good: bytes) -> None:
    file = SAMPLE.files[0]
    more = replace(SAMPLE, files=(replace(file, html=file.html.replace("notebook", "notebook logbook")),))
    (problem,) = lost_words(good, more)
    assert (problem.place.key, problem.message.split(": ")[1]) == ("text/a.md#1", "logbook")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("doc\u00adument", "document"),
        ("كُتب", "كتب"),
        ("İstiqlal", "istiqlal"),
        ("e\u0301", "e"),
    ],
)
def test_texts_are_compared_in_one_form(text: str, expected: str) -> None:
    assert plain_text(text) == expected
