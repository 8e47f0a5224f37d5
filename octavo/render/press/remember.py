# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures converted once: what a conversion gave, kept as bytes under a key that says all it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from octavo.render.press.inks import Inks
from octavo.render.press.pictures import Inked, Keep, Picture, convert_picture

_VERSION = "1"  # of what convert_picture does with the same input


def remembering(get: Callable[[str], bytes | None], put: Callable[[str, bytes], None]) -> Keep:
    """Return a way to convert pictures that asks `get` first and tells `put` what it had to convert.

    Keys are SHA-256 digests of samples, opacity, profiles and the wish for black alone.
    """

    def convert(picture: Picture, inks: Inks) -> Inked:
        key = picture_key(picture, inks)
        kept = get(key)
        if kept is not None:
            return from_bytes(kept)
        made = convert_picture(picture, inks)
        put(key, to_bytes(made))
        return made

    return convert


def picture_key(picture: Picture, inks: Inks) -> str:
    """Return the digest of all that a converted picture comes from."""
    said = [_VERSION, picture.image.mode, picture.image.size, picture.lossy, inks.black_only]
    found = hashlib.sha256(json.dumps(said).encode())
    for part in (inks.profile, picture.profile, _samples(picture.image), _samples(picture.opacity)):
        found.update(b"%d:" % len(part) + part)
    return found.hexdigest()


def to_bytes(made: Inked) -> bytes:
    """Return a converted picture as bytes, for from_bytes."""
    head = json.dumps([made.mode, made.encoding, made.inverted, len(made.data)]).encode()
    return head + b"\n" + made.data + made.opacity


def from_bytes(data: bytes) -> Inked:
    """Return the converted picture that to_bytes was given."""
    head, _, rest = data.partition(b"\n")
    mode, encoding, inverted, size = json.loads(head)
    return Inked(rest[:size], mode, encoding, inverted, rest[size:])


def _samples(image: object) -> bytes:
    data: bytes = image.tobytes() if hasattr(image, "tobytes") else b""
    return data
