# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every passage that will be printed: the blocks of the texts and the values of the data files, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from octavo.diagnostics.problem import Place, Problem
from octavo.load.contents import Contents
from octavo.markup.directives import TRANSLATED
from octavo.markup.parse import ParsedText, parse_inline
from octavo.markup.values import value_messages
from octavo.model.blocks import Block, Inline, walk, walk_inline
from octavo.model.manifest import Manifest
from octavo.model.publication import Publication, SourceMap

# What a source calls itself is quoted as it is, numbers included;
# and a correction tells what was printed, and what was printed then.
_OWN_WORDS = re.compile(r"^(facts/sources\.yaml#(?!groups\.).*\.(kind|standpoint|through)|corrections\.yaml#.*)$")
_CELL = re.compile(r"^(data/[^#]+)#rows\.")


@dataclass(frozen=True, slots=True)
class Passage:
    """One run of words: a block's, a translatable attribute's, or a value's of a data file.

    `lines` are the source lines from `place` on in which its words stand, empty for values; `allowed` the codes that
    the author silenced there; `quoted` is set for what a source says of itself and for what was printed once.
    """

    runs: tuple[Inline, ...]
    place: Place
    lines: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    quoted: bool = False
    block: Block | None = None

    def at(self, words: str) -> Place:
        """Return the place of the words in the source, or of the passage where they are not found as they are."""
        for offset, line in enumerate(self.lines):
            column = line.find(words)
            if column >= 0:
                return Place(self.place.file, self.place.line + offset, column + 1, self.place.key)
        return self.place

    def tell(self, found: Problem) -> Iterator[Problem]:
        """Yield the problem, unless the author silenced it here."""
        if found.code not in self.allowed:
            yield found


@dataclass(frozen=True, slots=True)
class _Source:
    parsed: ParsedText
    lines: tuple[str, ...]
    starts: tuple[int, ...] = field(default=())


def passages(contents: Contents, source_map: SourceMap) -> Iterator[Passage]:
    """Yield all passages of the texts in order, then those of the data files."""
    for name, parsed in contents.parsed.items():
        yield from _text_passages(parsed, contents.texts[name].source)
    yield from _value_passages(contents, source_map)


def _text_passages(parsed: ParsedText, text: str) -> Iterator[Passage]:
    source = _Source(parsed, tuple(text.split("\n")), tuple(sorted(set(parsed.lines.values()))))
    title = (parsed.title,) if parsed.title else ()
    for block in walk((*title, *parsed.blocks, *(each for note in parsed.notes.values() for each in note))):
        yield _passage(block.inline, block.key, source, block)
        for name in sorted(TRANSLATED & block.attrs.keys()):
            runs, _ = parse_inline(block.attrs[name], f"{block.key}.{name}", None)
            yield _passage(runs, f"{block.key}.{name}", source, None)


def _passage(runs: tuple[Inline, ...], key: str, source: _Source, block: Block | None) -> Passage:
    line = source.parsed.lines.get(key, 0)
    after = next((start for start in source.starts if start > line), len(source.lines) + 1)
    place = Place(key.partition("#")[0], line, 0, key)
    return Passage(
        runs,
        place,
        source.lines[line - 1 : after - 1] if line else (),
        frozenset(source.parsed.allowed.get(key, ())),
        block=block,
    )


def _value_passages(contents: Contents, source_map: SourceMap) -> Iterator[Passage]:
    for key, message in value_messages(draft_of(contents)):
        if not message.plural:  # a unit's forms have {n} and nothing else in braces
            runs, _ = parse_inline(message.msgid, key, None)
            yield Passage(runs, source_map.place(key), quoted=bool(_OWN_WORDS.match(key)))
    # A cell that holds a number alone is nothing for translators, but it is printed.
    for name, table in contents.tables.tables.items():
        for at, row in enumerate(table.rows):
            for column, cell in row.items():
                if table.columns[column].type == "text" and not any(map(str.isalpha, str(cell))):
                    key = f"data/{name}.yaml#rows.{at}.{column}"
                    yield Passage(parse_inline(str(cell), key, None)[0], source_map.place(key))
    # A correction of one edition alone is written in its language, and is nothing for translators either.
    for each in contents.corrections.corrections.corrections:
        for name in ("place", "was", "now", "why") if each.written_in else ():
            key = f"corrections.yaml#{each.id}.{name}"
            yield Passage(parse_inline(getattr(each, name), key, None)[0], source_map.place(key), quoted=True)


def value_problems(contents: Contents, source_map: SourceMap) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown and the placeholders in the values of the data files."""
    for key, message in value_messages(draft_of(contents)):
        if not message.plural and "md-text" in message.flags:
            _, problems = parse_inline(message.msgid, key)
            place = source_map.place(key)
            yield from (Problem(each.code, each.severity, each.message, place, each.hints) for each in problems)


def draft_of(contents: Contents) -> Publication:
    """Return the publication as far as it could be read, so that one bad file does not hide what is in the others."""
    # A title of signs alone has no words to check.
    manifest = contents.manifest or Manifest(title="—", language="und", issued=date.min)
    return Publication(
        "",
        manifest,
        sources=contents.ledger.sources,
        statistics=contents.ledger.statistics,
        tables=contents.tables.tables,
        terms=contents.tables.terms,
        images=contents.pictures.images,
        corrections=contents.corrections.corrections,
    )


def runs_of(passage: Passage) -> Iterator[Inline]:
    """Yield every run of a passage, outer before inner."""
    return walk_inline(passage.runs)
