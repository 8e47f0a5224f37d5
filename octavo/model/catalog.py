# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages for translators, and what they made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from octavo.model.canonical import digest

Domain = Literal["text", "facts", "names", "strings"]
State = Literal["translated", "stale", "untranslated", "accepted"]
_SHOWN = 60  # characters of a message that a problem names it by


def message_id(context: str, msgid: str) -> str:
    """Return the short id under which pages, catalogs and reports know a message."""
    return digest(context, msgid)[:10]


@dataclass(frozen=True, slots=True)
class Message:
    """One translatable message: `keys` are its anchors in the author's files, in order."""

    msgid: str
    context: str = ""
    plural: str = ""
    domain: Domain = "text"
    keys: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    comment: str = ""

    @property
    def id(self) -> str:
        """The message's short id."""
        return message_id(self.context, self.msgid)


@dataclass(frozen=True, slots=True)
class Translation:
    """The forms of one message in a language (one, or as many as the language has plurals)."""

    forms: tuple[str, ...]
    state: State = "translated"
    accepted: str = ""


UNTRANSLATED = Translation((), "untranslated")


def short(text: str) -> str:
    """Return the beginning of a message, for a problem to name it by."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


@dataclass(frozen=True, slots=True)
class Catalog:
    """All translations of a publication into one language, by message id, without anything else a PO file holds.

    `own` are the ids of those words of templates that the publication says itself, in place of the house's.
    """

    language: str
    entries: dict[str, Translation] = field(default_factory=dict)
    own: tuple[str, ...] = ()
