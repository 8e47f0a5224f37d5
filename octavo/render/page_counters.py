# SPDX-License-Identifier: AGPL-3.0-or-later
"""What WeasyPrint's pages are numbered by: the counter of each, and how its margin writes it (WeasyPrint 70.0)."""

from __future__ import annotations

import re
from typing import Any

from octavo.render.boxes import PageBoxes, text_of, walk


def printed_folio(page: PageBoxes) -> tuple[str, Any]:
    """Return the page's number as its margin shows it, without what stands around it, and its counter style.

    Empty if it shows none.
    """
    for margin in page.margins:
        for node in walk(margin):
            content = node.box.style["content"]
            tokens = [token for token in content if _counts_pages(token)] if isinstance(content, tuple) else []
            if tokens and (found := re.fullmatch("".join(map(_token_pattern, content)), text_of(node), re.DOTALL)):
                return found[1], tokens[0][1][-1]
    return "", None


def page_count(page: PageBoxes, before: int) -> tuple[int, bool]:
    """Return the value of the page counter, given that of the page before, and whether it was set anew."""
    style = page.box.style
    anew = [value for name, value in (*style["counter_reset"], *style["counter_set"]) if name == "page"]
    value = anew[-1] if anew else before
    value += sum(step for name, step in style["counter_increment"] if name == "page")
    for margin in page.margins:
        if known := (margin.box.cached_counter_values or {}).get("page"):
            return known[-1], bool(anew) or known[-1] != value
    return value, bool(anew)


def written_number(counters: Any, number: int, style: Any) -> str:
    """Return a number in a CSS counter style; `counters` are those of the layout."""
    written: str = counters.render_value(number, style)
    return written


def _counts_pages(token: Any) -> bool:
    return token[0] in ("counter()", "counters()") and token[1][0] == "page"


def _token_pattern(token: Any) -> str:
    if _counts_pages(token):
        return r"\s*(\S+?)\s*"
    return re.escape(token[1].strip()) if token[0] == "string" else ".*?"
