# SPDX-License-Identifier: AGPL-3.0-or-later
"""The markup of a message as a multiset, so that a translation can be held to what its source has."""

from __future__ import annotations

from octavo.markup.runs import read_runs
from octavo.markup.segments import fold
from octavo.model.blocks import Inline, walk_inline


def inline_shape(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a string is marked with, sorted: each run as (kind, what makes it this one).

    ("emphasis", "") ("strong", "") ("link", address) ("code", its text) ("note", label) ("cite", source)
    ("value", placeholder) ("span", "dir=rtl lang=az") ("image", file). Words and line breaks don't count.
    """
    runs, _ = read_runs(fold(text).text, None)
    return tuple(sorted(pair for run in walk_inline(runs) for pair in _pairs(run)))


def placeholders_of(text: str) -> tuple[str, ...]:
    """Return the names of the placeholders in a string, in order; those in code or after a backslash are none."""
    runs, _ = read_runs(fold(text).text, None)
    return tuple(run.attrs["name"] for run in walk_inline(runs) if run.kind == "value")


def _pairs(run: Inline) -> list[tuple[str, str]]:
    match run.kind:
        case "text" | "break" | "draft":
            return []
        case "cite":
            return [("cite", source) for source in run.attrs["sources"].split()]
        case "span":
            return [("span", " ".join(f"{key}={value}" for key, value in sorted(run.attrs.items())))]
        case "code":
            return [("code", run.text)]
    named = {"link": "href", "note": "ref", "value": "name", "image": "src"}.get(run.kind, "")
    return [(run.kind, run.attrs.get(named, ""))]
