# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures in inks: colour by the profile, grey on the black plate, CMYK as it came."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from octavo.render.press.functions import Unreadable
from octavo.render.press.inks import Inks
from octavo.render.press.spaces import Space, lookup, luminosity, space_of

QUALITY = 92  # of a photograph that was compressed with loss before: no loss to be seen in print

Pixels = Literal["L", "RGB", "LAB", "CMYK"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be converted: a Pillow image (L, RGB, LAB or CMYK), and how opaque each pixel is, or None.

    `lossy` ones are compressed as JPEG, the others losslessly. `profile` is the picture's own, or it is sRGB.
    """

    image: Any
    opacity: Any = None
    lossy: bool = False
    profile: bytes = b""


@dataclass(frozen=True, slots=True)
class Inked:
    """A converted picture: its samples in the mode L (DeviceGray) or CMYK, eight bits each, compressed.

    `inverted` tells that the samples are stored the wrong way round, as Adobe's JPEGs have them. `opacity` are the
    samples of the soft mask, compressed; empty if there is none.
    """

    data: bytes
    mode: Literal["L", "CMYK"]
    encoding: Literal["flate", "jpeg"]
    inverted: bool = False
    opacity: bytes = b""


Keep = Callable[[Picture, Inks], Inked]
"""How a picture is converted: `convert_picture`, or what remembers what that gave."""


def convert_picture(picture: Picture, inks: Inks) -> Inked:
    """Return a picture in inks. One in RGB all of whose pixels are grey is grey."""
    if picture.opacity is None or picture.image.mode not in {"L", "RGB"}:
        opacity = b"" if picture.opacity is None else _packed(picture.opacity)
        return replace(_encoded(_inked(picture.image, inks, picture.profile), picture.lossy), opacity=opacity)
    from octavo.render.press.sheer import sheer_picture

    made, shown = sheer_picture(picture.image, picture.opacity, lambda image: _inked(image, inks, picture.profile))
    return replace(_encoded(made, lossy=False), opacity=_packed(shown))


def _packed(image: Any) -> bytes:
    return zlib.compress(image.tobytes(), 6)


def _inked(image: Any, inks: Inks, profile: bytes) -> Any:
    if image.mode == "CMYK":
        return _ink_grey(image, inks)
    if inks.black_only and image.mode in {"RGB", "LAB"}:
        return _grey_of(image).point(inks.grey_scale)
    if image.mode == "L":
        return image.point(inks.grey_scale)
    if image.mode == "RGB" and _is_grey(image):
        return image.getchannel("R").point(inks.grey_scale)
    return inks.transform_lab(image) if image.mode == "LAB" else inks.transform_rgb(image, profile)


def _ink_grey(image: Any, inks: Inks) -> Any:
    return inks.picture_lightness(image).point(inks.ink_scale)


def _grey_of(image: Any) -> Any:
    """Return the grey of sRGB that is as light as each pixel."""
    from PIL import ImageCms

    if image.mode == "RGB":
        lab = ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), lab, outputMode="LAB")
    from octavo.render.press.inks import grey_of_lightness

    return image.getchannel("L").point(bytes(round(255 * grey_of_lightness(value / 2.55)) for value in range(256)))


def _is_grey(image: Any) -> bool:
    red, green, blue = image.split()
    return bool(red.tobytes() == green.tobytes() == blue.tobytes())


def _encoded(image: Any, lossy: bool) -> Inked:
    from io import BytesIO

    if not lossy:
        return Inked(_packed(image), image.mode, "flate")
    data = BytesIO()
    image.save(data, "JPEG", quality=QUALITY, subsampling=0)
    # Pillow writes CMYK as Adobe's programs do, inverted.
    return Inked(data.getvalue(), image.mode, "jpeg", inverted=image.mode == "CMYK")


def ink_picture(image: Any, inks: Inks, *, mask: bool = False, keep: Keep = convert_picture) -> None:
    """Turn an image of a PDF into inks where it is, or into the grey of a mask.

    Stencils and what is in CMYK or in spot colours stay as they are. Raises Unreadable where the samples can't be told.
    """
    if image.get("/ImageMask", False):
        return
    if "/ColorSpace" not in image:
        raise Unreadable("a picture in JPEG 2000")
    space = space_of(image.ColorSpace)
    _soft_mask(image)
    if space.kind == "spot" or (space.kind == "cmyk" and not inks.black_only and not mask):
        _as_device(image, space)
        return
    if space.kind == "indexed" and not mask:
        if space.base is not None and space.base.kind == "spot":
            return
        image.ColorSpace = ink_table(space, inks)
        return
    samples, lossy = samples_of(image, space)
    if mask:
        _store(image, _encoded(samples.convert("L"), lossy))
        return
    _store(image, keep(Picture(samples, _opacity(image), lossy, space.profile), inks))


def _as_device(image: Any, space: Space) -> None:
    from pikepdf import Name

    if space.kind == "cmyk":
        image.ColorSpace = Name.DeviceCMYK


def _soft_mask(image: Any) -> None:
    """Make the mask of a picture plain, for masks are no colours; drop one that hides nothing."""
    from pikepdf import Name

    mask = image.get("/SMask")
    if mask is None:
        return
    if mask.get("/ColorSpace") != Name.DeviceGray:
        mask.ColorSpace = Name.DeviceGray
    if "/Matte" not in mask and samples_of(mask, space_of(Name.DeviceGray))[0].getextrema()[0] == 255:
        del image["/SMask"]


def _opacity(image: Any) -> Any:
    """Return how opaque each pixel is as Pillow has it; None where nothing is hidden, or where it has other pixels."""
    from pikepdf import Name

    mask = image.get("/SMask")
    if mask is None or "/Matte" in mask or (mask.Width, mask.Height) != (image.Width, image.Height):
        return None
    return samples_of(mask, space_of(Name.DeviceGray))[0]


def ink_table(space: Space, inks: Inks, *, mask: bool = False) -> Any:
    """Return an indexed colour space with inks for its colours, or the greys of a mask."""
    from pikepdf import Array, Name, String

    from octavo.render.press.spaces import inks_of

    if space.base is None:
        raise Unreadable("a table of colours without colours")
    colours = lookup(space)
    if mask:
        table = bytes(round(255 * luminosity(space.base, colour)) for colour in colours)
        return Array([Name.Indexed, Name.DeviceGray, len(colours) - 1, String(table)])
    table = bytes(round(255 * ink) for colour in colours for ink in inks_of(space.base, colour, inks))
    return Array([Name.Indexed, Name.DeviceCMYK, len(colours) - 1, String(table)])


def samples_of(image: Any, space: Space) -> tuple[Any, bool]:
    """Return the picture as Pillow has it, with the Decode array applied, and whether it was compressed with loss."""
    from pikepdf import PdfImage
    from PIL import Image

    modes: dict[str, Pixels] = {"rgb": "RGB", "gray": "L", "lab": "LAB", "cmyk": "CMYK"}
    filters = PdfImage(image).filters
    lossy = "/DCTDecode" in filters
    if space.kind == "indexed" or space.kind not in modes:
        if space.kind == "indexed":
            return PdfImage(image).as_pil_image().convert("RGB"), lossy
        raise Unreadable("a picture in colours of its own kind")
    mode, size = modes[space.kind], (int(image.Width), int(image.Height))
    if lossy:
        found = _jpeg(image, mode)
    elif int(image.BitsPerComponent) == 8 and space.kind != "lab":
        found = Image.frombytes(mode, size, image.read_bytes())
    else:
        try:
            found = PdfImage(image).as_pil_image().convert(mode)
        except Exception as fault:  # pikepdf tells of what it doesn't know in many ways
            raise Unreadable("a picture of an unusual kind") from fault
        return found, lossy
    decode = [float(value) for value in image.get("/Decode", [])]
    if decode and decode[0] > decode[1]:
        found = found.point(lambda value: 255 - value)
    return found, lossy


def _jpeg(image: Any, mode: str) -> Any:
    """Return the pixels of a JPEG as the PDF means them: Pillow turns Adobe's CMYK round, a PDF says so in Decode."""
    from io import BytesIO

    from PIL import Image

    found: Any = Image.open(BytesIO(image.read_raw_bytes()))
    found.load()
    if found.mode == "CMYK" and found.info.get("adobe") is not None:
        found = found.point(lambda value: 255 - value)
    return found if found.mode == mode else found.convert(mode)


def _store(image: Any, made: Inked) -> None:
    from pikepdf import Array, Name

    for key in ("/DecodeParms", "/Decode", "/Intent", "/Metadata", "/Alternates"):
        if key in image:
            del image[key]
    image.write(made.data, filter=Name.FlateDecode if made.encoding == "flate" else Name.DCTDecode)
    image.ColorSpace = Name.DeviceGray if made.mode == "L" else Name.DeviceCMYK
    image.BitsPerComponent = 8
    if made.inverted:
        image.Decode = Array([1, 0] * 4)
    if made.opacity:
        _store_opacity(image.SMask, made.opacity)


def _store_opacity(mask: Any, opacity: bytes) -> None:
    from pikepdf import Name

    for key in ("/DecodeParms", "/Decode"):
        if key in mask:
            del mask[key]
    mask.write(opacity, filter=Name.FlateDecode)
    mask.BitsPerComponent = 8
