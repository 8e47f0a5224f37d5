# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counted nouns stay grammatical when a number changes: in five languages, in two forms each, from real catalogs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from octavo.localize.catalog import read_catalog
from octavo.localize.figures import counted
from octavo.localize.translator import Translator
from octavo.localize.values import values_of
from octavo.markup.values import unit_message
from octavo.model.catalog import Catalog
from octavo.model.ledger import Figure
from tests.localize.samples import language, publication, visible

DATA = Path(__file__).parent / "data" / "nouns"
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
