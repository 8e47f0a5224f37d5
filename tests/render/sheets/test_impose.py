# SPDX-License-Identifier: AGPL-3.0-or-later
"""Imposed files, opened again: what stands where, what is kept of the press file, and that it shows on the sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from octavo.model.document import Document
from octavo.model.sheets import Imposition, Job
from octavo.render.sheets.impose import impose
from octavo.render.sheets.office import office
from octavo.render.sheets.plan import office_job, plan_sheets
from tests.render.samples import document
from tests.render.sheets.imposed import A5, A6, WORDS, box, opened, plan_of
from tests.render.sheets.pages import INKS, MM, SAFE, book

ODD, EVEN = (255, 217, 199), (224, 255, 230)  # the tints of the RGB samples, as pixels


def shown(page: Any) -> list[tuple[float, ...]]:
    """Return (a, x, y) for every page on a side: a is 1 upright, -1 turned; x, y in millimetres."""
    found = re.findall(rb"q (-?1) 0 0 -?1 (\S+) (\S+) cm /P\d+ Do Q", page.Contents.read_bytes())
    return [(float(a), round(float(x) / MM, 2), round(float(y) / MM, 2)) for a, x, y in found]


def pixels(data: bytes, side: int, scale: float = 1.0) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(data)[side].render(scale=scale).to_pil().convert("RGB")


def at(image: Any, plan: Imposition, x: float, y: float) -> tuple[int, int, int]:
    """Return the pixel at millimetres from the lower left corner of a sheet."""
    found: tuple[int, int, int] = image.getpixel((int(x * MM), int((float(plan.sheet_height) - y) * MM)))
    return found


def near(found: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) <= 3 for one, other in zip(found, wanted, strict=True))


def test_sheets_have_their_boxes_and_keep_what_the_press_file_says() -> None:
    plan = plan_of(8)
    press = book(8)
    with opened(press) as before, opened(impose(press, plan, WORDS).unwrap()) as pdf:
        assert len(pdf.pages) == plan.sides == 4
        for page in pdf.pages:
            assert box(page, "/MediaBox") == [0, 0, 450, 320]
            assert box(page, "/TrimBox") == [77, 55, 373, 265]
            assert box(page, "/BleedBox") == [74, 52, 376, 268]
            assert "/CropBox" not in page.obj
            assert page.obj.Group.CS == "/DeviceCMYK"
        assert pdf.Root.OutputIntents[0].OutputConditionIdentifier == "FOGRA39"
        assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert (pdf.pdf_version, pdf.docinfo["/Trapped"]) == ("1.6", "/False")
        assert pdf.docinfo["/Title"] == "The Lighthouse of Nowhere"


def test_fonts_and_words_survive_and_links_and_structure_do_not(finish: Callable[[Document], bytes]) -> None:
    import pypdfium2

    source = finish(document('<p>The keeper wrote down <a href="https://example.org/">the wind</a>.</p>'))
    plan = plan_sheets(Job(1, *A6)).unwrap()
    done = impose(source, plan, None).unwrap()
    assert "The keeper wrote down the wind." in pypdfium2.PdfDocument(done)[0].get_textpage().get_text_range()
    with opened(source) as before, opened(done) as pdf:
        assert set(fonts_in(pdf)) == set(fonts_in(before)) != set()
        assert before.pages[0].obj.Annots
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert not {"/StructTreeRoot", "/Outlines", "/PageLabels", "/MarkInfo"} & set(pdf.Root.keys())


def fonts_in(pdf: Any) -> list[str]:
    return [str(each.FontName) for each in pdf.objects if hasattr(each, "keys") and "/FontFile2" in each]


def test_a_file_without_transparency_groups_gets_none_and_no_object_streams() -> None:
    done = impose(book(8, group=False), plan_of(8), WORDS).unwrap()
    assert b"/ObjStm" not in done
    with opened(done) as pdf:
        assert pdf.pdf_version == "1.4"
        assert not any("/Group" in each for each in pdf.objects if hasattr(each, "keys"))


def test_the_form_of_a_page_is_isolated_as_the_page_was() -> None:
    with opened(impose(book(8), plan_of(8), WORDS).unwrap()) as pdf:
        forms = [form for page in pdf.pages for name, form in page.Resources.XObject.items() if name.startswith("/P")]
        assert len(forms) == 8
        assert all(form.Group.I and form.Group.CS == "/DeviceCMYK" for form in forms)
        assert not any("/Matrix" in form for form in forms)


def test_pages_are_clipped_to_trim_and_bleed_and_at_the_fold() -> None:
    plan = plan_of(12, caliper=Decimal("0.5"))
    with opened(impose(book(12), plan, WORDS).unwrap()) as pdf:
        # The innermost sheet: page 8 on the left, page 5 on the right, each 1 mm nearer to the fold and cut there.
        forms = pdf.pages[4].Resources.XObject
        left, right = ([round(float(side) / MM, 2) for side in forms[name].BBox] for name in ("/P8", "/P5"))
        assert (left, right) == ([-4, -3, 147, 213], [1, -3, 152, 213])
        assert shown(pdf.pages[4]) == [(1, 78, 55), (1, 224, 55)]


def test_a_turned_page_has_its_spine_side_clipped_too() -> None:
    plan = plan_of(16, fold="signature-16", sheet="B2", mill=Decimal(2))
    with opened(impose(book(16), plan, WORDS).unwrap()) as pdf:
        forms = pdf.pages[0].Resources.XObject
        boxes = {name: [round(float(side) / MM, 2) for side in forms[name].BBox] for name in ("/P5", "/P12", "/P1")}
        assert boxes == {"/P5": [-2, -3, 151, 213], "/P12": [-3, -3, 150, 213], "/P1": [-2, -3, 151, 213]}
        assert [a for a, _, _ in shown(pdf.pages[0])] == [-1] * 4 + [1] * 4


@pytest.mark.parametrize(("direction", "left", "right"), [("ltr", EVEN, ODD), ("rtl", ODD, EVEN)])
def test_pages_show_where_they_should_out_to_the_bleed(
    direction: str, left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    plan = plan_of(8, direction=direction)
    image = pixels(impose(book(8, colour="rgb"), plan, WORDS).unwrap(), 0)
    assert all(near(at(image, plan, x, y), left) for x, y in ((74.6, 52.6), (80, 267.4), (224.4, 100)))
    assert all(near(at(image, plan, x, y), right) for x, y in ((375.4, 52.6), (370, 267.4), (225.6, 100)))
    assert all(at(image, plan, x, y) == (255, 255, 255) for x, y in ((73.2, 100), (376.8, 100), (150, 268.8)))


def test_creep_is_seen_on_the_innermost_sheet() -> None:
    plan = plan_of(48, caliper=Decimal("0.2"))
    done = impose(book(48, colour="rgb"), plan, WORDS).unwrap()
    first, last = (frame_edge(pixels(done, side, 3), plan, 225 + SAFE) for side in (0, 22))
    assert first - last == pytest.approx(2.2, abs=0.2)
    assert plan.creep == Decimal("2.2")


def frame_edge(image: Any, plan: Imposition, near_x: float) -> float:
    """Return where the grey upright rule of the right page is, in millimetres, looked for around a place."""
    y = int((float(plan.sheet_height) - 150) * MM * 3)
    row = {x: sum(image.getpixel((x, y))) for x in range(int((near_x - 4) * MM * 3), int((near_x + 2) * MM * 3))}
    return min(row, key=lambda x: row[x]) / 3 / MM


def test_the_same_file_gives_the_same_bytes() -> None:
    plan, press = plan_of(16, caliper=Decimal("0.1")), book(16)
    assert impose(press, plan, WORDS).unwrap() == impose(press, plan, WORDS).unwrap()


def test_blank_pages_leave_their_cells_empty() -> None:
    plan = plan_of(6)
    with opened(impose(book(6), plan, None).unwrap()) as pdf:
        shown_there = [" ".join(sorted(page.Resources.XObject)) for page in pdf.pages]
        assert shown_there == ["/P1", "/P2", "/P3 /P6", "/P4 /P5"]


def test_pages_that_draw_nothing_leave_no_empty_form() -> None:
    with opened(book(4)) as pdf:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"")
        del pdf.pages[2].obj.Contents
        out = BytesIO()
        pdf.save(out)
    with opened(impose(out.getvalue(), plan_of(4), WORDS).unwrap()) as pdf:
        assert names_of(pdf) == [["/P4", "/P1"], []]


def test_another_number_of_pages_is_a_problem() -> None:
    (found,) = impose(book(6), plan_of(8), WORDS).problems
    assert (found.code, found.message) == ("P405", "the file has 6 pages, and 8 were to be imposed")


def test_pages_of_another_size_and_turned_pages_are_all_told() -> None:
    with opened(book(4)) as pdf:
        pdf.pages[1].obj.TrimBox[2] = 100 * MM
        pdf.pages[3].obj.Rotate = 90
        out = BytesIO()
        pdf.save(out)
    outcome = impose(out.getvalue(), plan_of(4), WORDS)
    assert outcome.value is None
    assert [(each.code, each.message.partition(" is ")[0]) for each in outcome.problems] == [
        ("P404", "page 2"),
        ("P404", "page 4"),
    ]


@pytest.mark.parametrize("data", [b"", b"no PDF", book(2)[:400]])
def test_what_is_no_pdf_is_a_problem(data: bytes) -> None:
    assert [each.code for each in impose(data, plan_of(2), WORDS).problems] == ["P406"]


def test_office_sheets_have_neither_marks_nor_bleed_nor_scale() -> None:
    plan = plan_sheets(office_job(14, *A5, "ltr")).unwrap()
    sheets = office(book(14, colour="rgb"), plan).unwrap()
    with opened(sheets.duplex) as pdf:
        assert len(pdf.pages) == 8
        for page in pdf.pages:
            assert box(page, "/MediaBox") == [0, 0, 297, 210]
            assert "/ColorSpace" not in page.Resources
            assert all(name.startswith("/P") for name in page.Resources.XObject)
        assert shown(pdf.pages[3]) == [(1, 0.5, 0), (1, 148.5, 0)]
        assert [round(float(side) / MM, 2) for side in pdf.pages[2].Resources.XObject.P3.BBox] == [0, 0, 148, 210]
    image = pixels(sheets.duplex, 2)
    assert near(at(image, plan, 290, 5), ODD)
    assert INKS["rgb"][0].encode() in uncompressed(sheets.duplex)


def uncompressed(data: bytes) -> bytes:
    with opened(data) as pdf:
        return b"".join(form.read_bytes() for page in pdf.pages for form in page.Resources.XObject.values())


def test_fronts_and_backs_are_the_same_sides_in_the_order_of_the_sheets() -> None:
    plan = plan_sheets(office_job(16, *A5, "rtl")).unwrap()
    sheets = office(book(16), plan).unwrap()
    both, fronts, backs = (names(data) for data in (sheets.duplex, sheets.fronts, sheets.backs))
    assert (fronts, backs) == (both[::2], both[1::2])
    assert fronts[0] == ["/P1", "/P16"]
    assert backs[0] == ["/P15", "/P2"]
    assert sheets.cover == b""


def names(data: bytes) -> list[list[str]]:
    with opened(data) as pdf:
        return names_of(pdf)


def names_of(pdf: Any) -> list[list[str]]:
    return [re.findall(r"/P\d+", page.Contents.read_bytes().decode()) for page in pdf.pages]


def test_the_cover_may_be_a_file_of_its_own() -> None:
    plan = plan_sheets(office_job(12, *A5, "ltr")).unwrap()
    sheets = office(book(12), plan, cover_apart=True).unwrap()
    assert names(sheets.cover) == [["/P12", "/P1"], ["/P2", "/P11"]]
    assert len(names(sheets.duplex)) == 4
    assert office(book(12)[:300], plan).problems[0].code == "P406"
