# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 6: what is said of finished editions to those who hand them out, and proof of what was published."""
