# SPDX-License-Identifier: AGPL-3.0-or-later
"""The schemas that editors use are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from octavo.load.schema import KINDS, schemas

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "schema"


@pytest.mark.parametrize("kind", KINDS)
def test_the_printed_schema_is_current(kind: str, request: pytest.FixtureRequest) -> None:
    file = FOLDER / f"{kind}.json"
    if request.config.getoption("--accept"):
        file.write_text(schemas()[kind], encoding="utf-8")
    assert file.read_text("utf-8") == schemas()[kind], "print it again: pytest tests/load/test_schema.py --accept"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_refuses_unknown_keys_and_describes_what_it_holds(kind: str) -> None:
    schema = json.loads(schemas()[kind])
    assert schema["additionalProperties"] is False
    assert schema["title"].startswith(
        ("publication", "corrections", "facts/", "data/", "images/", "printers/", "theme/", "locale")
    )
    assert all(model.get("description") for model in schema.get("$defs", {}).values())


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} - {"fonts"} == set(KINDS)
