# SPDX-License-Identifier: AGPL-3.0-or-later
"""Octavo turns one folder of structured content into print-ready PDF booklets and EPUB 3 in every language."""

__version__ = "0.1.0"
