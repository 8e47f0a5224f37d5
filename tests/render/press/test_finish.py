# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files for the press: their inks, boxes, marks and what they say of themselves."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from octavo.render.plain import write_plain
from octavo.render.press.finish import finish_press
from octavo.render.press.inks import Inks
from octavo.render.press.plates import pages_in_colour
from octavo.render.press.remember import remembering
from octavo.render.screen import finish_screen
from tests.render.press.pressed import HTML, MM, SMALL, opened
from tests.render.press.samples import SWATCH, laid, operators, page, pictures, pressed, wish

VEILED = """<p style="box-shadow:0 0 2mm #204080">A shadow</p><p style="opacity:.5">Half</p>
<p style="color:rgb(10 20 200/.4)">Thin</p><img src="glass.png" alt="Glass">"""
CMYK = '<p><img src="inks.tif" alt="Inks"><img src="inks.jpg" alt="Inks again"></p>'


@pytest.fixture(scope="module")
def rich(workspace: Path) -> bytes:
    return pressed(page(HTML, SMALL), workspace)


@pytest.fixture(scope="module")
def veiled(workspace: Path) -> bytes:
    return pressed(page(VEILED, SMALL), workspace)


def images(data: bytes) -> list[Any]:
    import pikepdf

    streams = [each for each in opened(data).objects if isinstance(each, pikepdf.Stream)]
    masks = [each.SMask.objgen for each in streams if "/SMask" in each]
    return [each for each in streams if each.get("/Subtype") == "/Image" and each.objgen not in masks]


def box(page: Any, name: str) -> list[float]:
    return [float(value) for value in page.obj[name]]


def test_text_is_black_ink_alone_and_swatches_are_exact(rich: bytes) -> None:
    used = [tuple(operands) for operator, operands in operators(rich) if operator in {"k", "K"}]
    assert (0, 0, 0, 1) in used
    assert SWATCH in used
    assert (0, 0, 0, 0) in used
    assert Inks(wish()).of_grey(0x80 / 255) in used
    assert not {operator for operator, _ in operators(rich)} & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn"} - {
        "cs",
        "scn",
    }
    assert {tuple(operands) for operator, operands in operators(rich, 1) if operator in {"k", "K"}} == {(0, 0, 0, 1)}


def test_nothing_is_left_in_colours_of_a_screen(rich: bytes, veiled: bytes) -> None:
    for data in (rich, veiled):
        everything = b"".join(each.unparse(resolved=True) for each in opened(data).objects)
        assert b"/DeviceRGB" not in everything
        assert b"/Lab" not in everything


def test_black_text_overprints_and_white_never(rich: bytes, workspace: Path) -> None:
    over, colour = False, tuple[Any, ...]()
    shown = set()
    for operator, operands in operators(rich):
        if operator == "gs" and operands[0] in {"/OctavoOver", "/OctavoKnock"}:
            over = operands[0] == "/OctavoOver"
        elif operator == "k":
            colour = tuple(operands)
        elif operator == "TJ":
            shown.add((colour, over))
        elif operator in {"f", "Do", "S", "sh"}:
            assert not over
    assert shown >= {((0, 0, 0, 1), True), (SWATCH, False), ((0, 0, 0, 0), False)}
    assert all(over is (colour == (0, 0, 0, 1)) for colour, over in shown)
    states = opened(rich).pages[0].Resources.ExtGState
    assert (states.OctavoOver.op, states.OctavoOver.OPM) == (True, 1)
    without = pressed(page(HTML, SMALL), workspace, overprint=False)
    assert not any(operator == "gs" and "Octavo" in str(operands) for operator, operands in operators(without))


def test_the_boxes_are_trim_and_bleed(rich: bytes) -> None:
    for each in opened(rich).pages:
        trim, bleed, media = (
            [float(value) for value in each.obj[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert trim == pytest.approx([0, 0, 105 * MM, 148 * MM], abs=0.01)
        assert bleed == media == pytest.approx([-3 * MM, -3 * MM, 108 * MM, 151 * MM], abs=0.01)
        assert "/CropBox" not in each.obj
        assert "/ArtBox" not in each.obj


def test_nothing_for_readers_of_screens_is_left(rich: bytes) -> None:
    pdf = opened(rich)
    assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/OutputIntents", "/Metadata"}
    allowed = {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/TrimBox", "/BleedBox", "/Group"}
    assert all(set(each.obj.keys()) <= allowed for each in pdf.pages)


def test_what_the_file_says_of_itself(rich: bytes, workspace: Path) -> None:
    pdf = opened(rich)
    assert pdf.pdf_version == "1.6"
    assert str(pdf.docinfo["/Trapped"]) == "/False"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20260301000000Z"
    packet = pdf.Root.Metadata.read_bytes()
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
    assert b"<pdf:Trapped>False</pdf:Trapped>" in packet
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert str(intent.RegistryName) == "http://www.color.org"
    assert int(intent.DestOutputProfile.N) == 4


def test_x1a_is_an_older_pdf_and_says_so_elsewhere(workspace: Path) -> None:
    import pikepdf

    named = {"PDF/X-1a:2003": ("1.4", "PDF/X-1a:2003"), "PDF/X-1a:2001": ("1.3", "PDF/X-1:2001")}
    for standard, (version, name) in named.items():
        old = pressed(page(HTML, SMALL), workspace, standard=standard)
        assert b"/ObjStm" not in old
        with opened(old) as pdf:
            assert pdf.pdf_version == version
            assert str(pdf.docinfo["/GTS_PDFXVersion"]) == name
            tables = [each for each in pdf.objects if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream))]
            assert not any("/Group" in each for each in tables)


def test_transparency_keeps_a_file_from_being_x1a(workspace: Path) -> None:
    document = page(VEILED, SMALL)
    plain = write_plain(laid(document, workspace), document).unwrap()
    made = finish_press(plain, document.metadata, wish(standard="PDF/X-1a:2003"))
    assert {each.code for each in made.problems} == {"P310"}
    assert "page 1" in made.problems[0].message


def test_pages_are_blended_in_inks(veiled: bytes, rich: bytes) -> None:
    assert str(opened(veiled).pages[0].Group.CS) == "/DeviceCMYK"
    assert "/Group" not in opened(rich).pages[1].obj


def test_pictures_are_in_inks_and_greys_on_the_black_plate(rich: bytes) -> None:
    import pikepdf

    found = [each.ColorSpace for each in images(rich)]
    assert sorted(str(each if isinstance(each, pikepdf.Name) else each[1]) for each in found) == [
        "/DeviceCMYK",
        "/DeviceCMYK",
        "/DeviceGray",
    ]


def test_a_picture_in_cmyk_is_untouched_in_print_and_shown_on_the_screen(workspace: Path) -> None:
    from PIL import Image

    document = page(CMYK, SMALL)
    layout = laid(document, workspace)
    plain = write_plain(layout, document).unwrap()
    made = finish_press(plain, document.metadata, wish()).unwrap()
    flat, jpeg = sorted(images(made), key=lambda each: "/DCTDecode" in str(each.Filter))
    assert flat.read_bytes() == bytes((51, 128, 204, 26)) * 64 * 64
    assert jpeg.read_raw_bytes() == pictures()["inks.jpg"]
    assert [int(value) for value in jpeg.Decode] == [1, 0] * 4
    shown = images(finish_screen(layout, document).unwrap())
    assert [str(each.ColorSpace) for each in shown] == ["/DeviceRGB"] * 2
    for each in shown:
        if "/DCTDecode" in str(each.Filter):
            pixel = Image.open(BytesIO(each.read_raw_bytes())).getpixel((30, 30))
        else:
            pixel = tuple(each.read_bytes()[:3])
        assert pixel == pytest.approx((192, 129, 62), abs=4)


def test_in_black_alone_no_page_has_colour(workspace: Path, rich: bytes) -> None:
    assert pages_in_colour(rich) == (1,)
    everything = page(HTML + VEILED + CMYK, SMALL)
    assert pages_in_colour(pressed(everything, workspace)) == (1, 2)
    assert pages_in_colour(pressed(everything, workspace, black_only=True)) == ()


def test_a_printer_who_converts_gets_colours_as_they_are(workspace: Path) -> None:
    rgb = pressed(page(HTML, SMALL), workspace, standard="PDF", condition=None)
    assert any(operator == "rg" for operator, _ in operators(rgb))
    assert "/OutputIntents" not in opened(rgb).Root


def test_the_same_pages_give_the_same_bytes(workspace: Path, veiled: bytes) -> None:
    assert pressed(page(VEILED, SMALL), workspace) == veiled


def test_what_is_no_pdf_is_told() -> None:
    (found,) = finish_press(b"no pages", page("").metadata, wish()).problems
    assert found.code == "P312"


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["pdftoppm", "-r", "40", "-png"], ["mutool", "draw", "-q", "-r", "40", "-o", "/dev/null", "-F", "png"]]
)
def test_other_programs_have_nothing_to_say(command: list[str], rich: bytes, veiled: bytes, tmp_path: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    for data in (rich, veiled):
        (tmp_path / "file.pdf").write_bytes(data)
        rest = [str(tmp_path / "out")] if command[0] == "pdftoppm" else []
        done = subprocess.run([*command, str(tmp_path / "file.pdf"), *rest], capture_output=True, check=True, text=True)
        assert done.stderr.replace("warning: ICC support is not available\n", "") == ""


@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2003"])
def test_the_rules_of_the_standards_are_kept(
    standard: str, workspace: Path, verapdf: Callable[[bytes, str], list[object]]
) -> None:
    html = HTML + CMYK + (VEILED if standard == "PDF/X-4" else "")
    data = pressed(page(html, SMALL), workspace, standard=standard, marks=True, slug="Boats")
    assert verapdf(data, {"PDF/X-4": "x4", "PDF/X-1a:2003": "x1a"}[standard]) == []


def test_veils_found_in_the_layout_are_told_instead(workspace: Path) -> None:
    from octavo.diagnostics.problem import Place, problem

    document = page(VEILED, SMALL)
    plain = write_plain(laid(document, workspace), document).unwrap()
    veil = problem("P310", Place(key="text/01.md#3"), page=1, what="this", standard="PDF/X-1a:2003")
    made = finish_press(plain, document.metadata, wish(standard="PDF/X-1a:2003"), veils=(veil,))
    assert made.problems == (veil,)
    assert replace(veil, place=Place()) not in made.problems


def test_pictures_are_converted_once(workspace: Path) -> None:
    document = page(HTML + VEILED, SMALL)
    plain = write_plain(laid(document, workspace), document).unwrap()
    kept: dict[str, bytes] = {}
    asked: list[str] = []

    def get(key: str) -> bytes | None:
        asked.append(key)
        return kept.get(key)

    def ignoring(key: str, data: bytes) -> None:
        """Keep nothing."""

    first = finish_press(plain, document.metadata, wish(), keep=remembering(get, kept.__setitem__)).unwrap()
    assert first == pressed(document, workspace)
    assert sorted(asked) == sorted(kept)
    assert len(kept) == 4
    again = finish_press(plain, document.metadata, wish(), keep=remembering(get, ignoring)).unwrap()
    assert again == first
    finish_press(plain, document.metadata, wish(black_only=True), keep=remembering(get, kept.__setitem__))
    assert len(kept) > 4


def test_a_page_has_what_it_uses_and_its_table_in_common(workspace: Path) -> None:
    import pikepdf

    picture = '<img src="inks.jpg" alt="Inks">'
    texts = (f'<p style="break-before: page">{each}</p>' for each in ("Boats", f"<b>Lamps</b>{picture}", "Sails"))
    document = page("".join(texts), SMALL)
    plain = write_plain(laid(document, workspace), document).unwrap()
    assert len({each.Resources.objgen for each in opened(plain).pages}) == 1
    pages = opened(finish_press(plain, document.metadata, wish(marks=False)).unwrap()).pages
    for each in pages:
        used = {str(one.operands[0]) for one in pikepdf.parse_content_stream(each, "Tf")}
        assert each.Resources.Font.keys() == used
    first, second, third = (each.Resources for each in pages)
    assert first.objgen == third.objgen
    assert [len(each.XObject) for each in (first, second)] == [0, 1]
