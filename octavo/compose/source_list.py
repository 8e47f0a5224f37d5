# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of sources: by group, in the order of the ledger, those that the edition uses."""

from __future__ import annotations

from octavo.model.edition import Edition, SourceText


def source_groups(edition: Edition) -> tuple[tuple[str, str, tuple[SourceText, ...]], ...]:
    """Return (id, heading, sources) in the ledger's order of groups; sources without one come first, without heading.

    Sources that nothing cites are left out, except where nothing is cited at all.
    """
    wanted = set(edition.cited) or set(edition.sources)
    groups: dict[str, list[SourceText]] = {"": [], **{name: [] for name in edition.source_groups}}
    for source in edition.sources.values():
        if source.id in wanted:
            groups.setdefault(source.group, []).append(source)
    return tuple((name, edition.source_groups.get(name, ""), tuple(found)) for name, found in groups.items() if found)
