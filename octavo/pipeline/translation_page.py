# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far translations have come, as a page to look at: one file, which needs nothing beside it and no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from octavo.pipeline.report_page import ACCENT, DARK_GROUND, GROUND
from octavo.resources.shared import templates_folder

Row = dict[str, Any]
_WIDTH = 159.0  # of a bar, in pixels
_EDIT = re.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)


def status_page(told: Mapping[str, Sequence[Row]], source: str = "en") -> bytes:
    """Return the page: for each language a bar for each chapter, what waits longest, and what changed.

    `told` has the rows of chapters under `languages` and those of stale messages under `changes`.
    """
    from octavo.compose.colour import on_dark
    from octavo.compose.environment import ThemeLoader, environment_of

    values = {
        "languages": list(_languages(told["languages"], told["changes"], source)),
        "ground": GROUND,
        "dark_ground": DARK_GROUND,
        "accent": ACCENT,
        "accent_on_dark": on_dark(ACCENT, DARK_GROUND),
    }
    engine = environment_of(ThemeLoader(templates_folder(), {}, ""), values)
    return engine.get_template("report/status.html").render().encode() + b"\n"


def _languages(rows: Sequence[Row], changes: Sequence[Row], source: str) -> Iterator[Row]:
    from octavo.localize.formats import language_name
    from octavo.localize.language import language_from_cldr

    english = language_from_cldr("en")
    for (publication, tag), group in groupby(rows, key=lambda row: (row["publication"], row["language"])):
        chapters = [{**row, **_bar(row)} for row in group]
        waiting = [row for row in chapters if row["waiting_since"]]
        longest = min(waiting, key=lambda row: str(row["waiting_since"]), default=None)
        yield {
            "publication": publication,
            "language": tag,
            "name": language_name(tag, english),
            "source": source,
            "edition": chapters[0]["edition"],
            "rows": chapters,
            "words": sum(row["words"] for row in chapters),
            "left": sum(row["words_left"] for row in chapters),
            "since": longest["waiting_since"] if longest else "",
            "longest": (longest["title"] or longest["chapter"]) if longest else "",
            "changes": [
                {**each, "parts": list(edits(each["difference"]))}
                for each in changes
                if (each["publication"], each["language"]) == (publication, tag)
            ],
        }


def _bar(row: Row) -> Row:
    """Return the parts of a chapter's bar, by the number of messages, and how many in a hundred are translated."""
    whole = max(1, row["translated"] + row["stale"] + row["missing"])
    done, stale = (_WIDTH * row[name] / whole for name in ("translated", "stale"))
    parts = [("done", 0.0, done), ("stale", done, stale)]
    rects = [
        {"kind": kind, "x": round(0.5 + start, 1), "width": round(width, 1)} for kind, start, width in parts if width
    ]
    return {"bar": rects, "per_cent": 100 * row["translated"] // whole}


def edits(difference: str) -> Iterable[tuple[str, str]]:
    """Yield the parts of a difference of words: ("gone" | "new" | "same", words)."""
    end = 0
    for match in _EDIT.finditer(difference):
        if same := difference[end : match.start()].strip():
            yield "same", same
        kind = match.lastgroup or "new"
        yield kind, match[kind]
        end = match.end()
    if same := difference[end:].strip():
        yield "same", same
