# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever an author does to the source, no translation of a message that stayed the same is lost or called stale.

Must show 3 of the issue. Every other translation is still somewhere: stale beside its old message, valid under the new
one, or obsolete at the end of the file.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from polib import POEntry

from octavo.localize.pofile import read_po, write_po
from octavo.localize.update import Wanted, update
from octavo.model.catalog import Domain, Message
from tests.localize.samples import language

RU = language("ru")
WORDS = ("the", "town", "bell", "rang", "at", "night", "nobody", "slept", "recieved", "received", "{n.people}")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
DOMAINS: tuple[Domain, ...] = ("text", "facts")


@st.composite
def messages(draw: st.DrawFn) -> Message:
    context = draw(st.sampled_from(["", "", "heading", "facts/statistics.yaml#n.counts"]))
    plural = f"{draw(TEXTS)} s" if draw(st.integers(0, 4)) == 0 else ""
    domain: Domain = draw(st.sampled_from(DOMAINS))
    return Message(draw(TEXTS), context, plural, domain, keys=("text/01.md#1",))


SOURCES = st.lists(messages(), max_size=10, unique_by=lambda each: (each.context, each.msgid))


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Message], list[Message]]:
    """A source, and what became of it: some out, some new, some reworded, all in any order and in any file."""
    before = draw(SOURCES)
    stay = [each for each in before if draw(st.booleans())]
    moved = [replace(each, domain="facts") if draw(st.booleans()) else each for each in stay]
    reworded = [replace(each, msgid=f"{each.msgid} {draw(TEXTS)}") for each in before if each not in stay]
    after = draw(st.permutations([*moved, *reworded, *draw(SOURCES)]))
    return before, list({(each.context, each.msgid): each for each in after}.values())


def brought(files: dict[str, bytes], source: list[Message]) -> dict[str, bytes]:
    return update(Wanted("sample", "en", tuple(source)), files, RU).unwrap().files


def entries_of(files: dict[str, bytes]) -> list[POEntry]:
    return [entry for name, data in sorted(files.items()) for entry in read_po(data, name)[0] or ()]


def filled(files: dict[str, bytes], fuzzy: set[int]) -> dict[str, bytes]:
    """Every entry translated in its own way, some of them doubted by the translator."""
    made = {}
    at = 0
    for name, data in sorted(files.items()):
        po, _ = read_po(data, name)
        assert po is not None
        for entry in po:
            at += 1
            mark = f"{entry.msgctxt}|{entry.msgid}"
            if entry.msgid_plural:
                entry.msgstr_plural = {form: f"{mark}|{form}" for form in entry.msgstr_plural}
            else:
                entry.msgstr = mark
            entry.flags += ["fuzzy"] if at in fuzzy else []
        made[name] = write_po(po, RU, "sample", po)
    return made


def said(entry: POEntry) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural.values()) or (entry.msgstr,)


@given(edits(), st.sets(st.integers(1, 10), max_size=2))
def test_no_translation_of_an_unchanged_message_is_lost(
    edit: tuple[list[Message], list[Message]], fuzzy: set[int]
) -> None:
    before, after = edit
    old_files = filled(brought({}, before), fuzzy)
    new_files = {**old_files, **brought(old_files, after)}
    old = {(entry.msgctxt or "", entry.msgid): entry for entry in entries_of(old_files)}
    new = {(entry.msgctxt or "", entry.msgid): entry for entry in entries_of(new_files) if not entry.obsolete}
    plural = {(each.context, each.msgid): each.plural for each in after}
    assert set(plural) == set(new)
    for key in old.keys() & new.keys():
        if old[key].msgid_plural == plural[key]:
            assert (said(new[key]), new[key].fuzzy) == (said(old[key]), old[key].fuzzy)
    held = [text.split("|")[:2] for entry in entries_of(new_files) for text in said(entry) if text]
    for entry in old.values():
        assert said(entry)[0].split("|")[:2] in held
    assert brought(new_files, after) == {name: new_files[name] for name in brought(new_files, after)}
