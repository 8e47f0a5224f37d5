# SPDX-License-Identifier: AGPL-3.0-or-later
"""SVG pictures: read without entities, scripts and addresses, and written again with nothing but shapes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.decode import decode_text
from octavo.load.raster import Raster, read_raster

if TYPE_CHECKING:
    from lxml.etree import _Element

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Elements that run, fetch, embed or move; a picture on paper does none of it.
_ACTIVE = frozenset({"script", "handler", "listener", "foreignObject", "iframe", "object", "embed"}) | frozenset(
    {"audio", "video", "canvas", "set", "discard", "animate", "animateMotion", "animateTransform", "animateColor"}
)
_DROPPED = frozenset({"metadata"})
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_STYLE_ACTIVE = re.compile(
    r"@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|@font-face|image-set\(|\bimage\(|\bsrc\(",
    re.IGNORECASE,
)
_DATA = re.compile(r"^data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)$")
_LENGTH = re.compile(r"^\s*([0-9]*\.?[0-9]+)(px|pt|pc|mm|cm|in)?\s*$")
_NUMBER = re.compile(r"^[-+]?[0-9]*\.?[0-9]+(e[-+]?[0-9]{1,2})?$", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
# Elements that a picture comes to with all its <use> written out; nested ones multiply.
MOST_ELEMENTS = 200_000


def read_svg(data: bytes, place: Place) -> tuple[Raster | None, tuple[Problem, ...]]:
    """Return the picture with its shapes alone, its size from viewBox, or what is wrong with it.

    What a drawing program keeps for itself (metadata, paths on the artist's disk) and comments are taken out.
    """
    text, problems = decode_text(data, place.file)
    if text is None or problems:
        return None, problems
    if match := re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        return None, (problem("D320", _at(text, match.start(), place), what=f"<!{match[1]}"),)
    if match := re.search(r"<\?xml-stylesheet", text):
        return None, (problem("D322", _at(text, match.start(), place), what=match[0]),)
    root, wrong = _parsed(text, place)
    if root is None:
        return None, wrong
    found = [*_active(root, place), *_references(root, place), *_too_many(root, place)]
    size = _size(root)
    if size is None:
        found.append(problem("D325", _place(root, place)))
    warned = tuple(_texts(root, place))
    if found or size is None:
        return None, (*found, *warned)
    return Raster(_written(root), "image/svg+xml", *size), warned


def _at(text: str, offset: int, place: Place) -> Place:
    column = offset - text.rfind("\n", 0, offset)
    return Place(place.file, text.count("\n", 0, offset) + 1, column, place.key)


def _place(element: _Element, place: Place) -> Place:
    line = element.sourceline
    return Place(place.file, line if isinstance(line, int) else 0, 0, place.key)


def _parsed(text: str, place: Place) -> tuple[_Element | None, tuple[Problem, ...]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        here = Place(place.file, error.lineno or 0, error.offset or 0, place.key)
        return None, (problem("D321", here, detail=_plainly(error.msg)),)
    except ValueError as error:  # an encoding declaration that contradicts, characters that XML can't hold
        return None, (problem("D321", place, detail=_plainly(str(error))),)
    if root.tag != f"{SVG}svg":
        return None, (problem("D321", _place(root, place), detail="its root is not <svg> of the SVG namespace"),)
    return root, ()


def _plainly(message: str | None) -> str:
    return re.sub(r", line \d+, column \d+.*", "", (message or "it is not XML").split("\n")[0])


def _elements(root: _Element) -> Iterator[tuple[str, _Element]]:
    """Yield each element with its name; those of other namespaces have an empty one."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield (element.tag.removeprefix(SVG) if element.tag.startswith(SVG) else ""), element


def _attributes(element: _Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _active(root: _Element, place: Place) -> Iterator[Problem]:
    for name, element in _elements(root):
        if name in _ACTIVE:
            yield problem("D322", _place(element, place), what=f"<{name}>")
        for attribute, _ in _attributes(element):
            if attribute.lower().startswith("on"):
                yield problem("D322", _place(element, place), what=f"{attribute}=…")


def _references(root: _Element, place: Place) -> Iterator[Problem]:
    """Yield a problem for each address that is neither inside the picture nor an embedded picture that can be read."""
    for name, element in _elements(root):
        here = _place(element, place)
        for attribute, value in _attributes(element):
            if attribute in ("href", f"{XLINK}href", "src", f"{XML}base"):
                yield from _href(name, element, attribute, value, here)
            else:
                yield from _style(value, here)
        if name == "style":
            yield from _style("".join(map(str, element.itertext())), here)


def _href(name: str, element: _Element, attribute: str, value: str, here: Place) -> Iterator[Problem]:
    address = value.strip()
    embedded = _DATA.match(address)
    if attribute != f"{XML}base" and (address.startswith("#") or not address):
        return
    if name != "image" or not embedded:
        yield problem("D323", here, address=address[:60])
        return
    try:
        inner, wrong = read_raster(base64.b64decode(embedded[2], validate=False), here)
    except binascii.Error:
        inner, wrong = None, (problem("D313", here, detail="the embedded picture is no base64"),)
    yield from wrong
    if inner:
        # The embedded picture may tell of place and camera too.
        element.set(attribute, f"data:{inner.media_type};base64,{base64.b64encode(inner.data).decode()}")


def _style(text: str, here: Place) -> Iterator[Problem]:
    # CSS reads \75 as u: no escape hides an address here.
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for address in _URL.findall(plain):
        if not address.strip().startswith("#"):
            yield problem("D323", here, address=address.strip()[:60] or "url()")
    if match := _STYLE_ACTIVE.search(plain):
        yield problem("D322", here, what=match[0])
    elif "\\" in plain:
        yield problem("D322", here, what="\\")


def _too_many(root: _Element, place: Place) -> Iterator[Problem]:
    """Yield a problem if <use> repeats shapes beyond any measure, or itself."""
    by_id = {str(element.get("id")): element for _, element in _elements(root) if element.get("id")}
    sizes: dict[_Element, int] = {}

    def size(element: _Element, inside: tuple[_Element, ...]) -> int:
        if element in inside or len(inside) > 64:
            return MOST_ELEMENTS + 1
        if element not in sizes:
            total = 1 + sum(size(child, (*inside, element)) for child in element if isinstance(child.tag, str))
            href = str(element.get("href") or element.get(f"{XLINK}href") or "")
            if element.tag == f"{SVG}use" and href[1:] in by_id:
                total += size(by_id[href[1:]], (*inside, element))
            sizes[element] = min(total, MOST_ELEMENTS + 1)
        return sizes[element]

    if size(root, ()) > MOST_ELEMENTS:
        yield problem("D324", _place(root, place), most=MOST_ELEMENTS)


def _texts(root: _Element, place: Place) -> Iterator[Problem]:
    for name, element in _elements(root):
        if name == "text":
            yield problem("D326", _place(element, place))
            return


def _size(root: _Element) -> tuple[int, int] | None:
    """Return width and height in CSS pixels, rounded, from viewBox, else from width and height."""
    box = re.split(r"[\s,]+", str(root.get("viewBox") or "").strip())
    sides: list[float] = []
    if len(box) == 4 and all(
        re.match(r"^[-+]?[0-9]*\.?[0-9]+(e[-+]?[0-9]{1,2})?$", each, re.IGNORECASE) for each in box
    ):
        sides = [float(box[2]), float(box[3])]
    else:
        lengths = [_LENGTH.match(str(root.get(side) or "")) for side in ("width", "height")]
        sides = [float(each[1]) * _PIXELS[each[2] or ""] for each in lengths if each]
    if len(sides) != 2 or not all(0 < side < 1_000_000 for side in sides):
        return None
    # A picture of 0.4 units still has a shape: what counts is the ratio.
    factor = max(1.0, 1 / min(sides))
    return round(sides[0] * factor), round(sides[1] * factor)


def _written(root: _Element) -> bytes:
    from lxml import etree

    for element in list(root.iter()):
        parent = element.getparent()
        foreign = not isinstance(element.tag, str) or not element.tag.startswith(SVG)
        if parent is not None and (foreign or str(element.tag).removeprefix(SVG) in _DROPPED):
            _take_out(element, parent)
    for _, element in _elements(root):
        for attribute, _ in _attributes(element):
            if attribute.startswith("{") and not attribute.startswith((XLINK, XML)):
                del element.attrib[attribute]
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, method="c14n", exclusive=True, with_comments=False)) + b"\n"


def _take_out(element: _Element, parent: _Element) -> None:
    # lxml removes the text behind an element with it.
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
