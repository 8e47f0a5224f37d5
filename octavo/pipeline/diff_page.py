# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page that shows what differs: it opens from the disk and needs no script; its pictures lie in a folder beside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.model.pagemap import ranges
from octavo.pipeline import diff_words
from octavo.pipeline.diff_pictures import MOST, picture_of, shown_changes, size_of
from octavo.pipeline.report_files import FONTS, write_if_other
from octavo.pipeline.report_page import ACCENT, DARK_GROUND, GROUND, and_list, counted

if TYPE_CHECKING:
    from octavo.distribute.diff.editions import Sources
    from octavo.model.difference import Difference, EditionChange

PAGE, FOLDER = "diff.html", "diff"
Data = dict[str, Any]
_OURS = re.compile(r"[0-9a-f]{16}\.png")


def write_page(to: Path, difference: Difference, sources: Sources) -> None:
    """Write diff.html and the folder diff/ into a folder; pictures of an earlier comparison go. May raise OSError."""
    from octavo.resources.shared import fonts_folder, templates_folder

    pictures: dict[str, bytes] = {}
    editions = [{"told": each, "pairs": _pairs(each, sources, pictures)} for each in difference.editions]
    page = _page(difference, editions, templates_folder())
    folder = to / FOLDER
    stale = sorted(path for path in folder.glob("*.png") if _OURS.fullmatch(path.name))
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in pictures.items():
        write_if_other(to / name, data)
    for font in FONTS:
        source = fonts_folder() / font
        if source.is_file():
            write_if_other(folder / source.name, source.read_bytes())
    write_if_other(to / PAGE, page)
    for path in stale:
        if f"{FOLDER}/{path.name}" not in pictures:
            path.unlink()


def _pairs(edition: EditionChange, sources: Sources, pictures: dict[str, bytes]) -> Data:
    """Return the pages to show side by side, and how many more there are; the pictures are put to the others."""
    import pypdfium2

    shown = list(shown_changes(edition))
    pairs: list[Data] = []
    with ExitStack() as stack:
        documents: dict[str, list[Any]] = {}
        for file, change in shown[:MOST]:
            if file.path not in documents:
                paths = sources[edition.edition, file.path]
                documents[file.path] = [pypdfium2.PdfDocument(path.read_bytes()) if path else None for path in paths]
                for each in documents[file.path]:
                    if each is not None:
                        stack.callback(each.close)
            numbers = (change.old, change.new)
            pair = [
                _put(picture_of(document, number, change.places), pictures) if document is not None and number else None
                for document, number in zip(documents[file.path], numbers, strict=True)
            ]
            pairs.append({"file": file, "change": change, "old": pair[0], "new": pair[1]})
    return {"shown": pairs, "more": max(0, len(shown) - MOST)}


def _put(picture: bytes, pictures: dict[str, bytes]) -> Data:
    name = f"{FOLDER}/{hashlib.sha256(picture).hexdigest()[:16]}.png"
    pictures[name] = picture
    return {"src": name, **size_of(picture)}


def _page(difference: Difference, editions: Iterable[Data], templates: Path) -> bytes:
    from octavo.compose.colour import on_dark
    from octavo.compose.environment import ThemeLoader, environment_of
    from octavo.localize.formats import own_name

    values = {
        "difference": difference,
        "editions": list(editions),
        "folder": FOLDER,
        "own_name": own_name,
        "say": {name: getattr(diff_words, name) for name in SAID},
        "short": lambda digest: digest[: diff_words.SHORT],
        "counted": counted,
        "and_list": and_list,
        "ranges": ranges,
        "ground": GROUND,
        "dark_ground": DARK_GROUND,
        "accent": ACCENT,
        "accent_on_dark": on_dark(ACCENT, DARK_GROUND),
    }
    engine = environment_of(ThemeLoader(templates, {}, ""), values)
    return engine.get_template("report/diff.html").render().encode() + b"\n"


SAID = ("verdict", "file_said", "reprint_said", "sheet_said", "place_of", "plates_said", "is_half", "others")
