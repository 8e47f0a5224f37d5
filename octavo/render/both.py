# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file for screens and the plain one for print, from pages that are painted once.

Painting is most of the work of writing a file. Both show the same; the screen's has tags, a colour profile and what
leads readers through it, the plain one has the bleed. So pages are painted with their bleed, and before the file for
screens is finished its objects are copied for the other; what nothing refers to there any more does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from io import BytesIO
from typing import Any

from octavo.diagnostics.problem import Outcome, in_order
from octavo.model.document import Document
from octavo.render.boxes import MM_PER_PX
from octavo.render.engine import listening, packing_once
from octavo.render.layout import BLEED, Layout
from octavo.render.painting import Painted, write_painted
from octavo.render.plain import forget_readers, plain_options, show_inks, unmark_all
from octavo.render.remarks import drawing_problems, structure_problems
from octavo.render.screen import Unsaid, finish_tagged, screen_options
from octavo.render.tags_text import mend_text
from octavo.resources.memory import unhurried

POINTS = 0.75  # in a pixel of the engine
_BOXES = ("MediaBox", "BleedBox", "TrimBox")
_PROFILED = ("ColorSpace", "CS")


def write_both(layout: Layout, document: Document) -> Outcome[dict[str, bytes]]:
    """Return what `finish_screen` and `write_plain` give, by `screen` and `plain`, of a layout without set pages."""
    plain: list[bytes] = []
    unsaid = Unsaid()

    def finish(pages: list[Painted], fonts: dict[Any, Any], pdf: Any) -> None:
        mend_text(pages, layout.lines, fonts)
        plain.append(_plain_copy(pdf, pages, layout, document))
        cut_bleed(pdf, pages)
        unsaid.add(finish_tagged(layout, document, pages, pdf))

    with unhurried(), listening() as remarks:
        screen = write_painted(layout.rendered, finish, bleed=BLEED / MM_PER_PX, **screen_options(document))
    problems = drawing_problems(remarks.records, layout.pages, layout.lines)
    found = [*problems, *structure_problems(unsaid.dumb, unsaid.faint, layout.pages)]
    return Outcome({"screen": screen, "plain": plain[0]}, in_order(found))


def _plain_copy(pdf: Any, pages: list[Painted], layout: Layout, document: Document) -> bytes:
    """Return the file for print made of copies of the objects: what is changed in it changes nothing in the other."""
    import pydyf

    plain = pydyf.PDF()
    plain.objects = [copied(each) for each in pdf.objects]
    plain.pages, plain.catalog = (plain.objects[each.number] for each in (pdf.pages, pdf.catalog))
    plain.info = pydyf.Dictionary(pdf.info)
    unmark_all(plain.objects)
    show_inks(pages, layout, plain.objects)
    forget_readers(plain, plain.objects)
    forget_profile(plain.objects, forget_standard(plain))
    options = plain_options(document)
    written = BytesIO()
    with packing_once():
        plain.write(written, identifier=options["pdf_identifier"], compress=True)
    return written.getvalue()


def copied(thing: Any) -> Any:
    """Return a copy of an object that has its own operators and entries, and those of its groups."""
    import pydyf

    twin = copy(thing)
    if isinstance(thing, pydyf.Stream):
        twin.stream, twin.extra = list(thing.stream), copy(thing.extra)
        if "Group" in twin.extra:
            twin.extra["Group"] = copy(twin.extra["Group"])
    return twin


def forget_standard(plain: Any) -> bytes:
    """Take out of a file what says that it is PDF/A; return the reference of its colour profile."""
    plain.catalog.pop("Metadata")
    reference: bytes = plain.catalog.pop("OutputIntents")[0]["DestOutputProfile"]
    return reference


def forget_profile(objects: Iterable[Any], reference: bytes) -> None:
    """Let what objects give in a colour profile be in RGB, as the style says it."""
    for each in objects:
        for entries in (each, getattr(each, "extra", {}), getattr(each, "extra", {}).get("Group", {})):
            if not isinstance(entries, dict):
                continue
            for name in _PROFILED:
                if isinstance(entries.get(name), list) and reference in entries[name]:
                    entries[name] = "/DeviceRGB"
            if reference in (entries.get("srgb") or ()):
                del entries["srgb"]


def cut_bleed(pdf: Any, pages: list[Painted]) -> None:
    """Let the last pages of a file, which were painted with bleed, end at the trim."""
    import pydyf

    for number, page in zip(pdf.pages["Kids"][-3 * len(pages) :: 3], pages, strict=True):
        trim = (0, 0, page.width * POINTS, page.height * POINTS)
        pdf.objects[number].update({name: pydyf.Array(trim) for name in _BOXES})
