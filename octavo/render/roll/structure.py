# SPDX-License-Identifier: AGPL-3.0-or-later
"""The structure of set pages as the bytes of its objects: lists of entries, headings, and whose each content is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.render.pdf_bytes import reserve
from octavo.render.roll.added import Added
from octavo.render.roll.streams import SetPage

_LEAF = 64
"""The contents of how many pages a leaf of the parent tree has."""


@dataclass(frozen=True, slots=True)
class Elements:
    """The structure of items in a row: a heading, or the entries of one list; places are (page, MCID)."""

    tag: str
    places: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """How many objects it takes: a list has one of its own, and two for each entry."""
        return 1 + 2 * len(self.places) if self.tag == "li" else 1


def elements_of(pages: Sequence[SetPage]) -> tuple[Elements, ...]:
    """Return the headings and lists of the pages, in order; a list goes on over pages until a heading ends it."""
    found: list[tuple[str, list[tuple[int, int]]]] = []
    for page, each in enumerate(pages):
        for mcid, tag in enumerate(each.tags):
            if tag == "li" and found and found[-1][0] == "li":
                found[-1][1].append((page, mcid))
            else:
                found.append((tag, [(page, mcid)]))
    return tuple(Elements(tag, tuple(places)) for tag, places in found)


def add_structure(  # noqa: PLR0913, PLR0917  (a file, where in it, and what)
    pdf: Any, pages: Sequence[SetPage], first: int, holder: Any, kinds: Mapping[str, str], added: Added
) -> None:
    """Put the structure of pages into an element (ISO 32000-1, 14.7.2); their objects have numbers from `first` on.

    `kinds` are the types of headings by their HTML. The pages have the next free keys of the parent tree.
    """
    import pydyf

    elements = elements_of(pages)
    base = at = reserve(pdf, sum(each.size for each in elements))
    objects: list[bytes] = []
    owners: list[list[int]] = [[] for _ in pages]
    top: list[bytes] = []
    for each in elements:
        top.append(b"%d 0 R" % at)
        if each.tag == "li":
            objects += _list(each, at, holder.number, first)
            for item, (page, _) in enumerate(each.places):
                owners[page].append(at + 2 + 2 * item)
        else:
            ((page, mcid),) = each.places
            kind = kinds.get(each.tag, each.tag.upper()).encode()
            said = kind, holder.number, first + page, mcid
            objects.append(b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K %d>>" % said)
            owners[page].append(at)
        at += each.size
    added.rows.append((base, objects))
    holder["K"] = pydyf.Array(top)
    _add_parents(pdf, owners, added)


def _list(element: Elements, number: int, parent: int, first: int) -> list[bytes]:
    """Return a list with an item for each place (14.8.4.3.3): its body holds the marked content."""
    count = len(element.places)
    kids = " ".join(f"{at} 0 R" for at in range(number + 1, number + 1 + 2 * count, 2)).encode()
    objects = [b"<</Type/StructElem/S/L/P %d 0 R/A<</O/List/ListNumbering/None>>/K[%s]>>" % (parent, kids)]
    for item, (page, mcid) in zip(range(number + 1, number + 1 + 2 * count, 2), element.places, strict=True):
        objects.append(b"<</Type/StructElem/S/LI/P %d 0 R/K %d 0 R>>" % (number, item + 1))
        objects.append(b"<</Type/StructElem/S/LBody/P %d 0 R/Pg %d 0 R/K %d>>" % (item, first + page, mcid))
    return objects


def next_key(pdf: Any) -> int:
    """Return the next free key of the parent tree."""
    return int(_root(pdf)["ParentTreeNextKey"])


def _add_parents(pdf: Any, owners: Sequence[Sequence[int]], added: Added) -> None:
    """Add to the parent tree which element each content of pages belongs to: as leaves of it (14.7.4.4, 7.9.7)."""
    import pydyf

    root = _root(pdf)
    tree, key = _object(pdf, root["ParentTree"]), next_key(pdf)
    if (nums := tree.pop("Nums", None)) is not None:
        leaf = pydyf.Dictionary({"Limits": pydyf.Array((nums[0], nums[-2])), "Nums": nums})
        pdf.add_object(leaf)
        tree["Kids"] = pydyf.Array([leaf.reference])
    starts = range(0, len(owners), _LEAF)
    first, leaves = reserve(pdf, len(starts)), []
    for start in starts:
        some = owners[start : start + _LEAF]
        nums = " ".join(
            f"{at} [{' '.join(f'{owner} 0 R' for owner in its)}]" for at, its in enumerate(some, key + start)
        )
        leaves.append(f"<</Limits[{key + start} {key + start + len(some) - 1}]/Nums[{nums}]>>".encode())
    added.rows.append((first, leaves))
    tree["Kids"].extend(b"%d 0 R" % (first + at) for at in range(len(starts)))
    root["ParentTreeNextKey"] = key + len(owners)


def _root(pdf: Any) -> Any:
    return _object(pdf, pdf.catalog["StructTreeRoot"])


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
