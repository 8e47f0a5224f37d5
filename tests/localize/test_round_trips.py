# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every shipped PO file passes gettext's own check, and goes through other people's tools without losing anything."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from polib import POFile, pofile
from translate.storage.pypo import pofile as toolkit_file

from octavo.localize.catalog import read_catalog
from octavo.localize.pofile import read_po
from octavo.model.canonical import encode
from octavo.model.catalog import Message
from tests.judges.fixtures import do_without
from tests.localize.samples import ROOT, language

SHIPPED = sorted([*(ROOT / "content").rglob("*.po"), *(ROOT / "templates").rglob("*.po")])
# Two of the house's languages and two publications' stand for all in the fast suite: plural forms, both directions.
FAST = {"az", "ar"}
Said = list[tuple[str, str, str, dict[int, str], set[str]]]


def tag_of(path: Path) -> str:
    return path.stem if path.parent.parent.name == "templates" else path.parent.name


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


shipped = pytest.mark.parametrize("path", SHIPPED, ids=name_of)
tried = pytest.mark.parametrize(
    "path",
    [path if tag_of(path) in FAST else pytest.param(path, marks=pytest.mark.slow) for path in SHIPPED],
    ids=name_of,
)


@cache
def parsed(path: Path) -> POFile:
    """A file as polib reads it; tests leave it as it is."""
    return pofile(str(path))


def said(po: POFile) -> Said:
    """What must not be lost: for each message its translations and flags."""
    return [
        (entry.msgctxt or "", entry.msgid, entry.msgstr, entry.msgstr_plural, set(entry.flags))
        for entry in po
        if not entry.obsolete
    ]


@pytest.fixture(scope="session")
def msgfmt() -> str:
    """gettext's compiler, which checks placeholders and plural forms."""
    found = shutil.which("msgfmt")
    return found or do_without("msgfmt (gettext)")


@shipped
def test_gettext_accepts_it(path: Path, msgfmt: str) -> None:
    done = subprocess.run([msgfmt, "-c", "-o", "-", path], capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr.decode()


def test_gettext_would_find_a_spoilt_placeholder(msgfmt: str, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(f'{head}#, python-brace-format\nmsgid "{{killed.people}} died"\nmsgstr "{{kiled.people}} t"\n')
    assert subprocess.run([msgfmt, "-c", "-o", "-", path], capture_output=True, check=False).returncode != 0


@tried
def test_through_polib(path: Path) -> None:
    before = parsed(path)
    assert said(pofile(str(before))) == said(before)


@tried
def test_through_translate_toolkit(path: Path) -> None:
    saved = bytes(toolkit_file.parsestring(path.read_bytes()))
    assert said(pofile(saved.decode())) == said(parsed(path))
    assert read_po(saved, "text.po")[1] == ()


def as_poedit_saves(path: Path) -> bytes:
    """A file as Poedit leaves it: its own wrapping and headers, what is obsolete in another order, CRLF."""
    po = pofile(str(path), wrapwidth=120)
    po.metadata |= {
        "Last-Translator": "Zyxw Example <zyxw@example.org>",
        "PO-Revision-Date": "2026-01-02 03:04+0000",
        "X-Generator": "Poedit 3.4.2",
        "X-Poedit-Bookmarks": "3,-1,-1",
    }
    gone = [entry for entry in po if entry.obsolete]
    for entry in gone:
        po.remove(entry)
    po.extend(reversed(gone))
    for entry in po:
        entry.flags.sort(reverse=True)
    return str(po).replace("\n", "\r\n").encode()


@tried
def test_a_save_by_poedit_changes_nothing_that_is_built(path: Path) -> None:
    """Steps after the catalog depend on its bytes alone (tests/cli/test_steps.py counts them)."""
    tongue = language(tag_of(path))
    po = parsed(path)
    messages = [
        Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural, keys=("text/01.md#1",))
        for entry in po
        if not entry.obsolete
    ]
    before, after = (
        read_catalog({path.name: data}, tongue, messages) for data in (path.read_bytes(), as_poedit_saves(path))
    )
    assert encode(before.unwrap()) == encode(after.unwrap())
    assert any(entry.forms for entry in before.unwrap().entries.values())
    assert b"zyxw" not in encode(after.unwrap()).lower(), "who translated is nobody's business but their own"
