# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown with placeholders, citations and directives: blocks, inlines, and the messages translators see."""
