# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters: each word in one script and in the letters of its language, composed, with nothing invisible in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from octavo.diagnostics.problem import Problem
from octavo.localize.lint_prose import LETTER, Pair, letters_of, near

_WORD = re.compile(rf"[^\W\d_]{LETTER}*")
_NAMES = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Hebr": "HEBREW", "Armn": "ARMENIAN",
    "Geor": "GEORGIAN", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Thai": "THAI", "Khmr": "KHMER", "Laoo": "LAO",
    "Mymr": "MYANMAR", "Ethi": "ETHIOPIC", "Taml": "TAMIL", "Telu": "TELUGU", "Hang": "HANGUL",
}  # fmt: skip
# Scripts whose letters are taken for one another; beside others they can only be meant.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
# Words of one letter that a keyboard of another script has put in the place of one's own: script → its letters.
_LOOKS = {"CYRILLIC": "аеоуі", "LATIN": "aeocky"}
# Letters that are right in other languages only: tag → letter → the right one.
_WRONG = {
    "ar": {"ی": "ي", "ک": "ك"},
    "az": {"ǝ": "ə", "Ǝ": "Ə", "ș": "ş", "Ș": "Ş"},
    "fa": {"ي": "ی", "ك": "ک"},
    "ro": {"ş": "ș", "Ş": "Ș", "ţ": "ț", "Ţ": "Ț"},
    "ru": {"і": "и", "ї": "и", "є": "э", "ґ": "г", "ў": "у"},
    "tr": {"ș": "ş", "Ș": "Ş", "ǧ": "ğ"},
    "uk": {"ы": "и", "э": "е", "ъ": "’", "ё": "йо"},
    "ur": {"ي": "ی", "ك": "ک", "ه": "ہ"},
}
_JOINED = ("Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mong", "Mymr", "Orya", "Sinh", "Syrc",
           "Taml", "Telu", "Tibt")  # fmt: skip
_WITHOUT_SPACES = ("Khmr", "Laoo", "Mymr", "Thai", "Tibt")
_JOINERS, _DIRECTIONS, _SOFT_BREAK = "\u200c\u200d", "\u200e\u200f\u061c", "\u200b"
# Word joiner and isolates have their uses; whether isolates are closed is asked at build time.
_KNOWN = "\u2060\u2066\u2067\u2068\u2069"
_ELSEWHERE = "\u202a\u202b\u202c\u202d\u202e"  # asked at build time as well
_OTHER_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\ufffc\ufffd"
_SHOWN = 4
_MANY = 30  # letters from which on a text can be told to be in another script
_FEW = 0.2


def letter_problems(pair: Pair) -> Iterator[Problem]:
    """Yield a problem for each kind of wrong letter in a translation, at its first place."""
    yield from _invisible(pair)
    if not unicodedata.is_normalized("NFC", pair.form):
        words = (word for word in pair.form.split() if not unicodedata.is_normalized("NFC", word))
        yield pair.problem("L534", word=next(words, pair.form[:20]))
    text = unicodedata.normalize("NFC", pair.prose.text)
    if _is_elsewhere(text, pair.language.script):
        yield pair.problem("L545")
        return
    yield from _mixed(pair, text)
    yield from _wrong(pair, text)


def script_of(letter: str) -> str:
    """Return the script of a letter in the words of Unicode's names (LATIN, CYRILLIC); empty for none."""
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0] if letter.isalpha() else ""


def _invisible(pair: Pair) -> Iterator[Problem]:
    for at, sign in enumerate(pair.form):
        if _is_unwanted(pair, at, sign):
            name = unicodedata.name(sign, "without a name").lower()
            yield pair.problem("L535", found=f"U+{ord(sign):04X} ({name})", near=near(pair.form, at - 1, at))
            return


def _is_unwanted(pair: Pair, at: int, sign: str) -> bool:
    script = pair.language.script
    if sign in _KNOWN or sign in _ELSEWHERE:
        return False
    if sign in _JOINERS:
        before = pair.form[at - 1] if at else ""
        return script not in _JOINED and not (before and script_of(before) in {_NAMES.get(each) for each in _JOINED})
    if sign in _DIRECTIONS:
        return not any(unicodedata.bidirectional(each) in ("R", "AL") for each in pair.form)
    if sign == _SOFT_BREAK:
        return script not in _WITHOUT_SPACES
    if sign in _OTHER_INVISIBLE:
        return True
    # Format characters, variation selectors, private use, unassigned.
    invisible = unicodedata.category(sign) in ("Cf", "Co", "Cn", "Cs") or unicodedata.name(sign, "").startswith(
        "VARIATION"
    )
    return invisible and script_of(sign) == "" and not _belongs(sign)


def _belongs(sign: str) -> bool:
    # Signs of the Arabic and Syriac scripts that Unicode counts among the format characters though they are seen.
    return 0x0600 <= ord(sign) <= 0x0605 or ord(sign) in (0x06DD, 0x070F, 0x08E2)


def _is_elsewhere(text: str, script: str) -> bool:
    name = _NAMES.get(script)
    if name is None or letters_of(text) < _MANY:
        return False
    scripts = Counter(script_of(sign) for sign in text if sign.isalpha())
    return scripts[name] < _FEW * scripts.total()


def _mixed(pair: Pair, text: str) -> Iterator[Problem]:
    own = _NAMES.get(pair.language.script, "")
    for match in _WORD.finditer(text):
        word = match[0]
        scripts = {script_of(sign) for sign in word} & set(_ALIKE)
        if len(scripts) > 1:
            count = Counter(script_of(sign) for sign in word)
            main = own if own in scripts else max(sorted(scripts), key=lambda each: count[each])
            yield pair.problem("L531", word=word, letters=_named(word, main))
            return
        if _is_disguised(word, scripts, own, text, match):
            (script,) = scripts
            yield pair.problem("L532", word=word, script=script.title(), letters=_named(word, own))
            return


def _is_disguised(word: str, scripts: set[str], own: str, text: str, match: re.Match[str]) -> bool:
    """Tell whether a word is one small letter that looks like another one of the language's own script."""
    other = {"CYRILLIC": "LATIN", "LATIN": "CYRILLIC"}.get(own, "")
    if scripts != {other} or word not in [*_LOOKS[other]]:
        return False
    # “variant a)”, “x = 5”: a letter that is named stands beside other signs than words of the language.
    beside = text[: match.start()].rstrip()[-1:] + text[match.end() :].lstrip()[:1]
    joined = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return all(script_of(sign) == own for sign in beside if sign.isalnum()) and not joined.strip() and bool(beside)


def _named(word: str, main: str) -> str:
    foreign = [sign for sign in dict.fromkeys(word) if script_of(sign) not in ("", main)]
    return ", ".join(f"{sign} is {unicodedata.name(sign, '?').title()}" for sign in foreign[:_SHOWN])


def _wrong(pair: Pair, text: str) -> Iterator[Problem]:
    wrong = _WRONG.get(pair.language.tag.partition("-")[0], {})
    for match in _WORD.finditer(text):
        for sign in match[0]:
            if wrong.get(sign, sign) != sign:
                shown = f"{sign} (U+{ord(sign):04X})"
                right = wrong[sign]
                wanted = f"{right} (U+{ord(right):04X})" if len(right) == 1 else right
                yield pair.problem("L533", word=match[0], found=shown, wanted=wanted)
                return
