# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packs and XLIFF go out and come back: what the translator did is in, what was done here is not lost."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree
from polib import POEntry, POFile, pofile

from octavo.diagnostics.problem import Outcome
from octavo.localize.exchange import Returned, Taken, source_digest, take
from octavo.localize.pack import Extras, make_pack, open_pack
from octavo.localize.pofile import read_po, write_po
from octavo.localize.update import Wanted, update, wanted_of
from octavo.localize.xliff import NAMESPACE, read_xliff, write_xliff
from octavo.markup.messages import messages_of
from octavo.model.data import Term
from tests.localize.samples import language, publication
from tests.localize.test_update import filled

RU = language("ru")
Change = Callable[[POFile], None]


@cache
def wanted() -> Wanted:
    book = publication()
    return wanted_of(book, messages_of(book))


def files() -> dict[str, bytes]:
    """The language's files as the translator gets them: the first half of the prose is translated."""
    made = update(wanted(), {}, RU).unwrap().files
    po = pofile(made["text.po"].decode())
    for entry in po[: len(po) // 2]:
        entry.msgstr = entry.msgid
    po[0].flags.append("fuzzy")
    return {**made, "text.po": write_po(po, RU, "sample", po)}


def worked_on(data: bytes, change: Change) -> bytes:
    po, _ = read_po(data, "text.po")
    assert po is not None
    change(po)
    return write_po(po, RU, "sample", po)


def say(at: int, text: str) -> Change:
    def change(po: POFile) -> None:
        po[at].msgstr = text

    return change


def pack(**more: bytes) -> bytes:
    """A pack, with files changed or added."""
    made = make_pack("ferry", files(), wanted(), RU, Extras({"01-town.md": "# Town\n"}, {}, (Term(term="a word"),)))
    return changed(made, **more)


def changed(made: bytes, **more: bytes) -> bytes:
    names = {name.replace("_po", ".po"): data for name, data in more.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            name = info.filename.rpartition("/")[2]
            new.writestr(info, names.pop(name, old.read(info)))
        for name, data in names.items():
            new.writestr(name, data)
    return out.getvalue()


def back(data: bytes, here: dict[str, bytes], *, theirs: bool = False) -> Outcome[Taken]:
    return take(here, open_pack(data, "x.zip").unwrap().returned, wanted(), RU, theirs=theirs)


def entry(made: dict[str, bytes], at: int) -> POEntry:
    po, _ = read_po(made["text.po"], "text.po")
    assert po is not None
    return po[at]


def test_a_pack_has_what_a_translator_needs_and_the_same_bytes_each_time() -> None:
    assert pack() == pack()
    with zipfile.ZipFile(io.BytesIO(pack())) as zipped:
        names = {name.removeprefix("ferry-ru/") for name in zipped.namelist()}
        guide = zipped.read("ferry-ru/README.txt").decode("utf-8-sig")
        note = json.loads(zipped.read("ferry-ru/pack.json"))
    assert names == {"README.txt", "text.po", "facts.po", "terms.csv", "source/01-town.md", "pack.json"}
    assert "translation into Russian (Русский)" in guide
    assert "words are left" in guide
    assert (note["publication"], note["language"], note["source"]) == ("ferry", "ru", source_digest(wanted()))


def test_a_pack_that_comes_back_as_it_went_changes_nothing() -> None:
    taken = back(pack(), files())
    assert (taken.unwrap().files, taken.problems) == ({}, ())


def test_what_the_translator_did_is_taken_and_nothing_else_moves() -> None:
    here = files()
    last = len(pofile(here["text.po"].decode())) - 1
    taken = back(pack(text_po=worked_on(here["text.po"], say(last, "Новое"))), here)
    assert (taken.unwrap().count, taken.problems) == (1, ())
    made = pofile(taken.unwrap().files["text.po"].decode())
    assert made[last].msgstr == "Новое"
    assert [(e.msgstr, e.flags) for e in made[:last]] == [
        (e.msgstr, e.flags) for e in pofile(here["text.po"].decode())[:last]
    ]


def test_a_doubt_that_the_translator_dispelled_is_gone() -> None:
    def sure(po: POFile) -> None:
        po[0].flags.remove("fuzzy")

    made = back(pack(text_po=worked_on(files()["text.po"], sure)), files()).unwrap().files
    assert not entry(made, 0).fuzzy


def test_what_was_translated_here_meanwhile_is_not_lost() -> None:
    sent = pack(text_po=worked_on(files()["text.po"], say(1, "Theirs")))
    here = {**files(), "text.po": worked_on(files()["text.po"], say(1, "Ours"))}
    taken = back(sent, here)
    assert [each.code for each in taken.problems] == ["L607"]
    assert taken.problems[0].place.file == "locale/ru/text.po"
    assert taken.problems[0].place.line > 0
    kept = entry(taken.unwrap().files, 1)
    assert (kept.msgstr, kept.tcomment) == ("Ours", "returned: Theirs")
    again = back(sent, {**here, **taken.unwrap().files})
    assert again.unwrap().files == {}, "taken twice, it says the same and changes nothing"
    assert entry(back(sent, here, theirs=True).unwrap().files, 1).msgstr == "Theirs"


def test_what_only_we_changed_stays() -> None:
    here = {**files(), "text.po": worked_on(files()["text.po"], say(1, "Ours"))}
    taken = back(pack(), here)
    assert (taken.unwrap().files, taken.problems) == ({}, ())


def test_a_po_file_alone_fills_what_is_empty_and_overwrites_nothing() -> None:
    def both(po: POFile) -> None:
        po[1].msgstr, po[-1].msgstr = "Theirs", "Новое"

    sent = Returned({"text.po": worked_on(files()["text.po"], both)}, {}, "text.po")
    taken = take(files(), sent, wanted(), RU)
    assert [each.code for each in taken.problems] == ["L607"]
    made = pofile(taken.unwrap().files["text.po"].decode())
    assert (made[1].msgstr, made[-1].msgstr) == (made[1].msgid, "Новое")


def test_of_another_version_what_still_fits_is_taken() -> None:
    """With --anyway: the sentence that was reworded meanwhile comes in as stale."""
    book = publication()
    text = book.texts[1].source.replace("We *heard* nothing.", "We *heard* a bell, and nothing.")
    later = replace(book, texts=(book.texts[0], replace(book.texts[1], source=text)))
    now = wanted_of(later, messages_of(later))
    here = update(now, files(), RU).unwrap().files
    sent = Returned({name: filled(data) for name, data in files().items()}, {}, "x.zip")
    made = take(here, sent, now, RU).unwrap()
    states = {e.msgid: (bool(e.msgstr), e.fuzzy) for e in pofile(made.files["text.po"].decode())}
    assert states["We *heard* a bell, and nothing."] == (True, True)
    assert states["In {night.year} the town mourned."] == (True, False)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../text.po", "L602"),
        ("/etc/text.po", "L602"),
        ("C:\\text.po", "L602"),
        ("a/../../text.po", "L602"),
        ("a\\..\\b.po", "L602"),
        ("questions.docx", "L603"),
        ("other/text.po", "L603"),
    ],
)
def test_a_path_that_does_not_belong_there(path: str, code: str) -> None:
    opened = open_pack(changed(pack(), **{path: b"x"}), "x.zip")
    assert {each.code for each in opened.problems} == {code}
    assert (opened.value is None) == (code == "L602")


@pytest.mark.parametrize("path", ["az.mo", "__MACOSX/._text.po", "ferry-ru/.DS_Store", "ferry-ru/source/x.md"])
def test_what_tools_leave_behind_is_no_problem(path: str) -> None:
    assert open_pack(changed(pack(), **{path: b"x"}), "x.zip").problems == ()


def test_a_link_in_a_pack_is_refused() -> None:
    out = io.BytesIO(pack())
    with zipfile.ZipFile(out, "a") as zipped:
        info = zipfile.ZipInfo("ferry-ru/names.po")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(info, "/etc/passwd")
    assert [each.code for each in open_pack(out.getvalue(), "x.zip").problems] == ["L602"]


def test_a_file_that_would_fill_the_disk_is_not_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped, zipped.open("text.po", "w") as file:
        for _ in range(66):
            file.write(b" " * 1_000_000)
    assert [each.code for each in open_pack(out.getvalue(), "x.zip").problems] == ["L604"]


@pytest.mark.parametrize("data", [b"PK\3\4 no zip", pack()[:200], b""])
def test_what_is_no_pack(data: bytes) -> None:
    assert [each.code for each in open_pack(data, "x.zip").problems] == ["L601"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'msgid "broken', "L302"),
        (b'msgid "a"\nmsgstr "\xff"\n', "L301"),
        (b'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "a"\nmsgstr "b"\n', "L303"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "a"\nmsgstr "b"\n', "L304"),
        (b'msgid "The ferry"\nmsgstr "b"\n\nmsgid "The ferry"\nmsgstr "c"\n', "L306"),
        (b'<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> x\n', "L318"),
    ],
)
def test_a_file_that_can_not_be_used_leaves_everything_as_it_was(data: bytes, code: str) -> None:
    taken = back(pack(text_po=data), files())
    assert taken.value is None
    assert {each.code for each in taken.problems} >= {code, "L610"}
    assert all(each.place.file.startswith("x.zip") and each.hints for each in taken.problems)
    assert {each.place.line > 0 for each in taken.problems if each.code == code} == {True}


def test_an_entry_of_another_book_is_told() -> None:
    strange = files()["text.po"] + b'\nmsgid "Of another book"\nmsgstr "x"\n'
    taken = back(pack(text_po=strange), files())
    assert [each.code for each in taken.problems] == ["L608"]


def test_xliff_there_and_back_leaves_every_byte() -> None:
    here = {name: filled(data) for name, data in files().items()}
    made = write_xliff("ferry", here, wanted(), RU)
    opened = read_xliff(made, "ferry-ru.xlf", wanted(), RU).unwrap()
    assert (opened.publication, opened.language, opened.source) == ("ferry", "ru", source_digest(wanted()))
    taken = take(here, opened.returned, wanted(), RU)
    assert (taken.unwrap().files, taken.problems) == ({}, ())
    # Into empty files: the same translations and doubts.
    empty = update(wanted(), {}, RU).unwrap().files
    whole = take(empty, opened.returned, wanted(), RU).unwrap().files
    for name, data in here.items():
        ours, theirs = pofile(data.decode()), pofile(whole[name].decode())
        assert [(e.msgid, e.msgstr, e.msgstr_plural, set(e.flags)) for e in ours] == [
            (e.msgid, e.msgstr, e.msgstr_plural, set(e.flags)) for e in theirs
        ]


def test_what_an_agency_did_in_xliff_is_taken() -> None:
    root = etree.fromstring(write_xliff("ferry", files(), wanted(), RU))
    name = f"{{{NAMESPACE}}}"
    units = [u for u in root.iter(f"{name}trans-unit") if u.find(f"{name}target") is None]
    assert any(ph.text == "{night.year}" for ph in root.iter(f"{name}ph"))
    target = etree.SubElement(units[0], f"{name}target", state="final")
    target.text = "Новое"
    doubtful = etree.SubElement(units[1], f"{name}target", state="needs-adaptation")
    doubtful.text = "Новое?"
    taken = take(files(), read_xliff(etree.tostring(root), "x.xlf", wanted(), RU).unwrap().returned, wanted(), RU)
    assert taken.unwrap().count == 2
    made = [e for data in taken.unwrap().files.values() for e in pofile(data.decode()) if e.msgstr.startswith("Новое")]
    assert sorted((e.msgstr, e.fuzzy) for e in made) == [("Новое", False), ("Новое?", True)]


@pytest.mark.parametrize(
    "data",
    [
        b"<xliff",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff/>',
        f'<xliff xmlns="{NAMESPACE}"/>'.encode(),
        b"\xff<xliff/>",
    ],
)
def test_xliff_that_can_not_be_read(data: bytes) -> None:
    read = read_xliff(data, "x.xlf", wanted(), RU)
    assert read.value is None
    assert [each.code for each in read.problems] == ["L609"]
