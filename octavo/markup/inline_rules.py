# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules of the dialect inside a line: placeholders, citations, footnote marks, spans, and what is refused.

What can't be read stays in the text as it was written, as a token "literal" that carries its Flaw.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_inline import StateInline, image, link

from octavo.markup.attributes import read_attributes
from octavo.markup.citations import citation_attributes, read_citations
from octavo.markup.flaws import Flaw
from octavo.markup.placeholders import PLACEHOLDER

SPAN_ATTRIBUTES = ("class", "dir", "lang")

_PLACEHOLDER = re.compile(PLACEHOLDER)
_BRACED = re.compile(r"\{[^{}\n]*\}")
_NOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
_COMMENT = re.compile(r"<!--(?:.*?-->)?", re.DOTALL)


def use_inline_rules(md: MarkdownIt) -> None:
    """Add the dialect's rules to a parser."""
    ruler = md.inline.ruler
    ruler.after("backticks", "placeholder", _placeholder)
    ruler.before("link", "citation", _citation)
    ruler.before("link", "note", _note)
    ruler.before("link", "span", _span)
    ruler.at("link", _link)
    ruler.at("image", _image)
    ruler.after("autolink", "html", _html)


def _literal(state: StateInline, silent: bool, end: int, code: str, **values: str) -> bool:
    if not silent:
        token = state.push("literal", "", 0)
        token.content = state.src[state.pos : end]
        token.meta["flaws"] = [Flaw(code, state.pos, values)]
    state.pos = end
    return True


def _placeholder(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    if sign not in "{}":
        return False
    match = _PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if match is None:
        braced = _BRACED.match(state.src, state.pos, state.posMax)
        if braced:
            return _literal(state, silent, braced.end(), "T920", text=braced[0])
        return _literal(state, silent, state.pos + 1, "T921", text=sign)
    if not silent:
        token = state.push("value", "", 0)
        token.meta = {"name": match[0][1:-1], "offset": state.pos}
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    close = state.src.find("]", state.pos, state.posMax)
    if close < 0:
        return _literal(state, silent, state.pos + 2, "T923", text="[@")
    found = read_citations(state.src[state.pos + 1 : close])
    if found is None:
        return _literal(state, silent, close + 1, "T923", text=state.src[state.pos : close + 1])
    if not silent:
        state.push("cite", "", 0).meta["attributes"] = citation_attributes(found)
    state.pos = close + 1
    return True


def _note(state: StateInline, silent: bool) -> bool:
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    labels = state.env.get("labels")
    if labels is not None and match[1] not in labels:
        return _literal(state, silent, match.end(), "T930", label=match[1])
    if not silent:
        state.push("note", "", 0).meta["label"] = match[1]
    state.pos = match.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, end = state.pos, state.posMax
    close = state.md.helpers.parseLinkLabel(state, start)
    if close < 0 or close + 1 >= end:
        return False
    read = read_attributes(state.src[:end], close + 1)
    if read is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, close
        token = state.push("span_open", "span", 1)
        token.meta = {
            "attributes": {key: value for key, value in read[0].items() if key in SPAN_ATTRIBUTES},
            "flaws": [_span_flaw(key, close + 1) for key in read[0] if key not in SPAN_ATTRIBUTES],
        }
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = read[1], end
    return True


def _span_flaw(attribute: str, offset: int) -> Flaw:
    known = ", ".join(SPAN_ATTRIBUTES)
    return Flaw("T905", offset, {"name": "[…]", "attribute": attribute, "known": known})


def _link(state: StateInline, silent: bool) -> bool:
    """Read a link as CommonMark does; where the caller asks for it, note those written [text][label]."""
    start, first = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    found = state.env.get("reference_links")
    if found is not None and not silent:
        token = next(each for each in state.tokens[first:] if each.type == "link_open")
        end, maximum = state.pos, state.posMax
        close = state.md.helpers.parseLinkLabel(state, start, True)
        state.pos, state.posMax = end, maximum
        if not state.src.startswith("](", close) or end == close + 1:
            found.append((close, end, str(token.attrs["href"]), str(token.attrs.get("title", ""))))
    return True


def _image(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not image(state, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.meta["flaws"] = [Flaw("T913", start, {"src": str(token.attrs.get("src", ""))})]
    return True


def _html(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    comment = _COMMENT.match(state.src, state.pos, state.posMax)
    if comment:
        return _literal(state, silent, comment.end(), "T911")
    tag = HTML_TAG_RE.match(state.src, state.pos, state.posMax)
    return tag is not None and _literal(state, silent, tag.end(), "T910", text=tag[0])
