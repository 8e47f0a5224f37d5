# SPDX-License-Identifier: AGPL-3.0-or-later
"""The messages of a whole publication: which values go to translators, under which keys."""

from __future__ import annotations

from datetime import date

from octavo.markup.messages import messages_of
from octavo.markup.segments import flags_of, fold, translatable
from octavo.markup.values import unit_message, value_message, value_messages
from octavo.model.data import Images, Table
from octavo.model.ledger import Sources, Statistics
from octavo.model.manifest import Manifest
from octavo.model.publication import Publication, Text

PUBLICATION = Publication(
    name="sample",
    manifest=Manifest.model_validate(
        {
            "title": "A sample",
            "subtitle": "Of no town at all",
            "short_title": "Sample",
            "description": "Two sentences. For the back.",
            "series": {"title": "Samples"},
            "language": "en",
            "issued": date(2026, 1, 2),
            "publisher": {"name": "Example Press", "place": "Nowhere", "address": "https://example.org"},
            "contributors": [{"name": "Anna Example", "role": "aut"}],
            "licence": {"name": "Free to copy", "url": "https://example.org"},
            "rights": "All rights with the sample.",
            "statement": "Drafted for tests.",
            "parts": [{"page": "title"}, {"text": "01-a.md"}, {"page": "sources", "title": "What was read"}],
        }
    ),
    texts=(
        Text("01-a.md", "# Arrival\n\nThe boat came on Monday.\n"),
        Text("02-b.md", "# Arrival\n\nIt left again.\n"),
    ),
    sources=Sources.model_validate(
        {
            "groups": [{"id": "reports", "title": "Reports"}],
            "sources": [
                {
                    "id": "example2001",
                    "short": "Example 2001",
                    "author": "Example",
                    "title": "On samples",
                    "kind": "report",
                    "standpoint": "independent",
                    "read": "through",
                    "through": "a copy in a library",
                    "note": "Pages *3* to 4 only.",
                    "group": "reports",
                }
            ],
        }
    ),
    statistics=Statistics.model_validate(
        {
            "units": [{"id": "boats", "one": "{n} boat", "other": "{n} boats", "noun": "boats"}],
            "statistics": [
                {
                    "id": "lost",
                    "counts": "boats lost on the lake in one winter",
                    "unit": "boats",
                    "figure": {"value": 3, "sources": ["example2001"], "note": "By {night.date} only."},
                    "alternatives": [{"id": "other", "value": 4, "scope": "boats and rafts", "note": "A guess."}],
                    "note": "Rafts are not boats.",
                }
            ],
            "dates": [{"id": "night", "date": "2001-02-03"}],
        }
    ),
    tables={
        "timeline": Table.model_validate(
            {
                "title": "The winter",
                "columns": {
                    "date": {"type": "date", "title": "Day"},
                    "event": {"type": "text", "title": "Event"},
                    "code": {"type": "plain"},
                },
                "rows": [
                    {"date": "2001-01", "event": "Ice", "code": "kept as it is"},
                    {"date": "2001-02", "event": "The boat came on Monday."},
                    {"date": "2001-03", "event": "Ice"},
                    {"date": "2001-04"},
                ],
            }
        )
    },
    images=Images.model_validate(
        {
            "images": [
                {"file": "boat.jpg", "alt": "A boat", "caption": "The *last* boat.", "credit": "A", "licence": "B"}
            ]
        }
    ),
)


def test_the_values_that_are_translated_and_no_other() -> None:
    assert [key for key, _ in value_messages(PUBLICATION)] == [
        "publication.yaml#title",
        "publication.yaml#subtitle",
        "publication.yaml#short_title",
        "publication.yaml#description",
        "publication.yaml#series.title",
        "publication.yaml#publisher.name",
        "publication.yaml#publisher.place",
        "publication.yaml#rights",
        "publication.yaml#statement",
        "publication.yaml#licence.name",
        "publication.yaml#parts.2.title",
        "facts/sources.yaml#groups.reports.title",
        "facts/sources.yaml#example2001.kind",
        "facts/sources.yaml#example2001.standpoint",
        "facts/sources.yaml#example2001.through",
        "facts/sources.yaml#example2001.note",
        "facts/statistics.yaml#boats",
        "facts/statistics.yaml#lost.counts",
        "facts/statistics.yaml#lost.note",
        "facts/statistics.yaml#lost.figure.note",
        "facts/statistics.yaml#lost.alternatives.other.scope",
        "facts/statistics.yaml#lost.alternatives.other.note",
        "data/timeline.yaml#title",
        "data/timeline.yaml#columns.date.title",
        "data/timeline.yaml#columns.event.title",
        "data/timeline.yaml#rows.0.event",
        "data/timeline.yaml#rows.1.event",
        "data/timeline.yaml#rows.2.event",
        "images/images.yaml#boat.jpg.alt",
        "images/images.yaml#boat.jpg.caption",
    ]


def test_a_key_and_its_text_alone_give_the_same_message() -> None:
    for key, message in value_messages(PUBLICATION):
        if not message.plural:
            again = value_message(message.msgid, key)
            assert again is not None
            assert again.id == message.id


def test_each_message_is_there_once_with_all_its_places() -> None:
    messages = messages_of(PUBLICATION)
    assert len({message.id for message in messages}) == len(messages)
    found = {message.msgid: message for message in messages}
    assert found["Arrival"].keys == ("text/01-a.md#1", "text/02-b.md#1")
    both = found["The boat came on Monday."]
    assert (both.domain, both.keys) == ("text", ("text/01-a.md#2", "data/timeline.yaml#rows.1.event"))
    assert both.comment == "paragraph\ncolumn “event”"


def test_a_row_put_in_above_changes_no_context() -> None:
    message = next(each for each in messages_of(PUBLICATION) if each.msgid == "Ice")
    assert message.context == "data/timeline.yaml#rows.event"
    assert message.keys == ("data/timeline.yaml#rows.0.event", "data/timeline.yaml#rows.2.event")


def test_only_short_values_have_a_context() -> None:
    for key, message in value_messages(PUBLICATION):
        assert bool(message.context) == (len(message.msgid.split()) <= 3 or bool(message.plural)), key


def test_a_unit_is_a_plural_message() -> None:
    message = unit_message(PUBLICATION.statistics.units[0])
    assert (message.context, message.msgid, message.plural) == ("unit boats", "{n} boat", "{n} boats")
    assert message.flags == ("python-brace-format",)


def test_flags_tell_editors_what_is_inside() -> None:
    messages = dict(value_messages(PUBLICATION))
    assert messages["facts/statistics.yaml#lost.figure.note"].flags == ("md-text", "python-brace-format")
    assert messages["images/images.yaml#boat.jpg.caption"].flags == ("md-text",)
    assert messages["images/images.yaml#boat.jpg.alt"].flags == ()
    # msgfmt -c would call these malformed, so it is not asked to look.
    # Where a translation may name the form of a noun, it would take that for another placeholder.
    assert flags_of("{killed.people} died") == flags_of("{killed.said.people} died") == ("md-text",)
    assert flags_of("{killed.range} died on {night.date}") == ("md-text", "python-brace-format")
    assert flags_of("{a} [b]{lang=az}") == flags_of(r"{a} \{ b") == ("md-text",)


def test_what_has_no_words_is_not_for_translators() -> None:
    for text in ("", "12", "1,234–5,678", "—", "{killed.said}", "[@a; @b] [^c]", "<https://example.org>", "**{a}** %"):
        assert not translatable(text), text
        assert value_message(text, "data/a.yaml#rows.0.b") is None
    for text in ("a", "12 km", "٣ كم", "[@a, p. 3]", "三", "{killed} people"):
        assert translatable(text), text


def test_a_value_over_several_lines_is_one_line_for_translators() -> None:
    message = value_message("A caption\n  over two lines,\nand three.\n", "images/images.yaml#a.jpg.caption")
    assert message is not None
    assert message.msgid == "A caption over two lines, and three."


def test_folding() -> None:
    assert fold("a \n\tb\nc").text == "a b c"
    assert fold("a  \nb\\\nc\\\\\nd").text == "a\\\nb\\\nc\\\\ d"
    assert fold("a\n\n\nb\n").text == "a b"
    assert fold("a\nb", keep_lines=True).text == "a\\\nb"
    assert fold("\u00a0a \u2009b\u00a0\n\u202fc").text == "\u00a0a \u2009b\u00a0 \u202fc"
