# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spaces, dashes and dots: as the language has them round its punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_numbers import plain_digits
from octavo.localize.lint_prose import LETTER, VALUE, Pair, near

NO_BREAK = "\u00a0\u202f"
_DOUBLE = re.compile(rf"[ \t{NO_BREAK}]{{2,}}")
# Not before a word that begins with a dot (.pdf), and not before an ellipsis, which may stand for words.
_BEFORE = re.compile(rf"(?<=[^\s«“„‚‘(])[ {NO_BREAK}]+([,.;:!?،؛؟。、，；：！？։।])(?![\w.:…\ufffc])")
_BRACKET = re.compile(rf"[(\[][ {NO_BREAK}]+(?=\S)|(?<=\S)[ {NO_BREAK}]+[)\]]")
_WIDE = frozenset("，、；：。")
_COMMA = re.compile(rf"(?<={LETTER})([,،؛])(?=[^\W\d_])")
_DASH = re.compile(rf"(?<=\S)[ {NO_BREAK}]-{{1,3}} (?=\S)|(?<=[^\s-])--+(?=[^\s>-])")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_HYPHEN_RANGE = re.compile(r"(?<![\w.–-])(\d+)-(\d+)(?![\w–-])")
_DASH_RANGE = re.compile(r"(\d+)\u2060?–\u2060?(\d+)")
_FRENCH = re.compile(rf"(?P<gap>[ {NO_BREAK}]?)(?P<sign>[;!?:])(?![;!?:])")
_BETWEEN = re.compile(rf"([^\W\d_]+)[{NO_BREAK}]([^\W\d_]+)(?!\w)(\.?)")
ORDINARY = 4  # letters of a word that no rule of typography keeps together with the next


def space_problems(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each kind of wrong space or dash in a translation, at its first place."""
    yield from _ends(pair)
    text = pair.prose.text.strip()
    if match := _DOUBLE.search(text):
        yield pair.problem("L521", near=near(text, match.start(), match.end()))
    french = _is_french(pair)
    if french:
        yield from _french(pair, text)
    for match in (
        found for each in (_BEFORE, _BRACKET) if not each.search(pair.source.text) for found in each.finditer(text)
    ):
        if french and match.lastindex and match[1] in ";!?:":
            continue
        yield pair.problem("L523", near=near(text, match.start(), match.end()))
        break
    if (match := _COMMA.search(text)) and not _COMMA.search(pair.source.text):
        yield pair.problem("L525", sign=match[1], near=near(text, match.start()))
    yield from _unwanted(pair, text)
    yield from _dashes(pair, text)
    if (match := _DOTS.search(text)) and "..." not in pair.source.text:
        yield pair.problem("L517", near=near(text, match.start(), match.end()))


def _ends(pair: Pair) -> Iterator[Problem]:
    source, form = pair.message.plural or pair.message.msgid, pair.form
    if _is_french(pair) and (bare := form.lstrip(NO_BREAK))[:1] in tuple(";!?:"):
        form = bare  # its space belongs to the sign
    found = []
    for where, theirs, ours in (("begins", source[:1], form[:1]), ("ends", source[-1:], form[-1:])):
        # A comma as wide as a letter has its space in itself: “，” for “, ”.
        if theirs.isspace() != ours.isspace() and not (theirs.isspace() and ours in _WIDE):
            found.append(f"{where} {'with' if ours.isspace() else 'without'} a space, other than the source")
    if found:
        yield pair.problem("L522", difference=" and ".join(found))


def _is_french(pair: Pair) -> bool:
    return pair.language.tag.partition("-")[0] == "fr" and pair.language.tag not in ("fr-CA", "fr-CH")


def _french(pair: Pair, text: str) -> Iterator[Problem]:
    for match in _FRENCH.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        clock = match["sign"] == ":" and before.isdigit() and after.isdigit()
        path = match["sign"] == ":" and not match["gap"] and (after == "/" or after.isalnum())
        # An ellipsis or a bracket may stand directly before the sign.
        if not before or clock or path or before in "(…[" or match["gap"] in (*NO_BREAK,):
            continue
        yield pair.problem("L524", sign=match["sign"], near=near(text, match.start(), match.end()))
        return


def _unwanted(pair: Pair, text: str) -> Iterator[Problem]:
    if any(sign in pair.source.text for sign in NO_BREAK):
        return
    for match in _BETWEEN.finditer(text):
        # What ends with a full stop may be an abbreviation.
        least = (ORDINARY, ORDINARY + len(match[3]))
        if all(len(word) >= many and not word[0].isupper() for word, many in zip(match.groups(), least, strict=False)):
            yield pair.problem("L526", near=near(text, match.start(), match.end()))
            return


def _dashes(pair: Pair, text: str) -> Iterator[Problem]:
    match = _DASH.search(text)
    if match and not _DASH.search(pair.source.text):
        dash = "—" if "—" in pair.source.text else "–"
        yield pair.problem("L516", near=near(text, match.start(), match.end()), wanted=f"{dash} with its spaces")
        return
    between = pair.language.range_pattern.replace("{0}", "").replace("{1}", "")
    ranges = set(_DASH_RANGE.findall(plain_digits(pair.source.whole)))
    for match in _HYPHEN_RANGE.finditer(text):
        if between == "–" and tuple(map(plain_digits, match.groups())) in ranges:
            near_it = near(text, match.start(), match.end()).replace(VALUE, "")
            yield pair.problem("L516", near=near_it, wanted=f"{match[1]}–{match[2]}")
            return
