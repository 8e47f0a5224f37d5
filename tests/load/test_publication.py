# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder becomes a publication, or problems."""

from __future__ import annotations

from pathlib import Path

from octavo.load.publication import load

PUBLICATIONS = Path(__file__).parents[1] / "publications"


def test_the_smallest_publication_is_a_manifest_and_one_text() -> None:
    outcome = load(PUBLICATIONS / "smallest")
    assert outcome.problems == ()
    publication = outcome.unwrap().publication
    assert publication.name == "smallest"
    assert publication.manifest.editions == ("en", "de", "tr")
    assert [text.name for text in publication.texts] == ["01-page.md"]


def test_a_value_stands_at_its_line_and_column() -> None:
    loaded = load(PUBLICATIONS / "smallest").unwrap()
    assert str(loaded.source_map.place("publication.yaml#editions.2")) == "publication.yaml:4:20"


def test_without_a_manifest_there_is_no_publication(tmp_path: Path) -> None:
    assert [each.code for each in load(tmp_path).problems] == ["M001"]
