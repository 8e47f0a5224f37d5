# SPDX-License-Identifier: AGPL-3.0-or-later
"""The print gate: what a finished print file is, and whether a printer can take it."""
