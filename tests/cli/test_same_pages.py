# SPDX-License-Identifier: AGPL-3.0-or-later
"""Print and e-book cite alike: what stands between two page markers is what the printed page has, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import polib
import pytest

from tests.cli.conftest import ROOT, Printed
from tests.cli.editions import EDITIONS
from tests.judges.pages import book_pages, main_text, pdf_pages, signs

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("published")]

LONGEST = 30  # signs of a word
# What the colophon says of paper alone.
PAPER = "The line grid is {grid} points, the text {size}."


def on_paper_alone(tag: str) -> str:
    """Return a pattern of the sentence that only print has, in a language."""
    said = PAPER
    if tag != "en":
        said = next(
            each.msgstr for each in polib.pofile(str(ROOT / f"templates/locale/{tag}.po")) if each.msgid == PAPER
        )
    return r"\d+".join(signs(part) for part in re.split(r"\{\w+\}", said))


def pairs(printed: Printed, name: str, tag: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pages: label, signs of print, signs of the e-book."""
    import pypdfium2

    pdf = printed.file(f"{name}/{tag}/{name}-{tag}-screen.pdf")
    marked = book_pages(printed.file(f"{name}/{tag}/{name}-{tag}.epub"))
    document = pypdfium2.PdfDocument(pdf)
    paper = on_paper_alone(tag)
    for number, page in enumerate(pdf_pages(pdf)):
        label = document.get_page_label(number)
        said = re.sub(paper, "", signs(main_text(page)))
        if label in marked or said:
            yield label, said, signs(marked.pop(label, "(not marked)"))
    assert not marked, "every marker is that of a printed page"


def _settled(text: str) -> str:
    """Return the text with the letters of each word from right to left in an order that pieces of it can't change."""
    return re.sub("[\u0590-\u08ff]+", lambda word: "".join(sorted(word[0])), text)


@pytest.mark.parametrize(("name", "tag"), EDITIONS)
def test_between_two_markers_stands_the_printed_page(printed: Printed, name: str, tag: str) -> None:
    pages = list(pairs(printed, name, tag))
    assert len(pages) > 20
    assert sum(len(said) for _, said, _ in pages) > 8000, "the text was read"
    carried, wrong = "", []
    for label, shown, marked in pages:
        # A word that print breaks at the turn is whole in the e-book: it goes with the page on which it ends.
        said, carried = carried + shown, ""
        if said.startswith(marked) and len(said) - len(marked) < LONGEST:
            said, carried = marked, said[len(marked) :]
        # Lines that run from right to left come out of a PDF in pieces, so there only their signs are compared.
        same = Counter(said) == Counter(marked) if tag == "ar" else _settled(said) == _settled(marked)
        if not same:
            wrong.append((label, said, marked))
    assert wrong == []
    assert carried == ""
