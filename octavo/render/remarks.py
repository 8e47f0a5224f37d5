# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the layout engine complained of, as problems with the place they come from."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.render.boxes import PageBoxes, font_stack, walk
from octavo.render.engine import BASE_URL, Assets
from octavo.render.lines import Line
from octavo.render.tags import Content, Tag

_AT = re.compile(r"at (\d+):(\d+)")


def place_of(key: str) -> Place:
    """Return the place of a source key, such as text/02-town.md#12."""
    return Place(file=key.partition("#")[0], key=key) if key else Place()


class _Keys:
    """The source keys of what remarks speak of: the first link to every place, pictures, ids given once more."""

    def __init__(self, html: Any = None) -> None:
        self.above = {child: element for element in html.iter() for child in element} if html is not None else {}
        self.links: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.again: dict[str, str] = {}
        ids: set[str] = set()
        for element in self.above:
            self.links.setdefault(element.get("href", "").removeprefix("#"), self.key(element))
            self.pictures.setdefault(element.get("src", ""), self.key(element))
            name = element.get("id", "")
            if name in ids:
                self.again.setdefault(name, self.key(element))
            ids.add(name)

    def key(self, element: Any) -> str:
        """Return the key of the nearest element around one, itself included."""
        while element is not None:
            if key := element.get("data-key"):
                return str(key)
            element = self.above.get(element)
        return ""


def style_problems(records: Iterable[logging.LogRecord], name: str, assets: Assets) -> list[Problem]:
    """Return the problems of one style sheet, with line and column."""
    found = []
    for record in records:
        text = record.getMessage()
        if at := _AT.search(text):
            said = _AT.sub("", text).replace(" , ", ", ").strip(" .")
            found.append(problem("R105", Place(name, int(at[1]), int(at[2])), remark=" ".join(said.split())))
        else:
            found += _problem(record, assets.refused, _Keys())
    return found


def layout_problems(records: Sequence[logging.LogRecord], assets: Assets, html: Any) -> list[Problem]:
    """Return the problems of a whole layout; `html` is the root of the document."""
    keys = _Keys(html if records or assets.refused else None)
    names = [address.removeprefix(BASE_URL) for address in assets.refused]
    return [problem("R101", place_of(keys.pictures.get(name, "")), address=name) for name in names] + [
        each for record in records for each in _problem(record, assets.refused, keys)
    ]


def drawing_problems(
    records: Sequence[logging.LogRecord], pages: tuple[PageBoxes, ...], lines: tuple[Line, ...]
) -> list[Problem]:
    """Return the problems that show when the pages are drawn."""
    keys = _Keys(pages[0].body.element if records else None)
    found = [each for record in records for each in _problem(record, (), keys)]
    said = [record.args for record in records if str(record.msg).startswith(".notdef")]
    characters = sorted({str(values[0]) for values in said if isinstance(values, tuple)})
    return found + [each for character in characters for each in _missing_glyph(character, pages, lines)]


def structure_problems(figures: Sequence[Tag], faint: Sequence[Content], pages: tuple[PageBoxes, ...]) -> list[Problem]:
    """Return a problem for every figure without words, and for every block with content in a transparent group."""
    keys = _Keys(pages[0].body.element if figures or faint else None)
    found = [
        problem("R108", place_of(keys.key(each.element)), name=each.get("src") or "drawn in the text")
        for each in figures
    ]
    blocks: dict[str, str] = {}
    for content in faint:
        blocks.setdefault(keys.key(content.node.element), content.node.text.strip() or "a picture")
    return found + [problem("R111", place_of(key), text=text) for key, text in blocks.items()]


def _problem(record: logging.LogRecord, refused: Sequence[str], keys: _Keys) -> Iterator[Problem]:
    said, values = str(record.msg), record.args if isinstance(record.args, tuple) else ()
    text = record.getMessage()
    if any(address in text for address in refused):
        return  # told already, by its address
    if said.startswith("Failed to load image"):
        name = str(values[0]).removeprefix(BASE_URL)
        yield problem("R102", place_of(keys.pictures.get(name, "")), name=name, reason=values[1])
    elif said.startswith(("Failed to load inline SVG", "Failed to render SVG")):
        yield problem("R102", name="in the text", reason=values[0])
    elif said.startswith("Font-face"):
        yield problem("R103", family=values[0])
    elif said.startswith(("No anchor", "Content discarded: target points")):
        name = str(values[0]).removeprefix("#")
        yield problem("R106", place_of(keys.links.get(name, "")), name=name)
    elif said.startswith("Anchor defined twice"):
        yield problem("R107", place_of(keys.again.get(str(values[0]), "")), name=values[0])
    elif not said.startswith(".notdef"):
        yield problem("R109", remark=text)


def _missing_glyph(character: str, pages: tuple[PageBoxes, ...], lines: tuple[Line, ...]) -> list[Problem]:
    """Return a problem for every block the character stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        for piece in line.pieces:
            if character in piece.node.text:
                key = line.owner.get("data-key", "") if line.owner is not None else ""
                found.setdefault(key, font_stack(piece.node))
    for node in (node for page in pages for margin in page.margins for node in walk(margin)):
        if not found and character in node.text:
            found[""] = font_stack(node)
    return [
        problem("R104", place_of(key), character=character, number=f"U+{ord(character):04X}", stack=", ".join(stack))
        for key, stack in (found or {"": ("an unknown font",)}).items()
    ]
