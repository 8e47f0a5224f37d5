# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files a document refers to: the pictures it shows, and its fonts."""

from __future__ import annotations

from collections.abc import Iterable

from octavo.compose.book import Book, Section
from octavo.compose.pictures import Picture, asset_name
from octavo.model.blocks import Inline, walk, walk_inline
from octavo.model.document import AssetUse
from octavo.model.edition import Edition


def assets_of(edition: Edition, book: Book, fonts: Iterable[AssetUse]) -> tuple[AssetUse, ...]:
    """Return every asset once, by name; a picture that nothing shows is left out."""
    shown = {view.image.credit.file for view in book.views.values() if isinstance(view, Picture)}
    shown |= {run.attrs.get("src", "") for section in book.sections for run in _images(section)}
    uses = {use.name: use for use in fonts}
    for name, image in edition.images.items():
        if name in shown:
            own = asset_name(image)
            uses[own] = AssetUse(own, image.asset.media_type, digest=image.asset.digest)
    return tuple(uses[name] for name in sorted(uses))


def _images(section: Section) -> Iterable[Inline]:
    blocks = section.all_blocks + tuple(block for note in section.notes for block in note.blocks)
    return (run for block in walk(blocks) for run in walk_inline(block.inline) if run.kind == "image")
