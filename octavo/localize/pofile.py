# SPDX-License-Identifier: AGPL-3.0-or-later
"""PO files as bytes: read with every fault at its line, written so that the same entries give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from polib import POEntry, POFile, pofile

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.localize.po_quick import read_entries, text_of
from octavo.markup.segments import SEGMENTATION
from octavo.model.locale import Language

WIDTH = 78
# polib splits a file at these as Python's splitlines() does; gettext ends lines at line feeds only.
_STRANGE_ENDS = re.compile("[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# polib takes the first and last sign of a string off whatever they are: what is not a quoted string is refused before.
_LINE = re.compile(
    r'^(?:#~\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-9]\])\s*)?"(?:[^"\\]|\\.)*"$|^#(?!~\s*[^|#\s]|\|)|^$'
)
_OBSOLETE = re.compile(r"^#~\|")
_PREVIOUS = re.compile(r'^#\|\s*(?:(?:msgctxt|msgid|msgid_plural)\s*)?"(?:[^"\\]|\\.)*"$')
_HEADER = re.compile(r'^msgid ""\nmsgstr "', re.MULTILINE)
_CONFLICT = re.compile(r"^<<<<<<< ", re.MULTILINE)
_FAULT_LINE = re.compile(r"\(line (\d+)\)")
_OURS = frozenset(
    {
        "Project-Id-Version", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "Plural-Forms", "POT-Creation-Date", "X-Octavo-Segmentation",
    }
)  # fmt: skip


def read_po(data: bytes, file: str) -> tuple[POFile | None, tuple[Problem, ...]]:
    """Return the entries of a PO file, or None with what is wrong with it as one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (problem("L301", Place(file, line)),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (quick := _read_quickly(text)) is not None:
        return quick, ()
    if faults := tuple(_line_faults(text, file)):
        return None, faults
    try:
        # polib would open a file whose name is the text; no name ends with a line feed.
        read: POFile = pofile(f"{text}\n", encoding="utf-8", wrapwidth=WIDTH)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        match = _FAULT_LINE.search(str(error))
        fault = "its lines are not in the order of a PO file"
        return None, (problem("L302", Place(file, int(match[1]) if match else 0), fault=fault),)
    return read, ()


def _read_quickly(text: str) -> POFile | None:
    """Return the entries of a file with a header of its own and nothing odd in it; None for polib to read it."""
    head, gap, rest = text.partition("\n\n")
    if not gap or not _HEADER.search(head) or "msgctxt" in head or _STRANGE_ENDS.search(text):
        return None
    entries = read_entries(rest)
    if entries is None or any(not entry.msgid for entry in entries) or any(_line_faults(head, "")):
        return None
    lines = head.count("\n") + 2
    try:
        po: POFile = pofile(f"{head}\n", encoding="utf-8", wrapwidth=WIDTH)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    if len(po):
        return None  # more than a header
    for entry in entries:
        entry.linenum = (entry.linenum or 0) + lines
    po.extend(entries)
    return po


def _line_faults(text: str, file: str) -> Iterable[Problem]:
    if _CONFLICT.search(text):
        lines = enumerate(text.split("\n"), 1)
        yield from (problem("L318", Place(file, at), found=line[:40]) for at, line in lines if line[:8] == "<<<<<<< ")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if match := _STRANGE_ENDS.search(line):
            yield problem("L317", Place(file, number), found=f"U+{ord(match[0]):04X}")
        stripped = line.strip()
        if not (_LINE.match(stripped) or _PREVIOUS.match(stripped) or _OBSOLETE.match(stripped)):
            yield problem("L302", Place(file, number), fault="the line is neither a comment nor a string in quotes")


def write_po(entries: Iterable[POEntry], language: Language, name: str, old: POFile | None = None) -> bytes:
    """Return the bytes of a PO file with these entries, in their order.

    Args:
        entries: with their comments and flags; obsolete ones come last.
        language: gives the header its language and plural rule.
        name: what the messages belong to.
        old: the file as it was: what translators and their tools wrote in its header stays.
    """
    po = POFile(wrapwidth=WIDTH)
    po.header = old.header if old is not None else ""
    kept = {key: value for key, value in (old.metadata if old is not None else {}).items() if key not in _OURS}
    # No date of ours: the file changes only when messages do.
    po.metadata = {
        "Project-Id-Version": name,
        **kept,
        "Language": language.tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plurals,
        "X-Octavo-Segmentation": str(SEGMENTATION),
    }
    whole = list(entries)
    parts = [text_of(entry, WIDTH) for gone in (False, True) for entry in whole if bool(entry.obsolete) == gone]
    return "\n".join([f"{po}", *parts]).rstrip("\n").encode() + b"\n"
