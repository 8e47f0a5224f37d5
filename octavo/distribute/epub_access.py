# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an e-book says that it can be read, so that shops and catalogues are told the same and nothing beyond."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from octavo.model.distribution import Accessibility

CONTAINER = "META-INF/container.xml"


def access_of_epub(data: bytes) -> Accessibility | None:
    """Return the accessibility metadata of an EPUB (EPUB Accessibility 1.1, 2.2); None if the file can't be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            container = etree.fromstring(book.read(CONTAINER), parser)
            path = next(str(each.get("full-path")) for each in container.iter("{*}rootfile"))
            package = etree.fromstring(book.read(path), parser)
    except (zipfile.BadZipFile, KeyError, StopIteration, TypeError, etree.XMLSyntaxError):
        return None
    return _told(package)


def _told(package: Any) -> Accessibility:
    metas = [(each.get("property") or "", "".join(each.itertext()).strip(), each) for each in package.iter("{*}meta")]

    def all_of(name: str) -> tuple[str, ...]:
        return tuple(text for found, text, _ in metas if found == name)

    def first(name: str) -> str:
        return next(iter(all_of(name)), "")

    certifier = next((f"#{each.get('id')}" for found, _, each in metas if found == "a11y:certifiedBy"), "")
    on = (text for found, text, each in metas if found == "dcterms:date" and each.get("refines") == certifier)
    return Accessibility(
        modes=all_of("schema:accessMode"),
        sufficient=all_of("schema:accessModeSufficient"),
        features=all_of("schema:accessibilityFeature"),
        hazards=all_of("schema:accessibilityHazard"),
        summary=first("schema:accessibilitySummary"),
        conforms_to=first("dcterms:conformsTo"),
        certified_by=first("a11y:certifiedBy"),
        certified_on=next(on, "") if certifier else "",
    )
