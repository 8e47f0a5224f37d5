# SPDX-License-Identifier: AGPL-3.0-or-later
"""The publications of the house, built once for all the tests that look at them."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo.pipeline.build import Built, build
from octavo.pipeline.options import house_options
from tests.conftest import Bench

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Printed:
    """Finished files, and what was said while they were made."""

    output: Path
    built: Built

    def file(self, name: str) -> bytes:
        """Return the bytes of a file below output/."""
        return (self.output / name).read_bytes()

    def lend(self, bench: Bench) -> None:
        """Let a bench have all that is in the store: what it builds of the same content is there already."""
        kept = ("blobs", "steps")
        for folder in kept:  # files of a store are put in another's place whole, so that links can be shared
            shutil.copytree(
                self.output / ".store" / folder, bench.root / "output" / ".store" / folder, copy_function=os.link
            )


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Everything in content/, built once for all workers: a build waits for another."""
    base = tmp_path_factory.getbasetemp()
    output = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "printed" / "output"
    folders = sorted(path.parent for path in (ROOT / "content").glob("*/publication.yaml"))
    return Printed(output, build(folders, house_options(output)))
