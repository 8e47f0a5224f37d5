# SPDX-License-Identifier: AGPL-3.0-or-later
"""A printer as data: what it takes and what it asks for, and for every number where that was read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import lcm
from typing import Annotated, Literal

from pydantic import Field

from octavo.model.canonical import Strict

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case letters, digits and -")]
Text = Annotated[str, Field(min_length=1)]
Amount = Annotated[Decimal, Field(ge=0)]

Standard = Literal["PDF/X-4", "PDF/X-1a:2003", "PDF/X-1a:2001", "PDF"]
Kind = Literal["offset", "digital", "on-demand", "office"]
Binding = Literal["saddle", "perfect"]
Fold = Literal["saddle", "signature-4", "signature-8", "signature-16", "cut-and-stack", "n-up"]
InkMeasure = Literal["mean-15mm", "peak"]
Interior = Literal["colour", "black"]
CoverFrom = Literal["apart", "self"]
OfficeCover = Literal["within", "apart"]

DEFAULT = "offset-coated"
# The bleed that every page is laid out with; a printer's own is cut from it.
BLEED_MOST = Decimal(5)
# Octavo's own, for printers who don't say: offset presses hold the sheet by its foot, and most digital presses leave an
# edge white; an office prints pages of half its sheet. A binder mills folds off so that the glue reaches every leaf.
GRIPPER: dict[Kind, Decimal] = {
    "offset": Decimal(10),
    "digital": Decimal(4),
    "on-demand": Decimal(4),
    "office": Decimal(0),
}
MILLING = Decimal(3)
# How many pages one folded sheet has; what is cut into leaves has two.
_FOLDED: dict[Fold, int] = {"saddle": 4, "signature-4": 4, "signature-8": 8, "signature-16": 16}


class Reference(Strict):
    """Where a number was read: a page or a paper, and on which day."""

    title: Text = Field(description="the page or paper; say so where a number is from memory or an estimate")
    url: str = Field("", description="its address")
    read: date = Field(description="the day on which it was read")


class Sourced(Strict):
    """A number, with the reference it comes from."""

    value: Amount = Field(description="the number")
    source: Name = Field(description="where it was read: a name under `sources`")


class FromPages(Sourced):
    """A number that holds from so many pages."""

    pages: int = Field(ge=1, description="the number holds from this many pages")


class Stock(Strict):
    """A paper: one leaf is `caliper` millimetres thick, else grammage × bulk / 1000."""

    name: Name = Field(description="the name by which publications ask for the paper")
    title: Text = Field(description="the paper as one orders it")
    grammage: Amount = Field(description="what a square metre weighs, in grams")
    caliper: Amount | None = Field(None, description="thickness of one leaf in millimetres")
    bulk: Amount | None = Field(None, description="cm³/g; a leaf is grammage × bulk / 1000 millimetres thick")
    coated: bool = Field(False, description="whether the paper is coated")
    source: Name = Field(description="where the numbers were read: a name under `sources`")


class Printer(Strict):
    """What a printer takes. Lengths in millimetres, lines and type in points, ink in per cent of the four plates."""

    name: Name = Field(description="the name in publication.yaml and in the names of files")
    title: Text = Field(description="who or what the printer is")
    note: str = Field("", description="what one has to know before sending a file")
    kind: Kind = Field(description="how the printer prints")
    standard: Standard = Field(description="the standard of the file; PDF means none of PDF/X")
    colour: Literal["cmyk", "rgb"] = Field("cmyk", description="rgb where the printer converts by itself")
    condition: str = Field(
        "",
        description="the printing condition, as the ICC registry names it: FOGRA39 (coated, the default) or FOGRA29 "
        "(uncoated), or what the profile is made for",
    )
    profile: str = Field("", description="the ICC profile of the condition: a file beside this one")
    bleed: Sourced = Field(description="what is printed beyond the trim, in millimetres")
    bleed_at_spine: bool = Field(True, description="false where inside pages end at the spine without bleed")
    safety: Sourced = Field(description="free of type along the trim, in millimetres")
    cover_safety: Sourced | None = Field(None, description="the same on covers, where it is another")
    spine_safety: Sourced | None = Field(None, description="free of type at the spine of inside pages, in millimetres")
    spine_safety_from: tuple[FromPages, ...] = Field((), description="the same in thicker books, by their pages")
    ink_limit: Sourced | None = Field(None, description="per cent of all four plates together")
    ink_measure: InkMeasure = Field(
        "peak", description="whether the limit holds everywhere or for the mean of a square"
    )
    ppi_least: Sourced | None = Field(None, description="pictures below it are an error")
    ppi_good: Sourced | None = Field(None, description="pictures below it are a warning")
    ppi_most: Sourced | None = Field(None, description="what pictures have beyond it is for nothing")
    ppi_line_art: Sourced | None = Field(None, description="pictures of black and white alone below it are a warning")
    line_least: Sourced | None = Field(None, description="thinnest line, in points")
    type_least: Sourced | None = Field(None, description="smallest type in one ink, in points")
    type_least_coloured: Sourced | None = Field(
        None, description="smallest type that is white or in several inks, in points"
    )
    page_multiple: Sourced | None = Field(None, description="pages are a multiple of it, whatever the binding")
    pages_least: Sourced | None = Field(None, description="fewest pages")
    pages_most: Sourced | None = Field(None, description="most pages")
    spine_text_pages: Sourced | None = Field(None, description="from how many pages the spine may bear text")
    spine_extra: Sourced | None = Field(None, description="millimetres added to the spine besides the leaves")
    spine_tolerance: Sourced | None = Field(None, description="how far a fold may stray, in millimetres")
    size_most: Sourced | None = Field(None, description="largest file in megabytes")
    overprint_black: bool = Field(True, description="black text prints over what is beneath it")
    marks: bool = Field(False, description="crop and registration marks outside the bleed of single pages")
    binding: Binding = Field("saddle", description="how books are bound, unless a publication asks otherwise")
    fold: Fold = Field("saddle", description="how sheets become pages")
    sheet: Text = Field("SRA3", description="A3, A4, SRA3, B2 …, or width x height such as 450x320mm")
    gripper: Sourced | None = Field(
        None,
        description="the edge at a sheet's foot that can't be printed, in millimetres; by default Octavo's own: 10 "
        "(offset), 4 (digital) or 0 (office)",
    )
    milling: Sourced | None = Field(
        None, description="what is taken off the folds of glued sections, in millimetres; by default Octavo's own: 3"
    )
    paper: Name = Field(description="the stock of the inside, unless a publication names another")
    cover_paper: str = Field("", description="the stock of the cover; empty where the spine's formula holds it already")
    stocks: tuple[Stock, ...] = Field(description="the papers that the printer has")
    sources: dict[str, Reference] = Field(description="where the numbers were read, by names of your own")

    def stock(self, name: str) -> Stock | None:
        """Return the paper of that name, or None."""
        return next((each for each in self.stocks if each.name == name), None)


class PrintOrder(Strict):
    """What a publication asks of its printers; whatever is left out is as the printer has it."""

    paper: str = Field("", description="the stock of the inside, by a printer's name for it")
    cover_paper: str = Field("", description="the stock of a cover printed apart")
    binding: Binding | None = Field(None, description="saddle (stitched through the fold) or perfect (glued)")
    fold: Fold | None = Field(None, description="how sheets become pages")
    sheet: str = Field("", description="A3, A4, SRA3, B2 …, or width x height such as 450x320mm")
    copies: int | None = Field(None, ge=1, description="how many are to be printed, for the order")
    interior: Interior = Field("colour", description="black makes the inside of one ink")
    cover: CoverFrom = Field(
        "apart",
        description="self makes front and back of the cover the first and last page of a stitched booklet, on the "
        "paper of its inside; else a cover is a file of its own, among the `outputs`",
    )
    office_cover: OfficeCover = Field(
        "within",
        description="apart makes the outermost sheet of the office booklet a file of its own, for thicker paper; with "
        "`cover: self` it always is",
    )
    co_edition: bool = Field(
        False,
        description="the editions are printed with the same plates of the colours: only pictures are coloured, each at "
        "the head of its page, and all else is black; see `octavo fit my-book` and `octavo check my-book --co-edition`",
    )
    finishing: str = Field("", description="what else is to be done, in words for the printer")
    marks: bool | None = Field(None, description="crop and registration marks on single pages")

    @property
    def office_cover_apart(self) -> bool:
        """Tell whether the outermost sheet of the office booklet is a file of its own."""
        return self.office_cover == "apart" or self.cover == "self"


def ordered(printer: Printer, order: PrintOrder) -> Printer:
    """Return the printer with what the publication orders.

    A paper that it does not have stays its own; where sheets are not folded as the binding needs, they are from now on.
    """
    papers = {
        key: name
        for key, name in (("paper", order.paper), ("cover_paper", order.cover_paper))
        if printer.stock(name) is not None
    }
    binding, fold = order.binding or printer.binding, order.fold or printer.fold
    if not can_be_bound(fold, binding):
        fold = "saddle" if binding == "saddle" else "signature-8"
    marks = printer.marks if order.marks is None else order.marks
    rest = {"binding": binding, "fold": fold, "sheet": order.sheet or printer.sheet, "marks": marks}
    return printer.model_copy(update={**papers, **rest})


def can_be_bound(fold: Fold, binding: Binding) -> bool:
    """Tell whether sheets folded so can be bound so: nested ones are stitched, all others are glued."""
    return fold == "n-up" or (fold == "saddle") == (binding == "saddle")


def thickness(stock: Stock) -> Decimal:
    """Return how thick one leaf is, in millimetres: its caliper, else grammage (g/m²) × bulk (cm³/g) / 1000.

    Raises ValueError for a stock that has neither; load refuses those.
    """
    if stock.caliper is not None:
        return stock.caliper
    if stock.bulk is None:
        raise ValueError(f"the stock {stock.name} has neither caliper nor bulk")
    return stock.grammage * stock.bulk / 1000


def spine_mm(pages: int, printer: Printer, stock: Stock, cover_stock: Stock | None) -> Decimal:
    """Return the width of the spine in millimetres.

    The leaves of the inside, both leaves of the cover, and what the printer adds. `cover_stock` is None where the
    printer's own factor for the inside already holds the cover. A saddle-stitched booklet has no spine: 0.
    """
    if printer.binding == "saddle":
        return Decimal(0)
    leaves = (pages + 1) // 2
    cover = 2 * thickness(cover_stock) if cover_stock else Decimal(0)
    extra = printer.spine_extra.value if printer.spine_extra else Decimal(0)
    return leaves * thickness(stock) + cover + extra


def spine_safety_mm(printer: Printer, pages: int) -> Decimal:
    """Return what stays free of type at the spine edge of inside pages, in millimetres, in a book of so many pages."""
    holding = [each for each in printer.spine_safety_from if each.pages <= pages]
    if holding:
        return max(holding, key=lambda each: each.pages).value
    return (printer.spine_safety or printer.safety).value


def gripper_mm(printer: Printer) -> Decimal:
    """Return how much of a sheet's foot can't be printed, in millimetres: the printer's own number, or Octavo's."""
    return printer.gripper.value if printer.gripper else GRIPPER[printer.kind]


def milling_mm(printer: Printer) -> Decimal:
    """Return what is taken off the folds of sections that are glued, in millimetres; nothing where they are not."""
    if not printer.fold.startswith("signature"):
        return Decimal(0)
    return printer.milling.value if printer.milling else MILLING


def pages_in_steps_of(printer: Printer) -> int:
    """Return the number that the count of pages must be a multiple of: two for leaves, more for folded sheets."""
    own = int(printer.page_multiple.value) if printer.page_multiple else 1
    bound = 4 if printer.binding == "saddle" else _FOLDED.get(printer.fold, 2)
    return lcm(max(own, 1), bound)
