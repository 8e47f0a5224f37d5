# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules of PDF/X for veraPDF's engine, derived from its own rules of PDF/A-2b: there are none of PDF/X.

What PDF/A asks beyond PDF/X is left out, the output intent is that of PDF/X, and what PDF/X forbids is added. The rules
are MPL-2.0 and stay in the jar that they come with: they are read and changed when they are used. They see no boxes, no
names in XMP, no Trapped and no broken gradients; the gate's own rules do.
"""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree as Xml

DERIVED_FROM = "PDFA-2B"
Derived = Literal["x4", "x1a"]
TAG = "{http://www.verapdf.org/ValidationProfile}"

_OLD, _NEW = "gOutputCS", "gOutputCSOfPdfx"  # the colour space of the output intent
_TITLES: dict[Derived, str] = {"x4": "PDF/X-4", "x1a": "PDF/X-1a"}

# Clauses of ISO 19005-2 about files to keep: forms, attachments, tags, metadata's own schemas, and so on.
_LEFT_OUT = ("6.6.4-", "6.6.2.3", "6.3", "6.9-", "6.8-", "6.10-", "6.11-", "6.5.1-")
_RULES_LEFT_OUT = ("6.2.8-3", "6.2.3-3", "6.1.12-1", "6.2.3-1", "6.2.10-2")
_METADATA = "6.6"  # PDF/X-1a is older than metadata in XMP

# The kind of object, the test it has to pass, and what is wrong if it doesn't.
Rule = tuple[str, str, str]
_COMMON: tuple[Rule, ...] = (
    ("ICCOutputProfile", 'S != "GTS_PDFX" || deviceClass == "prtr"', "the output profile is no printer's (prtr)"),
    ("PDOutputIntent", 'S != "GTS_PDFX" || OutputConditionIdentifier != null', "the output intent has no identifier"),
    ("PDDocument", f"{_NEW} != null", "there is no output intent of PDF/X with a profile"),
    (
        "PDAnnot",
        'Subtype == "TrapNet" || Subtype == "PrinterMark" || isOutsideCropBox == true',
        "an annotation lies inside the page",
    ),
    ("PDAction", "false", "there is an action"),
    ("PDEncryption", "false", "the file is encrypted"),
)
_X4: tuple[Rule, ...] = (("CosDocument", "/^%PDF-1\\.[3-6]/.test(header)", "PDF/X-4 goes up to PDF 1.6"),)
_X1A: tuple[Rule, ...] = (
    ("CosDocument", "/^%PDF-1\\.[34]/.test(header)", "PDF/X-1a goes up to PDF 1.4"),
    ("PDPage", "containsTransparency == false", "the page has transparency"),
    ("PDICCBased", "false", "a colour has a profile"),
    ("PDLab", "false", "a colour is in Lab"),
    ("PDDeviceRGB", "false", "a colour is in RGB"),
    ("PDXForm", "containsRef == false", "a form refers to another file"),
)


def derived_rules(original: bytes, standard: Derived) -> Xml.Element:
    """Return the rules of PDF/X as a validation profile of veraPDF, from the profile of PDF/A-2b as XML.

    The engine remembers tests by the name of their rule, and variables by theirs, for all profiles together: so both
    get names of their own.
    """
    root = Xml.fromstring(original.replace(_OLD.encode(), _NEW.encode()))
    rules, variables = root.find(f"{TAG}rules"), root.find(f"{TAG}variables")
    if rules is None or variables is None:
        raise ValueError("the profile of PDF/A-2b has no rules")
    for rule in list(rules):
        if _is_left_out(_name(rule), standard):
            rules.remove(rule)
        else:
            _rename(rule, standard)
    for variable in variables:
        value = variable.find(f"{TAG}value")
        if variable.get("name") == _NEW and value is not None:
            value.text = f'S == "GTS_PDFX" ? colorSpace : {_NEW}'
    for number, row in enumerate((*_COMMON, *(_X4 if standard == "x4" else _X1A)), 1):
        rules.append(_rule(number, *row))
        _rename(rules[-1], standard)
    return root


def _rename(rule: Xml.Element, standard: Derived) -> None:
    identity = rule.find(f"{TAG}id")
    assert identity is not None
    identity.set("clause", f"{_TITLES[standard]} {identity.get('clause')}".strip())


def _name(rule: Xml.Element) -> str:
    identity = rule.find(f"{TAG}id")
    return f"{identity.get('clause')}-{identity.get('testNumber')}" if identity is not None else ""


def _is_left_out(name: str, standard: Derived) -> bool:
    older = standard == "x1a" and name.startswith(_METADATA)
    return older or name.startswith(_LEFT_OUT) or name in _RULES_LEFT_OUT


def _rule(number: int, kind: str, test: str, wrong: str) -> Xml.Element:
    attributes = {"object": kind, "tags": "pdfx"} | ({"deferred": "true"} if _NEW in test else {})
    rule = Xml.Element(f"{TAG}rule", attributes)
    Xml.SubElement(rule, f"{TAG}id", {"specification": "ISO_19005_2", "clause": "", "testNumber": str(number)})
    Xml.SubElement(rule, f"{TAG}description").text = wrong
    Xml.SubElement(rule, f"{TAG}test").text = test
    error = Xml.SubElement(rule, f"{TAG}error")
    Xml.SubElement(error, f"{TAG}message").text = wrong
    Xml.SubElement(error, f"{TAG}arguments")
    return rule
