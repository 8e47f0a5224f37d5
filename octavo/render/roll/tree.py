# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long roll in the tree of the HTML: the items that the engine lays out are put in, before and after the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

from octavo.model.matter import LongRoll
from octavo.render.roll.items import Item, RollItems, Shape, item_html, shapes_of

END = "data-roll-end"
"""The attribute of the element that holds a roll's last items; its value is the roll's id."""

Items = Sequence[tuple[Shape, Item]]


def find_roll(tree: Any, name: str) -> Any:
    """Return the element of a roll; raise KeyError if there is none."""
    for element in tree.iter():
        if element.get("data-roll") == name:
            return element
    raise KeyError(name)


def keep_part(tree: Any, element: Any) -> None:
    """Take all parts out of the body but the one with this element; if others come before it, so does a page."""
    body = next(each for each in tree if each.tag == "body")
    parts = list(body)
    own = next(part for part in parts if element in part.iter())
    for part in parts:
        if part is not own:
            body.remove(part)
    if parts[0] is not own:
        before = ET.Element("div", {"style": "break-after:page"})
        before.text = "\N{NO-BREAK SPACE}"
        body.insert(0, before)


def put_items(element: Any, items: Items) -> None:
    """Put items into the element of a roll: headings as they are, entries in lists."""
    inside = None
    for shape, item in items:
        made = ET.fromstring(item_html(shape, item))
        if shape.tag != "li":
            element.append(made)
            inside = None
            continue
        if inside is None:
            inside = ET.SubElement(element, "ul")
        inside.append(made)


def put_all(tree: Any, rolls: Sequence[LongRoll]) -> None:
    """Put all items of rolls into their elements."""
    for roll in rolls:
        shapes = shapes_of(roll)
        put_items(find_roll(tree, roll.id), [(shapes[item.shape], item) for item in RollItems(roll)])


def put_ends(tree: Any, element: Any, name: str, first: Items, last: Items) -> Any:
    """Put the first items into the roll's element and the last into one that begins the next page; return that."""
    end = ET.Element(element.tag, {key: value for key, value in element.items() if key not in ("id", "data-roll")})
    end.set(END, name)
    end.set("style", f"{end.get('style', '')};break-before:page")
    put_items(element, first)
    put_items(end, last)
    above = next(each for each in tree.iter() if element in list(each))
    end.tail, element.tail = element.tail, None
    above.insert(list(above).index(element) + 1, end)
    return end


@contextmanager
def counting_on(missing: Mapping[str, int]) -> Iterator[None]:
    """Let the page counter, within this block, go on by so many pages more where the last items of a roll begin.

    WeasyPrint (70.0) keeps the counters of each page apart, so that pages that are not there can be counted.
    """
    from weasyprint.layout import page as pages

    original: Callable[..., Any] = pages.make_page

    def make_page(*given: Any) -> Any:
        _, root, _, resume, _, state = given
        if (name := _begins(root, resume)) in missing:
            counters = state[1].setdefault("page", [0])
            counters[-1] += missing[name]
        return original(*given)

    pages.make_page = make_page
    try:
        yield
    finally:
        pages.make_page = original


def _begins(box: Any, resume: Any) -> str:
    """Return the roll whose last items a page begins with, or nothing.

    Below a line places count letters, and in a row of a table several cells may go on: no roll ends there.
    """
    while resume and len(resume) == 1:
        ((place, resume),) = resume.items()
        children = getattr(box, "children", ())
        if place not in range(len(children)):
            break
        box = children[place]
        if resume is None and box.element is not None and box.element.get(END):
            return str(box.element.get(END))
    return ""
