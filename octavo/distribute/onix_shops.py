# SPDX-License-Identifier: AGPL-3.0-or-later
"""What shops want otherwise in ONIX than the standard has it: a table, each row with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from octavo.model.manifest import ShopName

Form = Literal["print", "epub", "pdf"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, at which address, on which day."""

    says: str
    address: str
    read: str


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop that reads ONIX in its own way.

    releases  the releases that it is known to read, the one to send first where the manifest's own is none of them
    forms     what it lists; a form that it can't take would have its whole message sent back
    schemes   the subject schemes (list 27) that it knows; empty for all
    """

    title: str
    releases: tuple[str, ...]
    forms: tuple[Form, ...]
    schemes: tuple[str, ...]
    sources: tuple[Source, ...]


SHOPS: dict[ShopName, Shop] = {
    "google": Shop(
        "Google Play Books",
        ("3.0", "3.1"),
        ("epub", "pdf"),
        ("10",),
        (
            Source(
                "reads ONIX 3.0 and 3.1; an ISBN is not required",
                "https://support.google.com/books/partner/answer/6374180",
                "2026-11-22",
            ),
            Source(
                "knows no code for an unpriced item but 01, free of charge; Thema is not sent",
                "https://github.com/thoth-pub/thoth/blob/master/thoth-export-server/src/xml/onix3_google_books.rs",
                "2026-11-22",
            ),
            Source(
                "asks for code 01 in place of a price of zero",
                "https://github.com/thoth-pub/thoth/issues/72",
                "2026-11-22",
            ),
        ),
    ),
    "kobo": Shop(
        "Kobo",
        ("3.0",),
        ("epub",),
        (),
        (
            Source(
                "knows no code for an unpriced item but 01, free of charge, and no availability 99; wants Thema and the"
                " codes of list 196",
                "https://github.com/thoth-pub/thoth/issues/642",
                "2026-11-22",
            ),
        ),
    ),
}
