# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often Python looks for garbage: seldom where a piece of work makes a million objects and keeps nearly all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def unhurried() -> Iterator[None]:
    """Let Python look for garbage less often meanwhile; by its own measure that is a tenth of a layout's time."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def piecewise() -> Iterator[Callable[[], object]]:
    """Yield what gives back what a piece of work leaves behind, without looking through all that was there before."""
    gc.collect()
    gc.freeze()
    try:
        yield gc.collect
    finally:
        gc.unfreeze()


@contextmanager
def passing_over() -> Iterator[None]:
    """Let Python pass over all that is there already meanwhile, what finished work has left among it."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
