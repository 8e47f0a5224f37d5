# SPDX-License-Identifier: AGPL-3.0-or-later
"""Indexes of a roll: its places, or its names, each with where in the book they stand.

Which lines of a roll belong to a term is worked out by `keys_by` alone. Here the lines get ids, and the layout puts in
their pages; who sets a roll in another way, and knows its pages by key, takes the same terms and keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from octavo.compose.book import IndexEntry, Section
from octavo.compose.roll import RollView
from octavo.compose.tree import sentence
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize.collation import filing, initial, sort_key
from octavo.model.document import Medium
from octavo.model.locale import Language
from octavo.model.rolls import IndexedBy


@dataclass(frozen=True, slots=True)
class IndexWish:
    """An index that an author asked for: of a roll, by place or name; the key is that of its block or part."""

    roll: str
    by: IndexedBy
    key: str


@dataclass(frozen=True, slots=True)
class RollIndex:
    """An index of a roll as templates show it: terms by initial letter."""

    letters: tuple[tuple[str, tuple[IndexEntry, ...]], ...]


def keys_by(view: RollView, by: IndexedBy, language: Language) -> dict[str, tuple[str, ...]]:
    """Return the terms of an index in the order of the alphabet, each with the keys of its lines in their order.

    The terms are places, or the names of persons; a variant with “see” belongs to none. A person without a place is in
    no index of places.
    """
    found: dict[str, list[str]] = {}
    for group in view.groups:
        for entry in group.entries:
            term = entry.name if by == "name" else entry.at
            if entry.kind == "person" and term:
                found.setdefault(term, []).append(entry.key)
    key, name_of = sort_key(language), filing(language)
    return {term: tuple(found[term]) for term in sorted(found, key=lambda term: key(name_of(term)))}


def settle_indexes(
    views: Mapping[str, object], sections: Iterable[Section], medium: Medium, language: Language
) -> tuple[dict[str, object], list[Problem]]:
    """Return what directives and pages show with the indexes of rolls in place, and problem H121 for each without roll.

    An index leads to where its roll is shown first. In media without pages it leads to the first line of each term. A
    long roll with an index stands in the HTML after all (R331).
    """
    settled, problems = dict(views), list[Problem]()
    where = {key: section for section in sections for key in (section.id, *(b.key for b in section.all_blocks))}
    for at, wish in views.items():
        if not isinstance(wish, IndexWish):
            continue
        views_of = [(k, v) for k, v in settled.items() if isinstance(v, RollView) and v.id == wish.roll]
        # The lines of a long roll stand beside the HTML, where no link reaches them.
        shown, view = next(iter(sorted(views_of, key=lambda each: each[1].long)), (None, None))
        if shown is None or view is None:
            fault = f"the roll names/{wish.roll}.csv is shown nowhere"
            problems.append(problem("H121", Place(key=wish.key), name="names-index", fault=fault))
            settled[at] = RollIndex(())
            continue
        if view.long:
            problems.append(problem("R331", Place(key=wish.key), reason="its index asks for the page of every name"))
            view = replace(view, long=False)
        section = where.get(shown)
        terms = keys_by(view, wish.by, language)
        linked = {key for keys in terms.values() for key in (keys if medium == "print" else keys[:1])}
        settled[shown] = _with_ids(view, linked)
        file = section.file if section and medium == "epub" else ""
        label = section.heading if section else ""
        settled[at] = _index(terms, linked, lambda key, file=file: f"{file}#{line_id(key)}", label, language)  # type: ignore[misc]
    return settled, problems


def line_id(key: str) -> str:
    """Return the id of a line of a roll: `names-crew-3` for `names/crew.csv#3`."""
    return key.replace("/", "-").replace(".csv#", "-").replace(".", "-")


def _with_ids(view: RollView, keys: set[str]) -> RollView:
    groups = tuple(
        replace(
            group,
            entries=tuple(replace(each, id=line_id(each.key)) if each.key in keys else each for each in group.entries),
        )
        for group in view.groups
    )
    return replace(view, make=lambda: groups)


def _index(
    terms: Mapping[str, tuple[str, ...]],
    linked: set[str],
    address: Callable[[str], str],
    label: str,
    language: Language,
) -> RollIndex:
    letters: dict[str, list[IndexEntry]] = {}
    name_of = filing(language)
    for term, keys in terms.items():
        letter = sentence(initial(name_of(term), language), language.tag)
        places = tuple((address(key), label) for key in keys if key in linked)
        letters.setdefault(letter, []).append(IndexEntry(term, places))
    return RollIndex(tuple((letter, tuple(entries)) for letter, entries in letters.items()))
