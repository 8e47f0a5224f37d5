# SPDX-License-Identifier: AGPL-3.0-or-later
"""The editions of a series joined into one file for a printer, and the manifest that says where each of them is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.model.series import MadeRow

if TYPE_CHECKING:
    from octavo.model.press import Press

COLUMNS = ("id", "edition", "copies", "first_page", "pages", "blank", "identifier", "digest")


@dataclass(frozen=True, slots=True)
class Joined:
    """An edition in the joined file: its first page, counted from 1, how many it has, and how many of them are blank.

    `digest` is the SHA-256 over what each of its pages paints.
    """

    row: MadeRow
    first_page: int
    pages: int
    blank: int
    digest: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A row on its way to the printer: the name of its batch, its pages with 0 for a blank one, else from 1.

    `slug` stands outside the trim of each page, where there are marks.
    """

    row: MadeRow
    batch: str
    pages: tuple[int, ...]
    slug: str
    direction: str


@dataclass(slots=True)
class _Joining:
    """A file half joined: pages taken over, by batch and place, and what each paints."""

    out: Any
    wish: Press
    taken: dict[tuple[str, int], tuple[Any, str]] = field(default_factory=dict)
    nodes: list[Any] = field(default_factory=list)
    count: int = 0


def join(
    bound: Sequence[Bound], read: Callable[[str], bytes], wish: Press, target: Path, *, repeat: bool = False
) -> tuple[Joined, ...]:
    """Write one file of all editions to `target`, and return where each of them is.

    Pages that editions share are in the file once. With `repeat` each edition comes as often as its row says, one copy
    after another.

    Args:
        bound: the editions in order.
        read: gives the pages of a batch, wide, as a file for the press.
        wish: what the printer's single pages are to be: bleed, and marks.
        target: the file; it is written whole or not at all.
        repeat: every copy, not every edition.
    """
    import pikepdf

    from octavo.render.press.finish import save_pressed

    found: list[Joined] = []
    with pikepdf.open(BytesIO(read(bound[0].batch))) as out:
        del out.pages[:]
        joining = _Joining(out, wish)
        for batch, rows in _by_batch(bound).items():
            with pikepdf.open(BytesIO(read(batch))) as source:
                _take(joining, batch, source, sorted({page for each in rows for page in each.pages if page}))
        for each in bound:
            first = joining.count + 1
            for _ in range(each.row.copies if repeat else 1):
                _add(joining, each)
            painted = [joining.taken[each.batch, page][1] if page else "" for page in each.pages]
            digest = hashlib.sha256("\n".join(painted).encode()).hexdigest()
            found.append(Joined(each.row, first, len(each.pages), each.pages.count(0), digest))
        _close(joining)
        out.remove_unreferenced_resources()
        save_pressed(out, wish, target)
    return tuple(found)


def _by_batch(bound: Sequence[Bound]) -> Mapping[str, list[Bound]]:
    found: dict[str, list[Bound]] = {}
    for each in bound:
        found.setdefault(each.batch, []).append(each)
    return found


def _take(joining: _Joining, batch: str, source: Any, numbers: Sequence[int]) -> None:
    """Take pages of a batch over, with all they draw on, and remember what they paint."""
    from pikepdf import Dictionary

    for number in numbers:
        page = source.pages[number - 1]
        painted = hashlib.sha256(_painted(page)).hexdigest()
        content = {name: value for name, value in page.obj.items() if name not in ("/Parent", "/Type")}
        held = source.make_indirect(Dictionary(content))
        joining.taken[batch, number] = joining.out.copy_foreign(held), painted


def _painted(page: Any) -> bytes:
    content = page.obj.Contents
    streams = content if hasattr(content, "append") and not hasattr(content, "read_bytes") else [content]
    return b"\n".join(bytes(each.read_bytes()) for each in streams)


def _add(joining: _Joining, bound: Bound) -> None:
    """Add an edition: a node of the tree of pages, with a page for each of its own."""
    from pikepdf import Array, Dictionary, Name, Page

    from octavo.render.press.boxes import edges_of, set_edges, spine_of
    from octavo.render.press.marks import draw_marks

    out, wish = joining.out, joining.wish
    node = out.make_indirect(Dictionary(Type=Name.Pages, Count=len(bound.pages), Kids=Array()))
    like = joining.taken[bound.batch, next(page for page in reversed(bound.pages) if page)][0]
    for number, place in enumerate(bound.pages, 1):
        held = joining.taken[bound.batch, place][0] if place else _blank(like)
        page = Page(out.make_indirect(Dictionary({**dict(held.items()), "/Type": Name.Page, "/Parent": node})))
        spine = "" if wish.bleed_at_spine else spine_of(number, bound.direction)
        edges = edges_of(page, wish.bleed, wish.marks, spine)
        set_edges(page, edges)
        if wish.marks:
            draw_marks(out, page, edges, f"{bound.slug}  {number}".strip())
        node.Kids.append(page.obj)
    joining.nodes.append(node)
    joining.count += len(bound.pages)


def _blank(like: Any) -> Any:
    from pikepdf import Dictionary

    boxes = {name: like[name] for name in ("/MediaBox", "/TrimBox", "/BleedBox") if name in like}
    return Dictionary({**boxes, "/Resources": Dictionary()})


def _close(joining: _Joining) -> None:
    """Hang the editions into the tree of pages."""
    from pikepdf import Array

    root = joining.out.Root.Pages
    for node in joining.nodes:
        node.Parent = root
    root.Kids, root.Count = Array(joining.nodes), joining.count


def manifest_csv(joined: Sequence[Joined]) -> str:
    """Return the manifest as a table: a row for each edition, in the order of the file."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([each[name] for name in COLUMNS] for each in map(as_data, joined))
    return out.getvalue()


def manifest_json(joined: Sequence[Joined], about: Mapping[str, Any]) -> str:
    """Return the manifest as data: what it is about, and the editions."""
    told = {**about, "editions": [as_data(each) for each in joined]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_data(each: Joined) -> dict[str, Any]:
    """Return where an edition is, as plain data."""
    row = each.row
    return {
        "id": row.id,
        "edition": row.edition,
        "copies": row.copies,
        "first_page": each.first_page,
        "pages": each.pages,
        "blank": each.blank,
        "identifier": row.identifier,
        "digest": each.digest,
    }
