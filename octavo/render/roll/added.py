# SPDX-License-Identifier: AGPL-3.0-or-later
"""Objects of set pages, which are bytes from the beginning, written with the objects of WeasyPrint's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from octavo.render.pdf_bytes import PdfBytes


@dataclass(slots=True)
class Added:
    """What is added to a file, with the numbers that were reserved for it: packed streams, and others in a row."""

    streams: list[tuple[int, bytes]] = field(default_factory=list)
    rows: list[tuple[int, Sequence[bytes]]] = field(default_factory=list)


def write_with(pdf: Any, added: Added) -> None:
    """Let a pydyf file, when it is written, write this too."""

    def write(output: BinaryIO, version: Any = None, identifier: Any = False, compress: bool = False) -> None:
        made = PdfBytes()
        for number, data in added.streams:
            made.stream(number, data)
        for first, objects in added.rows:
            made.pack(pdf, first, objects)
        output.write(made.close(pdf, identifier if isinstance(identifier, bytes) else identifier.encode()))

    pdf.write = write
