# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names of the files that say what was published; apart, for a build with nothing to do needs only these."""

DOSSIER = "edition.json"
SUMS = "SHA256SUMS"

# What an edition publishes for the site, hidden beside its files: the site is made of it, and it is no download.
KIT, COVER, CARD = ".site/kit.json", ".site/cover.jpg", ".site/card.png"
SITE = "site"


def hidden(name: str) -> bool:
    """Tell whether a published file is one of ours and none of those that are about the edition."""
    return name.startswith(".")
