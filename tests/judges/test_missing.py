# SPDX-License-Identifier: AGPL-3.0-or-later
"""A missing judge is skipped by name for a person, and is a failure where nobody looks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.judges import ace, browser, fixtures
from tests.judges.node import node
from tests.judges.verdicts import JudgeMissingError


def test_a_person_may_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="a judge is missing: Ace"):
        fixtures.do_without("Ace")


def test_ci_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="a judge is missing: Ace"):
        fixtures.do_without("Ace")


def test_a_missing_chromium_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    with pytest.raises(JudgeMissingError, match="Chromium"), browser.chromium_browser():
        pytest.fail("nothing can have started")


def test_a_missing_ace_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ace, "PROGRAM", tmp_path / "ace.js")
    with pytest.raises(JudgeMissingError, match="Ace"):
        ace.ace_judges(b"")


def test_a_node_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = subprocess.CompletedProcess([], 127, "", "libatomic.so.1: cannot open shared object file\n")
    monkeypatch.setattr(subprocess, "run", lambda command, **options: broken)
    with pytest.raises(JudgeMissingError, match=r"does not start: libatomic\.so\.1"):
        node.__wrapped__()
