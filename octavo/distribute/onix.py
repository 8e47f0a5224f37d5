# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ONIX message of a publication: every format of every edition a product (ONIX for Books 3.1, or 3.0)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.distribute.onix_languages import onix_language
from octavo.distribute.onix_product import Form, Item, product
from octavo.distribute.shelf import Shelf, Shelved
from octavo.distribute.xml_tree import Element, element, written

FILE = "onix.xml"
RELEASES = {release: f"http://ns.editeur.org/onix/{release}/reference" for release in ("3.1", "3.0")}


def onix(shelf: Shelf) -> Outcome[bytes]:
    """Return the message in the release that the manifest asks for, and a problem for what it can't hold.

    Without a publisher there is none, for a message names its sender (group H.1).
    """
    told = shelf.first
    if not told.publisher:
        return Outcome(None, (problem("C106", Place("publication.yaml", key="publication.yaml#publisher")),))
    place = Place("publication.yaml", key="publication.yaml#editions")
    unknown = [each.dossier.language for each in shelf.editions if not onix_language(each.dossier.language)]
    found = tuple(problem("C107", place, language=language) for language in unknown)
    items = [item for each in shelf.editions if each.dossier.language not in unknown for item in _items(each)]
    if not items:
        return Outcome(None, found)
    products = [product(shelf, item, items) for item in items]
    space = RELEASES[told.onix]
    message = element("ONIXMessage", _header(shelf), *products)
    return Outcome(written(message, space, {"release": told.onix}), found)


def _header(shelf: Shelf) -> Element:
    """Return the header (H.1 to H.20); the day of issue stands for the time of sending, for builds have no clock."""
    sent = max(each.dossier.issued for each in shelf.editions).replace("-", "")
    language = onix_language(shelf.first.language)
    return element(
        "Header",
        element("Sender", element("SenderName", shelf.first.publisher)),
        element("SentDateTime", sent),
        *([element("DefaultLanguageOfText", language)] if language else []),
    )


def _items(each: Shelved) -> Iterator[Item]:
    """Yield what is a product: a printed book that has an ISBN, the e-book, the PDF."""
    isbn = {form: number.replace("-", "").replace(" ", "") for form, number in each.dossier.isbn.items()}
    of = {file.output: file for file in each.offers if file.output in ("epub", "screen")}
    forms: tuple[tuple[Form, str], ...] = (("print", ""), ("epub", "epub"), ("pdf", "screen"))
    for form, output in forms:
        file = of.get(output)
        if file or (form == "print" and "print" in isbn):
            own = uuid.uuid5(uuid.UUID(each.dossier.identifier), form).urn
            yield Item(each, form, own, isbn.get(form, ""), file)
