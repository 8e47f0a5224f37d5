# SPDX-License-Identifier: AGPL-3.0-or-later
"""A row of the catalogue of problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How grave a problem is: an error stops the edition, a warning is reported, a note only tells."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Code:
    """What `octavo explain CODE` tells: the sentence with its {values}, the way out, and why the rule exists."""

    code: str
    severity: Severity
    title: str
    hint: str = ""
    about: str = ""


def table(*rows: Code) -> dict[str, Code]:
    """Return the rows by code; a code that appears twice is a fault of the program."""
    found = {row.code: row for row in rows}
    if len(found) != len(rows):
        raise ValueError("a problem code is defined twice")
    return found
