# SPDX-License-Identifier: AGPL-3.0-or-later
"""An EPUB taken apart for judging: archive, package, documents, navigation."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urldefrag

CONTAINER = "META-INF/container.xml"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCUMENT = "application/xhtml+xml"
XML_NAMES = (".xhtml", ".opf", ".xml", ".html", ".svg", ".ncx")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass
class EpubBook:
    """A package with its files; `trees` are those that are well-formed XML, by their names in the archive."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    trees: dict[str, Any]
    name: str

    @property
    def package(self) -> Any:
        """The root of the package document."""
        return self.trees[self.name]

    @cached_property
    def language(self) -> str:
        """The first language of the package."""
        return (self.package.findtext(f".//{DC}language") or "").strip()

    @cached_property
    def items(self) -> dict[str, Any]:
        """The items of the manifest by their names in the archive, without remote ones."""
        listed = ((item.get("href") or "", item) for item in self.package.iter(f"{OPF}item"))
        return {self.resolve(self.name, href): item for href, item in listed if href and not _SCHEME.match(href)}

    @cached_property
    def documents(self) -> dict[str, Any]:
        """The XHTML documents that are well-formed, in the order of the spine, then those outside it."""
        known = {item.get("id"): path for path, item in self.items.items() if item.get("media-type") == DOCUMENT}
        spine = [known[ref.get("idref")] for ref in self.package.iter(f"{OPF}itemref") if ref.get("idref") in known]
        paths = dict.fromkeys([*spine, *known.values()])
        return {path: self.trees[path] for path in paths if path in self.trees}

    @cached_property
    def nav(self) -> str:
        """The name of the navigation document, or nothing."""
        return next((path for path in self.documents if "nav" in self.properties(path)), "")

    def properties(self, path: str) -> list[str]:
        """Return the properties of an item."""
        return (self.items[path].get("properties") or "").split()

    def resolve(self, base: str, href: str) -> str:
        """Return the name in the archive that a relative address leads to."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))

    def target(self, base: str, href: str) -> tuple[str, str] | None:
        """Return the file and fragment that a link leads to, None if it leads out of the book."""
        if _SCHEME.match(href):
            return None
        file, fragment = urldefrag(href)
        return (self.resolve(base, file) if file else base), fragment

    def told(self, name: str) -> list[str]:
        """Return what the package's metadata say under a property, such as schema:accessMode."""
        metas = self.package.iter(f"{OPF}meta")
        return [(meta.text or "").strip() for meta in metas if meta.get("property") == name]

    @cached_property
    def elements(self) -> dict[tuple[str, str], Any]:
        """The elements that have an id, by file and id."""
        return {
            (path, each.get("id")): each
            for path, tree in self.documents.items()
            for each in tree.iter()
            if each.get("id")
        }

    @cached_property
    def places(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Where every id stands: the number of its file in the spine, and of its element in the file."""
        return {
            (path, element.get("id") or ""): (number, at)
            for number, (path, tree) in enumerate(self.documents.items())
            for at, element in enumerate(tree.iter())
            if not at or element.get("id")
        }

    def place(self, base: str, href: str) -> tuple[int, int] | None:
        """Return where a link leads to in the order of reading, None if nowhere."""
        found = self.target(base, href)
        if found is None or found[0] not in self.documents:
            return None
        if not found[1]:
            return list(self.documents).index(found[0]), 0
        return self.places.get(found)

    def element(self, base: str, href: str) -> Any:
        """Return the element that a link leads to, or None."""
        found = self.target(base, href)
        if found is None or found[0] not in self.documents:
            return None
        return self.elements.get(found) if found[1] else self.documents[found[0]]


def types_of(element: Any) -> set[str]:
    """Return the semantics of an element: its epub:type and its role, without `doc-`."""
    roles = (each.removeprefix("doc-") for each in (element.get("role") or "").split())
    return {*(element.get(EPUB_TYPE) or "").split(), *roles}


def links_of(book: EpubBook, kind: str) -> list[tuple[str, str]]:
    """Return address and text of the links in one of the lists of the navigation: toc, page-list, landmarks."""
    if not book.nav:
        return []
    lists = (nav for nav in book.trees[book.nav].iter(f"{XHTML}nav") if kind in (nav.get(EPUB_TYPE) or "").split())
    nav = next(lists, None)
    links = nav.iter(f"{XHTML}a") if nav is not None else ()
    return [(link.get("href") or "", "".join(link.itertext()).strip()) for link in links]


def words_of(element: Any) -> str:
    """Return the text of an element on one line, short enough for a sentence."""
    return " ".join("".join(element.itertext()).split())[:60]
