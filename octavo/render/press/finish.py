# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain pages made into a file for the press: PDF/X-4, PDF/X-1a, or what a printer takes who converts by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from typing import Any, NamedTuple

from octavo.diagnostics.problem import Outcome, Problem, in_order, problem
from octavo.model.document import Metadata
from octavo.model.pdf_parts import Parts, RememberData
from octavo.model.press import Press
from octavo.render.press.boxes import edges_of, set_edges, spine_of
from octavo.render.press.inks import Inks
from octavo.render.press.intent import set_intent, set_metadata, strip
from octavo.render.press.marks import draw_marks
from octavo.render.press.opaque import make_opaque, see_through
from octavo.render.press.pictures import Keep, convert_picture
from octavo.render.press.tables import only_used
from octavo.render.press.turned import names_in
from octavo.render.press.walk import Walk

# The standards that know no transparency, and the version of PDF that each is.
OPAQUE = {"PDF/X-1a:2001": "1.3", "PDF/X-1a:2003": "1.4"}


def finish_press(  # noqa: PLR0913  (a file, and all that it is to be)
    plain: bytes,
    metadata: Metadata,
    wish: Press,
    *,
    veils: tuple[Problem, ...] = (),
    keep: Keep = convert_picture,
    remember: RememberData | None = None,
) -> Outcome[bytes]:
    """Return pages in RGB as a file for the press, or why they can't be one (P31…).

    `plain` is what write_plain gives, or any PDF of pages with fonts inside. `veils` are problems found in the layout
    that say better than the file can what of a page is transparent; `keep` converts pictures, and may remember them;
    `remember` knows pages that were converted before. The same pages, metadata and wish give the same bytes.
    """
    made = press_pages(plain, metadata, wish, veils=veils, keep=keep, remember=remember)
    return Outcome(made.value.data if made.value else None, made.problems)


class Pressed(NamedTuple):
    """A file for the press, and the digests of its pages."""

    data: bytes
    digests: tuple[str, ...]


def press_pages(  # noqa: PLR0913  (a file, and all that it is to be)
    plain: bytes,
    metadata: Metadata,
    wish: Press,
    *,
    add: Callable[[Any, ExitStack], None] = lambda *_: None,
    veils: tuple[Problem, ...] = (),
    keep: Keep = convert_picture,
    remember: RememberData | None = None,
) -> Outcome[Pressed]:
    """Return the same with the digests of its pages; `add` may put more pages into the open file before."""
    import pikepdf

    try:
        with ExitStack() as opened:
            pdf = opened.enter_context(pikepdf.open(BytesIO(plain)))
            add(pdf, opened)
            problems = _made(pdf, metadata, wish, veils, keep, remember)
            parts = Parts(pdf)
            digests = tuple(parts.page(page) for page in pdf.pages) if remember is not None else ()
            return Outcome(Pressed(_saved(pdf, wish), digests), in_order(problems))
    except pikepdf.PdfError as fault:
        return Outcome(None, (problem("P312", reason=str(fault).split("\n")[0]),))


def _made(  # noqa: PLR0913, PLR0917  (a file, and all that it is to be)
    pdf: Any, metadata: Metadata, wish: Press, veils: tuple[Problem, ...], keep: Keep, remember: RememberData | None
) -> list[Problem]:
    """Turn the pages of a file into those of a file for the press, and return what can't be."""
    strip(pdf)
    problems, used = _convert(pdf, wish, keep, remember)
    veiled = see_through(pdf, used)
    if wish.standard in OPAQUE:
        problems += _unveiled(veiled, veils, wish)
        make_opaque(pdf)
    else:
        _group(pdf, veiled, wish)
    only_used(pdf, used)
    for number, page in enumerate(pdf.pages, 1):
        spine = "" if wish.bleed_at_spine else spine_of(number, metadata.direction)
        edges = edges_of(page, wish.bleed, wish.marks, spine)
        set_edges(page, edges)
        if wish.marks:
            draw_marks(pdf, page, edges, f"{wish.slug}  {number}".strip())
    if wish.condition is not None:
        set_intent(pdf, wish.condition)
    set_metadata(pdf, metadata, wish.standard)
    return problems


def _convert(
    pdf: Any, wish: Press, keep: Keep, remember: RememberData | None
) -> tuple[list[Problem], list[frozenset[str]]]:
    """Turn pages into inks, if that is wished; return what can't be, and the names of resources that each page uses."""
    if wish.condition is None:
        return [], [names_in(page) for page in pdf.pages]
    walk = Walk(pdf, Inks(wish), overprint=wish.overprint, keep=keep, remember=remember)
    walk.all_pages()
    return walk.problems, walk.used


def _unveiled(veiled: dict[int, str], veils: tuple[Problem, ...], wish: Press) -> list[Problem]:
    if not veiled:
        return []
    return list(veils) or [
        problem("P310", page=page, what=what, standard=wish.standard) for page, what in sorted(veiled.items())
    ]


def _group(pdf: Any, veiled: dict[int, str], wish: Press) -> None:
    """Let pages with transparency be blended in inks (ISO 15930-7, 6.4), whatever the reader would choose."""
    from pikepdf import Dictionary, Name

    if wish.condition is not None:
        for number in veiled:
            pdf.pages[number - 1].obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


def _saved(pdf: Any, wish: Press) -> bytes:
    out = BytesIO()
    save_pressed(pdf, wish, out)
    return out.getvalue()


def save_pressed(pdf: Any, wish: Press, target: Any) -> None:
    """Write a pikepdf file to a path or a stream, in the version and the way that its standard wants."""
    import pikepdf

    version, mode = OPAQUE.get(wish.standard, "1.6"), pikepdf.ObjectStreamMode
    pdf.save(
        target,
        min_version=version,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=mode.disable if wish.standard in OPAQUE else mode.generate,
        compress_streams=True,
        recompress_flate=False,
    )
