# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publications built at the same time are all in one catalogue, and a real reader lists and opens them."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from octavo.pipeline.publish import intact, listed
from tests.cli.commands import SMALLEST
from tests.conftest import ROOT, Bench
from tests.judges.browser import PageOpener
from tests.judges.catalogue_reader import read_catalogue
from tests.judges.fixtures import do_without
from tests.judges.verdicts import JudgeMissingError

pytestmark = pytest.mark.slow


def test_two_builds_at_once_are_one_catalogue_that_a_reader_opens(bench: Bench, browser: PageOpener) -> None:
    output, script = bench.root / "output", ROOT / "tests" / "cli" / "kill_at_random.py"
    for name, title in (("one", "One book"), ("two", "Two books")):
        bench.take(SMALLEST, name)
        bench.change(f"{name}/publication.yaml", "editions: [en, de, tr]", "editions: [en, de]")
        for file in ("publication.yaml", "locale/de/facts.po"):
            bench.change(f"{name}/{file}", "The smallest book", title)
    commands = [
        [sys.executable, str(script), str(bench.root / "content" / each), str(output)] for each in ("one", "two")
    ]
    # Whoever is done first prunes all that the other does not use.
    env = {"PYTHONPATH": str(ROOT), "OCTAVO_STORE_LIMIT": "0"}
    running = [subprocess.Popen(each, cwd=ROOT, env=env) for each in commands]
    assert [each.wait() for each in running] == [0, 0]
    kept = listed(output / "opds")
    assert kept
    assert intact(output / "opds", kept)
    for path in ("opds/index.xml", "opds/index.json"):
        try:
            found = read_catalogue(browser, output, path)
        except JudgeMissingError as missing:
            do_without(str(missing))
        assert found.errors == ()
        assert found.catalogue
        assert sorted(each.language for each in found.books) == ["de", "de", "en", "en"]
        assert all(each.opened == each.language and each.cover for each in found.books)
        assert {"One book", "Two books"} <= {each.title for each in found.books}
        assert found.facets == ("Deutsch", "English")
    for path, number in (
        ("opds/de.xml", 2),
        ("one/opds/index.xml", 2),
        ("one/opds/index.json", 2),
        ("two/opds/de.json", 1),
    ):
        assert len(read_catalogue(browser, output, path).books) == number
    shutil.rmtree(output / "two")
    bench.change("one/publication.yaml", "editions: [en, de]", "editions: [en]")
    assert not bench.build("one", outputs=("epub", "web")).failed
    assert [each.language for each in read_catalogue(browser, output, "opds/index.xml").books] == ["en"]


def test_a_publication_can_not_have_the_name_of_the_catalogue(bench: Bench) -> None:
    bench.take(SMALLEST, "opds")
    built = bench.build("opds", outputs=("web",))
    assert [each.code for each in built.all_problems] == ["C121"]
    assert not (bench.root / "output" / "opds").exists()
