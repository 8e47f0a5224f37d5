# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the fonts of the starter's square look: static instances of EB Garamond, which reserves no name.

    pip install fonttools==4.68.0 skia-pathops==0.9.2 fontpkg-eb-garamond==1.3
    python scripts/make_theme_fonts.py                 writes content/starter/theme-square/fonts/
    python scripts/make_theme_fonts.py --check         makes them aside and tells whether the folder has the same bytes
    python scripts/make_theme_fonts.py --packages DIR  takes the fontpkg_* folder from DIR instead of the installed one

An example to copy for a theme with fonts of its own: whatever is listed in fonts/fonts.yaml beside theme.yaml, that
theme.yaml may name.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

from font_list import ITALIC, ROMAN, SLOPED, Family, Upstream
from font_surgery import own_small_capitals
from make_fonts import TOOLS, WINDOWS, cut, open_source, sha256

FONTS = Path(__file__).resolve().parents[1] / "content" / "starter" / "theme-square" / "fonts"
GARAMOND = Upstream("EB Garamond", "1.003", "fontpkg-eb-garamond==1.3", "0b171ced2a67273d5a73c7552ef003fef8ec6c49", {
    "EBGaramond[wght].ttf": "ef9512f92f6d579e5dc75af59a5a4b1b8b47d2eda89e00b954d44520e5369027",
    "EBGaramond-Italic[wght].ttf": "bba2c4499c93c9612b90b9825d32b07da52fce2fe57562a1eb6b833553f93c4e",
})  # fmt: skip
FAMILY = Family("EB Garamond", "text", "Latn, Cyrl, Grek", GARAMOND, (ROMAN, SLOPED, ("SemiBold", 600)))
MADE = "A Modified Version under the OFL, based on EB Garamond 1.003, made by scripts/make_theme_fonts.py of Octavo."


def main() -> int:
    """Make the fonts, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder that holds the fontpkg_eb_garamond folder")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the bytes differ")
    options = parser.parse_args()
    for tool, wanted in TOOLS.items():
        if version(tool) != wanted:
            sys.exit(f"{tool} {wanted} is needed for the same bytes, not {version(tool)}")
    source = partial(open_source, options.packages, None)
    if not options.check:
        write(FONTS, source)
        return 0
    with tempfile.TemporaryDirectory() as aside:
        write(Path(aside), source)
        made = [path.relative_to(aside) for path in sorted(Path(aside).rglob("*")) if path.is_file()]
        other = [name for name in made if not _same(FONTS / name, Path(aside) / name)]
    print("\n".join(f"differs: {name.as_posix()}" for name in other) or f"all {len(made)} files are the same")
    return 1 if other else 0


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def write(to: Path, source: Callable[[Upstream, str], Path]) -> None:
    """Write the styles, the licence and the manifest under `to`."""
    (to / FAMILY.folder).mkdir(parents=True, exist_ok=True)
    for style, weight in FAMILY.styles:
        font = cut(FAMILY, style, weight, source)
        own_small_capitals(font)
        font["name"].setName(MADE, 10, *WINDOWS)
        font.save(to / FAMILY.file(style))
        print(f"{(to / FAMILY.file(style)).stat().st_size:7} {FAMILY.file(style)}", flush=True)
    licence = source(GARAMOND, "LICENSE").read_text(encoding="utf-8")
    lines = [line.rstrip() for line in licence.rstrip().splitlines()]
    (to / FAMILY.folder / "OFL.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    (to / "fonts.yaml").write_text("".join(manifest(to)), encoding="utf-8", newline="\n")


def manifest(to: Path) -> Iterator[str]:
    """Yield the lines of fonts.yaml."""
    yield "# yaml-language-server: $schema=../../../../docs/schema/fonts.json\n# SPDX-License-Identifier: 0BSD\n#\n"
    yield "# The fonts of this look, each with its licence and its digest; a file that is not listed is not seen.\n"
    yield "# Arabic stays in the house's Amiri, for this family is for other scripts.\n"
    yield f"families:\n  - family: {FAMILY.name}\n    role: {FAMILY.role}\n    scripts: [{FAMILY.scripts}]\n"
    yield f"    licence: {{spdx: OFL-1.1, file: {FAMILY.folder}/OFL.txt}}\n    source:\n"
    yield f'      - {{name: {GARAMOND.name}, version: "{GARAMOND.version}", package: {GARAMOND.package},\n'
    yield f"         commit: {GARAMOND.commit}}}\n    files:\n"
    for style, weight in FAMILY.styles:
        slope = "italic" if ITALIC in style else "normal"
        yield f"      - {{file: {FAMILY.file(style)}, style: {slope}, weight: {weight},\n"
        yield f"         sha256: {sha256(to / FAMILY.file(style))}}}\n"


if __name__ == "__main__":
    sys.exit(main())
