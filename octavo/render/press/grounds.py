# SPDX-License-Identifier: AGPL-3.0-or-later
"""What colours are painted on: paper, where they become inks, or a soft mask, where they become greys."""

from __future__ import annotations

from typing import Any

from octavo.model.press import Cmyk
from octavo.render.press.content import STENCIL, is_black, numbers
from octavo.render.press.functions import Unreadable
from octavo.render.press.inks import Inks
from octavo.render.press.pictures import Keep, ink_picture, ink_table
from octavo.render.press.shadings import grey_function, ink_function
from octavo.render.press.sheer import over_white, parted, sheer_functions
from octavo.render.press.spaces import Space, inks_of, luminosity, rgb_of, space_of


class Paper:
    """The ground of pages: colours are inks."""

    def __init__(self, inks: Inks) -> None:
        self.inks = inks
        self._known: dict[tuple[Any, ...], Cmyk] = {}

    def build(self, space: Space, values: tuple[float, ...]) -> Cmyk:
        """Return the inks of a colour."""
        if space.kind == "indexed":
            raise Unreadable("a colour out of a table")
        key = (space.kind, space.profile, values)
        if key not in self._known:
            self._known[key] = inks_of(space, values, self.inks)
        return self._known[key]

    def colour(self, space: Space, values: tuple[float, ...], stroke: bool) -> tuple[Any, ...]:
        """Return operands and operator that set the inks of a colour."""
        return (*numbers(self.build(space, values)), "K" if stroke else "k")

    def black(self, space: Space, values: tuple[float, ...]) -> bool:
        """Tell whether a colour is full black."""
        return is_black(self.build(space, values))

    def tint(self, space: Space, values: tuple[float, ...], opacity: float) -> tuple[tuple[Any, ...], float] | None:
        """Return what sets a colour so that it looks over paper as it did over white; exact builds stay."""
        if space.kind not in {"rgb", "gray", "lab"}:
            return None
        colour = rgb_of(space, values)
        if self.inks.build(*colour):
            return None
        build, shown = parted(self.inks.of_rgb(*over_white(colour, opacity)), opacity)
        return (*numbers(build), "k"), shown

    def kept(self, space: Space) -> str | None:
        """Return by which name spaces of patterns and spot colours are set."""
        if space.kind == "pattern":
            return STENCIL if space.base is not None else ""
        return "" if space.kind == "spot" else None

    def function(self, space: Space, function: Any) -> tuple[Any, Any]:
        """Return a gradient's function in inks, and the space of its values."""
        from pikepdf import Name

        if space.kind == "cmyk" and not self.inks.black_only:
            return function, Name.DeviceCMYK
        if space.kind in {"cmyk", "spot", "indexed", "other"}:
            raise Unreadable("a gradient in colours of its own kind")
        return ink_function(function, lambda values: rgb_of(space, values), self.inks), Name.DeviceCMYK

    def sheer(self, shading: Any, mask: Any) -> None:
        """Turn a gradient and that of its mask into inks; raise Unreadable where either can't be."""
        from pikepdf import Name

        space, seen = space_of(shading.ColorSpace), space_of(mask.ColorSpace)
        if space.kind not in {"rgb", "gray"}:
            raise Unreadable("a gradient in colours of its own kind")
        shading.Function, mask.Function = sheer_functions(
            shading.Function,
            mask.Function,
            lambda values: rgb_of(space, values),
            lambda values: luminosity(seen, values),
            self.inks,
        )
        shading.ColorSpace, mask.ColorSpace = Name.DeviceCMYK, Name.DeviceGray

    def background(self, space: Space, values: tuple[float, ...]) -> tuple[Any, ...]:
        """Return what lies around a gradient."""
        return numbers(self.build(space, values))

    def table(self, space: Space) -> Any:
        """Return a table of colours in inks."""
        return ink_table(space, self.inks)

    def picture(self, image: Any, keep: Keep) -> None:
        """Turn a picture into inks."""
        ink_picture(image, self.inks, keep=keep)

    group = "/DeviceCMYK"


class Mask(Paper):
    """The ground of a soft mask: colours are the greys that say how much is seen."""

    def colour(self, space: Space, values: tuple[float, ...], stroke: bool) -> tuple[Any, ...]:
        """Return operands and operator that set a grey."""
        return (*numbers((luminosity(space, values),)), "G" if stroke else "g")

    def black(self, space: Space, values: tuple[float, ...]) -> bool:
        """No colour of a mask is ink."""
        return False

    def tint(self, space: Space, values: tuple[float, ...], opacity: float) -> tuple[tuple[Any, ...], float] | None:
        """Greys of a mask stay."""
        return None

    def kept(self, space: Space) -> str | None:
        """Return by which name spaces of patterns are set."""
        if space.kind == "pattern":
            return STENCIL if space.base is not None else ""
        return None

    def function(self, space: Space, function: Any) -> tuple[Any, Any]:
        """Return a gradient's function in greys."""
        from pikepdf import Name

        if space.kind == "gray":
            return function, Name.DeviceGray
        return grey_function(function, lambda values: luminosity(space, values)), Name.DeviceGray

    def background(self, space: Space, values: tuple[float, ...]) -> tuple[Any, ...]:
        """Return the grey around a gradient."""
        return numbers((luminosity(space, values),))

    def table(self, space: Space) -> Any:
        """Return a table of colours as greys."""
        return ink_table(space, self.inks, mask=True)

    def picture(self, image: Any, keep: Keep) -> None:
        """Turn a picture into grey."""
        ink_picture(image, self.inks, mask=True, keep=keep)

    group = "/DeviceGray"
