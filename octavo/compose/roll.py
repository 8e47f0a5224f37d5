# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls of names: rows read from their blob, in the order of the language's alphabet."""

from __future__ import annotations

import json
from collections.abc import Callable

from octavo.model.locale import Language
from octavo.model.publication import Roll


def read_roll(roll: Roll, blobs: Callable[[str], bytes], language: Language) -> tuple[dict[str, str], ...]:
    """Return the rows of a roll by column name, every value a text; columns without a value are left out."""
    lines = blobs(roll.digest).decode("utf-8").splitlines()
    rows = (json.loads(line) for line in lines if line.strip())
    return tuple({name: str(value) for name, value in row.items() if value not in ("", None)} for row in rows)
