# SPDX-License-Identifier: AGPL-3.0-or-later
"""The MARC 21 records of a publication, for libraries: ISO 2709 in UTF-8, and the same as MARCXML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from octavo.distribute.marc_fixed import control_fields, leader
from octavo.distribute.marc_record import Item, fields_of, items_of
from octavo.distribute.shelf import Shelf
from octavo.distribute.xml_tree import Element, element, written

if TYPE_CHECKING:
    from pymarc import Record

FOLDER = "marc"
SPACE = "http://www.loc.gov/MARC21/slim"


def marc(shelf: Shelf) -> dict[str, bytes]:
    """Return the records of all editions, and of each where there are several, by path below output/<publication>/."""
    items = items_of(shelf)
    records = [(item, _record(shelf, item, items)) for item in items]
    files = _files("index", [record for _, record in records])
    if len(shelf.editions) > 1:
        for each in shelf.editions:
            files |= _files(each.dossier.edition, [record for item, record in records if item.shelved is each])
    return files


def _files(name: str, records: Sequence[Record]) -> dict[str, bytes]:
    binary = b"".join(record.as_marc() for record in records)
    collection = element("collection", *map(_element, records))
    return {f"{FOLDER}/{name}.mrc": binary, f"{FOLDER}/{name}.xml": written(collection, SPACE, {})}


def _record(shelf: Shelf, item: Item, items: Sequence[Item]) -> Record:
    from pymarc import Field, Indicators, Record, Subfield

    control = control_fields(item.dossier, item.carrier, (item.number, item.agency), item.marks)
    fields = [Field(tag, data=data) for tag, data in control]
    for each in fields_of(shelf, item, items):
        subfields = [Subfield(code, text) for code, text in each.subfields]
        fields.append(Field(each.tag, Indicators(*each.indicators), subfields))
    return Record(fields=fields, force_utf8=True, leader=leader(item.dossier))


def _element(record: Record) -> Element:
    """Return a record as MARCXML says it; the leader is that of the record itself, lengths left out."""
    fields = []
    for each in record.fields:
        if each.control_field:
            fields.append(element("controlfield", each.data or "", tag=each.tag))
            continue
        first, second = each.indicators or "  "
        subfields = [Element("subfield", part.value, (), (("code", part.code),)) for part in each.subfields]
        fields.append(
            Element("datafield", "", tuple(subfields), (("tag", each.tag), ("ind1", first), ("ind2", second)))
        )
    lengths_out = "     " + str(record.leader)[5:12] + "     " + str(record.leader)[17:]
    return element("record", element("leader", lengths_out), *fields)
