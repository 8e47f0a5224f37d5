# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file for the press says of itself: its standard, its output intent, and nothing for readers of screens."""

from __future__ import annotations

from typing import Any

from octavo.model.document import Metadata
from octavo.model.press import Condition
from octavo.model.printer import Standard
from octavo.render.metadata_xmp import information, press_packet

# What belongs to files for the screen; a press does nothing, opens nothing and knows no pages by name.
_FOR_READERS = (
    "/AA", "/AcroForm", "/Collection", "/Dests", "/Extensions", "/Lang", "/MarkInfo", "/Names", "/OCProperties",
    "/OpenAction", "/Outlines", "/PageLabels", "/PageLayout", "/PageMode", "/Perms", "/PieceInfo", "/SpiderInfo",
    "/StructTreeRoot", "/Threads", "/URI", "/ViewerPreferences", "/OutputIntents",
)  # fmt: skip
# How each standard wants to be named in the document information; PDF/X-4 is named in XMP (ISO 15930-7, 6.8.3).
_NAMED = {
    "PDF/X-1a:2001": {"/GTS_PDFXVersion": "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"},
    "PDF/X-1a:2003": {"/GTS_PDFXVersion": "PDF/X-1a:2003"},
}
_OF_PAGES = frozenset({
    "/AA", "/Annots", "/B", "/Dur", "/Group", "/Metadata", "/PieceInfo", "/PresSteps", "/StructParents", "/Tabs",
    "/Thumb", "/Trans", "/UserUnit",
})  # fmt: skip


def strip(pdf: Any) -> None:
    """Take out everything that is not painted: links, actions, bookmarks, forms, tags, labels, attachments."""
    for key in _FOR_READERS:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in _OF_PAGES & page.obj.keys():
            del page.obj[key]


def set_intent(pdf: Any, condition: Condition) -> None:
    """Name the printing condition and embed its profile (ISO 15930-7, 6.2.2)."""
    from pikepdf import Array, Dictionary, Name

    profile = pdf.make_stream(condition.profile)
    profile.N, profile.Alternate = 4, Name.DeviceCMYK
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=condition.identifier,
        OutputCondition=condition.text,
        Info=condition.title,
        DestOutputProfile=profile,
    )
    if condition.registry:
        intent.RegistryName = condition.registry
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def set_metadata(pdf: Any, metadata: Metadata, standard: Standard) -> None:
    """Say title, dates, identifiers and standard, in the document information and in XMP; both from the metadata."""
    from pikepdf import Dictionary, Name

    said: dict[str, Any] = {f"/{name}": text for name, text in information(metadata).items()}
    if standard != "PDF":
        said["/Trapped"] = Name("/False")
    said |= _NAMED.get(standard, {})
    pdf.trailer.Info = pdf.make_indirect(Dictionary(said))
    packet = pdf.make_stream(press_packet(metadata, "" if standard == "PDF" else standard))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
