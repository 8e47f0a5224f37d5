# SPDX-License-Identifier: AGPL-3.0-or-later
"""The number each page is called by: as its margin prints it, or as it would."""

from __future__ import annotations

from typing import Any

from octavo.render.boxes import PageBoxes
from octavo.render.page_counters import page_count, printed_folio, written_number


def folios(pages: tuple[PageBoxes, ...], counters: Any) -> tuple[str, ...]:
    """Return the label of every page; `counters` are the counter styles of the layout.

    A page that prints none is called in the style of the next one that does, or of the last, among those counted
    without a new beginning between them.
    """
    runs = _runs(pages)
    printed = [printed_folio(page) for page in pages]
    labels = []
    for index, ((label, _), (run, number)) in enumerate(zip(printed, runs, strict=True)):
        near = [*range(index + 1, len(pages)), *range(index - 1, -1, -1)]
        style = next((printed[other][1] for other in near if printed[other][0] and runs[other][0] == run), "decimal")
        labels.append(label or written_number(counters, number, style))
    return tuple(labels)


def _runs(pages: tuple[PageBoxes, ...]) -> list[tuple[int, int]]:
    """Return for every page the run of counting it belongs to, and its number."""
    found: list[tuple[int, int]] = []
    run = number = 0
    for page in pages:
        number, anew = page_count(page, number)
        run += anew
        found.append((run, number))
    return found


def page_numbers(pages: tuple[PageBoxes, ...]) -> tuple[int, ...]:
    """Return the value of the page counter on every page."""
    return tuple(number for _, number in _runs(pages))
