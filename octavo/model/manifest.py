# SPDX-License-Identifier: AGPL-3.0-or-later
"""publication.yaml: what a publication is, by whom, in which languages, and the order of its parts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from octavo.model.canonical import Strict

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="lower-case letters, digits, - and _")]
Tag = Annotated[
    str,
    Field(
        pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$",
        description="a BCP 47 language tag such as az or pt-BR",
    ),
]
Text = Annotated[str, Field(min_length=1)]

Opens = Literal["recto", "page", "run-on"]
Matter = Literal["front", "body", "back"]


class Series(Strict):
    """The series a publication belongs to."""

    title: Text
    position: int | None = Field(None, ge=1)


class Publisher(Strict):
    """Who publishes, and where corrections go."""

    name: Text
    place: str = ""
    address: str = Field("", description="web or postal address, printed in the imprint")
    corrections: str = Field("", description="where readers send corrections, printed in the imprint")


class Contributor(Strict):
    """A person or body with a part in the work."""

    name: Text
    role: str = Field(pattern=r"^[a-z]{3}$", description="MARC relator code: aut, edt, trl, ill, dsr …")
    sort: str = Field("", description="the name as it is filed, such as “Example, Anna”")
    languages: tuple[Tag, ...] = Field((), description="only in these editions (translators); empty means all")


class Isbn(Strict):
    """An ISBN belongs to one format in one language."""

    isbn: Text
    format: Literal["print", "pdf", "epub"]
    language: Tag


class Identifiers(Strict):
    """Identifiers of the work; without a UUID one is derived from publisher, title and language."""

    uuid: str = ""
    isbn: tuple[Isbn, ...] = ()


class Licence(Strict):
    """Under which terms readers may use the work."""

    name: Text
    url: str = ""


class Part(Strict):
    """One part in reading order: a text file, or a page made from data by a template."""

    text: str = Field("", description="a Markdown file in text/")
    page: str = Field("", description="a page type: title, imprint, contents, timeline, sources, index, colophon …")
    title: str = Field("", description="replaces the page type's own heading")
    matter: Matter | None = Field(
        None, description="front, body or back matter; by default the page type's own, body for texts"
    )
    opens: Opens = Field(
        "page", description="where the part begins: on a recto, on a new page, or right after the one before"
    )
    numbered: bool = Field(False, description="a numbered chapter")
    data: str = Field("", description="the table in data/ that the page shows")

    @model_validator(mode="after")
    def _one_of(self) -> Part:
        if bool(self.text) == bool(self.page):
            raise ValueError("a part is either a text or a page")
        return self


class Approval(Strict):
    """A recorded approval: without those for facts, text and the language, nothing looks approved."""

    what: Literal["facts", "text", "translation"]
    language: Tag | None = None
    by: Text
    on: date
    digest: Text


class Manifest(Strict):
    """The whole of publication.yaml."""

    title: Text
    subtitle: str = ""
    short_title: str = Field("", description="for running heads and the spine; by default the title")
    description: str = Field("", description="two sentences for the back cover, shops and libraries")
    series: Series | None = None
    language: Tag = Field(description="the language the texts are written in")
    editions: tuple[Tag, ...] = Field((), description="the languages to publish; by default the source language alone")
    issued: date = Field(description="date of issue; all dates inside the files derive from it")
    publisher: Publisher | None = None
    contributors: tuple[Contributor, ...] = ()
    identifiers: Identifiers = Identifiers()
    licence: Licence | None = None
    rights: str = ""
    statement: str = Field(
        "", description="a sentence or two for the imprint, such as who drafted and who checked the text"
    )
    subjects: tuple[str, ...] = Field((), description="Thema or BISAC codes, such as thema:NHTZ1")
    parts: tuple[Part, ...] = Field(
        (), description="reading order; by default title, contents, every text, sources, colophon"
    )
    outputs: tuple[Name, ...] = ("screen", "epub", "web")
    paper: str = Field("A5", description="A4, A5, A6, 6x9in, square210, or width x height such as 170x240mm")
    theme: Name = Field("theme", description="the folder of the publication's own look")
    approvals: tuple[Approval, ...] = ()
