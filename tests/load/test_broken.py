# SPDX-License-Identifier: AGPL-3.0-or-later
"""Broken publications: each is the good one with a few files changed, and raises exactly the problems it expects.

A new case is a new folder in broken/: `in/` is laid over the good publication, and `expected.txt` (written by --accept,
then read) says what a person sees. What can't lie in a repository (links, damaged and binary files) is made here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.problem import Problem
from octavo.load.publication import load
from octavo.localize.catalog import read_catalog
from octavo.markup.messages import messages_of
from tests.load.pictures import moving_picture, picture, png_bomb
from tests.load.profiles import icc_profile

HERE = Path(__file__).parent
GOOD_TEXTS = ("text/01-harbour.md", "text/02-storm.md")
CASES = sorted(folder.name for folder in (HERE / "broken").iterdir())


def change(file: str, old: str, new: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_bytes(text.replace(old, new).encode(encoding))

    return make


def take_away(*files: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for file in files:
            (folder / file).unlink()

    return make


def link(file: str, target: str, *, folder: bool = False) -> Callable[[Path], None]:
    def make(publication: Path) -> None:
        (publication.parent / "outside.md").write_text("# Not meant for print\n")
        (publication / file).symlink_to(target, target_is_directory=folder)

    return make


def put(file: str, data: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)

    return make


def pictured(name: str, data: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        put(f"images/{name}", data)(folder)
        take_away("images/boat.svg")(folder)
        change("images/images.yaml", "boat.svg", name)(folder)
        change("text/01-harbour.md", "boat.svg", name)(folder)

    return make


# What is done to a publication after the files of the case are laid over it.
MADE: dict[str, Callable[[Path], None]] = {
    "no-manifest": take_away("publication.yaml"),
    "nothing-to-publish": take_away(*GOOD_TEXTS),
    "link-outside": link("text/03-more.md", "../../outside.md"),
    "link-to-nothing": link("text/03-more.md", "04-nothing.md"),
    "linked-folder": link("text/more", "../data", folder=True),
    "wrong-encoding": change("text/01-harbour.md", "an invented river", "Şırnak’ın güneyi, ığdır", "cp1254"),
    "utf-16": change("facts/sources.yaml", "Almanac", "Almanac", "utf-16"),
    "zero-byte": change("text/02-storm.md", "the wind rose", "the \0wind rose"),
    "override-of-direction": change("text/02-storm.md", "the wind rose", "the \u202ewind\u202c rose"),
    "lost-letter": change("data/timeline.yaml", "The wind", "The w\ufffdnd"),
    "crlf-and-bom-are-fine": change("publication.yaml", "\n", "\r\n", "utf-8-sig"),
    "same-but-for-case": put("text/01-Harbour.md", b"# Again\n\nThe same.\n"),
    "picture-that-lies": pictured("boat.png", picture(kind="JPEG")),
    "picture-bomb": pictured("boat.png", png_bomb()),
    "picture-cut-off": pictured("boat.jpg", picture((64, 64), kind="JPEG")[:-200]),
    "picture-moves": pictured("boat.png", moving_picture()),
    "picture-in-floats": pictured("boat.tif", picture(mode="F", kind="TIFF")),
    "picture-of-another-kind": pictured("boat.png", picture(kind="GIF")),
    "profile-not-cmyk": put("printers/mill.icc", icc_profile(space=b"RGB ")),
    "profile-not-of-a-press": put("printers/mill.icc", icc_profile(kind=b"scnr")),
    "profile-nobody-names": put("printers/mill.icc", icc_profile()),
}


def in_german(publication: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the German translation of a publication that loads."""
    files = {file.name: file.read_bytes() for file in sorted((publication / "locale" / "de").glob("*.po"))}
    return read_catalog(files, "de", messages_of(load(publication).unwrap().publication)).problems


@pytest.mark.parametrize("case", CASES)
def test_a_broken_publication_raises_its_problems_and_nothing_else(
    case: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    publication = tmp_path / "harbour"
    shutil.copytree(HERE / "good", publication)
    shutil.copytree(HERE / "broken" / case / "in", publication, dirs_exist_ok=True)
    (publication / ".gitkeep").unlink(missing_ok=True)
    if case in MADE:
        MADE[case](publication)
    outcome = load(publication)
    problems = [*outcome.problems, *(in_german(publication) if case.startswith("po-") else ())]
    seen = "".join(f"{each}\n" for each in problems)
    expected = HERE / "broken" / case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(seen, encoding="utf-8")
    assert seen == expected.read_text("utf-8")
    assert (outcome.value is None) == outcome.failed


def test_the_good_publication_has_no_problem() -> None:
    assert load(HERE / "good").problems == ()
    assert in_german(HERE / "good") == ()


def test_what_is_made_belongs_to_a_case() -> None:
    assert set(MADE) <= set(CASES)


def test_every_code_of_load_has_a_case() -> None:
    tables = ("M", "T2", "D")
    raised = {
        code
        for case in CASES
        for code in re.findall(
            r" (?:error|warning|note) ([A-Z]\d{3}): ", (HERE / "broken" / case / "expected.txt").read_text("utf-8")
        )
    }
    assert {code for code in CATALOGUE if code.startswith(tables)} - raised - ELSEWHERE == set()


# Codes that no folder can show: tested beside the functions that raise them.
ELSEWHERE = {
    "M008",  # no folder at all
    "D611",  # `octavo build -o errata` of a publication without corrections
    "D608",  # `octavo approve` without an address for corrections
    "D607",  # whether a correction stands in the text is seen in each language
    "D425",  # `octavo names` looks for letters without a font
    "M020",  # a file larger than a repository should hold
}
