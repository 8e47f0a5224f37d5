# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pieces of two trees of one page in two languages: whether they are the same, and what marks the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What is heard, and must be heard in both languages; `data-label` stands in the bookmarks.
_SAID = ("aria-label", "alt", "data-label")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CALLED = frozenset({"title", "desc"})


@dataclass(frozen=True, slots=True)
class Tongue:
    """The second language: its tag and direction; `xml` tells that the tag is also told as XML wants it."""

    tag: str
    direction: str
    xml: bool

    @property
    def after(self) -> str:
        """What ids end in that would otherwise stand twice."""
        return f"-{self.tag.lower()}"

    def mark(self, element: Any, moved: dict[str, str]) -> Any:
        """Return the element marked as one in this language, its ids and keys told from those of the first."""
        element.set("class", " ".join(dict.fromkeys(("two", *(element.get("class") or "").split()))))
        if element.get("lang") is None:
            element.set("lang", self.tag)
            element.set("dir", self.direction)
            if self.xml:
                element.set(_XML_LANG, self.tag)
        for each in element.iter():
            if (own := each.get("id")) and moved.get(own) is None and not own.endswith(self.after):
                moved[own] = f"{own}{self.after}"
                each.set("id", moved[own])
            if (key := each.get("data-key")) and not key.endswith(f"@{self.tag}"):
                each.set("data-key", f"{key}@{self.tag}")
        return element


def name(element: Any) -> str:
    """Return the local name of an element, nothing for a comment."""
    return str(element.tag).rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def classes(element: Any) -> set[str]:
    """Return the classes of an element."""
    return set((element.get("class") or "").split()) if element is not None else set()


def shown(element: Any) -> tuple[str, str, str]:
    """Return what tells an element from its neighbours: its name, what it comes from, or else its classes."""
    key = element.get("data-key") or element.get("id") or ""
    return name(element), key, "" if key else (element.get("class") or "")


def own_text(element: Any) -> Iterator[str]:
    """Yield the text that stands in an element and in none of its children."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def has_letters(text: str) -> bool:
    """Tell whether a text says anything."""
    return any(char.isalnum() for char in text)


def is_same(mine: Any, theirs: Any) -> bool:
    """Tell whether two elements say the same, so that one is enough."""
    return name(mine) == name(theirs) and _said(mine) == _said(theirs)


def _said(element: Any) -> list[str]:
    called = (each.get(said) for each in element.iter() for said in ("aria-label", "alt"))
    return [words(element), *filter(None, called)]


def words(element: Any) -> str:
    """Return what an element says, with one space between words."""
    return " ".join("".join(element.itertext()).split())


def attributes_of_both(mine: Any, theirs: Any, between: str) -> None:
    """Let the first say also what the second is called, where that is not the same."""
    for said in _SAID:
        one, other = mine.get(said), theirs.get(said)
        if one and other and one != other:
            mine.set(said, f"{one}{between}{other}")
    if theirs.get("data-running") is not None:
        mine.set("data-beside", theirs.get("data-running"))
    for one, other in zip(mine, theirs, strict=False):
        if name(one) in _CALLED and name(one) == name(other) and one.text != other.text:
            one.text = f"{one.text}{between}{other.text}"


def moved_ids(mine: Any, theirs: Any) -> dict[str, str]:
    """Return where the id of an element went that stands in another now."""
    one, other = mine.get("id"), theirs.get("id")
    return {other: one or other} if other else {}


def once(mine: Any, theirs: Any) -> dict[str, str]:
    """Return where the ids in an element went for which the same in the first language stands."""
    left = [each.get("id") for each in mine.iter() if each.get("id")]
    right = [each.get("id") for each in theirs.iter() if each.get("id")]
    return dict(zip(right, left, strict=True)) if len(left) == len(right) else {each: left[0] for each in right if left}
