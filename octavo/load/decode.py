# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bytes of a text file to normalised text: UTF-8 without BOM, LF line ends, NFC; anything else is named."""

from __future__ import annotations

import codecs
import re
import unicodedata

from octavo.diagnostics.problem import Place, Problem, problem

# C0 and C1 controls but tab, LF and CR; NEL and the line separators would split lines for some readers only; the
# bidirectional embeddings and overrides can make a text read otherwise than it is stored (isolates are fine).
_FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff\ufffe\uffff]")
_BOMS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"))
_BOMS_16 = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))

# Single-byte encodings that editors in reach of this project still write, with the letters that give them away.
_SINGLE_BYTE = (
    ("windows-1254 (Turkish)", "cp1254", "ğĞıİşŞçÇöÖüÜâ“”‘’–—"),
    ("windows-1252 (Western European)", "cp1252", "äöüßÄÖÜéèêëàâçñóíáúãõôåæø“”‘’–—"),
    ("windows-1251 (Cyrillic)", "cp1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ–—«»ё"),
    ("windows-1250 (Central European)", "cp1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžČĎŘŠŤŽőűáéíýäöüß"),
    ("windows-1253 (Greek)", "cp1253", "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
    ("windows-1256 (Arabic)", "cp1256", "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئپچژگ،"),
)


def decode_text(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file in its normal form, or None with the problem that stands in the way.

    A BOM, CRLF and CR line ends and decomposed letters are accepted and normalised. NUL, control characters and any
    encoding but UTF-8 are problems; characters lost in an earlier conversion (U+FFFD) are one each.
    """
    for bom, name in _BOMS + _BOMS_16:
        if data.startswith(bom):
            return None, (problem("M003", Place(file, 1, 1), guess=name),)
    if 0 in data:
        return None, (_nul(data, file),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Windows-1252 letters of a mostly ASCII file fail at the first accent: that is the place to show.
        offset = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
        return None, (problem("M003", _place(data[:offset], file), guess=_guess(data)),)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = tuple(_bad_characters(text, file))
    return text, problems


def _nul(data: bytes, file: str) -> Problem:
    """Return the problem of a file with zero bytes: UTF-16 without a BOM if every second byte is one."""
    if data.count(0) * 3 > len(data):
        return problem("M003", Place(file, 1, 1), guess="UTF-16")
    return problem("M004", _place(data[: data.index(0)], file))


def _guess(data: bytes) -> str:
    """Return the encoding under which the bytes above ASCII come out as letters of one of the usual alphabets."""
    high = bytes(byte for byte in data if byte >= 0x80)
    best, most = "not UTF-8", 0.6
    for name, codec, letters in _SINGLE_BYTE:
        text = high.decode(codec, "replace")
        share = sum(letter in letters for letter in text) / len(text)
        if share > most:
            best, most = name, share
    return best


def _place(before: bytes, file: str) -> Place:
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    return Place(file, line, column)


def _bad_characters(text: str, file: str) -> list[Problem]:
    found: list[Problem] = []
    for match in _FORBIDDEN.finditer(text):
        found.append(problem("M005", _at(text, match.start(), file), sign=f"U+{ord(match[0]):04X}"))
    for match in re.finditer("\ufffd", text):
        found.append(problem("M006", _at(text, match.start(), file)))
    return found


def _at(text: str, offset: int, file: str) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)
