# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed is named, exactly that, and nothing that can't be read makes the comparison fall over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Outcome
from octavo.distribute.diff.editions import Comparison, compare
from octavo.distribute.diff.facts import compare_dossiers, read_plain
from octavo.model.difference import Difference, FileChange
from tests.distribute.diff.specimens import A6, MM, epub, pdf, published

PAGES = ["The fog came in", "and the lamps were lit", "all along the quay", "until the morning came"]
TEXTS = ["The fog came in from the sea.", "And the lamps were lit.", "All along the quay.", "Until the morning."]


def difference(old: Path, new: Path) -> Difference:
    outcome = compare(old, new)
    assert outcome.problems == ()
    return outcome.unwrap().difference


def files(tmp_path: Path, old: bytes, new: bytes, suffix: str = "pdf") -> tuple[Path, Path]:
    pair = tmp_path / f"old.{suffix}", tmp_path / f"new.{suffix}"
    for path, data in zip(pair, (old, new), strict=True):
        path.write_bytes(data)
    return pair


def one(tmp_path: Path, old: bytes, new: bytes) -> FileChange:
    """Return what differs between two PDFs."""
    return difference(*files(tmp_path, old, new)).editions[0].files[0]


def codes(outcome: Outcome[Comparison]) -> list[str]:
    return [each.code for each in outcome.problems]


def with_word(at: int, old: str, new: str, texts: list[str]) -> list[str]:
    assert old in texts[at]
    return [*texts[:at], texts[at].replace(old, new), *texts[at + 1 :]]


@pytest.mark.parametrize("at", range(4))
def test_exactly_the_page_on_which_a_word_was_changed(tmp_path: Path, at: int) -> None:
    word = PAGES[at].split()[-1]
    found = one(tmp_path, pdf(PAGES), pdf(with_word(at, word, "elsewhere", PAGES)))
    (change,) = found.pages
    assert (change.state, change.old, change.new) == ("changed", at + 1, at + 1)
    assert change.edits[-2:] == (("gone", word), ("new", "elsewhere"))
    (place,) = change.places
    # The line stands 300 pt above the foot; its changed end is framed and not its beginning.
    assert place.y < A6[1] / MM - 300 / MM < place.y + place.height + 1
    assert place.x > 40 / MM + 5


def test_nothing_changed(tmp_path: Path) -> None:
    told = difference(*files(tmp_path, pdf(PAGES), pdf(PAGES)))
    assert told.same
    assert told.editions[0].files[0].state == "same"


def test_other_bytes_alone_are_no_change_of_a_page(tmp_path: Path) -> None:
    found = one(tmp_path, pdf(PAGES), pdf(PAGES, title="Lamps"))
    assert (found.state, found.pages) == ("changed", ())
    assert [(each.name, each.old, each.new) for each in found.facts] == [("Title", "", "Lamps")]


def test_an_inserted_page_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    found = one(tmp_path, pdf(PAGES), pdf([*PAGES[:2], "a page between", *PAGES[2:]]))
    assert [(each.state, each.old, each.new) for each in found.pages] == [("added", 0, 3)]
    assert found.moved == ((3, 4, 4),)
    back = one(tmp_path, pdf([*PAGES[:2], "a page between", *PAGES[2:]]), pdf(PAGES))
    assert [(each.state, each.old, each.new) for each in back.pages] == [("removed", 3, 0)]


def test_pages_that_show_their_numbers_are_told_as_numbered_otherwise(tmp_path: Path) -> None:
    old = [f"{text} {number}" for number, text in enumerate(PAGES, 1)]
    new = [f"{text} {number}" for number, text in enumerate([*PAGES[:2], "a page between", *PAGES[2:]], 1)]
    found = one(tmp_path, pdf(old), pdf(new))
    assert [(each.state, each.old, each.new) for each in found.pages] == [
        ("added", 0, 3),
        ("renumbered", 3, 4),
        ("renumbered", 4, 5),
    ]


def test_a_corrected_figure_is_no_page_number(tmp_path: Path) -> None:
    old = ["613 lamps 1", "more 2", "last 3"]
    found = one(tmp_path, pdf(old), pdf(["new", "614 lamps 2", "more 3", "last 4"]))
    assert ("changed", 1, 2) in [(each.state, each.old, each.new) for each in found.pages]


def test_a_picture_that_changed_is_seen_where_no_word_did(tmp_path: Path) -> None:
    old, new = (pdf(PAGES, tints=["", tint]) for tint in ("0 0 0 0.2 k", "0 0 0 0.3 k"))
    (change,) = one(tmp_path, old, new).pages
    assert (change.state, change.new, change.edits) == ("changed", 2, ())


def test_the_bleed_is_looked_at_and_the_slug_is_not(tmp_path: Path) -> None:
    plain = pdf(PAGES, bleed=8, slug="sheet 1 of 2, 0a1b")
    (change,) = one(tmp_path, plain, pdf(PAGES, bleed=8, slug="sheet 1 of 2, 0a1b", tints=["0 1 1 0 k"])).pages
    assert change.new == 1
    assert change.places[0].x < 0, "the bleed lies before the trim"
    assert one(tmp_path, plain, pdf(PAGES, bleed=8, slug="sheet 1 of 2, 9c8d")).pages == ()


def test_pages_of_another_size_are_changed_whole(tmp_path: Path) -> None:
    found = one(tmp_path, pdf(PAGES), pdf(PAGES, size=(A6[0] + 2, A6[1])))
    assert [each.new for each in found.pages] == [1, 2, 3, 4]


@pytest.mark.parametrize("at", range(4))
def test_exactly_the_message_in_which_a_word_was_changed(tmp_path: Path, at: int) -> None:
    word = TEXTS[at].split()[-1]
    pair = files(tmp_path, epub(TEXTS), epub(with_word(at, word, "elsewhere.", TEXTS)), "epub")
    edition = difference(*pair).editions[0]
    (change,) = edition.messages
    assert (change.state, change.new_key, change.new_page) == ("changed", f"text/a.md#{at + 1}", str(at // 2 + 1))
    assert change.edits[-2:] == (("gone", word), ("new", "elsewhere."))
    assert edition.files[0].parts == (("changed", "EPUB/a.xhtml"),)


def test_an_inserted_message_is_the_only_one_though_keys_move(tmp_path: Path) -> None:
    pair = files(tmp_path, epub(TEXTS), epub([TEXTS[0], "A sentence more.", *TEXTS[1:]]), "epub")
    assert [(each.state, each.new_key) for each in difference(*pair).editions[0].messages] == [("added", "text/a.md#2")]


def test_what_an_e_book_says_of_itself(tmp_path: Path) -> None:
    pair = files(tmp_path, epub(TEXTS), epub(TEXTS, title="Lanterns"), "epub")
    edition = difference(*pair).editions[0]
    assert edition.messages == ()
    assert [(each.name, each.old, each.new) for each in edition.files[0].facts] == [("title", "Lamps", "Lanterns")]


def test_editions_files_and_facts_of_published_folders(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    published(
        old, {"book-en.epub": epub(TEXTS), "book-en-screen.pdf": pdf(PAGES)}, issued="2026-01-01", tools={"x": "1"}
    )
    published(old, {"book-de.epub": epub(TEXTS)}, edition="de")
    published(
        new, {"book-en.epub": epub(TEXTS), "book-en-large.pdf": pdf(PAGES)}, issued="2026-02-01", tools={"x": "2"}
    )
    published(new, {"book-fr.epub": epub(TEXTS)}, edition="fr")
    told = difference(old, new)
    assert [(each.edition, each.state) for each in told.editions] == [
        ("de", "removed"),
        ("en", "changed"),
        ("fr", "added"),
    ]
    english = told.editions[1]
    assert {each.path: each.state for each in english.files} == {
        "book-en.epub": "same",
        "book-en-screen.pdf": "removed",
        "book-en-large.pdf": "added",
    }
    assert {each.name: (each.old, each.new) for each in english.facts} == {
        "issued": ("2026-01-01", "2026-02-01"),
        "tool x": ("1", "2"),
    }
    assert [(each.edition, each.state) for each in difference(old, new / "en").editions] == [("en", "changed")]
    assert [(each.edition, each.state) for each in difference(old / "en", new / "en").editions] == [("en", "changed")]


def test_other_folders_beside_the_editions_are_files_about_all_of_them(tmp_path: Path) -> None:
    for name, word in (("old", "now"), ("new", "then")):
        published(tmp_path / name, {"book-en.epub": epub(TEXTS)})
        (tmp_path / name / "corrections").mkdir()
        (tmp_path / name / "corrections" / "slip.pdf").write_bytes(pdf([word]))
    told = difference(tmp_path / "old", tmp_path / "new")
    assert [each.edition for each in told.editions] == ["en"]
    assert [each.path for each in told.files] == ["corrections/slip.pdf"]
    assert not told.same


def test_a_folder_without_a_dossier_is_compared_by_its_files(tmp_path: Path) -> None:
    for name, texts in (("old", TEXTS), ("new", with_word(1, "lamps", "lights", TEXTS))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "book.epub").write_bytes(epub(texts))
    assert [each.state for each in difference(tmp_path / "old", tmp_path / "new").editions[0].messages] == ["changed"]


def test_two_languages_can_be_compared_and_are_said_to_be_two(tmp_path: Path) -> None:
    published(tmp_path, {"book-en.epub": epub(TEXTS)})
    published(tmp_path, {"book-de.epub": epub(["Der Nebel kam vom Meer."])}, edition="de")
    outcome = compare(tmp_path / "en", tmp_path / "de")
    assert codes(outcome) == ["C303"]
    (edition,) = outcome.unwrap().difference.editions
    assert [each.path for each in edition.files] == ["book-de.epub"]
    assert (edition.messages, edition.read) == ((), "")


def test_another_publication_is_refused(tmp_path: Path) -> None:
    published(tmp_path / "a", {"book-en.epub": epub(TEXTS)})
    published(tmp_path / "b", {"other-en.epub": epub(TEXTS)}, name="other")
    outcome = compare(tmp_path / "a", tmp_path / "b")
    assert (codes(outcome), outcome.value) == (["C302"], None)


def test_a_folder_in_which_nothing_was_published(tmp_path: Path) -> None:
    published(tmp_path / "a", {"book-en.epub": epub(TEXTS)})
    (tmp_path / "b" / "empty").mkdir(parents=True)
    assert codes(compare(tmp_path / "a", tmp_path / "b")) == ["C301"]
    assert codes(compare(tmp_path / "b", tmp_path / "a")) == ["C301"]


def test_what_can_not_be_compared_with_each_other(tmp_path: Path) -> None:
    book, pages = tmp_path / "a.epub", tmp_path / "a.pdf"
    book.write_bytes(epub(TEXTS))
    pages.write_bytes(pdf(PAGES))
    assert codes(compare(book, pages)) == ["C304"]
    assert codes(compare(tmp_path, pages)) == ["C304"]


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    assert codes(compare(*files(tmp_path, pdf(PAGES), pdf(PAGES, password="no")))) == ["C306"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", pdf(PAGES)[:300]])
def test_a_damaged_pdf(tmp_path: Path, data: bytes) -> None:
    old, new = files(tmp_path, pdf(PAGES), data)
    outcome = compare(old, new)
    assert [(each.code, each.place.file) for each in outcome.problems] == [("C305", new.as_posix())]


@pytest.mark.parametrize("data", [b"PK\x03\x04", epub(TEXTS)[:200], epub(TEXTS).replace(b"<body>", b"<body<")])
def test_a_damaged_e_book(tmp_path: Path, data: bytes) -> None:
    assert codes(compare(*files(tmp_path, epub(TEXTS), data, "epub"))) == ["C307"]


def test_a_file_that_is_not_what_was_published_and_one_that_is_gone(tmp_path: Path) -> None:
    for name in ("old", "new"):
        published(tmp_path / name, {"book-en.epub": epub(TEXTS), "book-en-screen.pdf": pdf(PAGES)})
    (tmp_path / "new" / "en" / "book-en.epub").write_bytes(epub(TEXTS[:3]))
    (tmp_path / "new" / "en" / "book-en-screen.pdf").unlink()
    outcome = compare(tmp_path / "old", tmp_path / "new")
    assert codes(outcome) == ["C309", "C308"] or codes(outcome) == ["C308", "C309"]
    assert len(outcome.unwrap().difference.editions[0].messages) == 1


@pytest.mark.parametrize("data", [b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_damaged_dossier_is_told_and_the_files_are_compared(tmp_path: Path, data: bytes) -> None:
    for name in ("old", "new"):
        published(tmp_path / name, {"book-en.epub": epub(TEXTS)})
    (tmp_path / "new" / "en" / "edition.json").write_bytes(data)
    assert codes(compare(tmp_path / "old", tmp_path / "new")) == ["C114"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
DOSSIERS = st.dictionaries(st.sampled_from(["title", "content", "fonts", "tools", "credits", "files", "isbn"]), JSON)


@given(DOSSIERS, DOSSIERS)
def test_no_dossier_makes_it_fall_over(old: dict[str, object], new: dict[str, object]) -> None:
    assert all(each.old != each.new for each in compare_dossiers(old, new))
    assert compare_dossiers(old, old) == ()


def test_a_dossier_is_an_object() -> None:
    with pytest.raises(ValueError, match="no dossier"):
        read_plain(b"[]")
