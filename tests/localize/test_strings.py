# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of templates become messages, with contexts, plurals and notes."""

from __future__ import annotations

from octavo.localize.strings import QUALIFIERS, RANGE, phrase, template_messages
from octavo.model.catalog import Catalog, Translation, message_id
from tests.localize.samples import ROOT

TEMPLATE = """
{# NOTE: the list of parts #}
<h1>{{ _("Contents") }}</h1>
{{ pgettext("page", "No.") }} {{ ngettext("{n} mark", "{n} marks", count) }}
{{ _("Note {number}", number=number) }} {{ variable }} {{ other("not this") }}
"""


def test_every_call_is_a_message() -> None:
    found = {(each.context, each.msgid, each.plural): each for each in template_messages({"front/x.html": TEMPLATE})}
    assert found["", "Contents", ""].comment == "the list of parts"
    assert found["", "Contents", ""].keys[0] == "front/x.html"
    assert ("page", "No.", "") in found
    assert ("", "{n} mark", "{n} marks") in found
    assert found["", "Note {number}", ""].flags == ("python-brace-format",)
    assert not any("not this" in msgid for _, msgid, _ in found)


def test_localize_and_compose_have_words_too() -> None:
    found = {(each.context, each.msgid) for each in template_messages({})}
    assert {("qualifier", text) for text in QUALIFIERS.values()} | {("range", RANGE)} <= found
    assert ("", "Contents") in found, "a heading that compose gives a page"


def test_a_broken_template_has_no_words() -> None:
    assert template_messages({"x.html": "{% if %}"}) == template_messages({})


def test_the_house_s_templates_can_be_read() -> None:
    folder = ROOT / "templates"
    read = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    assert len(template_messages(read)) > len(template_messages({}))


def test_a_phrase_without_a_translation_is_english_and_marked() -> None:
    strings = Catalog("ru", {message_id("qualifier", "about {n}"): Translation(("примерно {n}",))})
    assert phrase("qualifier", "about {n}", strings) == "примерно {n}"
    assert phrase("qualifier", "nearly {n}", strings) == "[nearly {n}]"
    assert phrase("qualifier", "nearly {n}", Catalog("en-GB")) == "nearly {n}"
