# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of resources without fonts and pictures that their pages don't use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def only_used(pdf: Any, used: Sequence[frozenset[str]]) -> None:
    """Leave each page the fonts and XObjects of those names; pages that had a table in common still do, if they can.

    Without that a page would draw all that stands in the table of the whole book after it, wherever it is put.
    """
    made: dict[tuple[tuple[int, int], frozenset[str]], Any] = {}
    for page, names in zip(pdf.pages, used, strict=True):
        table = page.obj.get("/Resources")
        if table is None or not table.is_indirect or not names.isdisjoint(table.get("/XObject", {}).keys()):
            page.remove_unreferenced_resources()  # also in forms, which may have none of their own
            continue
        key = table.objgen, names
        if key not in made:
            made[key] = pdf.make_indirect(_with(table, names))
        page.obj.Resources = made[key]


def _with(table: Any, names: frozenset[str]) -> Any:
    from pikepdf import Dictionary

    own = Dictionary(dict(table.items()))
    for kind in ("/Font", "/XObject"):
        if kind in own:
            own[kind] = Dictionary({name: value for name, value in own[kind].items() if name in names})
    return own
