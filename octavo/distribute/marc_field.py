# SPDX-License-Identifier: AGPL-3.0-or-later
"""A data field of a MARC record, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 9000  # bytes of a note; room is left for what comes with it


@dataclass(frozen=True, slots=True)
class Field:
    """A data field: its tag, its two indicators, and its subfields by code in their order."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> Field:
    """Return a field without the subfields that have no value."""
    return Field(tag, indicators, tuple((code, " ".join(text.split())) for code, text in subfields if text.strip()))


def notes(tag: str, indicators: str, text: str) -> Iterator[Field]:
    """Yield a note, in as many fields as it takes: ISO 2709 gives a field four digits for its length in bytes."""
    line: list[str] = []
    for word in text.split():
        if len(" ".join([*line, word]).encode()) > LONGEST:
            yield field(tag, indicators, ("a", " ".join(line)))
            line = []
        line.append(word)
    if line:
        yield field(tag, indicators, ("a", " ".join(line)))
