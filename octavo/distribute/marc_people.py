# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who took part, in MARC: main and added entries for persons and bodies (100, 110, 700, 710)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.distribute.marc_field import Field, field
from octavo.model.distribution import Dossier
from octavo.model.document import Credit
from octavo.model.relators import RELATORS


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with all its roles, so that one person is entered once."""

    credit: Credit
    roles: tuple[str, ...]


def main_entry(told: Dossier) -> Credit | None:
    """Return the first author, under whom the book is entered; a book without one is entered under its title."""
    return next((each for each in told.credits if each.role == "aut"), None)


def people(told: Dossier, publisher: str) -> Iterator[Field]:
    """Yield the main entry first, then all others as added entries, and the publisher last."""
    main = main_entry(told)
    entries = _entries(told)
    first = next((each for each in entries if main and each.credit.name == main.name), None)
    if first:
        yield _field(first, "1")
    yield from (_field(each, "7") for each in entries if each is not first)
    if publisher and publisher not in {each.credit.name for each in entries}:
        yield _field(Entry(Credit(publisher, "pbl", body=True), ("pbl",)), "7")


def responsibility(told: Dossier) -> str:
    """Return the statement of responsibility: the authors by name, in their order."""
    return ", ".join(each.name for each in told.credits if each.role == "aut")


def _entries(told: Dossier) -> list[Entry]:
    roles: dict[str, list[str]] = {}
    first: dict[str, Credit] = {}
    for each in told.credits:
        first.setdefault(each.name, each)
        roles.setdefault(each.name, []).append(each.role)
    return [Entry(first[name], tuple(dict.fromkeys(found))) for name, found in roles.items()]


def _field(entry: Entry, kind: str) -> Field:
    """Return an entry; a person by surname if the name is filed with a comma, a body in direct order."""
    credit = entry.credit
    terms = [("e", RELATORS.get(role, "contributor")) for role in entry.roles]
    codes = [("4", role if role in RELATORS else "ctb") for role in entry.roles]
    if credit.body:
        return field(f"{kind}10", "2 ", ("a", credit.name), *terms, *codes)
    name = credit.sort or credit.name
    return field(f"{kind}00", f"{'1' if ',' in name else '0'} ", ("a", name), *terms, *codes)
