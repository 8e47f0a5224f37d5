# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an edition is called: by its language, or by its two."""

from __future__ import annotations


def languages_in(edition: str) -> tuple[str, ...]:
    """Return the languages of an edition by its name: two of `az+en`, the first of which it is bound in."""
    return tuple(edition.split("+"))
