# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolls of names: rows read from their blob, in the order of the language's alphabet."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from octavo.localize.collation import sort_key
from octavo.localize.formats import digits
from octavo.model.locale import Language
from octavo.model.publication import Roll


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a roll; what is not known is empty.

    The key counts the persons as they are shown, not as they are filed: nothing tells how many are withheld.
    """

    name: str
    born: str = ""
    died: str = ""
    place: str = ""
    note: str = ""
    key: str = ""


def read_roll(roll: Roll, blobs: Callable[[str], bytes], language: Language) -> tuple[Person, ...]:
    """Return the persons of a roll, years in the language's digits."""
    lines = blobs(roll.digest).decode("utf-8").splitlines()
    people = [_person(json.loads(line), language) for line in lines if line.strip()]
    key = sort_key(language)
    ordered = sorted(people, key=lambda person: (key(person.name), person.born, person.died, person.place))
    return tuple(replace(each, key=f"names/{roll.id}.csv#{number}") for number, each in enumerate(ordered, 1))


def _person(row: dict[str, object], language: Language) -> Person:
    given = {name: str(value) for name, value in row.items() if value not in ("", None)}
    born, died = (digits(given.get(name, "")[:4], language) for name in ("born", "died"))
    return Person(given["name"], born, died, given.get("place", ""), given.get("note", ""))
