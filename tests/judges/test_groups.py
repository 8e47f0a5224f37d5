# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tests that share a costly judge stay together on one worker: pytest-xdist has lost its groups in silence before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = """
import os, pathlib, pytest

@pytest.fixture
def verapdf():
    return None

@pytest.mark.parametrize("number", range(8))
def test_of_a_judge(verapdf, number):
    pathlib.Path(os.environ["SEEN"], f"{number}-{os.environ['PYTEST_XDIST_WORKER']}").touch()

@pytest.mark.parametrize("number", range(8))
def test_of_none(number):
    pass
"""


@pytest.mark.slow
def test_tests_of_a_judge_run_on_one_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test_boats.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  slow: takes long\n", encoding="utf-8")
    seen = tmp_path / "seen"
    seen.mkdir()
    monkeypatch.setenv("SEEN", str(seen))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    options = ["-p", "tests.judges.fixtures", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadgroup", "-m", "slow"]
    command = [sys.executable, "-P", "-m", "pytest", *options, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "8 passed" in done.stdout, done.stdout + done.stderr
    ran = [path.name.split("-") for path in seen.iterdir()]
    assert len(ran) == 8, "a judge makes its tests slow, and slow tests were asked for"
    assert len({worker for _, worker in ran}) == 1
