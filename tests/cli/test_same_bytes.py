# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two checkouts in other folders, other time zones, languages and hash seeds give the same files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("same bytes")]

TREE = ("octavo", "templates", "fonts", "content", "pyproject.toml")


def sums(folder: Path, **changed: str) -> dict[str, str]:
    """Copy the tree into the folder, build it there, and return digest by file."""
    for name in TREE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    env = {**os.environ, **changed, "PYTHONPATH": str(folder)}
    # One language from left to right and one from right to left: the others go the same ways.
    command = [sys.executable, "-P", "-m", "octavo", "build", "--jobs", "2", "-l", "en", "-l", "ar"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    listings = sorted((folder / "output").glob("*/SHA256SUMS"))
    rows = [(path.parent.name, *line.split("  ")) for path in listings for line in path.read_text("utf-8").splitlines()]
    return {f"{name}/{file}": digest for name, digest, file in rows}


def test_two_checkouts_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "a folder of another name"
    one.mkdir()
    other.mkdir()
    here = sums(one, TZ="UTC", LANG="C.UTF-8", PYTHONHASHSEED="1")
    there = sums(other, TZ="Asia/Baku", LANG="tr_TR.UTF-8", LC_ALL="C", PYTHONHASHSEED="7321")
    assert len(here) >= 16
    assert here == there
