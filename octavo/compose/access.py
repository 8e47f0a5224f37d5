# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an edition can be read, proved from what was composed: a claim that one place contradicts is not made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from octavo.compose.reflow import loose_tables, wide_rules
from octavo.compose.words import Words
from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.model.document import Access, ContentsEntry, DocumentFile, Medium, Review

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOVING = frozenset({"video", "audio", "marquee", "blink", "animate", "animateTransform", "animateMotion", "set"})
# Type and lines in units that do not grow with the reader's own size (WCAG 2.2, 1.4.4 and 1.4.12).
_FIXED = re.compile(
    r"(?<![\w-])(font-size|font|line-height|letter-spacing|word-spacing)\s*:[^;}]*?\d(px|pt|pc|mm|cm|in|q)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(r"@keyframes|(?<![\w-])animation(-name)?\s*:|(?<![\w-])transition\s*:", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Composed:
    """What is judged: the files and style sheets of one medium and its contents.

    `foreign` tells of a text whether it stands in the source language because nobody has translated it yet.
    """

    medium: Medium
    files: tuple[DocumentFile, ...]
    styles: tuple[tuple[str, str], ...]
    contents: tuple[ContentsEntry, ...]
    foreign: Callable[[str], bool]


@dataclass(slots=True)
class _Book:
    """The parsed files by name, and what is wrong: the feature that is lost, and the problem that says where."""

    composed: Composed
    trees: dict[str, Any]
    lost: set[str]
    problems: list[Problem]

    def lose(self, feature: str, code: str, where: str, key: str = "", **values: Any) -> None:
        self.lost.add(feature)
        self.problems.append(problem(code, Place("" if key else f"house:{where}", key=key), **values))


def access_of(composed: Composed, words: Words, review: Review | None = None) -> Outcome[Access]:
    """Return what the composed content proves of how it can be read, and a problem for each place that takes a claim.

    Claims are values of schema.org's accessibility properties (EPUB Accessibility 1.1, 2.2). They come from the content
    alone, so they are the same on every machine. A human review is passed on as it is: who calls says whether it holds.
    """
    book = _Book(composed, {file.name: _tree(file.html) for file in composed.files}, set(), [])
    held: set[str] = set()
    for feature, check in CHECKS.items():
        if check(book) and feature not in book.lost:
            held.add(feature)
    seen = any(_pictures(tree) or _drawings(tree) for tree in book.trees.values())
    told = "alternativeText" in held or not seen
    if book.lost and review is not None:
        book.problems.append(problem("E309", Place(), lost=", ".join(sorted(book.lost))))
        review = None
    access = Access(
        modes=("textual", "visual") if seen else ("textual",),
        sufficient=(*(("textual",) if told else ()), *(("textual,visual",) if seen else ())),
        features=tuple(sorted(held - {"none"})),
        hazards=("none",) if "none" in held else ("unknown",),
        summary=_summary(held, words, seen=seen, review=review),
        pages=str(words.say("The page numbers are those of the printed edition.").unescape()),
        unproved=tuple(sorted(book.lost - {"none"})),
        review=review,
    )
    return Outcome(access, in_order(book.problems))


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml import html as loose

    try:
        return etree.fromstring(html.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:  # print and web need not be XML
        return loose.document_fromstring(html.encode())


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pictures(tree: Any) -> list[Any]:
    return [each for each in tree.iter() if _name(each) == "img" and not _decorative(each)]


def _decorative(picture: Any) -> bool:
    return bool(picture.get("alt") == "" and picture.get("role") == "presentation")


def _drawings(tree: Any) -> list[Any]:
    return [each for each in tree.iter() if _name(each) == "svg" and each.get("aria-hidden") != "true"]


def _has_alternatives(book: _Book) -> bool:
    """Every picture has a text alternative in the edition's language, every drawing a title (WCAG 2.2, 1.1.1)."""
    found = False
    for name, tree in book.trees.items():
        for picture in _pictures(tree):
            found, address = True, picture.get("src") or ""
            if not (picture.get("alt") or "").strip():
                book.lose("alternativeText", "E301", name, _key(picture), name=address)
            elif book.composed.foreign(picture.get("alt")):
                book.lose("alternativeText", "E302", name, _key(picture), name=address)
        for drawing in _drawings(tree):
            found = True
            title = next((each for each in drawing if _name(each) == "title"), None)
            if not (drawing.get("aria-label") or (title is not None and "".join(title.itertext()).strip())):
                book.lose("alternativeText", "E301", name, _key(drawing), name="svg")
    return found


def _has_data(book: _Book) -> bool:
    """Every chart gives what it shows as a table too."""
    charts = [
        (name, each)
        for name, tree in book.trees.items()
        for each in tree.iter()
        if _name(each) == "figure" and "chart" in (each.get("class") or "").split()
    ]
    for name, chart in charts:
        if not any(_name(each) in ("table", "dl", "ol", "ul") for each in chart.iter()):
            book.lose("longDescription", "E303", name, _key(chart), chart=chart.get("aria-label") or name)
    return bool(charts)


def _has_headings(book: _Book) -> bool:
    """Headings go down one step at a time (WCAG 2.2, 1.3.1), and there are some."""
    some = False
    for name, tree in book.trees.items():
        last = 0 if book.composed.medium == "epub" else 1
        for each in tree.iter():
            if _name(each) in HEADINGS:
                some, level = True, int(_name(each)[1])
                if level > last + 1:
                    text = "".join(each.itertext()).strip()
                    book.lose("structuralNavigation", "E304", name, _key(each), text=text[:60], level=level, last=last)
                last = level
    return some


def _targets(book: _Book) -> list[tuple[int, int] | None]:
    """Return where the lines of the contents lead, as file and element; None for one that leads nowhere."""
    single = len(book.trees) == 1
    order: dict[tuple[str, str], tuple[int, int]] = {}
    for number, (name, tree) in enumerate(book.trees.items()):
        for at, each in enumerate(tree.iter()):
            if each.get("id"):
                order["" if single else name, each.get("id")] = number, at
    places = (entry.href.partition("#") for entry in book.composed.contents)
    return [order.get(("" if single else file, fragment)) for file, _, fragment in places]


def _has_contents(book: _Book) -> bool:
    """Every line of the contents leads somewhere, and there is a list that shows them."""
    targets = _targets(book)
    for entry, place in zip(book.composed.contents, targets, strict=True):
        if place is None:
            book.lose("tableOfContents", "E305", entry.href, title=entry.title)
    navigated = any(_name(each) == "nav" for tree in book.trees.values() for each in tree.iter())
    return bool(targets) and (navigated or book.composed.medium == "epub")


def _is_in_order(book: _Book) -> bool:
    """The contents name the parts in the order in which they stand."""
    targets = [place for place in _targets(book) if place is not None]
    if targets != sorted(targets):
        book.lose("readingOrder", "E306", "contents")
    return True


def _has_index(book: _Book) -> bool:
    return any(
        _name(each) == "section" and each.get("id") == "index" and any(_name(link) == "a" for link in each.iter())
        for tree in book.trees.values()
        for each in tree.iter()
    )


def _transforms(book: _Book) -> bool:
    """Type, lines and colours are the reader's to change, and nothing is lost in a narrow column with large type."""
    if book.composed.medium == "print":
        return False
    for name, css in book.composed.styles:
        for prelude, rule in _rules(css, book.composed.medium):
            for found in _FIXED.finditer(rule):
                book.lose("displayTransformability", "E307", name, rule=" ".join(found[0].split())[:60])
            for wide in wide_rules(prelude, rule):
                book.lose("displayTransformability", "E252", name, rule=f"{prelude.split(',')[0]} {{ {wide} }}")
    styles = [css for _, css in book.composed.styles]
    for name, tree in book.trees.items():
        for table in loose_tables(tree, styles):
            text = " ".join("".join(table.itertext()).split())
            book.lose("displayTransformability", "E251", name, _key(table), text=text[:40])
        for each in tree.iter():
            if isinstance(each.tag, str) and _FIXED.search(each.get("style") or ""):
                book.lose("displayTransformability", "E307", name, _key(each), rule=each.get("style")[:60])
    return True


def _rules(css: str, medium: Medium) -> Iterator[tuple[str, str]]:
    """Yield the rules of a style sheet that count in a medium, without those for the classes of other media."""
    others = re.compile(rf"\.({'|'.join(sorted({'print', 'web', 'epub', 'cover'} - {medium}))})(?![\w-])")
    for prelude, content in _blocks(_COMMENT.sub("", css)):
        if prelude.startswith("@"):
            if prelude.startswith(("@media", "@supports", "@layer", "@container")) and "print" not in prelude:
                yield from _rules(content, medium)
        elif not all(others.search(each) for each in prelude.split(",")):
            yield prelude, content


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outer pair of braces, and what is in it."""
    depth, begun, opened = 0, 0, 0
    for at, char in enumerate(css):
        if char == "{":
            opened = opened if depth else at
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            if not depth:
                yield css[begun:opened].rpartition(";")[2].strip(), css[opened + 1 : at]
                begun = at + 1


def _is_open(book: _Book) -> bool:
    """Nothing is locked: what Octavo writes for screens is in the clear."""
    return book.composed.medium != "print"


def _is_calm(book: _Book) -> bool:
    """Nothing moves, flashes or sounds."""
    for name, tree in book.trees.items():
        for each in tree.iter():
            if _name(each) in MOVING or (_name(each) == "img" and str(each.get("src")).lower().endswith(".gif")):
                book.lose("none", "E308", name, _key(each), what=_name(each))
    for name, css in book.composed.styles:
        if found := _MOVES.search(_COMMENT.sub("", css)):
            book.lose("none", "E308", name, what=found[0].rstrip(": "))
    return True


# A claim → what proves it: true if the content has such a thing at all, every fault being told on the way.
CHECKS: dict[str, Callable[[_Book], bool]] = {
    "alternativeText": _has_alternatives,
    "displayTransformability": _transforms,
    "index": _has_index,
    "longDescription": _has_data,
    "none": _is_calm,
    "readingOrder": _is_in_order,
    "structuralNavigation": _has_headings,
    "tableOfContents": _has_contents,
    "unlocked": _is_open,
}


def _key(element: Any) -> str:
    """Return the place in the author's files that an element comes from: its own, or that of what it stands in."""
    while element is not None:
        if element.get("data-key"):
            return str(element.get("data-key"))
        element = element.getparent()
    return ""


def _summary(held: set[str], words: Words, *, seen: bool, review: Review | None) -> str:
    return " ".join(str(each.unescape()) for each in _sentences(held, words, seen=seen, review=review))


def _sentences(held: set[str], words: Words, *, seen: bool, review: Review | None) -> Iterator[Any]:
    if {"tableOfContents", "structuralNavigation", "readingOrder"} <= held:
        yield words.say(
            "The text has a table of contents and headings in order, and can be read aloud from start to end."
        )
    if "alternativeText" in held and "longDescription" in held:
        yield words.say("Pictures have descriptions, and charts give their numbers as text.")
    elif "alternativeText" in held:
        yield words.say("Pictures have descriptions.")
    elif seen:
        yield words.say("Not all pictures have descriptions.")
    if review is not None:
        yield words.say("A person has reviewed the accessibility.")
    else:
        yield words.say("Only automated checks have been made; nobody has reviewed the accessibility yet.")
