# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger: every figure with what it counts, who says so, what others say, and how each source was read."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from octavo.model.canonical import Strict
from octavo.model.manifest import Text

Id = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]*$", description="lower-case letters, digits and _, beginning with a letter"),
]
Qualifier = Literal["exact", "at_least", "about", "more_than", "nearly", "up_to", "estimate", "claimed"]
Read = Literal["original", "excerpt", "through", "lead"]
Edtf = Annotated[
    str,
    Field(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$",
        description="a year, month or day, or two of them with a slash: 1992, 1992-02, 1992-02-25/1992-02-26",
    ),
]


class Source(Strict):
    """A source, and how it was read: in the original, as an excerpt, through somebody's copy, or only as a lead."""

    id: Id
    short: Text = Field(description="the short form that notes print, such as “HRW 1994”")
    author: Text = Field(description="a person or body")
    title: Text = Field(description="as the source has it, in its own language")
    year: int | None = Field(None, description="the year of publication")
    kind: Text = Field(description="report, press, court judgment, law … in words")
    standpoint: str = Field("", description="who speaks: independent, official of which state, press of which country")
    url: str = Field("", description="where it can be read")
    read: Read = Field(
        description="how it was read: in the original, as an excerpt, through somebody's copy, or not at all (a lead)"
    )
    through: str = Field("", description="whose copy or quotation was read; needed when read: through")
    group: Id | None = Field(None, description="heading under which the list of sources shows it")
    note: str = Field("", description="a remark printed with the source; translated")


class SourceGroup(Strict):
    """A heading in the list of sources."""

    id: Id
    title: Text = Field(description="the heading; translated")


class Sources(Strict):
    """facts/sources.yaml."""

    groups: tuple[SourceGroup, ...] = Field((), description="the headings of the printed list, in its order")
    sources: tuple[Source, ...] = Field((), description="all sources; texts cite them by their ids")


class Unit(Strict):
    """What is counted, with the source language's plural forms; other languages translate it as one plural message."""

    id: Id
    one: Text = Field(description="with {n} for the number, such as “{n} person”")
    other: Text = Field(description="with {n} for the number, such as “{n} people”")
    noun: str = Field("", description="the noun alone that a typed number may stand before, such as “people”")


class Figure(Strict):
    """A number or an interval, as its sources state it."""

    value: Decimal | None = Field(None, description="the number, without spaces or commas in it")
    low: Decimal | None = Field(None, description="the lower end of an interval, instead of a value")
    high: Decimal | None = Field(None, description="the upper end of an interval")
    qualifier: Qualifier = Field("exact", description="how the source itself qualifies the number")
    sources: tuple[Id, ...] = Field((), description="who says so, by the ids of the sources; at least one")
    as_of: Edtf | None = Field(None, description="when it was counted: a year, month or day, or an interval")
    note: str = Field("", description="a remark printed with the figure; translated")


class Alternative(Figure):
    """Another count of the same thing, or of a part of it; only comparable ones span a printed range."""

    id: Id
    scope: Text = Field(description="what exactly this source counted")
    comparable: bool = Field(False, description="counts the same thing as the statistic itself")
    unit: Id | None = Field(None, description="what this source counted, if not the statistic's unit: families, bodies")


class PartOf(Strict):
    """A relation that a source states; compared as arithmetic only within that source and unit."""

    whole: Id = Field(description="the statistic it is a part of")
    source: Id = Field(description="the source that says so")


class SumOf(Strict):
    """A sum exists only where a source says that the parts exclude each other."""

    parts: tuple[Id, ...] = Field(min_length=2, description="the statistics that add up to this one")
    source: Id = Field(description="the source that says that they exclude each other")


class Statistic(Strict):
    """One counted thing with its figure (if there is a primary one) and what others say."""

    id: Id
    counts: Text = Field(description="what is counted, where: “people killed in the town and on the flight”")
    unit: Id = Field(description="what is counted: a unit of this file")
    figure: Figure | None = Field(None, description="the figure that texts print, if there is a primary one")
    alternatives: tuple[Alternative, ...] = Field((), description="what others say")
    part_of: PartOf | None = Field(None, description="the whole of which this counts a part")
    sum_of: SumOf | None = Field(None, description="the parts that add up to it")
    note: str = Field("", description="a remark printed with the statistic; translated")


class NamedDate(Strict):
    """A date that texts name as {id.date}, so that a correction reaches every place."""

    id: Id
    date: Edtf
    sources: tuple[Id, ...] = Field((), description="who says so, by the ids of the sources")


class Statistics(Strict):
    """facts/statistics.yaml."""

    units: tuple[Unit, ...] = Field((), description="what is counted: people, houses, days")
    statistics: tuple[Statistic, ...] = Field((), description="every figure that texts, tables and charts print")
    dates: tuple[NamedDate, ...] = Field((), description="dates that texts name")
