# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ids and links: every heading has an id of its own, and every link inside the publication leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from octavo.compose.book import Heading, Section
from octavo.compose.sections import anchor
from octavo.compose.tree import map_blocks, map_runs
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Block, Inline, plain, walk, walk_inline

OUTSIDE = re.compile(r"^(https?|mailto|tel|doi|urn):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the author's ids went: (section, id) → address; and the same without the section, first come."""

    own: dict[tuple[str, str], str]
    any: dict[str, str]

    def resolve(self, href: str, section: str) -> str | None:
        """Return the address that a link in `section` leads to, or None if there is nothing."""
        if OUTSIDE.match(href):
            return href
        file, _, fragment = href.partition("#")
        name = file.removeprefix("text/").removesuffix(".md") or section
        if fragment:
            return self.own.get((name, fragment)) or (None if file else self.any.get(fragment))
        return self.own.get((name, "")) if file else None


def settle_ids(sections: Iterable[Section]) -> tuple[tuple[Section, ...], Anchors, list[Problem]]:
    """Return the sections with unique heading ids and levels without gaps, where ids went, and problems H140."""
    done: list[Section] = []
    problems: list[Problem] = []
    anchors = Anchors({}, {})
    sections = tuple(sections)
    taken = {section.id for section in sections}
    for section in sections:
        address = f"{section.file}#{section.id}" if section.file.endswith(".xhtml") else f"#{section.id}"
        for name in {"", section.anchor, section.name}:
            anchors.own[section.name, name] = address
        headings, ids, found = _headings(section, taken)
        problems += found
        for own, heading in ids:
            there = f"{address.partition('#')[0]}#{heading.id}"
            anchors.own.setdefault((section.name, own), there)
            anchors.any.setdefault(own, there)
        fresh = iter(headings)
        done.append(replace(section, blocks=_renamed(section.blocks, fresh), headings=headings))
    for section in sections:
        anchors.any.setdefault(section.anchor or section.name, anchors.own[section.name, ""])
    return tuple(done), anchors, problems


def settle_links(section: Section, anchors: Anchors) -> tuple[Section, list[Problem]]:
    """Return the section with every link resolved; one that leads nowhere is a problem H130 and loses its address."""
    problems: list[Problem] = []

    def settle(block: Block) -> Block:
        def link(run: Inline) -> Inline:
            if run.kind != "link":
                return run
            href = anchors.resolve(run.attrs.get("href", ""), section.name)
            if href is None:
                problems.append(problem("H130", Place(key=block.key), href=run.attrs.get("href", "")))
            return replace(run, attrs={**run.attrs, "href": href or ""})

        if not any(run.kind == "link" for run in walk_inline(block.inline)):
            return block
        return replace(block, inline=map_runs(block.inline, link))

    lead = map_blocks((section.lead,), settle)[0] if section.lead else None
    notes = tuple(replace(note, blocks=map_blocks(note.blocks, settle)) for note in section.notes)
    return replace(section, lead=lead, blocks=map_blocks(section.blocks, settle), notes=notes), problems


def _headings(
    section: Section, taken: set[str]
) -> tuple[tuple[Heading, ...], list[tuple[str, Heading]], list[Problem]]:
    headings: list[Heading] = []
    ids: list[tuple[str, Heading]] = []
    problems: list[Problem] = []
    deeper = section.level - 1
    before = section.level
    for block in walk(section.blocks):
        if block.kind != "heading":
            continue
        level = min(6, max(2, int(block.attrs.get("level", "2"))) + deeper)
        if level > before + 1:
            place = Place(key=block.key)
            problems.append(problem("H140", place, level=level - deeper, before=before - deeper))
            level = before + 1
        before = level
        own = block.attrs.get("id", "")
        heading = Heading(level, _unique(own, section.id, taken), plain(block.inline))
        headings.append(heading)
        ids.append((own, heading))
    return tuple(headings), ids, problems


def _unique(own: str, section: str, taken: set[str]) -> str:
    choices = [anchor(own), f"{section}-{own}"] if own else []
    number = 1
    while not choices or choices[0] in taken:
        choices = choices[1:] or [f"{section}-h{number}"]
        number += 1
    taken.add(choices[0])
    return choices[0]


def _renamed(blocks: tuple[Block, ...], headings: Iterator[Heading]) -> tuple[Block, ...]:
    out = []
    for block in blocks:
        if block.kind == "heading":
            heading = next(headings)
            block = replace(block, attrs={**block.attrs, "id": heading.id, "level": str(heading.level)})  # noqa: PLW2901
        out.append(replace(block, children=_renamed(block.children, headings)))
    return tuple(out)
