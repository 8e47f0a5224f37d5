# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a preview knows of its pages: where each block can be touched, and what it takes to lay a page out again."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.model.pagemap import Box


@dataclass(frozen=True, slots=True)
class Region:
    """What one page shows of one block: its key, its message if the template names one, and its boxes in millimetres.

    A block that runs on in a second column has a box in each.
    """

    page: int
    key: str
    message: str
    boxes: tuple[Box, ...]
