# SPDX-License-Identifier: AGPL-3.0-or-later
"""MARC records read back by pymarc."""

from __future__ import annotations

from pymarc import MARCReader, Record

from octavo.distribute.catalogues import catalogues
from octavo.model.distribution import Dossier
from tests.distribute.samples import both, paths

SITE = "https://example.org/books/lamps/"


def made(dossiers: tuple[Dossier, ...]) -> dict[str, bytes]:
    outcome = catalogues(dossiers, paths(dossiers))
    assert outcome.problems == ()
    return {path: data for path, data in outcome.unwrap().items() if path.startswith("marc/")}


def records(data: bytes) -> list[Record]:
    found = list(MARCReader(data, to_unicode=True, permissive=False))
    assert all(found)
    return [each for each in found if each]


def fixed(record: Record) -> str:
    """Return the fixed-length field of a record."""
    data = record["008"].data
    assert data is not None
    return data


def record(dossiers: tuple[Dossier, ...], language: str = "en", *, online: bool = True) -> Record:
    """Return the record of an edition on a carrier."""
    name = language if len(dossiers) > 1 else "index"
    kind = "o" if online else " "
    (found,) = (each for each in records(made(dossiers)[f"marc/{name}.mrc"]) if fixed(each)[23] == kind)
    return found


FULL = both(approved=True, site=SITE, short_title="Lamps")
