# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every command: its help, wrong usage, and what it says where nothing is built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from octavo.cli.help import every_command
from octavo.cli.main import COMMANDS, octavo
from octavo.diagnostics.catalogue import CATALOGUE
from octavo.model.profile import PROFILES
from octavo.pipeline.starter import looks
from octavo.pipeline.tools import PACKAGES, Finding, command_for, schemas
from tests.cli.commands import one_book, parse, run
from tests.conftest import Bench

EVERY = dict(every_command("octavo", octavo))
each_command = pytest.mark.parametrize("called", EVERY)


def examples_of(command: click.Command) -> list[str]:
    """Return the command lines in the examples of its help, without what they do."""
    lines = (command.epilog or "").partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    return [re.split(r" {3,}", line.strip())[0] for line in lines]


def test_all_commands_are_met() -> None:
    assert {f"octavo {name}" for name in COMMANDS} < set(EVERY)
    assert {"octavo translate add", "octavo translate update", "octavo translate status"} < set(EVERY)


@each_command
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_a_description_and_examples(called: str, option: str) -> None:
    said = run(f"{called.removeprefix('octavo').strip()} {option}")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Usage: {called} ")
    assert "\n  Examples:\n    octavo " in said.out
    assert "..." not in said.out.partition("Commands:")[2], "a short help is not cut off"


@each_command
def test_examples_are_right(called: str) -> None:
    lines = examples_of(EVERY[called])
    assert lines
    for line in lines:
        assert line == called or line.startswith(f"{called} ")
        ctx = parse(line)
        if called != "octavo":
            assert ctx.command is EVERY[called] or ctx.parent is not None


@each_command
def test_an_option_says_what_it_does(called: str) -> None:
    for parameter in EVERY[called].params:
        assert not isinstance(parameter, click.Option) or len(parameter.help or "") > 10, parameter.name


@pytest.mark.parametrize("line", ["", "translate"])
def test_alone_a_group_shows_its_help(line: str) -> None:
    said = run(line)
    assert (said.code, said.err) == (0, "")
    assert said.out == run(f"{line} --help").out


def test_help_tells_how_to_begin_and_what_exit_codes_mean() -> None:
    told = " ".join(run("").out.split())
    assert "octavo new my-book" in told
    assert "octavo build" in told
    assert "0 done, 1 problems in the content, 2 wrong usage, 3 a fault of Octavo itself" in told


def test_the_version_is_told() -> None:
    said = run("--version")
    assert (said.code, said.out) == (0, "octavo, version 0.1.0\n")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("buidl", "octavo: there is no command “buidl”; did you mean “build”?"),
        ("translate stat", "octavo translate: there is no command “stat”; did you mean “status”?"),
        ("zzz", "octavo: there is no command “zzz”; known are: build, check, preview, new,"),
        ("--nonsense", "No such option"),
        ("build --edition", "requires an argument"),
        ("build --jobs 0", "0 is not in the range"),
        ("build -o pamphlet", "'pamphlet' is not one of " + ", ".join(f"'{name}'" for name in PROFILES)),
        ("build smalest", "octavo build: there is no publication “smalest”; did you mean “smallest”?"),
        ("build zzz", "there is no publication “zzz”; known are: smallest"),
        ("check smalest", "octavo check: there is no publication “smalest”; did you mean “smallest”?"),
        ("check gone.pdf", "gone.pdf can't be read: No such file or directory"),
        ("build content", "content is no publication: there is no publication.yaml in it"),
        ("build content/smallest elsewhere/smallest", "two publications are called smallest"),
        ("translate add", "Missing argument 'TAG'"),
        ("translate status smalest", "did you mean “smallest”?"),
        ("translate update --templates", "--templates needs a language: add -l TAG"),
        ("explain Q1", "there is no problem code “Q1”; `octavo explain` lists all"),
        ("explain T21", "there is no problem code “T21”; did you mean T210 or"),
        ("schema publicaton", "there is no schema “publicaton”; did you mean “publication”?"),
        ("new", "Missing argument 'NAME'"),
        ("new Book", "“Book” can't be a publication's name"),
        ("new smallest", "content/smallest exists already"),
        ("new book --look theme-sqare", "there is no look “theme-sqare”; did you mean “theme-square”?"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, line: str, sentence: str
) -> None:
    one_book(bench, monkeypatch)
    elsewhere = bench.root / "elsewhere" / "smallest"
    elsewhere.mkdir(parents=True)
    (elsewhere / "publication.yaml").touch()
    said = run(line)
    assert (said.code, said.out) == (2, "")
    told, hint = said.err.splitlines()
    assert sentence in told
    assert hint.startswith("    hint: `octavo")
    assert hint.endswith("--help` shows what it takes")


def test_without_any_publication_the_way_to_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("build")
    assert said.code == 2
    assert "`octavo new NAME` makes one" in said.err


def test_new_makes_a_publication_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert set(looks()) >= {"theme", "theme-square"}
    said = run("new my-book --look theme-square")
    assert said.code == 0
    assert re.fullmatch(r"content/my-book: \d+ files\n", said.out)
    assert "Next: octavo build my-book" in said.err
    assert (tmp_path / "content" / "my-book" / "publication.yaml").is_file()
    assert (tmp_path / "content" / "my-book" / "theme" / "theme.yaml").is_file()
    again = run("new my-book")
    assert again.code == 2
    assert "content/my-book exists already" in again.err


def test_explain_tells_title_reason_and_way_out_within_the_line() -> None:
    said = run("explain s105")
    row = CATALOGUE["S105"]
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("S105 (error): … is neither a PDF nor an EPUB\n\n")
    told = " ".join(said.out.split())
    assert " ".join(row.about.split()) in told
    assert f"What to do: {row.hint}." in told
    assert max(map(len, said.out.splitlines())) <= 88


def test_explain_lists_a_stage_or_all() -> None:
    listed = re.findall(r"^  ([A-Z]\d{3})  (?:error|warning|note) ", run("explain").out, re.MULTILINE)
    assert sorted(listed) == sorted(CATALOGUE)
    assert {code[0] for code in re.findall(r"^  ([A-Z]\d{3})", run("explain t").out, re.MULTILINE)} == {"T"}


def test_schemas_are_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [line.split()[0] for line in run("schema").out.splitlines()] == list(schemas())
    assert json.loads(run("schema publication").out) == json.loads(schemas()["publication"])
    said = run("schema --to kept/here")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [f"kept/here/{kind}.json" for kind in schemas()]
    assert {path.stem: path.read_text("utf-8") for path in Path("kept/here").iterdir()} == schemas()
    Path("file").touch()
    assert run("schema --to file/below").code == 2


def test_doctor_names_what_is_missing_what_for_and_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (
        Finding("Python", "3.12.1", "everything", True, True),
        Finding("Pango", "", "setting pages", True, False, command_for("Pango", "apt-get")),
        Finding("java", "", "a second opinion", False, False, command_for("java", "brew")),
    )
    monkeypatch.setattr("octavo.pipeline.tools.examine", lambda: found)
    said = run("doctor")
    assert said.code == 1, "something that is needed is missing"
    assert said.out.splitlines() == [
        "ok       Python  3.12.1",
        "missing  Pango   for setting pages",
        "                 to get it: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "absent   java    for a second opinion",
        "                 to get it: brew install openjdk",
    ]
    monkeypatch.setattr("octavo.pipeline.tools.examine", lambda: found[::2])
    assert run("doctor").code == 0, "an absent judge keeps nobody from building"


def test_doctor_knows_a_command_for_everything_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for manager, packages in PACKAGES.items():
        assert set(packages) == {"Pango", "java", "chromium", "pdftoppm", "mutool", "qpdf", "gs", "npm"}
        assert all(
            " install " in command_for(name, manager) or "-S " in command_for(name, manager) for name in packages
        )
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("sys.platform", "win32")
    assert command_for("Pango") == "see docs/install/windows.md"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("explain --json", "codes"),
        ("explain T210 --json", "codes"),
        ("doctor --json", "findings"),
        ("translate status --json", "languages"),
        ("check content/smallest/text/01-page.md --json", "problems"),
    ],
)
def test_json_is_one_document_on_stdout(bench: Bench, monkeypatch: pytest.MonkeyPatch, line: str, key: str) -> None:
    one_book(bench, monkeypatch)
    assert list(json.loads(run(line).out)) == [key]


def test_a_file_of_another_kind_is_a_problem_not_a_fault(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    one_book(bench, monkeypatch)
    for data, code in (
        (b"%PDF-1.7\n%damaged", "P101"),
        (b"PK\x03\x04 no zip", "E201"),
        (b"hello", "S105"),
        (b"", "S105"),
    ):
        (bench.root / "found.bin").write_bytes(data)
        said = run("check found.bin --json")
        assert said.code == 1
        (problem,) = json.loads(said.out)["problems"]
        assert (problem["code"], problem["file"]) == (code, "found.bin")
        assert " at 0x" not in problem["message"], "no address in memory: it is another each time"


def test_translate_adds_updates_and_counts(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = one_book(bench, monkeypatch, "en, tr")
    made = run("translate add ka smallest --no-draft")
    assert made.code == 0, made.err
    assert "content/smallest/locale/ka/text.po" in made.out.splitlines()
    assert "editions: [en, tr, ka]\n" in (folder / "publication.yaml").read_text("utf-8")
    assert run("translate update smallest -l ka").out == "", "nothing changed"
    run("translate update smallest")
    bench.change("smallest/text/01-page.md", "This book has one page", "This little book has one page")
    assert run("translate update smallest -l tr").out.splitlines() == ["content/smallest/locale/tr/text.po"]
    rows = [line.split("\t") for line in run("translate status smallest -l tr").out.splitlines()]
    assert rows[0] == ["publication", "language", "file", "translated", "stale", "missing", "words_left"]
    (counted,) = (dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[2] == "locale/tr/text.po")
    assert (counted["publication"], counted["language"], counted["stale"]) == ("smallest", "tr", "1")
    assert (folder / "locale" / "ka" / "facts.po").is_file()
