# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and other binary files for tests, made when they are needed."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable
from typing import Any


def picture(
    size: tuple[int, int] = (8, 6), mode: str = "RGB", kind: str = "PNG", *, alpha: bool = False, **options: Any
) -> bytes:
    """Return a picture with a slope of grey or colour, or of transparency too."""
    from PIL import Image

    image = Image.linear_gradient("L").resize(size).convert(mode)
    if alpha:
        image.putalpha(Image.linear_gradient("L").resize(size))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(data: bytes, chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return the PNG with more chunks after its header."""
    return data[:33] + b"".join(png_chunk(kind, body) for kind, body in chunks) + data[33:]


def png_bomb(side: int = 60_000) -> bytes:
    """Return a small PNG that claims to be a huge one."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        png_chunk(kind, body) for kind, body in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


def moving_picture() -> bytes:
    """Return a PNG with two frames."""
    from PIL import Image

    out = io.BytesIO()
    frames = [Image.new("L", (4, 4), shade) for shade in (0, 255)]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()
