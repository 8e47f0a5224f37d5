# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the house publishes, judged by those who know the standards better than we do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from octavo.check.epub import check_epub
from octavo.diagnostics.code import Severity
from octavo.pipeline.tools import count_pages
from tests.cli.conftest import Printed
from tests.cli.editions import EDITIONS, KINDS, PUBLICATIONS, SCRIPTS
from tests.judges.browser import PageOpener
from tests.judges.catalogue_reader import read_catalogue
from tests.judges.fixtures import do_without
from tests.judges.verdicts import Failure, JudgeMissingError, Message, Violation

pytestmark = pytest.mark.slow

each_edition = pytest.mark.parametrize(("name", "tag"), EDITIONS)
each_kind = pytest.mark.parametrize(("name", "tag"), KINDS)
each_script = pytest.mark.parametrize(("name", "tag"), SCRIPTS)
together = pytest.mark.xdist_group("published")


@together
def test_every_edition_is_made_without_an_error(printed: Printed) -> None:
    assert [str(p) for p in printed.built.all_problems if p.severity is Severity.ERROR] == []
    states = {(r.name, e.label): e.state for r in printed.built.reports for e in r.editions}
    assert states.keys() == set(EDITIONS)
    assert set(states.values()) <= {"made", "kept"}, "kept where another worker has built them before"


@together
@each_edition
def test_an_edition_is_pdf_epub_and_page(printed: Printed, name: str, tag: str) -> None:
    assert printed.file(f"{name}/{tag}/{name}-{tag}-screen.pdf").startswith(b"%PDF-")
    assert printed.file(f"{name}/{tag}/{name}-{tag}.epub").startswith(b"PK")
    assert printed.file(f"{name}/{tag}/web/index.html").startswith(b"<!DOCTYPE html>")


@together
def test_the_editions_of_a_co_edition_have_the_same_pages(printed: Printed) -> None:
    """So many languages, one count: what `octavo fit` wrote still holds for the texts as they are."""
    fitted = [tag for name, tag in EDITIONS if name == "khojaly"]
    counts = {tag: count_pages(printed.output / "khojaly" / tag / f"khojaly-{tag}-screen.pdf") for tag in fitted}
    assert len(fitted) == 8
    assert len(set(counts.values())) == 1, counts
    codes = {each.code for each in printed.built.all_problems}
    assert not codes & {"R301", "R302", "R303"}, "an edition is out of step with its fit"


@together
@each_script
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_failure(
    printed: Printed, verapdf: Callable[[bytes, str], list[Failure]], name: str, tag: str, flavour: str
) -> None:
    assert verapdf(printed.file(f"{name}/{tag}/{name}-{tag}-screen.pdf"), flavour) == []


@together
@each_edition
def test_epubcheck_finds_nothing(
    printed: Printed, epubcheck: Callable[[bytes], list[Message]], name: str, tag: str
) -> None:
    found = epubcheck(printed.file(f"{name}/{tag}/{name}-{tag}.epub"))
    # Messages of usage too: only that a style sheet has fonts is no fault.
    assert [each for each in found if each.id != "CSS-028"] == []
    assert found, "EPUBCheck was asked for messages of usage"


@together
@each_kind
def test_ace_finds_nothing(printed: Printed, ace: Callable[[bytes], list[Violation]], name: str, tag: str) -> None:
    assert ace(printed.file(f"{name}/{tag}/{name}-{tag}.epub")) == []


@together
@each_edition
def test_our_own_lint_finds_nothing(printed: Printed, name: str, tag: str) -> None:
    assert check_epub(printed.file(f"{name}/{tag}/{name}-{tag}.epub")) == ()


@together
@each_kind
def test_the_page_opens_without_an_error_and_axe_finds_nothing(
    printed: Printed, browser: PageOpener, name: str, tag: str
) -> None:
    report = browser.open_page(printed.output / name / tag / "web" / "index.html")
    assert report.console_errors == ()
    assert report.refused == (), "the page asks nothing of the network"
    assert report.violations == ()
    assert report.overflow == 0


@together
@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_checksums_hold(printed: Printed, name: str) -> None:
    lines = printed.file(f"{name}/SHA256SUMS").decode().splitlines()
    assert len(lines) >= 8
    for line in lines:
        digest, file = line.split("  ")
        assert hashlib.sha256(printed.file(f"{name}/{file}")).hexdigest() == digest


@together
@pytest.mark.parametrize("path", ["opds/index.xml", "opds/index.json"])
def test_a_reader_lists_every_edition_and_opens_it(printed: Printed, browser: PageOpener, path: str) -> None:
    for name in (*PUBLICATIONS, ""):
        wanted = [tag for publication, tag in EDITIONS if name in ("", publication)]
        try:
            found = read_catalogue(browser, printed.output, f"{name}/{path}".lstrip("/"))
        except JudgeMissingError as missing:
            do_without(str(missing))
        assert found.errors == ()
        assert found.catalogue
        assert sorted(each.language for each in found.books) == sorted(wanted)
        assert all(each.opened == each.language and each.cover for each in found.books)
