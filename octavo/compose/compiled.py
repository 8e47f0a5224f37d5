# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compiled templates: kept for the process, and those of the house beside the program's own compiled modules.

They are programs, so they never go to where content or what is built lies: who hands on a folder hands on data alone.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

HOUSE = "templates/"  # what the names begin with under which problems of the house's templates are told
_KEPT: dict[str, bytes] = {}
_SEAL = sha256().digest_size


class Compiled(BytecodeCache):
    """Jinja compares the digest of a template's source before it takes what was compiled of it."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name under which a template is kept."""
        told = repr((name, filename, jinja2.__version__, _ways()))
        return f"{'house' if (filename or '').startswith(HOUSE) else 'theme'}-{sha256(told.encode()).hexdigest()[:32]}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled under the bucket's key, if there is such."""
        if bucket.key not in _KEPT and (found := _read(bucket.key)):
            _KEPT[bucket.key] = found
        if bucket.key in _KEPT:
            bucket.bytecode_from_string(_KEPT[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        _KEPT[bucket.key] = bucket.bytecode_to_string()
        if bucket.key.startswith("house") and not sys.dont_write_bytecode:
            with suppress(OSError):  # where the program may not write beside itself, they are compiled each time
                _write(_path(bucket.key), _KEPT[bucket.key])


@cache
def _ways() -> str:
    """Return the digest of the modules that say how templates are compiled."""
    modules = (Path(__file__), Path(__file__).with_name("environment.py"))
    with suppress(OSError):
        return sha256(b"".join(each.read_bytes() for each in modules)).hexdigest()
    return ""


def _path(key: str) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"{key}.py"))))


def _read(key: str) -> bytes:
    """Return what is kept under a key, or nothing if there is none or it is not as it was written."""
    with suppress(OSError, NotImplementedError):
        data = _path(key).read_bytes()
        if sha256(data[_SEAL:]).digest() == data[:_SEAL]:
            return data[_SEAL:]
    return b""


def _write(path: Path, data: bytes) -> None:
    """Write a sealed file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_bytes(sha256(data).digest() + data)
    aside.replace(path)
