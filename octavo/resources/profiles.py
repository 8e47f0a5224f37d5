# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing conditions: those that come with the house, and those whose ICC profile a publication brings."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.model.press import Condition

_FOLDER = Path(__file__).parent / "icc"
_ICC_REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class _Row:
    """A condition of the house: what an output intent says of it, and the file of its profile."""

    title: str
    text: str
    file: str


# Both profiles are under the zlib licence; its text, and where each comes from, lies beside them.
_HOUSE = {
    "FOGRA29": _Row(
        "Uncoated FOGRA29 (ISO 12647-2:2004)",
        "Offset printing, ISO 12647-2:2004, OFCOM, paper type 4, uncoated, white, 120 g/m2, 60/cm",
        "FOGRA29L_280.icc",
    ),
    "FOGRA39": _Row(
        "Coated FOGRA39 (ISO 12647-2:2004)",
        "Offset printing, ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2, coated, 115 g/m2, 60/cm",
        "ISOcoated_v2_300_bas.icc",
    ),
}


@cache
def condition(name: str) -> Condition | None:
    """Return the house's condition of that name, or None: then it may be a profile file of the publication.

    FOGRA39 is offset on coated paper, with up to 300 % of ink; FOGRA29 is offset on uncoated white paper, with 280 %.
    """
    row = _HOUSE.get(name)
    if row is None:
        return None
    return Condition(name, _ICC_REGISTRY, row.title, row.text, (_FOLDER / row.file).read_bytes())


def read_condition(data: bytes, place: Place) -> Outcome[Condition]:
    """Return the condition that a publication's own ICC profile describes, or what is wrong with the profile (P301…).

    It has to be an output profile (class prtr) from CMYK, in both directions (ISO 15076-1, 8.5), and to say under which
    licence it may be handed on with every file (the tag cprt).
    """
    if len(data) < 132 or data[36:40] != b"acsp":
        return Outcome(None, (problem("P301", place),))
    found = []
    if data[12:16] != b"prtr":
        found.append(problem("P302", place, kind=_CLASSES.get(data[12:16], _signature(data[12:16]))))
    if data[16:20] != b"CMYK":
        found.append(problem("P303", place, space=_signature(data[16:20])))
    tags = _tags(data)
    if found == [] and not {"A2B0", "B2A0"} <= tags.keys():
        found.append(problem("P304", place))
    if not _text(tags.get("cprt", b"")):
        found.append(problem("P305", place))
    title = _text(tags.get("desc", b"")) or Path(place.file).stem
    made = Condition(identifier=title, registry="", title=title, text=title, profile=data)
    return Outcome(None if found else made, tuple(found))


_CLASSES = {b"mntr": "a screen", b"scnr": "a scanner or camera", b"link": "a link between devices", b"spac": "a space"}


def _signature(data: bytes) -> str:
    return data.decode("ascii", "replace").strip() or "nothing"


def _tags(data: bytes) -> dict[str, bytes]:
    """Return the tags of a profile with their data; a tag that leads out of the file is left out."""
    (count,) = struct.unpack(">I", data[128:132])
    found = {}
    for index in range(min(count, 200)):
        row = data[132 + 12 * index : 144 + 12 * index]
        if len(row) < 12:
            break
        name, start, size = row[:4], *struct.unpack(">II", row[4:])
        if start + size <= len(data):
            found[_signature(name)] = data[start : start + size]
    return found


def _text(tag: bytes) -> str:
    """Return the text of a tag: the type text, desc or mluc (ISO 15076-1, 10)."""
    kind = tag[:4]
    if kind == b"text":
        return tag[8:].split(b"\0")[0].decode("latin-1").strip()
    if kind == b"desc" and len(tag) >= 12:
        (size,) = struct.unpack(">I", tag[8:12])
        return tag[12 : 12 + size].split(b"\0")[0].decode("latin-1").strip()
    if kind == b"mluc" and len(tag) >= 28:
        size, start = struct.unpack(">II", tag[20:28])
        return tag[start : start + size].decode("utf-16-be", "replace").strip("\0 ")
    return ""
