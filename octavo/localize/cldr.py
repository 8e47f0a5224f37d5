# SPDX-License-Identifier: AGPL-3.0-or-later
"""What CLDR says of a language: Babel's data for its tag, and the small table of what Babel leaves out."""

from __future__ import annotations

import json
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.localedata import Alias, LocaleDataDict, load, merge


class OwnData(LocaleDataDict):
    """Babel's locale data, resolving aliases without writing what they came to into dicts that locales share."""

    def __getitem__(self, key: str | int | None) -> Any:
        """Return the value of a key."""
        value = self._data[key]
        if isinstance(value, Alias):
            value = value.resolve(self.base)
        if isinstance(value, tuple):
            alias, others = value
            value = dict(alias.resolve(self.base))
            merge(value, others)
        return OwnData(value, base=self.base) if isinstance(value, dict) else value


class OwnLocale(Locale):
    """Babel's locale with data that no other locale changes.

    In Babel (2.18) once Azerbaijani month names were read, a Spanish “LLLL” gives “fevral”: what a language prints
    would hang on which one was printed before it.
    """

    @cached_property
    def _data(self) -> LocaleDataDict:
        data: Any = load(str(self))
        return OwnData(data)


# CLDR's “en” is the English of the United States, month first; without a region ours is that of the world.
WORLD = {"en": "en-001"}


@cache
def locale_of(tag: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag, of the nearest language it knows; the root's for unknown ones."""
    return known_locale(tag) or OwnLocale("root")


@cache
def known_locale(tag: str) -> Locale | None:
    """Return Babel's locale for a tag without its regions and variants, if need be, but never of another script."""
    language, *rest = WORLD.get(tag, tag).split("-")
    script = [each for each in rest[:1] if len(each) == 4 and each.isalpha()]
    for subtags in ([language, *rest], [language, *script]):
        try:
            return OwnLocale.parse("_".join(subtags))
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads((files(__package__) / "cldr.json").read_bytes())["locales"]
    return table


def beyond_babel(tag: str, name: str) -> Any:
    """Return what the table says of a tag; the nearest parent's word where it says nothing itself.

    `quotes`, `range`, `grouping`, `digits`, `letters`, `alphabet` (see make_cldr.py), `cases` of nouns.
    """
    subtags = tag.split("-")
    while subtags:
        row = _table().get("-".join(subtags), {})
        if name in row:
            return row[name]
        subtags.pop()
    return _table()["und"][name]


def modern_tags() -> tuple[str, ...]:
    """Return the languages that CLDR describes for modern use, its highest level."""
    return tuple(json.loads((files(__package__) / "cldr.json").read_bytes())["modern"])
