# SPDX-License-Identifier: AGPL-3.0-or-later
"""The paragraphs of two e-books, or web pages, beside each other: which of them changed, and by which words."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from octavo.distribute.diff.align import align, edits, shortened, words_of
from octavo.model.difference import Fact, MessageChange, State

CONTAINER = "META-INF/container.xml"
MOST_BYTES = 64_000_000  # of one file of an e-book: a packed file can pretend to be anything
AROUND = 12  # words that are shown beside those that changed
_BLOCKS = frozenset(  # HTML 15.3.3, 15.3.4, 15.3.7 and 15.3.8, what is laid out as a block; and drawings
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre section summary svg table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905  (one word is as good as the next)
)
_UNREAD = frozenset({"head", "script", "style", "template"})
_APART = re.compile(
    r"\b(?:noteref|backlink|page-list|landmarks|pagebreak)\b"
)  # numbers of notes and pages count by themselves
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Message:
    """A block of text: its words as one line, the key it has in the content, and the printed page it begins on."""

    text: str
    key: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What is in an e-book or web page: its messages in order, what it says of itself, and the digests of its parts."""

    messages: tuple[Message, ...]
    language: str = ""
    direction: str = "ltr"
    metadata: tuple[tuple[str, str], ...] = ()
    parts: dict[str, str] = field(default_factory=dict)


def read_book(data: bytes) -> Read:
    """Return what is in an EPUB; raise ValueError, KeyError, BadZipFile or XMLSyntaxError for one that is damaged."""
    from hashlib import sha256

    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if any(each.flag_bits & 1 or each.file_size > MOST_BYTES for each in archive.infolist()):
            raise ValueError("it has files that are encrypted or too large")
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    container = etree.fromstring(parts[CONTAINER], parser)
    name = next((str(each.get("full-path")) for each in container.iter("{*}rootfile")), "")
    package = etree.fromstring(parts[name], parser)
    files = {each.get("id"): unquote(str(each.get("href"))) for each in package.iter("{*}item")}
    names = [files[each.get("idref")] for each in package.iter("{*}itemref")]
    spine = [posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in names]
    messages: list[Message] = []
    for each in spine:
        body = etree.fromstring(parts[each], parser).find("{*}body")
        messages += () if body is None else _messages_of(body, messages[-1].page if messages else "")
    rtl = any(each.get("page-progression-direction") == "rtl" for each in package.iter("{*}spine"))
    metadata = tuple(_metadata(package))
    language = next((text for told, text in metadata if told == "language"), "")
    digests = {each: sha256(content).hexdigest() for each, content in parts.items()}
    return Read(tuple(messages), language, "rtl" if rtl else "ltr", metadata, digests)


def read_web(data: bytes) -> Read:
    """Return what is in a web page."""
    from lxml import html

    page = html.document_fromstring(data)
    body = page.find("body")
    messages = tuple(_messages_of(body, "")) if body is not None else ()
    return Read(messages, page.get("lang") or "", page.get("dir") or "ltr")


def _metadata(package: Any) -> Iterator[tuple[str, str]]:
    """Yield what a package says of the book: Dublin Core and properties, what refines another left out."""
    for each in package.iterfind("{*}metadata/*"):
        if not isinstance(each.tag, str) or each.get("refines"):
            continue
        name = each.get("property") or each.get("rel") or each.get("name") or each.tag.rpartition("}")[2]
        text = " ".join((each.text or each.get("href") or each.get("content") or "").split())
        if text:
            yield name, text


@dataclass(slots=True)
class _Reading:
    """What is being read: the text since the last block began, whose it is, and the page that was turned to last."""

    page: str
    found: list[Message] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    began: str | None = None

    def say(self, text: str) -> None:
        if text.strip() and self.began is None:
            self.began = self.page
        self.text.append(text)

    def end(self, key: str) -> None:
        text = " ".join("".join(self.text).split())
        if text:
            self.found.append(Message(text, key, self.began or ""))
        self.text, self.began = [], None


def _messages_of(body: Any, page: str) -> list[Message]:
    reading = _Reading(page)
    _walk(body, "", reading)
    reading.end("")
    return reading.found


def _walk(element: Any, key: str, reading: _Reading) -> None:
    """Read an element: its own text, and what is in it as messages of their own where that is no part of a line."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    kind = f"{element.get(_EPUB_TYPE) or ''} {element.get('class') or ''}"
    if "pagebreak" in kind:
        reading.page = element.get("aria-label") or element.get("title") or reading.page
    if not tag or tag in _UNREAD or _APART.search(kind):
        return
    block = tag in _BLOCKS
    own = element.get("data-key") or key if block else key
    if block:
        reading.end(key)
    if tag == "br":
        reading.say(" ")
    if alt := element.get("alt") or (element.get("aria-label") if tag in ("svg", "img") else ""):
        reading.say(f" {alt} ")
    reading.say(element.text or "")
    for child in element:
        _walk(child, own, reading)
        reading.say(child.tail or "")
    if tag in ("title", "desc", "text"):  # of a drawing: lines of their own
        reading.say(" ")
    if block:
        reading.end(own)


def compare_messages(old: Sequence[Message], new: Sequence[Message]) -> tuple[MessageChange, ...]:
    """Return the messages that changed, were added or removed, in the order of the newer."""
    before, after = [words_of(each.text) for each in old], [words_of(each.text) for each in new]
    found = []
    for i, j in align(before, after):
        if i is not None and j is not None and before[i] == after[j]:
            continue
        one, other = old[i] if i is not None else Message(""), new[j] if j is not None else Message("")
        state: State = "removed" if j is None else "added" if i is None else "changed"
        told = shortened(edits(words_of(one.text), words_of(other.text)), AROUND)
        found.append(MessageChange(state, told, one.key, other.key, one.page, other.page))
    return tuple(found)


def compare_metadata(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> tuple[Fact, ...]:
    """Return what two files say of themselves otherwise; values of one name are taken together."""
    told = [{name: "; ".join(text for each, text in rows if each == name) for name, _ in rows} for rows in (old, new)]
    names = dict.fromkeys([*told[0], *told[1]])
    return tuple(
        Fact(name, told[0].get(name, ""), told[1].get(name, ""))
        for name in names
        if told[0].get(name, "") != told[1].get(name, "")
    )


def compare_parts(old: Read, new: Read) -> tuple[tuple[State, str], ...]:
    """Return which files inside two e-books are not the same."""
    found: list[tuple[State, str]] = []
    for name in sorted({*old.parts, *new.parts}):
        if old.parts.get(name) != new.parts.get(name):
            found.append(
                ("added" if name not in old.parts else "removed" if name not in new.parts else "changed", name)
            )
    return tuple(found)


def unreadable() -> tuple[type[Exception], ...]:
    """Return what is raised for an e-book or web page that can't be read."""
    import zlib

    from lxml import etree

    return zipfile.BadZipFile, zlib.error, etree.LxmlError, ValueError, KeyError, NotImplementedError, EOFError
