# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set pages put into a PDF while WeasyPrint's objects are still objects: pages, contents, structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from octavo.model.pdf_parts import RememberData
from octavo.render.painting import Painted
from octavo.render.pdf_bytes import reserve
from octavo.render.roll.added import Added, write_with
from octavo.render.roll.lending import lend_fonts, lend_letters
from octavo.render.roll.sheets import SetPages
from octavo.render.roll.streams import page_stream
from octavo.render.roll.structure import add_structure, next_key
from octavo.render.tags import Tag, walk_tags

# Where no bookmark leads, in the engine's pixels: by it those of set pages are found again.
_NOWHERE = -4_000_000


def preparing(sets: Sequence[SetPages], *, bookmarks: bool) -> Callable[[list[Painted]], None]:
    """Return what gives the engine's pages the fonts of set pages before they are written, and bookmarks."""

    def lend(stream: Any) -> None:
        for uses, styles in drawn:
            lend_fonts(uses, styles, stream)

    def lend_more(stream: Any) -> None:
        for uses, styles in drawn:
            lend_letters(uses, styles, stream)

    drawn = [use for each in sets for use in each.uses]

    def prepare(pages: list[Painted]) -> None:
        if sets:
            pages[0].lends.append(lend)
            pages[-1].lends.append(lend_more)
        for each in sets if bookmarks else ():
            page = pages[each.after]
            # What is no bookmark in the style of the headings before is none here.
            alike = next((mark for mark in page.bookmarks if mark[1] in each.opening), None)
            if alike is not None:
                more = [
                    (alike[0], heading.label, (_NOWHERE - each.after, n), alike[3])
                    for n, heading in enumerate(each.headings)
                ]
                page.bookmarks = [*page.bookmarks, *more]

    return prepare


def _aim_bookmarks(pdf: Any, sets: SetPages, first: int, height: float) -> None:
    """Let the bookmarks of set pages lead to them: `first` is the object of the first, `height` is theirs in points."""
    import pydyf

    scale = 0.75
    for each in pdf.objects:
        target = each.get("Dest") if isinstance(each, dict) and "Title" in each else None
        if target and target[2] == (_NOWHERE - sets.after) * scale:
            heading = sets.headings[round((height - target[3]) / scale)]
            x, y = heading.corner
            there = b"%d 0 R" % (first + heading.page)
            each["Dest"] = pydyf.Array((there, "/XYZ", x * scale, height - y * scale, 0))


def add_plain(pdf: Any, sets: Sequence[SetPages], remember: RememberData) -> None:
    """Put set pages into a file without tags."""
    added = Added()
    for each in sorted(sets, key=lambda one: one.after, reverse=True):
        _add_pages(pdf, each, added, remember)
    if sets:
        write_with(pdf, added)


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


def add_tagged(
    pdf: Any, sets: Sequence[SetPages], holders: Sequence[Holder], made: dict[int, Any], remember: RememberData
) -> None:
    """Put set pages into a file with tags; `made` has the structure elements of tags, by their id()."""
    added = Added()
    for each, holder in sorted(zip(sets, holders, strict=True), key=lambda one: -one[0].after):
        first = _add_pages(pdf, each, added, remember, next_key(pdf))
        add_structure(pdf, each.pages, first, made[id(holder.tag)], holder.kinds, added)
    if sets:
        write_with(pdf, added)


def _add_pages(pdf: Any, sets: SetPages, added: Added, remember: RememberData, key: int | None = None) -> int:
    """Put pages behind the one that they follow, of its size; return the number of the first.

    `key` is that of the first in the parent tree, in a file with tags. The pages are leaves of a tree (7.7.3), so that
    a reader finds one without going through all.
    """
    import pydyf

    count, marked = len(sets.pages), key is not None
    model = pdf.objects[pdf.pages["Kids"][3 * sets.after]]
    streams, first = reserve(pdf, count), reserve(pdf, count)
    for at, page in enumerate(sets.pages):
        name = f"{page.name} {'marked' if marked else ''}"
        added.streams.append((streams + at, remember(name, partial(page_stream, page, marked=marked))))
    own = pydyf.Dictionary(
        {name: value for name, value in model.items() if name not in _OWN or (marked and name == "Tabs")}
    )
    said, kids = own.data[2:-2], []
    for start in range(0, count, _KIDS):
        some = range(start, min(start + _KIDS, count))
        pages = " ".join(f"{first + at} 0 R" for at in some)
        node = pydyf.Dictionary(
            {"Type": "/Pages", "Parent": pdf.pages.reference, "Count": len(some), "Kids": f"[{pages}]"}
        )
        pdf.add_object(node)
        kids += [node.number, 0, "R"]
        more = [b"/StructParents %d" % (key + at) if key is not None else b"" for at in some]
        added.rows.append(
            (
                first + start,
                [
                    b"<<%s/Parent %s/Contents %d 0 R%s>>" % (said, node.reference, streams + at, parents)
                    for at, parents in zip(some, more, strict=True)
                ],
            )
        )
    if marked:
        _aim_bookmarks(pdf, sets, first, float(model["MediaBox"][3]))
    pdf.pages["Kids"][3 * (sets.after + 1) : 3 * (sets.after + 1)] = kids
    pdf.pages["Count"] += count
    return first


_KIDS = 64  # of a node of the tree of pages
_OWN = frozenset({"Contents", "Annots", "StructParents", "Parent", "Tabs"})
"""What belongs to one page alone, or to files with tags."""
