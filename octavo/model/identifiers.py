# SPDX-License-Identifier: AGPL-3.0-or-later
"""Identifiers with a check digit: ISBN and UUID."""

from __future__ import annotations

import re

_UUID = re.compile(r"^(urn:uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def isbn_fault(text: str) -> str:
    """Return what is wrong with an ISBN in words, or nothing; hyphens and spaces don't count (ISO 2108, annex C)."""
    digits = re.sub(r"[-\s]", "", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return "it has ten digits; since 2007 an ISBN has thirteen"
    if not re.fullmatch(r"[0-9]{13}", digits):
        return "it has not thirteen digits"
    if not digits.startswith(("978", "979")):
        return "it does not begin with 978 or 979"
    wanted = check_digit(digits)
    return "" if digits[-1] == wanted else f"its check digit would be {wanted}"


def check_digit(digits: str) -> str:
    """Return the check digit of the first twelve digits of an ISBN-13, which is an EAN-13."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return str(-total % 10)


def is_uuid(text: str) -> bool:
    """Tell whether the text is a UUID in lower case, with or without `urn:uuid:`."""
    return bool(_UUID.match(text))
