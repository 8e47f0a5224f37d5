# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an edition to the book that templates see: ids, links, notes, index, and what each directive shows."""

from __future__ import annotations

from dataclasses import replace

from octavo.compose.anchors import Anchors, settle_ids, settle_links
from octavo.compose.book import Book, Section
from octavo.compose.desk import Desk
from octavo.compose.directives import views_of
from octavo.compose.notes import cited_sources, number_notes
from octavo.compose.register import mark_terms
from octavo.compose.roll_index import settle_indexes
from octavo.compose.sections import sections_of
from octavo.compose.tree import no_short_last_line, set_for_print
from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Block, plain


def prepare(desk: Desk) -> tuple[Book, list[Problem]]:
    """Return the book of the edition for the medium, and every problem of its parts and blocks.

    A part with an error is left out of the book, so that its template does not stumble over it again.
    """
    edition, medium = desk.edition, desk.medium
    sections, problems = sections_of(edition, medium, desk.words, desk.shows)
    sections, anchors, found = settle_ids(sections)
    problems += found
    sound: list[Section] = []
    views: dict[str, object] = {}
    first = 1
    for section in sections:
        # What runs on in a chapter goes on counting, or one page would have two notes of one number.
        first = first if section.opens == "run-on" else 1
        settled, found = _settled(desk, section, anchors, first)
        first += len(settled.notes)
        shown, more = views_of(settled, desk)
        views |= shown
        problems += found + more
        if not any(each.severity is Severity.ERROR for each in found + more):
            sound.append(settled)
    views, found = settle_indexes(views, sound, medium, edition.language)
    problems += found
    sections, index = mark_terms(tuple(sound), edition, medium)
    if medium == "print":
        sections = tuple(map(_for_print, sections))
    notes = {note.id: note for section in sections for note in section.notes}
    return Book(sections, notes, views, index), problems


def _settled(desk: Desk, section: Section, anchors: Anchors, first: int) -> tuple[Section, list[Problem]]:
    """Return a section with its notes, counted from `first`, and its links."""
    written = next(part.notes for part in desk.edition.parts if part.name == section.name)
    problems = _unknown_sources(desk, section, tuple(each for note in written.values() for each in note))
    noted, found = number_notes(_said_once(section), written, desk.edition.language, desk.words.digits, first)
    linked, more = settle_links(noted, anchors)
    return linked, problems + found + more


def _said_once(section: Section) -> Section:
    """Return a section in which a table under a heading that says the same has no caption."""
    heading, blocks = plain(section.title), []
    for block in section.blocks:
        if block.kind == "heading":
            heading = plain(block.inline)
        again = block.attrs.get("name") == "table" and block.attrs.get("title") == heading
        blocks.append(replace(block, attrs={**block.attrs, "title": ""}) if again else block)
    return replace(section, blocks=tuple(blocks))


def _for_print(section: Section) -> Section:
    return replace(
        section,
        title=no_short_last_line(section.title),
        lead=set_for_print((section.lead,))[0] if section.lead else None,
        blocks=set_for_print(section.blocks),
        notes=tuple(replace(note, blocks=set_for_print(note.blocks)) for note in section.notes),
    )


def _unknown_sources(desk: Desk, section: Section, notes: tuple[Block, ...]) -> list[Problem]:
    return [
        problem("H132", Place(key=key), source=source)
        for source, key in cited_sources(section.all_blocks + notes)
        if source not in desk.edition.sources
    ]
