# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the shared folders are: in the checkout first, else inside the installed wheel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
_lent: ContextVar[Path | None] = ContextVar("_lent", default=None)


@cache
def _root() -> Path | None:
    """Return the checkout that this package lies in, or None if it was installed from a wheel."""
    # An editable install keeps a stale copy in octavo/_shared/, so the checkout is asked first.
    above = PACKAGE.parent
    return above if (above / "pyproject.toml").is_file() and (above / "templates").is_dir() else None


def _folder(in_checkout: str, in_wheel: str) -> Path:
    root = _root()
    return root / in_checkout if root else PACKAGE / "_shared" / in_wheel


def templates_folder() -> Path:
    """Return the folder of the house's templates, style sheets, words and hyphenation patterns."""
    return _folder("templates", "templates")


def fonts_folder() -> Path:
    """Return the folder of the shared fonts, with fonts.yaml."""
    return _lent.get() or _folder("fonts", "fonts")


@contextmanager
def fonts_from(folder: Path) -> Iterator[None]:
    """Take the shared fonts from another folder: on a worker of a cluster those that the builder has, not its own."""
    before = _lent.set(folder)
    try:
        yield
    finally:
        _lent.reset(before)


def starter_folder() -> Path:
    """Return the publication that `octavo new` copies."""
    return _folder("content/starter", "starter")


def content_folder() -> Path | None:
    """Return the checkout's folder of publications, or None outside a checkout."""
    root = _root()
    return root / "content" if root else None
