# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words go through catalogs, are whole in the house's languages, and can't carry markup in."""

from __future__ import annotations

import re

import polib
import pytest
from markupsafe import Markup

from octavo.compose.words import words_of
from octavo.localize.strings import template_messages
from octavo.localize.suffixes import SUFFIX
from octavo.model.catalog import message_id
from octavo.model.locale import Language
from tests.compose.composed import TEMPLATES

PLACEHOLDER = re.compile(r"\{\w+\}")
# What a template may say without a catalog: signs, names that are the same in every language, and what goes into an
# attribute from a block or macro of its own.
PLAIN = re.compile(
    r"^[\W\d_]*(mm|MB|ppi|pt|SHA-256|ISBN)?[\W\d_]*$|^(numbered|class=|fill=|lang=|dir=|width: |background: ).*$"
)
# What makers and translators work with is in English, as the command line is.
ENGLISH = {"diff.html", "preview.html", "report.html", "status.html"}
RU = Language(
    tag="ru",
    plurals="nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
)


@pytest.mark.parametrize("tag", ["az", "ar", "de", "tr", "ru"])
def test_every_word_of_the_house_is_translated(tag: str) -> None:
    texts = {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}
    messages = {(each.context, each.msgid): each for each in template_messages(texts)}
    entries = {(each.msgctxt or "", each.msgid): each for each in polib.pofile(str(TEMPLATES / "locale" / f"{tag}.po"))}
    assert entries.keys() == messages.keys()
    for key, entry in entries.items():
        forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
        assert all(form.strip() for form in forms), key
        if key[0] == "qualifier" and tag in ("az", "tr"):
            forms = [SUFFIX.sub("", form) for form in forms]  # an ending of the number: “200-dən çox”
        known = set(PLACEHOLDER.findall(entry.msgid))
        assert all(set(PLACEHOLDER.findall(form)) <= known for form in forms), key
        assert not known or any(set(PLACEHOLDER.findall(form)) == known for form in forms), key


def test_templates_hold_no_words_of_their_own() -> None:
    for path in sorted(path for path in TEMPLATES.rglob("*.html") if path.name not in ENGLISH):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|&#x2060;–&#x2060;", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        for piece in re.sub(r"<!--.*?-->|<[^>]*>", "\n", text, flags=re.DOTALL).splitlines():
            assert PLAIN.match(piece.strip()), f"{path.name}: {piece.strip()}"


def test_a_word_without_a_translation_is_english_and_marked() -> None:
    words = words_of(Language(tag="az"), {})
    assert words.say("Contents") == "[Contents]"
    assert words.say(", ") == ", ", "punctuation is not marked"
    assert words.say("{a}, {b}", a=1, b=2) == "1, 2"
    assert words.count("{n} page", "{n} pages", 2) == "[2 pages]"
    assert words_of(Language(tag="en-GB"), {}).say("Contents") == "Contents"


def test_values_are_escaped_and_markup_is_kept() -> None:
    words = words_of(Language(tag="az"), {message_id("", "By {name}"): ("<{name}>",)})
    assert words.say("By {name}", name="a & b") == Markup("&lt;a &amp; b&gt;")
    assert words.say("By {name}", name=Markup("<b>a</b>")) == Markup("&lt;<b>a</b>&gt;")


@pytest.mark.parametrize(("number", "text"), [(1, "1 знак"), (3, "3 знака"), (5, "5 знаков"), (21, "21 знак")])
def test_counted_phrases_follow_the_language(number: int, text: str) -> None:
    strings = {message_id("", "{n} mark"): ("{n} знак", "{n} знака", "{n} знаков")}
    assert words_of(RU, strings).count("{n} mark", "{n} marks", number) == text


def test_counted_phrases_without_a_translation_are_english() -> None:
    words = words_of(RU, {})
    assert [words.count("{n} mark", "{n} marks", number) for number in (1, 21)] == ["[1 mark]", "[21 marks]"]


def test_counts_are_in_the_digits_of_the_language() -> None:
    words = words_of(Language(tag="fa", digits="arabext"), {})
    assert words.count("{n} mark", "{n} marks", 25) == "[۲۵ marks]"
    assert words.digits("1992") == "۱۹۹۲"
