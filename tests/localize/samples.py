# SPDX-License-Identifier: AGPL-3.0-or-later
"""Languages of the house, and a small publication with an invented ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from octavo.localize.language import read_language
from octavo.model.data import Column, ImageCredit, Images, Table
from octavo.model.ledger import Alternative, Figure, NamedDate, Source, Sources, Statistic, Statistics, Unit
from octavo.model.locale import Language
from octavo.model.manifest import Licence, Manifest, Publisher
from octavo.model.publication import Asset, Publication, Text

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "templates" / "locale"
HOUSE_TAGS = tuple(sorted(path.stem for path in HOUSE.glob("*.yaml")))


@cache
def language(tag: str, own: str = "") -> Language:
    """A language as the house has it, with a publication's own locale.yaml on top."""
    house = HOUSE / f"{tag}.yaml"
    outcome = read_language(tag, house.read_bytes() if house.exists() else None, own.encode() or None)
    assert not outcome.problems, "\n".join(map(str, outcome.problems))
    return outcome.unwrap()


def visible(text: str) -> str:
    """Text as a reader sees it: without joiners and isolates, no-break spaces as spaces."""
    for hidden in "\u2060\u2066\u2067\u2068\u2069\u200f\u200e\u061c":
        text = text.replace(hidden, "")
    return text.replace("\u00a0", " ").replace("\u202f", " ")


TOWN = """\
# The town of Example {#town}

<!-- note: the ferry sank by night -->
On {night.date} the ferry sank, and {killed.people} died [@harbour, p. 4].[^names]
Others count {killed.commission.said.people}.

## The ferry

::: quote {by="A passenger" source=parish}
We *heard* nothing.
:::

::: statistic {of=killed}
:::

Sources say {killed.range}. See [the board](#board).

| Place | People |
|---|---|
| Sampleton | {killed} |

[^names]: Names are in the town’s museum [@survey].
"""
AFTER = """\
# Afterwards

In {night.year} the town mourned.
"""


def statistics(killed: int = 613) -> Statistics:
    """A ledger with one count that others dispute."""
    return Statistics(
        units=(Unit(id="people", one="{n} person", other="{n} people", noun="people"),),
        statistics=(
            Statistic(
                id="killed",
                counts="people killed on the ferry",
                unit="people",
                figure=Figure(value=killed, sources=("harbour",)),
                alternatives=(
                    Alternative(id="press", low=500, high=1000, qualifier="up_to", sources=("paper",), scope="dead"),
                    Alternative(
                        id="commission",
                        value=161,
                        qualifier="at_least",
                        sources=("commission", "survey"),
                        scope="people buried by {night.date}",
                        comparable=True,
                        as_of="1950-05",
                    ),
                ),
                note="Counts **differ**.",
            ),
        ),
        dates=(NamedDate(id="night", date="1950-03-03/1950-03-04", sources=("harbour",)),),
    )


def publication(**changes: Any) -> Publication:
    """A small publication in English: two texts, a ledger, a table and a picture."""
    made = Publication(
        name="ferry",
        manifest=Manifest(
            title="The Ferry",
            subtitle="What is known of its loss in {night.year}",
            language="en",
            editions=("en", "ru", "ar"),
            issued=date(2026, 3, 4),
            publisher=Publisher(name="Example House", place="Sampleton", corrections="mistakes@house.example"),
            licence=Licence(name="CC BY 4.0"),
        ),
        texts=(Text("02-after.md", AFTER), Text("01-town.md", TOWN)),
        sources=Sources(
            sources=tuple(
                Source(id=name, short=short, author="Office", title="Report", year=1950, kind="report", read=read)
                for name, short, read in (
                    ("harbour", "Harbour 1950", "original"),
                    ("commission", "Commission 1950", "excerpt"),
                    ("survey", "Survey 1951", "lead"),
                    ("parish", "Parish 1951", "original"),
                    ("paper", "Gazette 1950", "lead"),
                )
            ),
        ),
        statistics=statistics(),
        tables={
            "timeline": Table(
                title="What happened when",
                columns={
                    "date": Column(type="date", title="Date"),
                    "event": Column(title="Event"),
                    "count": Column(type="figure", optional=True),
                    "sources": Column(type="sources", optional=True),
                },
                rows=(
                    {"date": "1950-03-03/1950-03-04", "event": "The ferry *sinks* with {killed.people}."},
                    {"date": "1950-05", "event": "A board sits.", "count": "killed.commission", "sources": ["paper"]},
                ),
            )
        },
        images=Images(images=(ImageCredit(file="ferry.png", alt="A ferry at rest", credit="X", licence="CC0-1.0"),)),
        assets=(Asset("images/ferry.png", "0" * 64, "image/png", 10, 10),),
    )
    return replace(made, **changes)
