# SPDX-License-Identifier: AGPL-3.0-or-later
"""One product of an ONIX message: a format of an edition (ONIX for Books, group P)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.distribute.onix_codes import accessibility, role, scheme
from octavo.distribute.onix_languages import onix_language, onix_script
from octavo.distribute.onix_shops import Form, Shop
from octavo.distribute.shelf import Shelf, Shelved
from octavo.distribute.subjects import topic
from octavo.distribute.xml_tree import Element, element
from octavo.model.distribution import Dossier, PublishedFile
from octavo.model.document import Credit

# ProductForm (list 150) and ProductFormDetail (list 175): stapled and bound books, downloads, reflowing or fixed.
FORMS = {
    "saddle": ("BF", ("B310",)),
    "print": ("BC", ()),
    "epub": ("ED", ("E101", "E200")),
    "pdf": ("ED", ("E107", "E201")),
}


@dataclass(frozen=True, slots=True)
class Item:
    """What is a product: an edition in a form, its URN, its ISBN in digits if it has one, and the file if it is one."""

    shelved: Shelved
    form: Form
    urn: str
    isbn: str
    file: PublishedFile | None = None

    @property
    def dossier(self) -> Dossier:
        """The dossier of its edition."""
        return self.shelved.dossier


def product(shelf: Shelf, item: Item, items: Sequence[Item], shop: Shop | None = None) -> Element:
    """Return the product with links to all others of the message that are the same book, as a shop wants it if any."""
    told = item.dossier
    return element(
        "Product",
        element("RecordReference", item.urn),
        element("NotificationType", "03" if told.approved else "02"),
        element("RecordSourceType", "01"),
        element("RecordSourceName", told.publisher),
        *_identifiers(item),
        element("DescriptiveDetail", *_described(shelf, item, shop)),
        *_collateral(shelf, item),
        element("PublishingDetail", *_published(told)),
        element("RelatedMaterial", *_related(item, items)),
        element("ProductSupply", _supply(item)),
    )


def _identifiers(item: Item) -> Iterator[Element]:
    """Yield the identifiers (P.2, list 5): the URN as a proprietary one, and ISBN with its GTIN."""
    yield _identifier("ProductIdentifier", "01", item.urn)
    for kind in ("03", "15") if item.isbn else ():
        yield element("ProductIdentifier", element("ProductIDType", kind), element("IDValue", item.isbn))


def _identifier(name: str, kind: str, urn: str) -> Element:
    typed = "WorkIDType" if name == "WorkIdentifier" else "ProductIDType"
    return element(name, element(typed, kind), element("IDTypeName", "URN"), element("IDValue", urn))


def form_of(item: Item) -> tuple[str, tuple[str, ...]]:
    """Return the product form and its details."""
    return FORMS["saddle" if item.form == "print" and item.dossier.binding == "saddle" else item.form]


def _described(shelf: Shelf, item: Item, shop: Shop | None) -> Iterator[Element]:
    """Yield what the product is (P.3 to P.13)."""
    told = item.dossier
    form, details = form_of(item)
    yield element("ProductComposition", "00")
    yield element("ProductForm", form)
    yield from (element("ProductFormDetail", each) for each in details)
    if item.file and item.file.access:
        for code, text in accessibility(item.file.access):
            yield _feature(code, text, told)
    yield element("PrimaryContentType", "10")
    if item.form == "print":
        yield from _measures(told)
    else:
        yield element("EpubTechnicalProtection", "00")
        yield from _licence(told)
    yield from _collection(told)
    original = shelf.original(told)
    yield _title(told, "01")
    if original:
        yield _title(original, "03")
    yield from _people(shelf, told)
    for tag in told.languages:
        yield _language(tag, "01")
    if original:
        yield _language(original.language, "02")
    yield from _extents(item)
    yield from _subjects(told, shop)


def _feature(code: str, text: str, told: Dossier) -> Element:
    language = onix_language(told.language) if code == "00" else ""
    described = [element("ProductFormFeatureDescription", text, language=language)] if text else []
    return element(
        "ProductFormFeature",
        element("ProductFormFeatureType", "09"),
        element("ProductFormFeatureValue", code),
        *described,
    )


def _measures(told: Dossier) -> Iterator[Element]:
    """Yield height and width of the page (P.3.12, lists 48 and 50)."""
    width, height = told.trim
    for kind, value in (("01", height), ("02", width)):
        if value:
            measurement = element("Measurement", value)
            yield element("Measure", element("MeasureType", kind), measurement, element("MeasureUnitCode", "mm"))


def _licence(told: Dossier) -> Iterator[Element]:
    """Yield the licence of a digital product (P.3.20), with the address of its text."""
    if told.licence:
        name = element("EpubLicenseName", told.licence, language=onix_language(told.language))
        link = element(
            "EpubLicenseExpression",
            element("EpubLicenseExpressionType", "01"),
            element("EpubLicenseExpressionLink", told.licence_url),
        )
        yield element("EpubLicense", name, *([link] if told.licence_url else []))


def _collection(told: Dossier) -> Iterator[Element]:
    """Yield the series (P.5), as the publisher's own collection."""
    if told.series:
        number = [element("PartNumber", str(told.series_position))] if told.series_position else []
        language = onix_language(told.language)
        title = element(
            "TitleElement",
            element("TitleElementLevel", "02"),
            *number,
            element("TitleText", told.series, language=language),
        )
        yield element(
            "Collection",
            element("CollectionType", "10"),
            element("TitleDetail", element("TitleType", "01"), title),
        )


def _title(told: Dossier, kind: str) -> Element:
    """Return title and subtitle in the language of the edition (P.6): its own (list 15: 01), or the original's (03)."""
    language = onix_language(told.language)
    parts = [element("TitleElementLevel", "01"), element("TitleText", told.title, language=language)]
    if told.subtitle:
        parts.append(element("Subtitle", told.subtitle, language=language))
    return element("TitleDetail", element("TitleType", kind), element("TitleElement", *parts))


def _people(shelf: Shelf, told: Dossier) -> Iterator[Element]:
    """Yield who took part (P.7), in the order of the manifest; of translators also from and into which language."""
    for number, credit in enumerate(told.credits, 1):
        languages = []
        if role(credit.role) == "B06":
            original = shelf.original(told)
            source = onix_language(original.language) if original else ""
            languages = [element("FromLanguage", source)] if source else []
            languages.append(element("ToLanguage", onix_language(told.language)))
        yield element(
            "Contributor",
            element("SequenceNumber", str(number)),
            element("ContributorRole", role(credit.role)),
            *languages,
            *_name(credit),
        )
    if not told.credits:
        yield element("NoContributor")


def _name(credit: Credit) -> Iterator[Element]:
    """Yield the name of a person or of a body (P.7), and as it is filed where that differs."""
    kind = "CorporateName" if credit.body else "PersonName"
    yield element(kind, credit.name)
    if credit.sort:
        yield element(f"{kind}Inverted", credit.sort)


def _language(tag: str, kind: str) -> Element:
    """Return a language (P.10): that of the text (list 22: 01), or of what it was translated from (02)."""
    script = onix_script(tag)
    return element(
        "Language",
        element("LanguageRole", kind),
        element("LanguageCode", onix_language(tag)),
        *([element("ScriptCode", script)] if script else []),
    )


def _extents(item: Item) -> Iterator[Element]:
    """Yield pages and size (P.11, list 23): of an e-book those of the printed book, if it has markers for them."""
    pages = next((file.pages for file in item.dossier.files if file.output == "screen" and file.pages), 0)
    file = item.file
    if item.form == "epub":
        marked = file is not None and file.access is not None and "pageBreakMarkers" in file.access.features
        pages = pages if marked else 0
    if pages:
        yield _extent("08" if item.form == "epub" else "00", str(pages), "03")
    if file:
        yield _extent("22", str(file.size), "17")


def _extent(kind: str, value: str, unit: str) -> Element:
    return element(
        "Extent", element("ExtentType", kind), element("ExtentValue", value), element("ExtentUnit", unit)
    )  # fmt: skip


def _subjects(told: Dossier, shop: Shop | None) -> Iterator[Element]:
    """Yield the subjects (P.12); the first of each scheme that has main subjects is the main one."""
    met: set[str] = set()
    for found in map(topic, told.subjects):
        system = scheme(found)
        if shop and shop.schemes and system not in shop.schemes:
            continue
        main = [element("MainSubject")] if system in ("10", "93") and system not in met else []
        met.add(system)
        coded = element("SubjectCode" if found.scheme else "SubjectHeadingText", found.code)
        yield element("Subject", *main, element("SubjectSchemeIdentifier", system), coded)


def _collateral(shelf: Shelf, item: Item) -> Iterator[Element]:
    """Yield description and cover (P.14 to P.16); a picture needs an absolute address, and that a site."""
    told, found = item.dossier, []
    if told.description:
        text = element("Text", told.description, language=onix_language(told.language))
        found.append(element("TextContent", element("TextType", "03"), element("ContentAudience", "00"), text))
    if told.site and item.shelved.cover:
        link = element("ResourceLink", shelf.address(item.shelved.path(item.shelved.cover), ""))
        found.append(
            element(
                "SupportingResource",
                element("ResourceContentType", "01"),
                element("ContentAudience", "00"),
                element("ResourceMode", "03"),
                element("ResourceVersion", element("ResourceForm", "02"), link),
            )
        )
    if found:
        yield element("CollateralDetail", *found)


def _published(told: Dossier) -> Iterator[Element]:
    """Yield by whom, when and for where (P.19 to P.21); what is not approved is still to come."""
    yield element("Publisher", element("PublishingRole", "01"), element("PublisherName", told.publisher))
    if told.place:
        yield element("CityOfPublication", told.place)
    yield element("PublishingStatus", "04" if told.approved else "02")
    day = element("Date", told.issued.replace("-", ""), dateformat="00")
    yield element("PublishingDate", element("PublishingDateRole", "01"), day)
    world = element("Territory", element("RegionsIncluded", "WORLD"))
    yield element("SalesRights", element("SalesRightsType", "02"), world)


def _related(item: Item, items: Sequence[Item]) -> Iterator[Element]:
    """Yield the works (P.22, list 164) and products (P.23, list 51) that belong to this one.

    A work is one language of the publication: its formats are manifestations of it, and it is derived from the edition
    that it was translated from.
    """
    told = item.dossier
    works = [("01", told.identifier)] + ([("29", told.source_identifier)] if told.source_identifier else [])
    for relation, urn in works:
        yield element("RelatedWork", element("WorkRelationCode", relation), _identifier("WorkIdentifier", "01", urn))
    for other in items:
        same, alike = other.dossier == told, other.form == item.form
        if other is not item and (same or alike):
            code = element("ProductRelationCode", "06" if same else "11")
            yield element("RelatedProduct", code, *_identifiers(other))


def _supply(item: Item) -> Element:
    """Return the supply (P.26): files are free of charge; what a printed book costs is to be asked."""
    told = item.dossier
    return element(
        "SupplyDetail",
        element("Supplier", element("SupplierRole", "09"), element("SupplierName", told.publisher)),
        element("ProductAvailability", "20" if told.approved else "10"),
        element("UnpricedItemType", "04" if item.form == "print" else "01"),
    )
