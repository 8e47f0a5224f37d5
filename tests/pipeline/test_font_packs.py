# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packs of fonts: brought whole and with the right digests or not at all, and missed where a language needs one."""

from __future__ import annotations

import os
import stat
import tarfile
from gzip import GzipFile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from octavo.cli.main import octavo
from octavo.diagnostics.problem import ProblemsFound
from octavo.localize.language import read_language
from octavo.pipeline import font_packs as bringing
from octavo.pipeline.font_packs import (
    add_packs,
    by_npm,
    fonts_lacking,
    from_folder,
    names_of_packs,
    shared_fonts,
    state_of,
)
from octavo.resources import font_packs as known
from octavo.resources.font_packs import (
    BELOW,
    FontPack,
    Package,
    PackedFile,
    font_packs,
    is_whole,
    pack_families,
    pack_for,
)
from octavo.resources.fonts import FontFamily, parse_fonts, read_fonts
from tests.conftest import ROOT, Bench

FONT = (ROOT / "fonts" / "octavo-symbols" / "OctavoSymbols-Regular.ttf").read_bytes()
LICENCE = b"Everybody may use these letters.\n"
REAL = font_packs()


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def archive(font: bytes = FONT, *, licence: bool = True) -> bytes:
    """Return a package as npm has it, the same bytes in whichever second it is made."""
    out = BytesIO()
    with GzipFile(fileobj=out, mode="wb", mtime=0) as squeezed, tarfile.open(fileobj=squeezed, mode="w") as packed:
        for name, data in (("package/400/Square.ttf", font), ("package/LICENSE", LICENCE)):
            if licence or name != "package/LICENSE":
                (entry := tarfile.TarInfo(name)).size = len(data)
                packed.addfile(entry, BytesIO(data))
    return out.getvalue()


def package(data: bytes) -> Package:
    files = (
        PackedFile("package/400/Square.ttf", "Square.ttf", digest(FONT)),
        PackedFile("package/LICENSE", "OFL.txt", digest(LICENCE)),
    )
    return Package("@letters/square", "1.2.3", len(data), digest(data), files)


def pack(data: bytes, name: str = "xx", script: str = "Jpan") -> FontPack:
    listed = (
        f"families:\n  - family: Octavo Symbols\n    role: text\n    scripts: [{script}]\n    companion: Octavo Serif\n"
        f"    licence: {{spdx: OFL-1.1, file: OFL.txt}}\n    files:\n"
        f"      - {{file: Square.ttf, style: normal, weight: 400, sha256: {digest(FONT)}}}\n"
    )
    return FontPack(name, "Squares", "squares", (script,), (package(data),), listed)


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the package of the one pack there is."""
    data = archive()
    for module in (known, bringing):
        monkeypatch.setattr(module, "font_packs", lambda: (pack(data),))
    folder = tmp_path / "offered"
    folder.mkdir()
    (folder / "letters-square-1.2.3.tgz").write_bytes(data)
    return folder


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """A folder of fonts without packs."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "fonts.yaml").write_text("families: []\n", "utf-8")
    return folder


def test_a_pack_is_brought_whole(offered: Path, fonts: Path) -> None:
    told: list[str] = []
    assert [each.name for each in add_packs("squares", fonts, from_folder(offered), told.append).unwrap()] == ["xx"]
    place = fonts / known.BELOW / "xx"
    assert sorted(each.name for each in place.iterdir()) == ["OFL.txt", "Square.ttf", "fonts.yaml"]
    assert [each.name for each in place.parent.iterdir()] == ["xx"], "nothing is left beside it"
    (family,) = pack_families(fonts)
    assert (family.files[0].path, family.files[0].sha256) == (place / "Square.ttf", digest(FONT))
    assert family.licence.path.read_bytes() == LICENCE
    assert told == ["fetching @letters/square 1.2.3, 0 MB"]


def test_what_is_there_and_whole_is_not_fetched_again(offered: Path, fonts: Path) -> None:
    add_packs("xx", fonts, from_folder(offered)).unwrap()

    def offline(wanted: Package, folder: Path) -> Path:
        raise AssertionError(wanted.name)

    assert add_packs("xx", fonts, offline).problems == ()
    (fonts / known.BELOW / "xx" / "Square.ttf").write_bytes(b"another font")
    assert state_of(pack(archive()), fonts) == "changed"
    assert not any(map(is_whole, pack_families(fonts))), "a changed font is not used"
    add_packs("xx", fonts, from_folder(offered)).unwrap()
    assert state_of(pack(archive()), fonts) == "here"


@pytest.mark.parametrize("kind", ["another archive", "a damaged archive", "another font", "no licence"])
def test_what_is_not_known_is_refused(kind: str, offered: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = {
        "another archive": archive(b"another font"),
        "a damaged archive": archive()[:-9],
        "another font": archive(b"another font"),
        "no licence": archive(licence=False),
    }[kind]
    if kind in ("another font", "no licence"):  # the archive has its digest, a file in it has not
        monkeypatch.setattr(bringing, "font_packs", lambda: (pack(brought),))
    (offered / "letters-square-1.2.3.tgz").write_bytes(brought)
    made = add_packs("xx", fonts, from_folder(offered))
    assert [each.code for each in made.problems] == ["F204"]
    assert made.problems[0].hints
    assert not list((fonts / known.BELOW).iterdir()), "nothing of it is kept"


def test_a_package_that_is_not_there(fonts: Path, offered: Path, tmp_path: Path) -> None:
    made = add_packs("xx", fonts, from_folder(tmp_path))
    assert [each.code for each in made.problems] == ["F203"]
    assert "letters-square-1.2.3.tgz" in made.problems[0].message
    with pytest.raises(KeyError):
        add_packs("squirrel", fonts, from_folder(tmp_path))


def test_a_folder_that_takes_nothing(fonts: Path, offered: Path) -> None:
    (fonts / known.BELOW).write_text("a file, no folder", "utf-8")
    assert [each.code for each in add_packs("xx", fonts, from_folder(offered)).problems] == ["F206"]


def npm(folder: Path, script: str) -> Path:
    """Put a program called npm into a folder."""
    folder.mkdir()
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for npm is a shell script")
def test_npm_is_asked_for_the_very_version(offered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    copy = f'echo "$@" > "{said}"; cp "{offered}"/*.tgz "$4"'
    monkeypatch.setenv("PATH", str(npm(tmp_path / "good", copy)), prepend=os.pathsep)
    aside = tmp_path / "aside"
    aside.mkdir()
    assert by_npm(package(archive()), aside).read_bytes() == archive()
    assert said.read_text("utf-8").split() == [
        *("pack", "--ignore-scripts", "--pack-destination", str(aside), "@letters/square@1.2.3")
    ]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for npm is a shell script")
def test_what_npm_complains_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = 'echo "npm warn old" >&2; echo "npm error code ENOTFOUND" >&2; exit 1'
    monkeypatch.setenv("PATH", str(npm(tmp_path / "bad", fails)), prepend=os.pathsep)
    with pytest.raises(ProblemsFound, match=r"F203.*npm error code ENOTFOUND"):
        by_npm(package(archive()), tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProblemsFound, match=r"F205(.|\n)*npm pack @letters/square@1.2.3") as raised:
        by_npm(package(archive()), tmp_path)
    assert "letters-square-1.2.3.tgz" in raised.value.problems[0].hints[0]


def test_a_language_without_its_fonts_has_one_problem(offered: Path, fonts: Path) -> None:
    japanese, german = read_language("ja").unwrap(), read_language("de").unwrap()
    (lacking,) = fonts_lacking(japanese, fonts, own=False)
    assert (lacking.code, lacking.place.key) == ("F201", "publication.yaml#editions")
    assert "Japanese" in lacking.message
    assert "octavo fonts add xx" in lacking.hints[0]
    assert fonts_lacking(japanese, fonts, own=True) == fonts_lacking(german, fonts, own=False) == ()
    add_packs("xx", fonts, from_folder(offered)).unwrap()
    assert fonts_lacking(japanese, fonts, own=False) == ()
    (fonts / known.BELOW / "xx" / "OFL.txt").unlink()
    (lacking,) = fonts_lacking(japanese, fonts, own=False)
    assert (lacking.code, lacking.place.file) == ("F202", f"fonts/{BELOW}/xx/OFL.txt")


def test_a_build_weighs_lists_and_no_pack(offered: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "BELOW", BELOW)
    before = shared_fonts(fonts)
    add_packs("xx", fonts, from_folder(offered)).unwrap()
    assert set(shared_fonts(fonts)) - set(before) == {f"{BELOW}/xx/fonts.yaml"}


def test_a_build_in_such_a_language_says_what_to_do(bench: Bench) -> None:
    bench.take(ROOT / "tests" / "publications" / "smallest")
    bench.change("smallest/publication.yaml", "language: en", "language: ja")
    bench.change("smallest/publication.yaml", "[en, de, tr]", "[ja]")
    built = bench.build("smallest", outputs=("epub", "screen"), draft=True)
    assert [each.code for each in built.all_problems if each.code.startswith(("F", "R"))] == ["F201"]
    assert [edition.state for report in built.reports for edition in report.editions] == ["refused"]


def test_the_lists_agree() -> None:
    for each in REAL:
        families = pack_families_of(each)
        listed = {file.path.name: file.sha256 for family in families for file in family.files}
        texts = {family.licence.path.name for family in families}
        files = {file.file: file.sha256 for file in each.files}
        assert listed.items() <= files.items()
        assert {name for name in files if name not in listed} == texts
        assert {script for family in families for script in family.scripts} == set(each.scripts)
        assert {family.role for family in families} == {"text", "sans"}
        assert {family.companion for family in families} <= {family.family for family in read_fonts(ROOT / "fonts")}
        assert all(len(one.sha256) == 64 for one in each.packages)
    assert {read_language(tag).unwrap().script for tag in ("zh-Hans", "zh-CN", "zh", "ja", "ko")} == {
        script for each in REAL for script in each.scripts
    }
    assert pack_for("Latn") is None


def pack_families_of(each: FontPack) -> tuple[FontFamily, ...]:
    return parse_fonts(each.manifest, Path("pack"))


def test_the_command_lists_and_refuses() -> None:
    shown = CliRunner().invoke(octavo, ["fonts"])
    assert shown.exit_code == 0
    assert "Octavo Serif" in shown.output
    assert all(f"octavo fonts add {each.name} (" in shown.output for each in REAL)
    wrong = CliRunner().invoke(octavo, ["fonts", "add", "jp"])
    assert wrong.exit_code == 2
    assert next(iter(names_of_packs())) == "cjk"


def test_the_wheel_has_every_font_of_the_house_and_no_pack() -> None:
    import tomllib

    included = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    named = {each for each in included["wheel"]["force-include"] if each.startswith("fonts")}
    there = {f"fonts/{each.name}" for each in (ROOT / "fonts").iterdir() if each.name != "packs"}
    assert named == there
