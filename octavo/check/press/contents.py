# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must not be in a print file: notes, actions, files, layers, forms, references (ISO 15930-7, 6.17 and on)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from octavo.check.press.geometry import Rect, common, rect
from octavo.check.press.sheet import Sheet, in_file, on_page
from octavo.model.gate import Found

_TRAPS = ("/TrapNet", "/PrinterMark")
_LOOKED_FOR = re.compile(rb"/(?:AA|A|S|EF|F)\b")
_MOST = 5  # names of files or layers that one sentence lists
# Every kind of action there is (ISO 32000-1, 12.6.4); dictionaries with other values of /S are something else.
_ACTIONS = frozenset(
    f"/{kind}"
    for kind in (
        *("GoTo", "GoToR", "GoToE", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm"),
        *("ResetForm", "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView"),
    )
)


def content_faults(pdf: Any) -> Iterator[Found]:
    """Yield what of the file as a whole does not belong in print."""
    layers = pdf.Root.get("/OCProperties", {}).get("/OCGs", [])
    if len(layers):
        yield in_file("P623", names=", ".join(str(each.get("/Name", "?")) for each in list(layers)[:_MOST]))
    if "/AcroForm" in pdf.Root:
        yield in_file("P624")
    if "/XFA" in pdf.Root.get("/AcroForm", {}):
        yield in_file("P625", what="a form of XFA")
    yield from _everywhere(pdf)


def _everywhere(pdf: Any) -> Iterator[Found]:
    """Go through all objects: actions and files hide in many places."""
    import pikepdf

    actions = {"AA"} if "/AA" in pdf.Root else set()
    files: dict[str, None] = {}
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        actions.add("JavaScript")
    if "/OpenAction" in pdf.Root and isinstance(pdf.Root.OpenAction, pikepdf.Dictionary):
        actions.add(_kind(pdf.Root.OpenAction))
    if "/EmbeddedFiles" in pdf.Root.get("/Names", {}):
        files.setdefault("attachments")
    for thing in pdf.objects:
        if _said_of(thing):
            actions |= _actions(thing)
            if "/EF" in thing:
                files.setdefault(str(thing.get("/UF", thing.get("/F", "?"))))
            if isinstance(thing, pikepdf.Stream) and "/F" in thing:
                yield in_file("P625", what="data outside the file")
    names = [name for name in files if name != "attachments"] or list(files)
    yield from (in_file("P621", kind=kind) for kind in sorted(actions))
    yield from (in_file("P622", name=name) for name in names[:_MOST])


def _said_of(thing: Any) -> bool:
    """Tell whether a dictionary, or that of a stream, can have anything that is looked for: most have nothing of it."""
    import pikepdf

    if isinstance(thing, pikepdf.Stream):
        return _LOOKED_FOR.search(thing.stream_dict.unparse()) is not None
    return isinstance(thing, pikepdf.Dictionary) and _LOOKED_FOR.search(thing.unparse(resolved=True)) is not None


def _actions(thing: Any) -> set[str]:
    import pikepdf

    found = {"AA"} if "/AA" in thing else set()
    if str(thing.get("/S")) in _ACTIONS and ("/JS" in thing or str(thing.get("/Type")) == "/Action"):
        found.add(_kind(thing))
    inner = thing.get("/A")
    if isinstance(inner, pikepdf.Dictionary) and str(inner.get("/S")) in _ACTIONS:
        found.add(_kind(inner))
    return found


def _kind(action: Any) -> str:
    return str(action.get("/S", "/?"))[1:]


def annotation_faults(page: Any, sheet: Sheet) -> Iterator[Found]:
    """Yield the annotations that lie within the bleed, traps and marks of the printer aside (6.17)."""
    met: dict[str, list[Rect]] = {}
    for note in page.obj.get("/Annots", []):
        kind = str(note.get("/Subtype", "/?"))
        where = rect(note.Rect) if "/Rect" in note else sheet.trim
        if kind not in _TRAPS and common(where, sheet.bleed) is not None:
            met.setdefault(kind[1:], []).append(where)
    for kind, places in met.items():
        yield on_page("P620", sheet, places[0], kind=kind, count=len(places))
