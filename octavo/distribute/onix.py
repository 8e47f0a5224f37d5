# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ONIX message of a publication: every format of every edition a product (ONIX for Books 3.1, or 3.0)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.distribute.onix_languages import onix_language
from octavo.distribute.onix_product import Item, product
from octavo.distribute.onix_shops import SHOPS, Form, Shop
from octavo.distribute.shelf import Shelf, Shelved
from octavo.distribute.xml_tree import Element, element, written

FILE = "onix.xml"
NAMES: dict[Form, str] = {"print": "printed book", "epub": "e-book", "pdf": "PDF"}
RELEASES = {release: f"http://ns.editeur.org/onix/{release}/reference" for release in ("3.1", "3.0")}


def onix(shelf: Shelf) -> Outcome[dict[str, bytes]]:
    """Return the message in the release that the manifest asks for, one for each shop, and what they can't hold.

    Without a publisher there is none, for a message names its sender (group H.1).
    """
    told = shelf.first
    if not told.publisher:
        return Outcome({}, (problem("C106", Place("publication.yaml", key="publication.yaml#publisher")),))
    place = Place("publication.yaml", key="publication.yaml#editions")
    unknown = sorted({tag for each in shelf.editions for tag in each.dossier.languages if not onix_language(tag)})
    found = [problem("C107", place, language=language) for language in unknown]
    items = [item for each in shelf.editions if not set(unknown) & set(each.dossier.languages) for item in _items(each)]
    files = {FILE: _message(shelf, items, told.onix, None)} if items else {}
    for name in told.shops:
        shop = SHOPS[name]
        taken = [each for each in items if each.form in shop.forms]
        if taken:
            release = told.onix if told.onix in shop.releases else shop.releases[0]
            files[shop_file(name)] = _message(shelf, taken, release, shop)
        else:
            where = Place("publication.yaml", key="publication.yaml#shops")
            forms = " or ".join(NAMES[form] for form in shop.forms)
            found.append(problem("C124", where, shop=shop.title, forms=forms))
    return Outcome(files, tuple(found))


def shop_file(name: str) -> str:
    """Return the name of a shop's message."""
    return f"onix-{name}.xml"


def _message(shelf: Shelf, items: Sequence[Item], release: str, shop: Shop | None) -> bytes:
    products = [product(shelf, item, items, shop) for item in items]
    message = element("ONIXMessage", _header(shelf), *products)
    return written(message, RELEASES[release], {"release": release})


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
