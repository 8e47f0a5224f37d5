# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF that grows run by run: what a run was painted to is written at once, and only its bytes are kept.

WeasyPrint (70.0) makes a PDF of all pages it is given, in one pydyf file held as objects. Here it is lent the same file
for each run, with fonts that are all runs' own; what belongs to a whole document (fonts, bookmarks, names, the root of
the structure) is written last. Objects of a finished run are gone, but for the place where they stand in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from octavo.render.engine import listening
from octavo.render.features import freeing_features
from octavo.render.painting import Fonts, Painted
from octavo.render.pdf_bytes import PdfBytes
from octavo.render.runs_engine import Remarked, Unfit
from octavo.render.runs_pictures import share_pictures

Finish = Callable[[list[Painted], Any, Any], None]


class GrowingPdf:
    """A file that runs of pages are added to, in any order; see `close` for the order they get."""

    def __init__(self, options: dict[str, Any], *, tagged: bool, profiles: dict[str, Any]) -> None:
        import pydyf

        self.pdf = pydyf.PDF()
        self.pdf.write = lambda *_: None
        self.fonts = Fonts()
        self._options, self._tagged, self._profiles = options, tagged, profiles
        self._bytes = PdfBytes()
        self._kept = {object_.number for object_ in self.pdf.objects}
        self._begun = False
        self.fresh = 0
        self.profile = self._write_profile()
        self._font_lists: list[Any] = []
        self._names: dict[str, bytes] = {}
        self._asked: set[str] = set()
        self._bookmarks: dict[int, list[Any]] = {}
        self._parents: list[bytes] = []
        self._named: dict[str, bytes] = {}
        self._elements: dict[int, list[Any]] = {}
        self._kids: dict[int, list[int]] = {}
        self._key = 0
        self._pictures: dict[bytes, bytes] = {}

    @property
    def kept(self) -> set[int]:
        """The numbers of the objects that change until the end."""
        return self._kept | {each.number for each in self._font_lists}

    def _write_profile(self) -> bytes:
        """Add the colour profile, which each run may refer to; return its reference, or nothing where there is none."""
        import pydyf

        for each in self._profiles.values():
            stream = pydyf.Stream([each.content], pydyf.Dictionary({"N": len(each.components)}), compress=True)
            self.pdf.add_object(stream)
            each.pdf_reference = stream.reference
            return bytes(stream.reference)
        return b""

    def add(self, place: int, rendered: Any, finish: Finish, bleed: float = 0.0) -> None:
        """Paint the pages of a run and write them; `place` is the run's in the order of the book.

        Raise Remarked where the engine has anything to remark.
        """
        if not self._begun:
            self._begin(rendered)
        self.fresh = first = len(self.pdf.objects)
        pages = [Painted(page, bleed) for page in rendered.pages]
        self._bookmarks[place] = [SimpleNamespace(height=page.height, bookmarks=page.bookmarks) for page in pages]
        for page in pages:
            page.bookmarks = []
            if not self._tagged:
                page.links, page.anchors, page.forms = [], {}, {}
        with self._lent(_run_of(self.pdf)), freeing_features(), listening() as remarks:
            copy = rendered.copy(pages)
            copy.fonts, copy.color_profiles = self.fonts, _Known(self._profiles)
            options = {name: value for name, value in self._options.items() if name != "pdf_variant"}
            options["pdf_tags"] = True
            copy.write_pdf(BytesIO(), finisher=lambda _, pdf: finish(pages, self.fonts, pdf), **options)
        if remarks.records:
            raise Remarked(remarks.records[0].getMessage())
        self._harvest(place, first, len(pages))
        self._bytes.drain(self.pdf, self._kept)

    def close(self, rendered: Any, finish: Finish) -> bytes:
        """Write what belongs to the whole document, the runs in the order of their places; return the file.

        `finish` is given no pages. Raise Remarked where a link leads nowhere.
        """
        import pydyf
        from weasyprint.pdf.anchors import add_outlines

        if lost := self._asked - self._names.keys():
            raise Remarked(f"a link to #{min(lost)}, which is on no page")
        pdf = self.pdf
        pdf.pages["Kids"] = pydyf.Array(
            each for place in sorted(self._kids) for number in self._kids[place] for each in (number, 0, "R")
        )
        for font in self.fonts.values():
            font.to_unicode.name_silent()
            font.to_unicode.sort()
        references = [b"%d 0 R" % number for number in pdf.pages["Kids"][::3]]
        with self._lent(lambda: references, closing=True):
            light = [page for place in sorted(self._bookmarks) for page in self._bookmarks[place]]
            if self._tagged:
                add_outlines(pdf, rendered.copy(light).make_bookmark_tree(0.75, transform_pages=True))
            copy = rendered.copy([])
            copy.fonts, copy.color_profiles = self.fonts, _Known(self._profiles)
            copy.write_pdf(BytesIO(), finisher=lambda _, made: finish([], self.fonts, made), **self._options)
        if self._tagged:
            self._close_structure()
            self._close_names()
        identifier = self._options["pdf_identifier"]
        return self._bytes.close(pdf, identifier if isinstance(identifier, bytes) else identifier.encode())

    def _begin(self, rendered: Any) -> None:
        """Make the root of the structure, which each run adds to."""
        import pydyf
        from weasyprint.pdf.tags import add_tags

        self._begun = True
        if self._tagged:
            self.pdf.catalog["Lang"] = pydyf.String(rendered.metadata.lang or "")
            before = len(self.pdf.objects)
            add_tags(self.pdf, rendered.copy([]), "1.7", [])
            self._kept |= set(range(before, len(self.pdf.objects)))

    @contextmanager
    def _lent(self, references: Callable[[], list[bytes]], *, closing: bool = False) -> Iterator[None]:
        """Let WeasyPrint write into this file."""
        import pydyf
        from weasyprint import pdf as engine

        names = ("pydyf", "add_tags", "resolve_links", "build_fonts_dictionary", "add_outlines")
        before = {name: getattr(engine, name) for name in names}
        pages = pydyf.PDF.page_references
        build = engine.build_fonts_dictionary

        def fonts(*given: Any) -> Any:
            made = build(*given) if closing else pydyf.Dictionary()
            for each in self._font_lists:
                each.update(made)
            if not closing:
                self._font_lists.append(made)
            return made

        lent = SimpleNamespace(**vars(pydyf))
        lent.PDF = lambda: self.pdf
        engine.pydyf, engine.build_fonts_dictionary, engine.resolve_links = lent, fonts, self._links
        engine.add_tags = engine.add_outlines = lambda *_: None
        pydyf.PDF.page_references = property(lambda _: references())
        try:
            yield
        finally:
            pydyf.PDF.page_references = pages
            for name, value in before.items():
                setattr(engine, name, value)

    def _links(self, pages: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
        """Yield the links and anchors of each page, as WeasyPrint's own does that knows all pages."""
        seen = set(self._names)
        for page in pages:
            own = [(name, x, y) for name, (x, y, _, _) in page.anchors.items() if name not in seen]
            seen |= {name for name, _, _ in own}
            self._asked |= {target for kind, target, _, _ in page.links if kind == "internal"}
            yield page.links, own

    def _harvest(self, place: int, first: int, count: int) -> None:
        """Take from the file what a run left for the whole document, and give its pages keys of their own."""
        pdf = self.pdf
        share_pictures(pdf.objects[first:], self._pictures)
        numbers = pdf.pages["Kids"][-3 * count :: 3]
        self._kids[place] = list(numbers)
        for name, where in _pairs(pdf.catalog.pop("Names", {}).get("Dests", {}).get("Names", ())):
            self._names[name.string] = bytes(where.data)
        for each in pdf.objects[first:]:
            if isinstance(each, dict):
                for key in ("StructParents", "StructParent"):
                    if key in each:
                        each[key] += self._key
                if each.get("Type") == "/Annot":
                    each["F"] = 4  # printed, as PDF/A wants of every annotation (ISO 19005-2, 6.3.2)
        if self._tagged:
            self._harvest_tags(place)
        self._kept |= {each.number for each in self._font_lists}

    def _harvest_tags(self, place: int) -> None:
        import pydyf

        root, document, tree = self._structure()
        kids = document["K"]
        if not all(isinstance(kid, bytes) for kid in kids):
            raise Unfit("text stands in no part")
        self._elements[place] = list(kids)
        nums = tree["Nums"]
        last = root["ParentTreeNextKey"] - 1
        nums[::2] = [key + self._key for key in nums[::2]]
        leaf = pydyf.Dictionary({"Limits": pydyf.Array((self._key, self._key + last)), "Nums": nums})
        self.pdf.add_object(leaf)
        self._parents.append(leaf.reference)
        self._key += last + 1
        for name, reference in _pairs(root.pop("IDTree", {}).get("Names", ())):
            if name.string in self._named:
                raise Unfit(f"the id {name.string} is given twice")
            self._named[name.string] = reference
        tree["Nums"], document["K"] = pydyf.Array(), pydyf.Array()

    def _structure(self) -> tuple[Any, Any, Any]:
        objects, root = self.pdf.objects, self.pdf.catalog["StructTreeRoot"]
        structure = objects[_number(root)]
        return structure, objects[_number(structure["K"][0])], objects[_number(structure["ParentTree"])]

    def _close_names(self) -> None:
        import pydyf

        names = pydyf.Array(each for name in sorted(self._names) for each in (pydyf.String(name), self._names[name]))
        self.pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": names})})

    def _close_structure(self) -> None:
        import pydyf

        root, document, tree = self._structure()
        document["K"] = pydyf.Array(kid for place in sorted(self._elements) for kid in self._elements[place])
        tree.pop("Nums", None)
        tree["Kids"] = pydyf.Array(self._parents)
        root["ParentTreeNextKey"] = self._key
        if self._named:
            names = [each for name in sorted(self._named) for each in (pydyf.String(name), self._named[name])]
            root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})


def _run_of(pdf: Any) -> Callable[[], list[bytes]]:
    """Return what gives the references of the pages that come from now on."""
    before = len(pdf.pages["Kids"])
    made: list[bytes] = []

    def references() -> list[bytes]:
        made.extend(b"%d 0 R" % number for number in pdf.pages["Kids"][before + 3 * len(made) :: 3])
        return made

    return references


class _Known(dict[str, Any]):
    """Colour profiles that are there to be asked for, and need not be written again."""

    def items(self) -> Any:
        return ()


def _pairs(values: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(values[::2], values[1::2], strict=True)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
