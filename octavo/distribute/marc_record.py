# SPDX-License-Identifier: AGPL-3.0-or-later
"""One MARC record: an edition on one carrier (MARC 21 Bibliographic, with the carriers and media types of RDA)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from octavo.distribute.marc_access import access_fields, access_notes
from octavo.distribute.marc_field import Field, field, notes
from octavo.distribute.marc_fixed import Carrier, marc_language
from octavo.distribute.marc_people import people, responsibility
from octavo.distribute.shelf import PRINTING, Shelf, Shelved
from octavo.distribute.subjects import topic
from octavo.model.distribution import Accessibility, Dossier

FORMATS = {"application/epub+zip": "EPUB", "application/pdf": "PDF", "text/html": "HTML"}
BINDINGS = {"saddle": "saddle-stitched", "perfect": "perfect-bound"}
_BISAC = re.compile(r"([A-Z]{3})([0-9]{6})")


@dataclass(frozen=True, slots=True)
class Item:
    """What is recorded: an edition online, in whichever formats, or in print.

    `agency` is who gives the control numbers: the publisher by the name that it has in the source language, for an
    edition may have that name in its own.
    """

    shelved: Shelved
    carrier: Carrier
    agency: str

    @property
    def dossier(self) -> Dossier:
        """The dossier of its edition."""
        return self.shelved.dossier

    @property
    def number(self) -> str:
        """The control number, which stays as long as publisher and title do."""
        return str(uuid.uuid5(uuid.UUID(self.dossier.identifier), f"marc {self.carrier}"))

    @property
    def reference(self) -> str:
        """The control number as other records link to it, behind who gave it."""
        return f"({self.agency}){self.number}" if self.agency else self.number

    @property
    def access(self) -> Accessibility | None:
        """How it can be read: online, as the e-book says of itself; of the printed book only what is in it is known."""
        output = "epub" if self.carrier == "online" else "screen"
        told = [each.access for each in self.dossier.files if each.output == output and each.access]
        return told[0] if told else None

    @property
    def marks(self) -> frozenset[str]:
        """Whether it is illustrated and indexed."""
        told = self.access or Accessibility()
        found = {"illustrated": "visual" in told.modes, "indexed": "index" in told.features}
        return frozenset(name for name, true in found.items() if true)


def items_of(shelf: Shelf) -> tuple[Item, ...]:
    """Return what to record: each edition online, and in print if it has an ISBN there or may be printed by anybody."""
    found, agency = [], shelf.first.publisher
    for each in shelf.editions:
        if any(file.output not in PRINTING for file in each.offers):
            found.append(Item(each, "online", agency))
        if "print" in each.dossier.isbn or any(file.output in PRINTING for file in each.offers):
            found.append(Item(each, "print", agency))
    return tuple(found)


def fields_of(shelf: Shelf, item: Item, items: Sequence[Item]) -> tuple[Field, ...]:
    """Return the data fields of a record, ordered by tag except that names and links keep theirs."""
    found = [
        *_numbers(item),
        *_languages(shelf, item.dossier),
        *_subjects(item.dossier),
        *people(item.dossier, item.agency),
        *_titles(item.dossier),
        *_description(item),
        *_notes(shelf, item),
        *_links(shelf, item, items),
        *_addresses(shelf, item),
    ]
    return tuple(sorted(found, key=lambda each: each.tag))


def _numbers(item: Item) -> Iterator[Field]:
    """Yield ISBN (020; that of the other carrier in $z), URN (024), and who made the record by which rules (040)."""
    told = item.dossier
    for form in ("epub", "pdf", "print"):
        own = (form == "print") == (item.carrier == "print")
        if form in told.isbn and (own or form == "print"):
            number = told.isbn[form].replace("-", "").replace(" ", "")
            yield field("020", "  ", ("a" if own else "z", number), ("q", form if form == "print" else form.upper()))
    yield field("024", "7 ", ("a", told.identifier), ("2", "urn"))
    neutral = (("e", "pn"),) if item.carrier == "online" else ()
    yield field("040", "  ", ("a", item.agency), ("b", "eng"), ("e", "rda"), *neutral)


def _languages(shelf: Shelf, told: Dossier) -> Iterator[Field]:
    """Yield the languages (041): of a translation also that of the original; a tag with more to say as it is."""
    translated = bool(told.source_identifier)
    original = shelf.original(told)
    source = marc_language(original.language) if original else ""
    kind = "1" if translated else "0"
    if translated or told.also:
        texts = [("a", marc_language(tag)) for tag in told.languages]
        yield field("041", f"{kind} ", *texts, *([("h", source)] if translated else []))
    for tag in told.languages:
        if "-" in tag or marc_language(tag) == "und":
            yield field("041", f"{kind}7", ("a", tag), ("2", "rfc5646"))


def _subjects(told: Dossier) -> Iterator[Field]:
    """Yield codes with their scheme (072), and words of the author's own (653); 650 asks for headings, not codes."""
    for subject in told.subjects:
        found = topic(subject)
        parts = _BISAC.fullmatch(found.code)
        if found.scheme == "bisac" and parts:
            yield field("072", " 7", ("a", parts[1]), ("x", parts[2]), ("2", "bisacsh"))
        elif found.scheme:
            scheme = {"bisac": "bisacsh"}.get(found.scheme, found.scheme)
            yield field("072", " 7", ("a", found.code), ("2", scheme))
        else:
            yield field("653", "  ", ("a", found.code))


def _titles(told: Dossier) -> Iterator[Field]:
    """Yield title (245), the short one of its running heads (246), publication (264) and series (490, 830)."""
    authors = responsibility(told)
    yield field("245", f"{int(bool(authors))}0", ("a", told.title), ("b", told.subtitle), ("c", authors))
    if told.short_title and told.short_title != told.title:
        yield field("246", "17", ("a", told.short_title))
    publisher = told.publisher or "[publisher not identified]"
    place = told.place or "[Place of publication not identified]"
    yield field("264", " 1", ("a", place), ("b", publisher), ("c", told.issued[:4]))
    if told.series:
        number = str(told.series_position or "")
        yield field("490", "1 ", ("a", told.series), ("v", number))
        yield field("830", " 0", ("a", told.series), ("v", number))


def _description(item: Item) -> Iterator[Field]:
    """Yield extent and size (300), content, media and carrier (336 to 338), the medium (340) or the files (347)."""
    told, online = item.dossier, item.carrier == "online"
    count = next((file.pages for file in told.files if file.output == "screen" and file.pages), 0)
    pages = f"{count} pages" if count else ""
    whole = f"1 online resource ({pages})" if pages else "1 online resource"
    extent = whole if online else pages or "1 volume"
    illustrated = "illustrations" if "illustrated" in item.marks else ""
    yield field("300", "  ", ("a", extent), ("b", illustrated), ("c", "" if online else _centimetres(told.trim)))
    yield field("336", "  ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))
    if illustrated:
        yield field("336", "  ", ("a", "still image"), ("b", "sti"), ("2", "rdacontent"))
    media = (("computer", "c"), ("online resource", "cr")) if online else (("unmediated", "n"), ("volume", "nc"))
    for tag, (term, code), source in zip(("337", "338"), media, ("rdamedia", "rdacarrier"), strict=True):
        yield field(tag, "  ", ("a", term), ("b", code), ("2", source))
    if online:
        yield field("347", "  ", ("a", "text file"), ("2", "rdaft"))
        for file in item.shelved.offers:
            if file.output not in PRINTING:
                yield field(
                    "347", "  ", ("3", file.title), ("b", FORMATS.get(file.media_type, "")), ("c", f"{file.size} bytes")
                )
        yield from access_fields(item.access) if item.access else ()
    elif told.trim[0] and told.binding in BINDINGS:
        size = f"{told.trim[1]} x {told.trim[0]} mm"
        yield field("340", "  ", ("b", size), ("l", BINDINGS[told.binding]))


def _centimetres(trim: tuple[str, str]) -> str:
    """Return the height in whole centimetres, upwards; the width too where the page is wide or very narrow (RDA)."""
    if not all(trim):
        return ""
    width, height = (ceil(float(each) / 10) for each in trim)
    return f"{height} cm" if height / 2 <= width <= height else f"{height} x {width} cm"


def _notes(shelf: Shelf, item: Item) -> Iterator[Field]:
    """Yield notes: state (500), access (506), summary (520), how it can be read (532), licence (540), source (588)."""
    told, online = item.dossier, item.carrier == "online"
    if not told.approved:
        yield field("500", "  ", ("a", "Not yet approved for printing when this record was made"))
    if online:
        everywhere = (("f", "Unrestricted online access"), ("2", "star")) if told.site else ()
        yield field("506", "0 ", ("a", "Free of charge"), *everywhere)
        yield from access_notes(item.access) if item.access else ()
    yield from notes("520", "  ", told.description)
    if told.licence or told.licence_url:
        yield field("540", "  ", ("a", told.licence), ("u", told.licence_url))
    yield from notes("540", "  ", told.rights)
    yield field("588", "0 ", ("a", f"data of the publisher for the edition of {told.issued}"))


def _links(shelf: Shelf, item: Item, items: Sequence[Item]) -> Iterator[Field]:
    """Yield links to original (765), translations (767), other translations (775), and the other carrier (776)."""
    told = item.dossier
    for other in items:
        there = other.dossier
        if there is told and other is not item:
            term = "Print version" if other.carrier == "print" else "Online version"
            yield _link("776", "08", other, term)
        if there is told or other.carrier != _nearest(item, there, items):
            continue
        if there.identifier == told.source_identifier:
            yield _link("765", "0 ", other)
        elif there.source_identifier == told.identifier:
            yield _link("767", "0 ", other)
        else:
            yield _link("775", "08", other, "Edition in another language", marc_language(there.language))


def _nearest(item: Item, there: Dossier, items: Sequence[Item]) -> Carrier:
    """Return the carrier by which another edition is linked: the same if it has that."""
    carriers = [each.carrier for each in items if each.dossier is there]
    return item.carrier if item.carrier in carriers else carriers[0]


def _link(tag: str, indicators: str, other: Item, term: str = "", language: str = "") -> Field:
    told = other.dossier
    forms = ("print",) if other.carrier == "print" else ("epub", "pdf")
    isbn = (("z", told.isbn[form].replace("-", "").replace(" ", "")) for form in forms if form in told.isbn)
    where = f"{told.place}: {told.publisher}, {told.issued[:4]}" if told.place and told.publisher else told.issued[:4]
    return field(
        tag, indicators, ("i", term), ("t", told.title), ("d", where), ("e", language), *isbn, ("w", other.reference)
    )  # fmt: skip


def _addresses(shelf: Shelf, item: Item) -> Iterator[Field]:
    """Yield where it can be had (856), if the manifest names a site: the resource itself, or a version of the print."""
    if not item.dossier.site:
        return
    kind = "40" if item.carrier == "online" else "41"
    page = (item.shelved.page,) if item.shelved.page else ()
    for file in (*item.shelved.offers, *page):
        if file.output not in PRINTING:
            named = file.title or FORMATS.get(file.media_type, "")
            address = shelf.address(item.shelved.path(file), "")
            yield field("856", kind, ("3", named), ("q", file.media_type), ("u", address))
