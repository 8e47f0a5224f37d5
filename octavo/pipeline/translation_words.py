# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words that a language of a publication needs beside its texts: the theme's, and the house's where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome
from octavo.pipeline.translation import Source, house_file, templates

if TYPE_CHECKING:
    from octavo.model.catalog import Message
    from octavo.model.locale import Language

FILE = "strings.po"


def words_for(source: Source, tag: str) -> tuple[Message, ...]:
    """Return the words that a language's own strings.po is to have.

    Those of the house and of the theme's templates, without those that the house has in the language. English is what
    the house's templates are written in.
    """
    from octavo.localize.strings import template_messages

    known = _translated(tag)
    if tag.partition("-")[0] == "en":
        known |= {message.id for message in template_messages(templates())}
    return tuple(each for each in all_words(source) if each.id not in known)


def _translated(tag: str) -> set[str]:
    """Return the ids of the house's words that it has in a language."""
    from octavo.localize.pofile import read_po
    from octavo.model.catalog import message_id

    data = house_file(tag, "po")
    po, _ = read_po(data, f"templates/locale/{tag}.po") if data is not None else (None, ())
    return {message_id(each.msgctxt or "", each.msgid) for each in po or () if each.translated() and not each.obsolete}


def all_words(source: Source) -> tuple[Message, ...]:
    """Return the words of the house's and the theme's templates."""
    from octavo.localize.strings import template_messages

    theme = {f"theme:{name}": text for name, text in source.publication.theme_templates.items()}
    return template_messages({**templates(), **theme})


def new_words(source: Source, tag: str, language: Language) -> dict[str, bytes]:
    """Return strings.po for a new language; nothing if there are no words for it to have."""
    from octavo.localize.update import update_house

    words = words_for(source, tag)
    made = update_house(words, None, language, f"locale/{tag}/{FILE}")
    return {FILE: made.unwrap()} if words else {}


def updated_words(source: Source, tag: str, language: Language) -> Outcome[dict[str, bytes]]:
    """Return the language's strings.po brought up to date, if it has one and that changes anything."""
    from octavo.localize.update import update_house

    path = source.folder / "locale" / tag / FILE
    if not path.is_file():
        return Outcome({})
    existing = path.read_bytes()
    made = update_house(words_for(source, tag), existing, language, f"locale/{tag}/{FILE}")
    if made.value is None:
        return Outcome(None, made.problems)
    return Outcome({FILE: made.value} if made.value != existing else {})
