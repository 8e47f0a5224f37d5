# SPDX-License-Identifier: AGPL-3.0-or-later
"""A shop gets the products and subjects that it takes, in the ONIX message that it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from lxml import etree

from octavo.distribute.catalogues import catalogues
from octavo.distribute.onix_shops import SHOPS
from octavo.model.manifest import ShopName
from tests.distribute.onix_messages import RELEASES, code_list, find, is_epub, schema, texts
from tests.distribute.samples import both, paths


def for_shop(name: ShopName, **changed: Any) -> Any:
    """Return the message for a shop, which has to be valid by the schema of its release."""
    first, second = both(shops=(name,), **changed)
    first = replace(first, isbn={"print": "978-3-16-148410-0", "epub": "978-0-306-40615-7"})
    outcome = catalogues((first, second), paths((first, second)))
    assert outcome.problems == ()
    tree = etree.fromstring(outcome.unwrap()[f"onix-{name}.xml"])
    judge = schema(tree.get("release"))
    assert judge.validate(tree), judge.error_log
    return tree


@pytest.mark.parametrize("name", SHOPS)
@pytest.mark.parametrize("release", RELEASES)
def test_a_shop_gets_what_it_takes_and_nothing_else(name: ShopName, release: str) -> None:
    tree, shop = for_shop(name, onix=release, approved=True), SHOPS[name]
    assert tree.get("release") == (release if release in shop.releases else "3.0")
    details = {"epub": "E101", "pdf": "E107"}
    found = [each for each in texts(tree, "ProductFormDetail") if each in details.values()]
    assert sorted(found) == sorted(details[form] for form in shop.forms for _ in range(2) if form != "print")
    assert set(texts(tree, "UnpricedItemType")) == {"01"}, "no printed book whose price is to be asked"
    assert set(texts(tree, "ProductAvailability")) == {"20"}
    references = set(texts(tree, "RecordReference"))
    related = {texts(each, "IDValue")[0] for each in find(tree, "RelatedProduct")}
    assert related <= references, "no product is named that is not in the message"


def test_a_shop_gets_the_subjects_that_it_knows() -> None:
    assert set(texts(for_shop("google"), "SubjectSchemeIdentifier")) == {"10"}
    assert set(texts(for_shop("kobo"), "SubjectSchemeIdentifier")) == {"93", "10", "20"}


def test_a_shop_that_takes_nothing_of_it_is_told() -> None:
    paper = tuple(replace(each, files=tuple(f for f in each.files if not is_epub(f))) for each in both(shops=("kobo",)))
    outcome = catalogues(paper, paths(paper))
    assert [each.code for each in outcome.problems] == ["C124"]
    assert "nothing but e-book" in outcome.problems[0].message
    assert "onix.xml" in outcome.unwrap()
    assert "onix-kobo.xml" not in outcome.unwrap()


def test_every_row_of_the_table_says_where_it_comes_from() -> None:
    assert set(SHOPS) == set(get_args(ShopName))
    for shop in SHOPS.values():
        assert set(shop.releases) <= set(RELEASES)
        assert set(shop.schemes) <= code_list(27, "3.1")
        assert shop.sources
        assert all(each.address.startswith("https://") and date.fromisoformat(each.read) for each in shop.sources)
