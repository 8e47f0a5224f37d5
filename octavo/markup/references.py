# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reference links: [text][label] becomes [text](address), so that a message stands on its own."""

from __future__ import annotations

from typing import Any

from octavo.markup.dialect import dialect
from octavo.markup.segments import fold


def inline_references(text: str, references: dict[str, Any]) -> str:
    """Return the string with the address in place of each label that the text defines somewhere."""
    if not references or "[" not in text:
        return text
    found: list[tuple[int, int, str, str]] = []
    md = dialect()
    md.inline.parse(text, md, {"references": references, "reference_links": found}, [])
    for close, end, href, label in sorted(found, reverse=True):
        address = f"<{href}>" if set(href) & set("() ") or not href else href
        title = fold(label).text
        quoted = ' "' + title.replace("\\", "\\\\").replace('"', '\\"') + '"' if title else ""
        text = f"{text[:close]}]({address}{quoted}){text[end:]}"
    return text
