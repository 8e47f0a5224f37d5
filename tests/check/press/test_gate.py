# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gate finds nothing on a good press file, and every way to spoil it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String  # noqa: TID253  (the tests are about it)

from octavo.check.press.gate import check_press
from octavo.model.gate import PressWish, Verdict
from octavo.resources.printers import printer
from tests.check.press import good
from tests.check.press.spoilers import SPOILERS, Spoiler, draw, image, spoilt, write

# What comes along where a thing that is spoilt can't be right in another rule either.
ALONG = {
    "RGB black text": {"P650"},
    "no TrimBox": {"P634", "P636", "P637"},
    "a TrimBox beyond the page": {"P634", "P636"},
    "a BleedBox beyond the page": {"P636"},
    "unequal pages": {"P636", "P638"},
    "three pages": {"P682"},
    "a page lost": {"P680"},
    "no XMP": {"P613"},
    "a link": {"P621"},
    "text near the cut": {"P650"},
    "a replaced letter": {"P650"},
    "tiny text": {"P650"},
    "encryption": {"P611"},
}


def codes(verdict: Verdict) -> set[str]:
    return {each.code for each in verdict.problems}


def test_nothing_is_found_on_the_good_file(press: bytes) -> None:
    verdict = check_press(press, good.wish())
    assert verdict.problems == ()
    assert verdict.accepted
    assert all(each.run for each in verdict.judged)


def test_nothing_is_found_on_the_good_old_file(old: bytes) -> None:
    assert check_press(old, good.wish("PDF/X-1a:2003")).problems == ()


def test_a_page_of_text_has_ink_on_the_black_plate_alone(press: bytes) -> None:
    panel, text, pictures, last = check_press(press, good.wish()).pages
    assert text.plates == last.plates == ("K",)
    assert not text.coloured
    assert set(pictures.plates) == set("CMYK")
    assert panel.coloured
    assert [round(each.ppi) for each in pictures.images] == [381]


@pytest.mark.parametrize("name", SPOILERS)
def test_every_way_to_spoil_it_is_found(name: str, press: bytes) -> None:
    code, spoil, saving = SPOILERS[name]
    found = codes(check_press(spoilt(press, spoil, **saving), good.wish()))
    assert code in found
    assert found - {code} <= ALONG.get(name, set())


def transparent(pdf: Any) -> None:
    half = Dictionary({"/Half": Dictionary(ca=0.5)})
    draw("/Half gs 0 0 0 1 k 30 30 60 60 re f", ExtGState=half)(pdf)


def profiled(pdf: Any) -> None:
    icc = pdf.Root.OutputIntents[0].DestOutputProfile
    pdf.pages[1].add_resource(pdf.make_indirect(Array([Name.ICCBased, icc])), Name.ColorSpace, Name.Icc)
    draw("/Icc cs 0 0 0 1 sc 30 30 60 60 re f")(pdf)


OLD: dict[str, tuple[str, Spoiler, dict[str, Any]]] = {
    "transparency": ("P646", transparent, {}),
    "a colour with a profile": ("P641", profiled, {}),
    "JPEG 2000": ("P663", image(300, 300, Name.DeviceCMYK, "60 0 0 60 50 50", Filter=Name.JPXDecode), {}),
    "a newer PDF": ("P611", lambda pdf: None, {"force_version": "1.5"}),
    "another name": ("P610", lambda pdf: pdf.trailer.Info.__setitem__("/GTS_PDFXVersion", String("PDF/X-3:2003")), {}),
    "RGB text": ("P640", write("1 0 0 rg"), {}),
}


@pytest.mark.parametrize("name", OLD)
def test_what_the_old_standard_forbids_is_found(name: str, old: bytes) -> None:
    code, spoil, saving = OLD[name]
    saving = {"force_version": "1.4", "object_stream_mode": ObjectStreamMode.disable} | saving
    assert codes(check_press(spoilt(old, spoil, **saving), good.wish("PDF/X-1a:2003"))) == {code}


def test_streams_of_objects_are_found_whatever_the_file_says_of_its_version(old: bytes) -> None:
    packed = spoilt(old, lambda pdf: None, force_version="1.5", object_stream_mode=ObjectStreamMode.generate)
    said = packed.replace(b"%PDF-1.5", b"%PDF-1.4", 1)
    assert codes(check_press(said, good.wish("PDF/X-1a:2003"))) == {"P614"}


def test_the_new_file_is_not_the_old_one(press: bytes) -> None:
    assert {"P610", "P611", "P614"} <= codes(check_press(press, good.wish("PDF/X-1a:2003")))


def test_without_a_printer_its_numbers_are_not_judged_and_that_is_said(press: bytes) -> None:
    thin = spoilt(press, SPOILERS["a hairline"][1])
    verdict = check_press(thin, replace(good.wish(), printer=None, blanks=None))
    assert verdict.problems == ()
    reasons = {each.name: each.reason for each in verdict.judged if not each.run}
    assert reasons["lines"] == "no printer is named"
    assert reasons["blank pages"]


def test_a_problem_says_where_on_the_page_it_is(press: bytes) -> None:
    area = spoilt(press, SPOILERS["RGB area"][1])
    (found,) = check_press(area, good.wish()).found
    assert found.page == 2
    assert found.box is not None
    # 30 points from the left and from the foot, 60 points wide and high.
    assert (found.box.x, found.box.width, found.box.height) == (10.58, 21.17, 21.17)
    assert found.box.y == pytest.approx(148 - 31.75, abs=0.02)
    assert "page 2: an area in DeviceRGB" in found.problem.message


def test_a_hidden_edge_is_no_missing_bleed(press: bytes) -> None:
    """What ends at the cut does not show on a ground of its own colour, or below what is painted later."""
    narrow = "0.3 0.2 0.1 0 k 0 100 297.6378 50 re f"
    assert codes(check_press(spoilt(press, draw(narrow)), good.wish())) == {"P637"}
    over = f"{narrow} 0 0 0 0.5 k -20 90 360 70 re f"
    ground = f"0.3 0.2 0.1 0 k -20 90 360 70 re f {narrow}"
    for hidden in (over, ground):
        assert codes(check_press(spoilt(press, draw(hidden)), good.wish())) == set()


def in_arabic(pdf: Any) -> None:
    said = pdf.Root.Metadata.read_bytes()
    assert b"<rdf:li>en</rdf:li>" in said
    pdf.Root.Metadata.write(said.replace(b"<rdf:li>en</rdf:li>", b"<rdf:li>ar</rdf:li>"))


@pytest.mark.parametrize(("direction", "found"), [("ltr", "left"), ("rtl", "right")])
def test_a_picture_may_end_at_the_spine(direction: Literal["ltr", "rtl"], found: str, press: bytes) -> None:
    """Page 2 is bound at its right edge, or at its left where books are read from right to left."""
    across = spoilt(press, draw("0.3 0.2 0.1 0 k 0 100 297.6378 50 re f"))
    (problem,) = check_press(across, replace(good.wish(), direction=direction)).problems
    assert f"at the {found} edge ends at the cut" in problem.message
    arabic = spoilt(across, lambda pdf: in_arabic(pdf) if direction == "rtl" else None)
    assert check_press(arabic, good.wish()).problems == (problem,)
    (problem, other) = check_press(across, replace(good.wish(), kind="cover")).problems
    assert {problem.code, other.code} == {"P637"}


def test_an_inside_of_one_ink_has_no_colour(press: bytes) -> None:
    verdict = check_press(press, replace(good.wish(), black=True))
    assert codes(verdict) == {"P658"}
    assert {each.page for each in verdict.found} == {1, 3}


def test_a_printer_who_wants_rgb_gets_it(press: bytes) -> None:
    lulu = printer("lulu")
    assert lulu is not None
    red = spoilt(press, SPOILERS["RGB area"][1])
    assert "P640" not in codes(check_press(red, PressWish("PDF", lulu)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_a_problem_and_no_accident(data: st.DataObject, press: bytes) -> None:
    damaged = bytearray(press)
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(0, len(press) - 1)) :]
    for _ in range(data.draw(st.integers(0, 20))):
        damaged[data.draw(st.integers(0, max(0, len(damaged) - 1)))] ^= 1 << data.draw(st.integers(0, 7))
    verdict = check_press(bytes(damaged), good.wish())
    assert all(each.message for each in verdict.problems)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6", b"%PDF-1.6\n%%EOF", b"PK\x03\x04", b"\0" * 99])
def test_what_is_no_pdf_is_not_let_through(data: bytes) -> None:
    assert "P600" in codes(check_press(data, good.wish()))


def test_a_damaged_page_does_not_hide_the_others(press: bytes) -> None:
    def break_it(pdf: Any) -> None:
        pdf.pages[1].obj.Contents.write(b"no deflated data", filter=Name.FlateDecode)
        draw("1 0 0 rg 30 30 60 60 re f", 3)(pdf)

    found = check_press(spoilt(press, break_it, recompress_flate=False), good.wish())
    assert {"P601", "P640"} <= codes(found)
    assert [page.number for page in found.pages] == [1, 3, 4]
