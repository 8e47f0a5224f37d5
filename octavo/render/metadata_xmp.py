# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF says of itself: XMP and document information from one source, with the standards it claims to meet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from octavo.model.document import Metadata

PRODUCER = "Octavo"
# MARC relators of those who made the text itself; everybody else contributed (DCMI, Creator and Contributor).
_CREATORS = frozenset({"aut", "cre", "dub"})
_SPACE = uuid.UUID("5c0a94f8-0c0e-5a0f-8c8e-3f1d6d3f3c55")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
  xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
  xmlns:schema="https://schema.org/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

# PDF/A knows nothing of these two, so the file describes them (ISO 19005-2, 6.6.2.3; ISO 14289-1, 5).
_SCHEMAS = (
    (
        "http://www.aiim.org/pdfua/ns/id/",
        "pdfuaid",
        "PDF/UA identification schema",
        (("part", "Integer", "internal", "Part of ISO 14289 this file conforms to"),),
    ),
    (
        "https://schema.org/",
        "schema",
        "Accessibility properties of schema.org",
        (
            ("accessMode", "bag Text", "external", "The senses that the content asks for"),
            ("accessModeSufficient", "bag Text", "external", "Sets of senses that are enough"),
            ("accessibilityFeature", "bag Text", "external", "What makes the content accessible"),
            ("accessibilityHazard", "bag Text", "external", "What may harm a reader"),
            ("accessibilitySummary", "Lang Alt", "external", "How the content can be read, in words"),
        ),
    ),
)
_PDF_A = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"


def xmp_packet(metadata: Metadata) -> bytes:
    """Return the XMP packet of a PDF that is both PDF/A-2a and PDF/UA-1 (ISO 16684-1)."""
    accessible = [each for each in _accessible(metadata) if each]
    schemas = _SCHEMAS if accessible else _SCHEMAS[:1]
    return _packet([_PDF_A, _text("pdfuaid:part", "1"), _extensions(schemas), *accessible, *_described(metadata)])


def _accessible(metadata: Metadata) -> list[str]:
    """Return what the composed content was found to have, in the words that EPUB and ONIX take from the same facts."""
    access = metadata.access
    return [
        _list("Bag", "schema:accessMode", access.modes),
        _list("Bag", "schema:accessModeSufficient", access.sufficient),
        _list("Bag", "schema:accessibilityFeature", access.features),
        _list("Bag", "schema:accessibilityHazard", access.hazards),
        _languages("schema:accessibilitySummary", access.summary, metadata.language),
    ]


def _extensions(schemas: Iterable[tuple[str, str, str, tuple[tuple[str, str, str, str], ...]]]) -> str:
    """Return the description of namespaces that PDF/A does not know (ISO 19005-2, 6.6.2.3.3)."""
    rows = []
    for namespace, prefix, title, properties in schemas:
        told = "".join(
            '<rdf:li rdf:parseType="Resource">'
            f"<pdfaProperty:category>{category}</pdfaProperty:category>"
            f"<pdfaProperty:description>{description}</pdfaProperty:description>"
            f"<pdfaProperty:name>{name}</pdfaProperty:name>"
            f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType></rdf:li>\n"
            for name, kind, category, description in properties
        )
        rows.append(
            '<rdf:li rdf:parseType="Resource">'
            f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>"
            f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:schema>{title}</pdfaSchema:schema>"
            f"<pdfaSchema:property><rdf:Seq>{told}</rdf:Seq></pdfaSchema:property></rdf:li>\n"
        )
    return f"<pdfaExtension:schemas><rdf:Bag>{''.join(rows)}</rdf:Bag></pdfaExtension:schemas>"


def press_packet(metadata: Metadata, standard: str) -> bytes:
    """Return the XMP packet of a file for the press (ISO 15930-7, 6.8); `standard` is one of PDF/X, or empty."""
    properties = _described(metadata)
    if standard:
        properties += [
            _text("pdf:Trapped", "False"),
            _text("pdfx:GTS_PDFXVersion" if standard.startswith("PDF/X-1") else "pdfxid:GTS_PDFXVersion", standard),
            _text("xmpMM:RenditionClass", "default"),
            _text("xmpMM:VersionID", "1"),
        ]
    return _packet(properties)


def _packet(properties: Iterable[str]) -> bytes:
    return _PACKET.format(properties="\n".join(filter(None, properties))).encode()


def _described(metadata: Metadata) -> list[str]:
    date = moment(metadata.issued)
    instance = uuid.uuid5(_SPACE, f"{metadata.identifier} {metadata.language} {metadata.issued}")
    return [
        _text("dc:format", "application/pdf"),
        _languages("dc:title", full_title(metadata), metadata.language),
        _list("Seq", "dc:creator", creators(metadata)),
        _list("Bag", "dc:contributor", (credit.name for credit in metadata.credits if credit.role not in _CREATORS)),
        _list("Bag", "dc:publisher", [metadata.publisher]),
        _languages("dc:rights", metadata.rights, metadata.language),
        _list("Bag", "dc:language", [*metadata.languages]),
        _text("dc:identifier", f"urn:isbn:{metadata.isbn}" if metadata.isbn else metadata.identifier),
        _languages("dc:description", metadata.description, metadata.language),
        _list("Bag", "dc:subject", metadata.subjects),
        _list("Seq", "dc:date", [date]),
        _text("pdf:Keywords", "; ".join(metadata.subjects)),
        _text("pdf:Producer", PRODUCER),
        *(_text(f"xmp:{name}", date) for name in ("CreateDate", "MetadataDate", "ModifyDate")),
        _text("xmp:CreatorTool", PRODUCER),
        _text("xmpMM:DocumentID", f"uuid:{uuid.uuid5(_SPACE, metadata.identifier)}"),
        _text("xmpMM:InstanceID", f"uuid:{instance}"),
        _text("xmpRights:Marked", "True" if metadata.rights else ""),
        _text("xmpRights:WebStatement", metadata.licence_url),
    ]


def information(metadata: Metadata) -> dict[str, str]:
    """Return the document information dictionary (ISO 32000-1, 14.3.3), saying nothing the XMP doesn't."""
    stamp = "D:" + "".join(char for char in moment(metadata.issued) if char.isdigit()) + "Z"
    said = {
        "Title": full_title(metadata),
        "Author": ", ".join(creators(metadata)),
        "Subject": metadata.description,
        "Keywords": "; ".join(metadata.subjects),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return {name: text for name, text in said.items() if text}


def full_title(metadata: Metadata) -> str:
    """Return title and subtitle as one."""
    return f"{metadata.title}: {metadata.subtitle}" if metadata.subtitle else metadata.title


def creators(metadata: Metadata) -> tuple[str, ...]:
    """Return the names of those who made the text."""
    return tuple(credit.name for credit in metadata.credits if credit.role in _CREATORS)


def moment(issued: str) -> str:
    """Return a date of issue (year, month or day) as the first moment it names, in UTC."""
    year, month, day, *_ = [*issued[:10].split("-"), "01", "01"]
    return f"{year}-{month}-{day}T00:00:00Z"


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _list(kind: str, name: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _languages(name: str, text: str, language: str) -> str:
    items = "".join(f"<rdf:li xml:lang={quoteattr(tag)}>{escape(text)}</rdf:li>" for tag in ("x-default", language))
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>" if text else ""


def write_metadata(pdf: Any, metadata: Metadata) -> None:
    """Replace what WeasyPrint wrote of the document, in its information dictionary and in XMP."""
    import pydyf

    pdf.info.clear()
    pdf.info.update({name: pydyf.String(text) for name, text in information(metadata).items()})
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream, stream.compress = [xmp_packet(metadata)], False
    pdf.catalog["Lang"] = pydyf.String(metadata.language)
