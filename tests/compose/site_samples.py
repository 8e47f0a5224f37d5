# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site of the sample booklet in three languages, composed as a build does it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from octavo.compose.site import compose_site, kit_of
from octavo.diagnostics.problem import Outcome
from octavo.distribute.shelf import shelve
from octavo.distribute.site import handed_out, site_pages
from octavo.localize.formats import own_name
from octavo.model.distribution import Accessibility, Correction, Dossier, PublishedFile
from octavo.model.document import Credit
from octavo.model.edition import Edition
from octavo.model.site import SiteTexts
from tests.compose.composed import TEMPLATES
from tests.compose.samples import blobs, edition

LANGUAGES = ("en", "az", "ar")
SITE = "https://example.org/books/sample/"
FEEDS = ("opds/index.xml", "opds/index.json")
ACCESS = Accessibility(
    modes=("textual", "visual"),
    sufficient=("textual",),
    features=("alternativeText", "readingOrder", "tableOfContents", "unlocked"),
    hazards=("none",),
    summary="Pictures have descriptions.",
)
FIX = Correction("stairs", "2026-04-01", "1 April 2026", "page 7", "ten < stairs", "eleven stairs", "a slip", ("A",))


def dossier(told: Edition, *, approved: bool = False, corrected: bool = True, site: str = SITE) -> Dossier:
    """Return the dossier of an edition with a file of every kind."""
    tag, manifest = told.language.tag, told.manifest
    stem = f"sample-{tag}"

    def file(path: str, output: str, media_type: str = "application/pdf", pages: int = 0) -> PublishedFile:
        access = ACCESS if output in ("epub", "web") else replace(ACCESS, features=("readingOrder",))
        read = output in ("epub", "screen", "web") and not path.endswith(".jpg")
        size = 3_456_789 if output == "screen" else 340_100
        digest = f"{len(path):064x}"
        return PublishedFile(path, output, media_type, size, digest, pages, approved, "c", "", access if read else None)

    return Dossier(
        publication="sample",
        edition=tag,
        language=tag,
        name=own_name(tag),
        direction=told.language.direction,
        work="urn:uuid:00000000-0000-5000-8000-000000000000",
        identifier=f"urn:uuid:00000000-0000-5000-8000-00000000000{1 + LANGUAGES.index(tag)}",
        source_identifier="" if tag == "en" else "urn:uuid:00000000-0000-5000-8000-000000000001",
        title=manifest.title,
        subtitle=manifest.subtitle,
        description=manifest.description,
        issued="2026-03-04",
        publisher=manifest.publisher.name if manifest.publisher else "",
        place="Sampleton",
        rights=manifest.rights,
        licence="CC BY-SA 4.0",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        credits=(Credit("Anna Example", "aut"),),
        site=site,
        approved=approved,
        files=(
            file(f"{stem}-cover.jpg", "epub", "image/jpeg"),
            file(f"{stem}-screen.pdf", "screen", pages=22),
            file(f"{stem}-office.pdf", "office", pages=6),
            file(f"{stem}-office-how.pdf", "office", pages=1),
            file(f"{stem}-press.pdf", "press", pages=24),
            file(f"{stem}.epub", "epub", "application/epub+zip"),
            file("web/index.html", "web", "text/html"),
        ),
        corrections=(FIX,) if corrected else (),
        corrections_to="corrections@example.org",
    )


def composed(
    *tags: str, approved: bool = False, site: str = SITE, **changes: object
) -> tuple[dict[str, Outcome[SiteTexts]], dict[str, str]]:
    """Return what compose makes of each edition, and the files that the site has besides."""
    editions = {tag: edition(tag, **changes) for tag in tags or LANGUAGES}
    dossiers = [dossier(each, approved=approved, site=site) for each in editions.values()]
    there = {f"{each.edition}/{file.path}" for each in dossiers for file in each.files}
    shelf = shelve(dossiers, there).unwrap()
    pages = site_pages(shelf, FEEDS, editions)
    made = {}
    for tag, each in editions.items():
        own = [page for page in pages if page.dossier.edition == tag]
        made[tag] = compose_site(kit_of(each, blobs), own, TEMPLATES)
    return made, handed_out(shelf)


@cache
def whole_site(*, approved: bool = False) -> tuple[dict[str, str], dict[str, str]]:
    """Return every page and what pages share by path, and the files that the site has besides."""
    made, handed = composed(approved=approved)
    files: dict[str, str] = {}
    for outcome in made.values():
        assert outcome.problems == ()
        files |= {**outcome.unwrap().pages, **outcome.unwrap().styles}
    return files, handed
