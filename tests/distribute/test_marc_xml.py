# SPDX-License-Identifier: AGPL-3.0-or-later
"""MARC in both its forms: MARCXML says what the records say and is as its schema has it, and any text comes back."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pymarc import parse_xml_to_array

from tests.distribute.marc_records import FULL, SITE, made, record, records
from tests.distribute.samples import both

SLIM = "{http://www.loc.gov/MARC21/slim}"


@pytest.mark.parametrize("name", ["index", "en", "ar"])
def test_marcxml_says_the_same_and_is_as_its_schema_has_it(name: str) -> None:
    files = made(FULL)
    kept, parsed = records(files[f"marc/{name}.mrc"]), parse_xml_to_array(io.BytesIO(files[f"marc/{name}.xml"]))
    assert [[str(f) for f in each.fields] for each in kept] == [[str(f) for f in each.fields] for each in parsed]
    check_slim(etree.fromstring(files[f"marc/{name}.xml"]))


def check_slim(tree: Any) -> None:
    """Judge by what MARC21slim.xsd (1.2) says: order, attributes, and the patterns of each."""
    assert tree.tag == f"{SLIM}collection"
    order = {f"{SLIM}{name}": number for number, name in enumerate(("leader", "controlfield", "datafield"))}
    for each in tree:
        assert each.tag == f"{SLIM}record"
        ranks = [order[child.tag] for child in each]
        assert ranks == sorted(ranks)
        assert ranks.count(0) == 1
        assert re.fullmatch(
            r"[\d ]{5}[\dA-Za-z ][\dA-Za-z][\dA-Za-z ]{3}[2 ][2 ][\d ]{5}[\dA-Za-z ]{3}4500", each[0].text
        )
        for child in each[1:]:
            attributes = dict(child.attrib)
            if child.tag == f"{SLIM}controlfield":
                assert re.fullmatch(r"00[1-9]", attributes.pop("tag"))
            else:
                assert re.fullmatch(r"(0[1-9]|[1-9]\d)\d", attributes.pop("tag"))
                assert all(re.fullmatch(r"[\da-z ]", attributes.pop(name)) for name in ("ind1", "ind2"))
                assert len(child)
                assert all(re.fullmatch(r"[\da-z]", part.get("code")) and part.text for part in child)
            assert attributes == {}


def test_the_same_dossiers_give_the_same_bytes() -> None:
    assert made(FULL) == made(both(approved=True, site=SITE, short_title="Lamps"))


@given(st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Z")), max_size=12_000))
def test_any_text_comes_back(text: str) -> None:
    """ISO 2709 has room for 9,999 bytes in a field; a long description takes several."""
    found = record((replace(FULL[0], description=text * 3),))
    assert " ".join(" ".join(each.get_subfields("a")) for each in found.get_fields("520")) == " ".join(
        (text * 3).split()
    )
