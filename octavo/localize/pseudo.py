# SPDX-License-Identifier: AGPL-3.0-or-later
"""Languages that nobody speaks, to find what a translation would break: longer texts, mirrored pages, long words.

en-XA has accents on all vowels and a third more text: what is still plain English comes from no catalog. ar-XB has
Arabic letters for Latin ones, read from the right. en-XL has words of twice their length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from octavo.localize.language import read_language
from octavo.localize.pofile import read_po, write_po
from octavo.localize.update import DOMAINS, update, update_house, wanted_of
from octavo.model.catalog import Message
from octavo.model.locale import Language
from octavo.model.publication import Publication

# What has to stay as it is: placeholders and attributes, code, addresses, citations, notes, tags, signs of markup.
_KEPT = re.compile(
    r"(\{[^{}]*\}|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|\[\^[^\]]+\]|\[@[^\]]*\]|</?[a-zA-Z][^>]*>|&[a-z#0-9]+;|https?://\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+|\*+|__|[_\[\]!\\|])"
)
_ACCENTS = str.maketrans("aAcCeEgGiInNoOsSuUyYzZ", "áÁçÇéÉğĞíÍñÑöÖşŞüÜýÝžŽ")
_ARABIC = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "ابصدهفغحيجكلمنوپقرستثعشخژز", strict=True))
    | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "آبصدهفغحيجكلمنوپقرستثعشخژز", strict=True))
    | {",": "،", ";": "؛", "?": "؟"}
)
_MORE = ("öne", "twö", "thréé", "föür", "fívé", "şíx")
# By how much translations from English grow, for texts of at most so many letters (IBM, W3C).
_GROWTH = ((10, 1.0), (30, 0.6), (80, 0.4))
_REST = 0.3
_LONG = re.compile(r"\b[^\W\d_]{5,}\b")


def accented(text: str) -> str:
    """Return a text with an accent on every vowel, and longer."""
    share = next((share for limit, share in _GROWTH if len(text) <= limit), _REST)
    more: list[str] = []
    while len(" ".join(more)) < len(text) * share and any(sign.isalpha() for sign in text):
        more.append(_MORE[len(more) % len(_MORE)])
    body = _between(text, lambda part: part.translate(_ACCENTS))
    bare = body.rstrip(".:;,?! ")
    return bare + "".join(f" {each}" for each in more) + body[len(bare) :]


def mirrored(text: str) -> str:
    """Return a text in Arabic letters."""
    return _between(text, lambda part: part.translate(_ARABIC))


def stretched(text: str) -> str:
    """Return a text whose words of five letters and more are as long again."""
    return _between(text, lambda part: _LONG.sub(lambda word: word[0] + word[0].lower(), part))


PSEUDO: dict[str, Callable[[str], str]] = {"en-XA": accented, "ar-XB": mirrored, "en-XL": stretched}


def pseudo_files(
    publication: Publication, messages: tuple[Message, ...], words: tuple[Message, ...], tag: str, house: bytes | None
) -> dict[str, bytes]:
    """Return the files of locale/<tag>/ of a pseudo-language (one of PSEUDO), every message translated.

    Args:
        publication: written in English or in any language of Latin letters.
        messages: of its texts and facts.
        words: of the house's and the theme's templates.
        tag: which one.
        house: templates/locale/<tag>.yaml of the language that it pretends to be.
    """
    language = read_language(tag, house).unwrap()
    made: Mapping[str, bytes] = update(wanted_of(publication, messages), {}, language).unwrap().files
    files = {name: _filled(data, name, tag, language) for name, data in made.items()}
    files["strings.po"] = _filled(update_house(words, None, language).unwrap(), "strings.po", tag, language)
    assert set(files) <= {f"{domain}.po" for domain in DOMAINS}
    return files | {"locale.yaml": f"tag: {tag}\n".encode()}


def _filled(data: bytes, name: str, tag: str, language: Language) -> bytes:
    po, problems = read_po(data, name)
    assert po is not None, problems
    for entry in po:
        if entry.msgid_plural:
            entry.msgstr_plural = {form: PSEUDO[tag](entry.msgid_plural) for form in entry.msgstr_plural}
        else:
            entry.msgstr = PSEUDO[tag](entry.msgid)
    return write_po(list(po), language, name, po)


def _between(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed where it is words, and as it was where it is markup."""
    return "".join(part if at % 2 else change(part) for at, part in enumerate(_KEPT.split(text)))
