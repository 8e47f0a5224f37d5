# SPDX-License-Identifier: AGPL-3.0-or-later
"""What went wrong, where, and what to do about it: problems as values, and the catalogue of their codes."""
