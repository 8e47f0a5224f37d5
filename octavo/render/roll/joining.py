# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set pages put into a PDF while WeasyPrint's objects are still objects: pages, contents, structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from octavo.render.roll.pen import lend_fonts
from octavo.render.roll.sheets import SetPages
from octavo.render.roll.streams import Elements, SetPage, elements_of, page_stream
from octavo.render.tags import Tag, walk_tags
from octavo.render.tags_write import add_parents


def lender(sets: Sequence[SetPages]) -> Callable[[Any], None] | None:
    """Return the function that lends the fonts of set pages to the stream of a page, if there are any."""

    def lend(stream: Any) -> None:
        for each in sets:
            for pen in each.pens:
                lend_fonts(pen.uses, pen.styles, stream)

    return lend if sets else None


def add_plain(pdf: Any, sets: Sequence[SetPages]) -> None:
    """Put set pages into a file without tags."""
    for each in sorted(sets, key=lambda one: one.after, reverse=True):
        _add_pages(pdf, each, marked=False)


def hold_place(root: Tag, pages: SetPages) -> Tag:
    """Put a tag where the structure of set pages shall stand: last in their roll, before its end; return it."""
    roll = next(tag for tag in walk_tags(root) if tag.element is pages.element and not tag.pseudo)
    holder = Tag("Div")
    roll.kids.append(holder)
    return holder


def add_tagged(pdf: Any, sets: Sequence[SetPages], holders: Sequence[Any]) -> None:
    """Put set pages into a file with tags; `holders` are the structure elements that hold their places."""
    import pydyf

    for each, holder in sorted(zip(sets, holders, strict=True), key=lambda one: -one[0].after):
        references = _add_pages(pdf, each, marked=True)

        def structured(
            key: int, each: SetPages = each, holder: Any = holder, references: Sequence[bytes] = references
        ) -> list[Any]:
            kids, nums = _add_structure(pdf, each.pages, references, holder.reference, key)
            holder["K"] = pydyf.Array(kids)
            return nums

        add_parents(pdf, structured)


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


def _add_structure(
    pdf: Any, pages: Sequence[SetPage], references: Sequence[bytes], parent: bytes, first_key: int
) -> tuple[list[bytes], list[Any]]:
    """Add the structure elements of set pages below `parent`.

    Returns their references, in order, and entries for the parent tree (ISO 32000-1, 14.7.4.4), whose keys begin at
    `first_key`: one for each page.
    """
    import pydyf

    owners: list[list[bytes]] = [[] for _ in pages]
    above: list[bytes] = []
    for element in elements_of(pages):
        if element.tag == "li":
            above.append(_list(pdf, element, references, parent, owners))
        else:
            (page, mcid), kind = element.places[0], element.tag.upper()
            made = _element(pdf, kind, parent, b"%d" % mcid, references[page])
            owners[page].append(made)
            above.append(made)
    nums: list[Any] = []
    for at, (reference, its) in enumerate(zip(references, owners, strict=True)):
        pdf.objects[int(reference.split()[0])]["StructParents"] = first_key + at
        nums += [first_key + at, pydyf.Array(its)]
    return above, nums


def _list(pdf: Any, element: Elements, references: Sequence[bytes], parent: bytes, owners: list[list[bytes]]) -> bytes:
    """Add a list with an item for each place (ISO 32000-1, 14.8.4.3.3): its body holds the marked content."""
    import pydyf

    made = pydyf.Dictionary({"Type": "/StructElem", "S": "/L", "P": parent})
    made["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/None"})
    pdf.add_object(made)
    items: list[bytes] = []
    for page, mcid in element.places:
        number = len(pdf.objects)
        item, body = b"%d 0 R" % number, b"%d 0 R" % (number + 1)
        pdf.add_object(_raw(b"<</Type/StructElem/S/LI/P %s/K[%s]>>" % (made.reference, body)))
        pdf.add_object(_raw(b"<</Type/StructElem/S/LBody/P %s/Pg %s/K %d>>" % (item, references[page], mcid)))
        owners[page].append(body)
        items.append(item)
    made["K"] = pydyf.Array(items)
    return bytes(made.reference)


def _element(pdf: Any, kind: str, parent: bytes, kids: bytes, page: bytes) -> bytes:
    made = _raw(b"<</Type/StructElem/S/%s/P %s/Pg %s/K %s>>" % (kind.encode(), parent, page, kids))
    pdf.add_object(made)
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
