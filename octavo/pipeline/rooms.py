# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room of every message as the last build laid the pages out, taken from what the store kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from octavo.model.canonical import decode
from octavo.model.catalog import Catalog
from octavo.model.pagemap import PageMap
from octavo.model.room import Place, room_of
from octavo.pipeline.graph import Step, key_of
from octavo.pipeline.store import Store
from octavo.pipeline.translation import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def places_of(source: Source, tag: str, output: Path) -> Mapping[str, Place]:
    """Return for each message of an edition the room it has, and the text that stood there, by the message's id.

    Empty where the edition's pages were never laid out in this output folder. A page that was built again from what
    the store had counts as it was when it was last laid out.
    """
    store, base = Store(output / ".store"), f"{source.publication.name}/{tag}"
    page_map = _last(store, f"{base}/pages", "page_map", PageMap)
    if page_map is None:
        return {}
    catalog = _last(store, f"{base}/catalog", "catalog", Catalog) or Catalog(tag)
    covers = (_last(store, name, "page_map", PageMap) for name in _covers(source, base))
    rooms = room_of(page_map, source.messages, next((each for each in covers if each is not None), None))
    by_id = {message.id: message for message in source.messages}
    found = {}
    for name, room in rooms.items():
        if name in by_id and not by_id[name].plural:
            forms = catalog.entries[name].forms if name in catalog.entries else ()
            found[name] = Place(room, next(filter(None, forms), by_id[name].msgid))
    return found


def _covers(source: Source, base: str) -> Iterator[str]:
    yield f"{base}/cover"
    yield from (f"{base}/cover-{name}" for name in source.publication.manifest.printers)


def _last(store: Store, name: str, output: str, kind: type[T]) -> T | None:
    """Return what a step gave when it ran last, or None if that is not there or of another version."""
    known = store.last(name)
    if known is None:
        return None
    digests, environment, params = known
    step = Step(name, name.rpartition("/")[2].partition("-")[0], 0, "", params=params)
    outputs = store.recall(key_of(step, environment, digests)) or {}
    try:
        return decode(kind, store.get(outputs[output]))
    except (KeyError, ValueError):
        return None


def room_rows(source: Source, tag: str, output: Path) -> tuple[dict[str, Any], ...]:
    """Return the room of each message of a language that stands on its pages, in the order of the source."""
    places = places_of(source, tag, output)
    rows, seen = [], set()
    for message in source.messages:
        if message.id not in places or message.id in seen or not message.keys:
            continue
        seen.add(message.id)
        room, place = places[message.id].room, source.source_map.place(message.keys[0])
        rows.append(
            {
                "publication": source.publication.name,
                "language": tag,
                "file": place.file,
                "line": place.line,
                "message": message.id,
                "page": room.page,
                "length": room.length,
                "room": room.characters,
                "hard": room.hard,
            }
        )
    return tuple(rows)
