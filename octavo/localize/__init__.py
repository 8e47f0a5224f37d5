# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 2, localize: a publication becomes an edition in one language."""
