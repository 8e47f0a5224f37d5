# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 3, compose: an edition becomes semantic HTML for a medium."""
