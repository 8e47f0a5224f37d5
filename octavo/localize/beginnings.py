# SPDX-License-Identifier: AGPL-3.0-or-later
"""The locale.yaml that a new language begins with: everything the house and CLDR know of it, to be read and changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from octavo.localize.cldr import beyond_babel
from octavo.localize.plurals import CATEGORIES, category, numbers_of_form
from octavo.model.locale import Language
from octavo.resources.font_packs import pack_for
from octavo.resources.fonts import UNSEEN, FontFamily, covers, fonts_for

_HEAD = """\
# yaml-language-server: $schema=../../../../docs/schema/language.json
# How this language is written. Take the # away from a line to change it; what is not said here is the house's
# word on the language, or CLDR's.
tag: {tag}
"""
_SHOWN = 6


def locale_yaml(language: Language, units: Sequence[str], families: Sequence[FontFamily]) -> str:
    """Return the file for a language, every line commented out: the house's word stands until it is changed.

    Args:
        language: as the house and CLDR have it.
        units: the counted nouns of the publication, for whose forms there is a pattern to fill in.
        families: the fonts that pages are set in.
    """
    said = {
        "name": language.name,
        "direction": language.direction,
        "digits": language.digits,
        "quotes": [*language.quotes],
        "plurals": language.plurals,
        "range_pattern": language.range_pattern,
        "alphabet": language.alphabet,
        "hyphenation": language.hyphenation,
        "justify": language.justify,
        "counter_style": language.counter_style,
        "note_marks": language.note_marks,
        "spine": language.spine,
        "no_line_end": language.no_line_end,
    }
    about = {
        "direction": "the book opens and its pages follow in this direction",
        "plurals": _forms(language),
        "alphabet": "" if language.alphabet else "Unicode's order is that of the language",
        "hyphenation": "" if language.hyphenation else "words are not divided",
    }
    lines = [f"# {key}: {_scalar(value)}{_note(about.get(key, ''))}" for key, value in said.items()]
    lines += [*_fonts(language, families), *_nouns(language, units), ""]
    return _HEAD.format(tag=language.tag) + "\n".join(lines)


def uncovered(language: Language, families: Sequence[FontFamily]) -> str:
    """Return the letters and digits of a language that none of the fonts for its script has, in the language's order.

    CLDR's main letters, small and capital, as far as the script has capitals.
    """
    letters = str(beyond_babel(language.tag, "letters"))
    wanted = dict.fromkeys([*letters, *(each for letter in letters for each in letter.upper())])
    drawn = UNSEEN.union(*(covers(file) for family in _stack(language, families) for file in family.files[:1]))
    return "".join(each for each in wanted if ord(each) not in drawn and not each.isspace())


def _stack(language: Language, families: Sequence[FontFamily]) -> tuple[FontFamily, ...]:
    return fonts_for(language.script, families).text


def _fonts(language: Language, families: Sequence[FontFamily]) -> Iterable[str]:
    if pack := pack_for(language.script):
        yield f"# Its letters are in the fonts that `octavo fonts add {pack.name}` brings."
        return
    lacking = uncovered(language, families)
    if lacking:
        yield f"# No font of the house has {len(lacking)} of its letters: {_few(lacking)}"
        yield "# Put one that has them into the theme's fonts/ folder."
        return
    own = [each for each in _stack(language, families) if language.script in each.scripts]
    yield f"# Its letters are in {own[0].family if own else 'the fonts of the house'}."


def _few(letters: str) -> str:
    return " ".join(letters[:_SHOWN]) + (" …" if len(letters) > _SHOWN else "")


def _forms(language: Language) -> str:
    """Return the first numbers that take each plural form: “1, 21, 31 … | 2, 3, 4 … | 0, 5, 6 …”."""
    forms = []
    for numbers in numbers_of_form(language.plurals):
        shown = ", ".join(map(str, numbers[:3]))
        forms.append(f"{shown} …" if len(numbers) > 3 else shown)
    return " | ".join(forms)


def _nouns(language: Language, units: Sequence[str]) -> Iterable[str]:
    """Yield a pattern for the noun forms that the language's cases ask for, with its own plural categories."""
    cases = beyond_babel(language.tag, "cases")
    taken = {category(number, language) for number in range(201)}
    inner = ", ".join(f'{name}: "{{n}} …"' for name in CATEGORIES if name in taken or name == "other")
    name = (cases or ["gen"])[0]
    yield f"# Other forms of counted nouns, for sentences that ask for one: {{killed.people.{name}}}"
    yield "# nouns:"
    for unit in units or ("people",):
        yield f"#   {unit}:"
        for case in cases or ("gen",):
            yield f"#     {case}: {{{inner}}}"


def _note(text: str) -> str:
    return f" # {text}" if text else ""


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
