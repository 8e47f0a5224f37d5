# SPDX-License-Identifier: AGPL-3.0-or-later
"""The corrections of an edition in its language, and whether what they say now stands there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize import dates
from octavo.localize.formats import digits, language_name
from octavo.localize.language import language_from_cldr
from octavo.localize.values import Values, fill_text, value_text
from octavo.model.blocks import plain, walk
from octavo.model.corrections import Erratum
from octavo.model.edition import CorrectionText, Edition, PartText

FILE = "corrections.yaml"
# Marks of direction and possible breaks: they are no part of a text's wording.
_UNSEEN = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u00ad"))


def corrections_text(values: Values, parts: Iterable[PartText]) -> tuple[CorrectionText, ...]:
    """Return the corrections that concern the edition, the newest first, those of a day in the file's order."""
    tag = values.words.language.tag
    mine = [each for each in values.publication.corrections.corrections if each.concerns(tag)]
    titles = {_file(part): plain(part.title) for part in parts}
    newest = sorted(mine, key=lambda each: each.on, reverse=True)
    return tuple(_correction(each, titles.get(each.at.partition("#")[0], ""), values) for each in newest)


def _correction(each: Erratum, title: str, values: Values) -> CorrectionText:
    def said(name: str) -> str:
        key, text = f"{FILE}#{each.id}.{name}", getattr(each, name)
        if each.written_in:
            return fill_text(text, key, values)
        if key in values.words.by_key or "{" in text:
            return value_text(key, text, values)
        # A number alone is nothing for translators, but every language has its own digits.
        return digits(text, values.words.language)

    day = each.on.isoformat()
    return CorrectionText(
        id=each.id,
        on=day,
        date=dates.date(day, values.words.language),
        place=said("place") or title,
        at=each.at,
        was=said("was"),
        now=said("now"),
        why=said("why"),
        sources=each.sources,
    )


def cited_by(corrections: Iterable[CorrectionText]) -> tuple[str, ...]:
    """Return the ids of the sources that the corrections name, each once."""
    return tuple(dict.fromkeys(source for each in corrections for source in each.sources))


def correction_problems(edition: Edition, values: Values) -> Iterator[Problem]:
    """Yield a warning for each correction whose new words don't stand in the text that it names.

    Where words have not been translated yet, they can't be compared.
    """
    language = language_name(edition.language.tag, language_from_cldr("en"))
    for each in edition.corrections:
        texts, key = _texts_at(each.at, edition.parts), f"{FILE}#{each.id}.now"
        if texts and not values.words.gap(key) and not _stands(each.now, texts):
            yield problem("D607", Place(FILE, key=key), id=each.id, now=each.now, at=each.at, language=language)


def _file(part: PartText) -> str:
    """Return the file of a part's text, or what the part goes by in the manifest."""
    return (part.blocks[0].key if part.blocks else part.key).partition("#")[0]


def _texts_at(key: str, parts: Iterable[PartText]) -> list[str]:
    """Return the words of the block with a key, or of all blocks of a text; nothing where the key names no text."""
    found = []
    for part in parts if key else ():
        if _file(part) == key.partition("#")[0]:
            notes = (block for blocks in part.notes.values() for block in blocks)
            for block in walk((*part.blocks, *notes)):
                if key in (block.key, _file(part)):
                    found += [plain(block.inline), *block.attrs.values()]
            found += [plain(part.title)] if key in (part.key, _file(part)) else []
    return found


def _stands(words: str, texts: Iterable[str]) -> bool:
    wanted = _bare(words)
    return any(wanted in _bare(text) for text in texts)


def _bare(text: str) -> str:
    return " ".join(text.translate(_UNSEEN).split())
