# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF of very many objects written out: pydyf's own, and those that were never objects but bytes from the beginning.

pydyf (0.12) keeps an object for each number and packs all of them into one object stream, which a reader has to unpack
whole for any of them. Here there may be a million, and each stream holds a few.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import accumulate
from struct import pack
from typing import Any, BinaryIO

AT_ONCE = 250
"""How many objects an object stream holds."""
_LEVEL = 6  # zlib's: one step more takes twice the time and saves a hundredth


@dataclass(slots=True)
class Added:
    """Objects as bytes, with the numbers that they have in the file: whole streams, and others in a row."""

    streams: list[tuple[int, bytes]] = field(default_factory=list)
    rows: list[tuple[int, Sequence[bytes]]] = field(default_factory=list)

    def stream(self, number: int, packed: bytes) -> None:
        """Add a stream that is packed already (ISO 32000-1, 7.4.4)."""
        self.streams.append(
            (number, b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed))
        )

    def row(self, first: int, objects: Sequence[bytes]) -> None:
        """Add objects with numbers in a row, of which none is a stream."""
        self.rows += ((first + at, objects[at : at + AT_ONCE]) for at in range(0, len(objects), AT_ONCE))


def reserve(pdf: Any, count: int) -> int:
    """Keep numbers free in a pydyf file for objects that are bytes; return the first of them."""
    first = len(pdf.objects)
    pdf.objects.extend([_reserved()] * count)
    return first


@cache
def _reserved() -> Any:
    import pydyf

    return pydyf.Object()


def writing(pdf: Any, added: Added) -> None:
    """Let a pydyf file write what was added with its own objects."""

    def write(output: BinaryIO, version: Any = None, identifier: Any = False, compress: bool = False) -> None:
        assert compress, "object streams are all that is known here"
        _write(pdf, added, output, (_bytes(version or "1.7"), _bytes(identifier)))

    pdf.write = write


def _write(pdf: Any, added: Added, output: BinaryIO, named: tuple[bytes, bytes]) -> None:
    version, identifier = named
    if pdf.info:
        pdf.add_object(pdf.info)
    written = _Written(output, len(pdf.objects))
    written.put(b"%%PDF-%s\n%%\xf0\x9f\x96\xa4\n" % version)
    own: list[tuple[int, bytes]] = []
    for each in pdf.objects:
        if each is _reserved() or each.free == "f":
            continue
        if each.compressible:
            own.append((each.number, each.data))
        else:
            written.object(each.number, each.data)
    for number, data in added.streams:
        written.object(number, data)
    for at in range(0, len(own), AT_ONCE):
        written.packed(*zip(*own[at : at + AT_ONCE], strict=True))
    for first, objects in added.rows:
        written.packed(range(first, first + len(objects)), objects)
    written.end(_trailer(pdf, identifier, written.digest.digest()[:16]))


def _trailer(pdf: Any, identifier: bytes, changed: bytes) -> bytes:
    """Return the entries of the trailer: the second identifier is of what was written (ISO 32000-1, 14.4)."""
    import pydyf

    info = b"/Info %s" % pdf.info.reference if pdf.info else b""
    given = pydyf.String(identifier).data if identifier else b"<%s>" % changed.hex().encode()
    return b"/Root %s%s/ID[%s<%s>]" % (pdf.catalog.reference, info, given, changed.hex().encode())


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value or "").encode()


class _Written:
    """What is written of a file: where each object is, by number, as a cross-reference stream has it (7.5.8.3)."""

    def __init__(self, output: BinaryIO, count: int) -> None:
        self._output, self._at = output, 0
        self.digest = sha256()
        self._places: list[tuple[int, int, int]] = [(0, 0, 0)] * count

    def put(self, data: bytes) -> None:
        self._output.write(data)
        self._at += len(data)

    def object(self, number: int, data: bytes) -> None:
        """Write an object by itself."""
        self._places[number] = 1, self._at, 0
        self.digest.update(data)
        self.put(b"%d 0 obj\n%s\nendobj\n" % (number, data))

    def packed(self, numbers: Sequence[int], objects: Sequence[bytes]) -> None:
        """Write objects in an object stream (7.5.7)."""
        at = [0, *accumulate(len(each) + 1 for each in objects)]
        head = " ".join(f"{number} {start}" for number, start in zip(numbers, at, strict=False)).encode()
        holder = len(self._places)
        self._places.append((0, 0, 0))
        for place, number in enumerate(numbers):
            self._places[number] = 2, holder, place
        data = zlib.compress(b"\n".join([head, *objects]), _LEVEL)
        said = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head) + 1)
        self.object(holder, b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (said, len(data), data))

    def end(self, trailer: bytes) -> None:
        """Write the cross-reference stream, and where it is."""
        start, number = self._at, len(self._places)
        self._places[0] = 0, 0, 65535
        self._places.append((1, start, 0))
        wide = start >= 1 << 32
        data = zlib.compress(pack(">" + ("BQH" if wide else "BIH") * len(self._places), *self._flat()), _LEVEL)
        said = b"/Type/XRef/Size %d/W[1 %d 2]%s" % (len(self._places), 8 if wide else 4, trailer)
        self.put(
            b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (number, said, len(data), data)
        )
        self.put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _flat(self) -> Iterator[int]:
        for kind, there, place in self._places:
            yield kind
            yield there
            yield place
