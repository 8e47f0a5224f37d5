# SPDX-License-Identifier: AGPL-3.0-or-later
"""Covers laid out and looked at: codes read off the finished page, panels where they belong, nothing on a fold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from octavo.compose.cover import compose_cover, compose_front, compose_self_cover
from octavo.model.cover import CoverGeometry, panel_geometry
from octavo.model.document import AssetUse, Document
from octavo.model.manifest import Identifiers, Isbn
from octavo.model.press import press_of
from octavo.model.profile import PAPERS
from octavo.render.boxes import walk
from octavo.render.layout import Layout, lay_out
from octavo.render.plain import write_plain
from octavo.render.press.finish import finish_press
from octavo.resources.printers import printer
from octavo.resources.profiles import condition
from tests.compose.composed import TEMPLATES
from tests.compose.covers import ADDRESS, DPI, ISBN, boxes, fills, picture, sold, text_of
from tests.compose.samples import LANGUAGES, blobs, edition

pytestmark = pytest.mark.xdist_group("press")
GLUED = CoverGeometry(148, 210, 7.4, "perfect", spine_text=True)
PER_MM = DPI / 25.4
BLEED = 5


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document], Layout]:
    folder = tmp_path_factory.mktemp("fonts")

    def read(use: AssetUse) -> bytes:
        return blobs(use.digest)

    def lay(document: Document) -> Layout:
        outcome = lay_out(document, read, workspace=folder)
        assert outcome.problems == ()
        assert outcome.unwrap().page_map.findings == ()
        return outcome.unwrap()

    return lay


@pytest.fixture(scope="module")
def covers(laid_out: Callable[[Document], Layout]) -> Callable[..., tuple[Layout, Any]]:
    """Return cover(tag, add_on): its layout, and its page with bleed as a grey picture of 300 dpi."""

    @cache
    def cover(tag: str, add_on: str = "") -> tuple[Layout, Any]:
        outcome = compose_cover(sold(tag, add_on), GLUED, TEMPLATES, blobs)
        assert outcome.problems == ()
        layout = laid_out(outcome.unwrap())
        return layout, picture(write_plain(layout, outcome.unwrap()).unwrap()).convert("L")

    return cover


@pytest.mark.parametrize(("tag", "add_on"), [("en", ""), ("az", "52495"), ("ar", "90000")])
def test_codes_are_read_off_the_finished_page(covers: Any, tag: str, add_on: str) -> None:
    zxing = pytest.importorskip("zxingcpp")
    _, page = covers(tag, add_on)
    found = zxing.read_barcodes(page, ean_add_on_symbol=zxing.EanAddOnSymbol.Read)
    texts = {each.text.replace(" ", "") for each in found}
    assert ISBN.replace("-", "") + add_on in texts
    assert ADDRESS in texts
    assert [each.ec_level for each in found if each.text == ADDRESS] == ["M"]


@pytest.mark.parametrize("name", ["offset-coated", "ingramspark"])
def test_codes_are_read_off_the_file_for_the_press_and_are_black_alone(
    laid_out: Callable[[Document], Layout], name: str
) -> None:
    """PDF/X-4 and X-1a: on a cover without colours every fill is K 100 % or the white of the boxes."""
    zxing = pytest.importorskip("zxingcpp")
    document = compose_cover(sold("en", "52495"), GLUED, TEMPLATES, blobs).unwrap()
    plain = write_plain(laid_out(document), document).unwrap()
    row = printer(name)
    assert row is not None
    finished = finish_press(plain, document.metadata, press_of(row, condition("FOGRA39"), ())).unwrap()
    found = zxing.read_barcodes(picture(finished).convert("L"), ean_add_on_symbol=zxing.EanAddOnSymbol.Read)
    texts = {each.text.replace(" ", "") for each in found}
    assert {ISBN.replace("-", "") + "52495", ADDRESS} <= texts
    assert fills(finished) == {("k", 0, 0, 0, 1), ("k", 0, 0, 0, 0)}


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_quiet_zones_are_white(covers: Any, tag: str) -> None:
    """Beside the bars 11 and 7 modules of 0.33 mm, round the QR code 4 of 0.5 mm, and as much of the box as is left."""
    layout, page = covers(tag)
    (symbol,) = boxes(layout, "symbol")
    y = symbol.y + 10  # through the bars
    row = page.crop(tuple(round((v + BLEED) * PER_MM) for v in (symbol.x, y, symbol.x + symbol.width, y + 0.4)))
    dark = [x for x in range(row.width) if row.getpixel((x, 1)) < 128]
    assert dark[0] / PER_MM == pytest.approx(11 * 0.33, abs=0.1)
    assert (row.width - dark[-1]) / PER_MM == pytest.approx(7 * 0.33, abs=0.15)
    (qr,) = boxes(layout, "qr")
    box = page.crop(tuple(round((v + BLEED) * PER_MM) for v in (qr.x, qr.y, qr.x + qr.width, qr.y + qr.height)))
    left, top, right, bottom = box.point(lambda value: 255 - value).getbbox()
    for margin in (left, top, box.width - right, box.height - bottom):
        assert margin / PER_MM >= 4 * 0.5 - 0.1


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_each_panel_lies_where_the_reader_finds_it(covers: Any, tag: str) -> None:
    layout, _ = covers(tag)
    title, words, codes = boxes(layout, "cover-title")[0], boxes(layout, "description")[0], boxes(layout, "code")
    front, back = ((148 + 7.4, 303.4), (0, 148)) if tag != "ar" else ((0, 148), (148 + 7.4, 303.4))
    for box, (left, right) in ((title, front), (words, back), *((code, back) for code in codes)):
        assert left + 6 <= box.x
        assert box.x + box.width <= right - 6
    assert (layout.pages[0].width, layout.pages[0].height) == pytest.approx((303.4, 210), abs=0.01)


@pytest.mark.parametrize(
    ("tag", "habit", "turn"), [("en", "down", 90), ("az", "up", -90), ("ar", "down", -90), ("ar", "up", 90)]
)
def test_the_spine_reads_as_the_languages_books_do(tag: str, habit: str, turn: int) -> None:
    made = sold(tag)
    made = replace(made, language=LANGUAGES[tag].model_copy(update={"spine": habit}))
    html = compose_cover(made, GLUED, TEMPLATES, blobs).unwrap().files[0].html
    assert f"rotate({turn}deg)" in html


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_spine_line_stays_off_the_folds(covers: Any, tag: str) -> None:
    """There is ink on the spine, and none within the tolerance of its folds."""
    _, page = covers(tag)

    def ink(left: float, right: float) -> bool:
        part = page.crop(tuple(round((v + BLEED) * PER_MM) for v in (left, -BLEED, right, 210 + BLEED)))
        return bool(part.getextrema()[0] < 200)

    assert ink(148 + GLUED.fold, 148 + 7.4 - GLUED.fold)
    for fold in (148, 148 + 7.4):
        assert not ink(fold - GLUED.fold, fold + GLUED.fold)


def test_a_ground_of_the_theme_runs_over_all_folds_and_into_the_bleed(laid_out: Callable[[Document], Layout]) -> None:
    made = replace(sold("en"), theme_css="@page cover { background: #1d4e63 } html.cover { color: #ffffff }")
    document = compose_cover(made, replace(GLUED, flap=70), TEMPLATES, blobs).unwrap()
    page = picture(write_plain(laid_out(document), document).unwrap()).convert("RGB")
    width = 2 * (148 + 70) + 7.4
    assert page.size == pytest.approx(tuple(side * PER_MM for side in (width + 2 * BLEED, 210 + 2 * BLEED)), abs=2)
    for x in (-BLEED + 0.5, 0, 70, 70 + 148, 70 + 148 + 7.4, width - 70, width + BLEED - 0.5):
        for y in (-BLEED + 0.5, 30, 205, 210 + BLEED - 0.5):
            assert page.getpixel((round((x + BLEED) * PER_MM), round((y + BLEED) * PER_MM))) == (0x1D, 0x4E, 0x63)


def test_without_isbn_and_page_there_are_no_codes(laid_out: Callable[[Document], Layout]) -> None:
    made = edition("en")
    document = compose_cover(made, GLUED, TEMPLATES, blobs).unwrap()
    assert 'class="code' not in document.files[0].html
    assert document.metadata.isbn == ""
    assert made.manifest.description in text_of(laid_out(document))


def test_an_isbn_of_another_format_or_language_makes_no_bar_code() -> None:
    made = edition("en")
    for form, tag in (("epub", "en"), ("print", "az")):
        isbn = Isbn(isbn=ISBN, format=form, language=tag)
        sold_otherwise = made.manifest.model_copy(update={"identifiers": Identifiers(isbn=(isbn,))})
        document = compose_cover(replace(made, manifest=sold_otherwise), GLUED, TEMPLATES, blobs).unwrap()
        assert 'class="symbol"' not in document.files[0].html


def test_unapproved_looks_unapproved(covers: Any) -> None:
    layout, _ = covers("en")
    assert "Proof – not approved for printing" in text_of(layout)


def test_what_does_not_fit_is_told() -> None:
    long = sold("en", page="https://example.org/" + "a" * 100, description="Words upon words. " * 120)
    outcome = compose_cover(long, GLUED, TEMPLATES, blobs)
    assert outcome.value is None
    assert [(each.code, each.place.key) for each in outcome.problems] == [
        ("P511", "publication.yaml#description"),
        ("P510", "publication.yaml#page"),
    ]
    assert all(each.hints for each in outcome.problems)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_description_that_is_let_through_stands_clear_of_the_foot(
    laid_out: Callable[[Document], Layout], paper: str
) -> None:
    sheet = PAPERS[paper]
    geometry = replace(GLUED, width=float(sheet.width), height=float(sheet.height))
    words = "Anyone may read here what was lit on the harbour, and by whom it was said. " * 40
    told = compose_cover(sold("en", "52495", description=words), geometry, TEMPLATES, blobs).problems[0]
    assert told.code == "P511"
    most = int(told.message.split()[-1])
    fitting = compose_cover(sold("en", "52495", description=words[:most]), geometry, TEMPLATES, blobs).unwrap()
    layout = laid_out(fitting)
    box, house = boxes(layout, "description")[0], boxes(layout, "house")[0]
    assert box.y + box.height < house.y
    assert box.height > 40


@pytest.mark.parametrize(
    "title",
    [
        "Night",
        "What the harbour master wrote down, and what his clerk remembered of it",
        "Donaudampfschifffahrtsgesellschaft",
    ],
)
def test_titles_of_any_length_stay_on_the_front(laid_out: Callable[[Document], Layout], title: str) -> None:
    layout = laid_out(compose_cover(sold("en", title=title), GLUED, TEMPLATES, blobs).unwrap())
    words = boxes(layout, "words")[0]
    assert words.y + words.height < 200
    lines = [node for box in boxes(layout, "cover-title") for node in walk(box) if node.kind == "line"]
    assert lines
    assert len(lines) <= 4
    assert all(line.x + line.width <= 303.4 - 10 for line in lines)


def test_a_self_cover_is_front_and_back_as_pages(laid_out: Callable[[Document], Layout]) -> None:
    document = compose_self_cover(sold("en"), panel_geometry(PAPERS["A5"]), TEMPLATES, blobs).unwrap()
    layout = laid_out(document)
    assert [(page.width, page.height) for page in layout.pages] == [pytest.approx((148, 210), abs=0.01)] * 2
    assert (document.geometry.width, document.geometry.height) == (148, 210)  # type: ignore[union-attr]
    assert document.metadata.title in text_of(layout, 0)
    assert "ISBN" in text_of(layout, 1)


def test_the_front_alone_is_one_page_of_any_shape(laid_out: Callable[[Document], Layout]) -> None:
    layout = laid_out(compose_front(sold("en"), 132.08, 211.328, TEMPLATES, blobs).unwrap())
    assert len(layout.pages) == 1
    assert "ISBN" not in text_of(layout)
    assert boxes(layout, "mark")


def test_a_theme_replaces_a_block_and_keeps_the_rest() -> None:
    own = '{% extends "house:cover/front.html" %}{% block mark %}<p class="own"></p>{% endblock %}'
    made = replace(sold("en"), theme_templates={"cover/front.html": own})
    html = compose_cover(made, GLUED, TEMPLATES, blobs).unwrap().files[0].html
    assert 'class="own"' in html
    assert 'class="mark"' not in html
    assert 'class="cover-title"' in html


def test_the_same_cover_is_the_same_bytes() -> None:
    assert compose_cover(sold("az"), GLUED, TEMPLATES, blobs) == compose_cover(sold("az"), GLUED, TEMPLATES, blobs)


def test_the_house_knows_no_publication() -> None:
    for path in sorted(Path(TEMPLATES, "cover").iterdir()):
        assert "khojaly" not in path.read_text("utf-8").lower()
