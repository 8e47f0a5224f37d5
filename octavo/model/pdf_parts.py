# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of a PDF by what they say, however its objects are numbered: so that a page is known again in another file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

Remember = Callable[[str, Callable[[], str]], str]
"""Return what is known under a key, or what the function makes and is known from now on. The key says all it is of."""


RememberData = Callable[[str, Callable[[], bytes]], bytes]
"""The same of bytes."""


def anew_data(_: str, make: Callable[[], bytes]) -> bytes:
    """Remember no bytes."""
    return make()


def anew(_: str, make: Callable[[], str]) -> str:
    """Remember nothing."""
    return make()


_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")  # ISO 32000-1, 7.3.10; in a string it costs no more than a digest
# From a page to the rest of the file.
_UPWARDS = ((b"/Parent", re.compile(rb"/Parent \d+ \d+ R")), (b"/StructParents", re.compile(rb"/StructParents \d+")))
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, 7.7.3.4
_CIRCLE = b"circle"
_DEEPEST = 64  # nodes above a page; a file with more goes in a circle


class KnownPages(NamedTuple):
    """What was found of single pages before, and the digests by which those of a file are known again.

    Without digests they are reckoned by who has the file open.
    """

    remember: Remember
    digests: Sequence[str] = ()


def page_digests(data: bytes) -> list[str]:
    """Return the digest of each page of a file with all that it paints with; who has it open asks Parts."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        parts = Parts(pdf)
        return [parts.page(page) for page in pdf.pages]


class Parts:
    """Digests of the objects of one open file (pikepdf), each reckoned once: change nothing in it meanwhile."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], bytes] = {}
        self._inherited: dict[tuple[int, int], bytes] = {}

    def page(self, page: Any) -> str:
        """Return the digest of a page with all that it paints with: contents, resources, boxes, notes."""
        text = page.obj.unparse(resolved=True)
        above = self._above(page.obj.Parent) if "/Parent" in page.obj else b""
        for upwards in _UPWARDS:
            # Inside something else the name means something else.
            if text.count(upwards[0]) == 1:
                text = upwards[1].sub(b"", text)
        return sha256(self._inside(text) + b"\n" + above).hexdigest()

    def _above(self, node: Any, depth: int = _DEEPEST) -> bytes:
        """Return what the pages below a node have of it and of those above it, or would have."""
        number = node.objgen
        if number not in self._inherited:
            own = (b"%s %s" % (key.encode(), self.of(node[key])) for key in _INHERITED if key in node)
            above = self._above(node.Parent, depth - 1) if "/Parent" in node and depth else b""
            self._inherited[number] = b"\n".join([*own, above])
        return self._inherited[number]

    def of(self, thing: Any) -> bytes:
        """Return the digest of an object that others refer to, or what one says that stands inside another."""
        if not hasattr(thing, "unparse"):
            return repr(thing).encode()
        if not thing.is_indirect:
            return self._inside(thing.unparse())
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
        if b" R" not in text:
            return text
        return _REFERENCE.sub(lambda found: self._referred(int(found[1]), int(found[2])).hex().encode(), text)

    def _referred(self, number: int, generation: int) -> bytes:
        return self.of(self._pdf.get_object(number, generation))
