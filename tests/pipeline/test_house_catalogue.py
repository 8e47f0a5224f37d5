# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue of an output folder follows what is published there, whoever published it."""

from __future__ import annotations

import hashlib
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.model.canonical import encode
from octavo.model.distribution import Dossier
from octavo.model.listing import DOSSIER
from octavo.pipeline.catalogue_files import publish_catalogues
from octavo.pipeline.executor import Run
from octavo.pipeline.guard import alone
from octavo.pipeline.house_catalogue import publish_house
from octavo.pipeline.publish import ASIDE, intact, listed, publish_set
from octavo.pipeline.store import Store
from tests.distribute.samples import both


def runs(output: Path) -> Run:
    return Run(Store(output / ".store"), "an environment", 1, lambda *_: None)


def published(output: Path, name: str) -> None:
    """Publish a book in two editions as a build does, up to the catalogue of all."""
    editions = []
    for number, dossier in enumerate(both()):
        mine = replace(dossier, publication=name, title=name.title(), identifier=urn(name, number), work=urn(name, 9))
        mine = replace(mine, isbn={})
        publish_set(output / name / mine.edition, files_of(mine))
        editions.append(mine.edition)
    publish_catalogues(output / name, editions, runs(output))


def urn(name: str, number: int) -> str:
    digits = hashlib.sha256(name.encode()).hexdigest()[:11]
    return f"urn:uuid:6f1f0a55-6a4a-5a0a-9d0e-{digits}{number}"


def files_of(dossier: Dossier) -> dict[str, bytes]:
    files = {each.path: f"{dossier.publication} {each.path}".encode() for each in dossier.files}
    return {**files, DOSSIER: encode(dossier)}


def index(output: Path) -> str:
    return (output / "opds" / "index.xml").read_text("utf-8")


def test_it_lists_what_is_there_and_drops_what_is_not(tmp_path: Path) -> None:
    published(tmp_path, "lamps")
    published(tmp_path, "ferries")
    assert publish_house(tmp_path, {"ferries"}, runs(tmp_path)) == ()
    assert all(f"../{name}/{tag}/" in index(tmp_path) for name in ("lamps", "ferries") for tag in ("en", "ar"))
    kept = listed(tmp_path / "opds")
    assert kept
    assert intact(tmp_path / "opds", kept)
    assert len(kept) == 6
    shutil.rmtree(tmp_path / "ferries" / "ar")
    publish_catalogues(tmp_path / "ferries", ["en"], runs(tmp_path))
    assert publish_house(tmp_path, {"ferries"}, runs(tmp_path)) == ()
    assert "../ferries/ar/" not in index(tmp_path)
    shutil.rmtree(tmp_path / "lamps")
    assert publish_house(tmp_path, set(), runs(tmp_path)) == ()
    assert "lamps/" not in index(tmp_path).replace("lamps-", "")
    assert not (tmp_path / "opds" / "ar.xml").exists(), "no edition is left in that language"
    shutil.rmtree(tmp_path / "ferries")
    publish_house(tmp_path, set(), runs(tmp_path))
    assert not (tmp_path / "opds").exists()
    assert not (tmp_path / ASIDE).exists()


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    published(tmp_path, "lamps")
    publish_house(tmp_path, {"lamps"}, runs(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "opds").iterdir()}
    publish_house(tmp_path, {"lamps"}, runs(tmp_path))
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "opds").iterdir()} == before


@pytest.mark.parametrize("built", [True, False])
def test_a_changed_dossier_gets_into_no_catalogue(tmp_path: Path, built: bool) -> None:
    """Who is built tells it itself (C103); of others the catalogue tells."""
    published(tmp_path, "lamps")
    published(tmp_path, "ferries")
    dossier = tmp_path / "lamps" / "ar" / DOSSIER
    dossier.write_bytes(dossier.read_bytes().replace(b"Example Press", b"Another Press"))
    publish_catalogues(tmp_path / "lamps", ["en", "ar"], runs(tmp_path))
    found = publish_house(tmp_path, {"lamps"} if built else {"ferries"}, runs(tmp_path))
    assert [(each.code, each.place.file) for each in found] == ([] if built else [("C120", "lamps")])
    assert "../lamps/ar/" not in index(tmp_path)
    assert "../lamps/en/" in index(tmp_path)


def test_two_builds_at_once_leave_a_whole_catalogue_with_both(tmp_path: Path) -> None:
    names = [f"book-{number}" for number in range(6)]

    def build(name: str) -> None:
        with alone(tmp_path / ".store"):
            published(tmp_path, name)
            publish_house(tmp_path, {name}, runs(tmp_path))

    working = [threading.Thread(target=build, args=(name,)) for name in names]
    for each in working:
        each.start()
    for each in working:
        each.join()
    assert all(f"../{name}/{tag}/" in index(tmp_path) for name in names for tag in ("en", "ar"))
    kept = listed(tmp_path / "opds")
    assert kept
    assert intact(tmp_path / "opds", kept)
