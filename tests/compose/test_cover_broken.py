# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a cover can't have: each folder of broken_covers/ is laid over the smallest publication.

`order.yaml` beside it says for which printer, how bound and with how many pages; `expected.txt` (written by --accept,
then read) what a person sees.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from octavo.compose.cover import compose_cover
from octavo.load.publication import load
from octavo.localize.catalog import read_catalog
from octavo.localize.edition import localize
from octavo.localize.language import read_language
from octavo.model.cover import cover_geometry
from octavo.model.edition import EditionKey
from octavo.model.printer import PrintOrder, ordered
from octavo.model.profile import paper
from octavo.model.publication import Loaded
from octavo.resources.printers import printer
from tests.compose.composed import TEMPLATES

HERE = Path(__file__).parent / "broken_covers"
GOOD = Path(__file__).parents[1] / "publications" / "smallest"
CASES = sorted(folder.name for folder in HERE.iterdir())


def cover_problems(loaded: Loaded, order: dict[str, str]) -> tuple[str, ...]:
    """Return what is wrong with the English cover, each problem with its line."""
    language = read_language("en").unwrap()
    publication, none = loaded.publication, read_catalog({}, language, ()).unwrap()
    edition = localize(publication, EditionKey(("en",)), none, none, language, draft=False).unwrap()
    row, size = printer(order["printer"]), paper(edition.manifest.paper)
    assert row is not None
    assert size is not None
    asked = PrintOrder(binding=order["binding"])
    geometry = cover_geometry(size, int(order["pages"]), ordered(row, asked), edition.manifest.cover)
    composed = compose_cover(edition, geometry.unwrap(), TEMPLATES, lambda digest: loaded.blobs[digest])
    found = [*geometry.problems, *composed.problems]
    return tuple(str(replace(each, place=loaded.source_map.place(each.place.key))) for each in found)


@pytest.mark.parametrize("case", CASES)
def test_a_cover_that_cannot_be_is_told_with_its_place_and_way_out(
    case: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    publication = tmp_path / "harbour"
    shutil.copytree(GOOD, publication)
    shutil.copytree(HERE / case / "in", publication, dirs_exist_ok=True)
    order = YAML(typ="safe").load((HERE / case / "order.yaml").read_text("utf-8"))
    seen = "".join(f"{each}\n" for each in cover_problems(load(publication).unwrap(), order))
    expected = HERE / case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(seen, encoding="utf-8")
    assert seen == expected.read_text("utf-8")
    assert seen.count("hint: ") >= 1
