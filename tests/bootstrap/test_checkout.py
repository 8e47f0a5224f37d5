# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bare checkout, a bare environment: build.py makes what it needs, once, whatever happens to it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bootstrap.environment import RUN, STAMP, base_python, is_made

ROOT = Path(__file__).parents[2]
# What a machine may need to reach its package registry; nothing else is passed on.
NETWORK = ("PIP_", "SSL_", "REQUESTS_CA", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "SYSTEMROOT")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("checkout"),
    pytest.mark.skipif(sys.platform == "win32", reason="ends a run the way POSIX does"),
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what git has, or would take, of this checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    folder = tmp_path_factory.mktemp("checkout")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():  # it may have been removed and not yet committed
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def bare(**more: str) -> dict[str, str]:
    """Return an environment with little more than a PATH, on which there is no uv."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(NETWORK)}
    return {**kept, "PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), "LANG": "C", **more}


def start(checkout: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """Start build.py in a process group of its own, so that a test can end it with all its children."""
    return subprocess.Popen(
        [base_python(), str(checkout / "build.py"), *words],
        cwd=checkout,
        env=bare(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_without_a_network_a_sentence_says_what_failed(checkout: Path) -> None:
    run = start(checkout, "--version", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(checkout), PIP_CONFIG_FILE=os.devnull)
    out, errors = run.communicate(timeout=120)
    assert (run.returncode, out) == (3, "")
    assert "requirements.lock could not be installed" in errors
    assert "Traceback" not in errors
    assert not (checkout / ".venv" / STAMP).exists()


def test_a_killed_run_is_made_good_by_two_at_a_time(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv", ignore_errors=True)
    killed = start(checkout, "--version")
    until = time.monotonic() + 120
    while not list((checkout / ".venv").glob("lib/python3*/site-packages/pip/__init__.py")):
        assert time.monotonic() < until
        assert killed.poll() is None
        time.sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert not is_made(checkout, RUN)
    (checkout / ".venv" / "leftover").touch()

    ended = [(run.communicate(timeout=600), run.returncode) for run in [start(checkout, "--version") for _ in range(2)]]
    assert [code for _, code in ended] == [0, 0]
    assert all(out.startswith("octavo") for (out, _), _ in ended)
    installed = [errors for (_, errors), _ in ended if "packages from requirements.lock" in errors]
    assert len(installed) == 1, "one run makes the environment, the other waits for it"
    assert "removing a .venv that was not finished" in installed[0]
    assert not (checkout / ".venv" / "leftover").exists()
    assert is_made(checkout, RUN)


def test_the_next_run_installs_nothing(checkout: Path) -> None:
    stamp = checkout / ".venv" / STAMP
    before = stamp.stat().st_mtime_ns
    run = start(checkout, "--version", PIP_NO_INDEX="1")
    out, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (0, "")
    assert out.startswith("octavo")
    assert stamp.stat().st_mtime_ns == before


def test_the_folder_a_person_stands_in_is_not_imported(checkout: Path, tmp_path: Path) -> None:
    for module in ("click", "octavo", "json"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('imported by mistake')\n", encoding="utf-8")
    run = subprocess.run(
        [base_python(), str(checkout / "build.py"), "--version"],
        cwd=tmp_path,
        env=bare(PYTHONPATH=str(tmp_path / "nothing")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_what_is_made_is_ignored_by_git(checkout: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=checkout, check=True)
    (checkout / ".judges").mkdir(exist_ok=True)
    (checkout / ".judges" / "octavo.stamp").touch()
    (checkout / "output" / "harbour").mkdir(parents=True, exist_ok=True)
    (checkout / "output" / "harbour" / "book.pdf").touch()
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    shown = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout
    made = [line for line in shown.splitlines() if is_ours(line)]
    assert made == []
    assert "output/.gitkeep" in shown


def is_ours(line: str) -> bool:
    """Return whether git shows something that build.py or a build has made."""
    return any(word in line for word in (".venv", ".judges", "output/harbour", "__pycache__"))
