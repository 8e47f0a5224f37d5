# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a page to read: it opens from the disk, and needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.printing import NAMES
from octavo.model.pagemap import ranges

Data = dict[str, Any]
GROUND, DARK_GROUND, ACCENT = "#fffdf9", "#171513", "#7a1f2b"
FOLDER = "report"  # beside the page
SEVERITIES = tuple(NAMES.values())
OUTSIDE = ("measured ink", "qpdf", "Poppler", "MuPDF", "veraPDF")
NOT_ASKED = "a build asks the built-in checks alone; “octavo check” asks this judge, and the next build tells it here"
ASKED_IN_TESTS = "a build asks the built-in checks alone; Octavo’s own tests ask this judge of sample pages"
# What is judged otherwise than print files: the built-in checks, and the judges from outside.
ENDINGS = {".pdf": "pdf", ".epub": "epub", ".html": "web"}
CHECKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "office": (("pages as laid out",), ()),
    "pdf": (("pages as laid out", "rules of PDF/A-2a and PDF/UA-1"), ("veraPDF",)),
    "epub": (("rules of EPUB 3.3",), ("EPUBCheck", "Ace")),
    "web": ((), ("axe",)),
}
# What a print file adds to the book's own pages → how a page of it is called.
ADDED = {"padding": "added", "filler": "filler", "cover": "cover"}
SCOPES = {"facts": "the facts", "text": "the text", "translation": "the translation"}


def report_page(data: Data, templates: Path) -> bytes:
    """Return the page; `templates` is the folder of the house's templates."""
    from octavo.compose.colour import on_dark
    from octavo.compose.environment import ThemeLoader, environment_of

    values = {
        "report": data,
        "folder": FOLDER,
        "groups": lambda edition: groups(data["problems"], edition),
        "spreads": spreads,
        "shown_pages": shown_pages,
        "scopes": SCOPES,
        "counted": counted,
        "weigh": weigh,
        "and_list": and_list,
        "ranges": ranges,
        "bytes_said": bytes_said,
        "per_cent": per_cent,
        "checks": checks,
        "ground": GROUND,
        "dark_ground": DARK_GROUND,
        "accent": ACCENT,
        "accent_on_dark": on_dark(ACCENT, DARK_GROUND),
    }
    engine = environment_of(ThemeLoader(templates, {}, ""), values)
    return engine.get_template("report/report.html").render().encode() + b"\n"


def groups(problems: Iterable[Data], edition: str) -> list[Data]:
    """Return the problems of an edition (or of all, for an empty name) by their code, the gravest first."""
    mine = [each for each in problems if each["edition"] == edition]
    order = sorted(mine, key=lambda each: (SEVERITIES.index(each["severity"]), each["code"]))  # within: as they were
    found = []
    for (severity, code), members in groupby(order, key=lambda each: (each["severity"], each["code"])):
        alike = list(members)
        hints = {tuple(each["hints"]) for each in alike}
        found.append(
            {
                "severity": severity,
                "code": code,
                "about": CATALOGUE[code].about if code in CATALOGUE else "",
                "hints": hints.pop() if len(hints) == 1 else (),
                "own_hints": len(hints) > 0,
                "problems": alike,
            }
        )
    return found


def spreads(told: Data, printed: Iterable[Data]) -> list[list[Data]]:
    """Return the pages as they face each other, with those that the binding adds: the first one alone, then by twos.

    `added` says what a page is that is none of the book's own: blank, the filler, or the cover. Of a long book those
    are left out of which there is no picture.
    """
    inside: Data = next((each for each in printed if each["output"] == "press"), {"coloured": []})
    added = {at: kind for kind in ADDED for at in inside.get(kind, ())}
    given = iter(told["pages"])
    bound = []
    for at in range(1, len(told["pages"]) + len(added) + 1):
        page = {"added": ADDED[added[at]]} if at in added else {"added": "", **next(given)}
        name, pictures = (f"added-{at:05}", inside) if at in added else (f"page-{page['number']:05}", told)
        page["picture"] = pictures["pictures"].get(name)
        bound.append({**page, "coloured": at in inside["coloured"]})
    facing = [bound[:1], *(bound[at : at + 2] for at in range(1, len(bound), 2))]
    whole = shown_pages(told) == len(told["pages"])
    return facing if whole else [spread for spread in facing if any(page["picture"] for page in spread)]


def shown_pages(told: Data) -> int:
    """Return of how many pages there are pictures."""
    return sum(f"page-{page['number']:05}" in told["pictures"] for page in told["pages"])


def counted(number: int, one: str, many: str = "") -> str:
    """Return “1 page”, “4 pages”."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def weigh(counts: Mapping[str, int]) -> str:
    """Return “2 errors and 1 warning”, or that there is nothing."""
    return and_list(counted(number, name) for name, number in counts.items()) if counts else "no problems"


def and_list(parts: Iterable[str]) -> str:
    """Return “a, b and c”."""
    *rest, last = list(parts) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def bytes_said(size: int) -> str:
    """Return “1.03 MB” or “12 kB”."""
    return f"{size / 1_000_000:.2f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def per_cent(value: float) -> str:
    """Return “234 %”."""
    return f"{value:.0f} %"


def checks(edition: Data, stem: str = "") -> list[tuple[str, bool, str, list[str]]]:
    """Return every check and judge of an edition's files: its name, whether it was run, what is said, of which files.

    Of a check that was not run the reason is said; of a judge from outside that was run on these very files, whether
    it complained. `stem` is what the names of the files begin with, and is left out.
    """
    found: dict[tuple[str, bool, str], list[str]] = {}
    for path in edition["files"]:
        told, said = edition["printed"].get(path), edition["about"][path]["machine"]
        usual = [(name, not reason, reason) for name, reason in (_judged(told) if told else _usual(path))]
        asked = [(each["judge"], each["run"], _result(each)) for each in said]
        for each in [*(one for one in usual if not _told_by(one, said)), *asked]:
            found.setdefault(each, []).append(path.removeprefix(stem))
    return sorted(((*key, paths) for key, paths in found.items()), key=lambda each: not each[1])


def _told_by(usual: tuple[str, bool, str], said: list[Data]) -> bool:
    """Tell whether what would be said of a check is told better by the judge itself."""
    return any(usual[0] in each["judge"] for each in said)


def _result(opinion: Data) -> str:
    if not opinion["run"]:
        return str(opinion["reason"])
    return "; ".join(opinion["said"]) or "no complaint"


def _usual(path: str) -> Iterator[tuple[str, str]]:
    """Yield the checks of a file that is not for printers, each with the reason if it was not run."""
    kind = (
        "office"
        if "-office" in path or path.endswith(("-errata-sheet.pdf", "-proof.pdf"))
        else next((each for end, each in ENDINGS.items() if path.endswith(end)), "")
    )
    built_in, outside = CHECKS.get(kind, ((), ()))
    yield from ((name, "") for name in built_in)
    yield from ((name, ASKED_IN_TESTS if kind == "web" else NOT_ASKED) for name in outside)


def _judged(told: Data) -> Iterator[tuple[str, str]]:
    """Yield the checks of a print file, each with the reason if it was not run."""
    machine, names = told["machine"], [each["name"] for each in told["judged"]]
    yield from ((each["name"], "" if each["run"] else each["reason"]) for each in told["judged"])
    if OUTSIDE[0] not in names:
        measured = machine or {"run": False, "reason": "it was measured on the single pages"}
        yield OUTSIDE[0], "" if measured["run"] else measured["reason"]
    yield from ((name, NOT_ASKED) for name in OUTSIDE[1:] if not any(name in each for each in names))
