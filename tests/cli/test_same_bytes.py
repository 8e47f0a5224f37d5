# SPDX-License-Identifier: AGPL-3.0-or-later
"""A checkout in another folder, another time zone, language and with another hash seed gives the same files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Printed
from tests.cli.editions import EDITIONS
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("same bytes")]

# One language from left to right and one from right to left: the others go the same ways.
TAGS = {"en", "ar"}
TREE = ("octavo", "templates", "fonts", "content", "pyproject.toml")


def sums(output: Path) -> dict[str, str]:
    """Return digest by file of the editions in `TAGS`, and of all about a publication that has no others."""
    listings = sorted(output.glob("*/SHA256SUMS"))
    rows = [(path.parent.name, *line.split("  ")) for path in listings for line in path.read_text("utf-8").splitlines()]
    return {
        f"{name}/{file}": digest
        for name, digest, file in rows
        if file.split("/")[0] in TAGS or {tag for each, tag in EDITIONS if each == name} == TAGS
    }


def test_another_checkout_gives_the_same_bytes(printed: Printed, tmp_path: Path) -> None:
    folder = tmp_path / "a folder of another name"
    folder.mkdir()
    for name in TREE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    elsewhere = {"TZ": "Asia/Baku", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7321"}
    env = {**os.environ, **elsewhere, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-P", "-m", "octavo", "build", "--jobs", "2"]
    command += [word for tag in sorted(TAGS) for word in ("-l", tag)]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    here, there = sums(printed.output), sums(folder / "output")
    assert len(here) >= 16
    assert here == there
