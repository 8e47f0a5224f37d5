# SPDX-License-Identifier: AGPL-3.0-or-later
"""Press files of invented pages: a tint that runs into the bleed, a frame at the safe edge, a large page number."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from octavo.render.outlines import label_font, text_path

MM = 72 / 25.4
BEYOND = 5  # millimetres of paper round the trim
SAFE = 10
# Tints of odd and of even pages, ink and rule.
INKS = {
    "cmyk": (".02 .15 .2 0 k", ".12 0 .1 0 k", "0 0 0 1 k", "0 0 0 .5 K"),
    "rgb": ("1 .85 .78 rg", ".88 1 .9 rg", "0 0 0 rg", ".5 G"),
}
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def book(
    pages: int,
    size: tuple[Decimal, Decimal] = (Decimal(148), Decimal(210)),
    *,
    bleed: float = 3,
    group: bool = True,
    colour: str = "cmyk",
) -> bytes:
    """Return a file of so many pages as a press file has them; without groups it is of the kind of PDF/X-1a."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(_page(pdf, number, size, (bleed, group, colour)))))
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Title"] = "The Lighthouse of Nowhere"
    pdf.docinfo["/Trapped"] = Name("/False")
    out = BytesIO()
    pdf.save(out, force_version="1.6" if group else "1.4", deterministic_id=True)
    return out.getvalue()


def _page(pdf: Any, number: int, size: tuple[Decimal, Decimal], kind: tuple[float, bool, str]) -> Any:
    from pikepdf import Array, Dictionary, Name

    (width, height), (bleed, group, colour) = ((float(side) * MM for side in size), kind)
    away, around = bleed * MM, BEYOND * MM
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(side, 3) for side in (-around, -around, width + around, height + around)]),
        BleedBox=Array([round(side, 3) for side in (-away, -away, width + away, height + away)]),
        TrimBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Contents=pdf.make_stream(_content(number, width, height, INKS[colour]).encode()),
        Resources=Dictionary(),
    )
    if group:
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
    return page


def _content(number: int, width: float, height: float, inks: tuple[str, str, str, str]) -> str:
    """Return a tint over the whole paper, the frame at the safe edge, the number, and a line that begins there."""
    recto, verso, ink, rule = inks
    safe, around = SAFE * MM, BEYOND * MM
    figure = text_path(str(number), label_font(), 90)
    small = text_path(f"inner margin of page {number}", label_font(), 7)
    inner = safe if number % 2 else width - safe - small.width
    return "\n".join(
        [
            f"{recto if number % 2 else verso} {-around:.3f} {-around:.3f}",
            f"{width + 2 * around:.3f} {height + 2 * around:.3f} re f {ink}",
            f"q 1 0 0 1 {width / 2 - figure.width / 2:.3f} {height * 0.55:.3f} cm {figure.operators} f Q",
            f"q 1 0 0 1 {inner:.3f} {safe + 4:.3f} cm {small.operators} f Q",
            f"{rule} .3 w {safe:.3f} {safe:.3f} {width - 2 * safe:.3f} {height - 2 * safe:.3f} re S",
        ]
    )
