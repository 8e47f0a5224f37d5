# SPDX-License-Identifier: AGPL-3.0-or-later
"""One good e-book broken in many ways: each fault is found, by our own lint or by EPUBCheck, and it is said by whom."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pytest

from octavo.check.epub import check_epub
from tests.check.epub_specimen import CSS, broken, contents, good_book, packed
from tests.judges.verdicts import Message

OPF, NAV, ONE, TWO, STYLE = "content.opf", "nav.xhtml", "one.xhtml", "two.xhtml", "css/book.css"
FEATURE = '<meta property="schema:accessibilityFeature">{}</meta>'
MARK_2 = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"></span>'


class Fault(NamedTuple):
    """A text in a file that is changed; `own` is our lint's code, `judge` EPUBCheck's: one may be empty."""

    file: str
    old: str
    new: str
    own: str = ""
    judge: str = ""


FAULTS = {
    # The package
    "role in words": Fault(OPF, ">trl<", ">translator<", "E207"),
    "role that is none": Fault(OPF, ">trl<", ">xyz<", "E207"),
    "digit of the ISBN": Fault(OPF, "9783161484100", "9783161484101", "E215"),
    "ISBN of ten digits": Fault(OPF, "urn:isbn:9783161484100", "urn:isbn:3161484100", "E215"),
    "language that is none": Fault(OPF, "<dc:language>en<", "<dc:language>xx<", "E216"),
    "language against the text": Fault(OPF, 'xml:lang="en"', 'xml:lang="de"', "E205"),
    "pages turn the wrong way": Fault(
        OPF, 'page-progression-direction="ltr"', 'page-progression-direction="rtl"', "E206"
    ),
    "title is a file": Fault(OPF, ">The Quay of Nowhere<", ">quay-final-2.docx<", "E218"),
    "title is empty": Fault(OPF, ">The Quay of Nowhere<", "><", judge="RSC-005"),
    "no date of change": Fault(OPF, "dcterms:modified", "dcterms:created", judge="RSC-005"),
    "no cover named": Fault(OPF, ' properties="cover-image"', "", "E231"),
    "file that is not there": Fault(OPF, 'href="css/book.css"', 'href="css/books.css"', "E208", "RSC-001"),
    "navigation not named": Fault(OPF, ' properties="nav"', "", "E209", "RSC-005"),
    "drawings not named": Fault(OPF, ' properties="svg"', "", judge="OPF-014"),
    "font under a wrong type": Fault(OPF, 'media-type="font/ttf"', 'media-type="image/png"', judge="OPF-029"),
    "spine names a file twice": Fault(
        OPF, '<itemref idref="part-2"/>', '<itemref idref="part-2"/>' * 2, judge="RSC-005"
    ),
    # What it says of its accessibility
    "no hazard named": Fault(OPF, '<meta property="schema:accessibilityHazard">none</meta>', "", "E220"),
    "hazards that exclude each other": Fault(
        OPF, FEATURE.format("index"), '<meta property="schema:accessibilityHazard">sound</meta>', "E219"
    ),
    "feature misspelt": Fault(OPF, ">alternativeText<", ">alternativetext<", "E221"),
    "formulas that are not there": Fault(OPF, ">unlocked<", ">MathML<", "E219"),
    "sound that is not there": Fault(OPF, ">visual<", ">auditory<", "E219"),
    "conformity in free words": Fault(
        OPF, FEATURE.format("index"), '<meta property="dcterms:conformsTo">WCAG AA</meta>', "E221"
    ),
    "conformity nobody certified": Fault(
        OPF,
        FEATURE.format("index"),
        '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>',
        "E219",
    ),
    "contents claimed without": Fault(NAV, 'epub:type="toc"', 'epub:type="lot"', "E219", "RSC-005"),
    "index claimed without": Fault("index.xhtml", 'epub:type="index" role="doc-index"', "", "E219"),
    "type in pixels": Fault(STYLE, "font-size:1.2em", "font-size:18px", "E219"),
    # Pages of print
    "pages out of order": Fault(
        NAV,
        '<li><a href="one.xhtml#page-1">1</a></li>\n<li><a href="one.xhtml#page-2">2</a></li>',
        '<li><a href="one.xhtml#page-2">2</a></li>\n<li><a href="one.xhtml#page-1">1</a></li>',
        "E222",
    ),
    "page listed twice": Fault(NAV, '<a href="two.xhtml#page-3">3</a>', '<a href="two.xhtml#page-3">2</a>', "E222"),
    "page under another number": Fault(
        NAV, '<a href="two.xhtml#page-3">3</a>', '<a href="two.xhtml#page-3">33</a>', "E225"
    ),
    "page that is no page": Fault(NAV, "one.xhtml#page-2", "one.xhtml#n1", "E224"),
    "page not listed": Fault(NAV, '<li><a href="two.xhtml#page-3">3</a></li>', "", "E226"),
    "no list of pages": Fault(NAV, 'epub:type="page-list"', 'epub:type="lot"', "E223", "RSC-005"),
    "page whose marker is gone": Fault(ONE, MARK_2, "", "E214", "RSC-012"),
    "pages of no edition": Fault(OPF, "pageBreakSource", "pageBreaker", judge="OPF-027"),
    # The documents
    "not well-formed": Fault(ONE, "<h2", "<h2><p", "E101", "RSC-016"),
    "entity of HTML": Fault(ONE, "at dawn", "at&nbsp;dawn", "E101", "RSC-016"),
    "no language": Fault(ONE, 'lang="en" xml:lang="en"', "", "E210"),
    "phrase in no language": Fault(ONE, 'lang="fr" xml:lang="fr"', 'lang="qq" xml:lang="qq"', "E216"),
    "lang and xml:lang differ": Fault(ONE, 'lang="fr" xml:lang="fr"', 'lang="fr" xml:lang="it"', judge="RSC-005"),
    "direction against the script": Fault(ONE, 'xml:lang="en"', 'xml:lang="en" dir="rtl"', "E210"),
    "page titled as a file": Fault(ONE, "<title>The quay</title>", "<title>one.xhtml</title>", "E211"),
    "page without a title": Fault(TWO, "<title>The boats</title>", "<title></title>", "E211", "RSC-005"),
    "heading left out": Fault(ONE, '<h2 data-key="t#3">Lamps</h2>', '<h3 data-key="t#3">Lamps</h3>', "E230"),
    "picture without a text": Fault(TWO, ' alt="A white page with the title and one black mark."', "", "E212"),
    "text of a picture is its file": Fault(
        TWO, 'alt="A white page with the title and one black mark."', 'alt="cover.jpg"', "E234"
    ),
    "drawing without a title": Fault(ONE, "<title>Four lamps</title>", "", "E219"),
    "drawing in the wrong case": Fault(ONE, "viewBox", "viewbox", "E229", "RSC-025"),
    "heading cell of nothing": Fault(ONE, '<th scope="row">', "<th>", "E213"),
    "link into the void": Fault("index.xhtml", "one.xhtml#r1", "one.xhtml#r9", "E214", "RSC-012"),
    "link to a file that is not there": Fault(NAV, 'href="two.xhtml"', 'href="three.xhtml"', "E214", "RSC-007"),
    "id twice": Fault(ONE, 'id="n1"', 'id="r1"', "E214", "RSC-005"),
    "mark to what is no note": Fault(ONE, 'id="n1" role="doc-footnote" epub:type="footnote"', 'id="n1"', "E235"),
    "note without a way back": Fault(ONE, '<a href="#r1" role="doc-backlink"', "<a", "E236"),
    "letters of no font": Fault(ONE, "at dawn", "at 夜明け", "E217"),
    "picture from the network": Fault(TWO, "images/cover.jpg", "https://example.org/cover.jpg", judge="RSC-006"),
    "role that ARIA has not": Fault(TWO, 'role="doc-chapter"', 'role="doc-kapitel"', judge="RSC-005"),
    "type that EPUB has not": Fault(TWO, 'epub:type="chapter"', 'epub:type="kapitel"', judge="OPF-088"),
    "action in an attribute": Fault(TWO, "<p ", '<p onclick="x()" ', judge="OPF-014"),
    "contents out of order": Fault(
        NAV,
        '<li><a href="one.xhtml">The quay</a></li>\n<li><a href="two.xhtml">The boats</a></li>',
        '<li><a href="two.xhtml">The boats</a></li>\n<li><a href="one.xhtml">The quay</a></li>',
        "E227",
        "NAV-011",
    ),
    "container leads nowhere": Fault("META-INF/container.xml", "content.opf", "book.opf", "E204", "OPF-002"),
}


def spoiled() -> dict[str, tuple[bytes, str, str]]:
    """Return the archives that are broken in other ways: their bytes, and who finds them."""
    files = contents()
    stray = files | {"EPUB/notes.txt": b"?"}
    lossy = files | {"EPUB/images/cover.jpg": b"\x89PNG\r\n\x1a\n" + files["EPUB/images/cover.jpg"]}
    font = files | {"EPUB/css/fonts/sans.ttf": b"no font"}
    late = {name: files[name] for name in sorted(files, key=lambda each: each == "mimetype")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of a name that is there already
        twice = packed(files, again="EPUB/one.xhtml")
    return {
        "mimetype compressed": (packed(files, stored=False), "E202", ""),
        "mimetype last": (packed(late), "E202", "PKG-006"),
        "mimetype of another kind": (packed(files | {"mimetype": b"application/zip"}), "E202", "PKG-007"),
        "entry twice": (twice, "E203", "OPF-060"),
        "file that is not listed": (packed(stray), "E228", "OPF-003"),
        "picture of another format": (packed(lossy), "", "OPF-029"),
        "font that is none": (packed(font), "E237", ""),
        "cut short": (good_book()[:-400], "E201", "PKG-008"),
        "cover too large": (packed(files | {"EPUB/images/cover.jpg": _jpeg(1600, 2560)}), "E232", ""),
        "cover lying": (packed(files | {"EPUB/images/cover.jpg": _jpeg(1200, 800)}), "E232", ""),
    }


def _jpeg(width: int, height: int) -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "JPEG")
    return out.getvalue()


def every() -> dict[str, tuple[Callable[[], bytes], str, str]]:
    """Return all faults: how to make the file, our code, EPUBCheck's."""
    made: dict[str, tuple[Callable[[], bytes], str, str]] = {}
    for name, each in FAULTS.items():
        made[name] = partial(broken, each.file, each.old, each.new), each.own, each.judge
    return made


def test_our_lint_has_nothing_to_say_of_the_good_book() -> None:
    assert check_epub(good_book()) == ()


@pytest.mark.parametrize("name", [name for name, each in FAULTS.items() if each.own])
def test_our_lint_finds(name: str) -> None:
    fault = FAULTS[name]
    found = {each.code for each in check_epub(broken(fault.file, fault.old, fault.new))}
    assert fault.own in found, found


@pytest.mark.parametrize("name", sorted(spoiled()))
def test_our_lint_finds_in_the_archive(name: str) -> None:
    data, own, _ = spoiled()[name]
    if own:
        assert own in {each.code for each in check_epub(data)}
    else:
        assert check_epub(data) == (), "it is EPUBCheck's to find"


def test_what_only_epubcheck_finds_is_no_finding_of_ours() -> None:
    """So the table says truly who finds what."""
    for name, each in FAULTS.items():
        if not each.own:
            assert check_epub(broken(each.file, each.old, each.new)) == (), name


def test_epubcheck_finds_what_the_table_says(epubcheck: Callable[[bytes], list[Message]]) -> None:
    assert {each.id for each in epubcheck(good_book())} <= {"CSS-028"}
    books = {name: (broken(e.file, e.old, e.new), e.judge) for name, e in FAULTS.items()}
    books |= {name: (data, judge) for name, (data, _, judge) in spoiled().items()}
    wrong = {}
    for name, (data, judge) in books.items():
        found = {each.id for each in epubcheck(data)} - {"CSS-028"}
        if (judge not in found) if judge else found:
            wrong[name] = (judge, sorted(found))
    assert wrong == {}


def test_every_fault_has_a_finder() -> None:
    assert all(each.own or each.judge for each in FAULTS.values())
    assert all(own or judge for _, own, judge in spoiled().values())
    assert len(FAULTS) + len(spoiled()) >= 60
    assert "1.2em" in CSS
