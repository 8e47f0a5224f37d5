# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paragraphs, headings, languages: what the blocks of any text want in a tagged PDF (ISO 32000-1, 14.8)."""

from __future__ import annotations

from itertools import groupby

from octavo.render.tags import GROUPING, INLINE, Annotation, Content, Tag, walk_tags

# What holds text and no blocks.
_TEXT = frozenset({"P", "Span", "Link", "Lbl", "Quote", "Code", *(f"H{level}" for level in range(1, 7))})
# Cells and rows keep the grid of a table whole even where they are empty.
_MAY_BE_EMPTY = frozenset({"TD", "TH", "TR", "Document"})


def name_languages(root: Tag, language: str) -> None:
    """Say the language of every element whose text is in another than what is around it (ISO 14289-1, 7.2)."""
    for kid in root.tags:
        own = kid.get("lang") or language
        kid.lang = own if own.lower() != language.lower() else ""
        name_languages(kid, own)


def expand_abbreviations(root: Tag) -> None:
    """Give abbreviations what they stand for (ISO 32000-1, 14.9.5)."""
    for tag in walk_tags(root):
        if tag.element is not None and tag.element.tag == "abbr":
            tag.expansion = tag.get("title")


def make_paragraphs(root: Tag) -> None:
    """Put text that stands in a mere group of blocks into a paragraph; a group of nothing but text becomes one."""
    for tag in list(walk_tags(root)):
        if tag.kind in _TEXT:
            # A piece of a line that the style sets somewhere else is a piece of the line all the same.
            for kid in tag.tags:
                kid.kind = "Span" if kid.kind == "Div" else kid.kind
        if tag.kind not in GROUPING or not any(_is_text(kid) for kid in tag.kids):
            continue
        if tag.kind in ("Div", "NonStruct") and all(_in_line(kid) for kid in tag.kids):
            tag.kind = "P"
            continue
        kids: list[Tag | Content | Annotation] = []
        for in_line, run in groupby(tag.kids, _in_line):
            together = list(run)
            kids += [Tag("P", kids=together)] if in_line and any(map(_is_text, together)) else together
        tag.kids = kids


def _in_line(kid: Tag | Content | Annotation) -> bool:
    return not isinstance(kid, Tag) or kid.kind in INLINE


def _is_text(kid: Tag | Content | Annotation) -> bool:
    return _in_line(kid) and not (isinstance(kid, Tag) and kid.kind == "Figure")


def level_headings(root: Tag) -> None:
    """Let no heading be more than one level below the one before it, and the first be of level one (14289-1, 7.4.2)."""
    above: list[tuple[int, int]] = []
    for tag in walk_tags(root):
        if len(tag.kind) == 2 and tag.kind[0] == "H" and tag.kind[1].isdigit():
            said = int(tag.kind[1])
            while above and above[-1][0] >= said:
                above.pop()
            level = above[-1][1] + 1 if above else 1
            above.append((said, level))
            tag.kind = f"H{level}"


def drop_empty(root: Tag) -> None:
    """Take away elements that hold nothing, and spans that say nothing."""
    kids: list[Tag | Content | Annotation] = []
    for kid in root.kids:
        if not isinstance(kid, Tag):
            kids.append(kid)
            continue
        drop_empty(kid)
        if kid.kind == "Span" and not (kid.lang or kid.alt or kid.expansion or kid.identifier):
            kids += kid.kids
        elif kid.kids or kid.kind in _MAY_BE_EMPTY:
            kids.append(kid)
    root.kids = kids
