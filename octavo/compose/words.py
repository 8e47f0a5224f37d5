# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of templates: gettext lookups in an edition's strings, and whole numbers in its digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py  # reads the C expression of Plural-Forms

from markupsafe import Markup, escape

from octavo.model.catalog import message_id
from octavo.model.locale import Language

# The zero of each CLDR numbering system that is a plain run of ten digits (CLDR supplemental/numberingSystems).
ZEROS = {
    "latn": "0",
    "arab": "٠",
    "arabext": "۰",
    "beng": "০",
    "deva": "०",
    "gujr": "૦",
    "guru": "੦",
    "khmr": "០",
    "knda": "೦",
    "laoo": "໐",
    "mlym": "൦",
    "mymr": "၀",
    "orya": "୦",
    "tamldec": "௦",
    "telu": "౦",
    "thai": "๐",
    "tibt": "༠",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The house's and the theme's words in one language; a word that has no translation stays as the template has it."""

    strings: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]
    digits: Callable[[object], str]

    def say(self, msgid: str, /, **values: object) -> Markup:
        """Return the words for `msgid` with {values} filled in; values that are not markup are escaped."""
        return self.say_in("", msgid, **values)

    def say_in(self, context: str, msgid: str, /, **values: object) -> Markup:
        """Return the words for `msgid` in `context` (gettext's pgettext)."""
        forms = self.strings.get(message_id(context, msgid), ())
        return _fill(forms[0] if forms and forms[0] else msgid, values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Return the form of a counted phrase for `number`, which stands in it as {n}, in the language's digits."""
        forms = self.strings.get(message_id("", one), ())
        index = self.plural(number) if forms else 0
        text = forms[index] if index < len(forms) and forms[index] else one if number == 1 else many
        return _fill(text, {"n": self.digits(number), **values})


def words_of(language: Language, strings: Mapping[str, tuple[str, ...]]) -> Words:
    """Return the words of one language from an edition's strings."""
    expression = language.plurals.partition("plural=")[2].strip().rstrip(";") or "n != 1"
    return Words(strings, _rule(expression), digits_of(language.digits))


def digits_of(system: str) -> Callable[[object], str]:
    """Return the function that writes text with the digits of a CLDR numbering system; unknown ones leave it alone."""
    zero = ord(ZEROS.get(system, "0"))
    table = {ord("0") + value: zero + value for value in range(10)}
    assert all(unicodedata.digit(chr(code)) == value for value, code in enumerate(table.values()))
    return lambda value: str(value).translate(table)


@cache
def _rule(expression: str) -> Callable[[int], int]:
    rule: Callable[[int], int] = c2py(expression)
    return rule


def _fill(text: str, values: Mapping[str, object]) -> Markup:
    return Markup(escape(text)).format(**values) if values else Markup(escape(text))
