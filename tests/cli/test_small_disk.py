# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real disks that are full at one moment or another: a build says so, and what it published is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.commands import SMALLEST
from tests.conftest import ROOT, Bench

pytestmark = pytest.mark.slow

OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
SIZES = (100, 900, 1500, 20_000)  # KiB: full in the store, while publishing, beside what was published, never


def test_a_disk_that_is_full_is_told_and_no_edition_is_half_there(bench: Bench) -> None:
    if (
        not shutil.which("unshare")
        or subprocess.run([*OWN_MOUNTS, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("nobody but root may mount a disk of some size here")
    content, disk = bench.take(SMALLEST), bench.root / "disk"
    bench.change("smallest/publication.yaml", "editions: [en, de, tr]", "editions: [en, de]")
    disk.mkdir()
    script = ROOT / "tests" / "cli" / "on_a_small_disk.py"
    command = [*OWN_MOUNTS, sys.executable, str(script), str(content), str(disk), *map(str, SIZES)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, env=env, capture_output=True, check=True, text=True).stdout
    rows = [line.split() for line in said.splitlines()]
    assert [int(size) for size, *_ in rows] == list(SIZES)
    for size, codes, whole, left in rows:
        there, of = whole.split("/")
        assert there == of, f"{whole} editions are whole on a disk of {size} KiB"
        assert left == "0", f"{left} files lie about on a disk of {size} KiB"
        assert codes == ("-" if size == str(SIZES[-1]) else "S331")
    assert [whole for _, _, whole, _ in rows[:1] + rows[-1:]] == ["0/0", "2/2"]
