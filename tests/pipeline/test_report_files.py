# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report says first whether an edition may be printed, shows problems where they are, and costs no build twice."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from octavo.pipeline.report_data import OF_THE_MACHINE
from octavo.pipeline.report_graph import separator
from tests.judges.browser import PageOpener

if TYPE_CHECKING:
    from tests.conftest import Bench
from tests.pipeline.reports import approve_all, bench_in, html, told, words

PRINT = ("screen", "press", "cover", "booklet")
PROOF = "Proof – not approved for printing"
# A word that no line can take, and a colour beside the black.
WIDE = "\n\n" + "n" * 160 + "\n"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return a bench with one publication built for print; tests leave it as it is."""
    made = bench_in(tmp_path_factory.mktemp("printed"))
    assert not made.build("smallest", editions=("en",), outputs=PRINT).failed
    return made


@pytest.fixture
def own(tmp_path: Path) -> Bench:
    """Return a bench with the same publication, to be changed and built."""
    return bench_in(tmp_path)


def test_the_checksums_cover_every_file_but_themselves(printed: Bench) -> None:
    folder = printed.root / "output" / "smallest"
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    there = {name: path for name, path in there.items() if not any(part[0] == "." for part in name.split("/"))}
    assert listed.keys() == there.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(there[name].read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_an_unapproved_edition_says_so_first(printed: Bench) -> None:
    said = words(html(printed))
    assert said.index(PROOF) < said.index("Files")
    assert "may be printed" not in said
    assert "The facts: not approved" in said
    (edition,) = told(printed)["editions"]
    assert edition["may_print"] is False
    assert PROOF in _text(printed, "smallest/en/smallest-en-order.pdf")


@pytest.mark.slow
def test_an_approved_edition_may_be_printed_until_a_sentence_changes(own: Bench) -> None:
    approve_all(own)
    assert not own.build("smallest", editions=("en",), outputs=("press",)).failed
    said = words(html(own))
    assert PROOF not in said
    assert said.index("Approved: may be printed.") < said.index("Files")
    assert "The text: approved on 2026-11-20" in said
    assert PROOF not in _text(own, "smallest/en/smallest-en-order.pdf")
    text = own.root / "content/smallest/text/01-page.md"
    text.write_text(text.read_text("utf-8") + "\n\nOne sentence more.\n", encoding="utf-8")
    own.build("smallest", editions=("en",), outputs=("press",))
    said = words(html(own))
    assert PROOF in said
    assert "may be printed" not in said
    assert "The text: not approved, or changed since" in said
    assert PROOF in _text(own, "smallest/en/smallest-en-order.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("public", [False, True])
def test_who_approved_is_named_only_by_their_own_choice(own: Bench, public: bool) -> None:
    approve_all(own, by="Testa Beispiel", public=public)
    own.build("smallest", editions=("en",), outputs=("press",))
    everywhere = html(own) + json.dumps(told(own)) + _text(own, "smallest/en/smallest-en-order.pdf")
    assert ("Testa Beispiel" in everywhere) is public


def test_a_problem_is_shown_with_its_place_and_its_line(own: Bench) -> None:
    text = own.root / "content/smallest/text/01-page.md"
    text.write_text(text.read_text("utf-8") + WIDE, encoding="utf-8")
    line = len(text.read_text("utf-8").splitlines())
    assert own.build("smallest", editions=("en",), outputs=("press",)).failed
    said = words(html(own))
    assert said.index("May not be printed: it has errors.") < said.index("R201")
    found = next(each for each in told(own)["problems"] if each["code"] == "R201")
    assert (found["file"].endswith("01-page.md"), found["line"]) == (True, line)
    assert f"01-page.md:{line}" in said
    assert [place["page"] for place in found["pages"]] == [3]
    match = re.search(r'<img src="(report/[0-9a-f]+\.png)" alt="The place on page', html(own))
    assert match is not None
    assert _has(own.file(f"smallest/{match[1]}"), lambda red, green, blue: red - max(green, blue) > 60), "a red frame"


def test_pages_that_carry_colour_are_counted_and_shown_as_plates(printed: Bench) -> None:
    (edition,) = told(printed)["editions"]
    press = edition["printed"]["smallest-en-press.pdf"]
    assert press["coloured"] != []
    said = words(html(printed))
    assert said.count("● colour") == len(press["coloured"])
    assert press["count"] == len(edition["pages"]["pages"]) + len(press["padding"])
    assert set(press["padding"]) <= set(press["blank"])
    assert f"{len(press['padding'])} of them added blank" in said
    if separator():
        assert f"Page {press['coloured'][0]}: highest mean of 15 mm" in said
    else:
        assert "Plates were not separated" in said
    assert "veraPDF not run" in said


def test_every_picture_of_the_page_is_there_and_nothing_else(printed: Bench) -> None:
    folder = printed.root / "output/smallest/report"
    shown = set(re.findall(r'src="report/([^"]+)"', html(printed)))
    shown |= set(re.findall(r'url\("report/([^"]+)"\)', html(printed)))
    assert shown == {path.name for path in folder.iterdir()}


def test_report_json_tells_nothing_of_the_machine(printed: Bench) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert keys(told(printed)).isdisjoint(OF_THE_MACHINE)


def test_a_build_with_nothing_to_do_leaves_every_file_alone(printed: Bench) -> None:
    def stamps() -> dict[Path, int]:
        folder = printed.root / "output/smallest"
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}

    before = stamps()
    built = printed.build("smallest", editions=("en",), outputs=PRINT)
    assert not any(step.ran for step in built.steps)
    assert stamps() == before


def test_a_page_that_says_the_same_is_not_made_again(printed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise AssertionError("the page was made again")

    monkeypatch.setattr("octavo.pipeline.report_page.report_page", fail)
    (printed.root / "output/smallest/report.html").unlink()
    printed.build("smallest", editions=("en",), outputs=PRINT)
    assert PROOF in words(html(printed))


def test_files_from_before_an_error_are_told_as_such(own: Bench) -> None:
    approve_all(own)
    own.build("smallest", editions=("en",), outputs=("screen",))
    assert "Approved: may be printed; no files for a printer were asked for." in words(html(own))
    text = own.root / "content/smallest/text/01-page.md"
    text.write_text(text.read_text("utf-8") + WIDE, encoding="utf-8")
    assert own.build("smallest", editions=("en",), outputs=("screen",)).failed
    said = words(html(own))
    assert "May not be printed: it has errors." in said
    assert "1 file from an earlier build" in said
    assert "may be printed." not in said
    assert "Passes the checks for SHA-256 smallest-en-screen.pdf" in said
    assert "PDF/UA-1" not in said.partition("Problems")[0], "nobody has checked these files for what is told here"


@pytest.mark.slow
def test_an_edition_that_was_not_asked_for_is_told_as_it_was_built(own: Bench) -> None:
    source, other = own.root / "content/smallest", own.root / "content/smallest/locale/fo"
    manifest = (source / "publication.yaml").read_text("utf-8")
    (source / "publication.yaml").write_text(manifest.replace("[en, de, tr]", "[en, fo]"), encoding="utf-8")
    other.mkdir(parents=True)
    own.build("smallest", editions=("en",), outputs=("web",))
    own.build("smallest", editions=("fo",), outputs=("web",))
    (first, _) = told(own)["editions"]
    assert (first["state"], first["standing"]["approved"], first["may_print"]) == ("unasked", False, False)
    assert f"English {PROOF} when it was built; not part of the last build." in words(html(own))


def test_the_screen_s_file_is_told_with_what_was_checked(printed: Bench) -> None:
    assert re.search(r"rules of PDF/A-2a and PDF/UA-1 run [^:]*screen.pdf", words(html(printed)))


@pytest.mark.slow
def test_every_file_is_told_with_what_was_checked(own: Bench) -> None:
    own.build("smallest", editions=("en",), outputs=("screen", "web", "office"))
    said = words(html(own))
    assert re.search(r"rules of PDF/A-2a and PDF/UA-1 run [^:]*screen.pdf", said)
    assert "axe not run web/index.html: a build asks the built-in checks alone" in said


@pytest.mark.slow
def test_pictures_of_an_earlier_build_go(own: Bench) -> None:
    own.build("smallest", editions=("en",), outputs=("screen",))
    folder = own.root / "output/smallest/report"
    before = {path.name for path in folder.glob("*.png")}
    text = own.root / "content/smallest/text/01-page.md"
    text.write_text("# Another\n\nPage.\n", encoding="utf-8")
    own.build("smallest", editions=("en",), outputs=("screen",))
    after = {path.name for path in folder.glob("*.png")}
    assert after != before
    assert after == set(re.findall(r'src="report/([^"]+)"', html(own)))


def test_the_order_names_every_file_with_its_digest(printed: Bench) -> None:
    said = _text(printed, "smallest/en/smallest-en-order.pdf")
    for output in ("press", "cover", "booklet"):
        name = f"smallest-en-{output}.pdf"
        digest = hashlib.sha256(printed.file(f"smallest/en/{name}")).hexdigest()
        assert name in said
        assert digest[:32] in said
        assert digest[32:] in said


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_browsers_and_axe_find_nothing_amiss(printed: Bench, browser: PageOpener, width: int, dark: bool) -> None:
    page = printed.root / "output/smallest/report.html"
    seen = browser.open_page(page, width=width, dark=dark, script="[...document.images].every(i => i.naturalWidth > 0)")
    assert (seen.console_errors, seen.refused, seen.violations, seen.overflow) == ((), (), (), 0)
    assert seen.value is True
    assert "<script" not in html(printed)


def _text(bench: Bench, name: str) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(bench.file(name)) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def _has(png: bytes, wanted: Callable[[int, int, int], bool]) -> bool:
    from PIL import Image

    with Image.open(BytesIO(png)) as picture:
        colours = picture.convert("RGB").getcolors(100_000) or []
    return any(wanted(*colour) for _, colour in colours if isinstance(colour, tuple))


def test_a_publication_none_of_whose_editions_has_words_has_a_report_all_the_same(tmp_path: Path) -> None:
    own = bench_in(tmp_path)
    shutil.rmtree(own.root / "content/smallest/locale")
    built = own.build("smallest", editions=("tr",), outputs=("web",))
    assert "L107" in [each.code for each in built.all_problems]
    assert "<h1>smallest" in html(own)
