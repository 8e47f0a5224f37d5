# SPDX-License-Identifier: AGPL-3.0-or-later
"""Imposition: pages of a press file on the sheets of a printer, and of a plain one on those of an office."""
