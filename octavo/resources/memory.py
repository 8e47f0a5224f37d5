# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often Python looks for garbage: seldom where a piece of work makes a million objects and keeps nearly all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

_SELDOM = (50_000, 20, 100)
_LARGE_BEFORE = count()


@contextmanager
def unhurried() -> Iterator[None]:
    """Let Python look for garbage less often meanwhile; by its own measure that is a tenth of a layout's time."""
    before = gc.get_threshold()
    be_unhurried()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def be_unhurried() -> None:
    """Let Python look for garbage less often from now on, in a process that does nothing but steps."""
    gc.set_threshold(*_SELDOM)


def make_room() -> None:
    """Give back what the large piece of work before left behind; called where the next one begins.

    The boxes of a layout refer to each other, so that they stay until somebody looks for garbage. Where no other layout
    follows nobody needs to: that would take a fifteenth of its time.
    """
    if next(_LARGE_BEFORE):
        gc.collect()


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
