# SPDX-License-Identifier: AGPL-3.0-or-later
"""The PDF to read on a screen: the same bytes everywhere, and nothing a judge has to say."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from octavo.compose.document import compose
from octavo.diagnostics.problem import Outcome
from octavo.model.document import AssetUse, Document
from octavo.render.layout import Layout, lay_out
from octavo.render.screen import finish_screen
from octavo.resources.shared import fonts_folder, templates_folder
from tests.compose.samples import blobs, edition
from tests.judges.verdicts import Failure
from tests.render.conftest import Finished
from tests.render.described import listed, opened
from tests.render.samples import ENGLISH, document

ROOT = Path(__file__).parents[2]
MAKE = """
import hashlib, sys
from pathlib import Path
from typing import Any
from octavo.render.layout import lay_out
from octavo.render.screen import finish_screen
from tests.render.samples import read, rich
document = rich("az")
layout = lay_out(document, read, workspace=Path(sys.argv[1])).unwrap()
print(hashlib.sha256(finish_screen(layout, document).unwrap()).hexdigest())
"""
Verapdf = Callable[[bytes, str], list[Failure]]


def made_elsewhere(folder: Path, **environment: str) -> str:
    """Return the digest of the Azerbaijani sample made by another process in another folder."""
    folder.mkdir()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-c", MAKE, str(folder / "work")]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=True, text=True).stdout.strip()


def test_the_same_bytes_in_every_process_zone_and_folder(tmp_path: Path, rich_book: Callable[[str], Finished]) -> None:
    here = hashlib.sha256(rich_book("az")[2].unwrap()).hexdigest()
    there = made_elsewhere(tmp_path / "there", TZ="Asia/Tokyo", PYTHONHASHSEED="7", LC_ALL="C", LANG="C")
    assert here == there


def test_a_layout_is_written_twice_alike(rich_book: Callable[[str], Finished]) -> None:
    sample, laid, done = rich_book("en")
    assert finish_screen(laid.unwrap(), sample).unwrap() == done.unwrap()


def test_links_bookmarks_and_places_survive(rich_book: Callable[[str], Finished]) -> None:
    with opened(rich_book("en")[2].unwrap()) as pdf:
        annotations = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
        addresses = sorted(str(each.A.URI) for each in annotations if "/A" in each)
        inner = [each.Dest for each in annotations if "/Dest" in each]
        named = {str(place) for place in inner if len(listed(place)) == 1}
        explicit = [place for place in inner if len(listed(place)) == 5]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert addresses == ["https://example.org/a", "https://example.org/b"]
    assert {"one", "two"} <= {*names}
    assert {"one", "two"} <= named
    assert len(explicit) == 4  # there and back for two notes
    assert titles[0] == "The"


def test_no_annotation_covers_another(rich_book: Callable[[str], Finished]) -> None:
    with opened(rich_book("en")[2].unwrap()) as pdf:
        for page in pdf.pages:
            boxes = [tuple(float(value) for value in each.Rect) for each in page.obj.get("/Annots", [])]
            assert len(boxes) == len(set(boxes))
            assert all(right > left and abs(top - bottom) > 0 for left, bottom, right, top in boxes)


def test_links_say_where_they_lead_in_the_words_of_the_text(rich_book: Callable[[str], Finished]) -> None:
    with opened(rich_book("en")[2].unwrap()) as pdf:
        said = [str(each.Contents) for page in pdf.pages for each in page.obj.get("/Annots", [])]
    assert said[:3] == ["documentation of", "the", "lighthouse"]
    assert any(text.startswith(ENGLISH[:90]) for text in said)


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_rich_documents_meet_both_standards(
    language: str, rich_book: Callable[[str], Finished], verapdf: Verapdf
) -> None:
    _, laid, done = rich_book(language)
    assert (laid.problems, done.problems) == ((), ())
    data = done.unwrap()
    assert [verapdf(data, flavour) for flavour in ("ua1", "2a")] == [[], []]


AWKWARD = [
    '<h1>a</h1><h4>b</h4><ul style="list-style-position: inside"><li>x</li></ul>',
    '<p><a href="https://example.org/"><img src="boat.png" alt="A boat"></a> <img src="boat.png" alt=""></p>',
    "<table><thead><tr><th colspan='2'>A</th><th>B</th></tr></thead><tr><td>1</td><td>2</td><td>3</td></tr></table>",
    '<p style="column-count: 2">a b c</p><div style="display: flex"><p>a</p><p>b</p></div>',
    '<p style="float: left">a</p><p style="position: absolute">b</p><div style="transform: rotate(9deg)">c</div>',
    '<div role="img" aria-label="A chart"><p>1</p><a href="https://example.org/">2</a></div>',
    '<p>a <a href="#x">b <em>c</em> <strong>d</strong></a></p><p id="x">e</p>',
    '<p style="text-decoration: underline">a<sup><a role="doc-noteref" href="#x">1</a></sup></p><p id="x">b</p>',
    '<p style="background: #eee; border: 1pt solid">a</p><hr><p lang="ar" dir="rtl">كُتب المعلّم</p>',
]


@pytest.mark.parametrize("html", AWKWARD)
def test_what_used_to_fail_meets_both_standards(
    html: str, lay: Callable[[Document], Outcome[Layout]], verapdf: Verapdf
) -> None:
    sample = document(html)
    data = finish_screen(lay(sample).unwrap(), sample).unwrap()
    assert [verapdf(data, flavour) for flavour in ("ua1", "2a")] == [[], []]


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_composed_editions_meet_both_standards(language: str, workspace: Path, verapdf: Verapdf) -> None:
    def read(use: AssetUse) -> bytes:
        return blobs(use.digest) if use.digest else (fonts_folder().parent / use.shared).read_bytes()

    composed = compose(edition(language), "print", templates_folder(), blobs).unwrap()
    laid = lay_out(composed, read, workspace=workspace)
    assert laid.problems == ()
    done = finish_screen(laid.unwrap(), composed)
    assert done.problems == ()
    assert [verapdf(done.unwrap(), flavour) for flavour in ("ua1", "2a")] == [[], []]


def test_weasyprint_is_imported_only_to_lay_out() -> None:
    slow = {"weasyprint", "pikepdf", "pypdfium2", "pydyf", "PIL"}
    code = f"import sys, octavo.render.layout, octavo.render.screen, octavo.check.pdf; print({slow} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"


def stray_ink(one: Any, other: Any) -> int:
    """Return how many pixels of `one` are darker than all within a pixel of them in `other`."""
    from PIL import ImageChops, ImageFilter

    darkest = other.filter(ImageFilter.MinFilter(3))
    return sum(ImageChops.subtract(darkest, one).histogram()[96:])


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_what_is_said_does_not_change_what_is_seen(language: str, rich_book: Callable[[str], Finished]) -> None:
    import pypdfium2

    _, laid, done = rich_book(language)
    plain = pypdfium2.PdfDocument(laid.unwrap().rendered.copy().write_pdf())
    ours = pypdfium2.PdfDocument(done.unwrap())
    assert len(plain) == len(ours)
    for page in plain:  # the engine's own file shows the bleed
        page.set_mediabox(*page.get_trimbox())
    for pages in zip(plain, ours, strict=True):
        # PDFium puts the letters of each text object on whole pixels, so that a broken word may move by one.
        one, other = (page.render(scale=4, grayscale=True).to_pil() for page in pages)
        assert stray_ink(one, other) == stray_ink(other, one) == 0
    plain.close()
    ours.close()
