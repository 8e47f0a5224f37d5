# SPDX-License-Identifier: AGPL-3.0-or-later
"""ICC profiles for tests, as small as the format allows (ISO 15076-1, 7): a header and a table of tags."""

from __future__ import annotations

import struct


def icc_profile(kind: bytes = b"prtr", space: bytes = b"CMYK", rights: str = "free for tests") -> bytes:
    """Return a profile of that class and colour space; its tables between colours and inks are empty."""
    name = b"An invented press"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + b"\0",
        b"cprt": b"text" + bytes(4) + rights.encode() + b"\0",
        b"A2B0": b"mft1" + bytes(4),
        b"B2A0": b"mft1" + bytes(4),
    }
    if not rights:
        del tags[b"cprt"]
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, start + len(body), len(data))
        body += padded
    header = bytearray(128)
    struct.pack_into(">I", header, 0, start + len(body))
    header[8:12] = bytes([2, 16, 0, 0])
    header[12:16], header[16:20], header[20:24], header[36:40] = kind, space, b"Lab ", b"acsp"
    return bytes(header) + struct.pack(">I", len(tags)) + table + body
