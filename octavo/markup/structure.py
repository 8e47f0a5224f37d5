# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong with a text as a whole: title, headings, footnotes, directives, nesting."""

from __future__ import annotations

from collections.abc import Iterator, Set

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.markup.dialect import dialect
from octavo.markup.directives import directive_flaws
from octavo.markup.flaws import Flaw
from octavo.markup.nodes import Node
from octavo.markup.source import SourceText, attributes_of, label_of

_CONTAINERS = frozenset({"item", "quote", "directive", "definition", "footnote"})


def structure_problems(source: SourceText, referred: Set[str]) -> Iterator[Problem]:
    """Yield the problems of a source text; `referred` are the footnotes that it refers to."""
    for node, flaw in source.flaws:
        yield source.problem(node, flaw)
    if not any(node.number for node in source.every):
        yield problem("T947", Place(source.file))
        return
    yield from _titles(source)
    yield from _levels(source)
    yield from _footnotes(source, referred)
    deepest = dialect().options["maxNesting"] - 1
    for node in source.every:
        if node.kind == "code" and not _is_closed(source, node):
            yield source.problem(node, Flaw("T916", values={"fence": node.token.markup}))
        elif node.kind in _CONTAINERS and node.token.level >= deepest:
            yield source.problem(node, Flaw("T914"))
        elif node.kind == "directive" and not any(flaw.code == "T904" for flaw in node.token.meta["flaws"]):
            for flaw in directive_flaws(node.name, attributes_of(node), bool(node.children)):
                yield source.problem(node, flaw)


def _titles(source: SourceText) -> Iterator[Problem]:
    titles = [node for node in source.every if node.kind == "heading" and node.token.tag == "h1"]
    if not titles:
        yield problem("T940", Place(source.file, 1))
        return
    first = next(node for node in source.every if node.number)
    if titles[0] is not first:
        yield source.problem(titles[0], Flaw("T942"))
    for node in titles[1:]:
        yield source.problem(node, Flaw("T941"))


def _levels(source: SourceText) -> Iterator[Problem]:
    before = 1
    for node in source.every:
        if node.kind != "heading":
            continue
        level = int(node.token.tag[1:])
        if node.inline is None or not node.inline.content.strip():
            yield source.problem(node, Flaw("T946"))
        if level > before + 1:
            values = {"level": str(level), "before": str(before), "signs": "#" * (before + 1)}
            yield source.problem(node, Flaw("T945", values=values))
        before = level


def _footnotes(source: SourceText, referred: Set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in source.every:
        if node.kind != "footnote":
            continue
        label = label_of(node)
        if label in seen:
            yield _at_note(source, node, "T932", label)
        elif label not in referred:
            yield _at_note(source, node, "T931", label)
        elif not node.children:
            yield _at_note(source, node, "T930", label)
        seen.add(label)


def _is_closed(source: SourceText, node: Node) -> bool:
    start, end = node.token.map or [node.line, node.line]
    last = source.clean.lines[end - 1].strip(" \t>")
    return end - 1 > start and last.startswith(node.token.markup) and not last.strip(node.token.markup[0])


def _at_note(source: SourceText, node: Node, code: str, label: str) -> Problem:
    # A note has no key of its own; that of its first block lets a comment silence the problem.
    place = source.place(node)
    first = next((child for child in node.children if child.number), None)
    return problem(code, Place(place.file, place.line, key=source.key(first) if first else ""), label=label)
