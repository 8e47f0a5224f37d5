# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set pages put into a PDF while WeasyPrint's objects are still objects: pages, contents, structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from octavo.render.painting import Painted
from octavo.render.roll.pen import lend_fonts
from octavo.render.roll.sheets import SetPages
from octavo.render.roll.streams import Elements, SetPage, Shows, elements_of, page_stream
from octavo.render.tags import Tag, walk_tags
from octavo.render.tags_write import add_parents

# Where no bookmark leads, in the engine's pixels: by it those of set pages are found again.
_NOWHERE = -4_000_000


def preparing(sets: Sequence[SetPages], *, bookmarks: bool) -> Callable[[list[Painted]], None]:
    """Return what gives the engine's pages the fonts of set pages before they are written, and bookmarks."""

    def lend(stream: Any) -> None:
        for each in sets:
            for uses, styles in each.uses:
                lend_fonts(uses, styles, stream)

    def prepare(pages: list[Painted]) -> None:
        if sets:
            pages[0].lend = lend
        for each in sets if bookmarks else ():
            page = pages[each.after]
            # What is no bookmark in the style of the headings before is none here.
            alike = next((mark for mark in page.bookmarks if mark[1] in each.opening), None)
            if alike is not None:
                more = [
                    (alike[0], item.label, (_NOWHERE - each.after, n), alike[3])
                    for n, (_, item) in enumerate(_headings(each))
                ]
                page.bookmarks = [*page.bookmarks, *more]

    return prepare


def _headings(sets: SetPages) -> list[tuple[int, Shows]]:
    return [(at, item) for at, page in enumerate(sets.pages) for item in page.items if item.label]


def _aim_bookmarks(pdf: Any, sets: SetPages, references: Sequence[bytes], height: float) -> None:
    """Let the bookmarks of set pages lead to them; `height` is that of a page in points."""
    import pydyf

    headings, scale = _headings(sets), 0.75
    for each in pdf.objects:
        target = each.get("Dest") if isinstance(each, dict) and "Title" in each else None
        if target and target[2] == (_NOWHERE - sets.after) * scale:
            page, item = headings[round((height - target[3]) / scale)]
            x, y = item.corner
            each["Dest"] = pydyf.Array((references[page], "/XYZ", x * scale, height - y * scale, 0))


def add_plain(pdf: Any, sets: Sequence[SetPages]) -> None:
    """Put set pages into a file without tags."""
    for each in sorted(sets, key=lambda one: one.after, reverse=True):
        _add_pages(pdf, each, marked=False)


class Holder(NamedTuple):
    """A tag where the structure of set pages shall stand, and what headings are there, by their elements' names."""

    tag: Tag
    kinds: dict[str, str]


def hold_place(root: Tag, pages: SetPages) -> Holder:
    """Put a tag where the structure of set pages shall stand: last in their roll, before its end."""
    roll = next(tag for tag in walk_tags(root) if tag.element is pages.element and not tag.pseudo)
    kinds = {tag.element.tag: tag.kind for tag in walk_tags(roll) if tag.element is not None and tag.kind[0] == "H"}
    holder = Tag("Div")
    roll.kids.append(holder)
    return Holder(holder, kinds)


def add_tagged(pdf: Any, sets: Sequence[SetPages], holders: Sequence[Holder], made: dict[int, Any]) -> None:
    """Put set pages into a file with tags; `made` has the structure elements of tags, by their id()."""
    import pydyf

    for each, holder in sorted(zip(sets, holders, strict=True), key=lambda one: -one[0].after):
        references = _add_pages(pdf, each, marked=True)
        element = made[id(holder.tag)]
        structure = _Structure(pdf, references, element.reference, holder.kinds)
        element["K"] = pydyf.Array(structure.write(each.pages))
        add_parents(pdf, structure.parents)


def _add_pages(pdf: Any, sets: SetPages, *, marked: bool) -> tuple[bytes, ...]:
    """Put pages behind the one that they follow, of its size; return their references."""
    import pydyf

    pages, after, colour = sets.pages, sets.after, sets.colour
    model = pdf.objects[pdf.pages["Kids"][3 * after]]
    numbers: list[Any] = []
    found = []
    for page in pages:
        stream = _packed(page_stream(page, colour, marked=marked))
        pdf.add_object(stream)
        made = pydyf.Dictionary({name: value for name, value in model.items() if name not in _OWN})
        made["Contents"] = stream.reference
        pdf.add_object(made)
        numbers += [made.number, 0, "R"]
        found.append(made.reference)
    _aim_bookmarks(pdf, sets, found, float(model["MediaBox"][3]) if marked else 0.0)
    kids = pdf.pages["Kids"]
    kids[3 * (after + 1) : 3 * (after + 1)] = numbers
    pdf.pages["Count"] += len(pages)
    return tuple(found)


# What belongs to one page alone.
_OWN = frozenset({"Contents", "Annots", "StructParents"})


def _packed(data: bytes) -> Any:
    """Return a stream that is packed already."""
    made = _raw(b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(data), data))
    made.compressible = False
    return made


class _Structure:
    """The structure elements of set pages below one element (ISO 32000-1, 14.7.2), and whose each marked content is."""

    def __init__(self, pdf: Any, references: Sequence[bytes], parent: bytes, kinds: dict[str, str]) -> None:
        self._pdf, self._pages, self._parent, self._kinds = pdf, references, parent, kinds
        self._owners: list[list[bytes]] = [[] for _ in references]

    def write(self, pages: Sequence[SetPage]) -> list[bytes]:
        """Add the elements; return the references of the topmost, in order."""
        return [self._list(each) if each.tag == "li" else self._heading(each) for each in elements_of(pages)]

    def parents(self, first: int) -> list[Any]:
        """Give each page its key, from the first on, and return the entries of the parent tree (14.7.4.4)."""
        import pydyf

        nums: list[Any] = []
        for key, (reference, owners) in enumerate(zip(self._pages, self._owners, strict=True), first):
            self._pdf.objects[int(reference.split()[0])]["StructParents"] = key
            nums += [key, pydyf.Array(owners)]
        return nums

    def _list(self, element: Elements) -> bytes:
        """Add a list with an item for each place (14.8.4.3.3): its body holds the marked content."""
        import pydyf

        made = pydyf.Dictionary({"Type": "/StructElem", "S": "/L", "P": self._parent})
        made["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/None"})
        self._pdf.add_object(made)
        items: list[bytes] = []
        for page, mcid in element.places:
            number = len(self._pdf.objects)
            item, body = b"%d 0 R" % number, b"%d 0 R" % (number + 1)
            self._add(b"<</Type/StructElem/S/LI/P %s/K[%s]>>" % (made.reference, body))
            self._add(b"<</Type/StructElem/S/LBody/P %s/Pg %s/K %d>>" % (item, self._pages[page], mcid))
            self._owners[page].append(body)
            items.append(item)
        made["K"] = pydyf.Array(items)
        return bytes(made.reference)

    def _heading(self, element: Elements) -> bytes:
        ((page, mcid),) = element.places
        kind = self._kinds.get(element.tag, element.tag.upper()).encode()
        made = self._add(b"<</Type/StructElem/S/%s/P %s/Pg %s/K %d>>" % (kind, self._parent, self._pages[page], mcid))
        self._owners[page].append(made)
        return made

    def _add(self, data: bytes) -> bytes:
        made = _raw(data)
        self._pdf.add_object(made)
        return bytes(made.reference)


def _raw(data: bytes) -> Any:
    made = _raw_type()()
    made.data = data
    return made


@cache
def _raw_type() -> Any:
    """Return pydyf's object with bytes for content: there may be a million of them."""
    import pydyf

    class Raw(pydyf.Object):  # type: ignore[misc]
        data = b""
        compressible = True

    return Raw
