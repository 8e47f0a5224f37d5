# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of the pages is see-through, at the place in the content or style that makes it so."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.model.pagemap import Veil
from octavo.render.boxes import Node, PageBoxes, see_through


def veils_of(pages: tuple[PageBoxes, ...]) -> tuple[Veil, ...]:
    """Return everything see-through that the style asks for, each once a page.

    A printer's file without transparency (PDF/X-1a) can't have it. Pictures with soft edges are not among them.
    """
    found = (veil for page in pages for part in _parts(page) for veil in _veils(part, page.number, ""))
    return tuple(dict.fromkeys(found))


def _parts(page: PageBoxes) -> tuple[Node, ...]:
    notes = () if page.footnotes is None else (page.footnotes,)
    return (page.body, *notes, *page.margins)


def _veils(node: Node, page: int, key: str) -> Iterator[Veil]:
    key = (node.element.get("data-key") if node.element is not None else "") or key
    if what := see_through(node):
        yield Veil(page, key, f"{what} of {_named(node)}")
        if what == "the whole element":
            return  # what is in it is as see-through, and for the same reason
    for child in node.children:
        yield from _veils(child, page, key)


def _named(node: Node) -> str:
    """Return an element as a style sheet would name it."""
    classes = (node.element.get("class") or "").split() if node.element is not None else []
    return "".join([f"<{node.tag}", *(f" .{name}" for name in classes[:2]), ">"])
