# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index: terms that authors marked, places that have a table, and sources with where they are cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from octavo.compose.book import Index, IndexEntry, Note, Section
from octavo.localize.collation import initial, sort_key
from octavo.model.blocks import Block, Inline, plain
from octavo.model.document import Medium
from octavo.model.edition import Edition

CLASS = "index"
PLACES = "places"  # the table whose first column names places


@dataclass(slots=True)
class _Finds:
    """Where terms were found: one place in each stretch between two headings is enough to find the rest."""

    medium: Medium
    names: re.Pattern[str] | None
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    cited: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    count: int = 0

    def new(self, term: str, stretch: str) -> bool:
        """Tell whether a term is met for the first time since the last heading."""
        fresh = (term, stretch) not in self.seen
        self.seen.add((term, stretch))
        return fresh


def mark_terms(sections: tuple[Section, ...], edition: Edition, medium: Medium) -> tuple[tuple[Section, ...], Index]:
    """Return the sections with an id at each place that the index names, and the index.

    Without an index among the sections nothing is marked. Media without pages name the part instead, once.
    """
    if not any(section.page == "index" or _has_index(section.all_blocks) for section in sections):
        return sections, Index()
    finds = _Finds(medium, _names(edition))
    marked = tuple(_section(section, finds) for section in sections)
    return marked, _index(finds, edition)


def _has_index(blocks: Iterable[Block]) -> bool:
    return any(
        (block.kind == "directive" and block.attrs.get("name") == "index") or _has_index(block.children)
        for block in blocks
    )


def _names(edition: Edition) -> re.Pattern[str] | None:
    """Return the pattern of place names at the beginning of a word: endings may follow (“Xocalıda”)."""
    table = edition.tables.get(PLACES)
    if not table or not table.columns:
        return None
    column = next(iter(table.columns))
    found = {plain(row.cells[column].inline) for row in table.rows if column in row.cells} - {""}
    names = sorted(found, key=lambda name: (-len(name), name))
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})") if names else None


def _section(section: Section, finds: _Finds) -> Section:
    if section.page:
        return section
    stretch = section.id

    def change(block: Block) -> Block:
        nonlocal stretch
        if block.kind == "heading":
            stretch = block.attrs["id"]
        if block.kind == "paragraph":
            block = replace(block, inline=_runs(block.inline, section, stretch, finds))
        _cites(block.inline, section, stretch, finds)
        return replace(block, children=tuple(map(change, block.children)))

    lead = change(section.lead) if section.lead else None
    return replace(section, lead=lead, blocks=tuple(map(change, section.blocks)))


def _runs(inline: tuple[Inline, ...], section: Section, stretch: str, finds: _Finds) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for run in inline:
        if run.kind == "text" and finds.names:
            out += _named(run.text, section, stretch, finds)
        elif run.kind == "span" and CLASS in run.attrs.get("class", "").split():
            out.append(_term(run, section, stretch, finds))
        else:
            out.append(replace(run, children=_runs(run.children, section, stretch, finds)))
    return tuple(out)


def _named(text: str, section: Section, stretch: str, finds: _Finds) -> Iterable[Inline]:
    """Yield a text with the first mention of each place in this stretch as a run of its own."""
    assert finds.names
    at = 0
    for match in finds.names.finditer(text):
        term = match[1]
        if finds.new(term, section.id if finds.medium != "print" else stretch):
            yield from [Inline("text", text[at : match.start()])] if match.start() > at else []
            yield _anchored(term, (Inline("text", term),), {}, section, finds)
            at = match.end()
    if at < len(text):
        yield Inline("text", text[at:])


def _term(run: Inline, section: Section, stretch: str, finds: _Finds) -> Inline:
    attrs = {**run.attrs, "class": " ".join(name for name in run.attrs["class"].split() if name != CLASS)}
    term = attrs.pop(CLASS, "") or plain(run.children)
    if finds.new(term, section.id if finds.medium != "print" else stretch):
        return _anchored(term, run.children, attrs, section, finds)
    return replace(run, attrs=attrs)


def _anchored(
    term: str, children: tuple[Inline, ...], attrs: dict[str, str], section: Section, finds: _Finds
) -> Inline:
    finds.count += 1
    name = f"{section.id}-x{finds.count}"
    finds.terms.setdefault(term, {})[_address(name, section, finds)] = section.heading
    return Inline("span", attrs={**attrs, "id": name}, children=children)


def _cites(inline: tuple[Inline, ...], section: Section, stretch: str, finds: _Finds) -> None:
    notes: dict[str, Note] = {note.id: note for note in section.notes}
    for run in inline:
        if run.kind == "note" and run.attrs["id"] in notes:
            note = notes[run.attrs["id"]]
            for source, _ in note.cites:
                if finds.new(f"@{source}", section.id if finds.medium != "print" else stretch):
                    name = note.id if finds.medium == "print" else note.call
                    finds.cited.setdefault(source, {})[_address(name, section, finds)] = section.heading
        _cites(run.children, section, stretch, finds)


def _address(name: str, section: Section, finds: _Finds) -> str:
    return f"{section.file if finds.medium == 'epub' else ''}#{name}"


def _index(finds: _Finds, edition: Edition) -> Index:
    key: Callable[[str], object] = sort_key(edition.language)
    letters: dict[str, list[IndexEntry]] = {}
    for term in sorted(finds.terms, key=key):  # type: ignore[arg-type]
        letter = initial(term, edition.language)
        letters.setdefault(letter, []).append(IndexEntry(term, tuple(finds.terms[term].items())))
    shorts = {source: edition.sources[source].short for source in finds.cited if source in edition.sources}
    sources = sorted(shorts, key=lambda source: key(shorts[source]))  # type: ignore[arg-type,return-value]
    return Index(
        tuple((letter, tuple(entries)) for letter, entries in letters.items()),
        tuple(IndexEntry(shorts[source], tuple(finds.cited[source].items())) for source in sources),
    )
