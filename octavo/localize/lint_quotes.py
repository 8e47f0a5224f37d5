# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotation marks and apostrophes: those of the language, in pairs, with the spaces that it has inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_prose import VALUE, Pair, near
from octavo.model.locale import Language

MARKS = frozenset("“”„‟«»‹›‘’‚‛「」『』《》〈〉〝〞〟")
# Pairs that books in a language have beside those of CLDR, each in one string.
_ALSO = {
    "ar": ("«»", "“”", "‹›"),
    "cs": ("»«", "›‹"),
    "de": ("»«", "›‹"),
    "el": ("«»", "“”"),
    "es": ("«»", "“”", "‘’"),
    "fa": ("«»", "“”"),
    "he": ("“”", "‘’", "„”"),
    "it": ("«»", "“”", "‘’"),
    "ja": ("「」", "“”", "『』", "《》", "〈〉"),
    "pl": ("«»", "»«", "‚’"),
    "pt": ("«»", "“”", "‘’"),
    "uk": ("«»", "„“", "“”"),
    "zh": ("“”", "‘’", "《》", "〈〉", "「」", "『』"),
}
# Where these marks are letters or parts of letters.
_AS_LETTERS = {"uz": "‘’", "haw": "‘", "to": "‘", "sm": "‘", "he": "״׳"}
_APOSTROPHES = re.compile(r"(?<=[^\W\d_])['‘‛´′ʹ`](?=[^\W\d_])")
_AFTER_DIGIT = re.compile(r"(?<=[\d\ufffc])['‘´](?=[^\W\d_])")
_INCHES = re.compile(r"(?<=\d)\s?[\"'](?![^\W\d_])")
_STRAIGHT = re.compile(r"[\"']")
_SPACES = " \u00a0\u202f\u2009"


def quote_problems(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each kind of wrong mark in a translation, at its first place."""
    text = pair.prose.text
    yield from _apostrophes(pair, text)
    text = _AFTER_DIGIT.sub("’", _APOSTROPHES.sub("’", _INCHES.sub(VALUE, text)))
    if match := _STRAIGHT.search(text):
        yield pair.problem("L511", found=match[0], near=near(text, match.start()))
        return  # what is paired with it can't be told
    foreign = _foreign(pair, text)
    if foreign:
        yield foreign
        return
    yield from _pairs(pair, text)


def allowed_pairs(language: Language) -> tuple[tuple[str, str], ...]:
    """Return the pairs of quotation marks that the language may have, without the spaces that belong to them."""
    opening, closing, inner_opening, inner_closing = (mark.strip(_SPACES) for mark in language.quotes)
    also = _ALSO.get(language.tag.partition("-")[0], ())
    return ((opening, closing), (inner_opening, inner_closing), *((each[0], each[1]) for each in also))


def _apostrophes(pair: Pair, text: str) -> Iterator[Problem]:
    letters = _AS_LETTERS.get(pair.language.tag.partition("-")[0], "")
    for pattern in (_APOSTROPHES, _AFTER_DIGIT):
        for match in pattern.finditer(text):
            if match[0] not in letters:
                shown = f"{match[0]} (U+{ord(match[0]):04X})"
                yield pair.problem("L515", found=shown, near=near(text, match.start()))
                return


def _foreign(pair: Pair, text: str) -> Problem | None:
    """Return the problem with the first mark that the language does not have; ’ is the apostrophe everywhere."""
    known = {mark for both in allowed_pairs(pair.language) for mark in both} | {"’"}
    known |= set(_AS_LETTERS.get(pair.language.tag.partition("-")[0], ""))
    for at, sign in enumerate(text):
        if sign in MARKS and sign not in known:
            return pair.problem("L512", found=sign, near=near(text, at))
    return None


def _pairs(pair: Pair, text: str) -> Iterator[Problem]:
    outer = _outer(pair.language, text)
    if outer is None:
        return
    opening, closing = outer
    depth = 0
    for at, sign in enumerate(text):
        if opening == closing:
            depth += sign == opening
        elif sign == opening:
            depth += 1
        elif sign == closing and depth > 0:
            depth -= 1
        elif sign == closing:
            yield pair.problem("L513", near=near(text, at), opening=opening, closing=closing)
            return
    if depth % 2 if opening == closing else depth:
        at = text.rfind(opening)
        yield pair.problem("L513", near=near(text, at), opening=opening, closing=closing)
        return
    yield from _inside(pair, text, opening, closing)


def _outer(language: Language, text: str) -> tuple[str, str] | None:
    """Return the pair that the text uses, if that can be told: its marks are in no other pair with other parts."""
    pairs = allowed_pairs(language)
    for opening, closing in dict.fromkeys(pairs):
        others = [each for each in pairs if each != (opening, closing)]
        mixed = any(sign in each and sign in text for each in others for sign in (opening, closing))
        if (opening in text or closing in text) and not mixed and "’" not in (opening, closing):
            return opening, closing
    return None


def _inside(pair: Pair, text: str, opening: str, closing: str) -> Iterator[Problem]:
    """Yield a problem if the space inside quotation marks is not that of the language."""
    wanted_after = pair.language.quotes[0].replace(opening, "")
    wanted_before = pair.language.quotes[1].replace(closing, "")
    written = f"{pair.language.quotes[0]}…{pair.language.quotes[1]}"
    if pair.language.quotes[0].strip(_SPACES) != opening or opening == closing:
        wanted_after = wanted_before = ""
        written = f"{opening}…{closing}"
    for at, sign in enumerate(text):
        if sign == opening and opening != closing:
            gap = re.match(rf"[{_SPACES}]*", text[at + 1 :])
        elif sign == closing and opening != closing:
            gap = re.search(rf"[{_SPACES}]*$", text[:at])
        else:
            continue
        found = gap[0] if gap else ""
        if not _fits(found, wanted_after if sign == opening else wanted_before):
            shown = f"{written} with U+202F inside" if wanted_after else written
            yield pair.problem("L514", near=near(text, at), wanted=shown)
            return


def _fits(found: str, wanted: str) -> bool:
    # Either no-break space will do where one is wanted.
    return found in ("\u202f", "\u00a0") if wanted else not found
