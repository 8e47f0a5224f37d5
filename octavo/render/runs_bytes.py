# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bytes of a PDF written while more objects are still to come (ISO 32000-1, 7.5.7 and 7.5.8)."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Collection
from io import BytesIO
from typing import Any

_TOGETHER = 100
"""Objects in one stream: a reader that wants one of them reads all."""
_FREE, _PLAIN, _PACKED = 0, 1, 2


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

    def close(self, pdf: Any, identifier: bytes) -> bytes:
        """Write what is left, and how to find each object; return the file."""
        import pydyf

        pdf.add_object(pdf.info)
        self._write(pdf, [number for number, each in enumerate(pdf.objects) if each is not None and each.free == "n"])
        changing = self._digest.hexdigest().encode()
        number = len(pdf.objects)
        self._place(number, _PLAIN, self._out.tell(), 0)
        self._place(0, _FREE, 0, 65535)
        rows = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(5, "big") + inner.to_bytes(2, "big")
            for kind, place, inner in zip(self._kinds, self._places, self._inner, strict=True)
        )
        extra = pydyf.Dictionary({"Type": "/XRef", "W": pydyf.Array((1, 5, 2)), "Size": number + 1})
        extra |= {"Root": pdf.catalog.reference, "Info": pdf.info.reference}
        extra["ID"] = pydyf.Array((pydyf.String(identifier).data, pydyf.String(changing).data))
        start = self._out.tell()
        self._stream(number, rows, extra)
        self._line(b"startxref\n%d\n%%%%EOF" % start)
        return self._out.getvalue()

    def _write(self, pdf: Any, numbers: list[int]) -> None:
        packed: list[tuple[int, bytes]] = []
        for number in numbers:
            each = pdf.objects[number]
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

    def _pack(self, pdf: Any, objects: list[tuple[int, bytes]]) -> None:
        """Write objects into a stream of their own."""
        import pydyf

        stream = len(pdf.objects)
        pdf.objects.append(None)
        offset, index = 0, list[int]()
        for inner, (number, data) in enumerate(objects):
            self._place(number, _PACKED, stream, inner)
            index += [number, offset]
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
                numbers.extend([0] * missing)
        self._kinds[number], self._places[number], self._inner[number] = kind, place, inner
