# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of steps that are done once, and taken from the store by every file and every build that need them again.

Their keys have all they come from; another program or library does them anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import compress, decompress

from octavo.diagnostics.problem import Outcome
from octavo.pipeline.inputs import environment
from octavo.pipeline.store import Store, blob_digest
from octavo.pipeline.work import decode_problems, encode_problems

if TYPE_CHECKING:
    from octavo.model.document import Document
    from octavo.model.edition import Edition
    from octavo.model.pdf_parts import Remember, RememberData
    from octavo.pipeline.work import Work
    from octavo.render.known_lines import KnownLines
    from octavo.render.press.pictures import Keep
    from octavo.render.subset import Cut

PART = "part"
NOTHING = compress(b"")
QUICK = 1  # zlib's level: a page's content is a tenth of itself then, so that a long book's pages fit into memory


def kept_in(store: Store) -> Keep:
    """Return a way to convert pictures to inks that looks into the store first."""
    from octavo.render.press.remember import remembering

    return remembering(
        lambda key: _get(store, f"picture {environment()} {key}"),
        lambda key, data: _put(store, f"picture {environment()} {key}", data),
    )


def cut_in(store: Store) -> Cut:
    """Return a way to cut fonts down that looks into the store first: a changed sentence seldom has new letters."""
    from octavo.render.subset import subset_font

    def cut(data: bytes, characters: frozenset[int], *, woff2: bool) -> bytes:
        shown = ",".join(map(str, sorted(characters)))
        name = f"font {environment()} {blob_digest(data)} {woff2} {shown}"
        found = _get(store, name)
        if found is None:
            found = subset_font(data, characters, woff2=woff2)
            _put(store, name, found)
        return found

    return cut


def made_once(work: Work, what: str, document: Document, make: Callable[[], Outcome[bytes]]) -> Outcome[bytes]:
    """Return what `make` makes of a composed document and its assets alone; asked once for all that have the same.

    `what` is made of it. What comes to nothing is not kept, nor what was made while the store had lost something.
    """
    from octavo.model.canonical import digest, encode

    leaves = (f"{name} {leaf.digest}" for name, leaf in sorted(work.leaves.items()))
    name = f"{what} {environment()} {digest(encode(document), *leaves)}"
    known = unpacked(_get(work.store, name) or b"")
    if known:
        return Outcome(bytes(known["made"]), decode_problems(bytes(known["problems"])))
    made = make()
    if made.value is not None and not work.lost:
        _put(work.store, name, packed({"made": made.value, "problems": encode_problems(made.problems)}))
    return made


def pages_name(work: Work, edition: Edition, output: str) -> str:
    """Return the name under which a step remembers the single pages of its file."""
    return f"{edition.publication} {edition.key.label} {output} {work.params['printer']}"


@contextmanager
def pages_of_last_time(store: Store, name: str) -> Iterator[Remember]:
    """Give a way to remember what was found of single pages, under keys that have all it comes from.

    Only what this time asked for is kept for the next, in one piece under this name.
    """
    with data_of_last_time(store, name) as remember:
        yield as_text(remember)


def as_text(remember: RememberData) -> Remember:
    """Return a way to remember text where bytes are remembered."""
    return lambda key, make: decompress(remember(key, lambda: compress(make().encode(), QUICK))).decode()


@contextmanager
def data_of_last_time(store: Store, name: str) -> Iterator[RememberData]:
    """Give a way to remember bytes as `pages_of_last_time` remembers text: they are kept as they are."""
    told = f"pages {environment()} {name}"
    before = unpacked(_get(store, told) or b"")
    now: dict[str, bytes] = {}

    def remember(key: str, make: Callable[[], bytes]) -> bytes:
        if key not in now:
            now[key] = bytes(before[key]) if key in before else make()
        return now[key]

    yield remember
    if now.keys() != before.keys():
        _put(store, told, packed(now))


@contextmanager
def lines_of_last_time(work: Work, document: Document, name: str) -> Iterator[KnownLines]:
    """Give the lines that the text of this name was broken into with the fonts and patterns that it has now."""
    from octavo.model.canonical import digest, encode
    from octavo.model.document import Metadata
    from octavo.render.known_lines import KnownLines

    told = Metadata("", "", document.metadata.language, document.metadata.direction, "")
    shaped = replace(document, metadata=told, files=(), contents=(), cover=None, promise=None, rolls=())
    leaves = (f"{folder} {leaf.digest}" for folder, leaf in sorted(work.leaves.items()))
    key = f"lines {environment()} {name} {digest(encode(shaped), *leaves)}"
    known = KnownLines(decompress(_get(work.store, key) or NOTHING))
    yield known
    if known.are_new and not work.lost:
        _put(work.store, key, compress(known.encode(), QUICK))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts in one piece, with a list of their names and lengths before them."""
    head = json.dumps({key: len(data) for key, data in parts.items()}).encode()
    return b"".join([len(head).to_bytes(8, "big"), head, *parts.values()])


def unpacked(data: bytes) -> dict[str, memoryview]:
    """Return the parts that `packed` put into one piece, as views of it; of nothing, none."""
    if not data:
        return {}
    view, at = memoryview(data), 8 + int.from_bytes(data[:8], "big")
    found = {}
    for key, length in json.loads(data[8:at]).items():
        found[key] = view[at : at + length]
        at += length
    return found


def _get(store: Store, name: str) -> bytes | None:
    known = store.recall(blob_digest(name.encode()))
    with suppress(KeyError):  # a damaged blob is as good as none
        return store.get(known[PART]) if known else None
    return None


def _put(store: Store, name: str, data: bytes) -> None:
    with suppress(KeyError):  # gone again: somebody empties the store
        store.record(blob_digest(name.encode()), {PART: store.put(data)})
