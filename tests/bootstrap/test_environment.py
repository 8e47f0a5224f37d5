# SPDX-License-Identifier: AGPL-3.0-or-later
"""When .venv counts as made, and what happens to it when it does not."""

from __future__ import annotations

import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bootstrap import environment
from bootstrap.environment import RUN, STAMP, TEST, ensure_environment, guard_of, is_made
from bootstrap.guard import Guard, made_by_one

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in TEST:
        (tmp_path / name).write_text(f"boats==1 \\\n    --hash=sha256:{name}\n", encoding="utf-8")
    return tmp_path


class Installer:
    """Stands for the tools that make environments: leaves an interpreter behind and notes what it saw."""

    def __init__(self, works: bool = True, takes: float = 0) -> None:
        self.works = works
        self.takes = takes
        self.log: list[str] = []

    def anew(self, root: Path, locks: tuple[str, ...], allowed: bool) -> bool:
        environment.remove(root / ".venv")
        python = environment.python_of(root)
        python.parent.mkdir(parents=True)
        python.touch()
        return self.note("anew", root, locks[-1])

    def add(self, root: Path, lock: str) -> bool:
        return self.note("add", root, lock)

    def note(self, how: str, root: Path, lock: str) -> bool:
        assert not (root / ".venv" / STAMP).exists(), "the stamp stood while packages were being installed"
        time.sleep(self.takes)
        self.log.append(f"{how} {lock}")
        return self.works


@pytest.fixture
def using(monkeypatch: pytest.MonkeyPatch) -> Callable[[Installer], Installer]:
    def use(installer: Installer) -> Installer:
        monkeypatch.setattr(environment, "make_anew", installer.anew)
        monkeypatch.setattr(environment, "install", installer.add)
        return installer

    return use


def run_of(checkout: Path, locks: tuple[str, ...]) -> bool:
    """Return whether a run that begins and ends here made the environment."""
    guard = guard_of(checkout)
    try:
        return ensure_environment(checkout, locks, guard)
    finally:
        guard.close()


def test_made_once_and_then_left_alone(checkout: Path, using: Callable[[Installer], Installer]) -> None:
    installer = using(Installer())
    assert run_of(checkout, RUN)
    assert not run_of(checkout, RUN)
    assert installer.log == ["anew requirements.lock"]


def test_the_tests_add_to_what_is_there(checkout: Path, using: Callable[[Installer], Installer]) -> None:
    installer = using(Installer())
    run_of(checkout, RUN)
    assert run_of(checkout, TEST)
    assert not run_of(checkout, TEST)
    assert not run_of(checkout, RUN), "what the tests need holds what a build needs"
    assert installer.log == ["anew requirements.lock", "add requirements-test.lock"]


@pytest.mark.parametrize("name", TEST)
def test_a_changed_lock_makes_it_anew(checkout: Path, using: Callable[[Installer], Installer], name: str) -> None:
    installer = using(Installer())
    run_of(checkout, TEST)
    (checkout / name).write_text("boats==2\n", encoding="utf-8")
    assert run_of(checkout, TEST)
    assert installer.log == ["anew requirements-test.lock"] * 2


def test_a_lock_for_the_tests_is_no_matter_to_a_build(checkout: Path, using: Callable[[Installer], Installer]) -> None:
    using(Installer())
    run_of(checkout, TEST)
    (checkout / "requirements-test.lock").write_text("boats==2\n", encoding="utf-8")
    assert is_made(checkout, RUN)


def test_another_python_makes_it_anew(
    checkout: Path, using: Callable[[Installer], Installer], monkeypatch: pytest.MonkeyPatch
) -> None:
    installer = using(Installer())
    run_of(checkout, RUN)
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    assert run_of(checkout, RUN)
    assert installer.log == ["anew requirements.lock"] * 2


@pytest.mark.parametrize("what", ["stamp", "python"])
def test_half_an_environment_is_none(checkout: Path, using: Callable[[Installer], Installer], what: str) -> None:
    installer = using(Installer())
    run_of(checkout, RUN)
    leftover = checkout / ".venv" / "leftover"
    leftover.touch()
    (checkout / ".venv" / STAMP if what == "stamp" else environment.python_of(checkout)).unlink()
    assert run_of(checkout, RUN)
    assert len(installer.log) == 2
    assert not leftover.exists()


def test_a_failed_installation_leaves_no_stamp_and_is_tried_again(
    checkout: Path, using: Callable[[Installer], Installer], capsys: pytest.CaptureFixture[str]
) -> None:
    using(Installer(works=False))
    with pytest.raises(SystemExit) as end:
        run_of(checkout, RUN)
    assert end.value.code == 3
    assert "requirements.lock could not be installed" in capsys.readouterr().err
    assert not (checkout / ".venv" / STAMP).exists()
    using(Installer())
    assert run_of(checkout, RUN)
    assert is_made(checkout, RUN)


def test_an_addition_that_breaks_off_makes_all_of_it_anew(
    checkout: Path, using: Callable[[Installer], Installer]
) -> None:
    using(Installer())
    run_of(checkout, RUN)
    using(Installer(works=False))
    with pytest.raises(SystemExit):
        run_of(checkout, TEST)
    installer = using(Installer())
    run_of(checkout, RUN)
    assert installer.log == ["anew requirements.lock"]


@pytest.mark.skipif(sys.platform == "win32", reason="holds of one process exclude each other only on POSIX")
def test_two_runs_at_a_time_make_it_once(checkout: Path, using: Callable[[Installer], Installer]) -> None:
    installer = using(Installer(takes=0.5))
    guards = [guard_of(checkout) for _ in range(2)]
    runs = [threading.Thread(target=ensure_environment, args=(checkout, RUN, guard), daemon=True) for guard in guards]
    for each in runs:
        each.start()
    for each in runs:  # each holds on to what it uses, and still the second does not wait for the end of the first
        each.join(10)
        assert not each.is_alive()
    for guard in guards:
        guard.close()
    assert installer.log == ["anew requirements.lock"]
    assert is_made(checkout, RUN)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself keeps files that are in use")
def test_nobody_takes_the_environment_from_under_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = (
        "import pathlib, sys, time; from bootstrap.guard import Guard\n"
        "Guard(pathlib.Path(sys.argv[1])).share(); print('held', flush=True); time.sleep(60)"
    )
    lock = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", program, str(lock)], stdout=subprocess.PIPE, cwd=ROOT) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == b"held\n"
        mine = Guard(lock)
        assert mine.share()
        assert not made_by_one(mine, lambda: True, pytest.fail, patience=0)
        with pytest.raises(SystemExit):
            made_by_one(mine, lambda: False, pytest.fail, patience=0.3)
        assert "waiting for it to end" in capsys.readouterr().err
        user.kill()
    log: list[str] = []
    assert made_by_one(mine, lambda: bool(log), lambda: log.append("made"), patience=0)
    assert not made_by_one(mine, lambda: bool(log), lambda: log.append("made"), patience=0)
    assert log == ["made"]
    mine.close()


def test_a_checkout_that_cannot_be_written_is_used_as_it_is(tmp_path: Path) -> None:
    guard = Guard(tmp_path / "missing" / "lock")
    assert not made_by_one(guard, lambda: True, pytest.fail, patience=0)
    with pytest.raises(SystemExit):
        made_by_one(guard, lambda: False, pytest.fail, patience=0)


def test_line_ends_do_not_change_a_digest(tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix", tmp_path / "windows"
    unix.write_bytes(b"boats==1\nquays==2\n")
    windows.write_bytes(b"boats==1\r\nquays==2\r\n")
    assert environment.digest(unix) == environment.digest(windows)


def test_settings_that_lead_astray_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment.MISLEADING:
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PIP_CERT", "kept")
    assert not set(environment.MISLEADING) & set(environment.clean())
    assert environment.clean()["PIP_CERT"] == "kept"


def test_packages_are_counted() -> None:
    lock = "boats==1 \\\n    --hash=sha256:00\nquays-of.old==2 ; x == 'y' \\\n    --hash=sha256:00\n# quay==3\n"
    assert environment.package_count(lock) == 2
