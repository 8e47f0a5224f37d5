# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of Chinese and Japanese: stretched between letters, with a little room beside words of other scripts.

WeasyPrint (70.0) stretches spaces alone, of which such a line has none, and knows no text-autospace (CSS Text 4, 8.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from octavo.model.document import Document

# Ideographs, kana, and the marks that stand in a square of their own. Not the dash: two of them are one line.
_SQUARE = "\u3000-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u2018\u2019\u201c\u201d"
_LETTER = "\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\u3005"
_OTHER = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff"
_SQUARES = re.compile(f"[{_SQUARE}]+")
# A word joiner may keep the two together: “12⁠页”.
_BESIDE = re.compile(f"(?:(?<=[{_OTHER}])|(?<=[{_OTHER}]\u2060))[{_LETTER}]|[{_LETTER}](?=\u2060?[{_OTHER}])")
_ROOM_LAST = re.compile(rb">(-?[0-9.]+)(?:<>)?\] TJ$")
# Of an em, beside a letter; half of it stands on each side (Pango), so that a tenth of an em lies between the two.
ROOM = 0.2


def stretches(language: str) -> bool:
    """Tell whether lines in a language are stretched between letters."""
    return language.partition("-")[0] in ("zh", "ja")


@contextmanager
def stretching_letters(document: Document) -> Iterator[None]:
    """Let WeasyPrint meanwhile set a document in Chinese or Japanese so; any other is left as it is."""
    if not stretches(document.metadata.language):
        yield
        return
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    write, count = line_break.Layout.set_text, inline.count_expandable_spaces
    justify = inline.justify_line

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        write(layout, text, justify)
        # Once more when the page is drawn, which may be after this block.
        layout.set_text = partial(set_text, layout)
        if layout.style["letter_spacing"] == "normal":
            _space(layout, layout.justification_spacing if justify else 0.0)

    def count_gaps(box: Any) -> Any:
        # WeasyPrint's own function asks this one for every child.
        return count(box) + (gaps(box.text) if isinstance(box, inline.boxes.TextBox) else 0)

    def justify_line(context: Any, line: Any, extra: float) -> None:
        justify(context, line, extra + _unused_room(context, line))

    line_break.Layout.set_text, inline.count_expandable_spaces = set_text, count_gaps
    inline.justify_line = justify_line
    try:
        yield
    finally:
        line_break.Layout.set_text, inline.count_expandable_spaces = write, count
        inline.justify_line = justify


def _unused_room(context: Any, line: Any) -> float:
    """Take away the room that the last letter of a line was measured with beside what has gone to the next line."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout, line_size

    last = line
    while not isinstance(last, boxes.TextBox):
        if not getattr(last, "children", None):
            return 0.0
        last = last.children[-1]
    layout = create_layout(last.text, last.style, context, None, 0)
    unused = float(last.width) - float(line_size(layout.get_first_line()[0], last.style)[0])
    layout.deactivate()
    if not 0 < unused < ROOM * last.style["font_size"]:
        return 0.0
    last.width -= unused
    return unused


def carry_room(operators: list[Any]) -> None:
    """Move the room that a text operator ends with to the beginning of the next one of its text object.

    Both are the same (ISO 32000-1, 9.4.3), but PDFium, which draws the pages of Chromium, passes over the first.
    """
    before = -1
    for place, operator in enumerate(operators):
        if operator == b"ET":
            before = -1
        elif isinstance(operator, bytes) and operator.endswith(b"] TJ"):
            if before >= 0 and (found := _ROOM_LAST.search(operators[before])):
                operators[before] = operators[before][: found.start()] + b">] TJ"
                operators[place] = b"[" + found[1] + operator[1:]
            before = place


def gaps(text: str) -> float:
    """Return how many times a text widens by what is put between letters: at its ends only half of it counts."""
    found = [match.span() for match in _SQUARES.finditer(text)]
    squares = sum(end - start for start, end in found)
    if not found:
        return 0.0
    return squares - 0.5 * (found[0][0] == 0) - 0.5 * (found[-1][1] == len(text))


def _space(layout: Any, stretch: float) -> None:
    """Add letter spacing to the squares of a layout's text, and more beside words of other scripts."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    spans = [(*match.span(), stretch) for match in _SQUARES.finditer(layout.text)] if stretch else []
    room = ROOM * layout.style["font_size"]
    spans += [(*match.span(), stretch + room) for match in _BESIDE.finditer(layout.text)]
    if not spans:
        return
    listed = pango.pango_layout_get_attributes(layout.layout)
    if listed == ffi.NULL:
        listed = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for start, end, width in spans:
        attribute = pango.pango_attr_letter_spacing_new(int(width * TO_UNITS))
        attribute.start_index = len(layout.text[:start].encode())
        attribute.end_index = attribute.start_index + len(layout.text[start:end].encode())
        pango.pango_attr_list_change(listed, attribute)
    pango.pango_layout_set_attributes(layout.layout, listed)
