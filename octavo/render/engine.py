# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint held at arm's length: what it may fetch, how it breaks words, and every word of complaint it utters."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from octavo.model.document import AssetUse, Document
from octavo.render.cmyk import as_shown

# A name that never resolves (RFC 6761, 6.4). A folder here would leak into the PDF: WeasyPrint names images by the
# digest of their address.
BASE_URL = "http://octavo.invalid/"


class Assets:
    """The fetcher given to WeasyPrint: it serves the document's own assets by name, and nothing else.

    `refused` lists the addresses that were asked for and not served, in order, each once. Pictures in CMYK are served
    as a screen shows them; `inked` holds, by address, those that were.
    """

    # WeasyPrint asks its fetchers whether a failure must stop the layout; ours become problems instead.
    _fail_on_errors = False

    def __init__(self, document: Document, read: Callable[[AssetUse], bytes]) -> None:
        self._uses = {use.name: use for use in document.assets}
        self._read = read
        self.refused: list[str] = []
        self.inked: dict[str, tuple[bytes, str]] = {}

    def __call__(self, url: str) -> Any:
        """Return the response WeasyPrint wants; raise ValueError for anything but an asset of the document."""
        from weasyprint.urls import URLFetcherResponse

        use = self._uses.get(unquote(urlsplit(url).path).lstrip("/")) if url.startswith(BASE_URL) else None
        if use is None:
            if url not in self.refused:
                self.refused.append(url)
            raise ValueError("not an asset of the document")
        data = self._read(use)
        shown, media_type = as_shown(data, use.media_type)
        if shown is not data:
            self.inked[url] = data, use.media_type
        return URLFetcherResponse(url, shown, {"Content-Type": media_type})


def told(fault: Exception) -> str:
    """Return what made a layout fail, for whoever reads of it (R110, R351)."""
    if isinstance(fault, MemoryError):
        return "there is not enough memory"
    said = " ".join(str(fault).split())
    return f"{type(fault).__name__}: {said}" if said else type(fault).__name__


def image_name(address: str) -> str:
    """Return WeasyPrint's name for a picture (70.0)."""
    return md5(address.encode(), usedforsecurity=False).hexdigest()


class Remarks(logging.Handler):
    """What WeasyPrint said while this handler listened, warnings and errors, each once, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record unless the same was said before."""
        if record.getMessage() not in self._said:
            self._said.add(record.getMessage())
            self.records.append(record)


@contextmanager
def listening() -> Iterator[Remarks]:
    """Yield the remarks WeasyPrint makes meanwhile; they go nowhere else."""
    logger = logging.getLogger("weasyprint")
    remarks, passes_on = Remarks(), logger.propagate
    logger.addHandler(remarks)
    logger.propagate = False
    try:
        yield remarks
    finally:
        logger.removeHandler(remarks)
        logger.propagate = passes_on


@contextmanager
def remembering_pages() -> Iterator[None]:
    """Let a PDF that is written meanwhile remember the references of its pages.

    pydyf (0.13) makes those of all pages whenever it is asked for one: at every bookmark, note and link.
    """
    import pydyf

    original = pydyf.PDF.page_references

    def known(pdf: Any) -> list[bytes]:
        made: list[bytes] = pdf.__dict__.setdefault("octavo_references", [])
        made += [b"%d 0 R" % number for number in pdf.pages["Kids"][3 * len(made) :: 3]]
        return made

    pydyf.PDF.page_references = property(known)
    try:
        yield
    finally:
        pydyf.PDF.page_references = original


@contextmanager
def packing_once() -> Iterator[None]:
    """Let a PDF that is written meanwhile pack each of its streams once: change nothing in them.

    pydyf (0.13) packs them twice, to write them and to reckon an identifier of all that is written.
    """
    import pydyf

    original = pydyf.Stream.data
    known: dict[int, bytes] = {}

    def packed(stream: Any) -> bytes:
        if id(stream) not in known:
            known[id(stream)] = original.fget(stream)
        return known[id(stream)]

    pydyf.Stream.data = property(packed)
    try:
        yield
    finally:
        pydyf.Stream.data = original


@contextmanager
def hyphenating(language: str, code: str, patterns: str) -> Iterator[None]:
    """Let WeasyPrint meanwhile break the words of `language`, a BCP 47 tag.

    `patterns` is the text of a Hunspell .dic file; without one, `code` names a language pyphen has patterns for. What
    was registered is taken back, so that no layout depends on the ones before it in the same process.
    """
    import pyphen

    tag = language.replace("-", "_")
    before = dict(pyphen.LANGUAGES), dict(pyphen.LANGUAGES_LOWERCASE)
    path = pyphen.LANGUAGES.get(code)
    if patterns:
        path = Path(f"octavo-{tag}.dic")
        pyphen.hdcache[path] = _read_patterns(patterns)
    if path is not None:
        pyphen.LANGUAGES[tag] = path
        pyphen.LANGUAGES_LOWERCASE[tag.lower()] = tag
    try:
        yield
    finally:
        for table, kept in zip((pyphen.LANGUAGES, pyphen.LANGUAGES_LOWERCASE), before, strict=True):
            table.clear()
            table.update(kept)


_BEHIND = 5  # characters behind a word, a joiner among them: with the end of the word they make a last line of eight


@contextmanager
def keeping_last_words() -> Iterator[None]:
    """Hyphenate no words, within this block, that end in a word joiner: the last line of a paragraph is no `ruary.`.

    Where no-break spaces bind them to others, a word with enough behind it is hyphenated: `ments selbst.` may stand
    alone, and the line before is not full of holes. CSS has no property that WeasyPrint (70.0) knows for it:
    hyphenate-limit-last of CSS Text 4, 6.3.4, is not there.
    """
    from weasyprint.text import line_break

    original = line_break.get_next_word_boundaries

    def found(text: str, language: str) -> Any:
        word = original(text, language)
        last = text.endswith("\N{WORD JOINER}") and word is not None and len(text) - word[1] <= _BEHIND
        return None if last else word

    line_break.get_next_word_boundaries = found
    try:
        yield
    finally:
        line_break.get_next_word_boundaries = original


@contextmanager
def discarding_above_tables() -> Iterator[None]:
    """Let tables, within this block, drop the white space above them at the head of a page if their style says so.

    WeasyPrint (70.0) leaves margin-break (CSS Fragmentation 4, 5.2) to the table, and the margins to the box around it.
    """
    from weasyprint.css import properties

    original: set[str] = properties.TABLE_WRAPPER_BOX_PROPERTIES
    properties.TABLE_WRAPPER_BOX_PROPERTIES = original | {"margin_break"}
    try:
        yield
    finally:
        properties.TABLE_WRAPPER_BOX_PROPERTIES = original


def _read_patterns(text: str) -> Any:
    import pyphen

    class Patterns(pyphen.HyphDict):  # type: ignore[misc]
        def positions(self, word: str) -> list[int]:
            # pyphen lowers the word itself, which makes İ two characters and shifts every later break by one.
            short = "".join(low if len(low := char.lower()) == 1 else low[0] for char in word)
            found: list[int] = super().positions(short)
            return found

    return Patterns(_Text(text))


class _Text:
    """Stands in for the path that pyphen reads patterns from, so that they need no file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def open(self, _mode: str) -> BytesIO:
        return BytesIO(self._text.encode())

    def read_text(self, _encoding: str) -> str:
        return self._text
