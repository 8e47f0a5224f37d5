# SPDX-License-Identifier: AGPL-3.0-or-later
"""A rich edition made by hand: every kind of block and directive, in English, Azerbaijani and Arabic."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polib

from octavo.localize.formats import digits
from octavo.model.catalog import message_id
from octavo.model.data import ImageCredit
from octavo.model.edition import (
    Edition,
    EditionKey,
    ImageText,
    PartText,
)
from octavo.model.locale import Language
from octavo.model.manifest import Contributor, Licence, Manifest, Matter, Part, Publisher
from octavo.model.publication import Asset, Roll
from octavo.model.theme import Theme
from tests.compose.sample_facts import SOURCES, statistics, tables
from tests.compose.sample_texts import night, runs, town
from tests.compose.sample_words import WORDS

LANGUAGES = {
    "en": Language(tag="en", name="English", hyphenation="en"),
    "az": Language(tag="az", name="azərbaycanca", hyphenation="az"),
    "ar": Language(
        tag="ar",
        name="العربية",
        script="Arab",
        direction="rtl",
        digits="arab",
        plurals="nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
        counter_style="arabic-indic",
        size=1.05,
        leading=1.037,
    ),
}


def picture() -> bytes:
    """A drawing of nothing in particular: grey water and stairs."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (900, 640), 200)
    draw = ImageDraw.Draw(image)
    for y in range(300, 640, 6):
        draw.line([(0, y), (900, y)], fill=140 + (y * 7) % 60, width=3)
    for n in range(9):
        draw.rectangle([0, 300 + n * 38, 60 + n * 30, 338 + n * 38], fill=60 + n * 8)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


NAMES = [
    {"name": f"{given} {family}", "born": str(1890 + n * 3)}
    for n, (given, family) in enumerate(
        (g, f)
        for f in ("Placeholder", "Sample", "Filler", "Specimen")
        for g in ("Anna", "Boris", "Clara", "David", "Elena")
    )
]
BLOBS = {
    "picture": picture(),
    "roll": "\n".join(json.dumps(row) for row in NAMES).encode(),
}


def blobs(digest: str) -> bytes:
    return BLOBS[digest]


PAGES = (
    "title",
    "imprint",
    "contents",
    "01-town",
    "02-night",
    "timeline",
    "places",
    "names",
    "sources",
    "index",
    "colophon",
)


def part(name: str, w: dict[str, Any]) -> PartText:
    matter: Matter = "front" if name in ("title", "imprint", "contents") else "body" if name[0] == "0" else "back"
    key = f"publication.yaml#parts.{PAGES.index(name)}"
    if name == "01-town":
        blocks, notes = town(w)
        return PartText(name, "", runs(w["town"]), "body", "recto", 1, blocks=blocks, notes=notes, key=key)
    if name == "02-night":
        return PartText(name, "", runs(w["night"]), "body", "recto", 2, blocks=night(w), key=key)
    return PartText(
        name,
        name,
        (),
        matter,
        "recto" if name == "title" else "page",
        data="roll" if name == "names" else "",
        key=key,
    )


def manifest(w: dict[str, Any]) -> Manifest:
    return Manifest(
        title=w["title"],
        subtitle=w["subtitle"],
        short_title=w["short"],
        description=w["description"],
        language="en",
        issued=date(2026, 3, 4),
        rights=w["rights"],
        statement=w["statement"],
        publisher=Publisher(
            name=w["publisher"], place="Sampleton", address="https://example.org", corrections="corrections@example.org"
        ),
        contributors=(
            Contributor(name="Anna Example", role="aut"),
            Contributor(name="Boris Filler", role="edt"),
            Contributor(name="Clara Nümunə", role="trl", languages=("az",)),
        ),
        licence=Licence(name="CC BY-SA 4.0", url="https://creativecommons.org/licenses/by-sa/4.0/"),
        parts=(Part(page="title"),),
    )


def strings(tag: str) -> dict[str, tuple[str, ...]]:
    """Return the house's words in a language, as localize gives them; English needs none."""
    path = Path(__file__).parents[2] / "templates" / "locale" / f"{tag}.po"
    entries = polib.pofile(str(path)) if path.is_file() else []
    return {
        message_id(entry.msgctxt or "", entry.msgid): tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
        for entry in entries
    }


def edition(tag: str = "en", **changes: Any) -> Edition:
    """Return the sample booklet in a language, with fields replaced."""
    w: dict[str, Any] = WORDS[tag]
    language = LANGUAGES[tag]
    credit = ImageCredit(
        file="stairs.png", alt=w["alt"], caption=w["caption"], credit="Drawing: Example House", licence="CC0-1.0"
    )
    made = Edition(
        key=EditionKey((tag,)),
        publication="sample",
        language=language,
        source_language="en",
        manifest=manifest(w),
        theme=Theme(),
        theme_css="",
        theme_templates={},
        parts=tuple(part(name, w) for name in PAGES),
        statistics=statistics(w, lambda n: digits(str(n), language)),
        sources=SOURCES,
        source_groups={"offices": "Offices", "papers": "Papers and press"},
        cited=tuple(SOURCES),
        tables=tables(w),
        images={
            "stairs.png": ImageText(
                credit, Asset("images/stairs.png", "picture", "image/png", 900, 640), runs(w["caption"])
            )
        },
        rolls={"roll": Roll("roll", "roll", len(NAMES), ("name", "born"))},
        fonts=(),
        strings=strings(tag),
        states={},
        draft=False,
        identifier="urn:uuid:00000000-0000-5000-8000-000000000001",
        digests=dict.fromkeys(
            ("facts", "text") if tag == "en" else ("facts", "text", "translation"), "0123456789abcdef"
        ),
    )
    return replace(made, **changes)
