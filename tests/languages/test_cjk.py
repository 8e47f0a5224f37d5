# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chinese, Japanese and Korean: where lines break, how long they are, and what is read from them.

In a font of empty squares that is made here, for the pack has the real ones and no test needs a network.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # noqa: TID253
from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: TID253

from octavo.compose.families import families_of
from octavo.compose.tree import set_for_print
from octavo.model.blocks import Block, Inline, plain
from octavo.render import ideographs
from octavo.resources.font_family import FontFamily, FontFile, Licence
from octavo.resources.shared import fonts_folder
from tests.languages import setting
from tests.languages.setting import Set, language, set_text
from tests.languages.test_scripts import lines, said
from tests.languages.test_scripts import plain as bare

TEXTS = {
    "zh-Hans": "人人生而自由，在尊严和权利上一律平等。1992年2月26日夜间，“灯塔”亮了613盏灯；《港口志》写道："
    "“没有人看见。”（见第12页。）不分种族、肤色、性别——等等……UNESCO与Xocalı的先生说：“这里是‘港口’吗？”是的！",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、平等である。1992年2月26日の夜、「灯台」の613の灯が"
    "ともった。『港湾誌』は「誰も見なかった」と書いている（12ページを見よ）。キャッチャー、ちょっとした間違いっぱなし――等々……。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 1992년 2월 26일 밤 “등대”의 등불 "
    "613개가 켜졌다. 《항구지》는 ‘아무도 보지 못했다’고 적었다(12쪽을 보라).",
}
NOT_FIRST = "、。，．：；！？）】》」』”’…ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々"
NOT_LAST = "（【《「『“‘"


def squares(path: Path) -> None:
    """Write a font in which every character of the texts is an empty square, but for Latin ones."""
    wanted = sorted({ord(each) for text in TEXTS.values() for each in text if ord(each) > 0x2010} | set(range(48, 58)))
    wanted = [0x20, *wanted, *(ord(each) for each in "简体中文日本語한국어 ")]
    names = {code: f"u{code:04X}" for code in wanted}
    pen = TTGlyphPen(None)
    for at, corner in enumerate([(60, 0), (60, 800), (940, 800), (940, 0)]):
        (pen.lineTo if at else pen.moveTo)(corner)
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", *dict.fromkeys(names.values())])
    builder.setupCharacterMap(names)
    glyphs = dict.fromkeys(names.values(), square)
    builder.setupGlyf(glyphs | {".notdef": empty, "u0020": empty})
    widths = {name: (500 if int(name[1:], 16) < 0x80 else 1000, 60) for name in names.values()}
    builder.setupHorizontalMetrics(widths | {".notdef": (1000, 0), "u0020": (250, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=900, usWinDescent=200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupPost()
    builder.save(path)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to work in, while every script of the far east is set in squares."""
    folder = tmp_path_factory.mktemp("squares")
    fonts = folder / "fonts"
    shutil.copytree(
        fonts_folder(),
        fonts,
        copy_function=os.link,
        ignore=lambda at, _: ["packs"] if Path(at) == fonts_folder() else [],
    )
    (fonts / "packs").mkdir()
    squares(path := fonts / "packs" / "Squares-Regular.ttf")
    file = FontFile("Squares", "normal", 400, path, sha256(path.read_bytes()).hexdigest())
    terms = Licence("OFL-1.1", fonts / "amiri" / "OFL.txt")
    family = FontFamily("Squares", "text", ("Hans", "Jpan", "Kore"), "Octavo Serif", terms, (file,))
    with pytest.MonkeyPatch.context() as patch:
        for module in ("octavo.compose.families", "octavo.render.fonts"):
            patch.setattr(f"{module}.fonts_folder", lambda: fonts)
            patch.setattr(f"{module}.pack_families", lambda _: (family,))
        yield folder


@pytest.fixture(scope="module", params=TEXTS)
def tongue(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shifted(workspace: Path, tongue: str) -> Set:
    """The text in twenty paragraphs, each beginning one letter further on, so that every letter comes to an edge."""
    text = TEXTS[tongue]
    paragraphs = [text[at:].lstrip(NOT_FIRST) + text for at in range(20)]
    return set_text(tongue, "# A1\n\n" + "\n\n".join(paragraphs) + "\n", workspace)


def test_no_line_begins_or_ends_with_a_mark_that_may_not(shifted: Set, tongue: str) -> None:
    found = [line.replace("\u2060", "").replace("\u200b", "") for line in lines(shifted)]
    assert len(found) > 60
    assert [line for line in found if line[:1] in NOT_FIRST] == []
    assert [line for line in found if line[-1:] in NOT_LAST] == []
    assert tongue == "ko" or len({line[-1] for line in found}) > 20, "lines break between any other letters"


def test_a_figure_stays_with_its_counter_and_a_dash_is_whole(shifted: Set) -> None:
    found = [line.replace("\u2060", "").replace("\u200b", "") for line in lines(shifted)]
    pairs = [f"{one[-1:]}{two[:1]}" for one, two in pairwise(found)]
    assert [pair for pair in pairs if re.match(r"\d[^\W\d_]", pair) or pair in ("——", "――", "……")] == []


def test_what_is_read_is_what_went_in(workspace: Path, tongue: str) -> None:
    pages = set_text(tongue, f"# A1\n\n{TEXTS[tongue]}\n", workspace)
    assert [each for each in pages.problems if each.code != "R208"] == [], "no letter is missing"
    assert said(pages) == bare(TEXTS[tongue])


@pytest.mark.parametrize("tag", ["zh-Hans", "ja"])
def test_lines_are_of_one_length(tag: str, workspace: Path) -> None:
    """Where ink ends, row by row: letters are squares with a margin of 6 %, and a mark may stand at the end."""
    text = re.sub(r"[^\u3041-\u9fff0-9A-Za-z，、]", "", TEXTS[tag]).replace("，", "、")
    edges = right_edges(set_text(tag, f"# A1\n\n{text * 4}\n", workspace).pdf)
    assert len(edges) > 5
    body = edges[1:-1]
    assert max(body) - min(body) < 0.5, body
    assert edges[-1] < min(body), "the last line is not stretched"


def right_edges(pdf: bytes) -> list[float]:
    """The right end of the ink of every line of the first page, in points, without the folio."""
    import pypdfium2

    scale = 4
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=scale, grayscale=True).to_pil()
    wide, data = image.width, image.tobytes()
    rows = [data[at * wide : (at + 1) * wide] for at in range(int(image.height * 0.85))]
    ends = [max((at for at, shade in enumerate(row) if shade < 128), default=0) for row in rows]
    found, band = [], 0
    for end in [*ends, 0]:
        if band and not end:
            found.append(band / scale)
            band = 0
        band = max(band, end)
    return found


def test_only_what_is_written_in_such_a_script_is_touched(workspace: Path) -> None:
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    before = line_break.Layout.set_text, inline.count_expandable_spaces
    german = set_text("de", "# A1\n\nEin Satz.\n", workspace)
    with ideographs.stretching_letters(german.document):
        assert (line_break.Layout.set_text, inline.count_expandable_spaces) == before
    chinese = set_text("zh-Hans", "# A1\n\n人人生而自由\n", workspace)
    with ideographs.stretching_letters(chinese.document):
        assert line_break.Layout.set_text != before[0]
    assert (line_break.Layout.set_text, inline.count_expandable_spaces) == before


@pytest.mark.parametrize(
    ("text", "count"), [("人人生", 2.0), ("人", 0.0), ("a人人b", 2.0), ("人人b", 1.5), ("abc", 0.0)]
)
def test_what_stretches(text: str, count: float) -> None:
    assert ideographs.gaps(text) == count


@pytest.mark.parametrize(
    ("runs", "kept"),
    [
        (["1992年2月26日"], "1992+年2+月26+日"),
        (["=613", "盏灯"], "613+盏灯"),
        (["=26日"], "26+日"),
        (["613개가"], "613+개가"),
        (["他说“有”人"], "他说/“有”/人"),
        (["He said “no” 3 times"], "He said “no” 3~times"),
    ],
)
def test_what_stays_on_one_line(runs: list[str], kept: str) -> None:
    inline = tuple(Inline("value" if run.startswith("=") else "text", run.lstrip("=")) for run in runs)
    (block,) = set_for_print((Block("paragraph", inline=inline),))
    assert plain(block.inline) == kept.replace("+", "\u2060").replace("/", "\u200b").replace("~", "\u00a0")


def test_only_an_edition_that_needs_the_pack_has_it(workspace: Path) -> None:
    def used(tag: str, text: str) -> bool:
        return "Squares" in set_text(tag, f"# A1\n\n{text}\n", workspace).document.fonts

    assert used("ja", "A")
    assert used("en", "The word 港 is harbour.")
    assert not used("en", "No such word.")
    edition = setting.edition_of("en", "# A1\n\nNo such word.\n")
    families = families_of(replace(edition, other_editions={"zh-Hans": "简体中文"}))
    assert "Squares" not in {each.family for each in families}


def test_the_last_letters_of_a_paragraph_stay_together() -> None:
    text = "任何海图上都没有桑德霍尔姆。它的港口、它的灯、守灯的人，" * 2 + "有用的留下，其余的删去。"
    (block,) = set_for_print((Block("paragraph", inline=(Inline("text", text),)),))
    assert plain(block.inline).endswith("其余+的+删+去。+".replace("+", "\u2060"))


def test_nothing_leans_and_no_capital_is_asked_for(workspace: Path) -> None:
    pages = set_text("zh-Hans", "# A1\n\n人*人*生\n", workspace)
    house = "".join(css for _, css in pages.document.styles)
    assert 'font-feature-settings: "chws"' in house
    assert "lining-nums" in house
    assert "text-autospace" not in house, "the engine would complain of it"
    assert language("zh-Hans").hyphenation == language("ja").hyphenation == language("ko").hyphenation == ""
    rules = re.findall(r"\.caps \{([^}]*)\}", house)
    assert "letter-spacing: 0;" in rules[-1]
    assert re.search(r"\.upright em,[^{]*\{\s*font-style: normal;", house)
