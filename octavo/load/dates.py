# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates and intervals as authors write them: a year, a month, a day, or two with a slash (EDTF, level 0)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR

_FORM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)


def date_fault(text: str) -> str:
    """Return what is wrong with a date or interval in words, or nothing."""
    start, slash, end = text.partition("/")
    for each in (start, end) if slash else (start,):
        if fault := _one_fault(each):
            return fault
    if slash and _first_day(start) > _last_day(end):
        return "the interval ends before it begins"
    return ""


def _one_fault(text: str) -> str:
    match = _FORM.match(text)
    if not match:
        return "write it such as 1992, 1992-02 or 1992-02-25, an interval with a slash between"
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not MINYEAR <= year <= MAXYEAR:
        return "there is no year 0"
    if month is not None and not 1 <= month <= 12:
        return "months go from 01 to 12"
    if month and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return f"that month has {monthrange(year, month)[1]} days"
    return ""


def _first_day(text: str) -> str:
    return (text + "-01-01")[:10]


def _last_day(text: str) -> str:
    # For comparison only: no month has a day after 31.
    return text + {4: "-12-31", 7: "-31"}.get(len(text), "")
