# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fonts of the house are sound, renamed and licensed; a page set in them can be searched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # noqa: TID253

from octavo.localize.cldr import beyond_babel
from octavo.resources.font_manifest import check_fonts
from octavo.resources.fonts import UNSEEN, FontFile, covers, fontconfig_xml, fonts_for, read_fonts

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"
FAMILIES = read_fonts(FONTS)
FILES = [file for family in FAMILIES for file in family.files]
BESIDE = {"Hebr": "Hebrew", "Armn": "Armenian", "Geor": "Georgian", "Deva": "Devanagari", "Thai": "Thai"}
MADE = [file for file in FILES if file.family != "Amiri"]
WHOLE = [file for file in MADE if file.family.removeprefix("Octavo ") not in BESIDE.values()]
SERIFS = [file for file in MADE if file.family.startswith("Octavo Serif")]
UPRIGHT = [file for file in SERIFS if file.style == "normal"]
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
each_made = pytest.mark.parametrize("file", MADE, ids=lambda file: file.path.name)
each_whole = pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.path.name)
each_serif = pytest.mark.parametrize("file", SERIFS, ids=lambda file: file.path.name)
each_upright = pytest.mark.parametrize("file", UPRIGHT, ids=lambda file: file.path.name)

# CLDR 48, main exemplar characters, and the capitals that go with them.
LETTERS = {
    "az": "aAbBcCçÇdDeEəƏfFgGğĞhHxXıIiİjJkKqQlLmMnNoOöÖpPrRsSşŞtTuUüÜvVyYzZ",
    "en": "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ",
    "tr": "aAbBcCçÇdDeEfFgGğĞhHıIiİjJkKlLmMnNoOöÖpPrRsSşŞtTuUüÜvVyYzZâÂîÎûÛ",
    "de": "aAäÄbBcCdDeEfFgGhHiIjJkKlLmMnNoOöÖpPqQrRsSßẞtTuUüÜvVwWxXyYzZ",
    "fr": "àÀâÂæÆçÇéÉèÈêÊëËîÎïÏôÔœŒùÙûÛüÜÿŸ",
    "pl": "ąĄćĆęĘłŁńŃóÓśŚźŹżŻ",
    "cs": "áÁčČďĎéÉěĚíÍňŇóÓřŘšŠťŤúÚůŮýÝžŽ",
    "ro": "ăĂâÂîÎșȘțȚ",
    "vi": "ăĂâÂđĐêÊôÔơƠưƯạẠảẢấẤầẦẩẨẫẪậẬắẮếẾềỀểỂễỄệỆỉỈịỊọỌốỐồỒộỘớỚờỜợỢụỤứỨừỪựỰỳỲỹỸ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "uk": "ґҐєЄіІїЇʼ",
    "kk": "әӘғҒқҚңҢөӨұҰүҮһҺіІ",
    "el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώΑΆΒΓΔΕΈΖΗΉΘΙΊΪΚΛΜΝΞΟΌΠΡΣΤΥΎΫΦΧΨΩΏ",
}
ARABIC = (
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟«»٪٫٬"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
)
# What a book needs beside letters. Each figure, mark and space must come from the font of the line itself.
MARKS = "0123456789.,;:!?()[]/&%‰@#*+−×=<>†‡°§¶•·…–—‒―‐‑-‘’“”„‚‹›«»‖⁂№€£₽₺½¼¾ªº¹²³→←↑↓'\" \u00a0\u2007\u2009\u202f"
POINTS = {"Hebr": "\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8\u05bc\u05c1\u05c2־׳״", "Deva": "०१२३४५६७८९।", "Armn": "՛՜՞։֊և"}
SYMBOLS = "₼₾₪₿※↩↪□○●◇"


def names(file: FontFile) -> dict[int, str]:
    with TTFont(file.path, lazy=True) as font:
        return {record.nameID: str(record) for record in font["name"].names}


# --- the files ---


def test_the_folder_has_exactly_what_the_manifest_says() -> None:
    assert check_fonts(FAMILIES, [(FONTS, "fonts")]) == []
    assert len(FILES) == 25


@each_file
def test_every_file_is_small_enough_to_embed(file: FontFile) -> None:
    # Amiri is shipped as its author made it, and is a little larger.
    assert file.path.stat().st_size < (440_000 if file.family == "Amiri" else 400_000)


@each_file
def test_the_licence_text_has_the_copyright_of_the_file(file: FontFile) -> None:
    text = (file.path.parent / "OFL.txt").read_text(encoding="utf-8")
    assert names(file)[0] in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "PERMISSION & CONDITIONS" in text
    assert "Open Font License, Version 1.1" in names(file)[13]


@each_made
def test_no_reserved_name_is_used(file: FontFile) -> None:
    found = names(file)
    assert found.get(16, found[1]) == file.family
    for number in (1, 3, 4, 6, 16, 17, 18, 25):
        assert not {"source", "noto", "inter", "adobe"}.intersection(found.get(number, "").lower().split()), number
        assert "source" not in found.get(number, "").lower()
    assert "based on" in found[5]
    assert 7 in found, "the trademark is told"


@each_file
def test_the_style_bits_agree_with_the_manifest(file: FontFile) -> None:
    with TTFont(file.path, lazy=True) as font:
        metrics, head = font["OS/2"], font["head"]
        italic, bold = file.style == "italic", file.weight == 700
        assert metrics.usWeightClass == file.weight
        assert metrics.fsSelection & 0b1100001 == italic | bold << 5 | (not (italic or bold)) << 6
        assert head.macStyle & 3 == bold | italic << 1
        assert "fvar" not in font
        assert metrics.fsType == 0


@each_upright
def test_upright_serifs_keep_their_features(file: FontFile) -> None:
    wanted = {"smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "frac", "locl", "liga", "case", "sups", "kern", "mark"}
    assert wanted <= features(file)


@each_whole
def test_other_fonts_keep_figures_and_kerning(file: FontFile) -> None:
    if file.family != "Octavo Symbols":
        assert {"onum", "pnum", "frac", "locl", "liga", "kern", "mark"} <= features(file)


def features(file: FontFile) -> set[str]:
    with TTFont(file.path, lazy=True) as font:
        return {each.FeatureTag for tag in ("GSUB", "GPOS") for each in font[tag].table.FeatureList.FeatureRecord}


# --- characters ---


@pytest.mark.parametrize("language", LETTERS)
def test_letters_come_from_the_first_font_of_each_role(language: str) -> None:
    script = {"ru": "Cyrl", "uk": "Cyrl", "kk": "Cyrl", "el": "Grek"}.get(language, "Latn")
    stacks = fonts_for(script, FAMILIES)
    for stack in (stacks.text, stacks.display, stacks.caption, stacks.sans):
        for file in stack[0].files:
            assert set(map(ord, LETTERS[language])) - covers(file) == set(), file.path.name


def test_arabic_letters_come_from_amiri() -> None:
    for file in fonts_for("Arab", FAMILIES).text[0].files:
        assert set(map(ord, ARABIC)) - covers(file) == set()


@each_whole
def test_figures_marks_and_spaces_are_in_every_font(file: FontFile) -> None:
    wanted = SYMBOLS + " \u00a0\u2007\u2009\u202f" if file.family == "Octavo Symbols" else MARKS
    assert {char for char in wanted if ord(char) not in covers(file)} == set()


@pytest.mark.parametrize("script", BESIDE)
def test_letters_of_other_scripts_come_from_their_own_font(script: str) -> None:
    tag = {"Hebr": "he", "Armn": "hy", "Geor": "ka", "Deva": "hi", "Thai": "th"}[script]
    text = beyond_babel(tag, "letters") + POINTS.get(script, "")
    assert len(text) > 25
    stack = fonts_for(script, FAMILIES).text
    assert [each.family for each in stack[:2]] == [f"Octavo {BESIDE[script]}", "Octavo Serif"]
    for file in stack[0].files:
        assert set(map(ord, text)) - covers(file) - UNSEEN == set(), file.path.name
        assert {0x20, 0xA0, 0x2010} <= covers(file), "lines are justified with the spaces of the first font"
        assert "mark" in features(file) or script == "Armn"


def test_steering_characters_need_no_glyph() -> None:
    assert set(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\n")) <= UNSEEN
    assert not UNSEEN.intersection(map(ord, MARKS + SYMBOLS + ARABIC))


@each_made
def test_no_two_characters_of_a_text_share_a_glyph(file: FontFile) -> None:
    with TTFont(file.path, lazy=True) as font:
        cmap = font.getBestCmap()
    glyphs = [cmap[ord(char)] for char in MARKS + "ʻʼ\u00ad" if ord(char) in cmap]
    assert len(glyphs) == len(set(glyphs))


@each_upright
def test_each_letter_has_its_own_small_capital(file: FontFile) -> None:
    with TTFont(file.path, lazy=True) as font:
        table = font["GSUB"].table
        wanted = [each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag in {"smcp", "c2sc"}]
        lookups = {index for feature in wanted for index in feature.LookupListIndex}
        tables = [sub for index in lookups for sub in table.LookupList.Lookup[index].SubTable]
        pairs = {pair for sub in tables for pair in getattr(sub, "ExtSubTable", sub).mapping.items()}
    assert len(pairs) > 600
    assert len({capital for _, capital in pairs}) == len(pairs)


# --- a real page, in a process of its own, for fontconfig reads its configuration once ---

PAGE = """<style>@page {size: 120mm 190mm; margin: 5mm} body {font: 10pt "Octavo Serif", "Octavo Symbols"}
.caps {font-variant-caps: small-caps} .all {font-variant-caps: all-small-caps}
.old {font-variant-numeric: oldstyle-nums} b b {font-weight: 600}
</style><body lang=en>
<p>Two words, 1\u00a0234\u202f567, non\u2011breaking hyphen-ated.
<p><b>Bold <b>semi</b></b> <i>italic</i>
<p class=caps lang=az>İşıqlı kiçik əlifba<p class=caps>Isle in milk<p class=all lang=en>Running Head
<p class=caps lang=el>Μικρά κεφάλαια<p>\u2066a\u2069 w\u2060j \u200e5 ₼ ↩ ⁂
<p class=old>1987<p style="font-family: 'DejaVu Sans', 'Octavo Sans'">sans
<p style="font-family: 'Octavo Serif Display'">4
<p dir=rtl lang=ar style="font-family: Amiri, 'Octavo Serif'">القارب Əliağa 12
"""

PRESS = """
import io, json, logging, os, sys
os.environ["FONTCONFIG_FILE"] = sys.argv[1]
import pikepdf, pypdfium2, weasyprint
said = []
class Hearer(logging.Handler):
    def emit(self, record): said.append(record.getMessage())
logging.getLogger("weasyprint").addHandler(Hearer(logging.WARNING))
def ink(page):
    image = pypdfium2.PdfDocument(page)[0].render(scale=8, grayscale=True).to_pil().point(lambda shade: 255 - shade)
    left, top, right, bottom = image.getbbox()
    return bottom - top
data = weasyprint.HTML(string=sys.stdin.read()).write_pdf()
with pikepdf.open(io.BytesIO(data)) as pdf:
    objects = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    fonts = sorted({str(each.FontName)[8:] for each in objects if each.get("/Type") == "/FontDescriptor"})
    embedded = all("/FontFile2" in each for each in objects if each.get("/Type") == "/FontDescriptor")
caps = '<style>@page{{size:4cm 2cm;margin:2mm}}</style><p lang={} style="font:20pt Octavo Serif;font-variant:{}">{}'
wanted = ("az small-caps i", "az small-caps ı", "en small-caps i", "en small-caps x", "en normal x", "en normal X")
heights = {key: ink(weasyprint.HTML(string=caps.format(*key.split())).write_pdf()) for key in wanted}
print(json.dumps({"said": said, "fonts": fonts, "embedded": embedded, "heights": heights,
                  "text": pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()}))
"""


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("press")
    (folder / "fonts.conf").write_text(fontconfig_xml(FONTS, folder / "cache"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PRESS, folder / "fonts.conf"],
        input=PAGE, capture_output=True, text=True, check=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    result: dict[str, object] = json.loads(done.stdout)
    return result


@pytest.mark.slow
def test_a_page_has_only_the_listed_fonts_and_no_missing_glyph(press: dict[str, object]) -> None:
    assert press["said"] == []
    assert press["embedded"] is True
    assert press["fonts"] == [
        "Amiri", "Octavo-Sans", "Octavo-Serif", "Octavo-Serif-All-Small-Caps", "Octavo-Serif-Bold",
        "Octavo-Serif-Display", "Octavo-Serif-Italic", "Octavo-Serif-Semi-Bold", "Octavo-Serif-Small-Caps",
        "Octavo-Symbols",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_page_can_be_searched(press: dict[str, object]) -> None:
    text = str(press["text"])
    for words in (
        "Two words, 1\u00a0234\u202f567, non\u2011breaking hyphen-ated", "İşıqlı kiçik əlifba", "Isle in milk",
        "Running Head", "Μικρά κεφάλαια", "5 ₼ ↩ ⁂", "1987", "القارب", "Əliağa",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.slow
def test_small_capitals_are_real_and_know_the_dotted_i(press: dict[str, object]) -> None:
    heights = press["heights"]
    assert isinstance(heights, dict)
    assert heights["az small-caps i"] > heights["az small-caps ı"] * 1.2
    assert heights["en small-caps i"] == heights["az small-caps ı"]
    # Drawn small capitals stand a little above the x-height, far below the capitals.
    assert heights["en normal x"] < heights["en small-caps x"] < heights["en normal X"] * 0.85
