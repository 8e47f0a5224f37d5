# SPDX-License-Identifier: AGPL-3.0-or-later
"""A finished PDF, looked through without an outside judge: what PDF/A and PDF/UA ask, and that it is all there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from octavo.check.pdf_words import lost_words
from octavo.diagnostics.problem import Problem, problem
from octavo.model.document import Document, Metadata

if TYPE_CHECKING:
    import pikepdf

# Actions a reader starts by following a link; everything else runs by itself or leads out of the file's hands.
_CALM = frozenset({"/GoTo", "/URI"})
_CODES = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CODE = re.compile(rb"^<([0-9a-fA-F]{4})> <", re.MULTILINE)
_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")
_TOLERANCE = 0.01


def check_pdf(data: bytes, document: Document | None = None, texts: Sequence[str] | None = None) -> list[Problem]:
    """Return the problems of a PDF to read on a screen (P1…).

    With the document it was made from, its title, language and dates are compared, and every word is looked for, in
    the `texts` of its pages if they are known.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            found = [*_fonts(pdf), *_structure(pdf), *_actions(pdf), *_boxes(pdf), *_claims(pdf)]
            if document is not None:
                found += _said(pdf, document)
    except pikepdf.PdfError as fault:
        # pikepdf names the stream by its address in memory, which is another each time.
        return [problem("P101", reason=str(fault).rpartition(">: ")[2])]
    return found if document is None else found + lost_words(data, document, texts)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    seen: set[Any] = set()
    for page in pdf.pages:
        for font in page.resources.get("/Font", {}).values():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            yield from _font(font)


def _font(font: Any) -> Iterator[Problem]:
    descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = descendant.get("/FontDescriptor", {})
    name = str(font.get("/BaseFont", "/?"))[1:].split("+")[-1]
    file = next((descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor), None)
    if file is None and font.get("/Subtype") != "/Type3":
        yield problem("P102", font=name)
    elif file is not None and "/DescendantFonts" in font and "/ToUnicode" in font:
        count = glyph_count(file.read_bytes())
        parts = _CODES.findall(font.ToUnicode.read_bytes())
        asked = {int(code, 16) for part in parts for code in _CODE.findall(part)}
        # WeasyPrint gives a character that no font has a number that no glyph has.
        if missing := [glyph for glyph in asked if count and (glyph >= count or glyph == 0)]:
            yield problem("P103", font=name, count=len(missing))


def glyph_count(font: bytes) -> int:
    """Return the number of glyphs of a TrueType or OpenType file, by its table maxp; 0 if it has none."""
    for entry in range(int.from_bytes(font[4:6], "big")):
        record = font[12 + 16 * entry : 28 + 16 * entry]
        if record[:4] == b"maxp":
            start = int.from_bytes(record[8:12], "big")
            return int.from_bytes(font[start + 4 : start + 6], "big")
    return 0


def _structure(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    root = pdf.Root
    if "/StructTreeRoot" not in root or not _says(root, "/MarkInfo", "/Marked"):
        yield problem("P104")
    if not str(root.get("/Lang", "")):
        yield problem("P105")
    if "/Outlines" not in root and "/StructTreeRoot" in root and _has_heading(root.StructTreeRoot.get("/K"), 6):
        yield problem("P107")


def _says(root: Any, dictionary: str, entry: str) -> bool:
    return dictionary in root and bool(root[dictionary].get(entry, False))


def _has_heading(kids: Any, depth: int) -> bool:
    import pikepdf

    elements = kids if isinstance(kids, pikepdf.Array) else [kids]
    return any(
        re.fullmatch(r"/H[1-6]?", str(kid.S)) or (depth and _has_heading(kid.get("/K"), depth - 1))
        for kid in elements
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    )


def _actions(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    kinds = {key[1:] for key in ("/AA", "/AcroForm") if key in pdf.Root}
    kinds |= {"JavaScript" for _ in ("/JavaScript",) if "/JavaScript" in pdf.Root.get("/Names", {})}
    actions: list[Any] = [pdf.Root.OpenAction] if "/OpenAction" in pdf.Root and "/S" in pdf.Root.OpenAction else []
    for page in pdf.pages:
        kinds |= {"AA"} if "/AA" in page.obj else set()
        actions += [annotation.A for annotation in page.obj.get("/Annots", []) if "/A" in annotation]
    kinds |= {str(action.get("/S", "/?"))[1:] for action in actions if action.get("/S") not in _CALM}
    yield from (problem("P108", kind=kind) for kind in sorted(kinds))


def _boxes(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    for number, page in enumerate(pdf.pages, 1):
        boxes = {name: [float(value) for value in page.obj[name]] for name in _BOXES if name in page.obj}
        media = boxes.get("/MediaBox")
        for name in _BOXES:
            if name not in boxes or (media and not _within(boxes[name], media)):
                yield problem("P110", page=number, box=name[1:])


def _within(inner: list[float], outer: list[float]) -> bool:
    low = all(a >= b - _TOLERANCE for a, b in zip(inner[:2], outer[:2], strict=True))
    return low and all(a <= b + _TOLERANCE for a, b in zip(inner[2:], outer[2:], strict=True))


def _claims(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    said = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    if b"pdfaid:part" in said:
        if "/OutputIntents" not in pdf.Root:
            yield problem("P112", claim="PDF/A", reason="says nothing of its colours")
        if "/ID" not in pdf.trailer:
            yield problem("P112", claim="PDF/A", reason="has no identifier")
    if b"pdfuaid:part" in said and not _says(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield problem("P112", claim="PDF/UA", reason="lets viewers show its name instead of its title")


def _said(pdf: pikepdf.Pdf, document: Document) -> Iterator[Problem]:
    meta, info = document.metadata, pdf.docinfo
    title = str(info.get("/Title", ""))
    if not title.startswith(meta.title):
        yield problem("P106", found=title, wanted=meta.title)
    if (language := str(pdf.Root.get("/Lang", ""))) != meta.language:
        yield problem("P109", what="the language", left=meta.language, right=language)
    yield from _agreement(pdf, meta, title)


def _agreement(pdf: pikepdf.Pdf, meta: Metadata, title: str) -> Iterator[Problem]:
    """Compare the information dictionary with the XMP (ISO 19005-2, 6.6.3), and both with what was to be said."""
    from lxml import etree

    if "/Metadata" not in pdf.Root:
        yield problem("P109", what="the XMP", left="missing", right="")
        return
    names = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xmp": "http://ns.adobe.com/xap/1.0/",
    }
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    xmp = etree.fromstring(pdf.Root.Metadata.read_bytes(), parser)
    created = "".join(filter(str.isdigit, xmp.findtext(".//xmp:CreateDate", "", names)))
    stamped = "".join(filter(str.isdigit, str(pdf.docinfo.get("/CreationDate", ""))))
    for what, left, right in (
        ("the title", title, xmp.findtext(".//dc:title//rdf:li", "", names)),
        ("the date", stamped, created),
        ("the language", meta.language, xmp.findtext(".//dc:language//rdf:li", "", names)),
        ("the publisher", meta.publisher, xmp.findtext(".//dc:publisher//rdf:li", "", names)),
        ("the rights", meta.rights, xmp.findtext(".//dc:rights//rdf:li", "", names)),
    ):
        if left != right:
            yield problem("P109", what=what, left=left, right=right)
