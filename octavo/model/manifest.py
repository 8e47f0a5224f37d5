# SPDX-License-Identifier: AGPL-3.0-or-later
"""publication.yaml: what a publication is, by whom, in which languages, and the order of its parts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from octavo.model.canonical import Strict
from octavo.model.cover import CoverWish
from octavo.model.printer import Name as PrinterName
from octavo.model.printer import PrintOrder
from octavo.model.rolls import Grouping, IndexedBy, RollLook, Shown

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="lower-case letters, digits, - and _")]
Tag = Annotated[
    str,
    Field(
        pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$",
        description="a BCP 47 language tag such as az or pt-BR",
    ),
]
# An edition is called by its language, or by its two languages: az+en.
EditionName = Annotated[
    str,
    Field(
        pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*(\+[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*)?$",
        description="a language tag such as az, or two of them for a bilingual edition, such as az+en",
    ),
]
Text = Annotated[str, Field(min_length=1)]
# What {series.NAME} is called: a part of a placeholder, and the heading of a column.
ValueName = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="lower-case letters, digits and _, a letter first")
]

# The shops whose own ONIX is known: distribute/onix_shops.py says how it differs.
ShopName = Literal["google", "kobo"]
Opens = Literal["recto", "page", "run-on", "filler"]
Matter = Literal["front", "body", "back"]
Scope = Literal["facts", "text", "translation", "access"]
# What is looked through in each language for itself.
BY_LANGUAGE: frozenset[Scope] = frozenset({"translation", "access"})


class Series(Strict):
    """The series a publication belongs to."""

    title: Text = Field(description="the title of the series")
    position: int | None = Field(None, ge=1, description="the number within the series")


class Publisher(Strict):
    """Who publishes, and where corrections go."""

    name: Text = Field(description="as it stands in the imprint")
    place: str = Field("", description="the town")
    address: str = Field("", description="web or postal address, printed in the imprint")
    corrections: str = Field(
        "", description="where readers send corrections, printed in the imprint; without it nothing can be approved"
    )


class Contributor(Strict):
    """A person or body with a part in the work."""

    name: Text = Field(description="as it is printed")
    role: str = Field(pattern=r"^[a-z]{3}$", description="MARC relator code: aut, edt, trl, ill, dsr …")
    sort: str = Field("", description="the name as it is filed, such as “Example, Anna”")
    kind: Literal["person", "body"] = Field(
        "person", description="body: a committee, a museum, a ministry; catalogues file it under its name as it stands"
    )
    languages: tuple[Tag, ...] = Field((), description="only in these editions (translators); empty means all")


class Isbn(Strict):
    """An ISBN belongs to one format in one language."""

    isbn: Text = Field(description="13 digits, with or without hyphens; the check digit is checked")
    format: Literal["print", "pdf", "epub"] = Field(description="which of the formats it belongs to")
    language: EditionName
    add_on: str = Field(
        "", pattern=r"^(\d{5})?$", description="five digits of a second bar code beside it, such as a price"
    )


class Identifiers(Strict):
    """Identifiers of the work; without a UUID one is derived from publisher, title and language."""

    uuid: str = Field("", description="a UUID of your own; better left out")
    isbn: tuple[Isbn, ...] = Field((), description="one for each format and language, or none at all")


class Licence(Strict):
    """Under which terms readers may use the work."""

    name: Text = Field(description="such as CC BY 4.0; without an address, the SPDX identifier, such as CC-BY-4.0")
    url: str = Field("", description="the address of its text; left out, that of the SPDX identifier")


class Part(Strict):
    """One part in reading order: a text file, or a page made from data by a template."""

    text: str = Field("", description="a Markdown file in text/")
    page: str = Field("", description="a page type: title, imprint, contents, timeline, sources, index, colophon …")
    title: str = Field("", description="replaces the page type's own heading")
    matter: Matter | None = Field(
        None, description="front, body or back matter; by default the page type's own, body for texts"
    )
    opens: Opens = Field(
        "page",
        description="where the part begins: on a recto, on a new page, or right after the one before; a filler is a "
        "text that is printed only on a page that would be left blank for the binding",
    )
    numbered: bool = Field(False, description="a numbered chapter")
    data: str = Field("", description="the table in data/, or the roll in names/, that the page shows")
    group: Grouping = Field("none", description="of a page of names: under letters, under places, or in one list")
    columns: int = Field(2, ge=1, le=4, description="of a page of names: its columns in print")
    show: tuple[Shown, ...] = Field(
        ("years",),
        description="of a page of names: what stands beside a name (years, place, note, variants); see: each variant "
        "also stands in its own place in the alphabet, with the name it belongs to",
    )
    by: IndexedBy = Field(
        "place", description="of a page names-index: whether it lists the places of a roll or its names"
    )

    @model_validator(mode="after")
    def _one_of(self) -> Part:
        if bool(self.text) == bool(self.page):
            raise ValueError("a part is either a text or a page")
        if self.opens == "filler" and (self.page or self.numbered):
            raise ValueError("only a text without a number can be a filler")
        if self.page != "names" and self.look.model_copy(update={"by": "place"}) != RollLook():
            raise ValueError("group, columns and show are for a page of names")
        if self.page != "names-index" and self.by != "place":
            raise ValueError("by is for a page names-index")
        return self

    @property
    def look(self) -> RollLook:
        """How a page of names is shown."""
        return RollLook(group=self.group, columns=self.columns, show=self.show, by=self.by)


class Approval(Strict):
    """A recorded approval: without those for facts, text and the language, nothing looks approved.

    `octavo approve` writes it; it counts as long as the content has the digest that was approved.
    """

    what: Scope = Field(description="what was looked through")
    language: EditionName | None = Field(
        None, description="the language of an approved translation, or the edition whose accessibility was reviewed"
    )
    chapter: str = Field(
        "", description="the text or data file whose translation was reviewed, such as text/02-town.md; else all of it"
    )
    by: str = Field("", description="who approves: a name or a role")
    public: bool = Field(False, description="the name may be printed, because that person chose so")
    on: date = Field(description="the day of the approval")
    digest: Text = Field(description="the digest of what was approved; an edit reopens it")

    @model_validator(mode="after")
    def _said(self) -> Approval:
        if (self.what in BY_LANGUAGE) != bool(self.language):
            raise ValueError("an approval names a language exactly if it is one of a translation or of access")
        if self.chapter and self.what != "translation":
            raise ValueError("only translations are reviewed by chapters")
        return self


class Manifest(Strict):
    """The whole of publication.yaml."""

    title: Text = Field(description="the title, in the language of the texts; translated")
    subtitle: str = Field("", description="the subtitle; translated")
    short_title: str = Field("", description="for running heads and the spine; by default the title")
    description: str = Field("", description="two sentences for the back cover, shops and libraries")
    page: str = Field("", description="the publication's page on the web: a QR code on the cover leads there")
    site: str = Field(
        "",
        description="the https address where output/<publication>/site/ will stand: links are absolute then",
    )
    onix: Literal["3.1", "3.0"] = Field("3.1", description="the release of ONIX that your distributor reads")
    shops: tuple[ShopName, ...] = Field(
        (), description="shops that want ONIX in their own way, each in a message of its own"
    )
    series: Series | None = Field(None, description="the series this publication belongs to")
    language: Tag = Field(description="the language the texts are written in")
    editions: tuple[EditionName, ...] = Field(
        (), description="the languages to publish, az+en for two side by side; by default the source language alone"
    )
    series_values: dict[ValueName, str] = Field(
        {},
        description="what {series.NAME} comes to in texts, for each NAME; `octavo series` takes it from the row of "
        "each edition; translated",
    )
    bilingual: Literal["columns", "facing"] = Field(
        "columns", description="how an edition in two languages is laid out; facing pages are not built yet"
    )
    issued: date = Field(description="date of issue; all dates inside the files derive from it")
    publisher: Publisher | None = Field(None, description="who publishes, and where corrections go")
    contributors: tuple[Contributor, ...] = Field((), description="authors, editors, translators and others")
    identifiers: Identifiers = Field(Identifiers(), description="ISBNs and the like; none is needed")
    licence: Licence | None = Field(None, description="under which terms readers may use the work")
    rights: str = Field("", description="a line on copyright for the imprint; translated")
    statement: str = Field(
        "", description="a sentence or two for the imprint, such as who drafted and who checked the text"
    )
    subjects: tuple[str, ...] = Field((), description="Thema or BISAC codes, such as thema:NHTZ1")
    parts: tuple[Part, ...] = Field(
        (), description="reading order; by default title, contents, every text, sources, colophon"
    )
    outputs: tuple[Name, ...] = Field(("screen", "epub", "web"), description="what to make of each edition")
    paper: str = Field("A5", description="A4, A5, A6, 6x9in, square210, or width x height such as 170x240mm")
    cover: CoverWish = Field(CoverWish(), description="what the cover is to be like")
    printers: tuple[PrinterName, ...] = Field(
        (), description="for whom print files are made: printers of the house or your own; by default offset-coated"
    )
    print: PrintOrder = Field(PrintOrder(), description="paper, binding and number of copies, for all these printers")
    theme: Name = Field("theme", description="the folder of the publication's own look")
    approvals: tuple[Approval, ...] = Field((), description="who has approved what, and when")

    @property
    def corrections_to(self) -> str:
        """Where readers send corrections, or nothing; without it no approval of an edition holds."""
        return self.publisher.corrections if self.publisher else ""
