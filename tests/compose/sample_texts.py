# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two texts of the sample booklet, with every kind of block and directive."""

from __future__ import annotations

from typing import Any

from octavo.model.blocks import Block, Inline


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
        page.p(
            w["p3"],
            Inline("value", w["p3v"], {"name": "killed.people"}),
            w["p3b"],
            Inline("value", w["p3w"], {"name": "killed.named.said.people"}),
            w["p3c"],
            " ",
            cite("harbour"),
            " ",
            cite("commission", commission="§ 87"),
            w["p3d"],
        ),
        page.block("list", children=tuple(page.block("item", children=(page.p(line),)) for line in w["list"])),
        page.p(w["after"], " ", cite("harbour")),
        page.block("heading", w["h3"], level="3", id="school"),
        page.p(w["p4"], Inline("emphasis", children=runs(w["p4n"])), w["p4b"]),
        page.do("quote", page.p(w["quote"]), by=w["by"], source="parish", translated="1"),
        page.p(w["after"], " ", Inline("link", attrs={"href": "02-night.md#board2"}, children=runs(w["h2"])), "."),
        page.do("note", page.p(w["note"]), title=w["notetitle"]),
        page.do("aside", page.p(w["aside"])),
        page.do("verse", page.p(w["verse"][0], Inline("break"), w["verse"][1])),
        page.p(w["p2"], w["p2b"]),
        page.p(w["p3"], w["p3v"], w["p3b"], w["p3w"], w["p3c"], w["p3d"]),
        page.block("rule"),
        page.p(w["p1"], w["p1b"]),
        page.block(
            "definitions",
            children=(page.block("term", w["term"]), page.block("definition", children=(page.p(w["definition"]),))),
        ),
    )
    return blocks, {"a": (page.p(w["fn"]),)}


def night(w: dict[str, Any]) -> tuple[Block, ...]:
    page = Page("text/02-night.md")

    def row(header: str, *cells: str) -> Block:
        return page.block("row", children=tuple(page.block("cell", each, header=header) for each in cells))

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
    )
