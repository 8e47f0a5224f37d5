# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a preview shows as plain data: its pages with what can be touched on them, their messages, their problems."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.printing import as_json
from octavo.diagnostics.problem import Place, Problem
from octavo.model.catalog import Catalog, Message, message_id
from octavo.model.pagemap import Box, PageMap
from octavo.model.preview import Region
from octavo.model.room import room_of
from octavo.pipeline.report import BESIDE, located, placed_in
from octavo.pipeline.report_steps import spots_in_text

if TYPE_CHECKING:
    from polib import POEntry

Data = dict[str, Any]
GONE = "obsolete"


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of a publication, what its translators made of them, and where both stand.

    messages  with their keys
    catalog   None where the edition is in the language of the texts
    files     the entries of the PO files, by their path from the publication's folder
    places    the source map: key → file, line, column
    root      the publication's folder, as people type it
    """

    messages: tuple[Message, ...]
    catalog: Catalog | None
    files: Mapping[str, Sequence[POEntry]]
    places: Mapping[str, list[Any]]
    root: str

    def keyed(self) -> dict[str, list[str]]:
        """Return the ids of the messages under every key: its own, and those of the values in it."""
        found: dict[str, list[str]] = {}
        for message in self.messages:
            for key in message.keys:
                file, _, path = key.partition("#")
                parts = path.split(".")
                for end in range(1, len(parts) + 1):
                    found.setdefault(f"{file}#{'.'.join(parts[:end])}", []).append(message.id)
        return found


def pages_data(page_map: PageMap, regions: Iterable[Region], pictures: Sequence[str], words: Words) -> list[Data]:
    """Return the pages: `pictures` are the names of theirs, in order; places are in per cent of the page."""
    keyed, on_page = words.keyed(), dict[int, list[Region]]()
    for region in regions:
        on_page.setdefault(region.page, []).append(region)
    return [
        {
            "number": page.number,
            "label": page.label,
            "side": page.side,
            "width": page.width,
            "height": page.height,
            "blank": page.blank,
            "picture": picture,
            "regions": [
                {
                    "key": region.key,
                    "messages": [region.message] if region.message else keyed.get(own_key(region.key), []),
                    "boxes": [_per_cent(box, page.width, page.height) for box in region.boxes],
                }
                for region in on_page.get(page.number, ())
            ],
        }
        for page, picture in zip(page_map.pages, pictures, strict=True)
    ]


def own_key(key: str) -> str:
    """Return a key without the tag that it has in the second language of an edition in two."""
    return BESIDE.sub("", key)


def _per_cent(box: Box, width: float, height: float) -> list[float]:
    parts = (box.x / width, box.y / height, box.width / width, box.height / height)
    return [round(100 * each, 2) for each in parts]


def messages_data(words: Words, page_map: PageMap | None) -> dict[str, Data]:
    """Return what is told of each message, by its id."""
    entries = {
        message_id(entry.msgctxt or "", entry.msgid): (file, entry)
        for file, inside in words.files.items()
        for entry in inside
        if entry.msgid and not entry.obsolete
    }
    rooms = rooms_data(page_map, words.messages) if page_map is not None else {}
    return {
        message.id: {
            "key": next(iter(message.keys), ""),
            "source": [text for text in (message.msgid, message.plural) if text],
            "at": [_place(key, words) for key in message.keys],
            "about": message.comment,
            "room": rooms.get(message.id),
            **_translation(words, message, entries.get(message.id)),
        }
        for message in words.messages
    }


def rooms_data(page_map: PageMap, messages: Iterable[Message]) -> dict[str, Data]:
    """Return the room that each message had when the whole book was laid out last."""
    return {
        name: {"page": room.page, "characters": room.characters, "hard": room.hard}
        for name, room in room_of(page_map, messages).items()
    }


def _translation(words: Words, message: Message, found: tuple[str, POEntry] | None) -> Data:
    """Return the state of a message, its translation as the PO file has it, where that stands, and what is noted."""
    if words.catalog is None:
        return {"state": "source", "translation": [], "po": None, "notes": "", "before": ""}
    known = words.catalog.entries.get(message.id)
    state = known.state if known is not None else "untranslated"
    if found is None:
        forms = list(known.forms) if known is not None else []
        return {"state": state, "translation": forms, "po": None, "notes": "", "before": ""}
    file, entry = found
    typed = [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] or [entry.msgstr]
    return {
        "state": state,
        "translation": [text for text in typed if text],
        "po": {"file": f"{words.root}/{file}", "line": entry.linenum or 0},
        "notes": entry.tcomment,
        "before": entry.previous_msgid or "",
    }


def gone_data(words: Words) -> list[Data]:
    """Return the entries of the PO files that no text needs any more."""
    return [
        {
            "state": GONE,
            "source": [entry.msgid],
            "translation": [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values()),
            "po": {"file": f"{words.root}/{file}", "line": entry.linenum or 0},
        }
        for file, inside in words.files.items()
        for entry in inside
        if entry.obsolete
    ]


def _place(key: str, words: Words) -> Data:
    place = placed_in(Place(key.partition("#")[0], key=key), words.places, words.root)
    return {"file": place.file, "line": place.line}


def problems_data(problems: Iterable[Problem], page_map: PageMap | None, words: Words) -> list[Data]:
    """Return the problems, each with the pages where it shows and the messages that it is about."""
    problems = tuple(problems)
    keyed = words.keyed()
    spots: dict[Problem, list[int]] = {}
    for each, page, _ in spots_in_text(problems, page_map) if page_map is not None else ():
        spots.setdefault(each, []).append(page)
    on_pages = _pages_of(page_map, keyed) if page_map is not None else {}
    found = []
    for each in problems:
        names = (
            _of_entry(each, words) or keyed.get(own_key(each.place.key), [])
            if each.place.key or each.place.line
            else []
        )
        pages = spots.get(each) or sorted({page for name in names for page in on_pages.get(name, ())})
        (shown,) = located([each], words.places, words.root)
        found.append({**as_json(shown), "pages": pages, "messages": names})
    return found


def _of_entry(problem: Problem, words: Words) -> list[str]:
    """Return the message of the PO entry that a problem is told of."""
    entries = [entry for entry in words.files.get(problem.place.file, ()) if entry.msgid]
    at = bisect_right([entry.linenum or 0 for entry in entries], problem.place.line) - 1
    return [message_id(entries[at].msgctxt or "", entries[at].msgid)] if at >= 0 else []


def _pages_of(page_map: PageMap, keyed: Mapping[str, list[str]]) -> dict[str, set[int]]:
    """Return the pages on which each message stands."""
    found: dict[str, set[int]] = {}
    for page in page_map.pages:
        for fragment in page.fragments:
            for name in [fragment.message] if fragment.message else keyed.get(own_key(fragment.key), ()):
                found.setdefault(name, set()).add(page.number)
    return found
