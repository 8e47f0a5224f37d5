# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files a document refers to: the pictures it shows and the fonts of the publication."""

from __future__ import annotations

from collections.abc import Iterable

from octavo.compose.book import Section
from octavo.compose.pictures import Picture, asset_name
from octavo.model.blocks import Inline, walk, walk_inline
from octavo.model.document import AssetUse
from octavo.model.edition import Edition


def assets_of(edition: Edition, sections: tuple[Section, ...], views: Iterable[object]) -> tuple[AssetUse, ...]:
    """Return every asset once, by name."""
    shown = {view.image.credit.file for view in views if isinstance(view, Picture)}
    shown |= {run.attrs.get("src", "") for section in sections for run in _images(section)}
    uses = {
        asset_name(image): AssetUse(asset_name(image), image.asset.media_type, digest=image.asset.digest)
        for name, image in edition.images.items()
        if name in shown
    }
    for font in edition.fonts:
        name = f"fonts/{font.file.rpartition('/')[2]}"
        uses[name] = AssetUse(name, font.media_type, digest=font.digest)
    return tuple(uses[name] for name in sorted(uses))


def _images(section: Section) -> Iterable[Inline]:
    blocks = section.blocks + tuple(block for note in section.notes for block in note.blocks)
    return (run for block in walk(blocks) for run in walk_inline(block.inline) if run.kind == "image")
