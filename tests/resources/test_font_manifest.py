# SPDX-License-Identifier: AGPL-3.0-or-later
"""fonts.yaml: what is wrong in it or in the folder is told with its place, and never by a traceback."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fontTools.ttLib import TTFont  # noqa: TID253
from fontTools.ttLib.tables._f_v_a_r import Axis, table__f_v_a_r  # noqa: TID253
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import ProblemsFound
from octavo.resources.font_manifest import FORMS, check_fonts, font_schema
from octavo.resources.fonts import FontFamily, parse_fonts, read_fonts

FONTS = Path(__file__).parents[2] / "fonts"


def family(name: str, file: str = "a.ttf", sha256: str = "0" * 64) -> str:
    """Return the entry of a family with one file."""
    return (
        f"  - family: {name}\n    role: text\n    scripts: [Latn]\n"
        f"    licence: {{spdx: OFL-1.1, file: {Path(file).parent.as_posix()}/OFL.txt}}\n"
        f"    files:\n      - {{file: {file}, style: normal, weight: 400, sha256: {sha256}}}\n"
    )


GOOD = f"families:\n{family('Harbour')}"
WRONG = {
    "F002 8 this is not YAML: expected ',' or '}'": GOOD.replace("0}", "0"),
    "F003 1 the manifest must be a mapping": "[]",
    "F003 1 families must be a list with at least one entry": "families: []",
    "F003 3 role must be one of text,": GOOD.replace("role: text", "role: body"),
    "F003 4 scripts must be a list": GOOD.replace("[Latn]", "[Latin]"),
    "F003 5 licence must be given with the key \"spdx\"": GOOD.replace("spdx: OFL-1.1, ", ""),
    "F003 7 weight must be a number from 1 to 1000": GOOD.replace("400", "bold"),
    "F003 7 file must be a .ttf": GOOD.replace("a.ttf", "a.zip"),
    "F003 7 sha256 must be": GOOD.replace("000}", "}"),
    'F004 3 the key "roll" is not known': GOOD.replace("role:", "roll:"),
    "F008 7 the path ../a.ttf leads out": GOOD.replace("file: a.ttf", "file: ../a.ttf"),
    "F008 7 the path /a.ttf leads out": GOOD.replace("file: a.ttf", "file: /a.ttf"),
    'F009 8 the family "Harbour" is listed twice': GOOD + family("Harbour"),
    "F009 8 Harbour normal 400 is listed twice": GOOD + GOOD.splitlines()[-1] + "\n",
    'F009 4 the key "role" is listed twice': GOOD.replace("    role: text\n", "    role: text\n    role: text\n"),
}  # fmt: skip


@pytest.mark.parametrize("expected", WRONG)
def test_a_wrong_manifest_is_told_with_its_line(expected: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        parse_fonts(WRONG[expected], Path("fonts"), "theme/fonts")
    code, line, words = expected.split(" ", 2)
    problems = raised.value.problems
    assert {each.place.file for each in problems} == {"theme/fonts/fonts.yaml"}
    assert [each for each in problems if (each.code, each.place.line) == (code, int(line)) and words in each.message]
    assert all(each.hints for each in problems)


def test_all_faults_are_told_at_once() -> None:
    text = GOOD.replace("role: text", "role: body").replace("400", "0").replace("style: normal", "style: upright")
    with pytest.raises(ProblemsFound) as raised:
        parse_fonts(text, Path("fonts"))
    assert [each.place.line for each in raised.value.problems] == [3, 7, 7]


def test_a_folder_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="F001"):
        read_fonts(tmp_path)
    (tmp_path / "fonts.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ProblemsFound, match="F001"):
        read_fonts(tmp_path)


LINES = GOOD.splitlines(keepends=True)
SCRAPS = [*LINES, "  - &a\n", "*a\n", "!!x\n", "\t", "\0", "? [\n", "---\n"]


def without(lines: set[int]) -> str:
    """Return the good manifest without some of its lines."""
    return "".join(line for at, line in enumerate(LINES) if at not in lines)


@given(
    st.text()
    | st.lists(st.sampled_from(SCRAPS)).map("".join)
    | st.sets(st.integers(0, len(LINES) - 1), max_size=2).map(without)
)
def test_no_manifest_gives_a_traceback(text: str) -> None:
    try:
        families = parse_fonts(text, Path("fonts"))
    except ProblemsFound:
        return
    assert all(each.files and each.scripts and each.family for each in families)


def test_the_schema_knows_the_keys_of_the_manifest() -> None:
    schema = json.loads(json.dumps(font_schema()))
    entry = schema["properties"]["families"]["items"]
    assert set(entry["required"]) <= set(entry["properties"])
    assert set(entry["properties"]["files"]["items"]["properties"]) == {"file", *FORMS} - {"role", "scripts"}


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A font folder with the symbols alone."""
    shutil.copytree(FONTS / "octavo-symbols", tmp_path / "octavo-symbols")
    return tmp_path


def symbols(folder: Path) -> tuple[FontFamily, ...]:
    """Return the symbols font as listed, with its right digest, in `folder`."""
    file = next(each for each in read_fonts(FONTS) if each.role == "symbols").files[0]
    entry = family(file.family, file.path.relative_to(FONTS).as_posix(), file.sha256)
    return parse_fonts(f"families:\n{entry}", folder)


def codes(folder: Path, families: tuple[FontFamily, ...]) -> list[str]:
    return [each.code for each in check_fonts(families, [(folder, "fonts")])]


def changed(folder: Path, change: Callable[[TTFont], object]) -> list[str]:
    """Return the codes for the symbols font after `change`, listed with its new digest."""
    path = folder / "octavo-symbols" / "OctavoSymbols-Regular.ttf"
    with TTFont(path) as font:
        change(font)
        font.save(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    entry = family("Octavo Symbols", path.relative_to(folder).as_posix(), digest)
    return codes(folder, parse_fonts(f"families:\n{entry}", folder))


def test_a_sound_folder_has_no_problem(alone: Path) -> None:
    assert codes(alone, symbols(alone)) == []


def test_a_missing_file_and_licence(alone: Path) -> None:
    families = symbols(alone)
    shutil.rmtree(alone / "octavo-symbols")
    assert codes(alone, families) == ["F007", "F005"]


def test_a_damaged_file(alone: Path) -> None:
    families = symbols(alone)
    families[0].files[0].path.write_bytes(b"no font")
    assert codes(alone, families) == ["F006", "F015"]


@given(st.integers(0, 3700), st.binary(max_size=8))
def test_no_damage_gives_a_traceback(at: int, scrap: bytes) -> None:
    data = (FONTS / "octavo-symbols" / "OctavoSymbols-Regular.ttf").read_bytes()
    with TemporaryDirectory() as folder:
        families = symbols(Path(folder))
        (path := families[0].files[0].path).parent.mkdir()
        path.write_bytes(damaged := data[:at] + scrap + data[at + len(scrap) :])
        assert ("F006" in codes(Path(folder), families)) == (damaged != data)


def test_a_file_that_is_not_listed(alone: Path) -> None:
    (alone / "other.ttf").write_bytes(b"")
    assert codes(alone, symbols(alone)) == ["F014"]


def test_an_unknown_companion(alone: Path) -> None:
    text = GOOD.replace("    licence", "    companion: Nobody\n    licence")
    assert "F010" in codes(alone, parse_fonts(text, alone))


def test_a_link_that_leads_out(alone: Path) -> None:
    (alone / "a.ttf").symlink_to(FONTS / "octavo-symbols" / "OctavoSymbols-Regular.ttf")
    with pytest.raises(ProblemsFound, match="F008"):
        parse_fonts(GOOD, alone)


def test_another_family_name_inside(alone: Path) -> None:
    assert changed(alone, lambda font: font["name"].setName("Harbour", 1, 3, 1, 0x409)) == ["F011"]


def test_a_font_that_forbids_embedding(alone: Path) -> None:
    assert changed(alone, lambda font: setattr(font["OS/2"], "fsType", 2)) == ["F012"]


def test_a_font_variable_in_optical_size(alone: Path) -> None:
    def vary(font: TTFont) -> None:
        axis = Axis()
        axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "opsz", 8, 10, 60
        axis.axisNameID = 4
        font["fvar"] = table__f_v_a_r()
        font["fvar"].axes, font["fvar"].instances = [axis], []

    assert changed(alone, vary) == ["F013"]
