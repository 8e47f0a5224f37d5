# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second language of an edition: composed like the first, its notes shared, its text put beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from octavo.compose.book import Book, Index, Note, Section
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.families import families_of
from octavo.compose.globals import globals_of
from octavo.compose.pairing import Pairing
from octavo.compose.pairing_tree import Tongue, classes, words
from octavo.compose.prepare import prepare
from octavo.compose.styles import tokens_of
from octavo.compose.tree import map_blocks, map_runs
from octavo.compose.words import words_of
from octavo.compose.writing import Bodies, Writer
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Block, Inline
from octavo.model.document import Medium
from octavo.model.locale import Language

_EPUB = "http://www.idpf.org/2007/ops"
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_THEIRS = "data-octavo-theirs"


@dataclass(frozen=True, slots=True)
class Second:
    """The second side of an edition: its book and what writes it, and how its text goes beside the first."""

    writer: Writer
    book: Book
    language: Language
    medium: Medium
    comma: str
    pairing: Pairing = field(init=False)

    def __post_init__(self) -> None:
        tongue = Tongue(self.language.tag, self.language.direction, self.medium == "epub")
        object.__setattr__(self, "pairing", Pairing(tongue))

    def beside(self, bodies: Bodies) -> Bodies:
        """Return the parts of the first language with those of the second put among them."""
        sections = {section.name: section for section in self.book.sections}
        made: list[tuple[Section, Any]] = []
        for section, body in bodies:
            other = sections.get(section.name)
            theirs = self.writer.write(other.template, section=other) if other else Markup("")
            made.append((section, self._joined(section, str(body), str(theirs))))
        for _, tree in made:
            if not isinstance(tree, str):
                _settle_links(tree, self.pairing.moved)
        keyed = self.medium != "web"
        return [(section, Markup(tree if isinstance(tree, str) else _written(tree, keyed))) for section, tree in made]

    def _joined(self, section: Section, mine: str, theirs: str) -> Any:
        from lxml import etree

        try:
            first, second = _read(mine), _read(theirs)
        except etree.XMLSyntaxError as fault:
            told = str(fault.msg).partition(",")[0]
            self.writer.problems.append(problem("C403", Place(key=section.key), part=section.name, fault=told))
            return mine
        if first is None or second is None:
            return mine
        for link in second.iter("a"):
            link.set(_THEIRS, "1")
        self._share_notes(first, second)
        self.pairing.join(first, second)
        return first

    def _share_notes(self, first: Any, second: Any) -> None:
        """Let the notes of the first text say what they say in the second language too, and be called there."""
        notes = {each.get("id"): each for each in first.iter("span") if "footnote" in classes(each)}
        for note in [each for each in second.iter("span") if "footnote" in classes(each)]:
            shared = notes.get(note.get("id"))
            if shared is None:
                continue
            call = note.makeelement("a", {"class": "noteref", "href": f"#{note.get('id')}", "role": "doc-noteref"})
            if "after-figure" in classes(note):
                call.set("class", "noteref after-figure")
            call.text, call.tail = note.get("data-number"), note.tail
            if "joined" in classes(note):
                comma = note.makeelement("span", {"class": "between-marks"})
                comma.text = self.comma
                note.addprevious(comma)
            note.getparent().replace(note, call)
            note.tail = None
            if words(note) != words(shared):
                self._append(shared, note)

    def _append(self, shared: Any, note: Any) -> None:
        for name in ("id", "data-number"):
            note.attrib.pop(name, None)
        note.set("class", "line")
        shared.append(self.pairing.tongue.mark(note, self.pairing.moved))


def beside_of(
    desk: Desk, loader: ThemeLoader, first: Book, problems: list[Problem]
) -> Callable[[Bodies], Bodies] | None:
    """Return what puts the second language of the edition on the desk beside the first, nothing if it has one alone.

    `first` is the book of the first language, which lends its numbers to the notes; what is wrong with the second is
    added to `problems`.
    """
    edition = desk.edition.beside
    if edition is None:
        return None
    say = words_of(edition.language, edition.strings)
    own = replace(desk, edition=edition, words=say, tokens=tokens_of(edition), families=families_of(edition))
    book, found = prepare(own)
    problems += found
    book = share_notes(first, book)
    writer = Writer(environment_of(loader, globals_of(own, book)), problems)
    writer.load_macros()
    comma = str(say.say_in("between words", ", ").unescape()).strip()
    return Second(writer, book, edition.language, desk.medium, comma).beside


def share_notes(first: Book, second: Book) -> Book:
    """Return the second book with its notes numbered as the same notes in the first are.

    Both were written by one author: notes are told by where they stand in the text, or by the sources they cite. The
    index of sources is that of the first book.
    """
    mine = {section.name: section.notes for section in first.sections}
    found: dict[str, Note] = {}
    sections = []
    for section in second.sections:
        there: defaultdict[object, list[Note]] = defaultdict(list)
        for note in mine.get(section.name, ()):
            there[_of(note)].append(note)
        seen: Counter[object] = Counter()
        renamed: dict[str, Note] = {}
        for note in section.notes:
            same = there[_of(note)][seen[_of(note)] :]
            seen[_of(note)] += 1
            known = same[0] if same else replace(note, id=f"{note.id}-own")
            renamed[note.id] = replace(note, id=known.id, number=known.number)
        found |= {note.id: note for note in renamed.values()}
        sections.append(_renumbered(section, {name: note.id for name, note in renamed.items()}, renamed))
    return replace(second, sections=tuple(sections), notes=found, index=Index(second.index.letters))


def _of(note: Note) -> object:
    return note.blocks[0].key if note.blocks else "", tuple(source for source, _ in note.cites)


def _renumbered(section: Section, names: dict[str, str], notes: dict[str, Note]) -> Section:
    def run(each: Inline) -> Inline:
        known = names.get(each.attrs.get("id", "")) if each.kind == "note" else None
        return replace(each, attrs={**each.attrs, "id": known}) if known else each

    def change(block: Block) -> Block:
        return replace(block, inline=map_runs(block.inline, run))

    lead = map_blocks((section.lead,), change)[0] if section.lead else None
    return replace(section, lead=lead, blocks=map_blocks(section.blocks, change), notes=tuple(notes.values()))


def _read(html: str) -> Any:
    """Return what a template made of a part as a tree; None where it made nothing."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)
    around = etree.fromstring(f'<x xmlns:epub="{_EPUB}">{html}</x>', parser)
    return around[0] if len(around) else None


def _written(tree: Any, keyed: bool) -> str:
    """Return a tree as HTML that is well-formed XML too; the web gets no keys."""
    from lxml import etree

    for each in tree.iter():
        if isinstance(each.tag, str) and "}" not in each.tag and each.tag not in _VOID and not len(each):
            each.text = each.text or ""
        if not keyed:
            for name in ("data-key", "data-message"):
                each.attrib.pop(name, None)
    tree.tail = None
    return etree.tostring(tree, encoding="unicode").replace(f' xmlns:epub="{_EPUB}"', "")


def _settle_links(tree: Any, moved: dict[str, str]) -> None:
    """Let every link of the second language lead to what is in that language, where there is such a thing."""
    for link in tree.iter("a"):
        if link.attrib.pop(_THEIRS, None):
            file, sign, there = (link.get("href") or "").partition("#")
            if sign and there in moved and "://" not in file:
                link.set("href", f"{file}#{moved[there]}")
