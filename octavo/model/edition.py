# SPDX-License-Identifier: AGPL-3.0-or-later
"""What localize gives: one publication in one language, every word and number in its final form."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from octavo.model.blocks import Block, Inline
from octavo.model.catalog import State
from octavo.model.data import ColumnType, ImageCredit
from octavo.model.fit import Fit
from octavo.model.ledger import Qualifier, Read
from octavo.model.locale import Language
from octavo.model.manifest import Manifest, Matter, Opens, Scope
from octavo.model.printer import Printer
from octavo.model.publication import Asset, Roll
from octavo.model.rolls import RollLook
from octavo.model.theme import Theme


@dataclass(frozen=True, slots=True)
class EditionKey:
    """Usually one language; two in a bilingual edition; a row's values in a series."""

    languages: tuple[str, ...]
    variant: str = ""

    @property
    def label(self) -> str:
        """The name in paths and on the command line: `az`, `az+en`."""
        return "+".join(self.languages) + (f"@{self.variant}" if self.variant else "")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as this edition prints it; `mark` is the sign for one not read in the original, empty if it was."""

    id: str
    short: str
    author: str
    title: str
    year: str
    kind: str
    standpoint: str
    url: str
    read: Read
    through: str
    note: tuple[Inline, ...]
    mark: str
    group: str


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure ready to print.

    number   “613”, or “500–1,000” for an interval; empty where there is none
    said     with its qualifier: “at least 161”
    counted  with the counted noun: “613 people”
    said_counted  with both: “at least 161 people”
    """

    id: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    number: str
    said: str
    counted: str
    said_counted: str
    scope: tuple[Inline, ...]
    sources: tuple[str, ...]
    comparable: bool
    as_of: str
    note: tuple[Inline, ...]
    key: str


@dataclass(frozen=True, slots=True)
class StatisticText:
    """A statistic ready to print: its figure if there is a primary one, its alternatives from low to high.

    `range` is empty, or the sentence that names both ends of the comparable counts and who gives each.
    `verified` is derived: True only if every source of the figure was read in the original.
    """

    id: str
    counts: str
    unit: str
    figure: FigureText | None
    alternatives: tuple[FigureText, ...]
    lowest: FigureText | None
    highest: FigureText | None
    range: tuple[Inline, ...]
    verified: bool
    part_of: str
    note: tuple[Inline, ...]
    key: str


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its run for print, and the raw value for charts and sorting."""

    type: ColumnType
    inline: tuple[Inline, ...] = ()
    raw: str = ""
    sources: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class RowText:
    """A row of a data table by column name; columns without a value are left out."""

    key: str
    cells: dict[str, CellText]


@dataclass(frozen=True, slots=True)
class TableText:
    """A data table in the edition's language."""

    id: str
    title: str
    columns: dict[str, str]
    rows: tuple[RowText, ...]


@dataclass(frozen=True, slots=True)
class PartText:
    """A part in reading order: a text with its blocks and notes, or a page made by a template.

    `name` is unique (`02-town`, `sources`): ids, file names and links derive from it. `anchor` is the id that the
    text's own title has, for links to it; `look` is how a page of names is shown.
    """

    name: str
    page: str
    title: tuple[Inline, ...]
    matter: Matter
    opens: Opens
    number: int | None = None
    data: str = ""
    blocks: tuple[Block, ...] = ()
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    key: str = ""
    anchor: str = ""
    look: RollLook = field(default_factory=RollLook)


@dataclass(frozen=True, slots=True)
class ImageText:
    """A picture with its words in the edition's language."""

    credit: ImageCredit
    asset: Asset
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionText:
    """A correction in the edition's words: `date` is its day, `on` the same as ISO 8601, `sources` ids.

    `at` is the key of what was corrected, for a link to it, or empty.
    """

    id: str
    on: str
    date: str
    place: str
    at: str
    was: str
    now: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication in one language, ready to be composed; with the same in a second language beside it, in two.

    `manifest.approvals` are those that hold; `digests` says for each scope what an approval has to name now. `filler`
    is no part of any reading order: it is printed where a binding leaves a page blank. `fit` is for printed pages.
    """

    key: EditionKey
    publication: str
    language: Language
    source_language: str
    manifest: Manifest
    theme: Theme
    theme_css: str
    theme_templates: dict[str, str]
    parts: tuple[PartText, ...]
    statistics: dict[str, StatisticText]
    sources: dict[str, SourceText]
    source_groups: dict[str, str]
    cited: tuple[str, ...]
    tables: dict[str, TableText]
    images: dict[str, ImageText]
    rolls: dict[str, Roll]
    fonts: tuple[Asset, ...]
    strings: dict[str, tuple[str, ...]]
    states: dict[str, State]
    draft: bool
    identifier: str
    digests: dict[Scope, str]
    other_editions: dict[str, str] = field(default_factory=dict)
    filler: PartText | None = None
    printers: tuple[Printer, ...] = ()
    profiles: tuple[Asset, ...] = ()
    corrections: tuple[CorrectionText, ...] = ()
    fit: Fit = field(default_factory=Fit)
    beside: Edition | None = None

    @property
    def approved(self) -> bool:
        """Whether all that the edition is made of was approved as it is, so that it may look finished."""
        own = self.digests.keys() <= {each.what for each in self.manifest.approvals}
        return own and (self.beside is None or self.beside.approved)
