# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the house and the translators know of a language: direction, digits, quotes, alphabet, plural and noun forms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from octavo.model.canonical import Strict
from octavo.model.manifest import Tag

# A quotation mark may have a space of its own (French).
Mark = Annotated[str, StringConstraints(strip_whitespace=False)]


class NounForm(Strict):
    """A counted noun in one named form (a case), by CLDR plural category; {n} is the number."""

    zero: str = Field("", description="for numbers of the plural category “zero”, if the language has it")
    one: str = Field("", description="for numbers of the plural category “one”, if the language has it")
    two: str = Field("", description="for numbers of the plural category “two”, if the language has it")
    few: str = Field("", description="for numbers of the plural category “few”, if the language has it")
    many: str = Field("", description="for numbers of the plural category “many”, if the language has it")
    other: str = Field(description="for all other numbers")


class Language(Strict):
    """templates/locale/<tag>.yaml, overridden key by key by a publication's locale/<tag>/locale.yaml."""

    tag: Tag
    name: str = Field("", description="the language's name in itself")
    script: str = Field("Latn", description="ISO 15924")
    direction: Literal["ltr", "rtl"] = Field("ltr", description="the direction of its script")
    digits: str = Field("latn", description="CLDR numbering system: latn, arab, arabext, deva …")
    quotes: tuple[Mark, Mark, Mark, Mark] = Field(
        ("“", "”", "‘", "’"), description="the outer and the inner pair of quotation marks"
    )
    plurals: str = Field("nplurals=2; plural=(n != 1);", description="gettext Plural-Forms")
    alphabet: str = Field(
        "", description="letters in order, separated by spaces; digraphs allowed; empty means Unicode order"
    )
    unfiled: str = Field(
        "",
        description="articles that do not count where a name is filed, separated by spaces; what is left of the name "
        "must have three letters",
    )
    range_pattern: str = Field("{0}–{1}", description="how a range of two numbers is written")
    hyphenation: str = Field(
        "", description="pyphen code, or the name of a pattern file in templates/hyphenation/; empty is none"
    )
    justify: bool = Field(True, description="lines of equal length; else ragged")
    counter_style: str = Field("decimal", description="CSS counter style of folios and note numbers")
    spine: Literal["down", "up"] = Field(
        "down", description="whether the title on a spine is read from the head of the book down, or from its foot up"
    )
    note_marks: Literal["after", "before"] = Field(
        "after", description="where the mark of a note stands: after the punctuation that follows it, or before"
    )
    no_line_end: str = Field(
        "", description="short words that do not stand at the end of a line, separated by spaces: a i o u w z"
    )
    size: float = Field(1.0, description="text size relative to the theme's")
    leading: float = Field(1.0, description="line height relative to the theme's grid")
    patterns: dict[str, str] = Field(default_factory=dict, description="CLDR date skeletons replaced: yMMMMd …")
    nouns: dict[str, dict[str, NounForm]] = Field(default_factory=dict, description="unit → form name → plural forms")
