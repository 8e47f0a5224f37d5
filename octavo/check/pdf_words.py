# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing lost: every word of the composed text is read back from the finished PDF."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from octavo.check.pdf_runs import shown_texts
from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.document import Document
from octavo.model.matter import filled
from octavo.model.parts import Each, one_by_one, remembered
from octavo.model.pdf_parts import Remember, anew, page_digests

# Letters and figures apart: in a line from right to left readers turn BSD 0 and 0BSD about.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_UNREAD = frozenset({"head", "script", "style", "template", "svg", "title"})
_IN_LINE = frozenset(
    "a abbr b bdi bdo cite code em i kbd mark q s samp small span strong sub sup time u var".split()  # noqa: SIM905
)
# Stands where one element ends and another begins: a word may go on there, or not.
_EDGE = "\x1f"
# Stands for a vowel sign or another mark, or for a turn of direction: readers may see two words there.
_SEAM = "\x1e"
_COMPOSED = re.compile(rf"(?:[^\W\d_]|[{_EDGE}{_SEAM}])+|[\d{_EDGE}]+")
# Where a word changes direction, as an Arabic “and” before a Latin name: drawn, its two halves stand in another order.
_TURN = re.compile(r"(?<=[\u0590-\u08ff])(?=[^\W\d_\u0590-\u08ff])|(?<=[^\W\d_\u0590-\u08ff])(?=[\u0590-\u08ff])")
_TAG = re.compile(r"<[^>]*>")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
_MOST_WORDS = 5
_USUAL = "–—‘’“”…·"  # of what is no letter and no figure; without them most pages of Latin script are ASCII


def lost_words(data: bytes, document: Document, texts: Sequence[str] | None = None) -> list[Problem]:
    """Return a problem for every block whose words are not all found in the text of the PDF, as often as they stand.

    Of a word that is found too seldom nobody knows which is the lost one: the block is named that lost most words.
    `texts` are those of the pages, where they are known.
    """
    read = [_WORD.findall(plain_text(text)) for text in (page_texts(data) if texts is None else texts)]
    found = Counter(word for words in read for word in words)
    # Vowel signs and letters set apart make readers see several words: compare without gaps before complaining.
    joined = "".join(word for words in read for word in words)
    blocks = composed_words(document)
    lost: dict[str, list[str]] = {}
    missing = []
    for word, count in Counter(word for words in blocks.values() for word in words).items():
        bare = word.replace(_SEAM, "")
        ways = [[bare.replace(_EDGE, "")], bare.split(_EDGE), re.split(f"[{_EDGE}{_SEAM}]", word)]
        wanted = 1 if word != bare or _EDGE in word else count
        # Looked for in all of the text only where it must be: that is as long as the book, for every word of it.
        if not any(all(found[each] >= wanted or joined.count(each) >= wanted for each in way) for way in ways):
            missing.append((word, ways, wanted))
    again = document.metadata.direction == "rtl" or any(_RIGHT_TO_LEFT.search(word) for word, _, _ in missing)
    drawn = _drawn(data, read, document.metadata.direction) if missing and again else ""
    for word, ways, wanted in missing:
        if not any(all(drawn.count(each) >= wanted for each in way) for way in ways):
            lost[word] = [key for key, words in blocks.items() if word in words]
    missed = Counter(key for keys in lost.values() for key in keys)
    named: dict[str, list[str]] = {}
    for word, keys in lost.items():
        named.setdefault(max(keys, key=missed.__getitem__), []).append(re.sub(f"[{_EDGE}{_SEAM}]", "", word))
    return [
        problem("P111", Place(key.partition("#")[0], key=key), words=", ".join(words[:_MOST_WORDS]))
        for key, words in named.items()
    ]


def _drawn(data: bytes, read: Sequence[Sequence[str]], direction: str) -> str:
    """Return the words without gaps as the streams show them, whatever a reader makes of it.

    That costs more: in a document from left to right pages without a letter from right to left are as they were read.
    """
    turned = {at for at, words in enumerate(read) if direction == "rtl" or any(map(_RIGHT_TO_LEFT.search, words))}
    shown = shown_texts(data, turned)
    return "".join(
        "".join(_WORD.findall(plain_text(shown[at])) if at in shown else words) for at, words in enumerate(read)
    )


def page_texts(
    data: bytes, remember: Remember = anew, digests: Sequence[str] | None = None, each: Each = one_by_one
) -> list[str]:
    """Return what PDFium reads from each page.

    `remember` knows pages that were read before, by `digests` (`octavo.model.pdf_parts`), which are reckoned where
    they are not given: only the other pages are opened, for that alone takes long in a file of thousands. `each` may
    read them in several processes.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages, read = range(len(document)), partial(_text_of, document)
        if remember is anew:
            return list(each(pages, read))
        known = page_digests(data) if digests is None else digests
        return remembered(pages, [f"text {key}" for key in known], read, remember, each)
    finally:
        document.close()


def _text_of(document: Any, at: int) -> str:
    page = document[at]
    try:
        text = page.get_textpage()
        found: str = text.get_text_range()
        text.close()
        return found
    finally:
        page.close()


def only(text: str, others: re.Pattern[str]) -> str:
    """Return a text in one form (`plain_text`), without runs of these other signs."""
    for sign in _USUAL:
        text = text.replace(sign, "")
    if text.isascii():
        return text.casefold().translate(_without(others))
    plain = plain_text(others.sub("", text))
    return plain if plain.isascii() else others.sub("", plain)


@cache
def _without(others: re.Pattern[str]) -> dict[int, None]:
    """Return a table for str.translate that takes these signs out of ASCII, many times sooner than looking for them."""
    return {code: None for code in range(128) if others.match(chr(code))}


def plain_text(text: str) -> str:
    """Return the text in one form: compatibility characters resolved, one case, no marks and no invisible characters.

    Marks go because readers of PDF place them before or after their letter as they are drawn.
    """
    if text.isascii():
        return text.casefold()
    resolved = unicodedata.normalize("NFKD", text.casefold())
    return resolved.translate(_UNSEEN)


class _Unseen(dict[int, int | None]):
    """A table for str.translate: None for marks, controls of format and what is no character, filled as it is asked."""

    def __missing__(self, code: int) -> int | None:
        kind = unicodedata.category(chr(code))
        self[code] = None if kind in ("Mn", "Me", "Mc", "Cf", "Cn", "Co") else code
        return self[code]


_UNSEEN = _Unseen()


def composed_words(document: Document) -> dict[str, list[str]]:
    """Return the words of the composed text by the source key of their block.

    U+001F stands in a word where an element begins or ends, U+001E for a mark.
    """
    from lxml import html

    blocks: dict[str, list[str]] = {}
    for file in document.files:
        _gather(html.document_fromstring(file.html), "", blocks)
    # From left to right they are looked for in their order (octavo.check.roll_entries).
    for roll in document.rolls if document.metadata.direction == "rtl" else ():
        patterns = [_TAG.sub(_EDGE, pattern) for pattern in roll.patterns]
        for shape, key, *fields in (row.split("\t") for row in roll.rows.split("\n") if row):
            blocks.setdefault(key or roll.id, []).append(f" {filled(patterns[int(shape)], [key, *fields])} ")
    plain = {key: plain_text(_seamed("".join(texts))) for key, texts in blocks.items()}
    return {key: _COMPOSED.findall(_TURN.sub(_SEAM, text)) for key, text in plain.items()}


def _seamed(text: str) -> str:
    """Return the text with a seam for every mark that is no part of a letter."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFKC", text)
    return "".join(_SEAM if unicodedata.combining(char) else char for char in composed)


def _gather(element: Any, key: str, blocks: dict[str, list[str]]) -> None:
    """Collect the text of an element under the key nearest to it."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD or element.get("hidden") is not None:
        return
    own = element.get("data-key") or key
    texts = blocks.setdefault(own, [])
    gap = _EDGE if element.tag in _IN_LINE else " "
    texts.append(gap + (element.text or ""))
    for child in element:
        _gather(child, own, blocks)
        texts.append(child.tail or "")
    texts.append(gap)
