# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists and contents: items with their label and body, entries with their reference (ISO 32000-1, 14.8.4.3.3)."""

from __future__ import annotations

from octavo.render.boxes import list_style
from octavo.render.tags import Annotation, Content, Tag, walk_tags

# ISO 32000-1, table 347: the ListNumbering of a CSS counter style.
_NUMBERING = {
    "circle": "Circle",
    "disc": "Disc",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "lower-roman": "LowerRoman",
    "square": "Square",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "upper-roman": "UpperRoman",
}

Kid = Tag | Content | Annotation


def make_lists(root: Tag) -> None:
    """Give every item of a list a body, and its mark or term as label; say how the list is numbered."""
    for tag in list(walk_tags(root)):
        if tag.kind != "L":
            continue
        tag.kids = _items(tag.kids)
        for item in tag.tags:
            if item.kind == "LI":
                _fill_item(item)
        tag.attributes["List"] = {"ListNumbering": _numbering(tag)}


def _items(kids: list[Kid]) -> list[Kid]:
    """Return the kids of a list as items: a term and its definitions are one, and so is whatever else stands there."""
    items: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Tag) and kid.kind == "Div":  # HTML lets the groups of a dl stand in a div
            kid.kind = "LI"
        if isinstance(kid, Tag) and kid.kind in ("LI", "L", "Caption"):
            items.append(kid)
            continue
        last = items[-1] if items else None
        follows = isinstance(last, Tag) and last.kind == "LI" and last.element is None
        if not follows or (isinstance(kid, Tag) and kid.kind == "Lbl" and _has_body(last)):
            last = Tag("LI")
            items.append(last)
        assert isinstance(last, Tag)
        last.kids.append(kid)
    return items


def _has_body(item: Kid | None) -> bool:
    return isinstance(item, Tag) and any(kid.kind == "LBody" for kid in item.tags)


def _fill_item(item: Tag) -> None:
    labels: list[Kid] = [kid for kid in item.tags if kid.kind == "Lbl"]
    bodies: list[Kid] = [kid for kid in item.tags if kid.kind == "LBody"]
    rest = [kid for kid in item.kids if kid not in labels and kid not in bodies]
    item.kids = labels + bodies + ([Tag("LBody", kids=rest)] if rest or not bodies else [])


def _numbering(tag: Tag) -> str:
    item = next((kid for kid in tag.tags if kid.kind == "LI"), None)
    if item is None or item.first is None or not any(kid.kind == "Lbl" for kid in item.tags):
        return "None"
    ordered = tag.element is not None and tag.element.tag == "ol"
    return _NUMBERING.get(list_style(item.first), "Decimal" if ordered else "Disc")


def make_contents(root: Tag) -> None:
    """Make of a contents (a nav, role doc-toc) a TOC with entries that refer (ISO 32000-1, table 333)."""
    for tag in list(walk_tags(root)):
        if tag.kind == "TOC" and tag.element is not None and tag.element.tag not in ("ol", "ul"):
            tag.kind = "Sect"
            if any(inner.kind == "L" for inner in walk_tags(tag)):
                _lists_to_entries(tag)
            else:
                _paragraphs_to_entries(tag)
        elif tag.kind == "TOC":
            _lists_to_entries(tag)


def _lists_to_entries(tag: Tag) -> None:
    for inner in list(walk_tags(tag)):
        if inner.kind == "L":
            inner.kind = "TOC"
            inner.attributes.pop("List", None)
        elif inner.kind == "LI":
            inner.kind = "TOCI"
            _refer(inner)


def _paragraphs_to_entries(tag: Tag) -> None:
    entries: list[Kid] = [kid for kid in tag.tags if kid.kind in ("P", "Div", "Link")]
    for kid in entries:
        if isinstance(kid, Tag) and kid.kind != "Link":
            kid.kind = "TOCI"
            _refer(kid)
    wrapped: list[Kid] = [Tag("TOCI", kids=[each]) if _is(each, "Link") else each for each in entries]
    for each in wrapped:
        if isinstance(each, Tag):
            _refer(each)
    if entries:
        place = tag.kids.index(entries[0])
        tag.kids = [kid for kid in tag.kids if kid not in entries]
        tag.kids.insert(place, Tag("TOC", kids=wrapped))


def _is(kid: Kid, kind: str) -> bool:
    return isinstance(kid, Tag) and kid.kind == kind


def _refer(entry: Tag) -> None:
    entry.kids = [Tag("Reference", kids=[kid]) if _is(kid, "Link") else kid for kid in entry.kids]
