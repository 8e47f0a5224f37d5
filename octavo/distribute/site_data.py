# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page of the site says of its book to machines: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from octavo.model.distribution import Accessibility, Dossier
from octavo.model.document import Credit
from octavo.model.site import SiteLanguage, SitePage

# MARC relators that schema.org has a property for; others are contributors.
ROLES = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator", "pht": "creator"}


def linked_book(page: SitePage, site: str) -> str:
    """Return the edition of a page as a Book (schema.org), with the editions it was translated from and into.

    Addresses are absolute where there is a `site`, else relative to the page (JSON-LD 1.1, 3.1: the document's own).
    """
    told = page.dossier
    below = f"{site}{quote(told.edition)}/" if site else ""
    relation = "translationOfWork" if told.source_identifier else "workTranslation"
    others = [each for each in page.languages if not each.here and each.source == bool(told.source_identifier)]
    data = {
        **_book(told, page.canonical or "index.html"),
        "image": [below + name for name in (page.cover,) if name] + ([page.card] if page.card else []),
        relation: _related(others, told) if told.source_identifier else [_translation(each) for each in others],
        "exampleOfWork": {"@type": "Book", "@id": told.work},
        **_access(next((access for kind, access in page.access if kind == "epub"), None) or _any(page)),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file.name,
                "contentUrl": below + file.href,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
                "inLanguage": told.language,
            }
            for file in page.files
        ],
    }
    return _written(data)


def linked_work(told: Dossier, languages: Iterable[SiteLanguage]) -> str:
    """Return the publication as such, with its editions as examples of it."""
    examples = [_translation(each) for each in languages]
    return _written({"@type": "Book", "@id": told.work, "name": told.title, "workExample": examples})


def _book(told: Dossier, url: str) -> dict[str, Any]:
    people: dict[str, list[dict[str, str]]] = {}
    for credit in told.credits:
        people.setdefault(ROLES.get(credit.role, "contributor"), []).append(_person(credit))
    series = {"@type": "BookSeries", "name": told.series} if told.series else {}
    return {
        "@type": "Book",
        "@id": told.identifier,
        "url": url,
        "name": told.title,
        "alternativeHeadline": told.subtitle,
        "description": told.description,
        "inLanguage": list(told.languages) if told.also else told.language,
        **people,
        "publisher": {"@type": "Organization", "name": told.publisher} if told.publisher else {},
        "datePublished": told.issued,
        "isbn": sorted({isbn.replace("-", "") for isbn in told.isbn.values()}),
        "license": told.licence_url or told.licence,
        "copyrightNotice": told.rights,
        "isPartOf": series,
        "position": told.series_position if series else None,
        "bookFormat": "https://schema.org/EBook",
        "isAccessibleForFree": True,
        "creativeWorkStatus": "Draft" if told.draft or not told.approved else "Published",
    }


def _person(credit: Credit) -> dict[str, str]:
    return {"@type": "Organization" if credit.body else "Person", "name": credit.name}


def _translation(each: SiteLanguage) -> dict[str, str]:
    return {
        "@type": "Book",
        "@id": each.identifier,
        "inLanguage": each.language,
        "name": each.title,
        "url": each.address,
    }


def _related(sources: list[SiteLanguage], told: Dossier) -> dict[str, str]:
    """Return the edition that another was translated from: by its identifier alone if it is not on the site."""
    return _translation(sources[0]) if sources else {"@type": "Book", "@id": told.source_identifier}


def _any(page: SitePage) -> Accessibility | None:
    return page.access[0][1] if page.access else None


def _access(access: Accessibility | None) -> dict[str, Any]:
    """Return how the book can be read (schema.org accessibility properties), as its file says itself."""
    if access is None:
        return {}
    return {
        "accessMode": list(access.modes),
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": modes.split(",")} for modes in access.sufficient
        ],
        "accessibilityFeature": list(access.features),
        "accessibilityHazard": list(access.hazards),
        "accessibilitySummary": access.summary,
    }


def _written(data: dict[str, Any]) -> str:
    """Return JSON that can stand in a script element: no < is in it (HTML, 4.12.1.3)."""
    told = {key: value for key, value in data.items() if value not in (None, "", [], {})}
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c")
