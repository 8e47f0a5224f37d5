# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text is read from the PDF as it went in, by two readers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from octavo.model.document import Document
from octavo.render.glyphs import Shown, cut, insert_operators, tighten
from octavo.render.painting import Meanings, share_clusters
from tests.render.conftest import Finished
from tests.render.described import opened, read_by_pdfium, read_by_poppler
from tests.render.samples import ARABIC, AZERBAIJANI, ENGLISH, document

Finish = Callable[[Document], bytes]
SMALL = "@page { size: 50mm 90mm; margin: 10mm; @bottom-right { content: none } } p { margin: 0 }"
READERS = [
    read_by_pdfium,
    pytest.param(
        read_by_poppler, marks=pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing")
    ),
]  # fmt: skip


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("read", READERS)
def test_broken_words_come_back_whole_and_in_order(finish: Finish, read: Callable[[bytes], str]) -> None:
    text = (ENGLISH * 6).strip()
    data = finish(document(f"<p>{text}</p>", style=SMALL))
    assert words(read(data)) == words(text)


@pytest.mark.parametrize("read", READERS)
def test_words_broken_by_hand_come_back_whole(finish: Finish, read: Callable[[bytes], str]) -> None:
    text = "Honorifica\u00adbilitudini\u00adtatibusque honorifica\u00adbilitudini\u00adtatibusque"
    data = finish(document(f"<p>{text}</p>", style=SMALL + "p { width: 17mm; hyphens: manual }"))
    found = read(data).replace("\u00ad", "").replace("\u2060", "")
    assert words(found) == words(text.replace("\u00ad", ""))


@pytest.mark.parametrize("read", READERS)
def test_a_word_broken_over_a_note_and_a_page_comes_back_whole(finish: Finish, read: Callable[[bytes], str]) -> None:
    html = f'<p>{ENGLISH}<span class="note">In passing.</span> {ENGLISH * 3}</p>'
    data = finish(document(html, style=SMALL + "p { widows: 1; orphans: 1 }"))
    with opened(data) as pdf:
        assert len(pdf.pages) > 1
    assert {*words(ENGLISH)} <= {*words(read(data))}
    assert "‐" not in read(data)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "html",
    [
        "one <em>two</em> <b>three</b> <i>four</i> five",
        "office fjord affluent",
        '<span style="font-variant-caps: all-small-caps">Small and LARGE small</span> a A',
        "self-made 1990–1992 x² a\u00a0b",
        "Əlyazması İstiqlaliyyət ışıq ₼",
    ],
)
def test_words_of_any_dress_are_read(finish: Finish, read: Callable[[bytes], str], html: str) -> None:
    data = finish(document(f"<p>{html}</p>"))
    expected = words(re.sub("<[^>]+>", "", html).replace("\u00a0", " "))
    found = words(read(data))[:-1]
    assert found == expected


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("az", AZERBAIJANI), ("ar", ARABIC)])
def test_every_word_of_a_rich_document_is_read(language: str, text: str, rich_book: Callable[[str], Finished]) -> None:
    found = read_by_pdfium(rich_book(language)[2].unwrap())
    assert [word for word in words(text) if word not in found] == []


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "word",
    ["السلام", "الأولاد", "الإسلام", "بحسب", "نحو", "محفوظ", "الكتيب", "والكنيسة", "أشخاص", "رأس", "هؤلاء", "شيء"],
)
def test_arabic_words_are_read_whatever_stood_before(finish: Finish, read: Callable[[bytes], str], word: str) -> None:
    # Glyphs that were half a cluster in one word are a letter of the other.
    text = f"تحفظه {word} الكتيب ولكن {word} كان الكنيسة {word} نحو"
    data = finish(document(f"<p>{text}</p>", language="ar", direction="rtl", style='html { font-family: "Amiri" }'))
    assert words(read(data)).count(word) == words(text).count(word)


def test_lines_end_with_a_space_unless_a_word_goes_on(finish: Finish) -> None:
    data = finish(document("<p>one two three four five a b</p>", style=SMALL + "p { width: 10mm; hyphens: none }"))
    with opened(data) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
    spaces = stream.count(b"\n[<0001>] TJ")
    assert spaces == stream.count(b" Tm") - 1 >= 3


def test_adjustments_by_nothing_are_left_out() -> None:
    assert tighten(b"[<0001>0<0002>-12<0003>0] TJ") == b"[<00010002>-12<0003>] TJ"


@pytest.mark.parametrize("text", ["أُحصي مرّات جزءًا مُحَمَّد قُتِلَ", "وقد أُعطي أربع مرّات اسمًا كتبه", "الكتيّب والكنيسة"])
def test_marks_in_a_text_are_closed_where_they_were_opened(finish: Finish, text: str) -> None:
    html = f"<p>{text} {text}</p><p>تحفظه {text}</p>"
    data = finish(document(html, language="ar", direction="rtl", style='html { font-family: "Amiri" }'))
    with opened(data) as pdf:
        stream = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    depth = 0
    for operator in re.findall(r"(BDC|BMC|EMC|TJ|BT|ET)$", stream, re.MULTILINE):
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        assert depth >= (operator == "TJ")
        assert depth == 1 or operator not in ("BT", "ET")
    assert depth == 0


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0, (b"", b"[<00010002> -12 <0003>] TJ")),
        (1, (b"[<0001>] TJ", b"[<0002> -12 <0003>] TJ")),
        (2, (b"[<00010002>] TJ", b"[-12 <0003>] TJ")),
        (3, (b"[<00010002> -12 <0003>] TJ", b"")),
    ],
)
def test_a_text_operator_is_cut_before_any_glyph(index: int, expected: tuple[bytes, bytes]) -> None:
    assert cut(b"[<00010002>-12<0003>] TJ", index) == expected


def drawn(*glyphs: tuple[int, str]) -> Meanings:
    """Return a font's meanings after glyphs were drawn as WeasyPrint does."""
    kept = Meanings()
    for glyph, text in glyphs:
        if glyph not in kept:
            kept[glyph] = text
    return kept


def test_a_glyph_means_what_it_means_alone() -> None:
    kept = drawn((1, "كت"), (2, ""), (1, "ت"), (3, ""), (2, "ك"))
    assert kept.settle() == ["ت", "ك", "ت", "", "ك"]
    assert kept.settle() == []
    assert dict(kept) == {1: "ت", 2: "ك", 3: ""}
    kept.name_silent()
    assert kept[3] == "\u2060"


def test_a_cluster_is_shared_out_from_its_last_mark() -> None:
    assert share_clusters(["أُ", "", " ", "ك", "", "لا", "fi", ""]) == ["ُ", "أ", " ", "ك", "", "لا", "fi", ""]


def test_latin_glyphs_are_asked_about_once() -> None:
    kept = drawn((1, "a"), (1, "b"), (2, "ffi"))
    assert dict(kept) == {1: "a", 2: "ffi"}
    assert kept.settle() == ["a", "a", "ffi"]


def test_marks_are_set_in_the_order_given() -> None:
    operators: list[object] = [b"[<00010002>] TJ", b"[<0003>] TJ"]
    glyphs = [Shown(0, 0, b"F", "a", "a"), Shown(0, 1, b"F", "b", "b"), Shown(1, 0, b"F", "c", "c")]
    insert_operators(operators, glyphs, [(0, b"A"), (1, b"B"), (1, b"C"), (3, b"D"), (3, b"E")])
    assert operators == [b"A\n[<0001>] TJ\nB\nC\n[<0002>] TJ", b"[<0003>] TJ\nD\nE"]
