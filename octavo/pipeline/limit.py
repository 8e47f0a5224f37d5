# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large a store may grow: by the environment, by what was set for it, or by the room there is on its disk."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from octavo.pipeline.store import write_whole

VARIABLE = "OCTAVO_STORE_LIMIT"
FILE = "limit"
MOST, SHARE = 8_000_000_000, 4  # bytes, and one part in so many of what is free or already the store's

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in bytes, and who set it: "environment", "set", or "default"; `wrong` is a size that can't be read."""

    size: int
    by: str
    wrong: str = ""


def read_size(text: str) -> int:
    """Return a size as people write it (500 MB, 4G, 2.5 GiB, 0) in bytes; raise ValueError for anything else."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    number, unit, binary = match[1], match[2].lower(), bool(match[3])
    if binary and not unit:
        raise ValueError(text)
    factor = 1024 ** ("kmgt".index(unit) + 1) if binary else _UNITS[unit]
    return int(float(number) * factor)


def in_words(size: int) -> str:
    """Return a size as people read it, in the decimal units of today's systems."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{-(-size // 1000)} kB"


def limit_of(store: Path, size: int, environ: Mapping[str, str] = os.environ) -> Limit:
    """Return the limit of a store that holds `size` bytes now."""
    wrong = ""
    if text := environ.get(VARIABLE, ""):
        try:
            return Limit(read_size(text), "environment")
        except ValueError:
            wrong = text
    with suppress(OSError, ValueError):
        return Limit(int((store / FILE).read_bytes()), "set", wrong)
    with suppress(OSError):
        return Limit(min(MOST, (shutil.disk_usage(store).free + size) // SHARE), "default", wrong)
    return Limit(MOST, "default", wrong)


def set_limit(store: Path, size: int | None) -> None:
    """Set the limit of a store in bytes, for all builds to come; None goes back to the default."""
    if size is None:
        (store / FILE).unlink(missing_ok=True)
    else:
        write_whole(store / FILE, str(size).encode())
