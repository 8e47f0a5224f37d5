# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which pages of a file for the press need more than the black plate: digital printers charge for each."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise
from typing import Any

from octavo.render.press.functions import Unreadable, bends, function_of
from octavo.render.press.spaces import lookup, space_of

_OPERATORS = "k K rg RG cs CS sc scn SC SCN sh Do"


def pages_in_colour(data: bytes) -> tuple[int, ...]:
    """Return the numbers of the pages, from 1, that print anything in cyan, magenta, yellow or a spot colour.

    `data` is what finish_press gives. Marks outside the page are in all inks and don't count.
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        known: dict[tuple[int, int], bool] = {}
        return tuple(
            number for number, page in enumerate(pdf.pages, 1) if _coloured(page, page.obj.get("/Resources"), known)
        )


def _coloured(owner: Any, resources: Any, known: dict[tuple[int, int], bool]) -> bool:
    import pikepdf

    for instruction in pikepdf.parse_content_stream(owner, _OPERATORS):
        operator, operands = str(instruction.operator), list(instruction.operands)
        names = [operand for operand in operands if isinstance(operand, pikepdf.Name)]
        if operator in {"k", "K"}:
            if _has_hue(operands):
                return True
        elif operator in {"rg", "RG"}:
            if len(set(map(float, operands))) > 1:
                return True
        elif operator in {"cs", "CS"}:
            space = space_of(operands[0], resources)
            if space.kind == "spot" and str(space.original[1]) not in {"/All", "/Black", "/None"}:
                return True
        elif any(_thing_coloured(resources, operator, name, known) for name in names):
            return True
    return False


def _thing_coloured(resources: Any, operator: str, name: Any, known: dict[tuple[int, int], bool]) -> bool:
    table = resources.get({"Do": "/XObject", "sh": "/Shading"}.get(operator, "/Pattern"))
    if table is None or name not in table:
        return False
    value = table[name]
    if not value.is_indirect:
        return _of_thing(value, known)
    if value.objgen not in known:
        known[value.objgen] = False  # what refers to itself adds nothing
        known[value.objgen] = _of_thing(value, known)
    return known[value.objgen]


def _of_thing(value: Any, known: dict[tuple[int, int], bool]) -> bool:
    if value.get("/Subtype") == "/Image":
        return _picture_coloured(value)
    shading = value.get("/Shading") if value.get("/PatternType") == 2 else value
    if shading is not None and "/ShadingType" in shading:
        return _shading_coloured(shading)
    return _coloured(value, value.get("/Resources"), known)


def _picture_coloured(image: Any) -> bool:
    if image.get("/ImageMask", False) or "/ColorSpace" not in image:
        return False
    space = space_of(image.ColorSpace)
    if space.kind == "indexed" and space.base is not None and space.base.kind == "cmyk":
        return any(_has_hue(colour) for colour in lookup(space))
    if space.kind == "cmyk":
        from octavo.render.press.pictures import samples_of

        return any(band.getextrema()[1] > 0 for band in samples_of(image, space)[0].split()[:3])
    return space.kind != "gray"


def _shading_coloured(shading: Any) -> bool:
    space = space_of(shading.ColorSpace)
    if space.kind != "cmyk":
        return space.kind != "gray"
    try:
        call, places = function_of(shading.Function), sorted(bends(shading.Function))
    except Unreadable:
        return True
    middles = [(a + b) / 2 for a, b in pairwise(places)]
    return any(_has_hue(call(place)) for place in (*places, *middles))


def _has_hue(inks: Iterable[Any]) -> bool:
    return any(float(value) > 0 for value in list(inks)[:3])
