# SPDX-License-Identifier: AGPL-3.0-or-later
"""A message beside one form of its translation, each as the words that readers meet: what every check of lint reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize.formats import language_name
from octavo.localize.language import language_from_cldr
from octavo.markup.runs import read_runs
from octavo.markup.segments import fold
from octavo.model.blocks import Inline
from octavo.model.catalog import Message
from octavo.model.locale import Language

VALUE = "\ufffc"  # stands for a placeholder, code, an address: something that is no word of the translator's
_GONE = "\ufffb"  # where a citation or the mark of a note was
_BRACED = re.compile(r"\{[^{}]*\}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARK = re.compile(rf"[ \t\xa0\u202f]*{_GONE}")
# Vowel signs and accents, which Python's \w leaves out though no reader would; in the Indic blocks all but the danda.
_SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0dff\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
)
LETTER = rf"(?:[^\W\d_]|[{_SIGNS}])"
WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
AROUND = 14


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a string without its markup.

    text   what the language's own rules hold for: words of other languages (spans with lang) are a VALUE each
    whole  all words, and what citations say of pages: for comparing with the source
    """

    text: str
    whole: str


def prose_of(text: str, *, markdown: bool = True) -> Prose:
    """Return the words of a string; `markdown` tells whether its markup is read, or it only has {names}."""
    if not markdown:
        plain = _ADDRESS.sub(VALUE, _BRACED.sub(VALUE, text))
        return Prose(plain, plain)
    runs, _ = read_runs(fold(text).text, None)
    own, whole = (_MARK.sub("", _ADDRESS.sub(VALUE, _words(runs, foreign))) for foreign in (False, True))
    return Prose(own, " ".join([whole, *_locators(runs)]))


def _words(runs: Iterable[Inline], foreign: bool) -> str:
    out = []
    for run in runs:
        match run.kind:
            case "value" | "code":
                out.append(VALUE)
            case "cite" | "note":
                out.append(_GONE)
            case "break":
                out.append("\n")
            case "span" if "lang" in run.attrs and not foreign:
                out.append(VALUE)
            case "image":
                out.append(run.attrs.get("alt", ""))
            case _:
                out.append(run.text + _words(run.children, foreign))
    return "".join(out)


def _locators(runs: Iterable[Inline]) -> list[str]:
    found = []
    for run in runs:
        found += [value for name, value in sorted(run.attrs.items()) if name.startswith("locator.")]
        found += _locators(run.children)
    return found


@dataclass(frozen=True)
class Pair:
    """A message and one form of its translation, as the PO file has it."""

    message: Message
    form: str
    language: Language
    place: Place

    @cached_property
    def source(self) -> Prose:
        """The words of the source; of the plural, where it has one."""
        return prose_of(self.message.plural or self.message.msgid, markdown=self._markdown)

    @cached_property
    def prose(self) -> Prose:
        """The words of the translation."""
        return prose_of(self.form, markdown=self._markdown)

    @property
    def _markdown(self) -> bool:
        return self.message.domain != "strings"

    def problem(self, code: str, /, **values: str) -> Problem:
        """Return a problem of this entry; its sentence and hint may name the {language} and its {quotes}."""
        named = language_name(self.language.tag, language_from_cldr("en"))
        return problem(code, self.place, language=named, quotes=shown_quotes(self.language), **values)


def shown_quotes(language: Language) -> str:
    """Return the language's quotation marks for a hint: “…”, inside ‘…’."""
    outer, inner = ("".join([opening, "…", closing]) for opening, closing in (language.quotes[:2], language.quotes[2:]))
    return f"{outer} and, inside them, {inner}"


def near(text: str, start: int, end: int | None = None) -> str:
    """Return the words around a place in a text, for a problem to show it."""
    last = start + 1 if end is None else end
    left, right = max(0, start - AROUND), min(len(text), last + AROUND)
    while left > 0 and text[left - 1].isalnum() and left > start - 2 * AROUND:
        left -= 1
    while right < len(text) and text[right].isalnum() and right < last + 2 * AROUND:
        right += 1
    return text[left:right].replace("\n", " ").replace(VALUE, "{…}").strip()


def letters_of(text: str) -> int:
    """Return how many letters a text has."""
    return sum(map(str.isalpha, text))
