# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 6, distribute: what goes around the files of all editions."""
