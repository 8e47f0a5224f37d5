# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a long book is cut into runs of parts: told from the document alone, so that it is always the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from urllib.parse import unquote

from octavo.model.document import Document
from octavo.render.parts import Parts, parts_of

LONG = 180_000
"""Characters of text from which on a book is laid out in runs: about 150 pages."""
RUN = 24_000
"""Characters of a run, at least: about twenty pages."""
FEWEST = 4
"""Fewer runs are not worth it."""

_TAGS = re.compile(r"<[^>]*>")
_ID = re.compile(r'\sid="([^"]+)"')
_REFERENCE = re.compile(r'\shref="#([^"]+)"')
_HEADING = re.compile(r"<h([1-6])\b")
_OPENS = re.compile(r'^<section\b[^>]*\sclass="[^"]*\bopens-(?:recto|page)\b')
# What goes on from part to part besides the page: total pages, counters of a theme's own.
_COUNTS = re.compile(
    r"counters?\(\s*pages|counter-(?:increment|reset|set)\s*:|running\(|position\s*:\s*fixed|@color-profile"
)
# Scripts whose glyphs stand for several letters, learnt from page to page, or that have rules of their own. In one run
# alone, as in the list of languages in an imprint, all is learnt there.
_OTHER_SCRIPTS = re.compile(
    "[\u0590-\u10ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that are laid out together: their places among the sections, their ids, the number of tables before."""

    sections: range
    ids: frozenset[str]
    tables: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The runs of a book, in order, with all ids."""

    parts: Parts
    runs: tuple[Run, ...]
    ids: frozenset[str]


def plan_runs(document: Document) -> Plan | None:
    """Return the runs of a book composed for print, or None where it is short or can't be cut."""
    meta = document.metadata
    if document.rolls or len(document.files) != 1 or meta.direction != "ltr" or meta.also or document.also_hyphenated:
        return None
    html = document.files[0].html
    if len(html) < LONG or any(_COUNTS.search(css) for _, css in document.styles):
        return None
    parts, ids = parts_of(html), _ID.findall(html)
    if parts is None or len(ids) != len(set(ids)):
        return None
    sizes = [len(_TAGS.sub("", text)) for text in parts.sections]
    cuts = _cuts(parts.sections, sizes)
    texts = ["".join(parts.sections[first:end]) for first, end in pairwise(cuts)]
    if sum(sizes) < LONG or len(cuts) <= FEWEST or sum(map(bool, map(_OTHER_SCRIPTS.search, texts))) > 1:
        return None
    tables = [0, *accumulate(text.count("<table") for text in parts.sections)]
    runs = tuple(
        Run(range(first, end), ids_of(text), tables[first])
        for (first, end), text in zip(pairwise(cuts), texts, strict=True)
    )
    return Plan(parts, runs, frozenset(ids))


def elsewhere(html: str, ids: frozenset[str]) -> frozenset[str]:
    """Return which of the ids of a book an excerpt refers to and does not give."""
    return (frozenset(map(unquote, _REFERENCE.findall(html))) & ids) - ids_of(html)


def ids_of(html: str) -> frozenset[str]:
    """Return the ids that are given in a document."""
    return frozenset(_ID.findall(html))


def _cuts(sections: tuple[str, ...], sizes: list[int]) -> list[int]:
    """Return where runs begin, and where the last one ends; those before the first heading of a page are one."""
    cuts, size = [0], 0
    for place, text in enumerate(sections):
        heading = _HEADING.search(text)
        # A run that begins below a heading of the first level could not tell how deep its own headings are.
        opens = _OPENS.match(text) and heading is not None and heading[1] == "1"
        if size >= RUN and opens:
            cuts.append(place)
            size = 0
        size += sizes[place]
    return [*cuts, len(sections)]
