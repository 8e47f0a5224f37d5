# SPDX-License-Identifier: AGPL-3.0-or-later
"""From which side a language is read: by its script where the tag names one; CLDR is asked for the rest."""

from __future__ import annotations

import pytest
from babel import Locale, localedata

from octavo.model.languages import direction_of


@pytest.mark.parametrize(
    "tag", ["ar", "AR-eg", "arz", "he", "yi", "fa-AF", "ks", "nqo", "az-Arab", "az-arab-IR", "ff-Adlm", "pa-Arab-PK"]
)
def test_these_are_read_from_the_right(tag: str) -> None:
    assert direction_of(tag) == "rtl"


@pytest.mark.parametrize(
    "tag", ["", "en", "az", "ar-Latn", "ks-Deva", "de-1996", "en-x-arab", "sl-rozaj", "he-Latn-IL"]
)
def test_these_are_read_from_the_left(tag: str) -> None:
    assert direction_of(tag) == "ltr"


def test_cldr_says_the_same() -> None:
    tags = sorted(name.replace("_", "-") for name in localedata.locale_identifiers() if name != "root")
    turned = [tag for tag in tags if Locale.parse(tag, sep="-").character_order == "right-to-left"]
    assert [tag for tag in tags if direction_of(tag) == "rtl"] == turned
    assert len(turned) > 60
