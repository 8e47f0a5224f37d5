# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way through a PDF: from each page to all that it paints with, everything turned into inks once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from octavo.diagnostics.problem import Problem, problem
from octavo.model.canonical import digest
from octavo.model.pdf_parts import Parts, RememberData
from octavo.render.press.content import OPACITY, OVERPRINT, STENCIL, Hooks, ink_content
from octavo.render.press.copies import part_masks
from octavo.render.press.functions import Unreadable
from octavo.render.press.grounds import Mask, Paper
from octavo.render.press.inks import Inks
from octavo.render.press.pictures import Keep, convert_picture
from octavo.render.press.sheer import mask_gradient
from octavo.render.press.spaces import space_of
from octavo.render.press.turned import Turned, names_in, put_content, turned, turned_of

# Of a graphics state: overprint is decided here anew, and nothing may bend what inks mean (ISO 15930-7, 6.5).
_FORBIDDEN = ("/OP", "/op", "/OPM", "/TR", "/TR2", "/HT", "/BG", "/BG2", "/UCR", "/UCR2")


class Walk:
    """Turns what pages paint with into inks, each object once; `problems` are those of what it met on the way.

    `used` are the names of resources that each page uses in the end.
    """

    def __init__(
        self,
        pdf: Any,
        inks: Inks,
        *,
        overprint: bool,
        keep: Keep = convert_picture,
        remember: RememberData | None = None,
    ) -> None:
        self.pdf = pdf
        self.problems: list[Problem] = []
        self.used: list[frozenset[str]] = []
        self._paper, self._mask = Paper(inks), Mask(inks)
        self._overprint = overprint
        self._keep = keep
        self._done: set[tuple[int, int]] = set()
        self._page = 0
        self._states: dict[str, Any] = {}
        self._tables: list[Any] = []
        self._given: dict[tuple[int, int], set[str]] = {}  # what tables have that pages have in common
        part_masks(pdf)
        self._remember = remember
        # Before anything is changed: what pages share, such as their resources, changes with each of them.
        self._keys = page_keys(pdf, inks, overprint=overprint) if remember is not None else []

    def all_pages(self) -> None:
        """Turn every page into inks, with all that it paints with."""
        tables = []
        for number, page in enumerate(self.pdf.pages, 1):
            tables.append(page.resources)
            try:
                self.used.append(self._page_content(page, tables[-1], number))
            except Unreadable as what:
                self.problems.append(problem("P311", page=number, what=str(what)))
                self.used.append(names_in(page))
        for number, table in enumerate(tables, 1):
            self._page = number
            self._resources(table, self._paper)
        for table in self._tables:
            drop_spaces(table)

    def _page_content(self, page: Any, resources: Any, number: int) -> frozenset[str]:
        self._page = number
        content = self._turned(page)[0] if self._remember is None else self._known(page, number, self._remember)
        self._needed(resources, self._paper, content.needs)
        put_content(self.pdf, page, content)
        return content.used

    def _turned(self, page: Any) -> tuple[Turned, bool]:
        """Return the content of a page in inks, and whether nothing but itself comes of turning it."""
        data, needs, used, alone = self._inked(page, page.resources, self._paper, page=True)
        return turned(data, needs, used), alone

    def _known(self, page: Any, number: int, remember: RememberData) -> Turned:
        """Return the content of a page, remembered if nothing but itself comes of turning it."""
        made: list[Turned] = []

        def turn() -> bytes:
            content, alone = self._turned(page)
            made.append(content)
            return content.kept() if alone else b""

        told = remember(f"inks {self._keys[number - 1]}", turn)
        return made[0] if made else turned_of(told) if told else self._turned(page)[0]

    def _content(self, owner: Any, resources: Any, ground: Paper) -> bytes:
        data, needs, *_ = self._inked(owner, resources, ground, page=False)
        self._needed(resources, ground, needs)
        return data

    def _inked(
        self, owner: Any, resources: Any, ground: Paper, *, page: bool
    ) -> tuple[bytes, set[str], set[str], bool]:
        """Return a content in inks, the names it needs and uses, and if that is all: it may have changed resources."""
        met: list[str] = []

        def place(image: Any) -> str:
            met.append("image")
            return self._place(image, resources)

        def sheer(state: str, shading: str) -> None:
            met.append("gradient")
            self._sheer(resources, state, shading, ground)

        hooks = Hooks(place, sheer, self._overprint and ground is self._paper)
        return *ink_content(owner, resources, ground, hooks, page=page), not met

    def _needed(self, resources: Any, ground: Paper, needs: Iterable[str]) -> None:
        """Put the graphics states and spaces of these names among the resources."""
        from pikepdf import Array, Dictionary, Name

        given = self._given.setdefault(resources.objgen, set()) if resources.is_indirect else set()
        for name in sorted(set(needs) - given):
            given |= {name} - {STENCIL}  # that one is another in a mask
            kind, made = Name.ExtGState, self._own_state(name) if name != STENCIL else None
            if made is None:
                kind, made = Name.ColorSpace, Array([Name.Pattern, Name(ground.group)])
            if kind not in resources:
                resources[kind] = Dictionary()
            resources[kind][name] = made

    def _own_state(self, name: str) -> Any:
        """Return the graphics state that a name stands for."""
        from decimal import Decimal

        from pikepdf import Dictionary, Name

        if name not in self._states:
            # OP is said too: without it, op would speak for strokes as well (ISO 32000-1, 8.6.7).
            state = Dictionary(Type=Name.ExtGState, OP=False, op=name == OVERPRINT, OPM=1)
            if name.startswith(OPACITY):
                state = Dictionary(Type=Name.ExtGState, ca=Decimal(name.removeprefix(OPACITY)))
            self._states[name] = self.pdf.make_indirect(state)
        return self._states[name]

    def _place(self, image: Any, resources: Any) -> str:
        """Make an inline image one of the resources, and return its name."""
        from pikepdf import Dictionary, Name

        found = resources.get("/XObject")
        if found is None:
            found = resources[Name.XObject] = Dictionary()
        name = f"/OctavoInline{len(found)}"
        found[name] = inline_stream(self.pdf, image, resources)
        return name

    def _resources(self, resources: Any, ground: Paper) -> None:
        if resources is None or self._seen(resources):
            return
        self._each(resources.get("/XObject"), lambda value: self._x_object(value, ground))
        self._each(resources.get("/Pattern"), lambda value: self._pattern(value, ground))
        self._each(resources.get("/Shading"), lambda value: self._shading(value, ground))
        self._each(resources.get("/ExtGState"), self._state)
        self._each(resources.get("/Font"), lambda value: self._font(value, ground))
        self._tables.append(resources)

    def _each(self, values: Any, turn: Callable[[Any], None]) -> None:
        for _, value in sorted(values.items()) if values is not None else ():
            try:
                turn(value)
            except Unreadable as what:
                self.problems.append(problem("P311", page=self._page, what=str(what)))

    def _seen(self, value: Any) -> bool:
        if not value.is_indirect:
            return False
        seen = value.objgen in self._done
        self._done.add(value.objgen)
        return seen

    def _x_object(self, value: Any, ground: Paper) -> None:
        if self._seen(value):
            return
        if value.get("/Subtype") == "/Image":
            ground.picture(value, self._keep)
            return
        self._stream(value, ground)

    def _stream(self, value: Any, ground: Paper) -> None:
        """Turn a form, the cell of a pattern or a glyph."""
        from pikepdf import Dictionary, Name

        if "/Resources" not in value:
            value.Resources = Dictionary()
        value.write(self._content(value, value.Resources, ground))
        self._resources(value.Resources, ground)
        if "/Group" in value:
            value.Group = Dictionary(
                Type=Name.Group,
                S=Name.Transparency,
                CS=Name(ground.group),
                I=bool(value.Group.get("/I", False)),
                K=bool(value.Group.get("/K", False)),
            )

    def _pattern(self, value: Any, ground: Paper) -> None:
        if self._seen(value):
            return
        if int(value.PatternType) == 2:
            self._shading(value.Shading, ground)
            if "/ExtGState" in value:
                self._state(value.ExtGState)
            return
        self._stream(value, ground)

    def _shading(self, value: Any, ground: Paper) -> None:
        if self._seen(value):
            return
        space = space_of(value.ColorSpace)
        if int(value.ShadingType) not in {2, 3}:
            raise Unreadable("a gradient of an unusual kind")
        if "/Background" in value:
            value.Background = list(ground.background(space, tuple(float(each) for each in value.Background)))
        value.Function, value.ColorSpace = ground.function(space, value.Function)

    def _sheer(self, resources: Any, state: str, name: str, ground: Paper) -> None:
        """Turn a gradient and the gradient in its mask into inks together."""
        veil = resources.get("/ExtGState", {}).get(state, {}).get("/SMask")
        shading = resources.get("/Shading", {}).get(name)
        mask = mask_gradient(veil, shading) if ground is self._paper else None
        if mask is None or shading.objgen in self._done or mask.objgen in self._done:
            return
        try:
            ground.sheer(shading, mask)
        except Unreadable:
            return  # each by itself, then; what can't be read is told there
        self._done |= {shading.objgen, mask.objgen}

    def _state(self, value: Any) -> None:
        if self._seen(value) or value.objgen in {state.objgen for state in self._states.values()}:
            return
        for key in _FORBIDDEN:
            if key in value:
                del value[key]
        mask = value.get("/SMask")
        if mask is None or "/G" not in mask:
            return
        luminous = mask.get("/S") == "/Luminosity"
        if "/BC" in mask and luminous:
            space = space_of(mask.G.Group.get("/CS", "/DeviceGray"))
            mask.BC = list(self._mask.background(space, tuple(float(each) for each in mask.BC)))
        self._stream(mask.G, self._mask if luminous else self._paper)

    def _font(self, value: Any, ground: Paper) -> None:
        from pikepdf import Dictionary

        if self._seen(value) or value.get("/Subtype") != "/Type3":
            return
        if "/Resources" not in value:
            value.Resources = Dictionary()
        for _, glyph in sorted(value.CharProcs.items()):
            if not self._seen(glyph):
                glyph.write(self._content(glyph, value.Resources, ground))
        self._resources(value.Resources, ground)


def page_keys(pdf: Any, inks: Inks, *, overprint: bool) -> list[str]:
    """Return for each page the digest of what its content in inks comes from."""
    parts, wish = Parts(pdf), digest(inks.key, str(overprint))
    return [digest(wish, parts.page(page)) for page in pdf.pages]


def drop_spaces(resources: Any) -> None:
    """Leave of a table's colour spaces those still set by name: operators name device spaces now."""
    from pikepdf import Dictionary

    spaces = resources.get("/ColorSpace")
    if spaces is None:
        return
    kept = {key: value for key, value in spaces.items() if key == STENCIL or space_of(value).kind == "spot"}
    if kept:
        resources["/ColorSpace"] = Dictionary(kept)
    else:
        del resources["/ColorSpace"]


def inline_stream(pdf: Any, image: Any, resources: Any) -> Any:
    """Return an inline image as an image of its own."""
    from pikepdf import Name

    # pikepdf decodes only images it can make a page of; the compressed samples are good as they are.
    stream = pdf.make_stream(image._data._inline_image_raw_bytes())
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    for key in ("Width", "Height", "BitsPerComponent", "ImageMask", "Decode", "Filter", "DecodeParms"):
        if (value := getattr(image.obj, key, None)) is not None:
            stream[f"/{key}"] = value
    if not stream.get("/ImageMask", False):
        stream.ColorSpace = space_of(image.obj.ColorSpace, resources).original
    return stream
