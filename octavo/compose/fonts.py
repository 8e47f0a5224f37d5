# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which fonts a document carries, and the @font-face rules that let an engine see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from octavo.diagnostics.problem import Problem, ProblemsFound
from octavo.model.document import AssetUse, Medium
from octavo.model.edition import Edition
from octavo.model.publication import Asset
from octavo.resources.fonts import FontFamily, FontFile, FontStacks, font_faces_css, fonts_for, parse_fonts, read_fonts
from octavo.resources.shared import fonts_folder

MANIFEST = "fonts.yaml"
MEDIA_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class FontSet:
    """The families of a theme and of the house, the stacks of the edition's script, and where the theme's files are."""

    theme: tuple[FontFamily, ...]
    house: tuple[FontFamily, ...]
    stacks: FontStacks
    assets: dict[Path, Asset]


def font_set(edition: Edition, blobs: Callable[[str], bytes]) -> tuple[FontSet, list[Problem]]:
    """Return the fonts an edition may use: the theme's, listed in its own fonts.yaml, before the house's."""
    house = read_fonts(fonts_folder())
    listings = [asset for asset in edition.fonts if asset.file.endswith(f"/{MANIFEST}")]
    theme: tuple[FontFamily, ...] = ()
    problems: list[Problem] = []
    for asset in listings:
        folder = asset.file.rpartition("/")[0]
        try:
            theme += parse_fonts(blobs(asset.digest).decode(), Path(folder), folder)
        except ProblemsFound as found:
            problems += found.problems
    assets = {Path(asset.file): asset for asset in edition.fonts}
    stacks = fonts_for(edition.language.script, (*theme, *house))
    return FontSet(theme, house, stacks, assets), problems


def font_rules(fonts: FontSet, medium: Medium) -> tuple[str, tuple[AssetUse, ...]]:
    """Return the @font-face rules of a medium and the files they refer to.

    The layout engine is given the house's fonts by fontconfig, so for print only the theme's are named; e-book and web
    page carry every family their stacks use.
    """
    families = fonts.theme if medium == "print" else _in_use(fonts)
    css = font_faces_css(families, lambda file: f"../{_name(file)}" if medium == "epub" else _name(file))
    return css, tuple(_use(file, fonts) for family in families for file in family.files)


def _in_use(fonts: FontSet) -> tuple[FontFamily, ...]:
    stacks = fonts.stacks
    used = chain(fonts.theme, stacks.text, stacks.display, stacks.caption, stacks.sans)
    return tuple(dict.fromkeys(used))


def _name(file: FontFile) -> str:
    return f"fonts/{file.path.name}"


def _use(file: FontFile, fonts: FontSet) -> AssetUse:
    media_type = MEDIA_TYPES[file.path.suffix.lower()]
    if file.path in fonts.assets:
        return AssetUse(_name(file), media_type, digest=fonts.assets[file.path].digest)
    return AssetUse(_name(file), media_type, shared=f"fonts/{file.path.relative_to(fonts_folder()).as_posix()}")


def named(wanted: Sequence[str], stack: Sequence[FontFamily]) -> str:
    """Return a CSS list of families: the theme's wishes, then those of the stack."""
    return ", ".join(f'"{name}"' for name in dict.fromkeys([*wanted, *(family.family for family in stack)]))
