# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and charts: what they show, in words, and where they are (ISO 14289-1, 7.3)."""

from __future__ import annotations

from octavo.render.tags import Tag, contents, walk_tags
from octavo.render.tags_links import rectangle

_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
_SVG_DESCRIPTION = "{http://www.w3.org/2000/svg}desc"


def describe_figures(root: Tag, heights: list[float]) -> None:
    """Give every figure its words and its place on the page.

    What is inside a figure made of several elements (role img) is no structure of its own any more: the words stand
    for it. `heights` are those of the pages in millimetres.
    """
    for tag in [tag for tag in walk_tags(root) if tag.kind == "Figure"]:
        shown = list(contents(tag))
        if not any(inner.kind == "Link" for inner in walk_tags(tag)):
            tag.kids = [*shown]
        tag.alt = tag.alt or _words(tag)
        if len({content.page for content in shown}) == 1:
            boxes = [rectangle(content.node, heights[content.page]) for content in shown]
            tag.attributes["Layout"] = {
                "BBox": (
                    min(box[0] for box in boxes),
                    min(box[1] for box in boxes),
                    max(box[2] for box in boxes),
                    max(box[3] for box in boxes),
                )
            }


def _words(tag: Tag) -> str:
    element = tag.element
    said = [tag.get("alt"), tag.get("aria-label")]
    if element is not None:
        said += [element.findtext(_SVG_TITLE) or "", element.findtext(_SVG_DESCRIPTION) or "", tag.get("title")]
    return next((" ".join(words.split()) for words in said if words.strip()), "")
