# SPDX-License-Identifier: AGPL-3.0-or-later
"""An XML document as a small immutable tree, written the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Element:
    """An element with text or with elements in it; attributes without a value are left out."""

    name: str
    text: str = ""
    children: tuple[Element, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def element(name: str, *content: str | Element, **attributes: str) -> Element:
    """Return an element with a text or with children."""
    text = "".join(each for each in content if isinstance(each, str))
    children = tuple(each for each in content if isinstance(each, Element))
    return Element(name, text, children, tuple((key, value) for key, value in attributes.items() if value))


def written(root: Element, space: str, attributes: Mapping[str, str]) -> bytes:
    """Return the document with all its elements in one namespace, and these attributes on its root."""
    from lxml import etree

    spaces: Any = {None: space}
    node = etree.Element(f"{{{space}}}{root.name}", nsmap=spaces)
    for name, value in attributes.items():
        node.set(name, value)
    for child in root.children:
        _append(node, child, space)
    etree.indent(node)
    return etree.tostring(node, xml_declaration=True, encoding="utf-8") + b"\n"


def _append(parent: Any, each: Element, space: str) -> None:
    from lxml import etree

    node = etree.SubElement(parent, f"{{{space}}}{each.name}")
    node.text = each.text or None
    for name, value in each.attributes:
        node.set(name, value)
    for child in each.children:
        _append(node, child, space)
