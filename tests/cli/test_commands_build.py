# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo build and check: what they print, what they leave, and with which exit code they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from octavo.pipeline import steps
from octavo.pipeline.publish import intact, listed
from octavo.pipeline.work import Outputs, Work, encode_problems
from tests.cli.commands import SMALLEST, one_book, run
from tests.conftest import Bench

PAGE = "output/smallest/en/web/index.html"
BUILD = "build smallest -o web --jobs 1"
FAULTY = """# One page

::: nothing
A directive that nobody knows.
:::

The town had {nowhere} houses [@nobody].
"""


def giving(made: Outputs) -> Callable[[Work], Outputs]:
    """Return a step that gives this whatever it is given."""
    return lambda _: made


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last step write the composed pages as they are: fonts take most of the time of a real one."""
    if "real" not in request.node.name:
        found = {"problems": encode_problems(())}
        monkeypatch.setitem(steps.KINDS, "web", lambda work: {"file": work.data("document"), **found})
        for kind, results in (("picture", ("inside", "beside", "shown")), ("card", ("card",))):
            monkeypatch.setitem(steps.KINDS, kind, giving({**dict.fromkeys(results, b"a picture"), **found}))


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The smallest publication in English, in the current folder's content/."""
    return one_book(bench, monkeypatch)


def broken_by(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    """Let the step that writes the web page fail."""

    def fail(work: Work) -> NoReturn:
        raise fault

    monkeypatch.setitem(steps.KINDS, "web", fail)


def test_a_real_build_tells_paths_on_stdout_and_steps_on_stderr(book: Path) -> None:
    said = run(BUILD)
    assert (said.code, said.out) == (0, f"{PAGE}\n")
    assert said.err.splitlines() == [
        "[1/1] 1 load: smallest/load",
        "[2/10] 2 localize: smallest/en/catalog",
        "[3/10] 2 localize: smallest/en/localize",
        "[4/10] 3 compose: smallest/en/compose-web",
        "[5/10] 3 compose: smallest/en/compose-front",
        "[6/10] 3 compose: smallest/en/compose-site",
        "[7/10] 4 render: smallest/en/web",
        "[8/10] 4 render: smallest/en/picture",
        "[9/10] 4 render: smallest/en/card",
        "[10/10] 6 distribute: smallest/en/record",
    ]
    again = run(BUILD)
    assert (again.code, again.out) == (0, f"{PAGE}\n")
    assert again.err == "Nothing had to be done.\n"


def test_why_names_steps_under_their_reason(book: Path, bench: Bench) -> None:
    assert "10 of 10 steps ran:\n  never built before\n    smallest/load\n" in run(f"{BUILD} --why").err
    bench.change("smallest/text/01-page.md", "its first sentence", "its very first sentence")
    told = run(f"{BUILD} --why --progress none").err
    assert "changed: the publication's files\n    smallest/load\n" in told
    assert "changed: the composed pages\n    smallest/en/web\n" in told
    assert run(f"{BUILD} --why --progress none").err == "0 of 10 steps ran\nNothing had to be done.\n"


def test_progress_as_json_lines(book: Path) -> None:
    told = [json.loads(line) for line in run(f"{BUILD} --progress json").err.splitlines()]
    assert {each["version"] for each in told} == {1}
    plans = [each for each in told if each["event"] == "plan"]
    assert [(each["steps"], each["jobs"], each["left"]) for each in plans] == [(1, 1, None), (10, 1, None)]
    steps = [each for each in told if each["event"] == "step"]
    assert [(each["stage"], each["state"]) for each in steps] == [
        (stage, state) for stage in (1, 2, 2, 3, 3, 3, 4, 4, 4, 6) for state in ("started", "ran")
    ]
    seconds, left = steps[-1].pop("seconds"), steps[-1].pop("left")
    assert seconds > 0
    assert left is None or left >= 0
    assert steps[-1] == {
        "version": 1,
        "event": "step",
        "stage": 6,
        "step": "smallest/en/record",
        "publication": "smallest",
        "edition": "en",
        "state": "ran",
        "why": "never built before",
        "done": 10,
        "total": 10,
    }
    assert (told[-1].pop("seconds") > 0, told[-1]) == (
        True,
        {"version": 1, "event": "end", "ran": 10, "kept": 0, "total": 10},
    )
    *kept, last = run(f"{BUILD} --progress json").err.splitlines()
    again = [json.loads(line) for line in kept]
    assert {each["state"] for each in again if each["event"] == "step"} == {"kept"}
    assert again[0]["left"] is not None, "what the steps took is known now"
    assert last == "Nothing had to be done."


def test_json_is_one_document_for_good_and_bad(book: Path) -> None:
    report = json.loads(run(f"{BUILD} --json").out)
    assert report["steps"] == {"ran": 10, "kept": 0}
    (publication,) = report["publications"]
    assert [(e["edition"], e["state"], list(e["files"])) for e in publication["editions"]] == [
        ("en", "current", ["web/index.html"])
    ]
    (book / "text" / "01-page.md").write_text(FAULTY, encoding="utf-8")
    said = run(f"{BUILD} --json")
    codes = {problem["code"] for problem in json.loads(said.out)["publications"][0]["problems"]}
    assert (said.code, codes >= {"T901", "T924"}) == (1, True)
    assert {problem["code"] for problem in json.loads(run("check --json -o web").out)["problems"]} == codes


def test_a_broken_publication_tells_all_and_keeps_the_last_good_files(book: Path, bench: Bench) -> None:
    assert run(BUILD).code == 0
    before = bench.file("smallest/en/web/index.html")
    (book / "text" / "01-page.md").write_text(FAULTY, encoding="utf-8")
    said = run(BUILD)
    assert (said.code, said.out) == (1, "")
    for told in (
        "content/smallest/text/01-page.md:3: error T901: there is no directive called “nothing”",
        "content/smallest/text/01-page.md:7:14: error T924: nothing is called “nowhere”",
        "content/smallest/text/01-page.md:7:32: error D101: there is no source “nobody”",
    ):
        assert told in said.err
    assert "3 errors. Run `octavo explain " in said.err
    assert "smallest: refused; what is in output/smallest/ is from an earlier build" in said.err
    assert bench.file("smallest/en/web/index.html") == before
    kept = listed(bench.root / "output" / "smallest" / "en")
    assert kept
    assert intact(bench.root / "output" / "smallest" / "en", kept)


def test_a_translation_that_is_not_ready_stops_its_edition_alone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = one_book(bench, monkeypatch, "en, tr")
    (folder / "locale" / "tr" / "text.po").unlink()
    said = run(BUILD)
    assert (said.code, said.out) == (1, f"{PAGE}\n")
    assert "[tr]" in said.err
    assert "smallest tr: refused; there are no files" in said.err


def test_a_fault_of_our_own_is_a_sentence_and_exit_code_3(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_by(monkeypatch, RuntimeError("the ink ran dry\nand the press stood still"))
    said = run(f"{BUILD} --progress none")
    assert (said.code, said.out) == (3, "")
    assert said.err.splitlines() == [
        "octavo: internal fault in 4 render: smallest/en/web: RuntimeError: the ink ran dry",
        "    hint: please report this; OCTAVO_TRACEBACK=1 shows where it happened",
    ]
    monkeypatch.setenv("OCTAVO_TRACEBACK", "1")
    told = run(f"{BUILD} --progress none").err
    assert told.startswith("Traceback (most recent call last):")
    assert "test_commands_build.py" in told, "the place of the fault"


def test_a_stop_ends_as_shells_expect(book: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench) -> None:
    run(BUILD)
    before = bench.file("smallest/en/web/index.html")
    bench.change("smallest/text/01-page.md", "its first sentence", "its very first sentence")
    broken_by(monkeypatch, KeyboardInterrupt())
    said = run(f"{BUILD} --progress none")
    assert (said.code, said.out) == (130, "")
    assert said.err.strip() == "octavo: stopped; the last good files are untouched"
    assert bench.file("smallest/en/web/index.html") == before


def test_a_folder_that_cannot_be_written_is_a_problem(book: Path, bench: Bench) -> None:
    (bench.root / "output").touch()
    said = run(BUILD)
    assert said.code == 1
    assert "error S104: the file cannot be written: " in said.err
    (problem,) = json.loads(run(f"{BUILD} --json").out)["problems"]
    assert problem["code"] == "S104"


@pytest.mark.parametrize("name", ["elsewhere/tide", "elsewhere/tide/publication.yaml", "elsewhere/../elsewhere/tide/"])
def test_a_publication_elsewhere_is_built_into_the_output_of_home(book: Path, bench: Bench, name: str) -> None:
    book.rename(bench.root / "tide")
    (bench.root / "elsewhere").mkdir()
    (bench.root / "tide").rename(bench.root / "elsewhere" / "tide")
    said = run(f"build {name} -o web")
    assert (said.code, said.out) == (0, "output/tide/en/web/index.html\n")


def test_a_publication_without_content_around_it_is_built_beside_one(
    book: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.rename(bench.root / "tide")
    (bench.root / "content").rmdir()
    assert run("build tide -o web").out == "output/tide/en/web/index.html\n"
    monkeypatch.chdir(bench.root / "tide")
    assert run("build . -o web --to made").out == "made/tide/en/web/index.html\n"


def test_an_edition_is_asked_of_the_publications_that_have_it(book: Path, bench: Bench) -> None:
    bench.take(SMALLEST, "other")
    bench.change("other/publication.yaml", "language: en\neditions: [en, de, tr]", "language: en-GB")
    said = run("build -l en-GB -o web")
    assert (said.code, said.out) == (0, "output/other/en-GB/web/index.html\n")
    assert not (bench.root / "output" / "smallest").exists(), "it was not asked for"
    nobody = run("build -l ka -o web")
    assert nobody.code == 1
    assert nobody.err.count("error S101: this publication has no edition “ka”") == 2
    named = run("build smallest -l en-GB -o web")
    assert named.code == 1
    assert "error S101: this publication has no edition “en-GB”" in named.err


def test_editions_that_were_not_asked_for_stay_and_keep_their_checksums(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_book(bench, monkeypatch, "en, en-AU")
    bench.change("smallest/publication.yaml", "language: en\n", "language: en-AU\n")
    bench.change("smallest/publication.yaml", "[en, en-AU]", "[en-AU]")
    assert run(BUILD).code == 0
    sums = bench.file("smallest/SHA256SUMS").decode()
    bench.change("smallest/publication.yaml", "[en-AU]", "[en-AU, en]")
    said = run(f"{BUILD} -l en")
    assert "en-AU" not in said.out
    assert next(line for line in sums.splitlines() if "en-AU/" in line) in bench.file("smallest/SHA256SUMS").decode()


def test_check_publishes_nothing(book: Path, bench: Bench) -> None:
    said = run("check smallest -o web")
    assert (said.code, said.out) == (0, "")
    assert said.err.endswith("No problems.\n")
    assert [path.name for path in (bench.root / "output").iterdir()] == [".store"]


@pytest.mark.parametrize("line", ["", "build -h", "explain", "explain T210", "schema", "doctor", "build -o web", "zzz"])
def test_no_colour_where_nobody_watches(book: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    said = run(line)
    assert "\x1b" not in said.out + said.err
