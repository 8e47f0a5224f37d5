# SPDX-License-Identifier: AGPL-3.0-or-later
"""An edition's words while it is being made: which translation stands for a message, and in what state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize.formats import language_name
from octavo.localize.language import language_from_cldr
from octavo.localize.noun_forms import units_in, without_forms
from octavo.localize.status import state_of
from octavo.markup.shape import placeholders_of
from octavo.model.catalog import UNTRANSLATED, Catalog, Message, State, short
from octavo.model.locale import Language

SHOW_WHAT_THERE_IS: frozenset[State] = frozenset({"translated", "accepted"})


@dataclass(frozen=True, slots=True)
class Translator:
    """What an edition's words come from.

    `source` tells that the edition is in the language of the texts, where every message stands for itself; `by_key`
    gives the message of a value by its key (`publication.yaml#title`).
    """

    language: Language
    catalog: Catalog
    strings: Catalog
    source: bool
    draft: bool
    by_key: Mapping[str, Message] = field(default_factory=dict)

    def state(self, message: Message) -> State:
        """Return the state of a message's translation."""
        return "translated" if self.source else state_of(self.catalog, message)

    def forms(self, message: Message) -> tuple[str, ...]:
        """Return the forms of a message's translation that this edition prints; empty where the source text stands.

        A stale translation is shown in drafts only, and only if it has the placeholders of the message: another one
        might not be fillable any more.
        """
        if self.source:
            return ()
        found = self.catalog.entries.get(message.id, UNTRANSLATED)
        if found.state in SHOW_WHAT_THERE_IS or (
            self.draft and found.state == "stale" and all(self._fillable(message, form) for form in found.forms)
        ):
            return found.forms
        return ()

    def _fillable(self, message: Message, form: str) -> bool:
        """Tell whether a form has the placeholders of its message, nouns in whatever form."""
        units = units_in(self.by_key.values())
        wanted, got = (
            Counter(without_forms(placeholders_of(text), units)) for text in (message.plural or message.msgid, form)
        )
        return wanted == got

    def translate(self, message: Message) -> str | None:
        """Return the translation of a message without plural forms, or None where the source text stands."""
        forms = self.forms(message)
        return forms[0] if forms else None

    def words(self, key: str, text: str) -> str:
        """Return the value under a key in the edition's language."""
        message = self.by_key.get(key)
        return (self.translate(message) if message and text else None) or text

    def gap(self, key: str) -> State | None:
        """Return the state of a value's translation if a draft must mark it, else None."""
        message = self.by_key.get(key)
        return self.mark(message.id) if message else None

    def mark(self, message: str) -> State | None:
        """Return the state of a message (by its id) if a draft must mark it, else None."""
        if self.source or not self.draft or not message:
            return None
        state = self.catalog.entries.get(message, UNTRANSLATED).state
        return None if state in SHOW_WHAT_THERE_IS else state


def state_problems(messages: Iterable[Message], with_: Translator) -> list[Problem]:
    """Return what a released edition may not have (untranslated, stale), and what it has with leave (accepted)."""
    if with_.source:
        return []
    messages = tuple(messages)
    named = language_name(with_.language.tag, language_from_cldr("en"))
    about = {"language": named, "tag": with_.language.tag}
    count = Counter(map(with_.state, messages))
    if messages and count["untranslated"] == len(messages) and not with_.draft:
        return [problem("L107", Place(f"locale/{with_.language.tag}"), count=len(messages), **about)]
    found = []
    for message in messages:
        state = with_.state(message)
        key = message.keys[0] if message.keys else ""
        place = Place(key.partition("#")[0], key=key)
        values = {"text": short(message.msgid), "domain": message.domain, **about}
        if state == "accepted":
            found.append(problem("L105", place, who=with_.catalog.entries[message.id].accepted, **values))
        elif state in ("untranslated", "stale") and not with_.draft:
            found.append(problem("L101" if state == "untranslated" else "L102", place, **values))
    return found


def house_problems(with_: Translator) -> list[Problem]:
    """Return what of the house's words is missing in an edition; English is their own language.

    A draft shows them in English between square brackets, and tells how many.
    """
    language = with_.language
    if language.tag.partition("-")[0] == "en":
        return []
    named = language_name(language.tag, language_from_cldr("en"))
    if with_.draft:
        count = sum(not entry.forms for entry in with_.strings.entries.values())
        return (
            [problem("L652", Place(f"locale/{language.tag}/strings.po"), count=count, language=named)] if count else []
        )
    file = f"templates/locale/{language.tag}.po"
    entries = with_.strings.entries
    if not any(entry.forms for entry in entries.values()):
        return [problem("L104", Place(file), language=named, tag=language.tag)]
    missing = [name for name, entry in entries.items() if entry.state not in SHOW_WHAT_THERE_IS]
    return [problem("L103", Place(file), count=len(missing), language=named, tag=language.tag)] if missing else []
