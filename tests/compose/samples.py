# SPDX-License-Identifier: AGPL-3.0-or-later
"""A rich edition made by hand: every kind of block and directive, in English, Azerbaijani and Arabic."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polib

from octavo.localize.formats import digits
from octavo.model.blocks import Block, Inline
from octavo.model.catalog import message_id
from octavo.model.data import ImageCredit
from octavo.model.edition import (
    CellText, Edition, EditionKey, FigureText, ImageText, PartText, RowText, SourceText, StatisticText, TableText,
)  # fmt: skip
from octavo.model.ledger import Qualifier, Read
from octavo.model.locale import Language
from octavo.model.manifest import Contributor, Licence, Manifest, Part, Publisher
from octavo.model.publication import Asset, Roll
from octavo.model.theme import Theme

from tests.compose.sample_words import WORDS

LANGUAGES = {
    "en": Language(tag="en", name="English", hyphenation="en"),
    "az": Language(tag="az", name="azərbaycanca", hyphenation="az"),
    "ar": Language(tag="ar", name="العربية", script="Arab", direction="rtl", digits="arab",
                   plurals="nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
                   counter_style="arabic-indic", size=1.05, leading=1.037),
}  # fmt: skip


def t(text: str) -> Inline:
    return Inline("text", text)


def runs(*parts: str | Inline) -> tuple[Inline, ...]:
    return tuple(t(part) if isinstance(part, str) else part for part in parts)


def cite(*sources: str, **locators: str) -> Inline:
    return Inline("cite", attrs={"sources": " ".join(sources), **{f"locator.{k}": v for k, v in locators.items()}})


class Page:
    """Numbers the blocks of one text as the parser does."""

    def __init__(self, file: str) -> None:
        self.file, self.count = file, 0

    def block(self, kind: Any, /, *inline: str | Inline, children: tuple[Block, ...] = (), **attrs: str) -> Block:
        self.count += 1
        message = f"m{self.count:04d}" if inline else ""
        attrs = {name.rstrip("_"): value for name, value in attrs.items()}
        return Block(kind, f"{self.file}#{self.count}", message, attrs, runs(*inline), children)

    def p(self, *inline: str | Inline) -> Block:
        return self.block("paragraph", *inline)

    def do(self, name: str, /, *children: Block, **attrs: str) -> Block:
        return self.block("directive", children=children, **{"name": name, **attrs})


def town(w: dict[str, Any]) -> tuple[tuple[Block, ...], dict[str, tuple[Block, ...]]]:
    page = Page("text/01-town.md")
    blocks = (
        page.do("lead", page.p(w["lead"])),
        page.p(w["p1"], Inline("note", attrs={"ref": "a"}), w["p1b"]),
        page.p(w["p2"], " ", cite("survey", survey="pp. 19–24"), w["p2b"]),
        page.block("heading", w["h2"], level="2", id="board"),
        page.p(w["p3"], Inline("value", w["p3v"], {"name": "killed.people"}), w["p3b"],
               Inline("value", w["p3w"], {"name": "killed.named.said.people"}), w["p3c"], " ",
               cite("harbour"), " ", cite("commission", commission="§ 87"), w["p3d"]),
        page.block("list", children=tuple(page.block("item", children=(page.p(line),)) for line in w["list"])),
        page.p(w["after"], " ", cite("harbour")),
        page.block("heading", w["h3"], level="3", id="school"),
        page.p(w["p4"], Inline("emphasis", children=runs(w["p4n"])), w["p4b"]),
        page.do("quote", page.p(w["quote"]), by=w["by"], source="parish", translated="1"),
        page.p(w["after"], " ", Inline("link", attrs={"href": "02-night.md#board2"}, children=runs(w["h2"])), "."),
        page.do("note", page.p(w["note"]), title=w["notetitle"]),
        page.do("aside", page.p(w["aside"])),
        page.do("verse", page.p(w["verse"][0], Inline("break"), w["verse"][1])),
        page.p(w["p2"], w["p2b"]), page.p(w["p3"], w["p3v"], w["p3b"], w["p3w"], w["p3c"], w["p3d"]),
        page.block("rule"),
        page.p(w["p1"], w["p1b"]),
        page.block("definitions", children=(page.block("term", w["term"]), page.block("definition", children=(page.p(w["definition"]),)))),
    )  # fmt: skip
    return blocks, {"a": (page.p(w["fn"]),)}


def night(w: dict[str, Any]) -> tuple[Block, ...]:
    page = Page("text/02-night.md")
    row = lambda header, *cells: page.block("row", children=tuple(page.block("cell", c, header=header) for c in cells))
    return (
        page.p(w["p1"], w["p1b"]),
        page.do("statistic", of="killed"),
        page.p(w["p2"], w["p2b"]),
        page.do("chart", page.p(w["chartcaption"]), kind="marks", of="killed", groups="children women old"),
        page.p(w["p3"], w["p3v"], w["p3b"], w["p3w"], w["p3c"], w["p3d"]),
        page.do("chart", page.p(w["intervals"]), kind="intervals", of="killed"),
        page.block("heading", w["h2"], level="2", id="board2"),
        page.p(w["after"]),
        page.do("figures", of="killed"),
        page.do("photo", src="stairs.png", size="text"),
        page.p(w["p4"], w["p4n"], w["p4b"]),
        page.do("chart", page.p(w["scheme"]), kind="scheme", data="way"),
        page.do("chart", kind="bars", of="children women old"),
        page.do("chart", kind="timeline", data="timeline"),
        page.block("table", children=(row("1", w["when"], w["what"]), row("", w["dates"][0], w["timeline"][0]))),
        page.do("timeline", data="timeline", from_="1950-03"),
        page.p(Inline("draft", attrs={"state": "stale"}, children=runs(w["after"]))),
        page.do("photo", src="stairs.png", size="bleed"),
        page.p(w["p3"], w["p3v"], w["p3b"], w["p3w"], w["p3c"], w["p3d"]),
    )  # fmt: skip


def source(id_: str, short: str, read: Read, mark: str, group: str, **more: str) -> SourceText:
    title = more.get("title", f"Report of the {short} on the ferry of Lake Example")
    return SourceText(id_, short, more.get("author", f"The {short.rsplit(' ', 1)[0]}"), title, short[-4:], "report",
                      more.get("standpoint", "independent"), "https://example.org/" + id_, read, more.get("through", ""),
                      runs("Seen in the reading room."), mark, group)  # fmt: skip


SOURCES = {
    each.id: each
    for each in (
        source("harbour", "Harbour Office 1950", "original", "", "offices"),
        source("commission", "Commission 1950", "excerpt", "°", "offices"),
        source("survey", "Survey 1950", "through", "*", "offices", through="a copy in the town’s museum"),
        source("parish", "Parish Register 1951", "original", "", "papers"),
        source("paper", "Example Gazette 1950", "lead", "‡", "papers"),
    )
}


def figure(w: dict[str, Any], id_: str, value: int | None, said: str, qualifier: Qualifier, scope: str, source: str,
           comparable: bool = False, low: int | None = None, high: int | None = None) -> FigureText:  # fmt: skip
    number = said.split()[-1] if said[-1].isdigit() else said.split()[0]
    amount = (Decimal(each) if each is not None else None for each in (value, low, high))
    return FigureText(id_, *amount, qualifier, number, said, w["units"].format(number), w["units"].format(said),
                      runs(scope) if scope else (), (source,), comparable, "", (),
                      f"facts/statistics.yaml#killed.{id_}")  # fmt: skip


def statistics(w: dict[str, Any], digits: Any) -> dict[str, StatisticText]:
    main = figure(w, "figure", 613, w["qualified"], "exact", "", "harbour", True)
    others = (
        figure(w, "found", 161, w["said"][0], "at_least", w["scopes"][0], "commission"),
        figure(w, "buried", 312, w["said"][1], "about", w["scopes"][1], "parish"),
        figure(w, "named", 485, w["said"][2], "exact", w["scopes"][2], "commission", True),
        figure(w, "press", None, w["said"][3], "estimate", w["scopes"][3], "paper", low=500, high=1000),
    )
    killed = StatisticText("killed", w["killed"], "people", main, others, others[2], main, runs(w["range"]), True, "",
                           (), "facts/statistics.yaml#killed")  # fmt: skip
    groups = {
        name: StatisticText(name, w[name], "people", figure(w, name, count, digits(count), "exact", "", "harbour"), (),
                            None, None, (), True, "killed", (), f"facts/statistics.yaml#{name}")
        for name, count in (("children", 63), ("women", 106), ("old", 70))
    }  # fmt: skip
    return {"killed": killed, **groups}


def tables(w: dict[str, Any]) -> dict[str, TableText]:
    raws = ["1950-01-12", "1950-03-03", "1950-03-04", "1950-05-18", "1974-09"]
    rows = tuple(
        RowText(f"data/timeline.yaml#rows.{n}", {
            "date": CellText("date", runs(w["dates"][n]), raws[n]),
            "event": CellText("text", runs(w["timeline"][n]), message=f"t{n}", sources=("commission",) if n % 2 else ()),
        })
        for n in range(5)
    )  # fmt: skip
    kinds = ["start", "via", "via", "end"]
    way = tuple(
        RowText(f"data/way.yaml#rows.{n}", {
            "place": CellText("text", runs(w["places"][n])), "kind": CellText("plain", (), kinds[n]),
            **({"distance": CellText("text", runs(w["distances"][n]))} if w["distances"][n] else {}),
        })
        for n in range(4)
    )  # fmt: skip
    names = tuple(RowText(f"data/places.yaml#rows.{n}", {"place": CellText("text", runs(w["places"][n])),
                  "other": CellText("plain", runs(WORDS["az"]["places"][n]))}) for n in range(4))  # fmt: skip
    return {
        "timeline": TableText("timeline", "", {"date": w["when"], "event": w["what"]}, rows),
        "way": TableText("way", "", {"place": w["place"], "kind": "", "distance": w["km"]}, way),
        "places": TableText("places", "", {"place": w["place"], "other": "azərbaycanca"}, names),
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


NAMES = [{"name": f"{given} {family}", "born": str(1890 + n * 3)} for n, (given, family) in enumerate(
    (g, f) for f in ("Placeholder", "Sample", "Filler", "Specimen") for g in ("Anna", "Boris", "Clara", "David", "Elena"))]  # fmt: skip
BLOBS = {
    "picture": picture(),
    "roll": "\n".join(json.dumps(row) for row in NAMES).encode(),
}


def blobs(digest: str) -> bytes:
    return BLOBS[digest]


PAGES = ("title", "imprint", "contents", "01-town", "02-night", "timeline", "places", "names", "sources", "index", "colophon")


def part(name: str, w: dict[str, Any]) -> PartText:
    matter = "front" if name in ("title", "imprint", "contents") else "body" if name[0] == "0" else "back"
    key = f"publication.yaml#parts.{PAGES.index(name)}"
    if name == "01-town":
        blocks, notes = town(w)
        return PartText(name, "", runs(w["town"]), "body", "recto", 1, blocks=blocks, notes=notes, key=key)
    if name == "02-night":
        return PartText(name, "", runs(w["night"]), "body", "recto", 2, blocks=night(w), key=key)
    return PartText(name, name, (), matter, "recto" if name == "title" else "page",  # type: ignore[arg-type]
                    data="roll" if name == "names" else "", key=key)  # fmt: skip


def manifest(w: dict[str, Any]) -> Manifest:
    return Manifest(
        title=w["title"], subtitle=w["subtitle"], short_title=w["short"], description=w["description"], language="en",
        issued=date(2026, 3, 4), rights=w["rights"], statement=w["statement"],
        publisher=Publisher(name=w["publisher"], place="Sampleton", address="https://example.org",
                            corrections="corrections@example.org"),
        contributors=(Contributor(name="Anna Example", role="aut"), Contributor(name="Boris Filler", role="edt"),
                      Contributor(name="Clara Nümunə", role="trl", languages=("az",))),
        licence=Licence(name="CC BY-SA 4.0", url="https://creativecommons.org/licenses/by-sa/4.0/"),
        parts=(Part(page="title"),),
    )  # fmt: skip


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
    w, language = WORDS[tag], LANGUAGES[tag]
    credit = ImageCredit(file="stairs.png", alt=w["alt"], caption=w["caption"], credit="Drawing: Example House", licence="CC0-1.0")
    made = Edition(
        key=EditionKey((tag,)), publication="sample", language=language, source_language="en", manifest=manifest(w),
        theme=Theme(), theme_css="", theme_templates={}, parts=tuple(part(name, w) for name in PAGES),
        statistics=statistics(w, lambda n: digits(str(n), language)), sources=SOURCES,
        source_groups={"offices": "Offices", "papers": "Papers and press"}, cited=tuple(SOURCES), tables=tables(w),
        images={"stairs.png": ImageText(credit, Asset("images/stairs.png", "picture", "image/png", 900, 640), runs(w["caption"]))},
        rolls={"roll": Roll("roll", "roll", len(NAMES), 0, ("name", "born"))}, fonts=(), strings=strings(tag), states={}, draft=False,
        identifier="urn:uuid:00000000-0000-5000-8000-000000000001",
    )  # fmt: skip
    return replace(made, **changes)
