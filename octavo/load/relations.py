# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts, wholes and sums in the ledger: calculated only within one source and one unit, and never by us."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.facts import Ledger
from octavo.load.ledger import unknown_source
from octavo.load.words import near_or_all
from octavo.model.ledger import Alternative, Figure, Statistic

# Whoever says “about” or “nearly” may be a tenth off without contradicting anybody.
SLACK = Decimal("0.1")
ROUNDED = frozenset({"about", "nearly", "estimate"})
# Below this, that one number is the difference of two others says nothing.
SMALLEST_REMAINDER = 10
MOST_GROUPS = 8


def relation_problems(ledger: Ledger) -> Iterator[Problem]:
    """Yield what is wrong with the relations between statistics."""
    for statistic in ledger.statistics.statistics:
        if statistic.part_of:
            yield from _part(statistic, ledger)
        if statistic.sum_of:
            yield from _sum(statistic, ledger)
    yield from _circles(ledger)
    yield from _remainders(ledger)


def _part(part: Statistic, ledger: Ledger) -> Iterator[Problem]:
    if part.part_of is None:
        return
    whole, source = part.part_of.whole, part.part_of.source
    here = ledger.place("statistics", part.id, "part_of")
    if not ledger.knows("sources", source):
        yield unknown_source(source, ledger.place("statistics", part.id, "part_of", "source"), ledger)
    elif not _cites(part, source):
        yield problem("D114", here, source=source, id=part.id)
    if not ledger.knows("statistics", whole):
        yield unknown_statistic(whole, ledger.place("statistics", part.id, "part_of", "whole"), ledger)
    elif (total := ledger.statistic_by_id.get(whole)) and whole != part.id:
        yield from _larger(part, total, source, here)


def _larger(part: Statistic, whole: Statistic, source: str, here: Place) -> Iterator[Problem]:
    """Yield a problem if the least that a source says of the part is more than the most it says of the whole."""
    parts, wholes = figures_of(part, source), figures_of(whole, source)
    for unit in sorted({unit for unit, _ in parts} & {unit for unit, _ in wholes}):
        least = min(_least(figure) for each, figure in parts if each == unit)
        most = max(_most(figure) for each, figure in wholes if each == unit)
        if least > most:
            part_text = min((figure for each, figure in parts if each == unit), key=_least)
            whole_text = max((figure for each, figure in wholes if each == unit), key=_most)
            values = {"part": _said(part_text), "total": _said(whole_text), "source": source}
            yield problem("D113", here, id=part.id, whole=whole.id, **values)


def figures_of(statistic: Statistic, source: str) -> list[tuple[str, Figure]]:
    """Return the figures that a source gives of a statistic, each with its unit; the primary one first."""
    figures: list[tuple[str, Figure]] = [(statistic.unit, statistic.figure)] if statistic.figure else []
    figures += [(each.unit or statistic.unit, each) for each in statistic.alternatives]
    return [(unit, each) for unit, each in figures if source in each.sources and _has_number(each)]


def _cites(statistic: Statistic, source: str) -> bool:
    figures = (*statistic.alternatives, *((statistic.figure,) if statistic.figure else ()))
    return any(source in each.sources for each in figures)


def _has_number(figure: Figure) -> bool:
    return figure.value is not None or (figure.low is not None and figure.high is not None)


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    if figure.value is not None:
        return figure.value, figure.value
    return figure.low or Decimal(0), figure.high or Decimal(0)


def _least(figure: Figure) -> Decimal:
    low, _ = _ends(figure)
    if figure.qualifier == "up_to":
        return Decimal(0)
    return low * (1 - SLACK) if figure.qualifier in ROUNDED else low


def _most(figure: Figure) -> Decimal:
    _, high = _ends(figure)
    if figure.qualifier in ("at_least", "more_than"):
        return Decimal("Infinity")
    return high * (1 + SLACK) if figure.qualifier in ROUNDED else high


def _said(figure: Figure) -> str:
    low, high = _ends(figure)
    number = str(low) if low == high else f"{low}–{high}"
    return number if figure.qualifier == "exact" else f"{figure.qualifier.replace('_', ' ')} {number}"


def _sum(statistic: Statistic, ledger: Ledger) -> Iterator[Problem]:
    if statistic.sum_of is None:
        return
    whole, parts, source = statistic.id, statistic.sum_of.parts, statistic.sum_of.source
    if not ledger.knows("sources", source):
        yield unknown_source(source, ledger.place("statistics", whole, "sum_of", "source"), ledger)
        return
    found: list[tuple[str, str, Figure]] = []
    for at, name in enumerate((whole, *parts)):
        place = ledger.place("statistics", whole, "sum_of", *(("parts", at - 1) if at else ()))
        given = _given(name, source, ledger)
        if not ledger.knows("statistics", name):
            yield unknown_statistic(name, place, ledger)
        elif name in parts[: max(at - 1, 0)]:
            yield problem("M117", place, what=name)
        elif given:
            found.append((name, *given))
        elif name in ledger.statistic_by_id:
            yield problem("D117", place, source=source, id=name)
    if len(found) == len(parts) + 1:
        yield from _added(found, source, ledger)


def _given(name: str, source: str, ledger: Ledger) -> tuple[str, Figure] | None:
    """Return the figure a source gives of a statistic: its primary one, else a comparable one, else the first."""
    statistic = ledger.statistic_by_id.get(name)
    figures = figures_of(statistic, source) if statistic else []
    return min(figures, key=lambda each: isinstance(each[1], Alternative) and not each[1].comparable, default=None)


def _added(found: list[tuple[str, str, Figure]], source: str, ledger: Ledger) -> Iterator[Problem]:
    (whole, unit, total), *parts = found
    place = ledger.place("statistics", whole, "sum_of")
    strange = [(part, counted) for part, counted, _ in parts if counted != unit]
    for part, counted in strange:
        yield problem("D118", place, part=part, unit=counted, id=whole, other=unit)
    low = sum((_ends(figure)[0] for _, _, figure in parts), Decimal(0))
    high = sum((_ends(figure)[1] for _, _, figure in parts), Decimal(0))
    if not strange and (low, high) != _ends(total):
        text = str(low) if low == high else f"{low}–{high}"
        yield problem("D116", place, sum=text, id=whole, total=_said(total), source=source)


def _circles(ledger: Ledger) -> Iterator[Problem]:
    """Yield a problem for each statistic that is a part of itself, by `part_of` or `sum_of`."""
    above: dict[str, set[str]] = {each.id: set() for each in ledger.statistics.statistics}
    for each in ledger.statistics.statistics:
        if each.part_of:
            above[each.id].add(each.part_of.whole)
        for part in each.sum_of.parts if each.sum_of else ():
            above.setdefault(part, set()).add(each.id)
    for name in above:
        if way := _way_back(name, above):
            yield problem("D115", ledger.place("statistics", name), id=name, way=" → ".join(way))


def _way_back(start: str, above: dict[str, set[str]]) -> list[str]:
    ways, seen = [[start]], {""}
    while ways:
        way = ways.pop(0)
        for whole in sorted(above.get(way[-1], ())):
            if whole == start:
                return [*way, start]
            if whole not in seen:
                seen.add(whole)
                ways.append([*way, whole])
    return []


def _remainders(ledger: Ledger) -> Iterator[Problem]:
    """Yield a problem for each statistic that is a whole without groups of it, where no source states a sum."""
    for whole in ledger.statistics.statistics:
        if whole.sum_of:
            continue
        groups: dict[str, list[Statistic]] = {}
        for each in ledger.statistics.statistics:
            if each.part_of and each.part_of.whole == whole.id:
                groups.setdefault(each.part_of.source, []).append(each)
        for source in sorted(groups):
            yield from _left_over(whole, groups[source], source, ledger)


def _left_over(whole: Statistic, groups: list[Statistic], source: str, ledger: Ledger) -> Iterator[Problem]:
    total = _exact(whole, source, ledger)
    sizes = {each.id: size for each in groups[:MOST_GROUPS] if (size := _exact(each, source, ledger))}
    if total is None:
        return
    for each in ledger.statistics.statistics:
        value = each.figure.value if each.figure else None
        if value is None or each.id == whole.id or each.unit != whole.unit or value < SMALLEST_REMAINDER:
            continue
        others = [name for name in sizes if name != each.id]
        for count in range(len(others), 0, -1):
            taken = next((few for few in combinations(others, count) if total - _total(few, sizes) == value), None)
            if taken:
                names = ", ".join(f"“{name}”" for name in taken)
                place = ledger.place("statistics", each.id, "figure")
                values = {"whole": whole.id, "total": total, "groups": names, "source": source}
                yield problem("D119", place, hints=(), id=each.id, value=value, **values)
                break


def _exact(statistic: Statistic, source: str, ledger: Ledger) -> Decimal | None:
    given = _given(statistic.id, source, ledger)
    return given[1].value if given else None


def _total(ids: tuple[str, ...], sizes: dict[str, Decimal]) -> Decimal:
    return sum((sizes[name] for name in ids), Decimal(0))


def unknown_statistic(name: str, place: Place, ledger: Ledger) -> Problem:
    """Return the problem of a statistic that the ledger does not have."""
    return problem("D103", place, hints=near_or_all(name, ledger.ids["statistics"]), statistic=name)
