# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong at a place inside a string, before it is known where the string stands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem code with its values, and the offset in the string it was found in."""

    code: str
    offset: int = 0
    values: dict[str, str] = field(default_factory=dict)
