# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages written once more, plainly, for print: in RGB, with bleed, for octavo.render.press to convert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.canonical import digest
from octavo.model.document import Document
from octavo.model.pdf_parts import RememberData, anew_data
from octavo.render.boxes import MM_PER_PX
from octavo.render.cmyk import put_back
from octavo.render.engine import listening
from octavo.render.layout import BLEED, Layout
from octavo.render.painting import Painted, images_of, write_bled
from octavo.render.remarks import drawing_problems
from octavo.render.roll.joining import add_plain, preparing
from octavo.render.tags_text import mend_text
from octavo.resources.memory import unhurried

# What says how a file is read or browsed, which nobody does with a file for print.
_FOR_READERS = ("StructTreeRoot", "MarkInfo", "Outlines", "PageMode", "PageLabels", "Names", "ViewerPreferences")


def write_plain(layout: Layout, document: Document, remember: RememberData = anew_data) -> Outcome[bytes]:
    """Return the PDF of the same pages as the screen's, with what the engine remarked while it drew them.

    MediaBox is trim and 5 mm of bleed on all sides, TrimBox begins at 0 0. Colours are as the style gives them; fonts
    and the text they are read as are those of the screen; pictures in CMYK are there as they came. There are no
    links, bookmarks or tags. `remember` may have the set pages of the last time.
    """

    def finish(pages: list[Painted], fonts: dict[Any, Any], pdf: Any) -> None:
        mend_plainly(layout, pages, fonts, pdf.objects)
        add_plain(pdf, layout.sets, remember)
        forget_readers(pdf, pdf.objects)

    with unhurried(), listening() as remarks:
        data = write_bled(
            layout.rendered,
            finish,
            bleed=BLEED / MM_PER_PX,
            prepare=preparing(layout.sets, bookmarks=False),
            **plain_options(document),
        )
    return Outcome(data, in_order(drawing_problems(remarks.records, layout.pages, layout.lines)))


def plain_options(document: Document) -> dict[str, Any]:
    """Return what WeasyPrint is asked for."""
    name = digest(document.metadata.identifier, document.metadata.language, "plain")[:32].encode()
    # Tags only so that text can be mended; the marks are taken out again.
    return {"pdf_tags": True, "pdf_identifier": name}


def mend_plainly(layout: Layout, pages: list[Painted], fonts: dict[Any, Any], objects: Iterable[Any]) -> None:
    """Make pages say the text of the lines without marks, and show pictures in the inks that they came in."""
    mend_text(pages, layout.lines, fonts)
    unmark_all(objects)
    show_inks(pages, layout)


def show_inks(pages: list[Painted], layout: Layout, objects: Sequence[Any] = ()) -> None:
    """Show pictures in the inks that they came in: those of the pages, or those of that number among copies."""
    for stream, name in images_of(pages):
        if name in layout.inked:
            put_back(objects[stream.number] if objects else stream, *layout.inked[name])


def forget_readers(pdf: Any, objects: Iterable[Any]) -> None:
    """Take out of a file and of the pages among these objects what is for readers."""
    for name in _FOR_READERS:
        pdf.catalog.pop(name, None)
    bare_pages(objects)


def bare_pages(objects: Iterable[Any]) -> None:
    """Take what is for readers out of the pages among these objects."""
    for each in objects:
        if isinstance(each, dict) and each.get("Type") == "/Page":
            for name in ("Annots", "Tabs", "StructParents"):
                each.pop(name, None)


def unmark_all(objects: Iterable[Any]) -> None:
    """Take the marks of structure out of the streams among these objects."""
    for each in objects:
        if isinstance(operators := getattr(each, "stream", None), list):
            _unmark(operators)


def _unmark(operators: list[Any]) -> None:
    """Take the marks of structure out, and leave those that say what text is read as."""
    kept: list[Any] = []
    stack: list[bool] = []
    for place, operator in enumerate(operators):
        if operator == b"EMC" and stack:
            if stack.pop():
                kept.append(operator)
        elif isinstance(operator, bytes) and operator in {b"BDC", b"BMC"}:
            operands = 2 if operator == b"BDC" else 1
            properties = operators[place - 1] if operator == b"BDC" else {}
            says = isinstance(properties, dict) and "ActualText" in properties
            stack.append(says)
            if says:
                kept[-1] = type(properties)({key: value for key, value in properties.items() if key != "MCID"})
                kept.append(operator)
            else:
                del kept[-operands:]
        else:
            kept.append(operator)
    operators[:] = kept
