# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which families a script gets in which role, and what CSS and fontconfig are told of them."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

from octavo.resources.fonts import css_names, font_faces_css, fontconfig_xml, fonts_for, parse_fonts, read_fonts

FONTS = Path(__file__).parents[2] / "fonts"
FAMILIES = read_fonts(FONTS)
THEME = """families:
  - family: Harbour Serif
    role: text
    scripts: [Latn]
    licence: {spdx: OFL-1.1, file: OFL.txt}
    files:
      - {file: a.ttf, style: normal, weight: 400, sha256: %s}
""" % ("0" * 64)


def stack_names(script: str, role: str) -> list[str]:
    return [family.family for family in getattr(fonts_for(script, FAMILIES), role)]


def test_stacks_of_the_house() -> None:
    assert stack_names("Latn", "text") == ["Octavo Serif", "Octavo Symbols"]
    assert stack_names("Cyrl", "display") == ["Octavo Serif Display", "Octavo Serif", "Octavo Symbols"]
    assert stack_names("Grek", "caption")[0] == "Octavo Serif Caption"
    assert stack_names("Arab", "text") == ["Amiri", "Octavo Serif", "Octavo Symbols"]
    assert stack_names("Geor", "sans") == ["Octavo Georgian", "Octavo Sans", "Octavo Serif", "Octavo Symbols"]
    assert stack_names("Arab", "sans") == ["Amiri", "Octavo Sans", "Octavo Serif", "Octavo Symbols"]


def test_a_script_without_a_font_still_gets_figures() -> None:
    assert stack_names("Ethi", "sans")[0] == "Octavo Sans"


def test_the_fonts_of_a_theme_come_first() -> None:
    stack = fonts_for("Latn", (*parse_fonts(THEME, Path("theme/fonts")), *FAMILIES)).display
    assert [each.family for each in stack][:3] == ["Octavo Serif Display", "Harbour Serif", "Octavo Serif"]
    assert css_names(stack[:2]) == '"Octavo Serif Display", "Harbour Serif"'


def test_font_faces() -> None:
    amiri = [each for each in FAMILIES if each.family in {"Amiri", "Octavo Serif"}]
    css = font_faces_css(amiri, lambda file: f'../fonts/{file.path.name}"')
    assert css.count("@font-face") == 7
    assert (
        '@font-face {\n  font-family: "Octavo Serif";\n  font-style: italic;\n  font-weight: 700;\n'
        '  src: url("../fonts/OctavoSerif-BoldItalic.ttf\\"") format("truetype");\n}\n'
    ) in css
    # Latin words beside Arabic are left to the companion as wholes; digits and marks are not.
    kept = "U+0-40, U+5B-60, U+7B-BF, U+D7-D7, U+F7-F7, U+250-36F, U+530-1DFF, U+2000-10FFFF"
    assert css.count(f"unicode-range: {kept};") == 2
    assert "unicode-range" not in font_faces_css([each for each in amiri if each.family == "Amiri"], str)


def test_fontconfig_sees_only_the_listed_files(tmp_path: Path) -> None:
    shutil.copytree(FONTS / "octavo-symbols", (folder := tmp_path / "a & b") / "sub")
    families = parse_fonts(THEME.replace("a.ttf", "sub/a.ttf"), folder)
    root = ET.fromstring(fontconfig_xml(folder, tmp_path / "cache", families=families))
    assert [each.text for each in root.findall("dir")] == [str(folder)]
    accepted = [each.text for each in root.iterfind("selectfont/acceptfont/glob")]
    assert accepted == [str(folder / "sub"), str(folder / "sub" / "a.ttf")]
    assert [each.text for each in root.iterfind("selectfont/rejectfont/glob")] == [f"{folder}/*"]
    other = ET.fromstring(fontconfig_xml(FONTS, tmp_path / "cache"))
    assert root.findtext("cachedir") != other.findtext("cachedir"), "other rules need another cache"
