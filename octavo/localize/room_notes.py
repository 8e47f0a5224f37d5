# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room of a message written beside it: a comment for translators, and a longest length for their tools."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from polib import POEntry

from octavo.localize.align import entry_key
from octavo.model.catalog import message_id
from octavo.model.room import Place

_NOTE = re.compile(r"^room: .*$", re.MULTILINE)
_FLAG = "max-length:"  # Weblate's; gettext lets flags pass that it does not know
_STEP = 10  # characters: an estimate that changed by less would only make the file differ


def tell_room(entries: Sequence[POEntry], old: Sequence[POEntry], places: Mapping[str, Place] | None) -> None:
    """Write into each entry how much room its message has; where nothing is known of any, keep what the old one says.

    A file that was brought up to date without `places` has the same bytes whether or not the pages were built since.
    """
    before = {entry_key(entry): entry for entry in old if not entry.obsolete} if places is None else {}
    for entry in entries:
        if entry.obsolete:
            continue
        if places is None:
            known = before.get(entry_key(entry))
            note, flag = _told(known) if known is not None else ("", "")
        else:
            place = places.get(message_id(entry.msgctxt or "", entry.msgid))
            note, flag = (_note(place), _flag(place)) if place else ("", "")
        if note:
            entry.comment = f"{entry.comment}\n{note}".strip()
        if flag and flag not in entry.flags:
            entry.flags.append(flag)


def _told(entry: POEntry) -> tuple[str, str]:
    note = _NOTE.search(entry.comment)
    return note[0] if note else "", next((flag for flag in entry.flags if flag.startswith(_FLAG)), "")


def _note(place: Place) -> str:
    room = place.room
    if room.hard:
        return f"room: page {room.page}, {room.characters} more characters fit"
    about = room.characters // _STEP * _STEP
    return f"room: page {room.page}, about {about} more characters before the next page changes"


def _flag(place: Place) -> str:
    return f"{_FLAG}{place.most}" if place.room.hard else ""
