# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a roll of names is shown: in which groups, in how many columns, and what of each person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import Field

from octavo.model.canonical import Strict

Grouping = Literal["none", "letter", "place"]
Shown = Literal["years", "place", "note", "variants", "see"]
IndexedBy = Literal["place", "name"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
SHOWN: tuple[Shown, ...] = get_args(Shown)
INDEXED_BY: tuple[IndexedBy, ...] = get_args(IndexedBy)
COLUMNS = ("1", "2", "3", "4")


class RollLook(Strict):
    """What a page of names or of their index, or a directive, asks for; model/manifest.py describes each field."""

    group: Grouping = "none"
    columns: int = Field(2, ge=1, le=4)
    show: tuple[Shown, ...] = ("years",)
    by: IndexedBy = "place"


def look_of(attributes: Mapping[str, str]) -> RollLook:
    """Return what a directive asks for; words that are not known count for nothing, for load has told of them."""
    look = RollLook()
    group = next((each for each in GROUPINGS if each == attributes.get("group")), look.group)
    asked = attributes.get("columns", "")
    words = attributes.get("show", " ".join(look.show)).replace(",", " ").split()
    show = tuple(each for each in SHOWN if each in words)
    by = next((each for each in INDEXED_BY if each == attributes.get("by")), look.by)
    return RollLook(group=group, columns=int(asked) if asked in COLUMNS else look.columns, show=show, by=by)
