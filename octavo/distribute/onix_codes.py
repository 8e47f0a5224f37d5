# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Octavo knows in the codes of ONIX: roles, subjects, forms and how a file can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.distribute.subjects import Topic
from octavo.model.distribution import Accessibility

# MARC relators → code list 17, for those with an equal; all others are Z99, “other”.
ROLES = {
    "aft": "A19", "ann": "A20", "art": "A07", "arr": "B25", "aui": "A24", "aut": "A01", "bkd": "A11", "bjd": "A36",
    "clr": "A47", "cmp": "A06", "com": "C01", "cov": "A36", "ctg": "A39", "cur": "C04", "cwt": "A21", "dte": "Z02",
    "edt": "B01", "ill": "A12", "ivr": "A43", "ive": "A44", "lbt": "A04", "ltr": "A48",
    "lyr": "A05", "nrt": "E03", "pht": "A13", "res": "A51",
    "trc": "B33", "trl": "B06", "wac": "A21", "win": "A24", "wpr": "A15", "wst": "A32",
}  # fmt: skip
OTHER = "Z99"

# schema.org accessibilityFeature → code list 196. A feature without an equal is not told.
FEATURES = {
    "alternativeText": "14",
    "ARIA": "30",
    "displayTransformability": "36",
    "index": "12",
    "longDescription": "16",
    "pageBreakMarkers": "19",
    "pageNavigation": "41",
    "readingOrder": "13",
    "structuralNavigation": "29",
    "tableOfContents": "11",
    "unlocked": "10",
}
SUMMARY, EPUB_A11Y, BY, ON, WITHOUT_SIGHT = "00", "04", "90", "91", "52"
_STANDARD = re.compile(r"EPUB Accessibility 1\.1 - WCAG (2\.[012]) Level (A{1,3})")
_WCAG = {"2.0": "80", "2.1": "81", "2.2": "82"}
_LEVELS = {"A": "84", "AA": "85", "AAA": "86"}

THEMA, BISAC, KEYWORD = "93", "10", "20"
# Thema qualifiers begin with a digit and have schemes of their own: place, language, time, education, interest, style.
QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}


def role(relator: str) -> str:
    """Return the contributor role (list 17) for a MARC relator."""
    return ROLES.get(relator, OTHER)


def scheme(topic: Topic) -> str:
    """Return the subject scheme (list 27) of a topic."""
    if topic.scheme == "thema":
        return QUALIFIERS.get(topic.code[0], THEMA)
    return BISAC if topic.scheme == "bisac" else KEYWORD


def accessibility(access: Accessibility) -> Iterator[tuple[str, str]]:
    """Yield codes of list 196 with their descriptions, from what a file says of itself and nothing beyond."""
    if access.summary:
        yield SUMMARY, access.summary
    match = _STANDARD.fullmatch(access.conforms_to)
    if match and access.certified_by and access.certified_on:
        yield EPUB_A11Y, ""
        yield _WCAG[match[1]], ""
        yield _LEVELS[match[2]], ""
        yield BY, access.certified_by
        yield ON, access.certified_on.replace("-", "")
    codes = {FEATURES[each] for each in access.features if each in FEATURES}
    if "textual" in access.sufficient:
        codes.add(WITHOUT_SIGHT)
    for code in sorted(codes):
        yield code, ""
