# SPDX-License-Identifier: AGPL-3.0-or-later
"""Page labels: a viewer counts the pages as their folios do (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class LabelRange(NamedTuple):
    """Labels from page `first` (from 0) on: a number in a `style` of PDF (D, r, R), or the same `prefix` alone."""

    first: int
    style: str
    start: int
    prefix: str


def label_ranges(labels: Sequence[str]) -> tuple[LabelRange, ...]:
    """Return the fewest ranges that give every page its label."""
    found: list[LabelRange] = []
    for index, label in enumerate(labels):
        style, number = _number(label)
        last = found[-1] if found else None
        if last and style and last.style == style and last.start + index - last.first == number:
            continue
        found.append(LabelRange(index, style, number, "" if style else label))
    return tuple(found)


def _number(label: str) -> tuple[str, int]:
    if label.isascii() and label.isdecimal() and label == str(int(label)) and int(label):
        return "D", int(label)
    for style, text in (("r", label), ("R", label.lower())):
        value = _from_roman(text)
        if value and label == (text if style == "r" else text.upper()):
            return style, value
    return "", 0


def _from_roman(text: str) -> int:
    """Return the number of a lower-case Roman numeral in its common form, else 0."""
    value, rest = 0, text
    for worth, sign in _ROMAN:
        while rest.startswith(sign):
            value, rest = value + worth, rest[len(sign) :]
    return value if not rest and to_roman(value) == text else 0


def to_roman(number: int) -> str:
    """Return a number as a lower-case Roman numeral."""
    written = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            written, number = written + sign, number - worth
    return written


def page_labels(labels: Sequence[str]) -> Any:
    """Return the number tree of the labels as a pydyf dictionary."""
    import pydyf

    nums = pydyf.Array()
    for first, style, start, prefix in label_ranges(labels):
        entry = pydyf.Dictionary({"S": f"/{style}"} if style else {"P": pydyf.String(prefix)})
        if style and start != 1:
            entry["St"] = start
        nums += [first, entry]
    return pydyf.Dictionary({"Nums": nums})
