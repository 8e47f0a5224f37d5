# SPDX-License-Identifier: AGPL-3.0-or-later
"""A finished file: its name in the edition's folder, what it is, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file ready to be published; `name` is a path with forward slashes below the edition's folder."""

    name: str
    media_type: str
    data: bytes
