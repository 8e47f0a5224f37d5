# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines known again are the engine's, and those of another style, text or measure are others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from octavo.model.document import Document
from octavo.render import known_lines
from octavo.render.boxes import text_of, walk
from octavo.render.known_lines import ASKED, KnownLines
from octavo.render.layout import Layout, lay_out
from tests.render.samples import ARABIC, ENGLISH, document, read

Lay = Callable[..., Layout]

TEXT = {"en": ENGLISH, "ar": ARABIC}
STYLE = """
body { hyphens: auto; text-align: justify; font-variant-numeric: oldstyle-nums }
em { text-decoration: underline; letter-spacing: 0.05em; word-spacing: 0.1em }
code { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4 }
.narrow { width: 12mm; overflow-wrap: break-word }
"""


def text(language: str, first: str = "") -> Document:
    """Return paragraphs, a table whose columns are measured, and text that is set in columns."""
    words = TEXT[language]
    body = f"<p>{first}{words}</p><p>{words} <em>{words[:40]}</em> <code>a\tb {words[:60]}</code></p>"
    body += f"<table><tr><td>{words[:90]}<td>{words[:30]}<td>3</table>"
    body += f'<div style="columns: 2">{words}</div><p class="narrow">{words[:80]}</p>'
    direction = "rtl" if language == "ar" else "ltr"
    return document(body, language=language, direction=direction, style=STYLE)


class Counted:
    """The engine's function, with how often it was asked and what it asked of styles."""

    def __init__(self, engine: Callable[..., Any]) -> None:
        self.engine, self.texts, self.asked = engine, list[str](), set[str]()

    def __call__(self, words: str, style: Any, *rest: Any, **named: Any) -> Any:
        self.texts.append(words)
        return self.engine(words, _Asked(style, self.asked), *rest, **named)


class _Asked:
    """A style that notes what it is asked for."""

    def __init__(self, style: Any, asked: set[str]) -> None:
        self._style, self._asked = style, asked

    def __getitem__(self, name: str) -> Any:
        self._asked.add(name)
        return self._style[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style, name)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The engine's function for one line of a text, counted."""
    from weasyprint.layout import inline, preferred

    counted = Counted(inline.split_first_line)
    monkeypatch.setattr(inline, "split_first_line", counted)
    monkeypatch.setattr(preferred, "split_first_line", counted)
    return counted


@pytest.fixture
def lay(workspace: Path) -> Lay:
    """Return lay(document, lines): its pages, with lines that are known."""
    return lambda given, lines=None: lay_out(given, read, workspace=workspace, lines=lines).unwrap()


def places(layout: Layout) -> list[tuple[Any, ...]]:
    return [
        (page.number, node.kind, text_of(node), node.x, node.y, node.width, node.height)
        for page in layout.pages
        for node in walk(page.body)
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_known_lines_stand_where_the_engine_has_them(
    lay: Lay, engine: Counted, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("octavo.render.layout.knowing_lines", lambda _: nullcontext())
        plain = lay(text(language))
    of_engine = len(engine.texts)
    first = KnownLines()
    assert places(lay(text(language), first)) == places(plain)
    of_first = len(engine.texts) - of_engine
    assert 0 < of_first < of_engine
    second = KnownLines(first.encode())
    assert places(lay(text(language), second)) == places(plain)
    assert len(engine.texts) == of_engine + of_first
    assert first.are_new
    assert not second.are_new
    assert second.encode() == first.encode()


def test_all_that_the_engine_asks_of_a_style_is_known(lay: Lay, engine: Counted) -> None:
    lay(text("en"))
    assert {"font_family", "hyphens", "overflow_wrap", "tab_size", "text_decoration_line"} <= engine.asked
    # The height of a line is asked for elsewhere; here it is but part of a name for something else.
    assert engine.asked - {"line_height"} <= set(ASKED)


def test_only_the_paragraph_that_changed_is_broken_anew(lay: Lay, engine: Counted) -> None:
    lines = KnownLines()
    lay(text("en"), lines)
    engine.texts.clear()
    lay(text("en", first="Long before that, "), KnownLines(lines.encode()))
    assert engine.texts
    ends = [each for each in engine.texts if ("Long before that, " + ENGLISH).endswith(each)]
    # The last words of a line are broken once more, without the space behind them.
    assert len(ends) >= len(engine.texts) - 1


@pytest.mark.parametrize("style", ["font-size: 9.1pt", "letter-spacing: 0.01em", "hyphens: none", "font-weight: bold"])
def test_a_line_in_another_style_is_another_line(lay: Lay, engine: Counted, style: str) -> None:
    lines = KnownLines()
    lay(document(f"<p>{ENGLISH}</p>"), lines)
    engine.texts.clear()
    lay(document(f"<p style='{style}'>{ENGLISH}</p>"), KnownLines(lines.encode()))
    assert ENGLISH in engine.texts


def test_a_style_that_is_reckoned_is_left_to_the_engine(lay: Lay, engine: Counted) -> None:
    lines = KnownLines()
    reckoned = document(f"<p style='hyphenate-limit-zone: calc(1em + 2%)'>{ENGLISH}</p>", style="p { hyphens: auto }")
    lay(reckoned, lines)
    engine.texts.clear()
    lay(reckoned, KnownLines(lines.encode()))
    assert ENGLISH in engine.texts


def test_no_more_lines_are_kept_than_is_worth_their_memory(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_lines, "MOST", 5)
    lines = KnownLines()
    lay(text("en"), lines)
    assert len(KnownLines(lines.encode())._before) == 5
