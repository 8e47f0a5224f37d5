# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shared folders are those of the checkout where there is one, else those inside the wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.resources import shared

ROOT = Path(__file__).parents[2]


def test_the_checkout_comes_first() -> None:
    assert shared.templates_folder() == ROOT / "templates"
    assert shared.fonts_folder() == ROOT / "fonts"
    assert shared.starter_folder() == ROOT / "content" / "starter"
    assert shared.content_folder() == ROOT / "content"


def test_a_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "PACKAGE", tmp_path / "octavo")
    shared._root.cache_clear()
    try:
        assert shared.templates_folder() == tmp_path / "octavo" / "_shared" / "templates"
        assert shared.starter_folder() == tmp_path / "octavo" / "_shared" / "starter"
        assert shared.content_folder() is None
    finally:
        shared._root.cache_clear()
