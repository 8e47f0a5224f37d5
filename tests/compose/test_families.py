# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which font leads a line: its spaces and its height are those of the first family."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.compose.families import able_families, families_of
from octavo.compose.styles import font_names
from octavo.model.publication import Asset
from octavo.model.theme import Theme
from octavo.resources.fonts import read_fonts
from octavo.resources.shared import starter_folder
from tests.compose.samples import edition as sample_edition

WANTED = ("Octavo Serif", "Noto Serif Armenian")


def led(tag: str, wanted: tuple[str, ...], fonts: dict[str, bytes] | None = None) -> tuple[str, ...]:
    blobs = fonts or {}
    assets = tuple(Asset(f"theme/fonts/{name}.ttf", name, "font/ttf") for name in blobs)
    edition = replace(sample_edition(tag), theme=Theme(text=wanted), fonts=assets)
    families = families_of(edition)
    return font_names(edition, "print", families, able_families(edition, families, blobs.__getitem__))["text"]


@pytest.mark.parametrize("tag", ["en", "az"])
def test_the_themes_first_family_leads_where_it_has_the_letters(tag: str) -> None:
    assert led(tag, WANTED)[:2] == WANTED


def test_the_languages_family_leads_where_the_theme_has_none_for_it() -> None:
    assert led("ar", WANTED)[:3] == ("Amiri", *WANTED)


def test_a_theme_without_families_has_the_houses() -> None:
    assert led("ar", ())[0] == "Amiri"


def test_a_font_of_the_themes_own_is_known_by_its_letters() -> None:
    (house,) = (family for family in families_of(sample_edition("ar")) if family.family == "Amiri")
    own = {"naskh": house.files[0].path.read_bytes()}
    assert led("ar", ("Amiri", "Octavo Serif"), own)[:2] == ("Amiri", "Octavo Serif")
    theme = read_fonts(starter_folder() / "theme-square" / "fonts")
    latin = {"latin": theme[0].files[0].path.read_bytes()}
    assert led("ar", (theme[0].family,), latin)[:2] == ("Amiri", theme[0].family)
