# SPDX-License-Identifier: AGPL-3.0-or-later
"""Transparency of a PDF: which pages have any, and groups that have none taken apart for PDF/X-1a."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from octavo.render.press.turned import names_in


def see_through(pdf: Any, used: Sequence[frozenset[str]]) -> dict[int, str]:
    """Return what is transparent on each page that has any: a picture, a mask, or a colour.

    `used` are the names of resources that each page uses.
    """
    found: dict[int, str] = {}
    known: dict[tuple[tuple[int, int], frozenset[str]], str] = {}
    for number, (page, names) in enumerate(zip(pdf.pages, used, strict=True), 1):
        table = page.obj.get("/Resources")
        key = (table.objgen, names) if table is not None and table.is_indirect else None
        if key is None or key not in known:
            veil = next(_veils(table, names, set()), "")
            if key is not None:
                known[key] = veil
        else:
            veil = known[key]
        if veil:
            found[number] = veil
    return found


def _veils(resources: Any, used: frozenset[str], seen: set[tuple[int, int]]) -> Iterator[str]:
    if resources is None:
        return
    for name, state in _sorted(resources.get("/ExtGState")):
        if name in used and (what := _veil(state)):
            yield what
    for kind in ("/XObject", "/Pattern"):
        for name, value in _sorted(resources.get(kind)):
            if name in used and not (value.is_indirect and value.objgen in seen):
                seen.add(value.objgen)
                yield from _inside(value, seen)


def _inside(value: Any, seen: set[tuple[int, int]]) -> Iterator[str]:
    if value.get("/Subtype") == "/Image":
        if "/SMask" in value:
            yield f"a picture of {int(value.Width)} by {int(value.Height)} pixels"
    elif value.get("/PatternType") == 2:
        if "/ExtGState" in value and (what := _veil(value.ExtGState)):
            yield what
    else:
        yield from _veils(value.get("/Resources"), names_in(value), seen)


def _veil(state: Any) -> str:
    mask = state.get("/SMask")
    if mask is not None and mask != "/None":
        return "a gradient or a shape with soft edges"
    if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
        return "a colour or an element"
    mode = state.get("/BM", "/Normal")
    modes = list(mode) if not isinstance(mode, str) and hasattr(mode, "__iter__") else [mode]
    return "" if all(str(each) in {"/Normal", "/Compatible"} for each in modes[:1]) else "a blended element"


def make_opaque(pdf: Any) -> None:
    """Take the traces of transparency out of pages that have none (ISO 15930-4, 6.16): groups and states of 1."""
    from pikepdf import Array, Dictionary, Stream

    for value in list(pdf.objects):
        if isinstance(value, (Array, Dictionary, Stream)):
            _clean(value)


def _clean(value: Any) -> None:
    from pikepdf import Array, Dictionary

    if isinstance(value, Dictionary) and value.keys() <= _OF_STATES and value.keys() & _VEILS:
        for key in _VEILS & value.keys():
            del value[key]
    inner = list(value) if isinstance(value, Array) else [each for _, each in value.items()]
    for each in inner:
        if isinstance(each, (Array, Dictionary)) and not each.is_indirect:
            _clean(each)
    if not isinstance(value, Array) and "/Group" in value and "/S" in value.Group:
        del value["/Group"]


_VEILS = frozenset({"/ca", "/CA", "/SMask", "/BM", "/AIS"})
# What a graphics state may hold here; a dictionary with other keys is none (ISO 32000-1, table 58).
_OF_STATES = _VEILS | {"/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/Font", "/FL", "/SM"}
_OF_STATES |= {"/SA", "/TK"}


def _sorted(values: Any) -> list[tuple[str, Any]]:
    return sorted(values.items()) if values is not None else []
