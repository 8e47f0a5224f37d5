# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint's laid-out boxes as plain values; the one module that knows how they are made (WeasyPrint 70.0).

Lengths are millimetres from the upper left corner of the trimmed page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

MM_PER_PX = 25.4 / 96

Kind = Literal[
    "page", "margin", "footnotes", "block", "inline-block", "line", "inline", "text", "image",
    "table", "rows", "row", "cell",
]  # fmt: skip
Flow = Literal["normal", "float", "absolute", "fixed", "footnote", "running"]


# A named tuple, for a book has a hundred thousand of them: a frozen dataclass takes four times as long to make.
class Node(NamedTuple):
    """A box. `x`, `y`, `width`, `height` are those of its border box.

    `tag` is the element's, with its pseudo-element if the box is one's (`li::marker`), or the place of a margin box
    (`@top-left`). An anonymous box has the element and tag of the box it is in. `box` is WeasyPrint's, to be compared
    and asked of by this module alone.
    """

    kind: Kind
    tag: str
    element: Any
    x: float
    y: float
    width: float
    height: float
    children: tuple[Node, ...]
    box: Any
    text: str = ""


class PageBoxes(NamedTuple):
    """A page: its size, the height where its text area ends, and its boxes."""

    number: int
    width: float
    height: float
    bottom: float
    right: bool
    blank: bool
    body: Node
    footnotes: Node | None
    margins: tuple[Node, ...]
    box: Any


def read_pages(rendered: Any) -> tuple[PageBoxes, ...]:
    """Return the pages of a WeasyPrint document as plain values."""
    return tuple(_page(number, page._page_box) for number, page in enumerate(rendered.pages, 1))


def _page(number: int, box: Any) -> PageBoxes:
    body, *others = (_node(child) for child in box.children)
    return PageBoxes(
        number,
        box.margin_width() * MM_PER_PX,
        box.margin_height() * MM_PER_PX,
        (box.content_box_y() + box.height) * MM_PER_PX,
        box.page_type.side == "right",
        box.page_type.blank,
        body,
        next((node for node in others if node.kind == "footnotes"), None),
        tuple(node for node in others if node.kind == "margin"),
        box,
    )


def _node(box: Any) -> Node:
    # An absolutely positioned box stands in its parent by a placeholder.
    box = getattr(box, "_box", box)
    kind = _kind(type(box))
    tag = box.at_keyword if kind == "margin" else box.element_tag or ""
    return Node(
        kind,
        tag,
        box.element,
        (box.position_x + box.margin_left) * MM_PER_PX,
        (box.position_y + box.margin_top) * MM_PER_PX,
        box.border_width() * MM_PER_PX,
        box.border_height() * MM_PER_PX,
        tuple(_node(child) for child in box.children),
        box,
        box.text if kind == "text" else "",
    )


_KINDS: dict[type, Kind] = {}


def _kind(made: type) -> Kind:
    if made not in _KINDS:
        from weasyprint.formatting_structure import boxes

        order: tuple[tuple[type, Kind], ...] = (
            (boxes.TextBox, "text"),
            (boxes.LineBox, "line"),
            (boxes.ReplacedBox, "image"),
            (boxes.MarginBox, "margin"),
            (boxes.FootnoteAreaBox, "footnotes"),
            (boxes.TableBox, "table"),
            (boxes.TableRowGroupBox, "rows"),
            (boxes.TableRowBox, "row"),
            (boxes.TableCellBox, "cell"),
            (boxes.InlineBox, "inline"),
            (boxes.AtomicInlineLevelBox, "inline-block"),
        )
        _KINDS[made] = next((kind for base, kind in order if issubclass(made, base)), "block")
    return _KINDS[made]


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all in it, outer before inner, in the order of reading."""
    yield node
    for child in node.children:
        yield from walk(child)


def flow(node: Node) -> Flow:
    """Return how the box takes part in the page: in the stream of text, beside it or above it."""
    style = node.box.style
    position = style["position"]
    if position in ("absolute", "fixed"):
        return "absolute" if position == "absolute" else "fixed"
    if position[0] == "running()":
        return "running"
    if node.box.is_footnote():
        return "footnote"
    return "float" if node.box.is_floated() else "normal"


def is_leader(node: Node) -> bool:
    """Tell whether the box is the row of dots between an entry of the contents and its page."""
    return bool(node.box.is_leader)


def repeats(node: Node) -> bool:
    """Tell whether the box is set again on every page: the head or foot of a table, or a fixed box."""
    box = node.box
    return getattr(box, "is_header", False) or getattr(box, "is_footer", False) or flow(node) == "fixed"


def spans(node: Node) -> tuple[int, int]:
    """Return over how many columns and rows a cell reaches."""
    return node.box.colspan, node.box.rowspan


def link_annotation(node: Node) -> Any:
    """Return the annotation WeasyPrint has just made for this box, or None."""
    return node.box.link_annotation


def list_style(node: Node) -> str:
    """Return the counter style of a list item's mark, or `none`; a mark given as a string is `string`."""
    style = node.box.style["list_style_type"]
    return style if isinstance(style, str) else "string"


def content_box(node: Node, *, padding: bool = False) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of where a box has its content, with its padding if asked for."""
    box = node.box
    left, top = box.content_box_x(), box.content_box_y()
    right, bottom = left + box.width, top + box.height
    if padding:
        left, top = left - box.padding_left, top - box.padding_top
        right, bottom = right + box.padding_right, bottom + box.padding_bottom
    return left * MM_PER_PX, top * MM_PER_PX, right * MM_PER_PX, bottom * MM_PER_PX


def is_right_to_left(node: Node) -> bool:
    """Tell whether the lines of a box begin at its right."""
    return bool(node.box.style["direction"] == "rtl")


def hang(node: Node) -> float:
    """Return how far the first line of a block begins before the others."""
    indent = node.box.style["text_indent"]
    size = indent.value * (node.box.width / 100 if indent.unit == "%" else 1)
    return float(max(0.0, -size)) * MM_PER_PX


def clips(node: Node) -> bool:
    """Tell whether what does not fit into the box is cut off."""
    return bool(node.box.style["overflow"] != "visible")


def fixed_height(node: Node) -> bool:
    """Tell whether the style gives the box a height, whatever it holds."""
    return bool(node.box.style["height"] != "auto" or node.box.style["max_height"].value != float("inf"))


def forces_break(node: Node) -> bool:
    """Tell whether the style lets a page begin before this box."""
    return node.box.style["break_before"] in ("page", "left", "right", "recto", "verso", "always")


def stretch(node: Node) -> float:
    """Return what justification added to each space of a text, in em."""
    size = node.box.style["font_size"]
    return node.box.justification_spacing / size if size else 0.0


def natural_width(node: Node) -> float:
    """Return how wide a text is without what justification added to its spaces."""
    return node.width - float(node.box.justification_spacing) * MM_PER_PX * node.text.count(" ")


def is_centred(node: Node) -> bool:
    """Tell whether the lines of a block stand in the middle of it."""
    return bool(node.box.style["text_align_all"] == "center")


def font_stack(node: Node) -> tuple[str, ...]:
    """Return the font families the style names for a box."""
    return tuple(node.box.style["font_family"])


def hyphen_of(node: Node) -> str:
    """Return the character the engine puts where it breaks a word of this text."""
    mark: str = node.box.style["hyphenate_character"]
    return mark


def baseline(node: Node) -> float:
    """Return how far below the head of the page the letters of a text stand."""
    return float(node.box.position_y + node.box.baseline) * MM_PER_PX


def style_of(node: Node) -> Any:
    """Return WeasyPrint's computed style of a box."""
    return node.box.style


def strings_set(node: Node) -> tuple[tuple[str, str], ...]:
    """Return the named strings that a box sets (CSS GCPM 3, 1.1), with their texts."""
    given = node.box.string_set
    return tuple(given) if given and given != "none" else ()


def see_through(node: Node) -> str:
    """Return which part of a box lets through what lies beneath it, or nothing; colours that draw nothing don't."""
    style = node.box.style
    colours = {"the colour of the text": style["color"] if node.kind == "text" else None}
    if node.kind not in ("text", "line"):
        colours["the background"] = style["background_color"]
        for side in ("top", "right", "bottom", "left"):
            if style[f"border_{side}_style"] != "none" and style[f"border_{side}_width"]:
                colours["the border"] = style[f"border_{side}_color"]
    if style["opacity"] < 1 and node.kind != "text":
        return "the whole element"
    if style["box_shadow"] and node.kind not in ("text", "line"):
        return "the shadow"
    return next((name for name, colour in colours.items() if 0 < getattr(colour, "alpha", 1) < 1), "")


def text_of(node: Node) -> str:
    """Return all text in the node, in the order of its boxes."""
    return "".join(inner.text for inner in walk(node))
