# SPDX-License-Identifier: AGPL-3.0-or-later
"""Outside judges agree about the good file, find what they know, and are named where they are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image  # noqa: TID253  (the tests are about it)

from octavo.check.judges import inks, opinions, programs
from octavo.check.judges.inks import heat_picture, measure, plate_pictures, separate
from octavo.check.judges.opinions import VERA, join_ink, join_opinions
from octavo.check.press.gate import check_press
from octavo.model.gate import Verdict
from tests.check.press import good
from tests.check.press.spoilers import SPOILERS, draw, image, spoilt
from tests.judges.verdicts import Failure

Verapdf = Callable[[bytes, str], list[Failure]]
# What the derived rules see, of all the ways to spoil a file; the gate's own rules see them all.
SEEN_BY_VERA = (
    "RGB text",
    "RGB area",
    "RGB picture",
    "no output intent",
    "an intent without a name",
    "a profile of a screen",
    "a link",
    "JavaScript",
    "an unembedded font",
    "a transfer curve",
)


def codes(verdict: Verdict) -> set[str]:
    return {each.code for each in verdict.problems}


def test_derived_rules_acquit_the_good_files(verapdf: Verapdf, press: bytes, old: bytes) -> None:
    assert verapdf(press, "x4") == []
    assert verapdf(old, "x1a") == []


@pytest.mark.parametrize("name", SEEN_BY_VERA)
def test_derived_rules_see_what_they_know(name: str, verapdf: Verapdf, press: bytes) -> None:
    _, spoil, saving = SPOILERS[name]
    assert verapdf(spoilt(press, spoil, **saving), "x4") != []


def test_derived_rules_of_the_old_standard_forbid_what_the_new_one_allows(verapdf: Verapdf, press: bytes) -> None:
    said = {each.message for each in verapdf(press, "x1a")}
    assert "PDF/X-1a goes up to PDF 1.4" in said


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
def test_one_engine_judges_by_several_standards_in_turn(verapdf: Verapdf, press: bytes, old: bytes) -> None:
    """It remembers rules by their names, for all standards together."""
    import weasyprint

    archive = weasyprint.HTML(string="<html lang=en><title>A</title><p>Boats").write_pdf(pdf_variant="pdf/a-2b")
    red = spoilt(press, SPOILERS["RGB area"][1])
    for _ in range(2):
        assert verapdf(press, "x4") == []
        assert verapdf(archive, "2b") == []
        assert verapdf(old, "x1a") == []
        assert verapdf(red, "x4") != []
        assert verapdf(press, "2b") != []
        assert verapdf(press, "x1a") != []


@pytest.mark.slow
def test_all_judges_are_asked_and_find_nothing_on_the_good_file(press: bytes) -> None:
    verdict = join_opinions(press, good.wish(), check_press(press, good.wish()))
    assert verdict.problems == ()
    named = {each.name for each in verdict.judged}
    assert {inks.NAME, VERA, "qpdf", "Poppler", "MuPDF"} <= named
    for each in verdict.judged:
        assert each.run or each.reason


@pytest.mark.skipif(not programs.find("pdftoppm"), reason="Poppler is not installed")
def test_a_renderer_that_complains_is_heard(press: bytes) -> None:
    broken = spoilt(press, SPOILERS["a broken gradient"][1])
    with programs.on_disk(broken) as path:
        found, judged = opinions._program("Poppler", path)
    assert judged.run
    assert [each.problem.code for each in found] == ["P691"]
    assert "Poppler complains: " in found[0].problem.message
    assert "file.pdf" not in found[0].problem.message


def test_what_is_not_installed_is_named_and_nothing_is_found(press: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (inks, opinions, programs):
        monkeypatch.setattr(module, "find", lambda program: "")
    monkeypatch.setattr(opinions, "begin_vera", lambda: (None, "there is no Java on this machine"))
    monkeypatch.setattr(opinions, "_ENGINES", {})
    verdict = join_opinions(press, good.wish(), check_press(press, good.wish()))
    assert verdict.problems == ()
    assert {each.name: each.reason for each in verdict.judged if not each.run} == {
        inks.NAME: "neither Ghostscript nor mutool is installed",
        "qpdf": "qpdf is not installed",
        "Poppler": "pdftoppm is not installed",
        "MuPDF": "mutool is not installed",
        VERA: "there is no Java on this machine",
    }
    assert all(page.ink_mean is None for page in verdict.pages)


@pytest.mark.parametrize("tool", ["gs", "mutool"])
def test_ink_is_measured_as_it_is_mixed(tool: str, press: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    if not programs.find(tool):
        pytest.skip(f"{tool} is not installed")
    monkeypatch.setattr(inks, "find", lambda program: programs.find(program) if program == tool else "")
    flat = spoilt(press, draw("0.8 0.3 0 0.1 k 20 20 150 150 re f"))
    plates = separate(flat)
    assert plates.judged.reason == f"by {tool}"
    assert measure(plates.pages[1]).mean == pytest.approx(120, abs=1)
    text = separate(press).pages[3]
    assert measure(text).coverage[:3] == (0, 0, 0)
    assert measure(text).coverage[3] > 2


@pytest.mark.skipif(not (programs.find("gs") or programs.find("mutool")), reason="no renderer is installed")
def test_a_dark_picture_is_too_much_ink_and_the_square_is_told(press: bytes, gate_workspace: Path) -> None:
    heavy = spoilt(press, image(600, 600, "/DeviceCMYK", "100 0 0 100 50 50", flat=0xE0))
    own = check_press(heavy, good.wish())
    assert own.problems == ()  # only a renderer can tell
    verdict = join_ink(heavy, good.wish(), own, separate(heavy))
    assert codes(verdict) == {"P656"}
    (found,) = verdict.found
    assert "351 % ink" in found.problem.message
    assert found.page == 2
    assert found.box is not None
    # The picture is from 50 to 150 points, from the left and from the foot.
    assert 17 <= found.box.x <= 53 - 14
    assert 148 - 53.5 <= found.box.y <= 148 - 17
    assert verdict.pages[1].ink_mean == pytest.approx(351, abs=1)


def test_the_mean_of_a_square_is_that_of_the_worst_square() -> None:
    page = Image.new("CMYK", (210, 297))  # 72 dpi
    page.paste((255, 255, 255, 255), (100, 100, 142, 142))
    ink = measure(page)
    assert ink.peak == 400
    assert ink.mean == pytest.approx(400, rel=0.05)
    assert (ink.square.x, ink.square.y) == pytest.approx((100 * 25.4 / 72, 100 * 25.4 / 72), abs=1.1)
    page = Image.new("CMYK", (210, 297))
    page.paste((255, 255, 255, 255), (100, 100, 121, 142))  # half a square
    assert measure(page).mean == pytest.approx(200, rel=0.06)


def test_pictures_of_plates_and_of_heat() -> None:
    page = Image.new("CMYK", (40, 40))
    page.paste((255, 0, 0, 0), (0, 0, 20, 40))
    page.paste((255, 255, 255, 128), (20, 0, 30, 40))
    plates = {name: _opened(data) for name, data in plate_pictures(page).items()}
    assert [plates["C"].getpixel((x, 5)) for x in (5, 25, 35)] == [0, 0, 255]
    assert plates["K"].getpixel((5, 5)) == 255
    heat = _opened(heat_picture(page, 300)).convert("RGB")
    assert heat.getpixel((35, 5)) == (255, 255, 255)
    assert heat.getpixel((25, 5)) == (107, 0, 168)  # beyond the limit
    assert heat.getpixel((5, 5)) not in ((255, 255, 255), (107, 0, 168))


def _opened(data: bytes) -> Image.Image:
    from io import BytesIO

    return Image.open(BytesIO(data))
