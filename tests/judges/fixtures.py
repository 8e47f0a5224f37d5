# SPDX-License-Identifier: AGPL-3.0-or-later
"""The judges as pytest fixtures. Where one is missing its tests are skipped, by name; under CI they fail.

A test that uses a Java judge, the browser or Ace is slow, and is kept with its like on one worker of pytest-xdist,
so that each is started once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import NoReturn

import pytest

from tests.judges.ace import ace_judges, ensure_ace
from tests.judges.browser import PageOpener, chromium_browser
from tests.judges.java import JavaJudges, java_judges
from tests.judges.verdicts import Failure, JudgeMissingError, Message, Violation

GROUPS = {"verapdf": "jvm", "epubcheck": "jvm", "browser": "browser", "ace": "browser"}


@pytest.hookimpl(tryfirst=True)  # before -m selects, and before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the judges they ask for."""
    for item in items:
        groups = sorted({GROUPS[name] for name in getattr(item, "fixturenames", ()) if name in GROUPS})
        if groups:
            item.add_marker(pytest.mark.slow)
        if groups and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(groups[0]))


def do_without(judge: str) -> NoReturn:
    """Skip the test that can't be judged; under CI nothing may be skipped in silence."""
    if os.environ.get("CI"):
        pytest.fail(f"a judge is missing: {judge}", pytrace=False)
    pytest.skip(f"a judge is missing: {judge}")


@pytest.fixture(scope="session")
def java() -> Iterator[JavaJudges]:
    """Give the one Java machine of this test process."""
    with ExitStack() as stack:
        try:
            judges = stack.enter_context(java_judges())
        except JudgeMissingError as missing:
            do_without(str(missing))
        yield judges


@pytest.fixture(scope="session")
def verapdf(java: JavaJudges) -> Callable[[bytes, str], list[Failure]]:
    """Give verapdf(data, flavour): the rules of `ua1`, `2a` or `2b` that a PDF breaks."""
    return java.verapdf


@pytest.fixture(scope="session")
def epubcheck(java: JavaJudges) -> Callable[[bytes], list[Message]]:
    """Give epubcheck(data): all that EPUBCheck says about a book, usage messages too."""
    return java.epubcheck


@pytest.fixture(scope="session")
def browser() -> Iterator[PageOpener]:
    """Give a browser whose open_page(path) tells what is wrong with a page."""
    with ExitStack() as stack:
        try:
            opener = stack.enter_context(chromium_browser())
        except JudgeMissingError as missing:
            do_without(str(missing))
        yield opener


@pytest.fixture(scope="session")
def ace() -> Callable[[bytes], list[Violation]]:
    """Give ace(data): the rules of accessibility that a book breaks."""
    try:
        ensure_ace()
    except JudgeMissingError as missing:
        do_without(str(missing))
    return ace_judges
