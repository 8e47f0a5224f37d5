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
    author: Text
    title: Text
    year: int | None = None
    kind: Text = Field(description="report, press, court judgment, law … in words")
    standpoint: str = Field("", description="who speaks: independent, official of which state, press of which country")
    url: str = ""
    read: Read
    through: str = Field("", description="whose copy or quotation was read; needed when read: through")
    group: Id | None = Field(None, description="heading under which the list of sources shows it")
    note: str = ""


class SourceGroup(Strict):
    """A heading in the list of sources."""

    id: Id
    title: Text


class Sources(Strict):
    """facts/sources.yaml."""

    groups: tuple[SourceGroup, ...] = ()
    sources: tuple[Source, ...] = ()


class Unit(Strict):
    """What is counted, with the source language's plural forms; other languages translate it as one plural message."""

    id: Id
    one: Text = Field(description="with {n} for the number, such as “{n} person”")
    other: Text = Field(description="with {n} for the number, such as “{n} people”")
    noun: str = Field("", description="the noun alone that a typed number may stand before, such as “people”")


class Figure(Strict):
    """A number or an interval, as its sources state it."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = "exact"
    sources: tuple[Id, ...] = ()
    as_of: Edtf | None = None
    note: str = ""


class Alternative(Figure):
    """Another count of the same thing, or of a part of it; only comparable ones span a printed range."""

    id: Id
    scope: Text = Field(description="what exactly this source counted")
    comparable: bool = Field(False, description="counts the same thing as the statistic itself")
    unit: Id | None = Field(None, description="what this source counted, if not the statistic's unit: families, bodies")


class PartOf(Strict):
    """A relation that a source states; compared as arithmetic only within that source and unit."""

    whole: Id
    source: Id


class SumOf(Strict):
    """A sum exists only where a source says that the parts exclude each other."""

    parts: tuple[Id, ...] = Field(min_length=2)
    source: Id


class Statistic(Strict):
    """One counted thing with its figure (if there is a primary one) and what others say."""

    id: Id
    counts: Text = Field(description="what is counted, where: “people killed in the town and on the flight”")
    unit: Id
    figure: Figure | None = None
    alternatives: tuple[Alternative, ...] = ()
    part_of: PartOf | None = None
    sum_of: SumOf | None = None
    note: str = ""


class NamedDate(Strict):
    """A date that texts name as {id.date}, so that a correction reaches every place."""

    id: Id
    date: Edtf
    sources: tuple[Id, ...] = ()


class Statistics(Strict):
    """facts/statistics.yaml."""

    units: tuple[Unit, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    dates: tuple[NamedDate, ...] = ()
