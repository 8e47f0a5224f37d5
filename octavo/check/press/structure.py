# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file as a whole: what it says it is, its output intent, and what must not be in it (ISO 15930-4 and -7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from octavo.check.press.sheet import in_file
from octavo.model.gate import Found, PressWish
from octavo.model.languages import direction_of

# Standard → its newest version of PDF, and whether a file of it may be transparent, have layers and profiles.
VERSIONS = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4", "PDF/X-1a:2001": "1.3"}
_XMP_VERSION = re.compile(rb"pdfxid:GTS_PDFXVersion(?:>|=[\"'])([^<\"']*)")
_XMP_LANGUAGE = re.compile(rb"<dc:language>.*?<rdf:li[^>]*>([^<]+)<", re.DOTALL)
_CLASSES = {b"mntr": "a screen", b"scnr": "a scanner", b"link": "a link between devices", b"spac": "a colour space"}


def identity_faults(pdf: Any, data: bytes, wish: PressWish) -> Iterator[Found]:
    """Yield where the file does not say, or not rightly, which standard it keeps."""
    if pdf.is_encrypted:
        yield in_file("P602")
    info = pdf.docinfo
    if wish.standard == "PDF":
        return
    version = max(str(pdf.pdf_version), str(pdf.Root.get("/Version", "/"))[1:])
    if tuple(map(int, re.findall(r"\d+", version))) > tuple(map(int, VERSIONS[wish.standard].split("."))):
        yield in_file("P611", found=version, standard=wish.standard, wanted=VERSIONS[wish.standard])
    if str(info.get("/Trapped")) not in ("/True", "/False"):
        yield in_file("P612")
    missing = [
        what
        for what, there in {
            "title": bool(str(info.get("/Title", "")) or b"dc:title" in _xmp(pdf)),
            "date of creation": "/CreationDate" in info or b"xmp:CreateDate" in _xmp(pdf),
            "date of change": "/ModDate" in info or b"xmp:ModifyDate" in _xmp(pdf),
            "identifier": "/ID" in pdf.trailer,
        }.items()
        if not there
    ]
    yield from (in_file("P613", what=what, standard=wish.standard) for what in missing)
    yield from _name(pdf, wish)
    if wish.standard != "PDF/X-4" and (b"/ObjStm" in data or str(pdf.trailer.get("/Type")) == "/XRef"):
        yield in_file("P614", standard=wish.standard)


def side_of(pdf: Any) -> Literal["ltr", "rtl"]:
    """Return to which side a book is read, by the first language that its metadata names; else from left to right."""
    said = _XMP_LANGUAGE.search(_xmp(pdf))
    language = said[1].decode("ascii", "replace") if said else str(pdf.Root.get("/Lang", ""))
    return direction_of(language.strip())


def _xmp(pdf: Any) -> bytes:
    said: bytes = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    return said


def _name(pdf: Any, wish: PressWish) -> Iterator[Found]:
    """Compare the standard that the file names: X-4 in XMP, X-1a in the information dictionary."""
    told = _XMP_VERSION.search(_xmp(pdf))
    in_xmp = told[1].decode("utf-8", "replace").strip() if told else ""
    in_info = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    conforms = str(pdf.docinfo.get("/GTS_PDFXConformance", ""))
    right = {
        "PDF/X-4": in_xmp == "PDF/X-4" and in_info in ("", "PDF/X-4"),
        "PDF/X-1a:2003": in_info == "PDF/X-1a:2003",
        "PDF/X-1a:2001": in_info == "PDF/X-1:2001" and conforms == "PDF/X-1a:2001",
    }[wish.standard]
    if not right:
        found = conforms or in_info or in_xmp
        if wish.standard == "PDF/X-4" and in_xmp:
            found = in_xmp if in_xmp != "PDF/X-4" else in_info
        yield in_file("P610", standard=wish.standard, found=f"“{found}”" if found else "nothing")


def intent_faults(pdf: Any, wish: PressWish) -> Iterator[Found]:
    """Yield what is wrong with the output intent; a file that is none of PDF/X needs none."""
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.get("/S") == "/GTS_PDFX"]
    if wish.standard == "PDF":
        return
    if not intents:
        yield in_file("P603", standard=wish.standard)
        return
    if len(intents) > 1:
        yield in_file("P608", count=len(intents))
    intent = intents[0]
    identifier = str(intent.get("/OutputConditionIdentifier", "")).strip()
    if not identifier:
        yield in_file("P604", what="identifier of the printing condition", standard=wish.standard)
    elif wish.printer is not None and wish.printer.colour == "cmyk" and not _fits(identifier, wish):
        wanted = wish.printer.condition
        yield in_file("P607", found=identifier, wanted=wanted, printer=wish.printer.title)
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        if wish.standard == "PDF/X-4" or not str(intent.get("/RegistryName", "")):
            yield in_file("P605", standard=wish.standard)
    elif reason := profile_fault(profile.read_bytes(), int(profile.get("/N", 0))):
        yield in_file("P606", reason=reason)


def _fits(identifier: str, wish: PressWish) -> bool:
    """Tell whether a condition is the printer's; one that no list has is “Custom” (ISO 32000-1, 14.11.5)."""
    assert wish.printer is not None
    return identifier == wish.printer.condition or bool(wish.printer.profile)


def profile_fault(profile: bytes, count: int) -> str:
    """Return what keeps an ICC profile from describing a printing condition in CMYK, or nothing."""
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return "it is no ICC profile"
    if int.from_bytes(profile[:4], "big") > len(profile):
        return "it is cut short"
    if profile[12:16] != b"prtr":
        return f"it describes {_CLASSES.get(profile[12:16], 'something else')}"
    if profile[16:20] != b"CMYK":
        return f"its colours are {profile[16:20].decode('ascii', 'replace').strip()}"
    return "" if count == 4 else f"the file says that it has {count} colours"
