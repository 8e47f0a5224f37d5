# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each page of the site offers, from what was really published; words and looks are for compose."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from posixpath import basename
from urllib.parse import quote

from octavo.distribute import opds1, opds2
from octavo.distribute.shelf import FOLDER, PRINTING, Shelf, Shelved
from octavo.distribute.site_data import linked_book, linked_work
from octavo.model.distribution import PublishedFile
from octavo.model.profile import PROFILES
from octavo.model.site import PURPOSES, Purpose, SiteFeed, SiteFile, SiteGroup, SiteLanguage, SitePage

START = "index.html"
CORRECTIONS = "corrections.html"
PICTURE, CARD = "cover.jpg", "card.png"
# The output a file belongs to → what readers take it for; others are no downloads.
PURPOSE: dict[str, Purpose] = {
    "web": "read",
    "screen": "read",
    "large": "read",
    "epub": "device",
    "office": "home",
    "press": "printer",
    "cover": "printer",
    "booklet": "printer",
    "errata": "home",
}
FEEDS = {f"{FOLDER}/index.xml": opds1.FEED_TYPE, f"{FOLDER}/index.json": opds2.FEED_TYPE}


def site_pages(shelf: Shelf, feeds: Collection[str], pictured: Collection[str]) -> tuple[SitePage, ...]:
    """Return the pages of the site: where a language is chosen, one for each edition, and their corrections.

    `feeds` are the catalogues of the site by path below it; `pictured` the editions whose cover and card there are.
    """
    pages = [_start(shelf, feeds, shelf.first.edition in pictured)]
    for each in shelf.editions:
        page = _edition(shelf, each, feeds, each.dossier.edition in pictured)
        pages.append(page)
        if page.corrections:
            path = f"{each.dossier.edition}/{CORRECTIONS}"
            canonical = _absolute(shelf, path)
            pages.append(replace(page, path=path, topic="corrections", canonical=canonical, linked=""))
    return tuple(pages)


def handed_out(shelf: Shelf) -> dict[str, str]:
    """Return the published files that the site has, by path below output/<publication>/ and below it alike: SHA-256."""
    files = [(each, file) for each in shelf.editions for file in (*each.offers, each.page, each.cover) if file]
    return {each.path(file): file.sha256 for each, file in files}


def _absolute(shelf: Shelf, path: str) -> str:
    return shelf.first.site + quote(path) if shelf.first.site else ""


def _page_path(edition: str) -> str:
    return f"{edition}/{START}"


def _start(shelf: Shelf, feeds: Collection[str], pictured: bool) -> SitePage:
    languages = _languages(shelf, "", "")
    return SitePage(
        START,
        "",
        shelf.first,
        languages,
        topic="start",
        canonical=_absolute(shelf, START),
        start=_absolute(shelf, START) or START,
        card=_absolute(shelf, f"{shelf.first.edition}/{CARD}") if pictured else "",
        feeds=_feeds("", feeds),
        linked=linked_work(shelf.first, languages),
    )


def _edition(shelf: Shelf, each: Shelved, feeds: Collection[str], pictured: bool) -> SitePage:
    told = each.dossier
    page = SitePage(
        _page_path(told.edition),
        "../",
        told,
        _languages(shelf, "../", told.edition),
        canonical=_absolute(shelf, _page_path(told.edition)),
        start=_absolute(shelf, START) or f"../{START}",
        card=_absolute(shelf, f"{told.edition}/{CARD}") if pictured else "",
        cover=PICTURE if pictured else "",
        read=quote(each.page.path) if each.page else "",
        corrections=CORRECTIONS if told.corrections else "",
        withheld=any(file.output in PRINTING and file not in each.offers for file in told.files),
        groups=tuple(_groups(each)),
        access=tuple((file.output, file.access) for file in _told(each) if file.access),
        feeds=_feeds("../", feeds),
    )
    return replace(page, linked=linked_book(page, shelf.first.site))


def _languages(shelf: Shelf, root: str, here: str) -> tuple[SiteLanguage, ...]:
    found = []
    for told in (each.dossier for each in shelf.editions):
        href = START if told.edition == here else root + quote(_page_path(told.edition))
        address = _absolute(shelf, _page_path(told.edition)) or href
        found.append(
            SiteLanguage(
                edition=told.edition,
                identifier=told.identifier,
                language=told.language,
                direction=told.direction,
                name=told.name,
                title=told.title,
                subtitle=told.subtitle,
                href=href,
                address=address,
                here=told.edition == here,
                source=not told.source_identifier,
            )
        )
    return tuple(found)


def _feeds(root: str, feeds: Collection[str]) -> tuple[SiteFeed, ...]:
    return tuple(SiteFeed(root + path, media_type) for path, media_type in FEEDS.items() if path in feeds)


def _told(each: Shelved) -> list[PublishedFile]:
    """Return the downloads of an edition: the page to read among them."""
    return [*([each.page] if each.page else []), *each.offers]


def _groups(each: Shelved) -> Iterator[SiteGroup]:
    files = _told(each)
    for purpose in PURPOSES:
        mine = tuple(_file(each, file) for file in files if PURPOSE.get(file.output) == purpose)
        if mine:
            yield SiteGroup(purpose, mine)


def _file(each: Shelved, file: PublishedFile) -> SiteFile:
    stem = f"{each.dossier.publication}-{each.dossier.edition}"
    kind, printer = _known_as(file, stem)
    return SiteFile(
        kind=kind,
        href=quote(file.path),
        name=basename(file.path),
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        pages=file.pages,
        printer=printer,
    )


def _known_as(file: PublishedFile, stem: str) -> tuple[str, str]:
    """Return what kind of file it is, and the printer that it is for: outputs of several PDFs have a kind for each."""
    patterns = {result: path for result, path in PROFILES[file.output].files.items() if path.endswith(".pdf")}
    for result, pattern in patterns.items():
        start, printer, end = pattern.format(stem=stem, printer="\0").partition("\0")
        kind = f"{file.output}.{result}" if len(patterns) > 1 else file.output
        if file.path == start + end:
            return kind, ""
        if printer and file.path.startswith(f"{start}-") and file.path.endswith(end):
            return kind, file.path[len(start) + 1 : -len(end)]
    return file.output, ""
