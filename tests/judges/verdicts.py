# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the judges say, as values; an empty list, or an empty field, is an acquittal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class JudgeMissingError(Exception):
    """Raised when a judge can't be had on this machine; says which, and what is missing."""


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A rule of PDF/UA or PDF/A that a file breaks, once for each place."""

    rule: str  # clause and test of the standard, as veraPDF counts them: "7.1-3"; "parse" if the file can't be read
    message: str
    context: str  # where in the file, as the engine's path of objects


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """What EPUBCheck says about a book, once for each place."""

    id: str  # "RSC-005"
    severity: str  # FATAL, ERROR, WARNING, INFO or USAGE
    path: str  # the file inside the book
    line: int  # from 1; 0 where there is none
    column: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A rule of axe or Ace that a page or a book breaks."""

    rule: str  # "image-alt"
    impact: str  # minor, moderate, serious or critical
    help: str
    targets: tuple[str, ...]  # CSS selectors for axe; for Ace the file and the place in it


@dataclass(frozen=True, slots=True)
class PageReport:
    """What a browser saw of a page."""

    console_errors: tuple[str, ...]  # errors the page or its scripts raised, and files that were not found
    refused: tuple[str, ...]  # addresses outside this machine that the page asked for; none was let through
    violations: tuple[Violation, ...]  # axe's, with all its rules for WCAG and good practice
    overflow: int  # CSS pixels by which the page is wider than the window: above 0 a reader has to scroll sideways
    text: str  # the visible text of the body
    value: Any  # what the caller's script gave, else None
    screenshot: bytes  # the whole page, PNG
