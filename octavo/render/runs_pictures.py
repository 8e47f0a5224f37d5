# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that several runs of a book show, written once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any


def share_pictures(objects: Sequence[Any], known: dict[bytes, bytes]) -> None:
    """Let pictures among pydyf objects that were written before be those, and be free themselves.

    `known` has the references of what was written, by digest; the pictures of these objects are added to it.
    """
    pictures = [each for each in objects if _is_picture(each)]
    again: dict[bytes, bytes] = {}
    # What a picture is seen through is a picture as well, and has none itself.
    for each in sorted(pictures, key=lambda one: "SMask" in one.extra):
        if (mask := each.extra.get("SMask")) in again:
            each.extra["SMask"] = again[mask]
        name = sha256(each.extra.data + b"\n".join(map(_bytes, each.stream))).digest()
        if name in known:
            again[each.reference] = known[name]
            each.free = "f"
        else:
            known[name] = each.reference
    for each in objects:
        shown = each.get("XObject", {}) if isinstance(each, dict) else {}
        shown.update({name: again.get(reference, reference) for name, reference in shown.items()})


def _is_picture(each: Any) -> bool:
    return getattr(each, "extra", {}).get("Subtype") == "/Image"


def _bytes(part: Any) -> bytes:
    made: bytes = part if isinstance(part, bytes) else part.data  # the engine reads a picture when it is written
    return made
