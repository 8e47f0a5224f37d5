# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page, read object by object."""

from __future__ import annotations

from typing import Any

from octavo.check.press.fonts import Font
from octavo.check.press.forms import transparency
from octavo.check.press.geometry import rect
from octavo.check.press.known import KnownForm
from octavo.check.press.operators import OPERATORS
from octavo.check.press.paints import Scene, State
from octavo.check.press.walk import Walk, follow


def walk_page(page: Any, fonts: dict[Any, Font], known: KnownForm | None = None) -> Scene:
    """Return what a page paints; `fonts` keeps the fonts of a file from page to page, `known` knows its forms."""
    scene = Scene()
    walk = Walk(scene, page.resources, State(clip=rect(page.mediabox)), OPERATORS, fonts=fonts, known=known)
    transparency(walk, page.obj.get("/Group"), in_mask=False)
    follow(walk, page)
    return scene
