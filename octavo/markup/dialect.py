# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Markdown dialect: CommonMark with tables, footnotes, definition lists and our own rules, as one parser."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from octavo.markup.block_rules import use_directives
from octavo.markup.inline_rules import use_inline_rules


@cache
def dialect() -> MarkdownIt:
    """Return the parser; it holds no state between texts.

    Left out of CommonMark: HTML (read as text and refused), and code by indentation, which authors only ever meet by
    accident; fenced code is kept.
    """
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    md.disable(["code", "html_block", "html_inline"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.disable("footnote_ref")
    md.use(deflist_plugin)
    use_directives(md)
    use_inline_rules(md)
    return md
