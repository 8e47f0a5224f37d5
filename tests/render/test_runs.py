# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long books laid out in runs: the very pages, tags, bookmarks, links and map that the whole layout gives."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo.check.pdf import check_pdf
from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document, DocumentFile
from octavo.model.matter import LongRoll
from octavo.model.pagemap import PageMap
from octavo.render import runs, runs_engine, runs_plan
from octavo.render.layout import lay_out
from octavo.render.plain import write_plain
from octavo.render.runs import Written, write_in_runs
from octavo.render.runs_plan import plan_runs
from octavo.render.screen import finish_screen
from tests.render.described import describe, opened, tags
from tests.render.samples import document, read

CHAPTERS = 5
WANTS = frozenset({"screen", "plain"})
STYLE = """
@page { @top-left { content: string(chapter) } @top-right { content: string(publication) } }
@page :first { @top-left { content: none } }
body { margin: 0; string-set: publication attr(data-publication) }
.part { string-set: chapter attr(data-running) }
.opens-recto { break-before: recto }
.opens-page { break-before: page }
.footnote { float: footnote; font-size: 7pt; line-height: 9pt }
.terms .page::after { content: target-counter(attr(href), page) }
"""
_SYLLABLES = [start + end for start in "bdgklmnprst" for end in "aeiou"]


def _sentence(chance: random.Random) -> str:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(chance.randint(5, 18))]
    return " ".join(words).capitalize() + ". "


def _chapter(number: int) -> Iterator[str]:
    chance = random.Random(number)
    key = f"text/{number:02}.md"
    opens = "opens-page" if number % 3 == 0 else "opens-recto"
    yield f'<section class="part {opens}" id="c{number}" data-running="Chapter {number}">'
    yield f'<h1 data-key="{key}#1">Chapter {number}</h1>'
    for block in range(2, 12):
        text = "".join(_sentence(chance) for _ in range(4))
        note = f'<span class="footnote" id="c{number}-n{block}">{_sentence(chance)}</span>' if block % 4 == 0 else ""
        see = f' See <a href="#c{chance.randint(1, CHAPTERS)}">another chapter</a>.' if block % 3 == 0 else ""
        yield f'<p data-key="{key}#{block}"><span id="c{number}-x{block}"></span>{text}{note}{see}</p>'
        if block == 6:
            yield f'<h2 data-key="{key}#h">Within {number}</h2><ul><li>{_sentence(chance)}</li><li>End.</li></ul>'
            yield "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td><td>2</td></tr></table>"
        if block == 8:
            yield '<img src="boat.png" alt="A boat">'
            yield '<p style="background: linear-gradient(#204080, white)">A slope</p>'
    yield "</section>"


def _book(more: str = "", times: int = 1) -> Document:
    entries = (
        "".join(f'<li><a href="#c{number}">Chapter {number}</a></li>' for number in range(1, CHAPTERS + 1)) * times
    )
    contents = f'<nav role="doc-toc"><ol>{entries}<li><a href="#z">Index</a></li></ol></nav>'
    pages = "".join(f'<a class="page" href="#c{at}-x{block}"></a>' for at in (2, 4, 5) for block in (2, 3, 11))
    index = f'<ul class="terms" data-between=", " data-range="–"><li data-key="index#1">term{pages}</li></ul>'
    html = (
        '<section class="part opens-recto" id="t"><h1 data-key="publication.yaml#title">Nowhere</h1></section>'
        f'<section class="part opens-recto" id="c" data-running="Contents"><h1>Contents</h1>{contents}</section>'
        + "".join("".join(_chapter(number)) for number in range(1, CHAPTERS + 1))
        + f'<section class="part opens-recto" id="z" data-running="Index"><h1>Index</h1>{index}{more}</section>'
    )
    made = document(html, style=STYLE)
    (file,) = made.files
    named = file.html.replace(
        "<body>", '<body data-publication="Nowhere" data-publication-key="publication.yaml#title">'
    )
    return replace(made, files=(DocumentFile(file.name, file.title, named),))


@pytest.fixture(scope="module")
def small() -> Iterator[None]:
    """Let short books be laid out in runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs_plan, "LONG", 10_000)
        patch.setattr(runs, "HEAVY", 10_000)
        patch.setattr(runs_plan, "RUN", 2_000)
        yield


@pytest.fixture(scope="module")
def in_runs(small: None, workspace: Path) -> Written:
    assert small is None
    made = _in_runs(_book(), workspace)
    assert made is not None
    return made


def _in_runs(book: Document, workspace: Path) -> Written | None:
    made = write_in_runs(book, read, WANTS, workspace=workspace)
    assert made.problems == ()
    return made.value


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_a_book_in_runs_is_the_book_in_one_piece(in_runs: Written, workspace: Path) -> None:
    book = _book()
    plan = plan_runs(book)
    assert plan is not None
    assert len(plan.runs) == CHAPTERS + 2
    assert plan.runs[0].sections == range(2), "the contents, which are laid out twice, and what stands before them"
    layout = lay_out(book, read, workspace=workspace).unwrap()
    assert len(layout.pages) > 20
    _same_map(in_runs.page_map, layout.page_map)
    screen, plain = finish_screen(layout, book).unwrap(), write_plain(layout, book).unwrap()
    assert check_pdf(in_runs.files["screen"], book) == []
    assert describe(in_runs.files["screen"]) == describe(screen)
    for mine, its in ((in_runs.files["screen"], screen), (in_runs.files["plain"], plain)):
        assert _facts(mine) == _facts(its)
        _same_pages(mine, its)


def _same_map(mine: PageMap, its: PageMap) -> None:
    for name in ("pages", "headings", "turns", "findings", "veils", "endings", "parts"):
        assert getattr(mine, name) == getattr(its, name), name


def _same_pages(mine: bytes, its: bytes) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(mine) as one, pypdfium2.PdfDocument(its) as other:
        for left, right in zip(one, other, strict=True):
            texts = left.get_textpage(), right.get_textpage()
            assert texts[0].get_text_range() == texts[1].get_text_range()
            for at in range(texts[0].count_chars()):
                pairs = zip(texts[0].get_charbox(at), texts[1].get_charbox(at), strict=True)
                assert max(abs(a - b) for a, b in pairs) < 0.05  # points, a fiftieth of a millimetre
            drawn = [page.render(scale=0.5).to_pil().tobytes() for page in (left, right)]
            assert drawn[0] == drawn[1]


def is_picture(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/Image"


def _is_slope(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary) and "/ShadingType" in value and "/ColorSpace" in value


def _space(value: Any) -> str:
    """Return what colours are given in: a name, or that of a space with how many bytes its profile has."""
    import pikepdf

    return str(value) if isinstance(value, pikepdf.Name) else f"{value[0]} {len(value[1].read_bytes())}"


def _facts(data: bytes) -> dict[str, Any]:
    """Return what of a file is neither text nor structure: boxes, links, where they lead, bookmarks, what is said."""
    with opened(data) as pdf:
        place = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def where(target: Any) -> list[object]:
            page, *rest = target
            return [place[page.objgen], *map(str, rest)]

        root = pdf.Root
        names = list(root.get("/Names", {}).get("/Dests", {}).get("/Names", []))
        with pdf.open_outline() as outline:
            marks = [(each.title, each.is_closed, len(each.children)) for each in outline.root]
        return {
            "catalog": sorted(root.keys()),
            "info": {name: str(value) for name, value in pdf.docinfo.items()},
            "xmp": root.Metadata.read_bytes() if "/Metadata" in root else b"",
            "boxes": [[str(page.obj[name]) for name in ("/MediaBox", "/TrimBox", "/BleedBox")] for page in pdf.pages],
            "links": [
                (number, str(each.Rect), str(each.Contents), int(each.F), str(each.get("/Dest", "")) * ("/A" in each))
                for number, page in enumerate(pdf.pages)
                for each in page.obj.get("/Annots", [])
            ],
            "places": {str(name): where(target) for name, target in zip(names[::2], names[1::2], strict=True)},
            "bookmarks": marks,
            "pictures": sum(is_picture(each) for each in pdf.objects),
            "slopes": sorted(_space(each.ColorSpace) for each in pdf.objects if _is_slope(each)),
            "fonts": sorted(str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()),
        }


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_the_same_book_gives_the_same_bytes(in_runs: Written, workspace: Path) -> None:
    again = _in_runs(_book(), workspace)
    assert again is not None
    assert again.files == in_runs.files


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_contents_that_come_out_shorter_move_all_that_follows(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _book(times=6)
    right = _in_runs(book, workspace)
    monkeypatch.setattr(runs_engine, "_GUESS", {"page": [10**45]})  # too long for the line of its entry
    moved = _in_runs(book, workspace)
    assert right is not None
    assert moved is not None
    assert moved.page_map == right.page_map
    assert describe(moved.files["screen"]) == describe(right.files["screen"])


@pytest.mark.slow
def test_marked_content_of_runs_leads_back_to_its_element(in_runs: Written) -> None:
    import pikepdf

    with opened(in_runs.files["screen"]) as pdf:
        parents: dict[int, Any] = {}
        for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids:
            keys = [int(key) for key in leaf.Nums[::2]]
            assert keys == sorted(keys)
            assert [int(each) for each in leaf.Limits] == [keys[0], keys[-1]]
            assert not parents.keys() & set(keys)
            parents |= dict(zip(keys, leaf.Nums[1::2], strict=True))
        for page in pdf.pages:
            owners = parents[int(page.StructParents)]
            for each in pikepdf.parse_content_stream(page):
                if str(each.operator) == "BDC" and "/MCID" in each.operands[1]:
                    owner = owners[int(each.operands[1].MCID)]
                    assert owner is not None
            for note in page.obj.get("/Annots", []):
                assert parents[int(note.StructParent)].S == "/Link"
        assert len(list(tags(pdf.Root.StructTreeRoot.K))) > 200


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"style": "p { counter-increment: all }"}, "in css/own.css, “counter-increment:” depends on all pages"),
        (
            {"style": "@page { @top-left { content: counter(pages) } }"},
            "in css/own.css, “counter(pages” depends",
        ),
        ({"more": '<p id="c1">Once more</p>'}, "the id c1 is given twice"),
        ({"more": "<p>سلام</p>", "title": "سلام"}, "letters that need the whole book to be read, such as “س”"),
        ({"direction": "rtl"}, "its lines run from the right"),
        ({"also": "az"}, "it is in two languages"),
        ({"opens": "part"}, "too few of its parts have a heading and open a page"),
    ],
)
def test_what_can_not_be_cut_stays_whole_and_that_is_said(change: dict[str, str], why: str, workspace: Path) -> None:
    book = _book(change.get("more", ""))
    assert plan_runs(_book()) is not None
    if "title" in change:
        assert plan_runs(book) is not None, "in one run they do no harm"
        (file,) = book.files
        book = replace(book, files=(replace(file, html=file.html.replace("Nowhere</h1>", f"{change['title']}</h1>")),))
    if "opens" in change:
        (file,) = book.files
        book = replace(book, files=(replace(file, html=re.sub("opens-(?:recto|page)", change["opens"], file.html)),))
    styled = replace(book, styles=(*book.styles, ("css/own.css", change.get("style", ""))))
    direction, also = change.get("direction", book.metadata.direction), tuple(change.get("also", "").split())
    metadata = replace(book.metadata, direction=direction, also=also)
    made = write_in_runs(replace(styled, metadata=metadata), read, WANTS, workspace=workspace)
    assert made.value is None
    assert [each.code for each in made.problems] == ["R352"]
    assert why in made.problems[0].message


@pytest.mark.usefixtures("small")
def test_nobody_is_told_why_a_book_stays_whole_that_fits_into_memory(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = replace(_book(), styles=(("css/own.css", "p { counter-increment: all }"),))
    assert [each.code for each in write_in_runs(book, read, WANTS, workspace=workspace).problems] == ["R352"]
    monkeypatch.setattr(runs, "HEAVY", 180_000)
    assert write_in_runs(book, read, WANTS, workspace=workspace) == Outcome(None)


def test_short_books_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs_plan, "LONG", 180_000)
    assert plan_runs(_book()) is None
    assert plan_runs(replace(_book(), rolls=(LongRoll("x", (), ""),))) is None, "of a short book nothing is said"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ValueError("no such\n  box"), "ValueError: no such box"),
        (AssertionError(), "AssertionError"),
        (MemoryError(), "there is not enough memory"),
        (runs_engine.Unfit("its pages never rest"), "its pages never rest"),
        (runs_engine.Remarked("a link to nowhere"), None),
    ],
)
def test_what_fails_is_said(
    fault: Exception, said: str | None, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(runs, "begin_files", fail)
    made = write_in_runs(_book(), read, WANTS, workspace=workspace)
    assert made.value is None
    code = "R352" if isinstance(fault, runs_engine.Unfit) else "R351"
    assert [(each.code, each.severity) for each in made.problems] == ([(code, Severity.NOTE)] if said else [])
    assert all(each.message.endswith(f" {said}") for each in made.problems)


@pytest.mark.slow
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("more", ['<p><a href="#nowhere">lost</a></p>', '<img src="x.png" alt="x">'])
def test_a_book_with_remarks_is_told_by_the_whole_layout(more: str, workspace: Path) -> None:
    assert plan_runs(_book(more)) is not None
    assert write_in_runs(_book(more), read, WANTS, workspace=workspace) == Outcome(None)
