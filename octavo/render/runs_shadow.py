# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plain file of a book that is laid out in runs, of copies of what is painted for screens (see both).

Objects have the numbers that they have in the file for screens, so that what refers to one is as it was; numbers of
what only readers need stay free.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from octavo.model.document import Document
from octavo.render.both import copied, forget_profile, forget_standard
from octavo.render.layout import Layout
from octavo.render.painting import Painted
from octavo.render.pdf_bytes import PdfBytes, reserved
from octavo.render.plain import bare_pages, forget_readers, plain_options, show_inks, unmark_all
from octavo.render.runs_file import GrowingPdf
from octavo.render.runs_pictures import share_pictures

_FOR_READERS = frozenset({"/Annot", "/StructElem", "/StructTreeRoot", "/Outlines"})


class Shadow:
    """A file that grows with the one for screens; what is changed in it changes nothing there."""

    def __init__(self, document: Document) -> None:
        import pydyf

        self._pdf = pydyf.PDF()
        self._pdf.objects = []
        self._bytes, self._options = PdfBytes(), plain_options(document)
        self._pictures: dict[bytes, bytes] = {}

    def add(self, file: GrowingPdf, pages: list[Painted], layout: Layout) -> None:
        """Write the pages of a run: what is fresh in the file, painted with bleed and mended, before it gets tags."""
        self._take(file.pdf, range(file.fresh, len(file.pdf.objects)))
        added = self._pdf.objects[file.fresh :]
        unmark_all(added)
        show_inks(pages, layout, self._pdf.objects)
        forget_profile(added, file.profile)
        bare_pages(added)
        share_pictures(added, self._pictures)
        self._bytes.drain(self._pdf, file.kept)

    def close(self, pdf: Any) -> bytes:
        """Return the file, once that for screens has its fonts, and before its names and its tags are written."""
        import pydyf

        self._take(pdf, [number for number, each in enumerate(pdf.objects) if each is not None and each.free == "n"])
        plain = self._pdf
        plain.pages, plain.catalog = (plain.objects[each.number] for each in (pdf.pages, pdf.catalog))
        plain.info = pydyf.Dictionary(pdf.info)
        forget_readers(plain, ())
        forget_standard(plain)
        return self._bytes.close(plain, self._options["pdf_identifier"])

    def _take(self, pdf: Any, numbers: Iterable[int]) -> None:
        """Copy the objects of these numbers, but for those that only readers need."""
        objects = self._pdf.objects
        for number in numbers:
            objects += [reserved()] * (number + 1 - len(objects))
            each = pdf.objects[number]
            if not (isinstance(each, dict) and each.get("Type") in _FOR_READERS):
                objects[number] = copied(each)
