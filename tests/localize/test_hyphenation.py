# SPDX-License-Identifier: AGPL-3.0-or-later
"""The patterns for Azerbaijani and Turkish break words into syllables, and are what the script writes."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest

from tests.localize.samples import ROOT

FOLDER = ROOT / "templates" / "hyphenation"


@pytest.fixture
def hyphenate(request: pytest.FixtureRequest) -> Iterator[pyphen.Pyphen]:
    yield pyphen.Pyphen(filename=FOLDER / f"{request.param}.dic", left=2, right=2)
    pyphen.hdcache.clear()


@pytest.mark.parametrize(
    ("hyphenate", "word"),
    [
        ("az", "bey-nəl-mi-ləl-ləş-di-ril-mə-miş"),
        ("az", "mü-əl-lim"),
        ("az", "kons-ti-tu-si-ya"),
        ("az", "şə-hid-lər"),
        ("az", "stra-te-gi-ya"),
        ("az", "azər-bay-can-lı-lar"),
        ("az", "is-tiq-la-liy-yət"),
        ("az", "sa-at"),
        ("az", "ai-lə"),
        ("tr", "ulus-la-ra-ra-sı"),
        ("tr", "hi-kâ-ye"),
        ("tr", "türk-çe"),
    ],
    indirect=["hyphenate"],
)
def test_words_break_between_syllables(hyphenate: pyphen.Pyphen, word: str) -> None:
    assert hyphenate.inserted(word.replace("-", "")) == word


@pytest.mark.parametrize("tag", ["az", "tr"])
def test_the_files_are_what_the_script_writes(tag: str) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_hyphenation.py"))
    lines = Path(FOLDER / f"{tag}.dic").read_text("utf-8").splitlines()
    assert lines == [*script["HEAD"].splitlines(), *script["patterns"](*script["ALPHABETS"][tag])]
