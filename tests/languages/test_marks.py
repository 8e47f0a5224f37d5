# SPDX-License-Identifier: AGPL-3.0-or-later
"""Capitals, small capitals, stacked marks, points and figures are drawn as each script has them."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf  # noqa: TID253
import pytest
from fontTools.ttLib import TTFont  # noqa: TID253

from octavo.check.pdf_words import plain_text
from octavo.compose.tree import keep_together, set_for_print
from octavo.model.blocks import Block, Inline, InlineKind, plain
from tests.languages.setting import Set, language, set_once, set_text
from tests.languages.test_scripts import TEXTS, lines, said

CAPITALS = "h1 { text-transform: uppercase }"
SMALL = "h1 { font-family: 'Octavo Serif'; font-variant-caps: all-small-caps }"
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marks")


def heading(pages: Set) -> str:
    return "".join(piece.node.text for piece in pages.layout.lines[0].pieces).strip()


@pytest.mark.parametrize(
    ("tag", "title", "capitals"),
    [
        ("el", "άνθρωποι, ρολόι, μαΐου, ώρα", "ΑΝΘΡΩΠΟΙ, ΡΟΛΟΪ, ΜΑΪΟΥ, ΩΡΑ"),
        ("de", "Straße, Größe", "STRASSE, GRÖSSE"),
        ("az", "işıq, ığdır", "İŞIQ, IĞDIR"),
        ("tr", "ılık, iğde", "ILIK, İĞDE"),
        ("en", "ink", "INK"),
        ("vi", "quyền ữ", "QUYỀN Ữ"),
    ],
)
def test_capitals_follow_the_language(tag: str, title: str, capitals: str, workspace: Path) -> None:
    pages = set_text(tag, f"# {title}\n\nA1.\n", workspace, css=CAPITALS)
    assert heading(pages) == capitals
    assert pages.problems == ()


def small_letters(pages: Set) -> dict[str, tuple[int, int, int, int]]:
    """Return the shape of each letter that is set in small capitals: left, bottom, right, top, in font units."""
    shapes: dict[str, tuple[int, int, int, int]] = {}
    with pikepdf.open(BytesIO(pages.pdf)) as pdf:
        for each in pdf.objects:
            if not isinstance(each, pikepdf.Dictionary) or each.get("/Subtype") != "/Type0":
                continue
            (descendant,) = each.DescendantFonts
            if "Small-Caps" not in str(descendant.FontDescriptor.FontName):
                continue
            font = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
            for code, text in re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", each.ToUnicode.read_bytes().decode()):
                glyph = font["glyf"][font.getGlyphName(int(code, 16))]
                if glyph.numberOfContours:
                    letter = bytes.fromhex(text).decode("utf-16-be")
                    shapes[letter] = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    return shapes


def small(tag: str, title: str, workspace: Path) -> dict[str, tuple[int, int, int, int]]:
    return small_letters(set_text(tag, f"# {title}\n\nA1.\n", workspace, css=SMALL))


def test_the_dotted_i_keeps_its_dot_in_small_capitals(workspace: Path) -> None:
    for tag in ("az", "tr"):
        shapes = small(tag, "ılin", workspace)
        assert shapes["i"][3] > shapes["ı"][3] == shapes["l"][3], tag
    english = small("en", "lin", workspace)
    assert english["i"][3] == english["l"][3], "nobody else’s small capitals have a dot"


def test_greek_small_capitals_have_no_accents_and_keep_the_dialytika(workspace: Path) -> None:
    shapes = small("el", "αάηήωώιϊ", workspace)
    assert shapes["ά"] == shapes["α"]
    assert shapes["ή"] == shapes["η"]
    assert shapes["ώ"] == shapes["ω"]
    assert shapes["ϊ"][3] > shapes["ι"][3]


def test_german_small_capitals_have_two_s_for_the_sharp_one(workspace: Path) -> None:
    shapes = small("de", "sßn", workspace)
    width = {letter: shape[2] - shape[0] for letter, shape in shapes.items()}
    assert width["ß"] > 1.8 * width["s"]
    assert said(set_text("de", "# A1\n\nStraße, groß\n", workspace)) == "Straße, groß"


def test_georgian_has_no_capitals(workspace: Path) -> None:
    pages = set_text("ka", f"# {TEXTS['ka']}\n\n{TEXTS['ka']}\n", workspace)
    house = "".join(css for _, css in pages.document.styles)
    assert "text-transform" not in house
    assert not re.search("[\u1c90-\u1cbf]", heading(pages) + said(pages)), "Mtavruli, which only headlines have"
    rules = re.findall(r"\.caps \{([^}]*)\}", house)
    assert "font-variant-caps: normal" in rules[-1]
    assert "letter-spacing: 0;" in rules[-1]


TALL = {"vi": "Ẫ Ổ Ữ Ể Ậ Ự ợ ỵ", "th": "ปู่ ที่ ญี่ปุ่น กุ้ง", "he": "שָּׁ לֹּ", "hi": "र्त्सि क्रू"}


@pytest.mark.parametrize("tag", TALL)
def test_no_line_is_lower_than_its_marks_are_high(tag: str, workspace: Path) -> None:
    """Marks above and below stay inside the line: two lines of the tallest letters do not touch."""
    pages = set_text(tag, f"# A1\n\n{' '.join([TALL[tag]] * 40)}\n", workspace)
    rows = ink(pages.pdf, workspace)
    found = pages.layout.lines[1:]
    assert len(found) > 2
    body = rows[rows.index(True, blank_after(rows)) :]
    bands = sum(1 for above, row in zip([False, *body], body, strict=False) if row and not above)
    assert bands >= len(found), "a row of white lies between any two lines"


def blank_after(rows: list[bool]) -> int:
    """The first white row after the heading."""
    start = rows.index(True)
    return rows.index(False, start)


def ink(pdf: bytes, folder: Path) -> list[bool]:
    """Tell for every row of pixels of the first page whether it has ink, without the folio at the foot."""
    import pypdfium2

    image = pypdfium2.PdfDocument(pdf)[0].render(scale=4, grayscale=True).to_pil()
    wide, data = image.width, image.tobytes()
    return [min(data[row * wide : (row + 1) * wide]) < 128 for row in range(int(image.height * 0.85))]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing")
@pytest.mark.parametrize("tag", ["he", "el", "ka", "hy", "vi", "de", "fr", "pl", "az", "tr", "th", "hi"])
def test_poppler_reads_every_word(tag: str, workspace: Path) -> None:
    """Without marks, which Poppler sets apart; pointed Hebrew only the reader of the tags gets whole (test_scripts)."""
    written = plain_text(TEXTS[tag]) if tag == "he" else TEXTS[tag]
    pages = set_once(tag, f"# A1\n\n{written}\n", workspace)
    done = subprocess.run(["pdftotext", "-", "-"], input=pages.pdf, capture_output=True, check=True)
    text = "".join(letters(done.stdout.decode()))
    assert [word for word in letters(written) if word not in text] == []


def letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", plain_text(text))


def test_persian_and_arabic_have_their_own_figures(workspace: Path) -> None:
    arabic, persian = (said(set_once(tag, f"# A1\n\n{TEXTS[tag]}\n", workspace)) for tag in ("ar", "fa"))
    assert re.findall("[\u0660-\u0669]|[\u06f0-\u06f9]", persian) == list("۱۸۸۷۶۱۳")
    assert re.findall("[\u0660-\u0669]|[\u06f0-\u06f9]", arabic) == list("١٨٨٧٦١٣")
    assert language("ar").counter_style == "arabic-indic"
    assert language("fa").counter_style == "persian"


def test_devanagari_conjuncts_are_one_shape(workspace: Path) -> None:
    """क and ष with a virama between them are the one letter क्ष; with a joiner that forbids it they are three."""
    joined, apart = (glyphs(set_text("hi", f"# A1\n\n{word}\n", workspace)) for word in ("क्ष श्र", "क्\u200cष श्\u200cर"))
    assert joined < apart


def glyphs(pages: Set) -> int:
    """Return how many glyphs the page shows."""
    with pikepdf.open(BytesIO(pages.pdf)) as pdf:
        stream = b"".join(bytes(each.read_bytes()) for each in [pdf.pages[0].Contents])
    return sum(len(found) // 4 for found in re.findall(rb"<([0-9a-f]+)>", stream))


def printed(text: str, kind: InlineKind = "text") -> str:
    (block,) = set_for_print((Block("paragraph", inline=(Inline(kind, text),)),))
    return plain(block.inline)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Am 7. März", "Am 7.~März"),
        ("25. února", "25.~února"),
        ("25.–26. Februar 1992", "25.–26.~Februar 1992"),
        ("25 February", "25~February"),
        ("Im Jahr 1992. Dann", "Im Jahr 1992. Dann"),
        ("Es gab 1.250. Dann", "Es gab 1.250. Dann"),
    ],
)
def test_the_day_stays_with_its_month(text: str, kept: str) -> None:
    assert printed(text) == kept.replace("~", NBSP)


def test_the_day_of_a_date_that_is_filled_in_stays_too() -> None:
    assert keep_together("7. März 1992") == f"7.{NBSP}März 1992"
    assert keep_together("25.\u2060–\u206026. Februar 1992").count(NBSP) == 1
    assert keep_together("1992. február 25.") == "1992. február 25."


def test_no_line_ends_with_the_day_of_a_german_date(workspace: Path) -> None:
    text = " ".join(f"{'x' * (at % 9 + 1)} am 7. März" for at in range(60))
    assert not [line for line in lines(set_text("de", f"# A1\n\n{text}\n", workspace)) if line.endswith(" 7.")]
