# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of PDF objects with all that they paint with, for what is used in two ways."""

from __future__ import annotations

from typing import Any


def copied(pdf: Any, value: Any, known: dict[tuple[int, int], Any] | None = None) -> Any:
    """Return a copy of an object of `pdf` with copies of all it refers to; fonts and profiles are shared."""
    from pikepdf import Array, Dictionary, Stream

    known = {} if known is None else known
    if not isinstance(value, (Array, Dictionary, Stream)):
        return value
    if value.is_indirect and value.objgen in known:
        return known[value.objgen]
    if isinstance(value, Array):
        return Array([copied(pdf, each, known) for each in value])
    if isinstance(value, Stream):
        made = pdf.make_stream(value.read_raw_bytes())
    else:
        made = pdf.make_indirect(Dictionary()) if value.is_indirect else Dictionary()
    if value.is_indirect:
        known[value.objgen] = made
    for key, each in value.items():
        if key != "/Length":
            made[key] = each if key in {"/Font", "/ColorSpace", "/Parent"} else copied(pdf, each, known)
    return made


def part_masks(pdf: Any) -> None:
    """Give every soft mask objects of its own: what it paints with becomes grey, and elsewhere the same becomes ink."""
    from pikepdf import Array, Dictionary, Stream

    for value in list(pdf.objects):
        if isinstance(value, Stream):
            said = value.stream_dict.unparse()
        else:
            said = value.unparse(resolved=True) if isinstance(value, (Array, Dictionary)) else b""
        if b"/SMask" in said:  # a long book has thousands of objects, and few of them are masked
            _part(pdf, value)


def _part(pdf: Any, value: Any) -> None:
    from pikepdf import Array, Dictionary

    if isinstance(value, Array):
        for each in value:
            if isinstance(each, (Array, Dictionary)) and not each.is_indirect:
                _part(pdf, each)
        return
    for key, each in value.items():
        if key == "/SMask" and isinstance(each, Dictionary) and "/G" in each:
            each.G = copied(pdf, each.G)
        elif isinstance(each, (Array, Dictionary)) and not each.is_indirect:
            _part(pdf, each)
