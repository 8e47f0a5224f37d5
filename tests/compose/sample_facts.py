# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sources, statistics and tables of the sample booklet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from octavo.model.edition import CellText, FigureText, RowText, SourceText, StatisticText, TableText
from octavo.model.ledger import Qualifier, Read
from tests.compose.sample_texts import runs
from tests.compose.sample_words import WORDS


def source(id_: str, short: str, read: Read, mark: str, group: str, **more: str) -> SourceText:
    title = more.get("title", f"Report of the {short} on the ferry of Lake Example")
    return SourceText(
        id_,
        short,
        more.get("author", f"The {short.rsplit(' ', 1)[0]}"),
        title,
        short[-4:],
        "report",
        more.get("standpoint", "independent"),
        "https://example.org/" + id_,
        read,
        more.get("through", ""),
        runs("Seen in the reading room."),
        mark,
        group,
    )


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


def figure(  # noqa: PLR0917  (a row of a table)
    w: dict[str, Any],
    id_: str,
    value: int | None,
    said: str,
    qualifier: Qualifier,
    scope: str,
    source: str,
    comparable: bool = False,
    low: int | None = None,
    high: int | None = None,
) -> FigureText:
    number = said.rsplit(maxsplit=1)[-1] if said[-1].isdigit() else said.split(maxsplit=1)[0]
    return FigureText(
        id_,
        _decimal(value),
        _decimal(low),
        _decimal(high),
        qualifier,
        number,
        said,
        w["units"].format(number),
        w["units"].format(said),
        runs(scope) if scope else (),
        (source,),
        comparable,
        "",
        (),
        f"facts/statistics.yaml#killed.{id_}",
    )


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def statistics(w: dict[str, Any], digits: Any) -> dict[str, StatisticText]:
    main = figure(w, "figure", 613, w["qualified"], "exact", "", "harbour", True)
    others = (
        figure(w, "found", 161, w["said"][0], "at_least", w["scopes"][0], "commission"),
        figure(w, "buried", 312, w["said"][1], "about", w["scopes"][1], "parish"),
        figure(w, "named", 485, w["said"][2], "exact", w["scopes"][2], "commission", True),
        figure(w, "press", None, w["said"][3], "estimate", w["scopes"][3], "paper", low=500, high=1000),
    )
    killed = StatisticText(
        "killed",
        w["killed"],
        "people",
        main,
        others,
        others[2],
        main,
        runs(w["range"]),
        True,
        "",
        (),
        "facts/statistics.yaml#killed",
    )
    groups = {
        name: StatisticText(
            name,
            w[name],
            "people",
            figure(w, name, count, digits(count), "exact", "", "harbour"),
            (),
            None,
            None,
            (),
            True,
            "killed",
            (),
            f"facts/statistics.yaml#{name}",
        )
        for name, count in (("children", 63), ("women", 106), ("old", 70))
    }
    return {"killed": killed, **groups}


def tables(w: dict[str, Any]) -> dict[str, TableText]:
    raws = ["1950-01-12", "1950-03-03", "1950-03-04", "1950-05-18", "1974-09"]
    rows = tuple(
        RowText(
            f"data/timeline.yaml#rows.{n}",
            {
                "date": CellText("date", runs(w["dates"][n]), raws[n]),
                "event": CellText(
                    "text", runs(w["timeline"][n]), message=f"t{n}", sources=("commission",) if n % 2 else ()
                ),
            },
        )
        for n in range(5)
    )
    kinds = ["start", "via", "via", "end"]
    way = tuple(
        RowText(
            f"data/way.yaml#rows.{n}",
            {
                "place": CellText("text", runs(w["places"][n])),
                "kind": CellText("plain", (), kinds[n]),
                **({"distance": CellText("text", runs(w["distances"][n]))} if w["distances"][n] else {}),
            },
        )
        for n in range(4)
    )
    names = tuple(
        RowText(
            f"data/places.yaml#rows.{n}",
            {
                "place": CellText("text", runs(w["places"][n])),
                "other": CellText("plain", runs(WORDS["az"]["places"][n])),
            },
        )
        for n in range(4)
    )
    return {
        "timeline": TableText("timeline", "", {"date": w["when"], "event": w["what"]}, rows),
        "way": TableText("way", "", {"place": w["place"], "kind": "", "distance": w["km"]}, way),
        "places": TableText("places", "", {"place": w["place"], "other": "azərbaycanca"}, names),
    }
