# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a translation must keep of its source, and what it must not bring: it is data, never code."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.localize.plurals import numbers_of_form
from octavo.markup.runs import read_runs
from octavo.markup.segments import fold
from octavo.markup.shape import inline_shape
from octavo.model.catalog import Message

_CODE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|&(?:[A-Za-z]+|#\w+);")
TURNING = re.compile("[\u202a-\u202e]")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_BRACED = re.compile(r"\{[^{}]*\}")
# Flaws of the markup itself that source and translation are told of in the same words.
_MARKUP_FLAWS = frozenset({"T913", "T915", "T920", "T921", "T923"})
_WRITTEN = {
    "emphasis": "*…*",
    "strong": "**…**",
    "link": "the link to {}",
    "code": "`{}`",
    "note": "[^{}]",
    "cite": "[@{}]",
    "span": "[…]{{{}}}",
    "image": "the picture {}",
    "value": "{{{}}}",
}
_SHOWN = 3
ALWAYS_WRONG = frozenset({"L308", "L312", "L313", "L317"})


def lint(message: Message, forms: tuple[str, ...], place: Place, plurals: str) -> tuple[Problem, ...]:
    """Return what is wrong with a translation's forms; `plurals` is the language's rule."""
    found: list[Problem] = []
    for index, form in enumerate(forms):
        foreign = [*_foreign(form, place)]
        found += foreign
        if any(each.code == "L308" for each in foreign):
            continue  # code is no markup to be compared
        found += _braces(message, form, place) if message.domain == "strings" else _markup(message, form, place)
        if message.plural:
            found += _number_left_out(message, form, index, place, plurals)
    return in_order(found)


def _foreign(form: str, place: Place) -> Iterator[Problem]:
    if match := _CODE.search(form):
        yield problem("L308", place, found=match[0])
    if turned := TURNING.search(form):
        yield problem("L312", place, found=f"U+{ord(turned[0]):04X}")
    opened, closed = sum(form.count(sign) for sign in _OPENING), form.count(_CLOSING)
    if opened != closed:
        yield problem("L313", place, opened=opened, closed=closed)
    for sign in sorted(set(form)):
        if sign != "\n" and unicodedata.category(sign) in ("Cc", "Zl", "Zp"):
            yield problem("L317", place, found=f"U+{ord(sign):04X}")


def _number_left_out(message: Message, form: str, index: int, place: Place, plurals: str) -> Iterator[Problem]:
    numbers = numbers_of_form(plurals)[index]
    # A form that stands for one number only may leave it out (“two people” in Arabic).
    if "{n}" in message.plural and "{n}" not in form and len(numbers) > 1:
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
        yield problem("L315", place, form=index, numbers=shown)


def _markup(message: Message, form: str, place: Place) -> Iterator[Problem]:
    source = message.plural or message.msgid
    known = {flaw.code for flaw in read_runs(fold(source).text, None)[1]}
    for flaw in read_runs(fold(form).text, None)[1]:
        if flaw.code == "T922":
            yield problem("L311", place, name=flaw.values["name"])
        elif flaw.code in _MARKUP_FLAWS - known:
            yield problem(flaw.code, place, **flaw.values)
    wanted, got = Counter(inline_shape(source)), Counter(inline_shape(form))
    if message.plural:
        got["value", "n"] = wanted["value", "n"]  # whether the number may be left out is asked elsewhere
    for code, of_value in (("L309", True), ("L310", False)):
        difference = _difference(
            Counter({pair: count for pair, count in wanted.items() if (pair[0] == "value") == of_value}),
            Counter({pair: count for pair, count in got.items() if (pair[0] == "value") == of_value}),
        )
        if difference:
            yield problem(code, place, difference=difference)


def _braces(message: Message, form: str, place: Place) -> Iterator[Problem]:
    """Words of templates have {names} and no markup; braces that name nothing would be code."""
    wanted, got = (Counter(_BRACED.findall(text)) for text in (message.plural or message.msgid, form))
    if message.plural:
        got["{n}"] = wanted["{n}"]
    pairs = [Counter({("value", text[1:-1]): count for text, count in each.items()}) for each in (wanted, got)]
    difference = _difference(*pairs)
    if not difference and set(_BRACED.sub("", form)) & {"{", "}"}:
        difference = "a brace stands alone"
    if difference:
        yield problem("L309", place, difference=difference)


def _difference(wanted: Counter[tuple[str, str]], got: Counter[tuple[str, str]]) -> str:
    """Return what is missing and what is too much, in the words of the dialect; empty if nothing is."""
    missing, extra = wanted - got, got - wanted
    parts = [f"{_shown(missing)} is missing"] if missing else []
    return "; ".join(parts + ([f"{_shown(extra)} is not in the source"] if extra else []))


def _shown(pairs: Counter[tuple[str, str]]) -> str:
    texts = [_WRITTEN.get(kind, kind).format(name) for kind, name in sorted(pairs.elements())]
    return ", ".join(texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")
