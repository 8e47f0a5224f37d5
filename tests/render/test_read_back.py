# SPDX-License-Identifier: AGPL-3.0-or-later
"""A roll from its CSV to the finished files and back: what benchmarks/read_back.py finds, and that it finds faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from invented import ROLL_TITLE, write_book
from read_back import Reading, expected_roll, read_back

from octavo.pipeline.build import build
from octavo.pipeline.options import house_options

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("read back")]
NAMES = 1_500
AT = 12  # a page in the middle, from 0


class Made:
    """A publication with a roll, built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = folder / "syllables"
        self.csv = self.book / "names" / "all.csv"

    def build(self) -> None:
        made = build([self.book], house_options(self.folder / "out", outputs=("screen", "press"), jobs=1))
        assert {each.code for each in made.problems} <= {"C106"}

    def file(self, output: str) -> Path:
        return self.folder / "out" / "syllables" / "en" / f"syllables-en-{output}.pdf"

    def read(self, output: str = "screen", path: Path | None = None) -> Reading:
        roll = expected_roll(self.csv, "en", ROLL_TITLE)
        return read_back(path or self.file(output), roll, tagged=output == "screen")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    made = Made(tmp_path_factory.mktemp("roll"))
    write_book(made.book, 0, NAMES, index=False)
    made.build()
    return made


@pytest.mark.parametrize("output", ["screen", "press"])
def test_what_is_read_back_is_what_the_file_of_names_says(made: Made, output: str) -> None:
    reading = made.read(output)
    assert reading.faults == ()
    assert reading.names == NAMES
    assert reading.pages > 20


def exchanged_heads(pdf: Any) -> None:
    first, second = (_stream(pdf, at) for at in (AT, AT + 2))
    heads = [re.findall(rb"\[[^]]*\] TJ", each)[-2] for each in (first, second)]
    _write(pdf, AT, first.replace(heads[0], heads[1]))
    _write(pdf, AT + 2, second.replace(heads[1], heads[0]))


def exchanged_names(pdf: Any) -> None:
    stream = _stream(pdf, AT)
    one, other = re.findall(rb"Tf\n(\[[^]]*\] TJ\nET)", stream)[2:4]
    _write(pdf, AT, stream.replace(one, b"*").replace(other, one).replace(b"*", other))


def lost_name(pdf: Any) -> None:
    stream = _stream(pdf, AT)
    _write(pdf, AT, stream.replace(re.findall(rb"Tf\n(\[[^]]*\] TJ\nET)", stream)[2], b"ET"))


def repeated_page(pdf: Any) -> None:
    _write(pdf, AT + 2, _stream(pdf, AT))


def no_labels(pdf: Any) -> None:
    del pdf.Root.PageLabels


def font_twice(pdf: Any) -> None:
    import pikepdf

    descriptor = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each)
    again = copy(descriptor)
    again.FontName = pikepdf.Name("/ZZZZZZ+" + str(descriptor.FontName).rpartition("+")[2])
    again.FontFile2 = pdf.make_stream(descriptor.FontFile2.read_bytes())
    pdf.Root.Kept = pdf.make_indirect(again)


def bookmark_elsewhere(pdf: Any) -> None:
    mark = _bookmark(pdf, "M")
    mark.Dest[0] = pdf.pages[AT].obj


def bookmark_too_high(pdf: Any) -> None:
    mark = _bookmark(pdf, "M")
    mark.Dest[3] = float(mark.Dest[3]) + 40


def empty_contents(pdf: Any) -> None:
    _write(pdf, 2, b"q Q")


def not_an_item(pdf: Any) -> None:
    _owners(pdf)[3].S = _name("/P")


def items_in_another_order(pdf: Any) -> None:
    items = _owners(pdf)[3].P.P
    kids = list(items.K)
    place = next(n for n, kid in enumerate(kids) if kid.objgen == _owners(pdf)[3].P.objgen)
    kids[place], kids[place + 1] = kids[place + 1], kids[place]
    items.K = kids


def item_of_another_page(pdf: Any) -> None:
    _owners(pdf)[3].Pg = pdf.pages[AT + 1].obj


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (exchanged_heads, f"page {AT + 1}: its head is"),
        (exchanged_names, f"page {AT + 1}: “.*” where “.*” is to be"),
        (lost_name, f"page {AT + 1}: “.*” where “.*” is to be"),
        (repeated_page, f"page {AT + 3}: its folio is “{AT + 1}”"),
        (no_labels, f"page {AT + 1}: its label is “”"),
        (font_twice, "the font (.*) is in the file 2 times\nthe bytes of 1 fonts"),
        (bookmark_elsewhere, f"“M” leads to page {AT + 1}"),
        (bookmark_too_high, "“M” leads to .* but it stands at"),
        (empty_contents, f"the contents say nothing of “{ROLL_TITLE}”"),
        (not_an_item, f"page {AT + 1}: “.*” is tagged /P in /LI in /L"),
        (items_in_another_order, f"page {AT + 1}: the item of .* does not follow"),
        (item_of_another_page, f"page {AT + 1}: .* says that it is on another page"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_fault_is_found(made: Made, tmp_path: Path, damage: Callable[[Any], None], said: str) -> None:
    import pikepdf

    broken = tmp_path / "broken.pdf"
    with pikepdf.open(made.file("screen")) as pdf:
        damage(pdf)
        pdf.save(broken)
    assert re.search(said, "\n".join(made.read(path=broken).faults))


def test_a_corrected_name_stands_in_its_new_place(made: Made) -> None:
    before = made.file("screen").read_bytes()
    text = made.csv.read_text("utf-8")
    name = text.split("\n")[NAMES // 2].partition(",")[0]
    made.csv.write_text(text.replace(f"\n{name},", f"\nZu{name},"), "utf-8")
    assert made.read().faults
    made.build()
    for output in ("screen", "press"):
        assert made.read(output).faults == ()
    assert made.file("screen").read_bytes() != before


def _stream(pdf: Any, at: int) -> bytes:
    return bytes(pdf.pages[at].Contents.read_bytes())


def _write(pdf: Any, at: int, data: bytes) -> None:
    pdf.pages[at].Contents = pdf.make_stream(data)


def _name(name: str) -> Any:
    import pikepdf

    return pikepdf.Name(name)


def _bookmark(pdf: Any, title: str) -> Any:
    import pikepdf

    found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Dest" in each]
    return next(each for each in found if str(each.get("/Title", "")) == title)


def _owners(pdf: Any) -> Any:
    nums = [each for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids for each in leaf.Nums]
    return dict(zip(map(int, nums[::2]), nums[1::2], strict=True))[int(pdf.pages[AT].StructParents)]
