# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of the site, in the language and the look of an edition."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from markupsafe import Markup

from octavo.compose.book import Book
from octavo.compose.colour import on_dark, on_light
from octavo.compose.cover_view import MARK
from octavo.compose.desk import Desk
from octavo.compose.environment import ThemeLoader, environment_of
from octavo.compose.families import families_of
from octavo.compose.globals import DARK_GROUND, globals_of
from octavo.compose.metadata import metadata_of
from octavo.compose.print_order import KINDS as PRINT_KINDS
from octavo.compose.sections import N_
from octavo.compose.styles import tokens_of
from octavo.compose.typefaces import house_faces, theme_faces
from octavo.compose.words import Words, words_of
from octavo.compose.writing import Writer
from octavo.diagnostics.problem import Outcome, in_order
from octavo.localize.dates import date, year
from octavo.localize.formats import number
from octavo.model.catalog import State
from octavo.model.distribution import Accessibility
from octavo.model.edition import Edition
from octavo.model.locale import Language
from octavo.model.site import Purpose, SiteKit, SitePage, SiteTexts

GROUND = "#fffdf9"
STYLES = "assets"  # the folder of the style sheets, and in it one of fonts
MARK_FILE = f"{STYLES}/mark.svg"
SHEETS = ("css/tokens.css", "css/type.css", "site/site.css")
KILOBYTE, MEGABYTE = 1000, 1_000_000
# Kind of file → what it is called, and what it is good for.
KINDS: dict[str, tuple[str, str]] = {
    "web": (N_("Web page"), N_("The whole text on one page. It can be saved and read without a connection.")),
    "screen": (N_("PDF"), N_("The pages as they are printed, with links and bookmarks.")),
    "large": (N_("Large print"), N_("The whole text in large letters, as a PDF.")),
    "epub": (N_("E-book (EPUB)"), N_("For e-readers, telephones and tablets. Letters can be as large as you wish.")),
    "office.duplex": (N_("For printing on both sides"), N_("Print it at 100 %, turned over along the short edge.")),
    "office.fronts": (N_("Fronts"), N_("For a printer that prints on one side only: print these first.")),
    "office.backs": (N_("Backs"), N_("Then put the sheets in again and print these.")),
    "office.cover": (PRINT_KINDS["cover"], ""),
    "office.how": (N_("How to print and to fold it"), ""),
    "errata.slip": (N_("A slip of corrections"), N_("To lay into a printed copy.")),
    "errata.sheet": (N_("Slips of corrections on a sheet"), N_("To print, to cut, and to lay into printed copies.")),
    "press": (PRINT_KINDS["press"], ""),
    "cover": (PRINT_KINDS["cover"], ""),
    "booklet": (PRINT_KINDS["booklet"], ""),
}
PURPOSES: dict[Purpose, str] = {
    "read": N_("To read on a screen"),
    "device": N_("For e-readers and telephones"),
    "home": N_("To print at home"),
    "printer": N_("To send to a printer"),
}
TYPES = {"application/pdf": "PDF", "application/epub+zip": "EPUB", "text/html": "HTML"}
# Values of schema.org's accessibilityFeature → what they mean to a reader; others are not shown.
FEATURES = {
    "tableOfContents": N_("table of contents"),
    "structuralNavigation": N_("headings to move by"),
    "readingOrder": N_("parts in the order of reading"),
    "index": N_("index"),
    "alternativeText": N_("descriptions of pictures"),
    "longDescription": N_("numbers of charts as text"),
    "displayTransformability": N_("letters, spaces and colours as you wish"),
    "pageBreakMarkers": N_("page numbers of the printed edition"),
    "pageNavigation": N_("a list of these pages"),
    "unlocked": N_("no copy protection"),
}
_FONT = re.compile(r'url\("(fonts/[^"]+)\.(?:ttf|otf|woff)"\) format\("[a-z]+"\)')


def kit_of(edition: Edition, blobs: Callable[[str], bytes]) -> SiteKit:
    """Return what the site needs of an edition: what it is called, its words and its look, and none of its texts."""
    shown: dict[str, State] = {key: state for key, state in edition.states.items() if state != "translated"}
    bare = replace(
        edition,
        parts=(),
        statistics={},
        sources={},
        source_groups={},
        cited=(),
        tables={},
        images={},
        rolls={},
        states=shown,
        printers=(),
        profiles=(),
        corrections=(),
    )
    fonts = {font.digest: base64.b64encode(blobs(font.digest)).decode() for font in edition.fonts}
    return SiteKit(bare, fonts)


def font_of(kit: SiteKit, digest: str) -> bytes:
    """Return the bytes of one of the theme's fonts."""
    return base64.b64decode(kit.fonts[digest])


def compose_site(kit: SiteKit, pages: Sequence[SitePage], shared: Path) -> Outcome[SiteTexts]:
    """Return these pages in the language of an edition; `shared` is the folder of the house's templates.

    The theme's values and its own templates (site/…) reach the pages, its rules for pages of books do not. There is a
    value only if there is no error among the problems.
    """
    edition = kit.edition
    words = words_of(edition.language, edition.strings)
    loader = ThemeLoader(shared, edition.theme_templates, edition.manifest.theme)
    desk = Desk(edition, "web", words, tokens_of(edition), families_of(edition), lambda d: font_of(kit, d), loader.has)
    writer = Writer(environment_of(loader, {**globals_of(desk, Book(())), **_site_values(desk, words)}), [])
    written, name = dict[str, str](), f"{STYLES}/{edition.key.label}.css"
    for page in pages:
        html = writer.write(f"site/{page.topic}.html", page=page, style=page.root + name)
        written[page.path] = str(html) + "\n"
    house = house_faces(desk.families, written.values(), "web")
    theme = theme_faces(edition.fonts, desk.blobs, "web")
    sheets = "\n".join(str(writer.write(sheet)) for sheet in SHEETS) + "\n"
    faces = _FONT.sub(r'url("\1.woff2") format("woff2")', theme.css + house.css)
    shared_files = {name: faces + sheets, MARK_FILE: str(writer.write("site/mark.svg")) + "\n"}
    texts = SiteTexts(written, shared_files, (*theme.assets, *house.assets))
    found = in_order(writer.problems)
    return Outcome(None if Outcome(None, found).failed else texts, found)


def _site_values(desk: Desk, words: Words) -> dict[str, object]:
    """Return the names that templates in site/ know beside those of all templates."""
    language, accent = desk.edition.language, desk.edition.theme.accent
    return {
        "kinds": KINDS,
        "purposes": PURPOSES,
        "type_named": lambda media_type: TYPES.get(media_type, ""),
        "access_rows": lambda told: _access_rows(told, words),
        "weight": lambda size: _weight(size, words, language),
        "day": lambda value: date(value, language),
        "year": lambda value: year(value, language),
        "said": words.say,
        "credits": metadata_of(desk.edition, "web").credits,
        "mark": MARK,
        "ground": GROUND,
        "accent_on_light": on_light(accent, GROUND),
        "accent_on_dark": on_dark(accent, DARK_GROUND),
        "grouped": lambda text: Markup("<wbr/>").join(re.findall(".{1,8}", text)),
    }


def _access_rows(told: Sequence[tuple[str, Accessibility]], words: Words) -> list[tuple[Markup, list[Markup]]]:
    """Return what can be said of every format, then what of each of them besides: what it is, and its features."""
    shared = set(FEATURES).intersection(*(access.features for _, access in told)) if len(told) > 1 else set()
    rows = [(words.say("In every format"), shared)] if shared else []
    rows += [(words.say(KINDS[kind][0]), set(access.features) - shared) for kind, access in told if kind in KINDS]
    listed = ((name, [words.say(FEATURES[each]) for each in FEATURES if each in held]) for name, held in rows)
    return [(name, features) for name, features in listed if features]


def _weight(size: int, words: Words, language: Language) -> Markup:
    """Return “1.2 MB” or “340 kB”."""
    if size < MEGABYTE:
        return words.say("{n} kB", n=number(max(1, round(size / KILOBYTE)), language))
    tenths = (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"))
    return words.say("{n} MB", n=number(tenths, language))
