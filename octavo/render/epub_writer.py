# SPDX-License-Identifier: AGPL-3.0-or-later
"""EbookLib with its hands tied: bytes go in and come out unchanged, and equal books are equal files."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_book(book: Any, modified: datetime) -> bytes:
    """Return the bytes of an EbookLib book whose items are all plain EpubItem.

    EbookLib 0.20 parses and reprints what EpubHtml is given (lost case of SVG names, lost spaces, lost heads), takes
    the time of day for file dates and dcterms:modified, and knows no language of the package. So content is never
    EpubHtml, and this writer sets what is missing (EPUB 3.3, 4.3 OCF ZIP container and 5.4 package document).
    """
    from ebooklib import epub
    from lxml import etree

    class Writer(epub.EpubWriter):  # type: ignore[misc]
        """The writer of EbookLib with fixed dates and a whole package element."""

        def _write_opf_file(self, root: Any) -> None:
            root.set(XML_LANG, book.language)
            if book.direction:
                root.set("dir", book.direction)
            # The prefixes EbookLib declares are reserved ones or unused (EPUB 3.3, 5.3.6).
            root.attrib.pop("prefix", None)
            # There is no NCX, so the spine may not point to one.
            root.find("spine").attrib.pop("toc", None)
            etree.indent(root)
            super()._write_opf_file(root)

        def write(self) -> None:
            with FixedZip(self.file_name, modified) as self.out:
                self.out.writestr("mimetype", b"application/epub+zip")
                self._write_container()
                self._write_opf()
                self._write_items()

    target = io.BytesIO()
    Writer(target, book, {"mtime": modified, "epub2_guide": False}).write()
    return target.getvalue()


class FixedZip:
    """A ZIP archive whose entries carry one given date and no trace of the machine."""

    def __init__(self, target: io.BytesIO, when: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w")
        # A ZIP entry knows the years from 1980 to 2107; the book says its own date in the package.
        self._when = when.replace(year=min(max(when.year, 1980), 2107)).timetuple()[:6]

    def __enter__(self) -> FixedZip:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def writestr(self, name: str, data: bytes | str) -> None:
        """Add an entry; the mimetype is stored, everything else deflated (EPUB 3.3, 4.3.3)."""
        info = zipfile.ZipInfo(name, self._when)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, data, compresslevel=9)
