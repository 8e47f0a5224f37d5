# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small PDFs, e-books and published folders to compare."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

MM = 72 / 25.4
A6 = (105 * MM, 148 * MM)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def pdf(
    pages: Sequence[str],
    *,
    title: str = "",
    password: str = "",
    tints: Sequence[str] = (),
    bleed: float = 0,
    slug: str = "",
    size: tuple[float, float] = A6,
    intent: bool = False,
) -> bytes:
    """Return a PDF with a line of text on each page; `tints` are colour operators for a patch on each.

    `slug` stands below the pages, outside their bleed; lengths are points. With `intent` it is called PDF/X.
    """
    import pikepdf
    from pikepdf import Dictionary, Name

    made = pikepdf.new()
    if title:
        made.docinfo["/Title"] = title
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for at, text in enumerate(pages):
        tint = tints[at] if at < len(tints) else ""
        patch = f"{tint} {-bleed} {-bleed} 30 30 re f" if tint else ""
        line = f"BT /F 12 Tf 40 300 Td ({text}) Tj ET" if text else ""
        below = f"BT /F 8 Tf 40 {-3.5 * bleed} Td ({slug}) Tj ET" if slug else ""
        page = made.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = made.make_stream(f"{patch} 0 0 0 1 k {line} {below}".encode())
        if bleed:
            page.obj.MediaBox = [-4 * bleed, -4 * bleed, size[0] + 4 * bleed, size[1] + 4 * bleed]
            page.obj.BleedBox = [-bleed, -bleed, size[0] + bleed, size[1] + bleed]
            page.obj.TrimBox = [0, 0, *size]
    if intent:
        made.Root.OutputIntents = [Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)]
    out = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner=password) if password else False
    made.save(out, encryption=locked, static_id=not password)
    return out.getvalue()


def epub(paragraphs: Sequence[str], *, title: str = "Lamps", key: str = "text/a.md#", language: str = "en") -> bytes:
    """Return an EPUB with one document; before every second paragraph a printed page begins."""
    blocks = []
    for at, text in enumerate(paragraphs):
        turn = f'<span xmlns:epub="http://www.idpf.org/2007/ops" epub:type="pagebreak" aria-label="{at // 2 + 1}"/>'
        blocks.append(f'{"" if at % 2 else turn}<p data-key="{key}{at + 1}">{text}</p>')
    body = "".join(blocks)
    document = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language></metadata><manifest>"
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        files = {"META-INF/container.xml": CONTAINER, "EPUB/content.opf": package, "EPUB/a.xhtml": document}
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def published(
    folder: Path, files: dict[str, bytes], *, edition: str = "en", name: str = "book", **facts: object
) -> Path:
    """Write an edition with its dossier below `folder`, and return the folder of the publication."""
    target = folder / edition
    rows = []
    for path, data in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
        output = path.removesuffix(".pdf").rpartition("-")[2]
        rows.append({"path": path, "output": output, "sha256": hashlib.sha256(data).hexdigest()})
    told = {"publication": name, "edition": edition, "language": edition, "work": f"urn:{name}", **facts, "files": rows}
    (target / "edition.json").write_text(json.dumps(told), "utf-8")
    return folder
