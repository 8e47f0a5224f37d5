# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document with every kind of colour, and its way to the press."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome
from octavo.model.document import AssetUse, Document
from octavo.model.press import Cmyk, Press
from octavo.render.layout import Layout, lay_out
from octavo.render.plain import write_plain
from octavo.render.press.finish import finish_press, press_pages
from octavo.resources.profiles import condition
from tests.render.samples import document, read

SWATCH: Cmyk = (0.1, 0.95, 0.75, 0.45)
"""The exact build of #7a1f2b here; near to what it looks like."""


def wish(**more: Any) -> Press:
    """Return the wish for a PDF/X-4 in FOGRA39, with changes."""
    return replace(Press("PDF/X-4", condition("FOGRA39"), swatches=(("#7a1f2b", SWATCH),)), **more)


def encoded(image: Any, kind: str = "PNG", **options: Any) -> bytes:
    """Return a Pillow image as a file."""
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


@cache
def pictures() -> dict[str, bytes]:
    """Return pictures by name: see-through, grey, coloured, indexed, and in CMYK as TIFF and JPEG."""
    from PIL import Image

    slope = Image.linear_gradient("L").resize((64, 64))
    flat = Image.new("RGB", (64, 64), (150, 100, 60))
    inks = Image.merge("CMYK", [Image.new("L", (64, 64), value) for value in (51, 128, 204, 26)])
    return {
        "glass.png": encoded(Image.merge("RGBA", [*Image.new("RGB", (64, 64), (30, 90, 160)).split(), slope])),
        "grey.jpg": encoded(slope, "JPEG", quality=95),
        "colour.jpg": encoded(flat, "JPEG", quality=95),
        "table.png": encoded(flat.quantize(8)),
        "inks.tif": encoded(inks, "TIFF"),
        "inks.jpg": encoded(inks, "JPEG", quality=95, subsampling=0),
    }


def asset(use: AssetUse) -> bytes:
    """Return the bytes of an asset of these documents."""
    return pictures()[use.name] if use.name in pictures() else read(use)


def page(html: str, style: str = "") -> Document:
    """Return a print document with these pictures at hand."""
    made = document(html, style=style)
    types = {".png": "image/png", ".jpg": "image/jpeg", ".tif": "image/tiff"}
    uses = tuple(AssetUse(name, types[name[-4:]], digest=name) for name in pictures())
    return replace(made, assets=(*made.assets, *uses))


def laid(document: Document, workspace: Path) -> Layout:
    """Return the layout of a document without problems."""
    done = lay_out(document, asset, workspace=workspace)
    assert done.problems == ()
    return done.unwrap()


def pressed(document: Document, workspace: Path, **more: Any) -> bytes:
    """Return a document as a file for the press, made without problems."""
    plain = write_plain(laid(document, workspace), document)
    assert plain.problems == ()
    made = finish_press(plain.unwrap(), document.metadata, wish(**more))
    assert made.problems == ()
    remembered(plain.unwrap(), document, wish(**more), made)
    return made.unwrap()


KNOWN: dict[str, bytes] = {}  # one memory for all samples: none may take a page of another for its own


def remembered(plain: bytes, document: Document, asked: Press, made: Outcome[bytes]) -> None:
    """Assert that a file is the same where its pages are known from before, and that they are known again."""
    digests = set()
    for _ in range(2):
        again = press_pages(
            plain, document.metadata, asked, remember=lambda key, make: KNOWN.setdefault(key, KNOWN.get(key) or make())
        )
        assert again.problems == made.problems
        assert (again.value.data if again.value else None) == made.value
        digests.add(again.value.digests if again.value else ())
    assert len(digests) == 1


def operators(data: bytes, number: int = 0) -> list[tuple[str, list[Any]]]:
    """Return the operators of a page with their operands."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            (
                str(each.operator),
                [_plain(value) for value in each.operands if not isinstance(value, (pikepdf.Array, pikepdf.String))],
            )
            for each in pikepdf.parse_content_stream(pdf.pages[number])
        ]


def _plain(value: Any) -> Any:
    from decimal import Decimal

    return float(value) if isinstance(value, (int, Decimal)) else str(value)
