# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of templates: gettext lookups in an edition's strings, and whole numbers in its digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from octavo.localize.formats import digits
from octavo.localize.plurals import gettext_rule
from octavo.localize.strings import untranslated
from octavo.model.catalog import message_id
from octavo.model.locale import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The house's and the theme's words in one language; those without a translation are English, in brackets."""

    tag: str
    strings: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]
    digits: Callable[[object], str]

    def say(self, msgid: str, /, **values: object) -> Markup:
        """Return the words for `msgid` with {values} filled in; values that are not markup are escaped."""
        return self.say_in("", msgid, **values)

    def say_in(self, context: str, msgid: str, /, **values: object) -> Markup:
        """Return the words for `msgid` in `context` (gettext's pgettext)."""
        forms = self.strings.get(message_id(context, msgid), ())
        return _fill(forms[0] if forms and forms[0] else untranslated(msgid, self.tag), values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Return the form of a counted phrase for `number`, which stands in it as {n}, in the language's digits."""
        forms = self.strings.get(message_id("", one), ())
        index = self.plural(number) if forms else 0
        there = index < len(forms) and bool(forms[index])
        text = forms[index] if there else untranslated(one if number == 1 else many, self.tag)
        return _fill(text, {"n": self.digits(number), **values})


def words_of(language: Language, strings: Mapping[str, tuple[str, ...]]) -> Words:
    """Return the words of one language from an edition's strings."""
    return Words(language.tag, strings, gettext_rule(language.plurals)[1], lambda value: digits(str(value), language))


def _fill(text: str, values: Mapping[str, object]) -> Markup:
    return Markup(escape(text)).format(**values) if values else Markup(escape(text))
