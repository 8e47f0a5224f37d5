# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of an edition in reading order, each text translated and filled, and the sources in order of citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from octavo.diagnostics.problem import Place, problem
from octavo.localize.values import Values, fill_blocks, fill_runs, marked, value_runs
from octavo.markup.parse import parse_text
from octavo.model.blocks import Block, walk, walk_inline
from octavo.model.edition import PartText, StatisticText, TableText
from octavo.model.manifest import Manifest, Matter, Part
from octavo.model.publication import Publication, Text

# The matter of each page type; texts and pages of a publication's own are body.
MATTER: dict[str, Matter] = {
    "halftitle": "front",
    "title": "front",
    "imprint": "front",
    "contents": "front",
    "names": "back",
    "names-index": "back",
    "places": "back",
    "documents": "back",
    "glossary": "back",
    "sources": "back",
    "corrections": "back",
    "index": "back",
    "colophon": "back",
}
PARTS = "publication.yaml#parts"


def parts_text(values: Values) -> tuple[PartText, ...]:
    """Return the parts as the manifest orders them, or in the order that is usual."""
    publication = values.publication
    given = publication.manifest.parts
    texts = {text.name: text for text in publication.texts}
    found: list[PartText] = []
    number = 0
    for at, part in enumerate(given or usual_parts(publication)):
        key = f"{PARTS}.{at}" if given else PARTS
        if part.text and part.text not in texts:
            known = ", ".join(sorted(texts)) or "none"
            values.problems.append(problem("L409", Place(key=key), text=part.text, known=known))
            continue
        number += part.numbered
        name = _unique(PurePosixPath(part.text).stem if part.text else part.page, part.data, {p.name for p in found})
        # A blank page belongs to what it follows.
        before = found[-1].matter if found else "front"
        page = PartText(
            name=name,
            page=part.page,
            title=value_runs(f"{key}.title", part.title, values),
            matter=part.matter or (before if part.page == "blank" else MATTER.get(part.page, "body")),
            opens=part.opens,
            number=number if part.numbered else None,
            data=part.data,
            key=key,
            look=part.look,
        )
        found.append(_with_text(page, texts[part.text], values) if part.text else page)
    return tuple(found)


def usual_parts(publication: Publication) -> tuple[Part, ...]:
    """Return the parts of a publication whose manifest lists none.

    Title, imprint where there is a publisher, a licence or a correction, contents, every text by its file's name, and
    the sources where the ledger has any.
    """
    manifest: Manifest = publication.manifest
    told = manifest.publisher or manifest.licence or publication.corrections.corrections
    pages = ["title", *(["imprint"] if told else []), "contents"]
    after = ["sources"] if publication.sources.sources else []
    return (
        *(Part(page=page) for page in pages),
        *(Part(text=text.name) for text in sorted(publication.texts, key=lambda each: each.name)),
        *(Part(page=page) for page in after),
    )


def _unique(name: str, data: str, taken: set[str]) -> str:
    choices = [name, f"{name}-{data}"] if data else [name]
    number = 1
    while choices[0] in taken:
        number += 1
        choices = choices[1:] or [f"{name}-{number}"]
    return choices[0]


def _with_text(part: PartText, text: Text, values: Values) -> PartText:
    """Return the part with its text in the edition's language; the text's own heading is its title if it has none."""
    words = values.words
    parsed = parse_text(text.source, text.file, None if words.source else words.translate)
    heading = parsed.title
    if heading and not part.title:
        title = fill_runs(heading.inline, heading.key, values)
        part = replace(part, title=marked(title, words.mark(heading.message)), key=heading.key)
    return replace(
        part,
        blocks=fill_blocks(parsed.blocks, values),
        notes={label: fill_blocks(blocks, values) for label, blocks in parsed.notes.items()},
        anchor=heading.attrs.get("id", "") if heading else "",
    )


def cited_in(
    parts: Iterable[PartText], statistics: dict[str, StatisticText], tables: dict[str, TableText]
) -> tuple[str, ...]:
    """Return the ids of the sources that the parts name, in the order in which a reader meets them."""
    found: dict[str, None] = {}
    for part in parts:
        for block in walk(part.blocks):
            found |= dict.fromkeys(_of_block(block, part.notes, statistics, tables))
        if part.page:
            found |= dict.fromkeys(_of_table(tables.get(part.data or part.page)))
    return tuple(found)


def _of_block(
    block: Block,
    notes: dict[str, tuple[Block, ...]],
    statistics: dict[str, StatisticText],
    tables: dict[str, TableText],
) -> Iterator[str]:
    for run in walk_inline(block.inline):
        if run.kind == "cite":
            yield from run.attrs.get("sources", "").split()
        elif run.kind == "note":
            for inside in walk(notes.get(run.attrs.get("ref", ""), ())):
                yield from _of_block(inside, {}, statistics, tables)
        elif run.kind == "value" and run.attrs["name"].endswith(".range"):
            yield from _of_statistic(statistics.get(run.attrs["name"].partition(".")[0]), only_range=True)
    if block.kind == "directive":
        yield from block.attrs.get("source", "").split()
        named = f"{block.attrs.get('of', '')} {block.attrs.get('groups', '')}".replace(",", " ")
        for name in named.split():
            yield from _of_statistic(statistics.get(name), only_range=False)
        yield from _of_table(tables.get(block.attrs.get("data", "")))


def _of_statistic(statistic: StatisticText | None, *, only_range: bool) -> Iterator[str]:
    if statistic is None:
        return
    shown = (statistic.lowest, statistic.highest) if only_range else (statistic.figure, *statistic.alternatives)
    for figure in shown:
        yield from figure.sources if figure else ()


def _of_table(table: TableText | None) -> Iterator[str]:
    for row in table.rows if table else ():
        for cell in row.cells.values():
            yield from cell.sources
            for run in walk_inline(cell.inline):
                if run.kind == "cite":
                    yield from run.attrs.get("sources", "").split()
