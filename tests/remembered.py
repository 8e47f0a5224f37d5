# SPDX-License-Identifier: AGPL-3.0-or-later
"""What steps remember from one build to the next, where tests can look into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Made = TypeVar("Made")


@dataclass
class Memory:
    """A way to remember, to be handed to a step: what it knows, and the keys in the order in which they were made."""

    known: dict[str, Any] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def __call__(self, key: str, make: Callable[[], Made]) -> Made:
        """Return what is known under the key, or is made."""
        if key not in self.known:
            self.known[key] = make()
            self.made.append(key)
        found: Made = self.known[key]
        return found
