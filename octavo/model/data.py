# SPDX-License-Identifier: AGPL-3.0-or-later
"""data/*.yaml: free tables with typed columns, and names/*.csv: rolls of names."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from octavo.model.canonical import Strict
from octavo.model.manifest import Text

ColumnType = Literal["text", "plain", "date", "number", "figure", "sources", "flag"]


class Column(Strict):
    """A column; those of type text are translated and may hold inline Markdown, placeholders and citations."""

    type: ColumnType = Field("text", description="what its cells hold; text is translated, plain is not")
    title: str = Field("", description="the heading in a printed table; translated")
    optional: bool = Field(False, description="a row may leave it out")


class Table(Strict):
    """A file in data/: its columns, then its rows."""

    title: str = Field("", description="the title of the printed table; translated")
    columns: dict[str, Column] = Field(
        min_length=1, description="the columns by name, in the order of the printed table"
    )
    rows: tuple[dict[str, Any], ...] = Field((), description="the rows: for each column its value")


class Term(Strict):
    """An agreed term; an attributed one stands only where a speaker is named."""

    term: Text = Field(description="as the texts have it")
    attributed: bool = Field(False, description="stands only where its speaker is named")
    people: bool = Field(False, description="a people's name; no verb of a deed belongs to it")
    note: str = Field("", description="a word to translators")
    translations: dict[str, str] = Field(default_factory=dict, description="the agreed translation by language tag")


class Terms(Strict):
    """data/terms.yaml."""

    terms: tuple[Term, ...] = Field((), description="the agreed terms")


class ImageCredit(Strict):
    """What the folder's images.yaml says of one picture."""

    file: Text = Field(description="the name of the file in images/")
    alt: str = Field("", description="what the picture shows, for readers who do not see it; translated")
    decorative: bool = Field(False, description="the picture says nothing, so that it needs no alternative text")
    caption: str = Field("", description="what is printed beneath; translated")
    credit: Text = Field(description="who made it")
    licence: Text = Field(description="under which terms it may be printed")
    source: str = Field("", description="where it was found: an address, an archive and its number")
    people: Literal["none", "unrecognisable", "recognisable"] = Field(
        "none", description="whether people are seen in it, and can be recognised"
    )
    consent: str = Field("", description="who consented and when; needed for recognisable people")
    focus: tuple[float, float] = Field(
        (0.5, 0.5), description="the point that must stay visible when cropped, from 0 to 1"
    )


class Images(Strict):
    """images/images.yaml."""

    images: tuple[ImageCredit, ...] = Field((), description="every picture that is used")
