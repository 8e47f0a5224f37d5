# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a page to read: it opens from the disk, and needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.printing import NAMES

Data = dict[str, Any]
GROUND, DARK_GROUND, ACCENT = "#fffdf9", "#171513", "#7a1f2b"
SEVERITIES = tuple(NAMES.values())
OUTSIDE = ("measured ink", "qpdf", "Poppler", "MuPDF", "veraPDF")
SCOPES = {"facts": "the facts", "text": "the text", "translation": "the translation"}


def report_page(data: Data, templates: Path) -> bytes:
    """Return the page; `templates` is the folder of the house's templates."""
    from octavo.compose.colour import on_dark
    from octavo.compose.environment import ThemeLoader, environment_of

    values = {
        "report": data,
        "groups": lambda edition: groups(data["problems"], edition),
        "spreads": spreads,
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
    """Return the pages as they face each other, with those that the binding adds: the first one alone, then by twos."""
    inside: Data = next((each for each in printed if each["output"] == "press"), {"padding": [], "coloured": []})
    given = iter(told["pages"])
    bound = []
    for at in range(1, len(told["pages"]) + len(inside["padding"]) + 1):
        page = {"added": True} if at in inside["padding"] else {"added": False, **next(given)}
        if not page["added"]:
            page["picture"] = told["pictures"][f"page-{page['number']:05}"]
        bound.append({**page, "coloured": at in inside["coloured"]})
    return [bound[:1], *(bound[at : at + 2] for at in range(1, len(bound), 2))]


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


def ranges(numbers: Iterable[int]) -> str:
    """Return “3, 7–9”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def bytes_said(size: int) -> str:
    """Return “1.03 MB” or “12 kB”."""
    return f"{size / 1_000_000:.2f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def per_cent(value: float) -> str:
    """Return “234 %”."""
    return f"{value:.0f} %"


def checks(printed: Data) -> list[tuple[str, str, list[str]]]:
    """Return every check and judge of the print files: its name, why it was not run if so, and of which files."""
    found: dict[tuple[str, str], list[str]] = {}
    for path, told in printed.items():
        machine = told["machine"]
        judged = [(each["name"], "" if each["run"] else each["reason"]) for each in told["judged"]]
        names = {name for name, _ in judged}
        if machine and OUTSIDE[0] not in names:
            judged.append((OUTSIDE[0], "" if machine["run"] else machine["reason"]))
        judged += [(name, NOT_ASKED) for name in OUTSIDE[1:] if not any(name in said for said in names)]
        for each in judged:
            found.setdefault(each, []).append(path)
    return [(name, reason, paths) for (name, reason), paths in found.items()]


NOT_ASKED = "a build asks the built-in checks alone; “octavo check” asks outside judges"
