# SPDX-License-Identifier: AGPL-3.0-or-later
"""The good press files, each made once for all tests that break them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.press import good


@pytest.fixture(scope="session")
def gate_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gate")


@pytest.fixture(scope="session")
def press(gate_workspace: Path) -> bytes:
    return good.make(good.sample(), gate_workspace).unwrap()


@pytest.fixture(scope="session")
def old(gate_workspace: Path) -> bytes:
    return good.make(good.sample(), gate_workspace, "PDF/X-1a:2003").unwrap()
