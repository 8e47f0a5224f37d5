# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown on a terminal and what elsewhere: colour, tables, the bar, and problems gathered."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from octavo.cli import summary, talk
from octavo.cli.help import nearest
from octavo.cli.progress import Progress, progress
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.profile import PROFILES
from octavo.pipeline.build import Built
from octavo.pipeline.executor import Done
from octavo.pipeline.graph import Step
from octavo.pipeline.report import EditionReport, PublicationReport
from octavo.pipeline.times import Outlook


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a terminal of 100 columns in the place of stdout and stderr."""
    stream = Screen()
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setattr("sys.stderr", stream)
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    return stream


@pytest.mark.parametrize(
    ("variables", "watched", "colour"),
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"CI": "true"}, False, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_a_terminal_is_respected(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], watched: bool, colour: bool
) -> None:
    screen = terminal(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (talk.is_terminal(screen), talk.is_colourful(screen)) == (watched, colour)
    assert not talk.is_terminal(io.StringIO())
    assert not talk.is_colourful(io.StringIO())


def alike(count: int, file: str = "text/01.md", code: str = "T901") -> list[Problem]:
    return [problem(code, Place(file, line), name=f"n{line}", known="lead") for line in range(1, count + 1)]


@pytest.mark.parametrize(("count", "shown", "more"), [(1, 1, 0), (8, 8, 0), (9, 5, 4), (17, 5, 12)])
def test_many_alike_in_one_file_are_gathered(
    capsys: pytest.CaptureFixture[str], count: int, shown: int, more: int
) -> None:
    talk.show_problems([*alike(count), *alike(3, "text/02.md")])
    err = capsys.readouterr().err
    assert err.count("error T901") == shown + 3
    assert (f"    … and {more} more like it (--all shows them)\n" in err) == bool(more)
    assert err.endswith(f"{count + 3} errors. Run `octavo explain T901` for more.\n")
    talk.show_problems(alike(count), everything=True)
    err = capsys.readouterr().err
    assert err.count("error T901") == count
    assert "more like it" not in err


def test_the_gravest_problem_stands_last_and_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    error, warning, note = (
        problem("T901", Place("a.md", 1), name="x", known=""),
        problem("R109", Place("b.md"), remark="x"),
        problem("D412", Place("c.csv"), count=2),
    )
    talk.show_problems([error, note, warning])
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("    hint: ")]
    assert [line.split()[1] for line in lines[:3]] == ["note", "warning", "error"]
    assert lines[3] == "1 error, 1 warning, 1 note. Run `octavo explain T901` for more."
    talk.show_problems([])
    assert capsys.readouterr().err == ""


def test_a_problem_is_coloured_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    talk.show_problems(alike(1))
    assert "\x1b[31m\x1b[1merror T901\x1b[0m" in screen.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    screen.seek(0)
    screen.truncate()
    talk.show_problems(alike(1))
    assert "\x1b" not in screen.getvalue()


def built(tmp_path: Path, *states: str) -> Built:
    """Return what came of a build of editions in these states, with files of known sizes."""
    editions = []
    for number, state in enumerate(states):
        folder = tmp_path / "output" / "book" / f"e{number}"
        (folder / "web").mkdir(parents=True)
        (folder / "web" / "index.html").write_bytes(b"x" * 1_234_000)
        (folder / "book.epub").write_bytes(b"x" * 999)
        files = {} if state == "refused" else {"book.epub": "00", "web/index.html": "00"}
        editions.append(EditionReport(f"e{number}", state, files))
    return Built((PublicationReport("book", tuple(editions), ()),), ())


def test_a_terminal_gets_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    summary.show_built(built(tmp_path, "made", "kept", "earlier", "refused", "unasked"), tmp_path / "output")
    rows = [line.rstrip() for line in re.sub(r"\x1b\[[012]m", "", screen.getvalue()).splitlines()]  # bold is no colour
    assert rows[0].split() == ["publication", "edition", "state", "file", "pages", "size"]
    assert rows[1].split() == ["book", "e0", "made", "book.epub", "1", "kB"]
    assert rows[2].split() == ["web/index.html", "1.2", "MB"]
    assert rows[3].split()[1:4] == ["e1", "up", "to"]
    assert "refused; the files are earlier ones" in rows[5]
    assert rows[7].split() == ["book", "e3", "refused", "–"]
    assert "e4" not in screen.getvalue(), "it was not asked for"
    assert "The files are in output/book/EDITION/; output/book/report.html tells more." in rows


def test_elsewhere_paths_alone_go_to_stdout(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    summary.show_built(built(tmp_path, "made", "earlier", "refused"), tmp_path / "output")
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"output/book/{edition}/{file}" for edition in ("e0", "e1") for file in ("book.epub", "web/index.html")
    ]
    assert said.err.splitlines() == [
        "book e1: refused; its files are from an earlier build",
        "book e2: refused; there are no files",
    ]


def test_pages_of_a_pdf_are_counted(tmp_path: Path) -> None:
    import pikepdf

    from octavo.pipeline.tools import count_pages

    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.save(tmp_path / "three.pdf")
    assert count_pages(tmp_path / "three.pdf") == 3
    assert count_pages(tmp_path / "book.epub") == 0


STEP = Step("book/az/web", "web", 4, "book", "az")


def told_of(told: Progress) -> None:
    """Let the progress hear of two steps at once, then of one that was kept."""
    other = Step("book/az/epub", "epub", 4, "book", "az")
    told.expect(Outlook((STEP, other, Step("book/az/pages", "pages", 4, "book", "az")), jobs=2))
    told(STEP, None)
    told(other, None)
    told(STEP, Done(STEP, {}, ran=True, why="never built before"))
    told(other, Done(other, {}, ran=False))
    told.end()


def test_a_view_of_all_steps_leaves_the_terminal_tidy(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    told = progress()
    told_of(told)
    said = screen.getvalue()
    assert "4 render: book/az/epub" in said
    plain = re.sub(r"\x1b\[[0-9?;]*[A-Za-z]", "", said).replace("\r", "\n")
    rows = re.findall(r"^  az (.*?)\s*$", plain, re.MULTILINE)
    assert (rows[0], rows[-1]) == ("▶··", "█▒·"), "one runs at first; at last one ran, one was kept and one waits"
    assert "█ 1 done  ▒ 1 from the store  · 1 waiting  0:00 so far" in plain
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l"), "the cursor is back"
    assert (told.ran, told.kept, told.where) == (1, 1, "")


def test_there_is_no_bar_where_nothing_has_to_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    told = progress()
    told.expect(Outlook((STEP,)))
    told(STEP, Done(STEP, {}, ran=False))
    told.end()
    assert screen.getvalue() == ""


@pytest.mark.parametrize("variable", ["CI", "TERM"])
def test_a_log_gets_lines(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setenv(variable, "dumb")
    told_of(progress())
    assert screen.getvalue() == "[1/3] 4 render: book/az/web\n[2/3] 4 render: book/az/epub\n"


def test_silence_is_silence(capsys: pytest.CaptureFixture[str]) -> None:
    told_of(progress("none"))
    assert capsys.readouterr() == ("", "")


def test_the_nearest_name_is_offered() -> None:
    assert nearest("scren", PROFILES) == "did you mean “screen”?"
    assert nearest("zzz", ()) == "known are: none yet"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")
def test_in_a_real_terminal_a_build_ends_with_the_table(tmp_path: Path) -> None:
    import pty
    import subprocess

    from tests.conftest import ROOT

    main_end, other_end = pty.openpty()
    environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    for name in ("CI", "NO_COLOR"):
        environment.pop(name, None)
    book = ROOT / "tests" / "publications" / "smallest"
    asked = ["build", str(book), "-l", "en", "-o", "web", "--jobs", "1", "--to", str(tmp_path)]
    words = [sys.executable, "-P", "-m", "octavo", *asked]
    with subprocess.Popen(words, stdout=other_end, stderr=other_end, stdin=other_end, env=environment) as running:
        os.close(other_end)
        said = b""
        while True:
            try:
                piece = os.read(main_end, 65536)
            except OSError:  # Linux says EIO where the other end is closed
                break
            if not piece:
                break
            said += piece
    os.close(main_end)
    text = said.decode()
    assert running.returncode == 0
    assert "4 render: smallest/en/web" in text
    assert "web/index.html" in text.rpartition("\x1b[?25h")[2], "the table stands after the bar"
