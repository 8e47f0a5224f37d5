# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of a PDF by what they say, however its objects are numbered: so that a page is known again in another file."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

Remember = Callable[[str, Callable[[], str]], str]
"""Return what is known under a key, or what the function makes and is known from now on. The key says all it is of."""


def anew(_: str, make: Callable[[], str]) -> str:
    """Remember nothing."""
    return make()


_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")  # ISO 32000-1, 7.3.10; in a string it costs no more than a digest
_UPWARDS = ("/Parent", "/StructParents")  # from a page to the rest of the file
_CIRCLE = b"circle"
_DEEPEST = 64  # nodes above a page; a file with more goes in a circle


class Parts:
    """Digests of the objects of one open file (pikepdf), each reckoned once: change nothing in it meanwhile."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], bytes] = {}

    def page(self, page: Any) -> str:
        """Return the digest of a page with all that it paints with: contents, resources, boxes, notes."""
        own = {key: value for key, value in sorted(page.obj.items()) if key not in _UPWARDS}
        own |= {"/Resources": page.resources, "/MediaBox": page.mediabox}
        # These may stand in the nodes above, as the ones before: "none" is no value that they have.
        node = page.obj
        for _ in range(_DEEPEST):
            own |= {key: node[key] for key in ("/CropBox", "/Rotate") if key in node and key not in own}
            if "/Parent" not in node:
                break
            node = node.Parent
        total = sha256()
        for key, value in sorted(own.items()):
            total.update(key.encode() + b" " + self.of(value) + b"\n")
        return total.hexdigest()

    def of(self, thing: Any) -> bytes:
        """Return the digest of an object, or of a number or the like what it is."""
        if not hasattr(thing, "unparse"):
            return repr(thing).encode()
        if not thing.is_indirect:
            return sha256(self._inside(thing.unparse())).digest()
        number = thing.objgen
        if number not in self._known:
            self._known[number] = _CIRCLE
            self._known[number] = self._indirect(thing)
        return self._known[number]

    def _indirect(self, thing: Any) -> bytes:
        import pikepdf

        if isinstance(thing, pikepdf.Stream):
            head = thing.stream_dict.unparse()
            return sha256(self._inside(head) + b"\n" + thing.read_raw_bytes()).digest()
        if isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type")) in ("/Page", "/Pages"):
            return b"page"
        return sha256(self._inside(thing.unparse(resolved=True))).digest()

    def _inside(self, text: bytes) -> bytes:
        """Return what an object says with the digests of those that it refers to in the place of their numbers."""
        return _REFERENCE.sub(lambda found: self._referred(int(found[1]), int(found[2])).hex().encode(), text)

    def _referred(self, number: int, generation: int) -> bytes:
        return self.of(self._pdf.get_object(number, generation))
