# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree of tags as objects of a PDF: structure elements, parent tree, identifiers (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from octavo.render.tags import Annotation, Content, Tag


def write_tags(pdf: Any, root: Tag, page_count: int) -> dict[int, Any]:
    """Put the tree into the structure that WeasyPrint left empty; return what was made of each tag, by its id()."""
    import pydyf

    structure = _object(pdf, pdf.catalog["StructTreeRoot"])
    writer = _Writer(pdf, page_count)
    writer.write(root, _object(pdf, structure["K"][0]))
    nums = pydyf.Array()
    for page, tags in enumerate(writer.parents):
        nums += [page, pydyf.Array(tags.get(mcid, b"null") for mcid in range(max(tags, default=-1) + 1))]
    for number, (annotation, reference) in enumerate(writer.annotated, page_count):
        annotation["StructParent"] = number
        nums += [number, reference]
    _object(pdf, structure["ParentTree"])["Nums"] = nums
    structure["ParentTreeNextKey"] = page_count + len(writer.annotated)
    if writer.named:
        names = [value for name in sorted(writer.named) for value in (pydyf.String(name), writer.named[name])]
        structure["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    return writer.made


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Writer:
    """The structure elements written so far, and what has to be found by way of them.

    `parents` has for every page the element of each piece of marked content, `annotated` the annotations with their
    elements, `named` the elements by identifier; elements are given by reference.
    """

    def __init__(self, pdf: Any, page_count: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self.parents: list[dict[int, bytes]] = [{} for _ in range(page_count)]
        self.annotated: list[tuple[Any, bytes]] = []
        self.named: dict[str, bytes] = {}
        self.made: dict[int, Any] = {}

    def write(self, tag: Tag, made: Any) -> None:
        """Fill the structure element `made` from `tag`, and make those of its kids."""
        import pydyf

        self.made[id(tag)] = made
        page = _first_page(tag)
        if page is not None:
            made["Pg"] = self._pages[page]
        made.update(_entries(tag))
        if tag.identifier:
            self.named[tag.identifier] = made.reference
        made["K"] = pydyf.Array(self._kid(kid, made.reference, page) for kid in tag.kids)

    def _kid(self, kid: Tag | Content | Annotation, parent: bytes, page: int | None) -> Any:
        import pydyf

        if isinstance(kid, Tag):
            inner = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kid.kind}", "P": parent})
            self._pdf.add_object(inner)
            self.write(kid, inner)
            return inner.reference
        there = self._pages[kid.page]
        if isinstance(kid, Annotation):
            self.annotated.append((kid.dictionary, parent))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": there})
        self.parents[kid.page][kid.mcid] = parent
        return kid.mcid if kid.page == page else pydyf.Dictionary({"Type": "/MCR", "Pg": there, "MCID": kid.mcid})


def _first_page(tag: Tag) -> int | None:
    return next((kid.page for kid in tag.kids if isinstance(kid, Content)), None)


def _entries(tag: Tag) -> dict[str, Any]:
    import pydyf

    texts = {"ID": tag.identifier, "Alt": tag.alt, "Lang": tag.lang, "E": tag.expansion}
    found: dict[str, Any] = {name: pydyf.String(text) for name, text in texts.items() if text}
    owners = [
        pydyf.Dictionary({"O": f"/{owner}"} | {name: _value(value) for name, value in attributes.items()})
        for owner, attributes in sorted(tag.attributes.items())
    ]
    if owners:
        found["A"] = owners[0] if len(owners) == 1 else pydyf.Array(owners)
    return found


def _value(value: object) -> Any:
    """Return an attribute's value: numbers as they are, text as a name, a tuple of texts as strings."""
    import pydyf

    if isinstance(value, str):
        return f"/{value}"
    if isinstance(value, Sequence):
        return pydyf.Array(pydyf.String(each) if isinstance(each, str) else each for each in value)
    return value
