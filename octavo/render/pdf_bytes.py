# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bytes of a PDF with very many objects, written while more are still to come (ISO 32000-1, 7.5.7 and 7.5.8).

pydyf (0.12) packs all objects into one stream, level 9, when all are known: a reader has to unpack all of them for one.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from io import BytesIO
from itertools import chain
from struct import pack
from typing import Any

_TOGETHER = 100
"""Objects in one stream: a reader that wants one of them reads all."""
_FREE, _PLAIN, _PACKED = 0, 1, 2


@cache
def reserved() -> Any:
    """Return what stands in a pydyf file for objects that are written as bytes, by `PdfBytes.pack` or `.stream`."""
    import pydyf

    return pydyf.Object()


def reserve(pdf: Any, count: int) -> int:
    """Keep numbers free in a pydyf file for objects that are bytes; return the first of them."""
    first = len(pdf.objects)
    pdf.objects.extend([reserved()] * count)
    return first


class PdfBytes:
    """A file of which some objects are written; of each it knows where."""

    def __init__(self) -> None:
        self._out, self._digest = BytesIO(), hashlib.md5(usedforsecurity=False)
        # Kind, offset or stream, and generation or place in the stream, by number: there may be a million.
        self._kinds, self._places, self._inner = array("B"), array("Q"), array("H")
        self._reached = 0
        self._line(b"%PDF-1.7")
        self._line(b"%\xf0\x9f\x96\xa4")

    def drain(self, pdf: Any, kept: Collection[int] = ()) -> None:
        """Write all objects of a pydyf file that came since the last time but those kept, and let go of them."""
        numbers = range(self._reached, len(pdf.objects))
        self._write(pdf, [number for number in numbers if number not in kept])
        self._reached = len(pdf.objects)

    def stream(self, number: int, packed: bytes) -> None:
        """Write a stream that is packed already (7.4.4)."""
        self._place(number, _PLAIN, self._out.tell(), 0)
        said = b"<</Filter/FlateDecode/Length %d>>" % len(packed)
        self._line(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj" % (number, said, packed))

    def pack(self, pdf: Any, first: int, objects: Sequence[bytes]) -> None:
        """Write objects with numbers in a row, of which none is a stream."""
        for start in range(0, len(objects), _TOGETHER):
            self._pack(pdf, list(enumerate(objects[start : start + _TOGETHER], first + start)))

    def close(self, pdf: Any, identifier: bytes) -> bytes:
        """Write what is left, and how to find each object; return the file."""
        import pydyf

        pdf.add_object(pdf.info)
        self._write(pdf, [number for number, each in enumerate(pdf.objects) if each is not None and each.free == "n"])
        changing = self._digest.hexdigest().encode()
        number = len(pdf.objects)
        self._place(number, _PLAIN, self._out.tell(), 0)
        self._place(0, _FREE, 0, 65535)
        start = self._out.tell()
        width, row = (4, "BIH") if start < 1 << 32 else (8, "BQH")
        extra = pydyf.Dictionary({"Type": "/XRef", "W": pydyf.Array((1, width, 2)), "Size": number + 1})
        extra |= {"Root": pdf.catalog.reference, "Info": pdf.info.reference}
        extra["ID"] = pydyf.Array((pydyf.String(identifier).data, pydyf.String(changing).data))
        rows = chain.from_iterable(zip(self._kinds, self._places, self._inner, strict=True))
        self._stream(number, pack(">" + row * (number + 1), *rows), extra)
        self._line(b"startxref\n%d\n%%%%EOF" % start)
        return self._out.getvalue()

    def _write(self, pdf: Any, numbers: Iterable[int]) -> None:
        packed: list[tuple[int, bytes]] = []
        for number in numbers:
            each = pdf.objects[number]
            if each is reserved():
                continue
            if each.free != "n":
                pass
            elif each.compressible:
                packed.append((number, each.data))
            else:
                self._place(number, _PLAIN, self._out.tell(), 0)
                self._line(b"%d 0 obj\n%s\nendobj" % (number, each.data))
            pdf.objects[number] = None
        for start in range(0, len(packed), _TOGETHER):
            self._pack(pdf, packed[start : start + _TOGETHER])

    def _pack(self, pdf: Any, objects: Sequence[tuple[int, bytes]]) -> None:
        """Write objects into a stream of their own."""
        import pydyf

        stream = len(pdf.objects)
        pdf.objects.append(None)
        offset, index = 0, list[int]()
        for inner, (number, data) in enumerate(objects):
            self._place(number, _PACKED, stream, inner)
            index += (number, offset)
            offset += len(data) + 1
        head = " ".join(map(str, index)).encode() + b"\n"
        extra = pydyf.Dictionary({"Type": "/ObjStm", "N": len(objects), "First": len(head)})
        self._place(stream, _PLAIN, self._out.tell(), 0)
        self._stream(stream, head + b"\n".join(data for _, data in objects), extra)

    def _stream(self, number: int, data: bytes, extra: Any) -> None:
        packed = zlib.compress(data, 6)
        extra |= {"Filter": "/FlateDecode", "Length": len(packed)}
        self._line(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj" % (number, extra.data, packed))

    def _line(self, data: bytes) -> None:
        self._digest.update(data)
        self._out.write(data)
        self._out.write(b"\n")

    def _place(self, number: int, kind: int, place: int, inner: int) -> None:
        missing = number + 1 - len(self._kinds)
        if missing > 0:
            for numbers in (self._kinds, self._places, self._inner):
                numbers.frombytes(bytes(missing * numbers.itemsize))
        self._kinds[number], self._places[number], self._inner[number] = kind, place, inner
