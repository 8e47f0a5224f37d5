# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one form in bytes of every value that a step takes or gives: JSON without spaces, and its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

T = TypeVar("T")


class Strict(BaseModel):
    """A value read from an author's file: frozen, and an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def encode(value: object, kind: Any = None) -> bytes:
    """Return the canonical bytes of a dataclass or model: UTF-8 JSON without spaces, keys in their own order.

    Keys are not sorted, for order is content: the columns of a table, the notes of a chapter.
    """
    plain = _adapter(kind or type(value)).dump_python(value, mode="json")
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def decode(kind: type[T], data: bytes) -> T:
    """Return the value that encode() wrote; raise pydantic.ValidationError for anything else."""
    value: T = _adapter(kind).validate_json(data)
    return value


def digest(*parts: bytes | str) -> str:
    """Return the SHA-256 of the parts, each with its length before it so that no two lists give the same bytes."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()
