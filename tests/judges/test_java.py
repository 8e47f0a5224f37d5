# SPDX-License-Identifier: AGPL-3.0-or-later
"""The judges written in Java are awake: they acquit what is good, and name what is bad."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.judges.java import JavaJudges, java_judges
from tests.judges.specimens import PACKAGE, book
from tests.judges.verdicts import Failure, Message

# WeasyPrint (70.0) leaves its sRGB profile to the garbage collector to close.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")

PdfJudge = Callable[[bytes, str], list[Failure]]
BookJudge = Callable[[bytes], list[Message]]
PAGE = '<html lang="en"><title>The Quay</title><h1>Boats</h1><p>They come at dawn.</p></html>'


def pdf(variant: str | None = None, html: str = PAGE) -> bytes:
    import weasyprint

    data: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant=variant)
    return data


@pytest.mark.parametrize(("variant", "flavour"), [("pdf/ua-1", "ua1"), ("pdf/a-2a", "2a"), ("pdf/a-2b", "2b")])
def test_a_file_made_for_a_standard_keeps_it(verapdf: PdfJudge, variant: str, flavour: str) -> None:
    assert verapdf(pdf(variant), flavour) == []


def test_a_pdf_without_tags_is_not_accessible(verapdf: PdfJudge) -> None:
    failures = verapdf(pdf(), "ua1")
    assert {"6.2-1", "7.1-11"} <= {failure.rule for failure in failures}
    assert any("MarkInfo" in failure.message and failure.context for failure in failures)


def test_a_skipped_heading_is_found_in_the_right_flavour_only(verapdf: PdfJudge) -> None:
    skipped = PAGE.replace("<p>", "<h3>Small boats</h3><p>")
    assert {failure.rule for failure in verapdf(pdf("pdf/ua-1", skipped), "ua1")} == {"7.4.2-1"}
    assert verapdf(pdf("pdf/a-2a", skipped), "2a") == []


@pytest.mark.parametrize("flavour", ["2a", "2b"])
def test_a_pdf_without_metadata_is_no_archive(verapdf: PdfJudge, flavour: str) -> None:
    assert "6.6.2.1-1" in {failure.rule for failure in verapdf(pdf(), flavour)}


def test_what_is_no_pdf_is_not_acquitted(verapdf: PdfJudge) -> None:
    assert [failure.rule for failure in verapdf(b"not a PDF", "ua1")] == ["parse"]


def test_an_unknown_flavour_is_a_fault_of_the_test(verapdf: PdfJudge) -> None:
    with pytest.raises(RuntimeError, match="could not judge"):
        verapdf(pdf(), "ua9")


def test_a_good_book_passes_without_a_word(epubcheck: BookJudge) -> None:
    assert epubcheck(book()) == []


def test_a_link_into_the_void_is_an_error(epubcheck: BookJudge) -> None:
    (message,) = epubcheck(book('<p><a href="two.xhtml">More</a></p>'))
    assert (message.id, message.severity, message.path) == ("RSC-007", "ERROR", "one.xhtml")
    assert message.line == 4
    assert "two.xhtml" in message.text


def test_usage_messages_are_asked_for(epubcheck: BookJudge) -> None:
    assert [(m.id, m.severity) for m in epubcheck(book(extra={"stray.txt": "?"}))] == [("OPF-003", "USAGE")]


def test_metadata_is_judged(epubcheck: BookJudge) -> None:
    undated = PACKAGE.replace('<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>', "")
    assert "dcterms:modified" in " ".join(message.text for message in epubcheck(book(package=undated)))


def test_what_is_no_book_is_not_acquitted(epubcheck: BookJudge) -> None:
    assert {"FATAL"} <= {message.severity for message in epubcheck(b"not a book")}


def test_one_java_machine_serves_both_judges(java: JavaJudges, verapdf: PdfJudge, epubcheck: BookJudge) -> None:
    assert verapdf.__self__ is epubcheck.__self__ is java  # type: ignore[attr-defined]
    assert java.process.poll() is None


@pytest.mark.slow
def test_a_dead_machine_is_a_failure_and_no_verdict(java: JavaJudges) -> None:
    with java_judges() as doomed:
        doomed.process.kill()
        with pytest.raises(RuntimeError, match="ended with code"):
            doomed.epubcheck(book())
