# SPDX-License-Identifier: AGPL-3.0-or-later
"""A build that is killed leaves whole editions, and the next one succeeds."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from octavo.pipeline.publish import intact, listed
from octavo.pipeline.store import WRITING, Store
from tests.conftest import ROOT, Bench

pytestmark = pytest.mark.slow


def start(content: Path, output: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process group of its own, so that its workers are killed with it."""
    script = ROOT / "tests" / "cli" / "kill_at_random.py"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OCTAVO_STORE_LIMIT": "0"}
    return subprocess.Popen([sys.executable, str(script), str(content), str(output)], env=env, start_new_session=True)


def kept(store: Path, part: str) -> list[str]:
    """Return the files of a part of a store by their paths below its folder."""
    return [path.relative_to(store).as_posix() for path in (store / part).rglob("*") if path.is_file()]


def test_killed_twenty_times_at_random_nothing_is_damaged(bench: Bench) -> None:
    content = bench.take(ROOT / "tests" / "publications" / "smallest")
    output, text = bench.root / "output", next((content / "text").glob("*.md"))
    begun = time.monotonic()
    assert start(content, output).wait() == 0
    whole = time.monotonic() - begun
    chance = random.Random(1992)
    for turn in range(20):
        manifest = content / "publication.yaml"
        manifest.write_text(re.sub(r"issued: \d+", f"issued: {2020 + turn}", manifest.read_text("utf-8")), "utf-8")
        text.touch()
        running = start(content, output)
        time.sleep(chance.uniform(0.05, whole))
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        for edition in ("en", "de", "tr"):
            files = listed(output / "smallest" / edition)
            assert files, f"the edition {edition} is gone after kill {turn}"
            assert intact(output / "smallest" / edition, files), f"{edition} is damaged after kill {turn}"
    assert start(content, output).wait() == 0
    store = Store(output / ".store")
    assert all(store.keeps(name) for part in ("blobs", "steps", "last") for name in kept(store.folder, part))
    assert not [path for path in store.folder.rglob("*") if path.name.startswith(WRITING)]
    # Nothing half-written is left beside the editions, the catalogues and the pictures of the report.
    folders = sorted(path.name for path in (output / "smallest").iterdir() if path.is_dir())
    assert folders == ["de", "en", "marc", "opds", "report", "site", "tr"]
    assert intact(output / "opds", listed(output / "opds") or {"nothing": ""})
