# SPDX-License-Identifier: AGPL-3.0-or-later
"""From corrections.yaml to every place that tells of it; an edition without corrections has no slip."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from tests.cli.commands import SMALLEST
from tests.conftest import Bench
from tests.judges.verdicts import Failure, Message

HEAD = """
publisher: {name: The Sample Press, corrections: mistakes@press.example}
outputs: [screen, errata, epub, web]
"""
PAGES = """parts:
  - {page: title}
  - {page: imprint}
  - {page: contents}
  - {text: 01-page.md}
  - {page: corrections}
publisher:"""
ENTRY = """corrections:
  - id: page
    on: 2026-11-20
    editions: [en]
    place: the first line
    was: A leaf
    now: One page
"""


@pytest.fixture
def bench_with(bench: Bench) -> Bench:
    folder = bench.take(SMALLEST)
    manifest = folder / "publication.yaml"
    manifest.write_text(manifest.read_text("utf-8") + HEAD, "utf-8")
    (folder / "corrections.yaml").write_text(ENTRY, "utf-8")
    return bench


def words(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.slow
def test_an_entry_is_told_on_slip_and_sheet_in_imprint_e_book_web_page_and_dossier(bench_with: Bench) -> None:
    assert not bench_with.build("smallest", editions=("en",)).failed

    def made(name: str) -> bytes:
        return bench_with.file(f"smallest/en/{name}")

    said = "For “A leaf” read “One page”."
    for name, times in (("errata", 1), ("errata-sheet", 4), ("screen", 1)):
        assert words(made(f"smallest-en-{name}.pdf")).count(said) == times
    assert said in made("web/index.html").decode()
    with zipfile.ZipFile(BytesIO(made("smallest-en.epub"))) as book:
        assert any(said in book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    dossier = json.loads(made("edition.json"))
    (told,) = dossier["corrections"]
    assert (told["on"], told["place"], told["was"], told["now"]) == (
        "2026-11-20",
        "the first line",
        "A leaf",
        "One page",
    )
    assert dossier["corrections_to"] == "mistakes@press.example"


@pytest.mark.slow
def test_only_editions_with_corrections_have_a_slip(bench_with: Bench) -> None:
    built = bench_with.build("smallest", editions=("en", "de"), outputs=("errata",))
    assert {done.step.edition for done in built.steps if done.step.kind == "errata"} == {"en"}


def test_who_asks_for_a_slip_of_nothing_is_told_so(bench_with: Bench) -> None:
    built = bench_with.build("smallest", editions=("de",), outputs=("errata",))
    assert "D611" in [each.code for each in built.all_problems]


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
def test_judges_have_nothing_to_say_about_slip_and_e_book(
    bench_with: Bench,
    verapdf: Callable[[bytes, str], list[Failure]],
    epubcheck: Callable[[bytes], list[Message]],
) -> None:
    bench_with.change("smallest/publication.yaml", "publisher:", PAGES)
    assert not bench_with.build("smallest", editions=("en",), outputs=("errata", "epub")).failed
    slip, book = (bench_with.file(f"smallest/en/smallest-en{end}") for end in ("-errata.pdf", ".epub"))
    assert verapdf(slip, "2a") == verapdf(slip, "ua1") == []
    assert [each for each in epubcheck(book) if each.severity != "USAGE"] == []
