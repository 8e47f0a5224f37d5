# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the fonts of the house: static, renamed instances of variable fonts under the SIL Open Font License.

    pip install fonttools==4.68.0 skia-pathops==0.9.2 fontpkg-source-serif-4==4.4 fontpkg-source-sans-3==3.52 \\
        fontpkg-amiri==1.2 fontpkg-noto-serif==2.15 fontpkg-inter==4.1.post1
    apt-get download fonts-noto-core=20201225-1 && dpkg-deb -x fonts-noto-core_*.deb debian
    python scripts/make_fonts.py --debian debian   writes fonts/ (files, OFL.txt, fonts.yaml)
    python scripts/make_fonts.py --check         makes them aside and tells whether fonts/ has the same bytes
    python scripts/make_fonts.py --packages DIR  takes the fontpkg_* folders from DIR instead of the installed ones

Why static: WeasyPrint embeds another optical size of a variable font than Pango measured. Why renamed: 'Source' is a
Reserved Font Name (OFL 1.1, condition 3). Fonts for scripts beyond Latin, Cyrillic, Greek and Arabic come static;
their hints, for screens of old, are left out. The same tools and packages give the same bytes on every run.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from font_list import AMIRI, CAPITALS, FAMILIES, ITALIC, NOTO, SCALED, SERIF, SHARED, SYMBOLS, Family, Upstream
from font_surgery import compose, drawn, own_glyph, own_small_capitals, set_style, unhinted
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

TOOLS = {"fonttools": "4.68.0", "skia-pathops": "0.9.2"}
FONTS = Path(__file__).resolve().parents[1] / "fonts"
WINDOWS = (3, 1, 0x409)  # the only name records kept: Windows, Unicode, American English


def main() -> int:
    """Make the fonts, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder that holds the fontpkg_* folders")
    parser.add_argument("--debian", type=Path, help="folder into which the package of Debian was unpacked")
    parser.add_argument("--to", type=Path, default=FONTS, help="folder to write (or with --check, to compare)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the bytes differ")
    options = parser.parse_args()
    for tool, wanted in TOOLS.items():
        if version(tool) != wanted:
            sys.exit(f"{tool} {wanted} is needed for the same bytes, not {version(tool)}")
    source = partial(open_source, options.packages, options.debian)
    if not options.check:
        write(options.to, source)
        return 0
    with tempfile.TemporaryDirectory() as aside:
        write(Path(aside), source)
        made = {path.relative_to(aside): path for path in sorted(Path(aside).rglob("*")) if path.is_file()}
        there = {name: options.to / name for name in made if (options.to / name).is_file()}
        same = {name for name, path in there.items() if path.read_bytes() == made[name].read_bytes()}
        other = sorted(name.as_posix() for name in made.keys() - same)
    print("\n".join(f"differs: {name}" for name in other) or f"all {len(made)} files are the same")
    return 1 if other else 0


def open_source(packages: Path | None, debian: Path | None, upstream: Upstream, file: str) -> Path:
    """Return the path of `file` of a package (its LICENSE too); stop the script if a font is not the pinned one."""
    if upstream.debian and file not in upstream.hashes:
        upstream = NOTO  # Debian gives the licence of all its Noto fonts in a form of its own
    if upstream.debian:
        if debian is None:
            sys.exit(f"unpack {upstream.package}, and give --debian")
        folder = debian / "usr" / "share"
    elif packages:
        folder = packages / upstream.module
    else:
        found = find_spec(upstream.module)
        if found is None or found.origin is None:
            sys.exit(f"install {upstream.package}, or give --packages")
        folder = Path(found.origin).parent
    if file not in upstream.hashes:
        return folder / file
    path = folder / ("fonts/truetype/noto" if upstream.debian else "files") / file
    if (digest := sha256(path)) != upstream.hashes[file]:
        sys.exit(f"{path} is not {upstream.name} {upstream.version}: its SHA-256 is {digest}")
    return path


def write(to: Path, source: Callable[[Upstream, str], Path]) -> None:
    """Write every family, its licence and the manifest under `to`."""
    for family in FAMILIES:
        (to / family.folder).mkdir(parents=True, exist_ok=True)
        copyrights = []
        for style, weight in family.styles:
            path = to / family.file(style)
            if family.upstream is AMIRI:  # static, and no name of it is reserved: as it is
                path.write_bytes(source(AMIRI, path.name).read_bytes())
            elif family.upstream.debian:
                beside(family, style, weight, source).save(path)
            elif family.role == "symbols":
                symbols(family, source).save(path)
            else:
                cut(family, style, weight, source).save(path)
            copyrights.append(str(TTFont(path)["name"].getName(0, *WINDOWS)))
            print(f"{path.stat().st_size:7} {family.file(style)}", flush=True)
        licence = licence_text(family, copyrights[0], source)
        (to / family.folder / "OFL.txt").write_text(licence, encoding="utf-8", newline="\n")
    (to / "fonts.yaml").write_text("".join(manifest(to)), encoding="utf-8", newline="\n")


def cut(family: Family, style: str, weight: int, source: Callable[[Upstream, str], Path]) -> TTFont:
    """Return one static style of a variable family, renamed."""
    file = next(name for name in family.upstream.hashes if (ITALIC in name) == (ITALIC in style))
    font = TTFont(source(family.upstream, file), recalcTimestamp=False)
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # the same bytes with and without uharfbuzz
    place = {"wght": weight} | ({"opsz": family.opsz} if family.opsz else {})
    instantiateVariableFont(font, place, inplace=True, overlap=OverlapMode.REMOVE)
    for tag in ("STAT", "DSIG"):  # axes that are gone, and a signature that no longer holds
        if tag in font:
            del font[tag]
    for character, like in SHARED:
        own_glyph(font, character, like)
    if family.upstream is SERIF and ITALIC not in style:  # the italic has none; the sans would pass 400 KB
        own_small_capitals(font)
    compose(font, 0x2042, "asterisk", ((0, -200), (0.5, 80), (1, -200)), 0.72)
    if 0x2016 not in font.getBestCmap():
        compose(font, 0x2016, "bar", ((0, 0), (0.45, 0)))
    axes = ", ".join(f"{axis} {value}" for axis, value in sorted(place.items()))
    rename(font, family, style, weight, f"static at {axes}")
    set_style(font, style, weight)
    return font


def beside(family: Family, style: str, weight: int, source: Callable[[Upstream, str], Path]) -> TTFont:
    """Return a style of another script, static already, at the size in which it stands beside the serif."""
    font = unhinted(source(family.upstream, f"NotoSerif{family.upstream.name.split()[-1]}-{style}.ttf"), SCALED)
    for character, like in SHARED:
        if like in font.getBestCmap():
            own_glyph(font, character, like)
    rename(font, family, style, weight, "without hints, scaled")
    set_style(font, style, weight)
    return font


def symbols(family: Family, source: Callable[[Upstream, str], Path]) -> TTFont:
    """Return the font of the few characters that a book needs and the others lack, scaled to the serif's capitals."""
    origins = [TTFont(source(upstream, file)) for upstream, file, *_ in SYMBOLS]
    rows = zip(origins, SYMBOLS, strict=True)
    font = drawn([(origin, place, CAPITALS / height, text) for origin, (*_, place, height, text) in rows], CAPITALS)
    for number, joint in ((0, "; "), (7, " "), (13, ""), (14, "")):
        texts = [str(origin["name"].getName(number, *WINDOWS)) for origin in origins]
        font["name"].setName(joint.join(texts) if joint else texts[0], number, *WINDOWS)
    rename(font, family, "Regular", 400, "some symbols, scaled")
    set_style(font, "Regular", 400)
    return font


def rename(font: TTFont, family: Family, style: str, weight: int, how: str) -> None:
    """Set the names that fontconfig, Pango and e-readers go by; keep those of copyright, trademark and licence."""
    names = font["name"]
    names.names = [each for each in names.names
                   if (each.platformID, each.platEncID, each.langID) == WINDOWS
                   and each.nameID not in {1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 16, 17, 21, 22, 25}]  # fmt: skip
    based = " and ".join(f"{each.name} {each.version}" for each in (family.upstream, *family.also))
    linked = style in {"Regular", "Italic", "Bold", "Bold Italic"}
    revision = f"{font['head'].fontRevision:.3f}"
    records = {
        1: family.name if linked else f"{family.name} {style}",
        2: style if linked else "Regular",
        3: f"{revision};OCTV;{Path(family.file(style)).stem}",
        4: f"{family.name} {style}",
        5: f"Version {revision}; based on {based} ({how})",
        6: Path(family.file(style)).stem,
        8: "Octavo",
        10: f"A Modified Version under the OFL, based on {based} ({how}), made by scripts/make_fonts.py of Octavo.",
    } | ({} if linked else {16: family.name, 17: style})
    for number, text in records.items():
        names.setName(text, number, *WINDOWS)
    names.removeUnusedNames(font)
    assert font["OS/2"].fsType == 0, "the font may not be embedded"


def licence_text(family: Family, copyright_line: str, source: Callable[[Upstream, str], Path]) -> str:
    """Return OFL.txt: the copyright lines of the authors, what was changed, and the licence."""
    heads, body = [], ""
    for upstream in (family.upstream, *family.also):
        head, rule, body = source(upstream, "LICENSE").read_text(encoding="utf-8").partition("-" * 20)
        heads.append(head.split("\n\n")[0].strip())
    if copyright_line not in "\n".join(heads):
        heads.append(copyright_line)
    said = "This Font Software is licensed under the SIL Open Font License, Version 1.1.\n"
    if family.upstream is not AMIRI:
        based = " and ".join(f"{each.name} {each.version}" for each in (family.upstream, *family.also))
        said = f"{family.name} is a Modified Version, made from {based} and renamed.\n\n" + said
    lines = (rule + body).rstrip().splitlines()
    return "\n".join(heads) + "\n\n" + said + "\n\n" + "\n".join(line.rstrip() for line in lines) + "\n"


def manifest(to: Path) -> Iterator[str]:
    """Yield the lines of fonts.yaml."""
    yield "# yaml-language-server: $schema=../docs/schema/fonts.json\n# SPDX-License-Identifier: 0BSD\n"
    yield "# The fonts of the house, written by scripts/make_fonts.py. A theme's fonts/fonts.yaml has the same form.\n"
    yield "families:\n"
    for family in FAMILIES:
        yield f"  - family: {family.name}\n    role: {family.role}\n    scripts: [{family.scripts}]\n"
        if family.companion:
            yield f"    companion: {family.companion}\n"
        yield f"    licence: {{spdx: OFL-1.1, file: {family.folder}/OFL.txt}}\n    source:\n"
        for each in (family.upstream, *family.also):
            commit = f",\n         commit: {each.commit}" if each.commit else ""
            yield f'      - {{name: {each.name}, version: "{each.version}", package: {each.package}{commit}}}\n'
        yield "    files:\n"
        for style, weight in family.styles:
            slope = "italic" if ITALIC in style else "normal"
            yield f"      - {{file: {family.file(style)}, style: {slope}, weight: {weight},\n"
            yield f"         sha256: {sha256(to / family.file(style))}}}\n"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
