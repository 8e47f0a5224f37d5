# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leader and control fields of a MARC record: what is coded by its position (MARC 21 Bibliographic, leader and 00X)."""

from __future__ import annotations

from typing import Literal

from octavo.distribute.onix_languages import onix_language
from octavo.model.distribution import Dossier

Carrier = Literal["online", "print"]
UNDETERMINED, UNKNOWN_COUNTRY, NOT_CODED = "und", "xx ", "|"


def marc_language(tag: str) -> str:
    """Return the MARC code of a language, which is the bibliographic one of ISO 639-2, or “und”."""
    return onix_language(tag) or UNDETERMINED


def leader(told: Dossier) -> str:
    """Return the leader: a new record of a book in Unicode, whose lengths are filled in when it is written.

    17  encoding level: 5, for headings follow no authority file; 8 as long as the book is still to come
    18  c: ISBD punctuation is left out, so that titles stand as they were written, in any script
    """
    return f"00000nam a2200000{'5' if told.approved else '8'}c 4500"


def control_fields(
    told: Dossier, carrier: Carrier, number: tuple[str, str], marks: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Return 001 to 008; the number comes with who gave it, `marks` may hold “illustrated” and “indexed”.

    The day of issue stands for every date.
    """
    day = told.issued.replace("-", "")
    online = (("006", "m     o  d        "), ("007", "cr |n|||||||||")) if carrier == "online" else ()
    return (
        ("001", number[0]),
        *((("003", number[1]),) if number[1] else ()),
        ("005", f"{day}000000.0"),
        *online,
        ("008", _fixed(told, carrier, day, marks)),
    )


def _fixed(told: Dossier, carrier: Carrier, day: str, marks: frozenset[str]) -> str:
    """Return field 008 for books, 40 characters; what nobody has said is not coded."""
    parts = (
        day[2:],  # 00-05 entered
        "s" + day[:4] + "    ",  # 06-14 a single date
        UNKNOWN_COUNTRY,  # 15-17
        "a   " if "illustrated" in marks else "    ",  # 18-21
        " ",  # 22 audience
        "o" if carrier == "online" else " ",  # 23 form of item
        NOT_CODED * 4,  # 24-27 nature of contents
        NOT_CODED,  # 28 government publication
        "0",  # 29 not of a conference
        NOT_CODED,  # 30 festschrift
        "1" if "indexed" in marks else "0",  # 31 index
        " ",  # 32
        NOT_CODED,  # 33 literary form
        NOT_CODED,  # 34 biography
        marc_language(told.language),  # 35-37
        " ",  # 38 not modified
        "d",  # 39 made by another than a national library or a cooperative programme
    )
    return "".join(parts)
