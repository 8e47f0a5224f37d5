# SPDX-License-Identifier: AGPL-3.0-or-later
"""The structure of a document as a tree of tags, one for each element however many pages it is on (ISO 32000-1, 14.7).

The tree is built from the boxes in the order of reading; the modules tags_*.py then make of it what a tagged PDF and
PDF/UA want: each a function that may be applied twice without harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from octavo.render.boxes import Node


class Content(NamedTuple):
    """A piece of marked content: its page (from 0), its number there, and the box it draws."""

    page: int
    mcid: int
    node: Node


class Annotation(NamedTuple):
    """A link's annotation: its page (from 0) and WeasyPrint's dictionary."""

    page: int
    dictionary: Any
    node: Node


# Changed while the tree is mended and then written: the one thing here that is no value.
@dataclass(slots=True, eq=False)
class Tag:
    """A structure element: `kind` is its type, `element` and `pseudo` say where in the HTML it comes from.

    `identifier`, `alt`, `lang`, `expansion` are the entries of that meaning (ISO 32000-1, table 323); `attributes` maps
    owners (`Table`) to their attributes.
    """

    kind: str
    element: Any = None
    pseudo: str = ""
    kids: list[Tag | Content | Annotation] = field(default_factory=list)
    identifier: str = ""
    alt: str = ""
    lang: str = ""
    expansion: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    first: Node | None = None

    @property
    def tags(self) -> list[Tag]:
        """The kids that are tags."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def get(self, name: str) -> str:
        """Return an attribute of the HTML element, empty if there is none."""
        return (self.element.get(name) or "") if self.element is not None and not self.pseudo else ""


# Types that take part in a line; all others are blocks or groups of them (ISO 32000-1, 14.8.4.4 and 14.8.4.5).
INLINE = frozenset({"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula"})
# Types that hold blocks and never text itself (14.8.4.2).
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "Index", "NonStruct", "Private"})


def walk_tags(tag: Tag) -> Iterator[Tag]:
    """Yield the tag and all below it, outer before inner."""
    ahead = [tag]
    while ahead:
        here = ahead.pop()
        yield here
        ahead += reversed(here.tags)


def contents(tag: Tag) -> Iterator[Content]:
    """Yield the marked content of the tag, in order."""
    for kid in tag.kids:
        if isinstance(kid, Content):
            yield kid
        elif isinstance(kid, Tag):
            yield from contents(kid)


def tag_text(tag: Tag) -> str:
    """Return the text that the tag's content shows."""
    return "".join(content.node.text for content in contents(tag))
