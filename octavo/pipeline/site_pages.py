# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of the site: each page composed in the language of its edition, fonts cut down, every link looked up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from octavo.compose.site import STYLES, compose_site, font_of
from octavo.diagnostics.printing import as_json, from_json
from octavo.diagnostics.problem import Outcome
from octavo.distribute.catalogues import read_dossier
from octavo.distribute.shelf import Shelf, shelve
from octavo.distribute.site import CARD as CARD_NAME
from octavo.distribute.site import PICTURE, handed_out, site_pages
from octavo.distribute.site_links import site_problems
from octavo.model.canonical import decode, digest, encode
from octavo.model.document import AssetUse
from octavo.model.listing import CARD, COVER, KIT, SUMS
from octavo.model.pdf_parts import Remember, anew
from octavo.model.site import SiteKit, SitePage, SiteTexts
from octavo.pipeline.catalogue_files import files_there
from octavo.pipeline.graph import House
from octavo.render.subset import Cut, characters_of, subset_font


@dataclass(frozen=True, slots=True)
class Site:
    """The files of the site by path, and the published files that it has too, by path their SHA-256."""

    files: dict[str, bytes]
    handed: dict[str, str]


def make_site(  # noqa: PLR0913, PLR0917  (what there is, and what is known of the last time)
    target: Path,
    dossiers: Mapping[str, bytes],
    feeds: Mapping[str, bytes],
    house: House,
    cut: Cut = subset_font,
    remember: Remember = anew,
) -> Outcome[Site | None]:
    """Return the site of the editions with these dossiers; there is no value where a link in it would be dead.

    What was published and is gone is left out; who makes the catalogues tells of it. `feeds` are the catalogues;
    `cut` cuts fonts down, and `remember` may know the pages of an edition, and what a page refers to.
    """
    shelf = shelve((read_dossier(data) for data in dossiers.values()), files_there(target, dossiers)).value
    if shelf is None:
        return Outcome(None)
    kits = {e.dossier.edition: (target / e.dossier.edition / KIT).read_bytes() for e in shelf.editions}
    pages = site_pages(shelf, feeds, kits)
    composed = [_texts(kit, _pages_in(edition, pages, shelf), house, remember) for edition, kit in kits.items()]
    found = [problem for each in composed for problem in each.problems]
    texts = [each.value for each in composed if each.value is not None]
    if len(texts) < len(kits):
        return Outcome(None, tuple(found))
    files = {path: html.encode() for each in texts for path, html in {**each.pages, **each.styles}.items()}
    for edition in kits:
        files[f"{edition}/{PICTURE}"] = (target / edition / COVER).read_bytes()
        files[f"{edition}/{CARD_NAME}"] = (target / edition / CARD).read_bytes()
    files |= {**_fonts(texts, kits.values(), house, cut), **feeds}
    handed = handed_out(shelf)
    dead = site_problems({**_readable(files, handed, target), SUMS: None}, shelf.first.site, remember)
    if dead:
        return Outcome(None, (*found, *dead))
    files[SUMS] = _sums(files, handed)
    return Outcome(Site(dict(sorted(files.items())), handed), tuple(found))


def _texts(kit: bytes, pages: Sequence[SitePage], house: House, remember: Remember) -> Outcome[SiteTexts]:
    """Return the pages of an edition, which seldom change where another edition does."""

    def told() -> str:
        made = compose_site(decode(SiteKit, kit), pages, house.templates.folder)
        texts = encode(made.value).decode() if made.value is not None else ""
        return json.dumps([texts, [as_json(each) for each in made.problems]])

    key = digest("texts", house.templates.digest, house.fonts.digest, kit, *map(encode, pages))
    texts, found = json.loads(remember(key, told))
    return Outcome(decode(SiteTexts, texts.encode()) if texts else None, tuple(map(from_json, found)))


def _pages_in(edition: str, pages: Iterable[SitePage], shelf: Shelf) -> list[SitePage]:
    """Return the pages in an edition's language; that where a language is chosen is in the publication's own."""
    own = shelf.first.edition
    return [each for each in pages if each.dossier.edition == edition and (each.topic != "start" or edition == own)]


def _fonts(texts: Iterable[SiteTexts], kits: Iterable[bytes], house: House, cut: Cut) -> dict[str, bytes]:
    """Return the fonts that the style sheets name, with the letters that any of the pages shows."""
    whole = list(texts)
    characters = characters_of(html for each in whole for html in each.pages.values())
    named = {use.name: use for each in whole for use in each.assets if use.media_type.startswith("font/")}
    theme = _theme_fonts(kits) if any(use.digest for use in named.values()) else {}

    def data(use: AssetUse) -> bytes:
        if use.digest:
            return theme[use.digest]
        return (house.fonts.folder / use.shared.removeprefix("fonts/")).read_bytes()

    def packed(use: AssetUse) -> bytes:
        return data(use) if use.name.endswith(".woff2") else cut(data(use), characters, woff2=True)

    uses = [named[name] for name in sorted(named)]
    with ThreadPoolExecutor() as threads:  # packing is nearly all of the work, and brotli's C code lets others run
        fonts = tuple(threads.map(packed, uses))
    paths = (PurePosixPath(use.name).with_suffix(".woff2") for use in uses)
    return {f"{STYLES}/{path}": font for path, font in zip(paths, fonts, strict=True)}


def _theme_fonts(kits: Iterable[bytes]) -> dict[str, bytes]:
    read = (decode(SiteKit, each) for each in kits)
    return {font.digest: font_of(kit, font.digest) for kit in read for font in kit.edition.fonts}


def _readable(files: Mapping[str, bytes], handed: Iterable[str], target: Path) -> dict[str, bytes | None]:
    """Return the site with the bytes of what can have links, and None for all else."""
    found: dict[str, bytes | None] = {
        path: data if path.endswith((".html", ".css")) else None for path, data in files.items()
    }
    return found | {path: (target / path).read_bytes() if path.endswith(".html") else None for path in handed}


def _sums(files: Mapping[str, bytes], handed: Mapping[str, str]) -> bytes:
    sums = {**{path: hashlib.sha256(data).hexdigest() for path, data in files.items()}, **handed}
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()
