# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the gate knows from before: its verdict on a page, and what pages paint that lie on a sheet as forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from octavo.check.press.geometry import UNIT
from octavo.check.press.paints import Paint, Scene, State
from octavo.check.press.sheet import Sheet
from octavo.model.canonical import decode, digest, encode
from octavo.model.gate import Found, PageFacts, PressWish
from octavo.model.pdf_parts import KnownPages, Parts

Through = Callable[[], tuple[Scene, bool]]
"""Walk through a form: what it paints, and whether the walk had to do with nothing else of the page."""
KnownForm = Callable[[Any, State, Through], Scene]
"""Return what a form paints that is called in this state: what is known, or what the walk through it gives."""


@dataclass(frozen=True, slots=True)
class _Painted:
    """A scene as plain data."""

    paints: tuple[Paint, ...]
    fonts: tuple[tuple[str, bool], ...]
    missing: tuple[tuple[str, int], ...]
    transparent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """The boxes of a page, what was found on it, and what it prints."""

    sheet: Sheet
    found: tuple[Found, ...]
    facts: PageFacts


class Known:
    """What is remembered of one open file, for one wish."""

    def __init__(self, known: KnownPages, pdf: Any, wish: PressWish) -> None:
        self._remember, self._wish, self._count = known.remember, wish, len(pdf.pages)
        self._parts, self._asked = Parts(pdf), digest(repr(replace(wish, blanks=None, pages=None)))
        self._digests = known.digests or [self._parts.page(page) for page in pdf.pages]

    def page(self, number: int, judge: Callable[[], JudgedPage]) -> JudgedPage:
        """Return what is said of a page: of all that is there and all that is wished only other pages don't count."""
        wish = self._wish
        may_be_blank = None if wish.blanks is None else number in wish.blanks
        said = f"{number} {self._count} {wish.pages} {may_be_blank} {self._asked}"
        key = f"verdict {said} {self._digests[number - 1]}"
        return decode(JudgedPage, self._remember(key, lambda: encode(judge()).decode()).encode())

    def form(self, form: Any, state: State, walk: Through) -> Scene:
        """Return what a form paints, with the same resources in a state that has but a place."""
        if "/Resources" not in form or replace(state, ctm=UNIT, clip=None) != State(clip=None):
            return walk()[0]
        made: list[Scene] = []

        def told() -> str:
            scene, alone = walk()
            made.append(scene)
            return as_text(scene) if alone else ""

        key = digest("form", repr((state.ctm, state.clip)), self._parts.of(form))
        said = self._remember(key, told)
        if not said:
            return made[0] if made else walk()[0]
        painted = decode(_Painted, said.encode())
        return Scene(
            list(painted.paints),
            fonts=dict(painted.fonts),
            missing=dict(painted.missing),
            transparent=dict.fromkeys(painted.transparent),
        )


def as_text(scene: Scene) -> str:
    """Return a scene as text, or nothing for one with what is seldom: remarks, and colours out of tables."""
    if scene.remarks or any(_has_table(paint) for paint in scene.paints):
        return ""
    painted = _Painted(
        tuple(scene.paints), tuple(scene.fonts.items()), tuple(scene.missing.items()), tuple(scene.transparent)
    )
    return encode(painted).decode()


def _has_table(paint: Paint) -> bool:
    space = paint.ink.space
    while space.base is not None and not space.table:
        space = space.base
    return bool(space.table)


def join(scene: Scene, more: Scene) -> None:
    """Add to a scene what came of a part of it, as if it had been painted there."""
    scene.paints += more.paints
    for remark in more.remarks:
        scene.remarks.setdefault(remark)
    for name, embedded in more.fonts.items():
        scene.fonts.setdefault(name, embedded)
    for name, count in more.missing.items():
        scene.missing[name] = scene.missing.get(name, 0) + count
    for reason in more.transparent:
        scene.transparent.setdefault(reason)
