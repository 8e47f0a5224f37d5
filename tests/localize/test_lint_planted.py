# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each planted fault is told by its own code alone, at its entry; the good twin is silent."""

from __future__ import annotations

import re
import unicodedata

import pytest
from polib import POEntry

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.problem import Problem
from octavo.localize.lint_catalog import Agreed, lint_catalog
from octavo.localize.pofile import write_po
from octavo.model.catalog import Message
from tests.localize.planted import FAULTS, PLACE, PLACES, TABLES, TERMS, UNIT, UNITS, Fault
from tests.localize.samples import language

TAGS = sorted(UNITS)


def told(fault: Fault, translation: str, comment: str = "") -> tuple[Problem, ...]:
    message = Message(fault.source, keys=("text/01-town.md#2",))
    unit = POEntry(msgctxt=UNIT.context, msgid=UNIT.msgid, msgid_plural=UNIT.plural)
    unit.msgstr_plural = dict(enumerate(UNITS[fault.tag]))
    entries = [
        POEntry(msgctxt=PLACE.context, msgid=PLACE.msgid, msgstr=PLACES[fault.tag]),
        unit,
        POEntry(msgid=fault.source, msgstr=translation, tcomment=comment),
    ]
    tongue = language(fault.tag)
    data = write_po(entries, tongue, "sample")
    *before, _ = data.decode().rstrip("\n").split("\n\n")
    first = 1 + sum(part.count("\n") + 2 for part in before)  # the line in which the last entry begins
    found = lint_catalog({"text.po": data}, tongue, (PLACE, UNIT, message), Agreed(TERMS, TABLES))
    assert all(each.place.file == f"locale/{fault.tag}/text.po" for each in found)
    assert all(each.place.line == first for each in found)
    return found


def name(fault: Fault) -> str:
    return f"{fault.code}-{fault.tag}-{FAULTS.index(fault)}"


def test_there_are_faults_enough() -> None:
    assert len(FAULTS) >= 60
    assert {fault.tag for fault in FAULTS} == {"az", "ar", "ru", "de", "tr", "fr", "ka", "hi"}
    per_entry = {code for code in CATALOGUE if code.startswith("L5")} - {"L502", "L553", "L554", "L591", "L592", "L593"}
    assert per_entry <= {fault.code for fault in FAULTS}, "the others have tests of their own"


@pytest.mark.parametrize("fault", FAULTS, ids=name)
def test_a_planted_fault_is_told_by_its_own_code_alone(fault: Fault) -> None:
    assert {each.code for each in told(fault, fault.bad)} == {fault.code}, "\n".join(map(str, told(fault, fault.bad)))


@pytest.mark.parametrize("fault", FAULTS, ids=name)
def test_the_good_twin_is_silent(fault: Fault) -> None:
    assert told(fault, fault.good) == (), "\n".join(map(str, told(fault, fault.good)))


@pytest.mark.parametrize("fault", [each for each in FAULTS if each.code >= "L5"], ids=name)
def test_each_can_be_allowed_for_one_message_with_a_reason(fault: Fault) -> None:
    (note,) = told(fault, fault.bad, f"allow {fault.code}: the publisher wants it so")
    assert (note.code, note.message) == ("L592", f"{fault.code} is allowed here: the publisher wants it so")


ALIKE = dict(zip("aeopcxyаеорсху", "аеорсхуaeopcxy", strict=True))


@pytest.mark.parametrize(
    "tag", [tag if tag in ("az", "ar", "en") else pytest.param(tag, marks=pytest.mark.slow) for tag in TAGS]
)
def test_every_digit_that_changes_is_told(tag: str) -> None:
    wind = next(fault for fault in FAULTS if fault.code == "L501" and fault.tag == tag)
    for at, sign in enumerate(wind.good):
        for other in range(10) if sign.isdecimal() else ():
            digit = chr(ord(sign) - unicodedata.decimal(sign) + other)
            if digit != sign and not (other == 0 and wind.good[at - 1] == " "):  # 03 is 3, and 0950 is no year
                changed = wind.good[:at] + digit + wind.good[at + 1 :]
                assert {each.code for each in told(wind, changed)} == {"L501"}, changed


@pytest.mark.parametrize("tag", ["az", "de", "tr", "fr", "ru"])
def test_every_letter_of_another_script_is_told(tag: str) -> None:
    wind = next(fault for fault in FAULTS if fault.code == "L501" and fault.tag == tag)
    words = [match.span() for match in re.finditer(r"[^\W\d_]{2,}", wind.good)]
    tried = 0
    for start, end in words:
        for at in range(start, end):
            if wind.good[at] in ALIKE:
                changed = wind.good[:at] + ALIKE[wind.good[at]] + wind.good[at + 1 :]
                assert {each.code for each in told(wind, changed)} == {"L531"}, changed
                tried += 1
    assert tried
