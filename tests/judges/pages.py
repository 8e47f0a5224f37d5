# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on each page of a tagged PDF by its tags, and between two page markers of an EPUB: to be compared."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
# Notes, their marks and the lines of the contents.
BESIDE = {"/Note", "/Reference", "/TOC"}
UNREAD = {f"{XHTML}{name}" for name in ("head", "script", "style")} | {"{http://www.w3.org/2000/svg}svg"}
APPARATUS = {"noteref", "between-marks", "notes", "footnote"}
INDEXED = ("/Div", "/L", "/LI", "/LBody", "/Link")  # the pages of the index; the e-book names parts instead


def pdf_pages(data: bytes) -> list[list[tuple[tuple[str, ...], str]]]:
    """Return for each page its text in the order of its tags: the roles above it, the outermost first, and the text."""
    import pikepdf

    texts = _marked_texts(data)
    pages: list[list[tuple[tuple[str, ...], str]]] = [[] for _ in texts]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        for page, mcid, roles in _contents(pdf.Root.StructTreeRoot, None, (), numbers):
            pages[page].append((roles, texts[page].get(mcid, "")))
    return pages


def _contents(
    node: Any, page: int | None, roles: tuple[str, ...], numbers: dict[Any, int]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    if isinstance(node, int):
        if page is not None:
            yield page, node, roles
        return
    page = numbers.get(node["/Pg"].objgen, page) if "/Pg" in node else page
    if "/MCID" in node:
        if page is not None:
            yield page, int(node["/MCID"]), roles
        return
    kids = node.get("/K")
    if kids is None:
        return
    inner = (*roles, str(node["/S"])) if "/S" in node else roles
    for kid in list(kids) if _is_array(kids) else [kids]:
        yield from _contents(kid if not _is_number(kid) else int(kid), page, inner, numbers)


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) or not hasattr(value, "get")


def _marked_texts(data: bytes) -> list[dict[int, str]]:
    """Return for each page the text of its marked content by MCID, as PDFium reads it."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        found: dict[int, str] = {}
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=10):
            mcid = raw.FPDFPageObj_GetMarkedContentID(each.raw)
            size = raw.FPDFTextObj_GetText(each.raw, text.raw, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFTextObj_GetText(each.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            found[mcid] = found.get(mcid, "") + buffer.raw.decode("utf-16-le").rstrip("\0")
        pages.append(found)
    return pages


def book_pages(data: bytes) -> dict[str, str]:
    """Return the text between two page markers of an EPUB, by the label of the first, without notes and their marks."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    files = {each.get("id"): each.get("href") for each in package.iter("{*}item")}
    parts: list[tuple[str, str]] = [("", "")]
    for each in package.iter("{*}itemref"):
        tree = etree.fromstring(archive.read(f"EPUB/{files[each.get('idref')]}"))
        for label, text in _between(tree):
            if label is not None:
                parts.append((label, ""))
            parts[-1] = parts[-1][0], parts[-1][1] + text
    return {label: text for label, text in parts if label}


def _between(node: Any) -> Iterator[tuple[str | None, str]]:
    if node.get(EPUB_TYPE) == "pagebreak":
        yield node.get("aria-label"), ""
        return
    if "address" in _classes(node):  # print names the site alone
        yield None, (node.get("href") or "//").split("/")[2].removeprefix("www.")
        return
    yield None, node.text or ""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in UNREAD and not _is_beside(child):
            yield from _between(child)
        yield None, child.tail or ""


def _is_beside(node: Any) -> bool:
    if node.tag == f"{XHTML}a" and any("terms" in _classes(each) for each in node.iterancestors()):
        return True  # where an index leads to: parts here, pages in print
    return bool(APPARATUS & _classes(node)) or node.get("hidden") is not None or node.tag == f"{XHTML}nav"


def _classes(node: Any) -> set[str]:
    return set((node.get("class") or "").split())


def main_text(page: list[tuple[tuple[str, ...], str]]) -> str:
    """Return the text of a page of print without notes and furniture: the numbers of lists, the pages of an index."""
    return "".join(text for roles, text in page if not _is_furniture(roles, text))


def _is_furniture(roles: tuple[str, ...], text: str) -> bool:
    # A term that is defined is a label too, but one in words.
    numbered = bool(roles) and roles[-1] == "/Lbl" and not re.search(r"[^\W\d_]", text)
    return bool(BESIDE & set(roles)) or roles[-5:] == INDEXED or numbered


def signs(text: str) -> str:
    """Return the letters and figures of a text in one form."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", plain)
