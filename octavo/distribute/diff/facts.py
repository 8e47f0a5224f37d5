# SPDX-License-Identifier: AGPL-3.0-or-later
"""What two dossiers tell otherwise: titles, dates, contributors, approvals, tools, fonts; as far as they are known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from octavo.model.difference import Fact

SHORT = 12  # digits of a digest that are shown
# Of files more is told elsewhere; the form of a dossier is nobody's business.
_UNTOLD = frozenset({"files", "format"})


def read_plain(data: bytes) -> dict[str, Any]:
    """Return a dossier of this or another release of Octavo; raise ValueError or RecursionError for anything else."""
    told = json.loads(data.decode("utf-8"))
    if not isinstance(told, dict):
        raise ValueError("it is no dossier")
    return told


def compare_dossiers(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return what differs, in the order of the newer dossier; nothing where one of them is missing."""
    if not old or not new:
        return ()
    before, after = dict(_told(old)), dict(_told(new))
    return tuple(
        Fact(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*after, *before])
        if before.get(name, "") != after.get(name, "")
    )


def _told(dossier: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every fact by a name that people understand."""
    for name, value in dossier.items():
        plain = name.replace("_", " ")
        if name in _UNTOLD:
            continue
        if name == "content" and isinstance(value, list):
            yield from _scopes(value)
        elif name == "fonts" and isinstance(value, list):
            fonts = [each for each in value if isinstance(each, dict)]
            yield from ((f"font {each.get('file', '')}", str(each.get("sha256", ""))[:SHORT]) for each in fonts)
        elif name == "tools" and isinstance(value, dict):
            yield from ((f"tool {each}", _plain(version)) for each, version in value.items())
        elif isinstance(value, dict):
            yield from ((f"{plain} {each}", _plain(inner)) for each, inner in value.items())
        elif name == "templates":
            yield plain, str(value)[:SHORT]
        else:
            yield plain, _plain(value)


def _scopes(scopes: list[Any]) -> Iterator[tuple[str, str]]:
    for each in scopes:
        if isinstance(each, dict):
            what, on = each.get("what", ""), each.get("on") or ""
            yield f"content of the {what}", str(each.get("digest", ""))
            yield f"approval of the {what}", f"given on {on}" if each.get("approved") else "none"


def _plain(value: Any) -> str:
    """Return a value as a person would write it: lists with semicolons, objects by what is in them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(told for each in value.values() if (told := _plain(each)))
    if isinstance(value, list):
        return "; ".join(_plain(each) for each in value)
    return "" if value is None else str(value)
