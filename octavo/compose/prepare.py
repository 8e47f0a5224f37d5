# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an edition to the book that templates see: ids, links, notes, index, and what each directive shows."""

from __future__ import annotations

from octavo.compose.anchors import settle_ids, settle_links
from octavo.compose.book import Book, Section
from octavo.compose.desk import Desk
from octavo.compose.directives import views_of
from octavo.compose.notes import cited_sources, number_notes
from octavo.compose.register import mark_terms
from octavo.compose.sections import sections_of
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.blocks import Block


def prepare(desk: Desk) -> tuple[Book, list[Problem]]:
    """Return the book of the edition for the medium, and every problem of its parts and blocks."""
    edition, medium = desk.edition, desk.medium
    sections, problems = sections_of(edition, medium, desk.words, desk.shows)
    sections, found = _settled(desk, sections)
    views, more = views_of(sections, desk)
    sections, index = mark_terms(sections, edition, medium)
    notes = {note.id: note for section in sections for note in section.notes}
    return Book(sections, notes, views, index), [*problems, *found, *more]


def _settled(desk: Desk, sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], list[Problem]]:
    """Return the sections with ids, links and notes settled."""
    sections, anchors, problems = settle_ids(sections)
    written = {part.name: part.notes for part in desk.edition.parts}
    done: list[Section] = []
    first = 1
    for section in sections:
        own = written[section.name]
        problems += _unknown_sources(desk, section, tuple(each for note in own.values() for each in note))
        # What runs on in a chapter goes on counting, or one page would have two notes of one number.
        first = first + len(done[-1].notes) if done and section.opens == "run-on" else 1
        noted, found = number_notes(section, own, desk.words.digits, first)
        linked, more = settle_links(noted, anchors)
        problems += found + more
        done.append(linked)
    return tuple(done), problems


def _unknown_sources(desk: Desk, section: Section, notes: tuple[Block, ...]) -> list[Problem]:
    lead = (section.lead,) if section.lead else ()
    return [
        problem("H132", Place(key=key), source=source)
        for source, key in cited_sources(lead + section.blocks + notes)
        if source not in desk.edition.sources
    ]
