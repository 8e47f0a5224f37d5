# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two languages in one tree: what templates made in each, put side by side element by element.

Both trees come from the same source by the same templates, so that each block has one beside it. Running text becomes
pairs, a paragraph and then the same in the other language; titles, cells and items hold both; what is the same in both
languages, a picture or a number, stands once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from octavo.compose.pairing_tree import (
    Tongue,
    attributes_of_both,
    classes,
    has_letters,
    is_same,
    moved_ids,
    name,
    once,
    own_text,
    shown,
    words,
)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "dl"})
# What holds blocks; a div or a cell may as well hold a line of text.
FRAMES = frozenset(
    {"section", "header", "article", "aside", "blockquote", "figure", "figcaption", "main", "nav", "hgroup"}
)
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
CELLS = frozenset({"td", "th", "caption", "li", "dt", "dd"})
BLOCKS = FRAMES | TABLE | LISTS | HEADINGS | {"p", "div", "pre", "hr", "li", "dt", "dd"}
# These stand across both columns, each line of the second language below that of the first.
ACROSS = frozenset({"opening", "statistic", "fits", "strip", "toc", "terms", "credit", "notes", "roll"})
BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Pairing:
    """The second language, and where each id of its tree went: to one beside the first, or to the first's own."""

    tongue: Tongue
    moved: dict[str, str] = field(default_factory=dict)

    def join(self, first: Any, second: Any) -> None:
        """Put a part of the second language into the same part of the first."""
        self.moved.update(moved_ids(first, second))
        attributes_of_both(first, second, BETWEEN)
        self._frame(first, second, "page-chapter" in classes(first))

    def _frame(self, first: Any, second: Any, flow: bool) -> None:
        """Put the children of one element among those of another; `flow` tells that they are running text."""
        align = _by_id if "notes" in classes(first) else _aligned
        rows = list(align(list(first), list(second)))
        made = [each for mine, theirs in rows for each in self._row(mine, theirs, flow)]
        for child in list(first):
            first.remove(child)
        for each in made:
            each.tail = each.tail or "\n"
            first.append(each)

    def _row(self, mine: Any, theirs: Any, flow: bool) -> list[Any]:
        if mine is None:
            return [self.tongue.mark(theirs, self.moved)]
        if theirs is None:
            return [mine]
        if is_same(mine, theirs):
            self.moved.update(once(mine, theirs))
            return [mine]
        return self._pair(mine, theirs, flow and not classes(mine) & ACROSS)

    def _pair(self, mine: Any, theirs: Any, flow: bool) -> list[Any]:
        """Return two elements that say different things as those that stand for both."""
        special = self._special(mine, theirs)
        if special:
            return special
        tag = name(mine)
        if tag in HEADINGS and (not flow or "part-title" in classes(mine)):
            attributes_of_both(mine, theirs, BETWEEN)
            return [self._line(mine, theirs)]
        if tag in TABLE | FRAMES | CELLS | LISTS | {"div"} and not (tag in LISTS and flow):
            return self._framed(mine, theirs, flow)
        if tag in HEADINGS | LISTS | {"p", "pre"}:
            return self._told(mine, theirs, flow)
        return [self._piece(mine, theirs)]

    def _special(self, mine: Any, theirs: Any) -> list[Any]:  # noqa: PLR0911  (one return a class)
        """Return what the house's own classes want, nothing for others."""
        tag, found = name(mine), classes(mine)
        if "terms" in found:  # an index of each language
            return [mine, self.tongue.mark(theirs, self.moved)]
        if tag == "p" and "number" in found:  # of a chapter: one number, in the figures of the first language
            return [mine]
        if tag == "p" and found & {"by", "publisher"}:
            return [self._line(mine, theirs)]
        if "roll" in found and any(name(each) in HEADINGS for each in mine):
            return [self._roll(mine, theirs)]
        if tag == "a" and words(mine) == words(theirs):
            return [self._piece(mine, theirs)]
        if tag == "a" and _in_nav(mine) and not self.tongue.xml:
            return [mine, self._entry(theirs)]
        return []

    def _roll(self, mine: Any, theirs: Any) -> Any:
        """Return a roll in groups as the first language has it, for each language has letters of its own.

        Every name stands beside the same in the second language, wherever that has it.
        """
        others = {each.get("data-key"): each for each in theirs.iter() if name(each) == "li"}
        for each in [each for each in mine.iter() if name(each) == "li"]:
            other = others.get(each.get("data-key"))
            if other is not None:
                self.moved.update(moved_ids(each, other))
                if not is_same(each, other):
                    self._line(each, other)
        return mine

    def _framed(self, mine: Any, theirs: Any, flow: bool) -> list[Any]:
        """Return an element with what both hold: blocks, or a line of text."""
        tag = name(mine)
        if tag in TABLE | LISTS or self._holds_blocks(mine):
            self.moved.update(moved_ids(mine, theirs))
            attributes_of_both(mine, theirs, BETWEEN)
            self._frame(mine, theirs, self._flows(mine, flow))
            return [mine]
        return self._told(mine, theirs, flow) if tag == "div" else [self._line(mine, theirs)]

    def _told(self, mine: Any, theirs: Any, flow: bool) -> list[Any]:
        """Return two blocks side by side in running text, else one after the other."""
        if flow:
            return [self._beside(mine, theirs, "heading" if name(mine) in HEADINGS else "")]
        return [mine, self.tongue.mark(theirs, self.moved)]

    def _holds_blocks(self, element: Any) -> bool:
        """Tell whether an element holds blocks, or an entry of the contents, and no text of its own."""
        entry = name(element) == "li" and _in_nav(element) and not self.tongue.xml
        loose = any(map(has_letters, own_text(element)))
        return entry or (not loose and any(name(each) in BLOCKS for each in element))

    @staticmethod
    def _flows(element: Any, flow: bool) -> bool:
        """Tell whether what is in an element stands in columns."""
        found = classes(element)
        if "statement" in found:
            return True
        return flow and name(element) not in TABLE | CELLS and not (name(element) == "figure" and "quote" not in found)

    def _entry(self, theirs: Any) -> Any:
        """Return an entry of the contents in the second language; the number of the chapter stands before the first."""
        for number in [each for each in theirs if "number" in classes(each)]:
            theirs.remove(number)
        return self.tongue.mark(theirs, self.moved)

    def _beside(self, mine: Any, theirs: Any, kind: str = "") -> Any:
        """Return a pair: what stands in the first language, and the same in the second."""
        kind = kind or ("title" if "title" in classes(mine) else name(mine))
        pair = mine.makeelement("div", {"class": f"pair pair-{kind}"})
        one, two = (pair.makeelement("div", {"class": each}) for each in ("one", "two"))
        mine.tail = theirs.tail = None
        one.append(mine)
        two.append(theirs)
        two = self.tongue.mark(two, self.moved)
        pair.extend((one, two))
        return pair

    def _line(self, mine: Any, theirs: Any) -> Any:
        """Return an element that holds a line in both languages, once what is the same in both."""
        self.moved.update(moved_ids(mine, theirs))
        if "sources" in classes(mine.getparent()) and self._remark(mine, theirs):
            return mine
        if _alike(mine, theirs):
            for one, other in zip(list(mine), list(theirs), strict=True):
                if is_same(one, other):
                    self.moved.update(once(one, other))
                else:
                    self._piece(one, other)
            return mine
        self._append(mine, theirs)
        return mine

    def _remark(self, mine: Any, theirs: Any) -> bool:
        """Put in both languages only what is said about a source, and tell whether that will do.

        It will if the source is called the same in both.
        """
        one, other = (next((each for each in line if "about" in classes(each)), None) for line in (mine, theirs))
        if one is None or other is None or _called(mine, one) != _called(theirs, other):
            return False
        self._piece(one, other)
        return True

    def _piece(self, mine: Any, theirs: Any) -> Any:
        """Return a piece of a line in both languages; a drawing stands once, and what it is called is said in both."""
        if name(mine) in ("svg", "img", "hr", "br") or words(mine) == words(theirs):
            self.moved.update(once(mine, theirs))
            attributes_of_both(mine, theirs, BETWEEN)
            return mine
        self._append(mine, theirs)
        return mine

    def _append(self, mine: Any, theirs: Any) -> None:
        """Put what an element holds behind what another holds."""
        self.moved.update(moved_ids(mine, theirs))
        blocks = any(name(each) in BLOCKS for each in theirs)
        said = mine.makeelement("div" if blocks else "span", {})
        said.text, said.tail = theirs.text, None
        said.extend(list(theirs))
        stacked = name(mine) in CELLS | FRAMES | HEADINGS or "publisher" in classes(mine)
        below = stacked or name(mine.getparent()) in CELLS - {"li"}
        between = "" if below else BETWEEN
        if len(mine):
            mine[-1].tail = (mine[-1].tail or "").rstrip() + between
        else:
            mine.text = (mine.text or "").rstrip() + between
        if below and not blocks:
            mine.append(mine.makeelement("br", {}))
        mine.append(self.tongue.mark(said, self.moved))


def _alike(mine: Any, theirs: Any) -> bool:
    """Tell whether two lines are made of the same elements, with the same words between them, or none."""
    if not len(mine) or [name(each) for each in mine] != [name(each) for each in theirs]:
        return False
    between = zip(own_text(mine), own_text(theirs), strict=True)
    return all(one.strip() == other.strip() or not has_letters(one + other) for one, other in between)


def _called(line: Any, about: Any) -> str:
    """Return the letters of an entry of the sources without those of what is said about it."""
    return "".join(filter(str.isalpha, words(line).replace(words(about), "")))


def _in_nav(element: Any) -> bool:
    return any(name(each) == "nav" for each in element.iterancestors())


def _by_id(mine: list[Any], theirs: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each note with the same in the other language, then those that only the other has."""
    known = {each.get("id"): each for each in theirs}
    yield from ((each, known.pop(each.get("id"), None)) for each in mine)
    yield from ((None, each) for each in known.values())


def _aligned(mine: list[Any], theirs: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each element with the one beside it, None where a template shows it in one language alone."""
    left, right = [shown(each) for each in mine], [shown(each) for each in theirs]
    keys = {each.get("data-key"): each for each in theirs if each.get("data-key")}
    if len(keys) == len(mine) == len(theirs) and {each.get("data-key") for each in mine} == keys.keys():
        # Each language has an alphabet of its own: the order is that of the first.
        yield from ((each, keys[each.get("data-key")]) for each in mine)
        return
    if left == right or [tag for tag, *_ in left] == [tag for tag, *_ in right]:
        yield from zip(mine, theirs, strict=True)
        return
    for kind, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        both = min(end - start, to - from_) if kind in ("equal", "replace") else 0
        for step in range(both):
            one, other = mine[start + step], theirs[from_ + step]
            if name(one) == name(other):
                yield one, other
            else:
                yield from ((one, None), (None, other))
        yield from ((each, None) for each in mine[start + both : end])
        yield from ((None, each) for each in theirs[from_ + both : to])
