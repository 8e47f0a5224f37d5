# SPDX-License-Identifier: AGPL-3.0-or-later
"""How fast the machine is just now: one that many share is now faster, now slower, by a third and for minutes."""

from __future__ import annotations

import gc
import time


def pace() -> float:
    """Return the CPU seconds of a small piece of work that is always the same, whatever else is in memory."""
    gc.disable()
    try:
        begun = time.process_time()
        for size in range(20, 40):
            words = {f"{number} {size}": number for number in range(40 * size)}
            sorted(words, key=len)
        return time.process_time() - begun
    finally:
        gc.enable()
