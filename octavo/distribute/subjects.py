# SPDX-License-Identifier: AGPL-3.0-or-later
"""Subjects as a manifest writes them, and roles, in the terms of those who list books."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMES = {
    "thema": "https://ns.editeur.org/thema/",
    "bisac": "http://www.bisg.org/standards/bisac_subject/index.html",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: the key of its scheme in SCHEMES and its code; without a scheme a word of the author's own."""

    scheme: str
    code: str


def topic(subject: str) -> Topic:
    """Return what “thema:NHTM” means; a scheme that is not known makes the whole a word."""
    scheme, found, code = subject.partition(":")
    key = scheme.strip().lower()
    return Topic(key, code.strip()) if found and key in SCHEMES and code.strip() else Topic("", subject.strip())
