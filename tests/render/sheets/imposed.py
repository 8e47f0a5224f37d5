# SPDX-License-Identifier: AGPL-3.0-or-later
"""Imposed files opened again: their boxes, and the pixels of their sides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import Any

from octavo.model.sheets import Imposition, Job, SheetWords
from octavo.render.sheets.plan import plan_sheets
from tests.render.sheets.pages import MM

A5, A6 = (Decimal(148), Decimal(210)), (Decimal(105), Decimal(148))
WORDS = SheetWords("The Lighthouse of Nowhere", "English", "lighthouse", "en", "3fa85f64c0de", proof="Not approved")


def plan_of(pages: int, **more: Any) -> Imposition:
    return plan_sheets(Job(pages, *A5, **more)).unwrap()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        yield pdf


def box(page: Any, name: str) -> list[float]:
    return [round(float(side) / MM, 2) for side in page.obj[name]]
