# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts of the house and of a theme: which family serves which script and role, and how engines get to see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape  # xml.sax.saxutils would bring urllib and http along
from pathlib import Path

from octavo.resources.font_family import FORMATS, ROLES, FontFamily, FontFile, Licence

__all__ = [
    "ROLES", "UNSEEN", "FontFamily", "FontFile", "FontStacks", "Licence",
    "covers", "css_names", "font_faces_css", "fontconfig_xml", "fonts_for", "lent_letters", "parse_fonts", "read_fonts",
]  # fmt: skip

# Characters that steer the text and are never drawn: engines shape them without a glyph, so a font need not cover them.
# The default ignorables that occur in books (UAX 44), line ends and the tab.
UNSEEN = frozenset(
    [0x09, 0x0A, 0x0D, 0x00AD, 0x034F, 0x061C, *range(0x200B, 0x2010), 0x2028, 0x2029, *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF]
)  # fmt: skip


# The letters of scripts that a family may leave to its companion (Unicode blocks, without signs such as × and ÷).
Ranges = tuple[tuple[int, int], ...]
LETTERS: dict[str, Ranges] = {
    "Latn": ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x1E00, 0x1EFF)),
    "Grek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "Cyrl": ((0x400, 0x52F),),
}

GLYPHS = 0x10000  # as many as a font may have (OpenType, maxp)


@dataclass(frozen=True, slots=True)
class FontStacks:
    """For one script, the families to use in each role: the first that has a character draws it."""

    text: tuple[FontFamily, ...]
    display: tuple[FontFamily, ...]
    caption: tuple[FontFamily, ...]
    sans: tuple[FontFamily, ...]


def read_fonts(folder: Path, called: str = "fonts") -> tuple[FontFamily, ...]:
    """Return the families that `folder`/fonts.yaml lists, in its order; `called` is the folder's name in problems.

    Reads the manifest alone: octavo.resources.font_manifest.check_fonts looks at the files. Raises ProblemsFound with
    all that is wrong in the manifest (F001 to F004, F008, F009).
    """
    from octavo.resources.font_manifest import read_manifest  # here, for ruamel takes 40 ms to import

    return read_manifest(folder, called)


def parse_fonts(manifest: str, folder: Path, called: str = "fonts") -> tuple[FontFamily, ...]:
    """Return what read_fonts does, from the text of a fonts.yaml whose files are, or will be, in `folder`."""
    from octavo.resources.font_manifest import parse_manifest

    return parse_manifest(manifest, folder, called)


def fonts_for(script: str, families: Sequence[FontFamily]) -> FontStacks:
    """Return the stacks of `script` (ISO 15924), in the order of `families`: give a theme's before the house's.

    A script that has no family in a role takes its text family; then come companions, then symbols. A script that no
    family is for gets the families of all other scripts, so that its figures and punctuation are set.
    """
    return FontStacks(**{role: _stack(role, script, families) for role in ROLES if role != "symbols"})


def _stack(role: str, script: str, families: Sequence[FontFamily]) -> tuple[FontFamily, ...]:
    own = [each for each in families if each.role == role and script in each.scripts]
    own += [each for each in families if each.role == "text" and script in each.scripts]
    lent = [each for each in families if each.family in {mine.companion for mine in own}]
    # Beside an Arabic label the Latin word is set in the sans too, though Amiri's companion is a serif.
    shared = {other for each in lent for other in each.scripts}
    likes = [each for each in families if each.role == role and shared.intersection(each.scripts)]
    rest = [] if own else [each for each in families if each.role in {role, "text"}]
    rest.sort(key=lambda each: each.role != role)
    symbols = [each for each in families if each.role == "symbols"]
    return tuple(dict.fromkeys([*own, *likes, *lent, *rest, *symbols]))


def css_names(stack: Iterable[FontFamily]) -> str:
    """Return a stack as the value of CSS `font-family`; there is no generic name, for none is defined."""
    return ", ".join(f'"{_css(each.family)}"' for each in stack)


def lent_letters(family: FontFamily, families: Iterable[FontFamily]) -> Ranges:
    """Return the code points that `family` leaves to its companion: the letters of scripts that only that one is for.

    Amiri has most Latin letters but not ə, so that one word would be set in two fonts; all come from the companion.
    Nothing is left to a companion that is not among `families`.
    """
    lender = next((each for each in families if each.family == family.companion), None)
    scripts = () if lender is None else lender.scripts
    return tuple(sorted(each for script in scripts if script not in family.scripts for each in LETTERS.get(script, ())))


def font_faces_css(families: Sequence[FontFamily], url: Callable[[FontFile], str]) -> str:
    """Return the @font-face rules of all files (CSS Fonts 4, section 4); `url` tells where the reader finds a file."""
    return "".join(
        _font_face(file, url(file), lent_letters(family, families)) for family in families for file in family.files
    )


def _font_face(file: FontFile, url: str, lent: Ranges) -> str:
    form = FORMATS[file.path.suffix.lower()]
    starts, ends = [0, *(last + 1 for _, last in lent)], [*(first - 1 for first, _ in lent), 0x10FFFF]
    kept = ", ".join(f"U+{first:X}-{last:X}" for first, last in zip(starts, ends, strict=True) if first <= last)
    return (
        f'@font-face {{\n  font-family: "{_css(file.family)}";\n  font-style: {file.style};\n'
        f'  font-weight: {file.weight};\n  src: url("{_css(url)}") format("{form}");\n'
        + (f"  unicode-range: {kept};\n}}\n" if lent else "}\n")
    )


def _css(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")


def fontconfig_xml(folder: Path, cache: Path, *more: Path, families: Sequence[FontFamily] | None = None) -> str:
    """Return a fontconfig configuration under which only the listed fonts of `folder` (and of `more`) exist.

    Write it to a file and set FONTCONFIG_FILE to that before WeasyPrint is imported; `cache` is a folder to write in.
    `families` are those of the folders; they are read from the manifests if not given.
    """
    folders = (folder, *more)
    if families is None:
        families = [family for each in folders for family in read_fonts(each)]
    lines = [f"<dir>{_path(each)}</dir>" for each in folders]
    # What is in the folders without being listed is not seen. An accepted path wins over a pattern that rejects it, and
    # a folder must be accepted to be entered.
    paths = [file.path for family in families for file in family.files]
    inner = [above for path in paths for above in path.parents if not set(above.parents).isdisjoint(folders)]
    seen = dict.fromkeys([*inner, *paths])
    listed = "".join(f"<glob>{_path(path)}</glob>" for path in seen)
    others = "".join(f"<glob>{_path(each)}/*</glob>" for each in folders)
    lines.append(f"<selectfont><acceptfont>{listed}</acceptfont><rejectfont>{others}</rejectfont></selectfont>")
    for family in families:
        if lent := lent_letters(family, families):
            ranges = "".join(f"<range><int>{first:#x}</int><int>{last:#x}</int></range>" for first, last in lent)
            lines.append(
                f'<match target="scan"><test name="family"><string>{escape(family.family, quote=False)}</string></test>'
                '<edit name="charset" mode="assign"><minus><name>charset</name>'
                f"<charset>{ranges}</charset></minus></edit></match>"
            )
    # fontconfig keeps what it scanned under these rules, and does not see when they change: a cache for each set.
    lines.append(f"<cachedir>{_path(cache)}/{sha256(''.join(lines).encode()).hexdigest()[:12]}</cachedir>")
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        "<fontconfig>\n  <reset-dirs/>\n" + "".join(f"  {line}\n" for line in lines) + "</fontconfig>\n"
    )


def _path(path: Path) -> str:
    return escape(path.resolve().as_posix(), quote=False)


@lru_cache
def covers(font: FontFile) -> frozenset[int]:
    """Return the code points that a font file has glyphs for; see also UNSEEN and lent_letters."""
    from fontTools.ttLib import TTFont

    with TTFont(font.path, lazy=True) as opened:
        opened.setGlyphOrder([""] * GLYPHS)  # what glyphs are called is not asked, and takes long to read
        return frozenset(opened.getBestCmap() or ())
