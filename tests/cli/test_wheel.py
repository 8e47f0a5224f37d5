# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is installed from the wheel works in an empty folder, far from any checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_makes_and_builds_a_publication(tmp_path: Path) -> None:
    wheels, place, empty = tmp_path / "wheels", tmp_path / "env", tmp_path / "empty"
    empty.mkdir()
    run(sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", wheels, cwd=ROOT)
    (wheel,) = wheels.glob("*.whl")
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    run(python, "-m", "pip", "install", "-q", "--no-deps", wheel, cwd=tmp_path)
    octavo = place / "bin" / "octavo"
    run(octavo, "new", "lamps", cwd=empty)
    made = run(octavo, "build", "lamps", "-l", "en", cwd=empty).splitlines()
    made += run(octavo, "build", "lamps", "-l", "ar", "-o", "web", cwd=empty).splitlines()
    for name in ("en/lamps-en-screen.pdf", "en/lamps-en.epub", "ar/web/index.html"):
        assert f"output/lamps/{name}" in made
        assert (empty / "output" / "lamps" / name).stat().st_size > 10_000
