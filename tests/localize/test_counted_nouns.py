# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counted nouns stay grammatical when a number changes: in five languages, in two forms each, from real catalogs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from octavo.localize.catalog import read_catalog
from octavo.localize.figures import counted, number_of, said
from octavo.localize.translator import Translator
from octavo.localize.values import values_of
from octavo.markup.values import unit_message
from octavo.model.catalog import Catalog, Message
from octavo.model.ledger import Figure
from tests.localize.samples import language, publication, visible

DATA = Path(__file__).parent / "data" / "nouns"
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FORMS = {
    "en": {
        1: ("1 person", "1 person’s"), 2: ("2 people", "2 people’s"), 5: ("5 people", "5 people’s"),
        21: ("21 people", "21 people’s"), 613: ("613 people", "613 people’s"), 622: ("622 people", "622 people’s"),
    },
    "az": {
        1: ("1 nəfər", "1 nəfərin"), 2: ("2 nəfər", "2 nəfərin"), 5: ("5 nəfər", "5 nəfərin"),
        21: ("21 nəfər", "21 nəfərin"), 613: ("613 nəfər", "613 nəfərin"), 622: ("622 nəfər", "622 nəfərin"),
    },
    "tr": {
        1: ("1 kişi", "1 kişinin"), 2: ("2 kişi", "2 kişinin"), 5: ("5 kişi", "5 kişinin"),
        21: ("21 kişi", "21 kişinin"), 613: ("613 kişi", "613 kişinin"), 622: ("622 kişi", "622 kişinin"),
    },
    "ru": {
        1: ("1 человек", "1 человека"), 2: ("2 человека", "2 человек"), 5: ("5 человек", "5 человек"),
        21: ("21 человек", "21 человека"), 613: ("613 человек", "613 человек"), 622: ("622 человека", "622 человек"),
    },
    "ar": {
        1: ("شخص واحد", "شخص واحد"), 2: ("شخصان", "شخصين"), 5: ("٥ أشخاص", "٥ أشخاص"),
        21: ("٢١ شخصًا", "٢١ شخصًا"), 613: ("٦١٣ شخصًا", "٦١٣ شخصًا"), 622: ("٦٢٢ شخصًا", "٦٢٢ شخصًا"),
    },
}  # fmt: skip
CASES = [(tag, number, *forms) for tag, numbers in FORMS.items() for number, forms in numbers.items()]


@pytest.mark.parametrize(
    ("tag", "number", "plain", "case"), CASES, ids=[f"{tag}-{number}" for tag, number, *_ in CASES]
)
def test_the_noun_has_the_form_of_its_number(tag: str, number: int, plain: str, case: str) -> None:
    tongue = language(tag, (DATA / tag / "locale.yaml").read_text("utf-8"))
    ledger = publication()
    source = tag == ledger.manifest.language
    message = unit_message(ledger.statistics.units[0])
    catalog = Catalog(tag)
    if not source:
        read = read_catalog({"facts.po": (DATA / tag / "facts.po").read_bytes()}, tongue, [message])
        assert not read.problems
        catalog = read.unwrap()
    counts = values_of(ledger, Translator(tongue, catalog, Catalog(tag), source, False)).counts
    figure = Figure(value=Decimal(number))
    for form, wanted in (("", plain), ("gen", case)):
        text = counted(figure, "people", form, counts)
        assert isinstance(text, str)
        assert visible(text) == wanted


@pytest.mark.parametrize(
    ("tag", "phrase", "number", "alone", "with_noun"),
    [
        ("az", "{n}-{abl} çox", 200, "200-dən çox", "200-dən çox nəfər"),
        ("az", "{n}-{abl} çox", 240, "240-dan çox", "240-dan çox nəfər"),
        ("tr", "{n}’{abl} fazla", 1300, "1.300’den fazla", "1.300’den fazla kişi"),
        ("tr", "{n}’{abl} fazla", 60, "60’tan fazla", "60’tan fazla kişi"),
    ],
)
def test_a_qualifier_puts_its_ending_to_the_number(
    tag: str, phrase: str, number: int, alone: str, with_noun: str
) -> None:
    tongue = language(tag, (DATA / tag / "locale.yaml").read_text("utf-8"))
    ledger = publication()
    read = read_catalog(
        {"facts.po": (DATA / tag / "facts.po").read_bytes()}, tongue, [unit_message(ledger.statistics.units[0])]
    )
    message = Message("more than {n}", "qualifier", domain="strings")
    house = f'msgctxt "qualifier"\nmsgid "more than {{n}}"\nmsgstr "{phrase}"\n'
    words = read_catalog({"tr.po": HEADER + house.encode()}, tongue, [message])
    assert not words.problems
    counts = values_of(ledger, Translator(tongue, read.unwrap(), words.unwrap(), False, False)).counts
    figure = Figure(value=Decimal(number), qualifier="more_than")
    noun = counted(figure, "people", "", counts)
    assert isinstance(noun, str)
    assert [visible(said(figure, text, counts)) for text in (number_of(figure, counts), noun)] == [alone, with_noun]


def test_a_language_without_endings_cannot_ask_for_them() -> None:
    message = Message("more than {n}", "qualifier", domain="strings")
    house = 'msgctxt "qualifier"\nmsgid "more than {n}"\nmsgstr "mehr als {n}-{abl}"\n'
    read = read_catalog({"de.po": HEADER + house.encode()}, language("de"), [message])
    assert [each.code for each in read.problems] == ["L309"]
