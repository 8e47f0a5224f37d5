# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fonts a document brings along: the theme's always, the house's where the reader's machine has not got them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from octavo.model.document import AssetUse, Medium
from octavo.model.publication import Asset
from octavo.resources.font_family import FORMATS
from octavo.resources.fonts import UNSEEN, FontFamily, FontFile, covers, font_faces_css
from octavo.resources.shared import fonts_folder

# Where a style sheet in css/ finds the fonts; on the web all is in one file, and names count from its root.
ROOTS: dict[Medium, str] = {"print": "../", "epub": "../", "web": ""}
TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
SCREEN = ("text", "sans", "symbols")  # what style sheets ask for outside print
HEAVY = 600  # the house's bold; a heavier cut is only brought along where a family has no other


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The @font-face rules of a document, and the files they name."""

    css: str
    assets: tuple[AssetUse, ...]


def house_faces(families: Sequence[FontFamily], text: Iterable[str], medium: Medium) -> Typefaces:
    """Return the house's families that draw some character of the text which the families before them lack.

    Nothing in print: there the layout sees the shared fonts themselves.
    """
    if medium == "print":
        return Typefaces("", ())
    wanted = frozenset(map(ord, set[str]().union(*text))) - UNSEEN
    files = [file for family in _needed(families, wanted) for file in _cuts(family)]
    rules = font_faces_css(_only(families, files), lambda file: f"{ROOTS[medium]}{_name(file)}")
    assets = (AssetUse(_name(file), TYPES[file.path.suffix.lower()], shared=_shared(file)) for file in files)
    return Typefaces(rules, tuple(assets))


def theme_faces(fonts: Sequence[Asset], blobs: Callable[[str], bytes], medium: Medium) -> Typefaces:
    """Return the publication's own fonts; family, weight and slope are read from each file."""
    rules, assets = [], []
    for font in fonts:
        name = f"fonts/{font.file.rpartition('/')[2]}"
        family, weight, italic = _described(blobs(font.digest))
        form = FORMATS["." + name.rpartition(".")[2].lower()]
        rules.append(
            f'@font-face {{\n  font-family: "{family}";\n  font-style: {"italic" if italic else "normal"};\n'
            f'  font-weight: {weight};\n  src: url("{ROOTS[medium]}{name}") format("{form}");\n}}\n'
        )
        assets.append(AssetUse(name, font.media_type, digest=font.digest))
    return Typefaces("".join(rules), tuple(assets))


def drawn_by(data: bytes) -> tuple[str, frozenset[int]]:
    """Return the family of a font file and the code points it draws."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data), lazy=True) as font:
        return _described(data)[0], frozenset(font.getBestCmap())


def _needed(families: Sequence[FontFamily], wanted: frozenset[int]) -> list[FontFamily]:
    """Return the families, without those that would only come in for characters nobody wrote."""
    found: list[FontFamily] = []
    roles: dict[str, set[int]] = {}
    for family in families:
        drawn = set[int]().union(*(covers(file) for file in family.files)) & wanted
        role = "text" if family.role == "symbols" else family.role
        if family.role in SCREEN and drawn - roles.get(role, set()):
            found.append(family)
            roles.setdefault(role, set()).update(drawn)
    return found


def _cuts(family: FontFamily) -> list[FontFile]:
    lighter = any(file.weight == HEAVY for file in family.files)
    return [file for file in family.files if file.weight <= HEAVY or not lighter]


def _only(families: Sequence[FontFamily], files: Sequence[FontFile]) -> list[FontFamily]:
    kept = ((family, tuple(file for file in family.files if file in files)) for family in families)
    return [
        FontFamily(each.family, each.role, each.scripts, each.companion, each.licence, cuts)
        for each, cuts in kept
        if cuts
    ]


def _name(file: FontFile) -> str:
    return f"fonts/{file.path.name}"


def _shared(file: FontFile) -> str:
    return f"fonts/{file.path.resolve().relative_to(fonts_folder().resolve()).as_posix()}"


def _described(data: bytes) -> tuple[str, int, bool]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data), lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1) or "Theme"
        return family.replace('"', ""), font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)
