# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a translation must keep of its source, and what it must not bring: it is data, never code."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.localize.noun_forms import split_form
from octavo.localize.plurals import numbers_of_form
from octavo.markup.runs import read_runs
from octavo.markup.segments import fold
from octavo.markup.shape import inline_shape
from octavo.model.blocks import walk_inline
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
ALWAYS_WRONG = frozenset({"L308", "L312", "L313", "L317", "L319"})
_STRAY = re.compile(r"\]\(|\*+|\[\^|\[@|\]\{")
LONGEST = 20_000  # signs; a translation that has more, and many times as many as its source, is none
MANY = 20


def lint(
    message: Message, forms: tuple[str, ...], place: Place, plurals: str, units: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return what is wrong with a translation's forms.

    Args:
        message: what was translated.
        forms: one, or as many as the language has plurals.
        place: of the entry.
        plurals: the language's rule.
        units: the counted nouns of the publication, whose named forms a translation may choose.
    """
    found: list[Problem] = []
    for index, form in enumerate(forms):
        wanted = len(message.plural or message.msgid)
        if len(form) > max(LONGEST, MANY * wanted):
            found.append(problem("L319", place, found=len(form), wanted=wanted))
            continue  # it is not read: that would take long
        foreign = [*_foreign(form, place)]
        found += foreign
        if any(each.code == "L308" for each in foreign):
            continue  # code is no markup to be compared
        found += _braces(message, form, place) if message.domain == "strings" else _markup(message, form, place, units)
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


def _markup(message: Message, form: str, place: Place, units: Collection[str]) -> Iterator[Problem]:
    source = message.plural or message.msgid
    known = {flaw.code for flaw in read_runs(fold(source).text, None)[1]}
    for flaw in read_runs(fold(form).text, None)[1]:
        if flaw.code == "T922":
            yield problem("L311", place, name=flaw.values["name"])
        elif flaw.code in _MARKUP_FLAWS - known:
            yield problem(flaw.code, place, **flaw.values)
    wanted, got = (Counter(_in_any_form(inline_shape(text), units)) for text in (source, form))
    if message.plural:
        got["value", "n"] = wanted["value", "n"]  # whether the number may be left out is asked elsewhere
    for code, of_value in (("L309", True), ("L310", False)):
        missing, extra = (
            Counter({pair: count for pair, count in each.items() if (pair[0] == "value") == of_value})
            for each in (wanted - got, got - wanted)
        )
        if missing or extra:
            difference = _difference(missing, extra)
            yield problem(code, place, hints=_meant(missing, extra) if of_value else (), difference=difference)
    if wanted == got and (stray := next(iter(_strays(form) - _strays(source)), "")):
        yield problem("L310", place, difference=f"“{stray}” would be printed as it stands")


def _strays(text: str) -> Counter[str]:
    """Return the signs of markup that a reader would see: an emphasis or a link that is opened and not closed."""
    runs, _ = read_runs(fold(text).text, None)
    shown = " ".join(run.text for run in walk_inline(runs) if run.kind == "text")
    found = Counter(_STRAY.findall(shown))
    if shown.count("[") != shown.count("]"):
        found["[" if shown.count("[") > shown.count("]") else "]"] += 1
    return found


def _in_any_form(pairs: tuple[tuple[str, str], ...], units: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs with counted nouns as if in their first form: a translation may ask for another one."""
    for kind, name in pairs:
        yield kind, split_form(name, units)[0] if kind == "value" else name


def _meant(missing: Counter[tuple[str, str]], extra: Counter[tuple[str, str]]) -> list[str]:
    """Return a hint for each placeholder that is one of the missing ones, misspelt."""
    names = sorted({name for _, name in missing})
    near = {name: get_close_matches(name, names, 1) for _, name in sorted(extra)}
    return [f"write {{{found[0]}}} instead of {{{name}}}" for name, found in near.items() if found]


def _braces(message: Message, form: str, place: Place) -> Iterator[Problem]:
    """Words of templates have {names} and no markup; braces that name nothing would be code."""
    wanted, got = (Counter(_BRACED.findall(text)) for text in (message.plural or message.msgid, form))
    if message.plural:
        got["{n}"] = wanted["{n}"]
    pairs = [Counter({("value", text[1:-1]): count for text, count in each.items()}) for each in (wanted, got)]
    missing, extra = pairs[0] - pairs[1], pairs[1] - pairs[0]
    difference = _difference(missing, extra)
    if not difference and set(_BRACED.sub("", form)) & {"{", "}"}:
        difference = "a brace stands alone"
    if difference:
        yield problem("L309", place, hints=_meant(missing, extra), difference=difference)


def _difference(missing: Counter[tuple[str, str]], extra: Counter[tuple[str, str]]) -> str:
    """Return what is missing and what is too much, in the words of the dialect; empty if nothing is."""
    parts = [f"{_shown(missing)} is missing"] if missing else []
    return "; ".join(parts + ([f"{_shown(extra)} is not in the source"] if extra else []))


def _shown(pairs: Counter[tuple[str, str]]) -> str:
    texts = [_WRITTEN.get(kind, kind).format(name) for kind, name in sorted(pairs.elements())]
    return ", ".join(texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")
