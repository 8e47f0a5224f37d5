# SPDX-License-Identifier: AGPL-3.0-or-later
"""What our own lint finds in an EPUB, above all what the usual judges do not see."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from octavo.check.epub_book import CONTAINER, DC, OPF, XML_LANG, XML_NAMES, EpubBook
from octavo.check.epub_claims import check_claims
from octavo.check.epub_documents import check_documents
from octavo.check.epub_fonts import check_letters
from octavo.check.epub_languages import tag_exists
from octavo.check.epub_lists import check_lists
from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.model.languages import direction_of
from octavo.model.relators import RELATORS

FILE_NAME = re.compile(
    r"^\S+\.(x?html?|epub|docx?|odt|indd|md|pdf|rtf|txt)$|^(untitled|unknown|document\d*)$", re.IGNORECASE
)
COVER_PIXELS = 4_000_000
COVER_SHAPE = (1.2, 1.8)  # height to width


def check_epub(data: bytes) -> tuple[Problem, ...]:
    """Return the problems of any EPUB, from the archive inwards."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        broken = archive.testzip()
    except zipfile.BadZipFile as fault:
        return (problem("E201", fault=fault),)
    if broken:
        return (problem("E201", fault=f"the entry {broken} is damaged"),)
    return in_order(_in_archive(archive))


def _in_archive(archive: zipfile.ZipFile) -> Iterator[Problem]:
    entries = archive.infolist()
    first = entries[0] if entries else None
    stored = first is not None and first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
    if not stored or archive.read("mimetype") != b"application/epub+zip":
        yield problem("E202")
    names = [entry.filename for entry in entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield problem("E203", name=name)
    trees: dict[str, Any] = {}
    for name in sorted(set(names)):
        if name.endswith(XML_NAMES):
            tree, fault = _tree(archive.read(name))
            if tree is None:
                yield problem("E101", Place(name), name=name, fault=fault)
            else:
                trees[name] = tree
    package = _package(trees)
    if package is None:
        yield problem("E204")
        return
    book = EpubBook(archive, frozenset(names), trees, package)
    for check in (
        _check_package,
        _check_names,
        _check_files,
        _check_cover,
        check_documents,
        check_lists,
        check_claims,
        check_letters,
    ):
        yield from check(book)


def _tree(data: bytes) -> tuple[Any, str]:
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)), ""
    except etree.XMLSyntaxError as fault:
        return None, str(fault.msg)


def _package(trees: dict[str, Any]) -> str | None:
    container = trees.get(CONTAINER)
    found = container.iter("{*}rootfile") if container is not None else ()
    return next((root.get("full-path") for root in found if root.get("full-path") in trees), None)


def _check_package(book: EpubBook) -> Iterator[Problem]:
    package, place, language = book.package, Place(book.name), book.language
    if package.get(XML_LANG, "") not in ("", language) or not language:
        yield problem("E205", place, language=language, other=package.get(XML_LANG, ""))
    for said in package.iter(f"{DC}language"):
        if not tag_exists((said.text or "").strip()):
            yield problem("E216", place, tag=said.text)
    spine = package.find(f"{OPF}spine")
    progression = spine.get("page-progression-direction", "default") if spine is not None else "default"
    if (direction_of(language) == "rtl") != (progression == "rtl"):
        yield problem("E206", place, language=language, direction=progression)


def _check_names(book: EpubBook) -> Iterator[Problem]:
    package, place = book.package, Place(book.name)
    for meta in package.iter(f"{OPF}meta"):
        if meta.get("property") == "role" and (meta.text or "").strip() not in RELATORS:
            yield problem("E207", place, role=meta.text)
    for title in package.iter(f"{DC}title"):
        if FILE_NAME.match((title.text or "").strip()):
            yield problem("E218", place, title=title.text)
    for said in (*package.iter(f"{DC}identifier"), *package.iter(f"{DC}source")):
        isbn = re.match(r"^(?:urn:isbn:|isbn[:\s]*)(.*)$", (said.text or "").strip(), re.IGNORECASE)
        if isbn and not _is_isbn(isbn[1]):
            yield problem("E215", place, isbn=isbn[1])


def _is_isbn(text: str) -> bool:
    """Tell whether the check digit of an ISBN-13 fits (ISO 2108, annex C)."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return False
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def _check_files(book: EpubBook) -> Iterator[Problem]:
    for path in sorted(set(book.items) - book.names):
        yield problem("E208", Place(book.name), name=path)
    known = {"mimetype", book.name, *book.items}
    for path in sorted(book.names - known):
        if not path.startswith("META-INF/") and not path.endswith("/"):
            yield problem("E228", Place(book.name), name=path)
    if not book.nav:
        yield problem("E209", Place(book.name))


def _check_cover(book: EpubBook) -> Iterator[Problem]:
    from PIL import Image, UnidentifiedImageError

    path = next((path for path in book.items if "cover-image" in book.properties(path)), None)
    if path is None:
        yield problem("E231", Place(book.name))
        return
    if path not in book.names or path.endswith(".svg"):
        return
    try:
        with Image.open(io.BytesIO(book.archive.read(path))) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError):
        return  # EPUBCheck says so
    if width * height > COVER_PIXELS or not COVER_SHAPE[0] <= height / width <= COVER_SHAPE[1]:
        yield problem("E232", Place(path), width=width, height=height)
