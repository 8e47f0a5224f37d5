# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reference links: [text][label] becomes [text](address), so that a message stands on its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from octavo.markup.dialect import dialect
from octavo.markup.segments import Folded, Start, fold


def inline_references(folded: Folded, references: dict[str, Any]) -> Folded:
    """Return the string with the address in place of each label that the text defines somewhere."""
    if not references or "[" not in folded.text:
        return folded
    found: list[tuple[int, int, str, str]] = []
    md = dialect()
    md.inline.parse(folded.text, md, {"references": references, "reference_links": found}, [])
    text = ""
    done = 0
    starts: list[Start] = []
    for close, end, href, title in sorted(found):
        starts += _moved(folded.starts, done, close, len(text) - done)
        text += folded.text[done:close] + f"]({_address(href, title)})"
        before = folded.start(end)
        starts.append(Start(len(text), before.line, before.words, before.within + end - before.offset))
        done = end
    starts += _moved(folded.starts, done, len(folded.text), len(text) - done)
    return Folded(text + folded.text[done:], tuple(starts))


def _moved(starts: Sequence[Start], first: int, last: int, by: int) -> list[Start]:
    return [start._replace(offset=start.offset + by) for start in starts if first <= start.offset < last]


def _address(href: str, title: str) -> str:
    address = f"<{href}>" if set(href) & set("() ") or not href else href
    words = fold(title).text.replace("\\", "\\\\").replace('"', '\\"')
    return f'{address} "{words}"' if title else address
