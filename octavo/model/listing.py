# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names of the files that say what was published; apart, for a build with nothing to do needs only these."""

DOSSIER = "edition.json"
SUMS = "SHA256SUMS"
