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

    type: ColumnType = "text"
    title: str = Field("", description="the heading in a printed table; translated")
    optional: bool = False


class Table(Strict):
    """A file in data/: its columns, then its rows."""

    title: str = ""
    columns: dict[str, Column] = Field(min_length=1)
    rows: tuple[dict[str, Any], ...] = ()


class Term(Strict):
    """An agreed term; an attributed one stands only where a speaker is named."""

    term: Text
    attributed: bool = False
    note: str = ""
    translations: dict[str, str] = Field(default_factory=dict)


class Terms(Strict):
    """data/terms.yaml."""

    terms: tuple[Term, ...] = ()


class ImageCredit(Strict):
    """What the folder's images.yaml says of one picture."""

    file: Text
    alt: str = Field("", description="what the picture shows, for readers who do not see it; translated")
    decorative: bool = False
    caption: str = ""
    credit: Text
    licence: Text
    source: str = ""
    people: Literal["none", "unrecognisable", "recognisable"] = "none"
    consent: str = Field("", description="who consented and when; needed for recognisable people")
    focus: tuple[float, float] = Field(
        (0.5, 0.5), description="the point that must stay visible when cropped, from 0 to 1"
    )


class Images(Strict):
    """images/images.yaml."""

    images: tuple[ImageCredit, ...] = ()
