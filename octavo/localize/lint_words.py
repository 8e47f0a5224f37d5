# SPDX-License-Identifier: AGPL-3.0-or-later
"""The translation as a whole beside its source: left as it was, words doubled, cut off, far too long or too short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_prose import LETTER, VALUE, Pair, letters_of, near
from octavo.localize.lint_quotes import MARKS

_WORD = re.compile(rf"{LETTER}+(?:[’'-]{LETTER}+)*")
_TWICE = re.compile(rf"(?<![\w’'-])(?<!{LETTER})({LETTER}+)[ \u00a0\u202f\n]+(\1)(?![\w’'-])(?!{LETTER})")
LEAST_WORDS = 4  # from which on a translation that is the same as its source is told
# Languages that double words on purpose (“yavaş yavaş”): only these are a slip.
_NEVER_TWICE = {
    "ar": "في من إلى على أن عن التي الذي مع هذا هذه ما",
    "az": "və bu ki üçün ilə bir-bir olan ya amma də da",
    "fa": "از به در که و را این با",
    "he": "של את על עם הוא היא כי",
    "hi": "और के की का में है को से ने पर कि यह",
    "tr": "ve bu ki için ile olan ama de da",
    "ur": "اور کے کی کا میں ہے کو سے نے",
}
_AS_THEY_LIKE = frozenset(
    {"bn", "id", "ja", "kk", "km", "ko", "ky", "lo", "mr", "ms", "my", "ta", "te", "th", "tk", "uz", "vi", "zh"}
)
# Words that sentences of these languages may have twice in a row.
_SOMETIMES = {
    "de": "die der das sie",
    "en": "that had",
    "fr": "nous vous",
    "it": "via piano",
    "nl": "dat die",
    "sv": "till om",
}

# The same sign in the scripts that have their own.
_ENDS = {
    ".": ".。｡։۔।॥",
    "?": "?؟？՞",
    "!": "!！՜",
    ":": ":：՝",
    "…": "…",
    ";": ";؛；",
    ",": ",،，、",
}
_CLASS = {sign: name for name, signs in _ENDS.items() for sign in signs}
# What a language may have where the source goes on into a list with a word alone (“and”).
_BEFORE_MORE = (",", ";", ":")
_UNENDED = frozenset({"th", "lo"})  # no full stop
_CLOSERS = frozenset(")]}\"'*_ \n\u00a0\u202f") | MARKS
_ABBREVIATIONS = frozenset(
    {"etc", "inc", "ltd", "co", "st", "no", "pp", "vol", "ed", "eds", "jr", "sr", "dr", "mr", "cf"}
)
_ABBREVIATED = 4  # letters of the longest word that a full stop may abbreviate

# How long a translation from English is, in letters and signs; rough, and only for what is far outside.
_LENGTHS = {
    "ar": 0.85, "az": 1.08, "de": 1.18, "el": 1.2, "es": 1.17, "fa": 0.95, "fr": 1.2, "he": 0.8, "hi": 1.05, "hy": 1.12,
    "it": 1.15, "ja": 0.5, "ka": 1.12, "kk": 1.1, "ko": 0.55, "pl": 1.12, "pt": 1.12, "ru": 1.12, "th": 0.95,
    "tr": 1.06, "uk": 1.1, "vi": 1.12, "zh": 0.35,
}  # fmt: skip
_SHORTEST, _LONG = 40, 120  # letters of the source: shorter ones are not measured; long ones more closely
_WIDE, _CLOSE = (0.33, 2.6), (0.5, 1.9)


def word_problems(pair: Pair) -> Iterator[Problem]:
    """Yield what is wrong with the translation as a whole."""
    yield from _ending(pair)
    yield from _length(pair)


def doubled_words(pair: Pair) -> Iterator[Problem]:
    """Yield a problem if a word stands twice in a row, and the language does not do so on purpose."""
    tag = _tag(pair)
    if tag in _AS_THEY_LIKE or _TWICE.search(pair.source.text):
        return
    for match in _TWICE.finditer(pair.prose.text):
        word = match[1].lower()
        slip = word in _NEVER_TWICE[tag].split() if tag in _NEVER_TWICE else word not in _SOMETIMES.get(tag, "").split()
        if slip and not match[1][0].isupper():
            yield pair.problem("L542", near=near(pair.prose.text, match.start(), match.end()))
            return


def _tag(pair: Pair) -> str:
    return pair.language.tag.partition("-")[0]


def is_untouched(pair: Pair) -> bool:
    """Tell whether a translation is nothing but the words of its source, and these are no name."""
    source, translation = (" ".join(each.whole.split()).casefold() for each in (pair.source, pair.prose))
    words = _WORD.findall(pair.source.whole)
    if source != translation or len(words) < LEAST_WORDS or pair.message.domain == "names":
        return False
    return 2 * sum(map(str.istitle, words)) <= len(words)


def _ending(pair: Pair) -> Iterator[Problem]:
    source, translation = pair.source.text, pair.prose.text
    if _tag(pair) in _UNENDED or not letters_of(translation):
        return
    wanted, found = _end(source, ""), _end(translation, _tag(pair))
    if wanted == found or (wanted == "?" and "՞" in translation) or (wanted == "!" and "՜" in translation):
        return
    if not wanted and found in _BEFORE_MORE:
        return
    if {wanted, found} == {".", ""} and (
        len(_WORD.findall(source)) < LEAST_WORDS - 1
        or _is_abbreviation(translation if found else source, anything=bool(found))
    ):
        return
    yield pair.problem("L543", source=_shown(wanted), found=_shown(found))


def _end(text: str, tag: str) -> str:
    """Return the class of the sign that a text ends with; empty for none."""
    bare = text.rstrip("".join(_CLOSERS))
    last = "…" if bare.endswith("...") else bare[-1:]
    return "?" if tag == "el" and last in (";", "\u037e") else _CLASS.get(last, "")


def _is_abbreviation(text: str, anything: bool) -> bool:
    """Tell whether a text ends with an abbreviation: one of English, or anything as short as one."""
    word = text.rstrip("".join(_CLOSERS)).rstrip(".").split()[-1:] or [""]
    bare = word[0].strip("".join(_CLOSERS) + "(")
    if "." in bare or (len(bare) == 1 and bare.isalpha()) or bare.lower() in _ABBREVIATIONS:
        return True
    return anything and (len(bare) <= _ABBREVIATED or bare[-1].isdecimal())


def _shown(sign: str) -> str:
    return f"with “{sign}”" if sign else "with no mark"


def _length(pair: Pair) -> Iterator[Problem]:
    source, translation = (each.text.replace(VALUE, "") for each in (pair.source, pair.prose))
    if letters_of(source) < _SHORTEST or pair.message.plural:
        return
    times = len(translation) / len(source) / _LENGTHS.get(_tag(pair), 1.0)
    shortest, longest = _CLOSE if letters_of(source) > _LONG else _WIDE
    if not shortest <= times <= longest:
        yield pair.problem("L544", times=f"{times:.1f}")
