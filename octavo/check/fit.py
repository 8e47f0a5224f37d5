# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages as an edition was fitted to them: the same count, and each part where it opens in all editions."""

from __future__ import annotations

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.fit import FILE, Promise
from octavo.model.pagemap import PageMap


def check_fit(page_map: PageMap, promise: Promise | None, tag: str) -> list[Problem]:
    """Return where the pages are no longer those that the edition was fitted to; nothing if it never was."""
    if promise is None:
        return []
    place, opens = Place(f"locale/{tag}/{FILE}"), {part.id: part.page for part in page_map.parts}
    found = []
    if len(page_map.pages) != promise.pages:
        found.append(problem("R301", place, pages=promise.pages, now=len(page_map.pages)))
    for part, page in promise.opens:
        if part in opens and opens[part] != page:
            found.append(problem("R302", place, part=part.removeprefix("p-"), page=page, now=opens[part]))
    return found or ([problem("R303", place)] if promise.changed else [])
