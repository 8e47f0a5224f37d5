# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages turned into files for a press: inks instead of colours, an output intent, boxes and marks (pikepdf alone)."""
