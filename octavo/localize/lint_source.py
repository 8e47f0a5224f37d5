# SPDX-License-Identifier: AGPL-3.0-or-later
"""The source itself: words that belong to somebody stand with their speaker, and no deed is a people's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.localize.lint_prose import near, prose_of
from octavo.localize.lint_terms import has_term
from octavo.markup.shape import inline_shape
from octavo.model.catalog import Message
from octavo.model.data import Table, Term

_ROW = re.compile(r"^data/(?P<table>[^#]+)\.yaml#rows\.(?P<row>\d+)\.")
_QUOTED = re.compile("[“„«‘][^“”„«»]*[”“»’]")
# A clause begins with the sentence, or after one of these.
_BEGIN = r"(?:^|[.!?:;]\s+|\b(?:that|when|where|as|because|while|after|before|and|but)\s+)"
_IRREGULAR = (
    "shot|took|drove|burnt|began|made|left|fought|seized|held|beat|set|did|kept|sent|broke|brought|took|struck|stole"
)
# Verbs of what befalls people, and of their life.
_NO_DEED = frozenset({"lived", "died", "remained", "stayed", "returned", "suffered", "numbered", "needed", "called"})
_NO_PAST = frozenset({"red", "bed", "hundred", "indeed", "united"})


def lint_source(messages: Sequence[Message], terms: Sequence[Term], tables: Mapping[str, Table]) -> tuple[Problem, ...]:
    """Return the problems of the source's words, each at the key of its block or value.

    Args:
        messages: all messages of the publication.
        terms: data/terms.yaml.
        tables: its tables; a row that names sources names the speaker.
    """
    found: list[Problem] = []
    for message, after in zip(messages, [*messages[1:], None], strict=True):
        key = message.keys[0] if message.keys else ""
        place = Place(key.partition("#")[0], key=key)
        for term in terms:
            if term.attributed and not _has_speaker(message, after, term.term, tables):
                found.append(problem("L553", place, term=term.term))
            if term.people:
                found += _deeds(message, term.term, place)
    return in_order(found)


def _has_speaker(message: Message, after: Message | None, term: str, tables: Mapping[str, Table]) -> bool:
    """Tell whether a term does not stand in a message, or stands there with whoever says it."""
    if not has_term(_QUOTED.sub("“”", prose_of(message.msgid).text), term) or _cites(message):
        return True
    # A heading stands with what follows it; what a glossary explains is nobody's claim.
    if message.context in ("heading", "title") and after is not None and _cites(after):
        return True
    if message.context == "term" or re.search(r"\b(?:quote|term)\b", message.comment.partition("\n")[0]):
        return True
    return all(_is_attributed(key, tables) for key in message.keys) and bool(message.keys)


def _cites(message: Message) -> bool:
    return any(kind in ("cite", "note") for kind, _ in inline_shape(message.msgid))


def _is_attributed(key: str, tables: Mapping[str, Table]) -> bool:
    """Tell whether what stands under the key is said by a source that is named beside it."""
    if key.startswith("facts/"):
        return True  # the ledger names a source for everything
    match = _ROW.match(key)
    table = tables.get(match["table"]) if match else None
    if match is None or table is None:
        return False
    row = table.rows[int(match["row"])] if int(match["row"]) < len(table.rows) else {}
    return any(row.get(name) for name, column in table.columns.items() if column.type == "sources")


def _deeds(message: Message, people: str, place: Place) -> Iterator[Problem]:
    text = _QUOTED.sub("“”", prose_of(message.msgid).text)
    subject = (
        rf"{_BEGIN}(?:the\s+)?{re.escape(people)}\s+(?:then\s+|also\s+|had\s+|have\s+)?(?P<verb>\w+ed|{_IRREGULAR})\b"
    )
    for match in re.finditer(subject, text, re.IGNORECASE):
        if match["verb"].lower() not in _NO_DEED | _NO_PAST:
            yield problem("L554", place, term=people, near=near(text, match.start(), match.end()))
            return
