# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo verify: yes for what was published, also if it is built again; no for one changed byte."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from octavo.diagnostics.code import Severity
from tests.cli.commands import one_book, run
from tests.conftest import Bench

pytestmark = pytest.mark.slow

OUTPUTS = ("epub", "web")


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build a publication, and return the folder of what is published."""
    one_book(bench, monkeypatch)
    assert not bench.build("smallest", outputs=OUTPUTS).failed
    return Path("output/smallest")


def test_a_rebuilt_file_is_what_was_published(book: Path, bench: Bench) -> None:
    first = Path("first")
    shutil.copytree(book, first)
    shutil.rmtree("output")
    assert not bench.build("smallest", outputs=OUTPUTS).failed
    said = run("verify output/smallest/en/smallest-en.epub --against first")
    assert (said.code, said.err) == (0, "")
    assert said.out == "output/smallest/en/smallest-en.epub: published as en/smallest-en.epub\n"
    assert run("verify first output/smallest").code == 0
    assert (first / "en" / "edition.json").read_bytes() == (book / "en" / "edition.json").read_bytes()


def test_one_changed_byte_is_told_with_a_way_out(book: Path) -> None:
    file = book / "en" / "smallest-en.epub"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.unlink()  # the site has the same file: a link to it, where the disk can
    file.write_bytes(data)
    said = run(f"verify {file}")
    assert (said.code, said.out) == (1, "")
    assert f"{file}: error C111: this is not what was published as " in said.err
    assert "hint: " in said.err
    told = json.loads(run(f"verify {book} --json").out)
    assert not told["verified"]
    assert [each["code"] for each in told["problems"]] == ["C111"]
    assert [each["file"] for each in told["files"] if not each["published"]] == [file.as_posix()]


def test_nothing_of_this_machine_is_in_the_dossier(book: Path, bench: Bench) -> None:
    text = (book / "en" / "edition.json").read_text("utf-8")
    for secret in (str(bench.root), str(Path.home()), str(Path.cwd())):
        assert secret not in text
    told = json.loads(text)
    assert {"Python", "Pango", "HarfBuzz", "Fontconfig", "weasyprint", "ebooklib"} <= told["tools"].keys()
    assert {each["path"] for each in told["files"]} == {
        "smallest-en.epub",
        "smallest-en-cover.jpg",
        "web/index.html",
    }
    assert [each["what"] for each in told["content"]] == ["facts", "text"]
    assert told["fonts"]


def test_what_was_not_made_anew_keeps_what_was_said_of_it(book: Path, bench: Bench) -> None:
    before = {each["path"]: each for each in json.loads((book / "en" / "edition.json").read_text("utf-8"))["files"]}
    bench.change("smallest/publication.yaml", "The smallest book", "Another book")
    assert not bench.build("smallest", outputs=("web",)).failed
    after = {each["path"]: each for each in json.loads((book / "en" / "edition.json").read_text("utf-8"))["files"]}
    assert after["smallest-en.epub"] == before["smallest-en.epub"]
    assert after["web/index.html"]["content"] != before["web/index.html"]["content"]


@pytest.mark.parametrize("line", ["verify", "verify nowhere.epub", "verify . --against nowhere"])
def test_wrong_usage_is_told(book: Path, line: str) -> None:
    said = run(line)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_catalogues_stand_beside_the_editions_and_are_listed(book: Path, bench: Bench) -> None:
    assert (book / "opds" / "index.xml").is_file()
    assert (book / "opds" / "index.json").is_file()
    assert "  opds/index.xml\n" in (book / "SHA256SUMS").read_text("utf-8")
    (book / "opds" / "old.xml").write_text("<feed/>", "utf-8")
    (book / "en" / "smallest-en.epub").unlink()
    built = bench.build("smallest", outputs=("web",))
    assert [(each.code, each.place.file) for each in built.all_problems] == []
    assert not (book / "opds").is_dir() or not list((book / "opds").iterdir()), "nothing is left to hand out"


def test_a_changed_dossier_gets_into_no_catalogue(book: Path, bench: Bench) -> None:
    bench.change("smallest/publication.yaml", "editions: [en]", "editions: [en, de]")
    assert not bench.build("smallest", outputs=OUTPUTS).failed
    path = book / "de" / "edition.json"
    path.write_text(path.read_text("utf-8").replace("urn:uuid:", "urn:other:"), "utf-8")
    built = bench.build("smallest", outputs=OUTPUTS, editions=("en",))
    assert [each.code for each in built.all_problems if each.severity is Severity.ERROR] == ["C103"]
    assert b"smallest-de" not in (book / "opds" / "index.xml").read_bytes()


def test_a_file_of_another_edition_that_is_gone_is_told(book: Path, bench: Bench) -> None:
    bench.change("smallest/publication.yaml", "editions: [en]", "editions: [en, de]")
    assert not bench.build("smallest", outputs=OUTPUTS).failed
    (book / "de" / "smallest-de.epub").unlink()
    built = bench.build("smallest", outputs=OUTPUTS, editions=("en",))
    assert [each.code for each in built.all_problems if each.severity is Severity.ERROR] == ["C104"]
    assert b"smallest-de.epub" not in (book / "opds" / "index.xml").read_bytes()
