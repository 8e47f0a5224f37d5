# SPDX-License-Identifier: AGPL-3.0-or-later
"""Named forms of counted nouns in placeholders: a translation may ask for another form than its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from octavo.model.catalog import Message

_UNIT = "unit "


def units_in(messages: Iterable[Message]) -> frozenset[str]:
    """Return the ids of the counted nouns among a publication's messages."""
    return frozenset(
        message.context.removeprefix(_UNIT)
        for message in messages
        if message.plural and message.context.startswith(_UNIT)
    )


def split_form(name: str, units: Collection[str]) -> tuple[str, str, str]:
    """Return a placeholder's name without its noun form, the unit, and the form; these are empty if it has none.

    {killed.said.people.gen} is (“killed.said.people”, “people”, “gen”), as it takes the place of {killed.said.people}.
    """
    parts = name.split(".")
    if len(parts) > 2 and parts[-2] in units and parts[-1] not in units:
        return ".".join(parts[:-1]), parts[-2], parts[-1]
    return name, "", ""


def without_forms(names: Iterable[str], units: Collection[str]) -> tuple[str, ...]:
    """Return the names with every noun form left out, for two texts to be compared."""
    return tuple(split_form(name, units)[0] for name in names)
