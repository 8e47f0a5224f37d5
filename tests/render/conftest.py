# SPDX-License-Identifier: AGPL-3.0-or-later
"""Layouts of sample documents, each made once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document
from octavo.render.layout import Layout, lay_out
from octavo.render.screen import finish_screen
from tests.render.samples import read, rich

Finished = tuple[Document, Outcome[Layout], Outcome[bytes]]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="session")
def lay(workspace: Path) -> Callable[[Document], Outcome[Layout]]:
    """Return lay(document): its layout with the problems."""
    return lambda document: lay_out(document, read, workspace=workspace)


@pytest.fixture(scope="session")
def finish(lay: Callable[[Document], Outcome[Layout]]) -> Callable[[Document], bytes]:
    """Return finish(document): the PDF of a document that has no problems."""

    def make(document: Document) -> bytes:
        laid = lay(document)
        assert laid.problems == ()
        done = finish_screen(laid.unwrap(), document)
        assert done.problems == ()
        return done.unwrap()

    return make


@pytest.fixture(scope="session")
def rich_book(lay: Callable[[Document], Outcome[Layout]]) -> Callable[[str], Finished]:
    """Return rich_book(language): the rich sample with its layout and its PDF."""
    made: dict[str, Finished] = {}

    def make(language: str) -> Finished:
        if language not in made:
            document = rich(language)
            laid = lay(document)
            made[language] = document, laid, finish_screen(laid.unwrap(), document)
        return made[language]

    return make
