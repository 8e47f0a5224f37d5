# SPDX-License-Identifier: AGPL-3.0-or-later
"""What build.py says and does about libraries and programs of the system."""

from __future__ import annotations

import inspect
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bootstrap import judges, system, terminal

ROOT = Path(__file__).parents[2]


def only(*there: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in there else None


def test_a_library_is_found_under_any_of_its_names() -> None:
    assert system.missing_libraries(lambda name: True) == []
    assert system.missing_libraries(lambda name: False) == list(system.LIBRARIES)
    linux_but_subset = lambda name: ".so" in name and "subset" not in name  # noqa: E731
    assert system.missing_libraries(linux_but_subset) == ["HarfBuzz-Subset"]
    assert system.missing_libraries(lambda name: name.endswith(".dll")) == []


def test_what_is_no_library_is_not_found(tmp_path: Path) -> None:
    fake = tmp_path / "libpango-1.0.so.0"
    fake.write_bytes(b"no library")
    assert not system.loads(str(fake))
    assert system.missing_libraries() == []  # the tests themselves need them all


def test_the_libraries_are_those_that_weasyprint_opens() -> None:
    import weasyprint.text.ffi as theirs

    calls = re.findall(r"_dlopen\((.*?)\)", inspect.getsource(theirs), re.DOTALL)
    opened = [set(re.findall(r"'([^']+)'", call)) for call in calls if "'" in call]
    needed = [names for names in opened if "harfbuzz-vector" not in names]  # it does without that one
    assert len(needed) == len(system.LIBRARIES)
    for names in system.LIBRARIES.values():
        assert any(set(names) <= theirs_too for theirs_too in needed), names


@pytest.mark.parametrize(
    ("platform", "manager", "root", "expected"),
    [
        ("linux", "apt-get", False, "type: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("linux", "apt-get", True, "type: apt-get install libpango-1.0-0"),
        ("linux", "dnf", False, "type: sudo dnf install pango"),
        ("linux", "pacman", False, "type: sudo pacman -S pango"),
        ("linux", "apk", True, "type: apk add so:libgobject-2.0.so.0 so:libpango-1.0.so.0"),
        ("linux", None, False, "install Pango 1.44 or newer"),
        ("darwin", "brew", False, "type: brew install pango"),
        ("darwin", None, False, "install Homebrew, then type: brew install pango"),
        ("win32", None, False, "pacman -S mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_every_system_gets_its_own_advice(platform: str, manager: str | None, root: bool, expected: str) -> None:
    said = system.advice(["Pango"], platform, manager, root)
    assert said.startswith("these libraries are missing: Pango")
    assert expected in said
    page = ROOT / said.rsplit("more: ", 1)[1]
    assert page.is_file()


def test_the_first_package_manager_found_is_the_machines_own() -> None:
    assert system.manager(only("brew", "apt-get")) == "apt-get"
    assert system.manager(only("brew")) == "brew"
    assert system.manager(only()) is None


def test_the_pages_about_installing_say_the_same() -> None:
    linux = (ROOT / "docs/install/linux.md").read_text("utf-8")
    for name in ("dnf", "pacman"):
        assert system.PANGO_BY_MANAGER[name] in linux
    for package in (*system.PANGO_OF_DEBIAN, *(f"so:{names[0]}" for names in system.LIBRARIES.values())):
        assert package in linux
    assert " ".join(system.PANGO_OF_DEBIAN) in (ROOT / "Containerfile").read_text("utf-8")
    assert "mingw-w64-ucrt-x86_64-pango" in (ROOT / "docs/install/windows.md").read_text("utf-8")


def test_macos_is_told_where_homebrew_puts_libraries() -> None:
    assert system.library_path("linux", "/x") is None
    assert system.library_path("darwin", "/x") == "/x:/opt/homebrew/lib:/usr/local/lib:/opt/local/lib"
    assert system.library_path("darwin", None) == "/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib"


@pytest.mark.parametrize(
    ("allowed", "root", "manager", "expected"),
    [
        (True, True, "apt-get", True),
        (False, True, "apt-get", False),
        (True, False, "apt-get", False),
        (True, True, "dnf", False),
        (True, True, None, False),
    ],
)
def test_packages_are_installed_only_as_root_on_debian(
    monkeypatch: pytest.MonkeyPatch, allowed: bool, root: bool, manager: str | None, expected: bool
) -> None:
    monkeypatch.setattr(system, "is_root", lambda: root)
    monkeypatch.setattr(system, "manager", lambda: manager)
    assert system.may_install(allowed) is expected


def test_installing_is_said_first_and_can_be_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def run(command: list[str], environment: dict[str, str]) -> bool:
        assert environment["DEBIAN_FRONTEND"] == "noninteractive"
        ran.append(" ".join(command))
        return True

    monkeypatch.setattr(system, "run", run)
    monkeypatch.setattr(system, "agreed", lambda question: False)
    assert not system.install_debian(["qpdf"], "(a judge)")
    assert ran == []
    monkeypatch.setattr(system, "agreed", lambda question: True)
    assert system.install_debian(["qpdf"], "(a judge)")
    assert [line.split()[1] for line in ran] == ["update", "install"]
    assert capsys.readouterr().err.startswith("octavo: installing qpdf with apt-get (a judge)")


def test_pango_is_installed_or_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    state = {"missing": ["Pango"]}
    monkeypatch.setattr(system, "missing_libraries", lambda: state["missing"])
    monkeypatch.setattr(system, "may_install", lambda allowed: allowed)
    monkeypatch.setattr(system, "install_debian", lambda packages, purpose: state.update(missing=[]) is None)
    assert "Pango" in (system.ensure_pango(allowed=False) or "")
    assert system.ensure_pango(allowed=True) is None
    assert system.ensure_pango(allowed=False) is None


def test_nobody_is_asked_where_nobody_sits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert terminal.agreed("octavo: go on?")


class Terminal(io.StringIO):
    """A person who has typed something."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("\n", True), ("Y\n", True), ("yes\n", True), ("n\n", False), ("what\n", False), ("", False)],
)
def test_a_person_is_asked(monkeypatch: pytest.MonkeyPatch, typed: str, expected: bool) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", screen)
    assert terminal.agreed("octavo: go on?") is expected
    assert screen.getvalue() == "octavo: go on? [Y/n] "


def test_a_program_that_is_not_there_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert not terminal.run(["octavo-has-no-such-program"])
    assert "could not be started" in capsys.readouterr().err


def test_missing_judges_are_named_and_stop_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judges, "is_here", lambda program: program not in ("npm", "qpdf"))
    judges.ensure_judges(ROOT, allowed=False)
    said = capsys.readouterr().err
    assert said.count("is missing") == 2
    assert "qpdf is missing, which checks the syntax of PDF" in said


def test_only_the_missing_judges_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    here = set(judges.PROGRAMS) - {"gs", "pdftotext"}
    monkeypatch.setattr(judges, "is_here", here.__contains__)
    monkeypatch.setattr(judges, "may_install", lambda allowed: allowed)
    monkeypatch.setattr(judges, "ensure_node_judges", lambda root: None)
    asked: list[list[str]] = []
    monkeypatch.setattr(judges, "install_debian", lambda packages, purpose: asked.append(packages))
    judges.ensure_judges(ROOT, allowed=True)
    assert asked == [["poppler-utils", "ghostscript"]]
    here.update(("gs", "pdftotext"))
    judges.ensure_judges(ROOT, allowed=True)
    assert len(asked) == 1
