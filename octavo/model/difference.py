# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between an older and a newer publication: values that `octavo diff` counts, shows and prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from octavo.model.pagemap import Box

State = Literal["same", "changed", "added", "removed"]
PageState = Literal["changed", "reads", "renumbered", "added", "removed"]
Edit = tuple[Literal["kept", "gone", "new"], str]
"""A run of words that both have, that only the older has, or only the newer."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the dossiers, or the metadata of the files, tell otherwise; empty where one does not tell it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MessageChange:
    """A paragraph, heading, cell, caption or text alternative that changed.

    `old_key` and `new_key` name it in the content, `old_page` and `new_page` are the printed pages it begins on; each
    is empty where the file does not tell it.
    """

    state: State
    edits: tuple[Edit, ...]
    old_key: str = ""
    new_key: str = ""
    old_page: str = ""
    new_page: str = ""


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page, or a side of a sheet, that is not as it was; numbers count from 1 in the file, 0 where there is none.

    changed     looks different
    reads       looks the same, and its text is told otherwise to who copies it or has it read aloud
    renumbered  the same words and pictures at another place, with another number
    `places` are on the page as it is trimmed, `edits` what its words were and are.
    """

    state: PageState
    old: int
    new: int
    old_label: str = ""
    new_label: str = ""
    places: tuple[Box, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A sheet that has to be printed again: `number` from 1, which of its sides, and the pages that stand on them."""

    number: int
    sides: tuple[Literal["front", "back"], ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plates:
    """Which plates differ on the pages that have to be printed again, as letters of CMYK; and who separated them.

    `pages` has the numbers of the pages that were compared, each with its plates; without `run` a `reason` why not.
    """

    run: bool
    reason: str
    pages: tuple[tuple[int, str], ...] = ()

    @property
    def letters(self) -> str:
        """The plates that differ on any of the pages."""
        return "".join(each for each in "CMYK" if any(each in plates for _, plates in self.pages))


@dataclass(frozen=True, slots=True)
class Reprint:
    """What of a print file has to be printed again: pages of the newer file by number, and the sheets they are on.

    `derived` says that the sheets were reckoned from the pages and the binding, for no file of sheets was there;
    `plated` that the file is PDF/X, whose plates can be compared.
    """

    pages: tuple[int, ...]
    sheets: tuple[SheetChange, ...] = ()
    derived: bool = False
    plated: bool = False
    plates: Plates | None = None


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of an edition: `path` below the edition's folder; sizes in bytes; pages 0 for a file without any.

    `moved` are runs of pages that are as they were and stand elsewhere: first and last of the older, then the first of
    the newer.
    `parts` names what changed inside an e-book. A file with another digest and nothing else differs in what no reader
    sees.
    """

    path: str
    state: State
    output: str = ""
    old_sha256: str = ""
    new_sha256: str = ""
    old_pages: int = 0
    new_pages: int = 0
    pages: tuple[PageChange, ...] = ()
    moved: tuple[tuple[int, int, int], ...] = ()
    reprint: Reprint | None = None
    facts: tuple[Fact, ...] = ()
    parts: tuple[tuple[State, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditionChange:
    """An edition; `read` is the file its messages were read from, empty where none of its files tells them."""

    edition: str
    state: State
    language: str = ""
    direction: str = "ltr"
    facts: tuple[Fact, ...] = ()
    messages: tuple[MessageChange, ...] = ()
    read: str = ""
    files: tuple[FileChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs; `name` is that of the newer folder or file, `files` are those about all editions."""

    name: str
    editions: tuple[EditionChange, ...]
    files: tuple[FileChange, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether not a byte of the files differs, nor what is said of them."""
        return not self.files and all(each.state == "same" for each in self.editions)
