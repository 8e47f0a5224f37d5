# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines that text was broken into, known again: in the same layout, and in the next one of the same book.

To break a line is to shape it, and to shape it again for each place where its last word may be hyphenated. The engine
asks for the same line often (to measure cells, to balance columns, when a page is laid out again), and a changed
sentence leaves all other paragraphs as they were. What WeasyPrint (70.0) keeps of a line is plain: its text and its
measures; to draw it, it shapes that text anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from operator import itemgetter
from typing import Any

# All that text/line_break.py and text/fonts.py ask of a style for it; a test looks what they ask for.
ASKED = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
MOST = 20_000
"""Lines that are kept at once, of about 150 pages: a book laid out in one piece shall not keep more and more."""

_asked = itemgetter(*ASKED)
_LONG = 64  # characters from which on a digest is shorter than a text

Line = tuple[dict[str, Any], int, "int | None", float, float, float]
"""What the engine's Layout holds, the bytes of the line and where the next begins, width, height, baseline in px."""


class KnownLines:
    """Lines by all they come from but fonts and patterns for hyphenation, which must be the same each time."""

    def __init__(self, before: bytes = b"") -> None:
        self._before: dict[str, Line] = json.loads(before) if before else {}
        self._now: dict[str, Line] = {}
        self._styles: dict[Any, str] = {}

    def encode(self) -> bytes:
        """Return the lines that were asked for, to be known the next time."""
        return json.dumps(self._now, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def are_new(self) -> bool:
        """Tell whether other lines were asked for than the last time."""
        return self._now.keys() != self._before.keys()

    def split(self, engine: Callable[..., Any], text: str, style: Any, *rest: Any, **named: Any) -> Any:
        """Return what the engine's `split_first_line` returns, from what is known if it is."""
        drawn = self._style(style)
        if not drawn:
            return engine(text, style, *rest, **named)
        said = text if len(text) < _LONG else blake2b(text.encode(), digest_size=16).hexdigest()
        key = f"{drawn} {rest[1:]} {named} {said}"
        line = self._now.get(key) or self._before.get(key)
        if line is None:
            layout, *measures = engine(text, style, *rest, **named)
            line = (dict(vars(layout)), *measures)
        else:
            layout = _laid_out(line[0])
        if len(self._now) < MOST:
            self._now[key] = line
        return layout, *line[1:]

    def _style(self, style: Any) -> str:
        """Return a name of what the engine asks of a style; nothing where that is more than plain values."""
        asked = _asked(style)
        try:
            return self._styles[asked]
        except KeyError:
            return self._named(asked)
        except TypeError:  # a set, of lines above and below the text
            asked = tuple(tuple(sorted(each)) if isinstance(each, set) else each for each in asked)
            return self._styles.get(asked) or self._named(asked)

    def _named(self, asked: tuple[Any, ...]) -> str:
        plain = all(_is_plain(each) for each in asked)
        self._styles[asked] = blake2b(repr(asked).encode(), digest_size=8).hexdigest() if plain else ""
        return self._styles[asked]


@contextmanager
def knowing_lines(lines: KnownLines) -> Iterator[None]:
    """Break text into lines, within this block, only where such a line is not known yet."""
    from weasyprint.layout import inline, preferred

    engine = inline.split_first_line

    def split_first_line(*given: Any, **named: Any) -> Any:
        return lines.split(engine, *given, **named)

    inline.split_first_line = preferred.split_first_line = split_first_line
    try:
        yield
    finally:
        inline.split_first_line = preferred.split_first_line = engine


def _laid_out(known: dict[str, Any]) -> Any:
    """Return the engine's object of a line that is not drawn yet."""
    from weasyprint.text.line_break import Layout

    layout = Layout.__new__(Layout)
    vars(layout).update(known)
    return layout


def _is_plain(value: Any) -> bool:
    """Tell whether a value of a style says all it is: one of a calculation would not."""
    if isinstance(value, tuple):
        return all(_is_plain(each) for each in value)
    return value is None or isinstance(value, str | int | float)
