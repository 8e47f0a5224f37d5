# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms, patterns, gradients and groups that content calls (ISO 32000-1, 8.7, 8.10, 11.6)."""

from __future__ import annotations

from typing import Any

from octavo.check.press.colour import Ink, space_of
from octavo.check.press.geometry import Rect
from octavo.check.press.known import join
from octavo.check.press.paints import Scene
from octavo.check.press.shadings import shading_fault, shading_ink
from octavo.check.press.walk import Walk, follow, into_form


def is_opaque(walk: Walk, alpha: float) -> bool:
    """Tell whether what is painted now hides what is beneath it, and note what makes it transparent."""
    state = walk.state
    reasons = {"alpha": alpha < 1, "a soft mask": state.masked, "a blend mode": state.blended}
    for reason in (each for each, there in reasons.items() if there):
        walk.scene.transparent.setdefault(reason)
    return not any(reasons.values())


def pattern_ink(walk: Walk, pattern: Any, where: Rect | None) -> Ink | None:
    """Return the ink of a gradient, or of a tiling once its cell was walked through."""
    if pattern is None:
        return None
    if int(pattern.get("/PatternType", 0)) == 2:
        return gradient_ink(walk, pattern.get("/Shading"), where)
    if pattern.objgen not in walk.met:
        walk.met.add(pattern.objgen)
        cell = into_form(walk, pattern, over=walk.base, inner=True)
        if cell is not None:
            cell.state.fill_pattern = cell.state.stroke_pattern = None
            follow(cell, pattern)
    return None


def gradient_ink(walk: Walk, shading: Any, where: Rect | None) -> Ink | None:
    """Return the ink of a gradient, and note a broken one."""
    if shading is None:
        return None
    space = space_of(shading.get("/ColorSpace"), walk.resources)
    fault = shading_fault(shading, space)
    if fault:
        walk.scene.remark("P662", where, reason=fault)
    return shading_ink(shading, space)


def walk_form(walk: Walk, form: Any, *, masking: bool = False) -> None:
    """Walk through a form, or through the group of a soft mask."""
    transparency(walk, form.get("/Group"), in_mask=masking)
    if walk.known is None or masking or walk.met:
        _through(walk, form, walk.scene, masking=masking)
        return

    def apart() -> tuple[Scene, bool]:
        scene = Scene()
        _through(walk, form, scene, masking=masking)
        return scene, not walk.met

    join(walk.scene, walk.known(form, walk.state, apart))


def _through(walk: Walk, form: Any, scene: Scene, *, masking: bool) -> None:
    """Walk through a form, into this scene."""
    inner = into_form(walk, form, masking=walk.masking or masking)
    if inner is None:
        return
    if "/Group" in form:  # a group begins opaque (11.6.6)
        inner.state.fill_alpha = inner.state.stroke_alpha = 1
        inner.state.masked = inner.state.blended = False
    inner.scene = scene
    follow(inner, form)


def transparency(walk: Walk, group: Any, *, in_mask: bool) -> None:
    """Note a transparency group, and where it blends in another space than a printer's."""
    if group is None or str(group.get("/S")) != "/Transparency":
        return
    walk.scene.transparent.setdefault("a transparency group")
    if "/CS" in group:
        space = space_of(group.CS, walk.resources)
        allowed = ("DeviceCMYK", "DeviceGray") if in_mask else ("DeviceCMYK",)
        if space.family not in allowed:
            walk.scene.remark("P645", space=space.title)
