# SPDX-License-Identifier: AGPL-3.0-or-later
"""The options for a cluster: what says nothing alone is refused, and what is missing is told with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import one_book, run
from tests.conftest import Bench


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("build --executor dask", "takes the address of a cluster: --scheduler tcp://"),
        ("build --scheduler tcp://127.0.0.1:1", "go with --executor dask"),
        ("build --share somewhere", "go with --executor dask"),
        ("build --executor dask --scheduler 127.0.0.1:1", "such as tcp://127.0.0.1:1"),
    ],
)
def test_half_an_order_is_wrong_usage(line: str, said: str) -> None:
    told = run(line)
    assert told.code == 2
    assert said in told.err


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    return one_book(bench, monkeypatch)


def test_a_scheduler_that_is_not_there_is_a_problem_and_no_fault(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.pipeline.cluster_crew.CONNECTING", 0.3)
    told = run("build smallest -o web --progress none --executor dask --scheduler tcp://127.0.0.1:1")
    assert told.code == 1
    assert "S354: the scheduler at tcp://127.0.0.1:1 does not answer" in told.err
    assert "Nothing had to be done" not in told.err


def test_without_the_package_the_command_says_how_to_get_it(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.pipeline.cluster.find_spec", lambda _: None)
    told = run("build smallest -o web --progress none --executor dask --scheduler tcp://127.0.0.1:1")
    assert told.code == 1
    assert "pip install 'octavo-press[dask]'" in told.err
