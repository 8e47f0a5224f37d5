# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of steps are done once: then the store has them, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.model.document import Document
from octavo.pipeline import kept
from octavo.pipeline.inputs import files_below, leaf
from octavo.pipeline.kept import kept_in
from octavo.pipeline.store import Lost, Store
from octavo.pipeline.work import Work
from octavo.render import subset
from octavo.render.press import remember
from tests.render.samples import document


def test_a_second_file_takes_it_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes | None] = []

    def watched(get, put):  # type: ignore[no-untyped-def]
        def keep(key, _):  # type: ignore[no-untyped-def]
            seen.append(get(key))
            put(key, b"inks")

        return keep

    monkeypatch.setattr(remember, "remembering", watched)
    store = Store(tmp_path)
    for _ in range(2):
        kept_in(store)("a picture", None)  # type: ignore[arg-type]
    assert seen == [None, b"inks"]
    for blob in (tmp_path / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(b"damaged")
    kept_in(store)("a picture", None)  # type: ignore[arg-type]
    assert seen[2] is None
    monkeypatch.setattr(kept, "environment", lambda: "another program")
    kept_in(store)("a picture", None)  # type: ignore[arg-type]
    assert seen[3] is None


def test_pages_are_remembered_until_they_are_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, made = Store(tmp_path), list[str]()

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    def ask(*keys: str) -> list[str]:
        with kept.pages_of_last_time(store, "book en press") as remember:
            return [remember(key, partial(make, key)) for key in keys]

    assert ask("a", "b", "a") == ["A", "B", "A"]
    assert ask("b", "ç") == ["B", "Ç"]
    assert ask("a", "b") == ["A", "B"]
    assert made == ["a", "b", "ç", "a"]
    monkeypatch.setattr(kept, "environment", lambda: "another program")
    assert ask("b") == ["B"]
    assert made[-1] == "b"


@given(st.dictionaries(st.text(max_size=9), st.binary(max_size=99), max_size=9))
def test_parts_come_out_as_they_went_in(parts: dict[str, bytes]) -> None:
    assert {key: bytes(data) for key, data in kept.unpacked(kept.packed(parts)).items()} == parts


def test_a_font_is_cut_once_for_the_same_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cuts: list[frozenset[int]] = []

    def cut(data: bytes, characters: frozenset[int], *, woff2: bool) -> bytes:
        cuts.append(characters)
        return data + bytes(sorted(characters)) + bytes([woff2])

    monkeypatch.setattr(subset, "subset_font", cut)
    few, more = frozenset({1, 2}), frozenset({1, 2, 3})
    for _ in range(2):
        cutting = kept.cut_in(Store(tmp_path))
        assert cutting(b"font", few, woff2=True) == b"font\1\2\1"
        assert cutting(b"font", few, woff2=False) == b"font\1\2\0"
        assert cutting(b"font", more, woff2=True) == b"font\1\2\3\1"
    assert len(cuts) == 3


def test_a_document_is_laid_out_once_for_all_that_have_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, fonts = Store(tmp_path / "store"), tmp_path / "fonts"
    fonts.mkdir()
    made: list[str] = []

    def ask(title: str, value: bytes | None = b"pages", lost: tuple[Lost, ...] = ()) -> Outcome[bytes]:
        work = Work(store, {}, {"fonts": leaf(fonts, files_below(fonts))}, {}, lost=list(lost))

        def make() -> Outcome[bytes]:
            made.append(title)
            return Outcome(value, (problem("P702", Place(key="publication.yaml#parts")),))

        return kept.made_once(work, "cover", document(f"<h1>{title}</h1>"), make)

    assert ask("One") == ask("One")
    assert ask("One").problems[0].code == "P702"
    assert made == ["One"]
    ask("Two")
    (fonts / "a.ttf").write_bytes(b"glyphs")
    ask("Two")
    monkeypatch.setattr(kept, "environment", lambda: "another program")
    ask("Two")
    assert made == ["One", "Two", "Two", "Two"]
    for _ in range(2):
        ask("Nothing", value=None)
        ask("Broken", lost=(Lost("a picture"),))
    assert made[4:] == ["Nothing", "Broken", "Nothing", "Broken"]


def test_lines_are_known_as_long_as_fonts_and_patterns_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, fonts = Store(tmp_path / "store"), tmp_path / "fonts"
    fonts.mkdir()
    broken: list[str] = []

    def engine(text: str, style: Any, *_: Any) -> tuple[Any, ...]:
        broken.append(text)
        return SimpleNamespace(text=text), len(text), None, 1.5, 2.5, 3.5

    def ask(composed: Document, *texts: str, lost: tuple[Lost, ...] = ()) -> list[Any]:
        work = Work(store, {}, {"fonts": leaf(fonts, files_below(fonts))}, {}, lost=list(lost))
        with kept.lines_of_last_time(work, composed, "book en") as lines:
            made = [lines.split(engine, text, defaultdict(str), "context", 9.0, 0) for text in texts]
        assert [each[0].text for each in made] == list(texts)
        broken.append("|")
        return [each[1:] for each in made]

    plain = document("<p>One</p>")
    assert ask(plain, "one", "two", "one") == ask(plain, "one", "two", "one") == [(3, None, 1.5, 2.5, 3.5)] * 3
    assert ask(document("<p>Other</p>"), "two", "three")
    assert broken == ["one", "two", "|", "|", "three", "|"]
    broken.clear()
    for other in (replace(plain, hyphenation_patterns="ho1pe"), replace(plain, styles=()), plain):
        ask(other, "two")
    assert broken == ["two", "|", "two", "|", "|"]
    broken.clear()
    (fonts / "a.ttf").write_bytes(b"glyphs")
    ask(plain, "two", lost=(Lost("a font"),))
    ask(plain, "two")
    ask(plain, "two")
    monkeypatch.setattr(kept, "environment", lambda: "another program")
    ask(plain, "two")
    assert broken == ["two", "|", "two", "|", "|", "two", "|"]
