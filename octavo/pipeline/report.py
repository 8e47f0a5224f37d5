# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a build has to say: problems with their lines, files with their checksums, in words and as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from octavo.diagnostics.printing import NAMES, as_json, summary
from octavo.diagnostics.problem import Place, Problem, in_order


@dataclass(frozen=True, slots=True)
class EditionReport:
    """One edition after a build: its state and its files with their SHA-256.

    State: made (new files), kept (nothing to do), earlier (refused now; the files are from an earlier build),
    refused (no files at all), unasked (not part of this build; the files are from an earlier one).
    """

    label: str
    state: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """A publication after a build."""

    name: str
    editions: tuple[EditionReport, ...]
    problems: tuple[Problem, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return {
            "publication": self.name,
            "editions": [
                {"edition": e.label, "state": LASTING.get(e.state, e.state), "files": e.files} for e in self.editions
            ],
            "problems": [as_json(problem) for problem in self.problems],
        }


def located(problems: Iterable[Problem], lines: dict[str, list[Any]], root: str) -> tuple[Problem, ...]:
    """Return the problems with files below `root`, and lines for those that only knew a key.

    `lines` is the source map of the publication: key → [file, line, column].
    """
    return in_order(replace(each, place=_located(each.place, lines, root)) for each in problems)


# Files of the house, not of the publication: shared templates with their words, and pages made from them.
OF_THE_HOUSE = ("templates/", "fonts/", "house:")


def _located(place: Place, lines: dict[str, list[Any]], root: str) -> Place:
    file, line, column = place.file, place.line, place.column
    key = place.key or file
    while key and not line:
        if key in lines:
            file, line, column = lines[key]
        head, dot, _ = key.rpartition(".")
        key = head if dot and "#" in head else (key.partition("#")[0] if "#" in key else "")
    shown = f"{root}/{file}" if file and not file.startswith(OF_THE_HOUSE) else file
    return Place(shown, line, column, place.key)


def write_reports(folder: Path, report: PublicationReport) -> dict[str, bytes]:
    """Return the files about all editions: report.json, report.html, SHA256SUMS (last, over everything)."""
    data = json.dumps(report.as_data(), ensure_ascii=False, indent=1, sort_keys=True).encode()
    files = {"report.json": data, "report.html": as_page(report).encode()}
    sums = {f"{e.label}/{name}": digest for e in report.editions for name, digest in e.files.items()}
    sums |= {name: hashlib.sha256(each).hexdigest() for name, each in files.items()}
    listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    return {**files, "SHA256SUMS": listing.encode()}


def as_page(report: PublicationReport) -> str:
    """Return the report as a small web page that stands alone."""
    rows = "".join(
        f"<tr><td>{escape(e.label)}<td>{escape(STATES[LASTING.get(e.state, e.state)])}<td>"
        + "<br>".join(f'<a href="{escape(e.label)}/{escape(n)}">{escape(n)}</a>' for n in e.files)
        for e in report.editions
    )
    problems = "".join(
        f"<li class={NAMES[p.severity]}><b>{p.code}</b> {escape(p.edition)} {escape(p.message)}"
        f"<br><code>{escape(str(p.place))}</code>" + "".join(f"<br>{escape(hint)}" for hint in p.hints)
        for p in report.problems
    )
    counted = summary(report.problems) or "no problems"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>{escape(report.name)}: report</title>{STYLE}<h1>{escape(report.name)}</h1>"
        f"<table><thead><tr><th scope=col>Edition<th scope=col>State<th scope=col>Files<tbody>{rows}</table>"
        f"<h2>Problems: {escape(counted)}</h2><ul>{problems}</ul></html>\n"
    )


# A report that is kept says how things stand, not what the last run did: the same content gives the same report.
LASTING = {"made": "current", "kept": "current"}

STATES = {
    "current": "up to date",
    "earlier": "refused now; these files are from an earlier build",
    "refused": "refused; there are no files",
    "unasked": "not part of the last build; these files are from an earlier one",
}

STYLE = (
    "<style>:root{color-scheme:light dark}body{font:1rem/1.5 serif;max-width:45rem;margin:2rem auto;padding:0 1rem}"
    "td,th{text-align:start;vertical-align:top;padding-inline-end:2rem}li{margin-block:.7rem}"
    ".error b{color:#a3182d}@media(prefers-color-scheme:dark){.error b{color:#ff9aa8}}</style>"
)
