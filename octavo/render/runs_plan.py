# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a long book is cut into runs of parts: told from the document alone, so that it is always the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise

from octavo.model.document import Document
from octavo.render.parts import Parts, ids_in, parts_of, references_in
from octavo.render.runs_engine import Unfit

LONG = 110_000
"""Characters of text from which on a book is laid out in runs: about 80 pages."""
HEAVY = 180_000
"""Characters from which on it is told why a book stays whole: shorter ones fit into memory, and nobody need know."""
RUN = 24_000
"""Characters of a run, at least: about twenty pages."""
FEWEST = 4
"""Fewer runs are not worth it."""
_SEVERAL = 3

_TAGS = re.compile(r"<[^>]*>")
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
    """Return the runs of a book composed for print, or None where it is short; raise Unfit where it can't be cut."""
    if not is_longer(document, LONG):
        return None
    html = "".join(file.html for file in document.files)
    _look_at(document)
    parts, ids = parts_of(html), ids_in(html)
    if parts is None:
        raise Unfit("something stands between its parts")
    if len(ids) != len(set(ids)):
        raise Unfit(f"the id {next(name for name, times in Counter(ids).items() if times > 1)} is given twice")
    cuts = _cuts(parts.sections, [len(_TAGS.sub("", text)) for text in parts.sections])
    if len(cuts) <= FEWEST:
        raise Unfit("too few of its parts have a heading and open a page")
    texts = ["".join(parts.sections[first:end]) for first, end in pairwise(cuts)]
    letters = [found[0] for found in map(_OTHER_SCRIPTS.search, texts) if found]
    if len(letters) > 1:
        raise Unfit(f"parts of it have letters that need the whole book to be read, such as “{letters[0]}”")
    tables = [0, *accumulate(text.count("<table") for text in parts.sections)]
    runs = tuple(
        Run(range(first, end), frozenset(ids_in(text)), tables[first])
        for (first, end), text in zip(pairwise(cuts), texts, strict=True)
    )
    return Plan(parts, runs, frozenset(ids))


def is_longer(document: Document, size: int) -> bool:
    """Tell whether a document has as many characters of text."""
    html = "".join(file.html for file in document.files)
    return len(html) >= size and len(_TAGS.sub("", html)) >= size


def _look_at(document: Document) -> None:
    """Raise Unfit where a book, or its theme, is of a kind that is not cut."""
    meta = document.metadata
    if document.rolls:
        raise Unfit("it has a long roll of names")
    if meta.also or document.also_hyphenated:
        raise Unfit("it is in two languages")
    if meta.direction != "ltr":
        raise Unfit("its lines run from the right")
    for name, css in document.styles:
        if found := _COUNTS.search(css):
            raise Unfit(f"in {name}, “{found[0]}” depends on all pages")


def elsewhere(html: str, ids: frozenset[str]) -> frozenset[str]:
    """Return which of the ids of a book an excerpt refers to and does not give."""
    return (references_in(html) & ids) - set(ids_in(html))


def _cuts(sections: tuple[str, ...], sizes: list[int]) -> list[int]:
    """Return where runs begin, and where the last one ends; those before the first heading of a page are one.

    A run with contents ends as soon as it may, for it is laid out twice.
    """
    cuts, size, twice = [0], 0, False
    leading = _leading(sections)
    for place, text in enumerate(sections):
        heading = _HEADING.search(text)
        # A run that begins below a heading of the first level could not tell how deep its own headings are.
        opens = _OPENS.match(text) and heading is not None and heading[1] == "1"
        if opens and (size >= RUN or twice):
            cuts.append(place)
            size, twice = 0, False
        size += sizes[place]
        twice = twice or place in leading
    return [*cuts, len(sections)]


def _leading(sections: tuple[str, ...]) -> frozenset[int]:
    """Return which sections lead to more than half of those after them, and to several, as contents do."""
    places = {name: place for place, text in enumerate(sections) for name in ids_in(text)}
    led = ({places.get(name, 0) for name in references_in(text)} for text in sections)
    later = ({each for each in there if each > place} for place, there in enumerate(led))
    return frozenset(
        place for place, there in enumerate(later) if len(there) > max(_SEVERAL, (len(sections) - place - 1) / 2)
    )
