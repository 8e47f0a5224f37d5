# SPDX-License-Identifier: AGPL-3.0-or-later
"""An edition in two languages, one read from the right and one from the left, published and judged by others."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from octavo.diagnostics.code import Severity
from octavo.resources.shared import starter_folder
from tests.conftest import Bench
from tests.judges.browser import PageOpener
from tests.judges.verdicts import Failure, Message

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("published")]

EDITION = "ar+en"
FILES = f"starter/{EDITION}/starter-{EDITION}"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = Bench(tmp_path_factory.mktemp("bilingual"))
    bench.take(starter_folder(), "starter")
    bench.change("starter/publication.yaml", "\neditions: [", f"\neditions: [{EDITION}, ")
    built = bench.build(editions=(EDITION,), outputs=("screen", "epub", "web"))
    assert [str(each) for each in built.all_problems if each.severity is Severity.ERROR] == []
    return bench


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_failure(bench: Bench, verapdf: Callable[[bytes, str], list[Failure]], flavour: str) -> None:
    assert verapdf(bench.file(f"{FILES}-screen.pdf"), flavour) == []


def test_epubcheck_finds_nothing(bench: Bench, epubcheck: Callable[[bytes], list[Message]]) -> None:
    found = epubcheck(bench.file(f"{FILES}.epub"))
    assert [each for each in found if each.id != "CSS-028"] == []


def test_the_pages_on_the_web_are_sound(bench: Bench, browser: PageOpener) -> None:
    output = bench.root / "output" / "starter"
    for page in (output / EDITION / "web" / "index.html", output / "site" / EDITION / "index.html"):
        report = browser.open_page(page)
        assert report.violations == ()
        assert report.console_errors == ()


def test_catalogues_and_files_name_both_languages(bench: Bench) -> None:
    dossier = json.loads(bench.file(f"starter/{EDITION}/edition.json"))
    assert (dossier["language"], dossier["also"], dossier["name"]) == ("ar", ["en"], "العربية – English")
    with zipfile.ZipFile(io.BytesIO(bench.file(f"{FILES}.epub"))) as book:
        package = book.read("EPUB/content.opf").decode()
    assert package.count("<dc:language>") == 2
    onix = next((bench.root / "output" / "starter").glob("*onix*.xml")).read_text("utf-8")
    assert "<LanguageCode>ara</LanguageCode>" in onix
    assert "<LanguageCode>eng</LanguageCode>" in onix


def test_a_voice_reads_paragraph_after_paragraph(bench: Bench) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(bench.file(f"{FILES}-screen.pdf"))) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        languages = [language for language in _languages(pdf.Root.StructTreeRoot) if language in ("", "en")]
    # Blocks of the second language stand between those of the first, not behind them all.
    turns = sum(a != b for a, b in pairwise(languages))
    assert turns > 60


def _languages(element: Any) -> list[str]:
    """Return the language of every structure element below one, empty where it is that around it."""
    import pikepdf

    found = []
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [str(kid.get("/Lang", "")), *_languages(kid)]
    return found
