# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing lost, and nothing displaced: every message is read back from a finished PDF, its letters in their order.

Words alone (see pdf_words) are found also where half a sentence stands on another page. Here the letters of a message
have to follow each other, in pieces as pages and note marks divide them; and messages of the running text have to begin
on pages in the order of the composed text. Notes, pictures and tables may be placed elsewhere; numbers are looked for
by pdf_words. A message with letters of both directions is left out, for readers of PDF turn its parts about.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from octavo.check.pdf_runs import shown_texts
from octavo.check.pdf_words import only, page_texts
from octavo.check.roll_entries import lost_entries
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.document import Document
from octavo.model.pdf_parts import Remember, anew

_NO_LETTERS = re.compile(r"[\W\d_]+")
_UNREAD = frozenset({"head", "script", "style", "template", "svg", "title"})
_PLACED_APART = frozenset({"figure", "table", "aside", "nav", "figcaption"})
_APART = re.compile(r"\b(note|footnote|float|size-)")
_BESIDE = re.compile(r"\btwo\b")
_SHORTEST = 12  # letters: shorter messages stand in many places
_PIECE = 8  # letters: shorter pieces are found anywhere
_FEW, _NEAR = 3, 24  # letters: so few are found only if they are so near
_HEAD = 30
_AWAY = 4000  # letters: how far on a message may go on, over the notes and heads of a page
_FEW_HEADS = 50  # so many are looked for sooner one by one
_SAID = 60


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the composed text: its letters, in pieces where other messages stand inside it.

    `language` is that of a text that stands beside another, else empty.
    """

    key: str
    text: str
    pieces: tuple[str, ...]
    running: bool
    language: str = ""

    @property
    def head(self) -> str:
        """Return how it begins, long enough to be found; empty where it is too short."""
        longest = max(self.pieces, key=len, default="")
        return longest[:_HEAD] if len(longest) >= _SHORTEST else ""


class Read(NamedTuple):
    """The letters that were read, and where in them each beginning of `_SHORTEST` letters stands that is looked for."""

    text: str
    places: Mapping[str, Sequence[int]]

    def at(self, wanted: str) -> Iterator[int]:
        """Yield where letters stand whole."""
        yield from (at for at in self.places.get(wanted[:_SHORTEST], ()) if self.text.startswith(wanted, at))


def displaced_messages(
    data: bytes, document: Document, texts: Sequence[str] | None = None, remember: Remember = anew
) -> list[Problem]:
    """Return the messages that are not whole and in order in a PDF (P686), or on a page out of their place (P687).

    Entries of long rolls are looked for, too (P111). `texts` are those of its pages, where they are known; `remember`
    may have what was made of the rolls the last time.
    """
    read = page_texts(data) if texts is None else texts
    found = _displaced(read, document, lambda: "".join(shown_texts(data).values()))
    # From right to left the words are looked for by themselves, in pdf_words.
    return found + (lost_entries(read, document.rolls, remember) if document.metadata.direction == "ltr" else [])


def displaced_in_book(data: bytes, document: Document) -> list[Problem]:
    """Return the same of an EPUB, whose files in their order (EPUB 3.3, 5.7) stand for pages.

    `document` is the one composed for print: its messages are those of the edition.
    """
    return _displaced(_file_texts(data), document, str)


def _displaced(texts: Sequence[str], document: Document, otherwise: Callable[[], str]) -> list[Problem]:
    pages = [letters(text) for text in texts]
    messages = list(messages_of(document))
    read = looked_through("".join(pages), (piece for each in messages for piece in each.pieces))
    broken = [each for each in messages if each.head and not _is_whole(each, read)]
    if broken:  # only now, for it costs more: what the streams show, whatever a reader makes of it
        drawn = looked_through(letters(otherwise()), (piece for each in broken for piece in each.pieces))
        broken = [each for each in broken if not _is_whole(each, drawn)]
    found = [_problem("P686", each) for each in broken]
    # Two languages side by side turn the page each in the middle of its own text.
    streams = ([each for each in messages if each.language == tag] for tag in sorted({m.language for m in messages}))
    early = [found for stream in streams for found in _early(stream, read, pages)]
    return found + [_problem("P687", each, page=page) for each, page in early]


def _problem(code: str, message: Message, **values: object) -> Problem:
    said = " ".join(message.text.split())
    said = said if len(said) <= _SAID else f"{said[:_SAID].rstrip()}…"
    return problem(code, Place(message.key.partition("#")[0], key=message.key), text=said, **values)  # type: ignore[arg-type]


def letters(text: str) -> str:
    """Return the letters of a text alone, in one form, without marks, figures and gaps."""
    return only(text, _NO_LETTERS)


def messages_of(document: Document) -> Iterator[Message]:
    """Yield the messages of the composed text in its order."""
    from lxml import html

    for file in document.files:
        yield from _messages(html.document_fromstring(file.html), running=True)


def _messages(element: Any, *, running: bool, language: str = "") -> Iterator[Message]:
    if not isinstance(element.tag, str) or element.tag in _UNREAD or element.get("hidden") is not None:
        return
    if _BESIDE.search(element.get("class") or ""):
        language = element.get("lang") or language
    running = running and element.tag not in _PLACED_APART and not _APART.search(element.get("class") or "")
    if element.get("data-message") is not None:
        parts = "".join(_own(element)).split("\0")
        if not _is_mixed("".join(parts)):
            pieces = tuple(filter(None, map(letters, parts)))
            yield Message(element.get("data-key") or "", "".join(parts), pieces, running, language)
    for child in element:
        yield from _messages(child, running=running, language=language)


def _own(element: Any) -> Iterator[str]:
    """Yield the text of a message, and a break in place of messages and notes inside it."""
    yield element.text or ""
    for child in element:
        hidden = not isinstance(child.tag, str) or child.tag in _UNREAD or child.get("hidden") is not None
        if hidden or child.get("data-message") is not None or _APART.search(child.get("class") or ""):
            yield "\0"
        else:
            yield from _own(child)
        yield child.tail or ""


def _is_mixed(text: str) -> bool:
    directions = {unicodedata.bidirectional(char) for char in text if char.isalpha()}
    return "L" in directions and bool(directions & {"R", "AL"})


def looked_through(text: str, wanted: Iterable[str]) -> Read:
    """Return a text with where each of the wanted pieces may begin, found in one go through it.

    A long book has thousands of messages: looking through all of its text for each would take the square of its length.
    """
    places: dict[str, list[int]] = {each[:_SHORTEST]: [] for each in wanted if len(each) >= _SHORTEST}
    if len(places) <= _FEW_HEADS:  # a roll of names with a page of text before it
        for head, found in places.items():
            at = text.find(head)
            while at >= 0:
                found.append(at)
                at = text.find(head, at + 1)
        return Read(text, places)
    for at in range(len(text) - _SHORTEST + 1):
        if (known := places.get(text[at : at + _SHORTEST])) is not None:
            known.append(at)
    return Read(text, places)


def _is_whole(message: Message, read: Read) -> bool:
    return all(_is_found(piece, read) for piece in message.pieces if len(piece) >= _SHORTEST)


def _is_found(wanted: str, read: Read) -> bool:
    """Tell whether letters stand in a text in their order: whole, or in pieces that are not far from each other."""
    if any(True for _ in read.at(wanted)):
        return True
    if any(_goes_on(wanted, read.text, at) for at in read.at(wanted[:_SHORTEST])):
        return True
    return any(_begins(wanted, skipped, read.text) for skipped in range(_PIECE))


def _begins(wanted: str, skipped: int, read: str) -> bool:
    """Tell whether it is found where its first letters, fewer than a piece, stand at the end of another page."""
    start = read.find(wanted[skipped : skipped + _PIECE])
    while start >= 0:
        before = read[max(0, start - _AWAY) : start]
        if wanted[:skipped] in before and _goes_on(wanted[skipped:], read, start):
            return True
        start = read.find(wanted[skipped : skipped + _PIECE], start + 1)
    return False


def _goes_on(wanted: str, read: str, at: int) -> bool:
    done = 0
    while done < len(wanted):
        window = read[at : at + (_AWAY if done else 0) + len(wanted)]
        size = _longest(wanted[done:], window)
        if size < min(_PIECE, len(wanted) - done):  # a few letters between two note marks
            window = window[:_NEAR]
            size = _longest(wanted[done:], window)
            if size < min(_FEW, len(wanted) - done):
                return False
        at += window.find(wanted[done : done + size]) + size
        done += size
    return True


def _longest(wanted: str, window: str) -> int:
    """Return how many letters of the beginning are found together: what a longer beginning has, a shorter one has."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in window else (low, middle - 1)
    return low


def _early(messages: Sequence[Message], read: Read, pages: Sequence[str]) -> Iterator[tuple[Message, int]]:
    """Yield the fewest messages of the running text that would have to move for all pages to be in order."""
    ends = list(accumulate(map(len, pages)))
    found = ((each, list(read.at(each.head))) for each in messages if each.running and each.head)
    placed = [(bisect_right(ends, at[0]), each) for each, at in found if len(at) == 1]
    kept = _in_order([page for page, _ in placed])
    yield from ((each, page + 1) for at, (page, each) in enumerate(placed) if at not in kept)


def _in_order(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest part of the numbers that never falls."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(numbers)
    for at, number in enumerate(numbers):
        length = bisect_right(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [at]
        before[at] = ends[length - 1] if length else -1
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _file_texts(data: bytes) -> list[str]:
    """Return the text of the files of a book, in the order of its spine."""
    import posixpath
    import zipfile
    from io import BytesIO
    from urllib.parse import unquote

    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
        name = next(str(each.get("full-path")) for each in container.iter("{*}rootfile"))
        package = etree.fromstring(archive.read(name), parser)
        files = {each.get("id"): unquote(str(each.get("href"))) for each in package.iter("{*}item")}
        spine = [files[each.get("idref")] for each in package.iter("{*}itemref")]
        folder = posixpath.dirname(name)
        bodies = (
            etree.fromstring(archive.read(posixpath.join(folder, each)), parser).find("{*}body") for each in spine
        )
        return ["".join(map(str, body.itertext())) for body in bodies if body is not None]
