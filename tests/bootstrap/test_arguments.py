# SPDX-License-Identifier: AGPL-3.0-or-later
"""What build.py makes of its command line, and of a Python that is too old."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

import build
from bootstrap.environment import TEST

SOURCE = Path(build.__file__)


@pytest.mark.parametrize(
    ("line", "testing", "allowed", "rest"),
    [
        ("", False, True, "build"),
        ("build harbour -l az", False, True, "build harbour -l az"),
        ("--no-system", False, False, "build"),
        ("--no-system check a.pdf", False, False, "check a.pdf"),
        ("check --no-system a.pdf", False, False, "check a.pdf"),
        ("check -- --no-system", False, True, "check -- --no-system"),
        ("test", True, True, ""),
        ("test tests/bootstrap -k lock", True, True, "tests/bootstrap -k lock"),
        ("--no-system test -x", True, False, "-x"),
        ("build test", False, True, "build test"),
    ],
)
def test_the_line_is_split(line: str, testing: bool, allowed: bool, rest: str) -> None:
    assert build.split_arguments(line.split()) == (testing, allowed, rest.split())


def test_an_old_python_can_read_as_far_as_the_sentence() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 6))
    check = next(number for number, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [node.names[0].name for node in tree.body[:check] if isinstance(node, ast.Import)]
    assert before == ["os", "subprocess", "sys"]
    assert not any(isinstance(node, ast.FunctionDef | ast.AnnAssign) for node in tree.body[:check])


def test_commands_without_pages_do_not_wait_for_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ensure_pango", lambda allowed: "these libraries are missing: Pango")
    monkeypatch.setattr(build, "ensure_environment", lambda root, locks, guard, allowed: False)
    became: list[list[str]] = []
    monkeypatch.setattr(build, "become", became.append)
    build.main(["doctor"])
    assert became == [["-m", "octavo", "doctor"]]
    for line in ([], ["build"], ["preview", "harbour"], ["test"]):
        with pytest.raises(SystemExit) as end:
            build.main(line)
        assert end.value.code == 3


def test_the_tests_are_all_run_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(build, "ensure_pango", lambda allowed: None)
    monkeypatch.setattr(build, "ensure_environment", lambda root, locks, guard, allowed: asked.append(locks))
    monkeypatch.setattr(build, "ensure_judges", lambda root, allowed: asked.append("judges"))
    monkeypatch.setattr(os, "chdir", asked.append)

    def become(words: list[str]) -> None:
        raise SystemExit(" ".join(words))

    monkeypatch.setattr(build, "become", become)
    with pytest.raises(SystemExit, match="-m pytest -m  -n 2 --dist loadgroup -k lock"):
        build.main(["test", "-k", "lock"])
    assert asked == [TEST, "judges", build.ROOT]
