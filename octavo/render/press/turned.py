# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page's content in inks, packed as it stands in the file: so that of a page that is known nothing is made anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import compress

NAMING = frozenset({"gs", "Do", "scn", "SCN", "sh", "Tf"})
"""The operators that name what stands in the table of resources, and is painted with."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The content packed (nothing where there is none), the names of states and spaces it needs, and all it uses."""

    packed: bytes
    needs: frozenset[str]
    used: frozenset[str]

    def kept(self) -> bytes:
        """Return it as bytes, for `turned_of`."""
        return json.dumps([sorted(self.needs), sorted(self.used)]).encode() + b"\n" + self.packed


def turned(data: bytes, needs: Iterable[str], used: Iterable[str]) -> Turned:
    """Return a content as it is written."""
    # Renderers complain of a stream with nothing in it.
    return Turned(compress(data) if data.strip() else b"", frozenset(needs), frozenset(used))


def turned_of(kept: bytes) -> Turned:
    """Return what was kept of a content."""
    head, _, packed = kept.partition(b"\n")
    return Turned(packed, *_names(head))


@lru_cache(maxsize=64)
def _names(head: bytes) -> tuple[frozenset[str], frozenset[str]]:
    needs, used = json.loads(head)  # of most pages of a book they are the same
    return frozenset(needs), frozenset(used)


def put_content(pdf: Any, page: Any, content: Turned) -> None:
    """Give a page that content, or none."""
    from pikepdf import Name

    if content.packed:
        page.obj.Contents = pdf.make_stream(content.packed, Filter=Name.FlateDecode)
    elif "/Contents" in page.obj:
        del page.obj.Contents


def names_in(owner: Any) -> frozenset[str]:
    """Return the names of resources that a content uses; pages share tables of more than they paint with."""
    import pikepdf

    return frozenset(
        str(operand)
        for instruction in pikepdf.parse_content_stream(owner, " ".join(sorted(NAMING)))
        for operand in instruction.operands
        if isinstance(operand, pikepdf.Name)
    )
