# SPDX-License-Identifier: AGPL-3.0-or-later
"""From boxes to the tree of tags: what each element is, in what order, and what is no part of the text at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from octavo.render.boxes import Node, PageBoxes, is_leader, link_annotation, repeats
from octavo.render.notes import notes_of
from octavo.render.tags import Annotation, Content, Tag

# ISO 32000-1, 14.8.4. What is not named is a Span in a line and a Div elsewhere.
_KINDS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("dl", "ol", "ul"), "L"),
    **dict.fromkeys(("img", "{http://www.w3.org/2000/svg}svg"), "Figure"),
    **dict.fromkeys(("figcaption", "caption"), "Caption"),
    **dict.fromkeys(("nav", "section"), "Sect"),
    "a": "Link",
    "address": "P",
    "article": "Art",
    "blockquote": "BlockQuote",
    "code": "Code",
    "dd": "LBody",
    "dt": "Lbl",
    "li": "LI",
    "main": "Part",
    "p": "P",
    "pre": "P",
    "q": "Quote",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
}
# DPUB-ARIA 1.1 and WAI-ARIA 1.2: a role says more than the element it is on.
_ROLES = {
    "doc-biblioentry": "BibEntry",
    "doc-endnote": "Note",
    "doc-footnote": "Note",
    "doc-index": "Index",
    "doc-toc": "TOC",
    "img": "Figure",
}
_PSEUDO = {"marker": "Lbl", "footnote-marker": "Lbl", "footnote-call": "Reference"}
_UNSEEN = frozenset({"none", "presentation", "doc-pagebreak"})

Artifact = tuple[int, int, str]
"""Content that is no part of the text: its page (from 0), its MCID, and its property list without the brackets."""

_LAYOUT = "/Type/Layout"
_REPEATED = "/Type/Pagination"


class Structure(NamedTuple):
    """What was found: the tree, the artifacts, and the annotations that no tag has."""

    root: Tag
    artifacts: list[Artifact]
    stray: list[Annotation]


def build_tags(pages: Sequence[PageBoxes], marks: Sequence[dict[int, int]]) -> Structure:
    """Return the structure of the pages; `marks` are those of octavo.render.painting, page by page."""
    builder = _Builder(pages[0].body.element if pages else None)
    for page, page_marks in zip(pages, marks, strict=True):
        builder.begin(page.number - 1, page_marks)
        builder.visit(page.body, builder.root)
        for note in notes_of(page):
            builder.note(note)
        for margin in page.margins:
            side = "Header" if margin.tag.startswith("@top") else "Footer"
            builder.drop(margin, f"/Type/Pagination/Subtype/{side}")
    return Structure(builder.root, builder.artifacts, builder.stray)


class _Builder:
    """The tree as far as it is read; it grows from page to page."""

    def __init__(self, html: Any) -> None:
        self.root = Tag("Document")
        self._above = {child: element for element in html.iter() for child in element} if html is not None else {}
        self.artifacts: list[Artifact] = []
        self.stray: list[Annotation] = []
        self._tags: dict[tuple[Any, str], Tag] = {}
        self._begun: dict[tuple[Any, str], int] = {}
        self._calls: dict[Any, tuple[Tag, Tag]] = {}
        self._page = 0
        self._marks: dict[int, int] = {}

    def begin(self, page: int, marks: dict[int, int]) -> None:
        """Turn to a page."""
        self._page, self._marks = page, marks

    def visit(self, node: Node, parent: Tag) -> None:
        """Put the node and all in it below `parent`."""
        if is_leader(node) or _hidden(node):
            self.drop(node, _LAYOUT)
        elif node.kind == "text":
            self._content(node, parent)
        elif node.kind == "line" or node.element is None or node.tag in ("html", "body"):
            self._children(node, parent)
        else:
            self._element(node, parent)

    def note(self, node: Node) -> None:
        """Put a footnote where it is called (ISO 32000-1, table 338: a Note stands in the text that refers to it)."""
        key = (node.element, "")
        if key not in self._tags:
            tag = self._new(key, "Note", node)
            parent, call = self._calls.get(node.element, (self.root, None))
            parent.kids.insert(parent.kids.index(call) + 1 if call else len(parent.kids), tag)
        self._children(node, self._tags[key])

    def drop(self, node: Node, why: str) -> None:
        """Make an artifact of the node and all in it."""
        if (mcid := self._marks.get(id(node.box))) is not None:
            self.artifacts.append((self._page, mcid, why))
        if (annotation := link_annotation(node)) is not None:
            self.stray.append(Annotation(self._page, annotation, node))
        for child in node.children:
            self.drop(child, why)

    def _element(self, node: Node, parent: Tag) -> None:
        name, _, pseudo = node.tag.partition("::")
        key = (node.element, pseudo)
        if repeats(node) and self._begun.get(key, self._page) != self._page:
            self.drop(node, _REPEATED)
            return
        if (parent.element, parent.pseudo) == key:
            tag = parent
        elif (known := self._tags.get(key)) is not None:
            tag = known
        else:
            # A block in a line (a picture in a link) is set outside the boxes of the elements it is in.
            parent = self._tags.get((self._above.get(node.element), ""), parent) if not pseudo else parent
            tag = self._new(key, _kind_of(node, name, pseudo), node)
            parent.kids.append(tag)
            if pseudo == "footnote-call":
                self._calls[node.element] = (parent, tag)
        if (annotation := link_annotation(node)) is not None:
            tag.kids.append(Annotation(self._page, annotation, node))
        if node.kind == "image":
            self._content(node, tag)
        self._children(node, tag)

    def _new(self, key: tuple[Any, str], kind: str, node: Node) -> Tag:
        tag = Tag(kind, key[0], key[1], first=node)
        self._tags[key] = tag
        self._begun[key] = self._page
        return tag

    def _children(self, node: Node, tag: Tag) -> None:
        for child in node.children:
            self.visit(child, tag)

    def _content(self, node: Node, tag: Tag) -> None:
        # What is not drawn, such as hidden text, has no mark.
        if (mcid := self._marks.get(id(node.box))) is not None:
            tag.kids.append(Content(self._page, mcid, node))


def _kind_of(node: Node, name: str, pseudo: str) -> str:
    in_line = node.kind in ("inline", "inline-block", "text", "image")
    default = "Span" if in_line else "Div"
    if pseudo:
        return _PSEUDO.get(pseudo, default)
    kind = _ROLES.get(node.element.get("role", "")) or _KINDS.get(name, default)
    if name == "nav" and any(link.get("href", "").startswith("#") for link in node.element.iter("a")):
        return "TOC"
    if kind == "Link" and not node.element.get("href"):
        return default
    return default if kind in ("Code", "Quote") and not in_line else kind


def _hidden(node: Node) -> bool:
    """Tell whether a picture is ornament, a text mere space, or anything was marked as not to be read."""
    element = node.element
    if node.kind == "text" or element is None:
        return node.kind == "text" and not node.text.strip()
    if node.kind == "image" and ("::" in node.tag or (node.tag == "img" and element.get("alt") == "")):
        return True
    if element.get("aria-hidden") == "true" or element.get("role") == "doc-pagebreak":
        return True
    return node.kind == "image" and element.get("role", "") in _UNSEEN
