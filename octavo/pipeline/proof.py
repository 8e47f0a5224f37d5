# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proof of what was published, for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.diagnostics.problem import Outcome
    from octavo.distribute.verify import Checked


def prove(paths: Iterable[Path], against: Path | None) -> Outcome[tuple[Checked, ...]]:
    """Return what octavo.distribute.verify.verify() finds."""
    from octavo.distribute.verify import verify

    return verify(paths, against)
