# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures typed by hand where the ledger has them: a number of the ledger, or any number before a counted noun."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from octavo.diagnostics.problem import Problem, problem
from octavo.load.facts import Ledger
from octavo.load.passages import Passage
from octavo.load.references import unit_of
from octavo.model.blocks import Inline
from octavo.model.ledger import Figure

# Below this a number is too common for its value to say that the ledger's figure is meant.
SMALLEST = 100
_YEARS = range(1900, 2101)

# Thousands are grouped by point, comma, apostrophe, or a space of some kind; digits of any script are digits.
_GROUP = "[.,'’٬\u0020\u00a0\u2009\u202f]"
_NUMBER = re.compile(rf"(?<![\w{{.,])\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)|(?<![\w{{])\d+(?:[.,٫]\d+)?")
_UNWRITTEN = "\ufffc"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed number may stand for: values with the placeholders that print them, nouns with their units."""

    values: dict[Decimal, tuple[str, ...]]
    units: dict[str, str]
    nouns: tuple[tuple[str, str], ...]


def typed_of(ledger: Ledger) -> Typed:
    """Return what the numbers and nouns in texts are compared with."""
    values: dict[Decimal, list[str]] = {}
    units: dict[str, str] = {}
    for statistic in ledger.statistics.statistics:
        figures: list[tuple[str, Figure]] = [(statistic.id, statistic.figure)] if statistic.figure else []
        figures += [(f"{statistic.id}.{each.id}", each) for each in statistic.alternatives]
        for name, figure in figures:
            units[name] = unit_of(statistic, name.partition(".")[2])
            for value in {figure.value, figure.low, figure.high} - {None}:
                values.setdefault(Decimal(value or 0), []).append(name)
    nouns = set()
    for unit in ledger.statistics.units:
        forms = (unit.noun, *(form.replace("{n}", "") for form in (unit.one, unit.other)))
        nouns |= {(noun, unit.id) for form in forms if (noun := " ".join(form.split()).casefold())}
    longest_first = sorted(nouns, key=lambda pair: (-len(pair[0]), pair))
    return Typed({value: tuple(names) for value, names in values.items()}, units, tuple(longest_first))


def typed_problems(passage: Passage, typed: Typed) -> Iterator[Problem]:
    """Yield a problem T210 for each figure in a passage that was typed by hand."""
    if passage.quoted or (passage.block and passage.block.kind == "code"):
        return
    text = _written(passage.runs)
    for match in _NUMBER.finditer(text):
        noun, unit = _noun_after(text[match.end() :], typed)
        names = [name for value in _values(match[0]) for name in typed.values.get(value, ()) if value >= SMALLEST]
        if noun:
            names = [name for value in _values(match[0]) for name in typed.values.get(value, ())]
            names = [name for name in names if typed.units[name] == unit]
        elif _is_year(match[0]):
            continue
        if noun or names:
            hint = _hint(names, unit)
            yield from passage.tell(problem("T210", passage.at(match[0]), hints=[hint], number=match[0] + noun))


def _written(runs: tuple[Inline, ...]) -> str:
    """Return what the author wrote out: no code, citations or placeholders, and no addresses."""
    out = []
    for run in runs:
        match run.kind:
            case "code" | "value" | "cite" | "note" | "image":
                out.append(_UNWRITTEN)
            case "break":
                out.append(" ")
            case "link" if re.match(r"^\w+://\S+$", _written(run.children)):
                out.append(_UNWRITTEN)
            case _:
                out.append(run.text + _written(run.children))
    return "".join(out)


def _values(text: str) -> list[Decimal]:
    """Return what a number may mean: 1.000 is a thousand in one language and one in another."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    found = {Decimal(re.sub(r"\D", "", digits))} if re.fullmatch(rf"\d{{1,3}}({_GROUP}\d{{3}})+|\d+", digits) else set()
    if match := re.fullmatch(r"(\d+)[.,٫](\d+)", digits):
        found.add(Decimal(f"{match[1]}.{match[2]}"))
    if " " in digits:  # “on 25 613 people”: two numbers, or one with a space in it
        found |= {Decimal(part) for part in digits.split(" ") if part.isdecimal()}
    return sorted(found)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and int(text) in _YEARS


def _noun_after(rest: str, typed: Typed) -> tuple[str, str]:
    """Return the counted noun that follows a number, with the space before it, and its unit."""
    for noun, unit in typed.nouns:
        # Scripts without spaces between words need none before or after the noun.
        joined = unicodedata.east_asian_width(noun[0]) in "WF"
        pattern = rf"{re.escape(noun)}" if joined else rf"{re.escape(noun)}(?!\w)"
        match = re.match(rf"[\s\u00a0\u202f-]{'*' if joined else '+'}{pattern}", rest, re.IGNORECASE)
        if match:
            return match[0], unit
    return "", ""


def _hint(names: list[str], unit: str) -> str:
    if not names:
        return f"put the figure into facts/statistics.yaml and write its placeholder, such as {{its_id.{unit}}}"
    tail = f".{unit}" if unit else ""
    ways = " or ".join(f"{{{name}{tail}}}" for name in dict.fromkeys(names[:4]))
    return f"write {ways}"
