# SPDX-License-Identifier: AGPL-3.0-or-later
"""XLIFF 1.2 for agencies: what PO says that they need, in a file that every tool of theirs opens, and back.

Placeholders, citations and notes are <ph>: tools show them as tags that can be moved and not changed. A plural message
is a group of units, a form each (OASIS XLIFF 1.2, 2.4.1 and the gettext profile).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from polib import POEntry

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.localize.exchange import Returned, entries_of, source_digest, state_digest
from octavo.localize.plurals import gettext_rule
from octavo.localize.pofile import write_po
from octavo.localize.update import Wanted
from octavo.markup.placeholders import PLACEHOLDER
from octavo.model.catalog import Message, message_id
from octavo.model.locale import Language

if TYPE_CHECKING:
    from octavo.localize.pack import Opened

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = re.compile(rf"{PLACEHOLDER}|\{{n\}}|\[\^[^\]\s]+\]|\[@[^\]\[]*\]")
_UNSAFE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_STALE = "needs-review-translation"
# XML 1.0 has no sign for these; no message that is printed has them.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_xliff(publication: str, files: Mapping[str, bytes], wanted: Wanted, language: Language) -> bytes:
    """Return a language's PO files as one XLIFF file, a <file> each."""
    from lxml import etree

    names: Any = {None: NAMESPACE}
    root = etree.Element(_name("xliff"), nsmap=names, version="1.2")
    bodies: dict[str, Any] = {}
    for name, entry in entries_of(files):
        if name not in bodies:
            about = {
                "original": name,
                "source-language": wanted.tag,
                "target-language": language.tag,
                "datatype": "x-gettext",
                "product-name": publication,
                "product-version": source_digest(wanted),
            }
            bodies[name] = etree.SubElement(etree.SubElement(root, _name("file"), about), _name("body"))
        _write_entry(bodies[name], entry, language)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True) + b""


def _write_entry(body: Any, entry: POEntry, language: Language) -> None:
    from lxml import etree

    number = message_id(entry.msgctxt or "", entry.msgid)
    texts: list[tuple[str, str, str]] = [(number, entry.msgid, entry.msgstr)]
    where = body
    if entry.msgid_plural:
        where = etree.SubElement(body, _name("group"), {"id": number, "restype": "x-gettext-plurals"})
        count = gettext_rule(language.plurals)[0]
        sources = [entry.msgid, *[entry.msgid_plural] * (count - 1)] if count > 1 else [entry.msgid_plural]
        texts = [(f"{number}[{at}]", text, entry.msgstr_plural.get(at, "")) for at, text in enumerate(sources)]
    for unit_id, source, target in texts:
        state = _STALE if entry.fuzzy else "translated"
        about = {"id": unit_id, "extradata": state_digest(entry), _SPACE: "preserve"}
        unit = etree.SubElement(where, _name("trans-unit"), about)
        _write_text(etree.SubElement(unit, _name("source")), source)
        if target:
            _write_text(etree.SubElement(unit, _name("target"), state=state), target)
        group = etree.SubElement(unit, _name("context-group"), purpose="information")
        context = etree.SubElement(group, _name("context"), {"context-type": "x-gettext-msgctxt"})
        context.text = _NO_XML.sub("", entry.msgctxt or "")
        for who, said in (("developer", entry.comment), ("translator", entry.tcomment)):
            if said:
                note = etree.SubElement(unit, _name("note"), {"from": who})
                note.text = _NO_XML.sub("", said)


def _write_text(element: Any, text: str) -> None:
    from lxml import etree

    text = _NO_XML.sub("", text)
    at, last = 0, None
    for number, match in enumerate(_KEPT.finditer(text), 1):
        _append(element, last, text[at : match.start()])
        last = etree.SubElement(element, _name("ph"), id=str(number))
        last.text = match[0]
        at = match.end()
    _append(element, last, text[at:])


def _append(element: Any, last: Any, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def read_xliff(data: bytes, called: str, wanted: Wanted, language: Language) -> Outcome[Opened]:
    """Return what an XLIFF file brings back, as PO files of today's messages."""
    from lxml import etree

    from octavo.localize.pack import Opened

    if _UNSAFE.search(data):
        return Outcome(None, (problem("L609", Place(called), fault="it has a document type or entities"),))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        place = Place(called, getattr(error, "lineno", 0) or 0)
        return Outcome(None, (problem("L609", place, fault=str(error).partition("\n")[0]),))
    if root.tag != _name("xliff"):
        return Outcome(None, (problem("L609", Place(called), fault="it is not XLIFF 1.2"),))
    by_id = {message.id: message for message in wanted.messages}
    base: dict[str, str] = {}
    made: dict[str, bytes] = {}
    strays: list[str] = []
    for file in root.iter(_name("file")):
        entries: dict[str, POEntry] = {}
        for unit in file.iter(_name("trans-unit")):
            number, _, form = unit.get("id", "").partition("[")
            base[number] = unit.get("extradata", "")
            message = by_id.get(number)
            if message is None:
                strays.append(_read_text(unit.find(_name("source"))))
                continue
            _read_unit(unit, entries.setdefault(number, _empty(message)), form.rstrip("]"))
        made[_catalog_name(file.get("original", ""), made)] = write_po(entries.values(), language, wanted.title)
    file = root.find(_name("file"))
    found = tuple(problem("L608", Place(called), text=text[:60]) for text in strays)
    if file is None:
        return Outcome(None, (problem("L609", Place(called), fault="there is no <file> in it"),))
    returned = Returned(made, {name: value for name, value in base.items() if value}, called)
    tag = file.get("target-language", "")
    opened = Opened(returned, file.get("product-name", ""), tag, file.get("product-version", ""), frozenset(base))
    return Outcome(opened, found)


def _catalog_name(original: str, taken: Mapping[str, bytes]) -> str:
    from octavo.localize.pack import CATALOGS

    free = [name for name in CATALOGS if name not in taken]
    return original if original in free else (free or ["text.po"])[0]


def _empty(message: Message) -> POEntry:
    return POEntry(msgid=message.msgid, msgctxt=message.context or None, msgid_plural=message.plural, msgstr_plural={})


def _read_unit(unit: Any, entry: POEntry, form: str) -> None:
    target = unit.find(_name("target"))
    text = _read_text(target)
    if entry.msgid_plural:
        entry.msgstr_plural[int(form) if form.isdecimal() and len(form) == 1 else 0] = text
    else:
        entry.msgstr = text
    state = target.get("state", "") if target is not None else ""
    doubt = state.startswith("needs-") or unit.get("approved") == "no"
    if text and doubt and not entry.fuzzy:
        entry.flags.append("fuzzy")
    said = [note.text or "" for note in unit.findall(_name("note")) if note.get("from") == "translator"]
    entry.tcomment = "\n".join(said) or entry.tcomment


def _read_text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext())


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
