# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a change of the source does to translations that people made: the starter's Arabic, Khojaly's Azerbaijani.

Must show 2 of the issue: a mended typo 0 stale, a changed figure 0, a reworded sentence 1, a moved paragraph 0, a
renamed id 0.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from polib import POEntry, pofile

from octavo.localize.merge import Author, merge
from octavo.model.catalog import Message
from octavo.pipeline.translation import read_source, status_of
from octavo.pipeline.translation_update import NO_VERDICTS, Verdicts, changes_of, unknown_in, update_languages
from tests.localize.samples import ROOT

Edit = Callable[[Path], None]
BOOKS = (("starter", "ar"), ("khojaly", "az"))


def copy(name: str, to: Path) -> Path:
    folder = to / name
    shutil.copytree(ROOT / "content" / name, folder)
    return folder


def rewrite(folder: Path, file: str, change: Callable[[str], str]) -> None:
    path = folder / file
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before, f"nothing to change in {file}"
    path.write_text(after, "utf-8")


def counts(folder: Path, tag: str) -> tuple[int, int, int]:
    """The messages that are translated, stale and missing."""
    rows = status_of(read_source(folder).unwrap(), tag).unwrap()
    return tuple(sum(row[name] for row in rows) for name in ("translated", "stale", "missing"))


def after(folder: Path, tag: str, edit: Edit) -> tuple[int, int]:
    """How many more are stale, and how many more missing, when the language was brought up to date after an edit."""
    before = counts(folder, tag)
    edit(folder)
    bring(folder, tag)
    now = counts(folder, tag)
    return now[1] - before[1], now[2] - before[2]


def bring(folder: Path, tag: str, verdicts: Verdicts = NO_VERDICTS) -> None:
    """Bring a language up to date."""
    (made,) = update_languages(read_source(folder).unwrap(), [tag], verdicts)
    made.unwrap()


def first_text(folder: Path) -> str:
    return sorted(path.name for path in (folder / "text").glob("*.md"))[1]


def paragraphs(text: str) -> list[str]:
    """The blocks of a text that are plain paragraphs of some length."""
    return [block for block in text.split("\n\n") if re.match(r"[A-Z][^^]*$", block) and len(block.split()) > 12]


def with_typo(text: str) -> str:
    """Spoil a long word of a paragraph that stands there once."""
    for block in paragraphs(text):
        words = [w for w in re.findall(r"(?<![\w{.@#/])[a-z]{8,}(?![\w}.])", block) if text.count(w) == 1]
        if words:
            word = words[0]
            return text.replace(word, f"{word[:3]}{word[4]}{word[3]}{word[5:]}")
    raise AssertionError("no paragraph has a word to spoil")


@pytest.fixture(params=BOOKS, ids="-".join)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    name, tag = request.param
    folder = copy(name, tmp_path)
    bring(folder, tag)
    return folder, tag


@pytest.mark.slow
def test_a_mended_typo_makes_nothing_stale(book: tuple[Path, str]) -> None:
    folder, tag = book
    text = f"text/{first_text(folder)}"
    right = (folder / text).read_text("utf-8")
    rewrite(folder, text, with_typo)
    # The translation is one of the sentence with the typo: that is what the translator had before them.
    bring(folder, tag, Verdicts(typo=("all",)))
    assert after(folder, tag, lambda book: rewrite(book, text, lambda _: right)) == (0, 0)


@pytest.mark.slow
def test_punctuation_spaces_and_a_doubled_word_make_nothing_stale(book: tuple[Path, str]) -> None:
    folder, tag = book
    text = f"text/{first_text(folder)}"

    def edit(book: Path) -> None:
        def change(source: str) -> str:
            a, b, *_ = paragraphs(source)
            words = b.split(" ")
            changed = b.replace(f"{words[1]} {words[2]}", f"{words[1]}, {words[2]}", 1)
            return source.replace(a, re.sub(r"\.(?=\s|$)", ";", a, count=1)).replace(b, changed)

        rewrite(book, text, change)

    assert after(folder, tag, edit) == (0, 0)


@pytest.mark.slow
def test_a_changed_figure_makes_nothing_stale(book: tuple[Path, str]) -> None:
    folder, tag = book

    def edit(book: Path) -> None:
        rewrite(book, "facts/statistics.yaml", lambda text: re.sub(r"(value: )(\d+)", r"\g<1>\g<2>1", text, count=1))

    assert after(folder, tag, edit) == (0, 0)


@pytest.mark.slow
def test_a_reworded_sentence_makes_exactly_one_stale(book: tuple[Path, str]) -> None:
    folder, tag = book

    def edit(book: Path) -> None:
        def change(source: str) -> str:
            block = paragraphs(source)[0]
            words = block.split(" ")
            return source.replace(block, " ".join([*words[:4], "nevertheless", "elsewhere", *words[4:]]))

        rewrite(book, f"text/{first_text(book)}", change)

    assert after(folder, tag, edit) == (1, 0)
    (told,) = changes_of(read_source(folder).unwrap(), tag)
    assert told["state"] == "stale"
    assert "{+nevertheless elsewhere+}" in told["difference"]
    assert told["why"] == "reworded: words"
    assert told["line"] > 0


@pytest.mark.slow
def test_a_moved_paragraph_makes_nothing_stale(book: tuple[Path, str]) -> None:
    folder, tag = book

    def edit(book: Path) -> None:
        name = f"text/{first_text(book)}"
        block = paragraphs((book / name).read_text("utf-8"))[0]
        rewrite(book, name, lambda text: text.replace(f"{block}\n\n", "", 1))
        others = sorted((book / "text").glob("*.md"))
        rewrite(book, f"text/{others[-1].name}", lambda text: f"{text.rstrip()}\n\n{block}\n")

    assert after(folder, tag, edit) == (0, 0)


@pytest.mark.slow
def test_a_renamed_id_makes_nothing_stale(book: tuple[Path, str]) -> None:
    """The id of a statistic: in its own texts' contexts, and in every placeholder."""
    folder, tag = book
    statistics = (folder / "facts/statistics.yaml").read_text("utf-8")
    names = re.findall(r"^  - id: (\w+)$", statistics.partition("\nstatistics:")[2], re.MULTILINE)
    everything = "\n".join(path.read_text("utf-8") for path in (folder / "text").glob("*.md"))
    name = next(each for each in names if f"{{{each}" in everything and not re.search(rf"(?<!{{){each}\b", everything))

    def edit(book: Path) -> None:
        for path in [*book.rglob("*.md"), *book.rglob("*.yaml"), *book.rglob("*.html")]:
            if "locale" in path.parts:
                continue
            text = path.read_text("utf-8")
            path.write_text(
                re.sub(rf"(?<![\w./@-])(?<![a-z] ){name}(?![\w-]|:? [a-z])", f"{name}_counted", text), "utf-8"
            )

    assert after(folder, tag, edit) == (0, 0)
    entries = [entry for name in ("text", "facts") for entry in pofile(str(folder / "locale" / tag / f"{name}.po"))]
    assert any(f"{{{name}_counted" in entry.msgstr for entry in entries), "the translations have the new name"


@pytest.mark.slow
def test_an_author_has_the_last_word(book: tuple[Path, str]) -> None:
    folder, tag = book
    text = f"text/{first_text(folder)}"

    def reword(book: Path) -> None:
        def change(source: str) -> str:
            block = paragraphs(source)[0]
            return source.replace(block, re.sub(r"(?<=\s)[a-z]{4,}(?=\s)", "whatever", block, count=1))

        rewrite(book, text, change)

    assert after(folder, tag, reword)[0] == 1
    source = read_source(folder).unwrap()
    (told,) = changes_of(source, tag)
    bring(folder, tag, Verdicts(typo=(told["message"],)))
    assert changes_of(source, tag) == ()
    bring(folder, tag, Verdicts(meaning=(f"{told['file']}:{told['line']}",)))
    (again,) = changes_of(source, tag)
    assert again["message"] == told["message"]
    assert unknown_in(source, Verdicts(("nonsense",), (told["message"],))) == ("nonsense",)


def one(was: str, now: str) -> POEntry:
    """What becomes of one translated entry when its message changes."""
    (entry,) = merge([POEntry(msgid=was, msgstr="t")], [Message(now)], 2).entries
    return entry


def test_a_sentence_that_is_put_back_is_valid_again() -> None:
    stale = one("They came by night", "They left by night")
    assert stale.fuzzy
    (back,) = merge([stale], [Message("They came by night")], 2).entries
    assert (back.msgstr, back.fuzzy, back.previous_msgid) == ("t", False, None)


def test_a_translators_own_doubt_stays() -> None:
    doubt = POEntry(msgid="They recieve it at night", msgstr="t", flags=["fuzzy"])
    (entry,) = merge([doubt], [Message("They receive it at night")], 2).entries
    assert entry.fuzzy
    said = Author(said=lambda _: "typo")
    (entry,) = merge([entry], [Message("They receive it at night")], 2, None, said).entries
    assert entry.fuzzy, "an author can't dispel it"


def test_what_was_accepted_is_not_accepted_for_the_next_wording() -> None:
    old = POEntry(msgid="They came by night", msgstr="t", flags=["fuzzy"], tcomment="octavo-accept: A. Reader: fine")
    (entry,) = merge([old], [Message("They never came by night")], 2).entries
    assert entry.fuzzy
    assert entry.tcomment == "octavo-accepted-before: A. Reader: fine"


def test_names_in_a_translation_follow_those_of_the_source() -> None:
    old = [POEntry(msgid="{dead.people} fell [@hrw].", msgstr="[@hrw] {dead.people.gen} t {dead.people.gen}")]
    (stale,) = merge(old, [Message("{killed.people} fell [@hrw].")], 2).entries
    assert stale.fuzzy, "the translation has another number of placeholders than its source had: nothing is guessed"
    old[0].msgstr = "[@hrw] {dead.people.gen} t"
    (entry,) = merge(old, [Message("{killed.people} fell [@hrw1992].")], 2).entries
    assert (entry.fuzzy, entry.msgstr) == (False, "[@hrw1992] {killed.people.gen} t")


def test_another_figure_is_no_new_name() -> None:
    old = [
        POEntry(msgid="{dead.people} were found.", msgstr="{dead.people} t"),
        POEntry(msgid="Of {hurt.people} nothing.", msgstr="{hurt.people} u"),
    ]
    said = [Message("{hurt.people} were found."), Message("Of {hurt.people} nothing.")]
    assert [entry.fuzzy for entry in merge(old, said, 2).entries] == [True, False]
