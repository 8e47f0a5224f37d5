# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text in many scripts: it is drawn as its language wants it, and read from the PDF as it went in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pikepdf  # noqa: TID253
import pytest

from octavo.check.pdf_said import said_by
from octavo.compose.binding import bind
from octavo.resources.fonts import UNSEEN
from tests.languages import setting
from tests.languages.setting import Set, language, set_once, set_text

TEXTS = {
    "he": "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ. בשנת 1887 היו 613 מנורות, כתב צה״ל.",
    "ar": "السَّلَامُ عَلَيْكُمْ. في عام ١٨٨٧ كان هناك ٦١٣ مصباحًا في المدينة، كما قيل.",
    "fa": "در سال ۱۸۸۷ در شهر ۶۱۳ چراغ می‌سوخت؛ مردم می‌گفتند «گچ و ژاله».",
    "hi": "क्षत्रिय और श्रीमान् किताब पढ़ते हैं। शक्ति, बुद्धि, ब्राह्मण, कर्म और राष्ट्र। १८८७ में ६१३ दीये थे।",
    "mr": "ज्ञानेश्वर महाराष्ट्रात होते. वर्ष १८८७ मध्ये ६१३ दिवे होते, असे म्हणतात.",
    "th": "น้ำท่วมญี่ปุ่น ปู่กับย่าอยู่ที่บ้าน มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "ka": "ყველა ადამიანი იბადება თავისუფალი და თანასწორი „თავისი ღირსებითა“ და უფლებებით.",
    "hy": "Բոլոր մարդիկ ծնվում են ազատ ու հավասար և իրենց արժանապատվությամբ։ Ո՞վ է այնտեղ։",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια· «μαΐου» ρολόι.",
    "vi": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Ẫ ệ Ộ ữ ặ ỗ.",
    "de": "Die Straße führt über die Größe des Flusses „hinaus“, weiß man.",
    "fr": "Qui a dit : «\u202fnon\u202f» ? Personne\u202f; on l’a lu ailleurs\u202f!",
    "pl": "Mieszkał w domu i o wszystkim wiedział z góry, a u nas nikt z tego nic nie miał.",
    "cs": "Bydlel v domě a o všem věděl k večeru s námi i u nás, z toho nic nebylo.",
    "az": "İşıq sönəndə İbrahim qəhvə içirdi; ığdır, əliyə, çörək, üzüm.",
    "tr": "Işık sönünce İbrahim ılık çay içti; ağaç, şeker, üzüm.",
    "lt": "Ąžuolas žydėjo „prie upės“, kai žmonės ėjo į miestą ir šnekėjo.",
    "sr": "Сви људи рађају се слободни и једнаки у „достојанству“ и правима.",
}
HIDDEN = dict.fromkeys(UNSEEN)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scripts")


def plain(text: str) -> str:
    """Text without what is never drawn, no-break spaces as spaces, in one canonical form."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.translate(HIDDEN))).strip()


def said(pages: Set) -> str:
    """The text of the pages after the heading, as a reader of the tags gets it."""
    pieces = said_by(pages.pdf)
    return plain("".join(pieces[1:]))


@pytest.mark.parametrize("tag", TEXTS)
def test_what_is_read_is_what_went_in(tag: str, workspace: Path) -> None:
    pages = set_once(tag, f"# A1\n\n{TEXTS[tag]}\n", workspace)
    assert pages.problems == (), "no letter is missing, no line is loose"
    assert said(pages) == plain(TEXTS[tag])


def lines(pages: Set) -> list[str]:
    """The lines of the pages after the heading."""
    return ["".join(piece.node.text for piece in line.pieces).strip() for line in pages.layout.lines][1:]


def test_lines_break_where_the_language_lets_them(workspace: Path, golden: Callable[[str, str], None]) -> None:
    told = []
    for tag in ("th", "hi", "ka", "fr", "pl", "cs"):
        pages = set_text(tag, f"# A1\n\n{' '.join([TEXTS[tag]] * 3)}\n", workspace)
        told += [f"{tag}: {line}" for line in lines(pages)]
    golden("lines.txt", "\n".join(told).replace("\u00a0", "~").replace("\u202f", "^") + "\n")


@pytest.mark.parametrize("tag", ["pl", "cs"])
def test_words_of_one_letter_do_not_end_a_line(tag: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"# A1\n\n{' '.join([TEXTS[tag]] * 12)}\n"
    alone = re.compile(r"(^|\s)\w$")
    assert not [line for line in lines(set_text(tag, text, workspace)) if alone.search(line)]
    free = language(tag).model_copy(update={"no_line_end": ""})
    monkeypatch.setattr(setting, "language", lambda _: free)
    assert [line for line in lines(set_text(tag, text, workspace)) if alone.search(line)], "it is not for lack of cases"


def test_french_marks_keep_to_their_word() -> None:
    french = language("fr")
    assert bind("Qui : « non » ! Oui ; à 12:30", french) == "Qui\u00a0: «\u202fnon\u202f»\u202f! Oui\u202f; à 12:30"
    assert bind("le 366e, le 1er, la 1re et le XIXe siècle", french) == "le 366ᵉ, le 1ᵉʳ, la 1ʳᵉ et le XIXᵉ siècle"
    assert bind("A/59/3e, 12:3e, 1e5, Ve2, le 3 mars", french) == "A/59/3e, 12:3e, 1e5, Ve2, le 3 mars"
    assert bind("Qui : non", language("de")) == "Qui : non"
    assert bind("A u nas i w domu, z góry", language("pl")) == "A\u00a0u\u00a0nas i\u00a0w\u00a0domu, z\u00a0góry"
    assert bind("l’a lu; d'i w", language("pl")) == "l’a lu; d'i w"


def test_only_scripts_with_capitals_have_small_ones(workspace: Path) -> None:
    for tag, small in (("el", True), ("ka", False), ("hy", False)):
        pages = set_text(tag, f"# A1\n\n{' '.join([TEXTS[tag]] * 40)}\n", workspace)
        assert len(pages.layout.pages) > 1, "the running head is in small capitals where there are any"
        with pikepdf.open(BytesIO(pages.pdf)) as pdf:
            names = [
                str(each.FontName)
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
            ]
        assert any("Small-Caps" in name for name in names) == small, tag


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["he", "fa", "hi", "th", "ka", "hy", "el", "vi"])
def test_pages_look_as_they_did(
    tag: str, workspace: Path, looks_like: Callable[[bytes, str, Iterable[int]], None]
) -> None:
    heading = language(tag).name
    looks_like(set_text(tag, f"# {heading}\n\n{TEXTS[tag]}\n\n**{TEXTS[tag]}**\n", workspace).pdf, tag, [1])
