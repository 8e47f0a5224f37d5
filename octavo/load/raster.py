# SPDX-License-Identifier: AGPL-3.0-or-later
"""Raster pictures: opened without being trusted, turned upright, and freed of what they tell of place and camera."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place, Problem, problem

if TYPE_CHECKING:
    from PIL.Image import Image

# 80 million pixels are an A3 page at 650 dpi; a file of a few kilobytes can claim any number.
MOST_PIXELS = 80_000_000
QUALITY = 95

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"PK\x03\x04", "ZIP"),
)
EXTENSIONS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WebP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".svg": "SVG",
}
KINDS = tuple(dict.fromkeys(EXTENSIONS.values()))

# Chunks of a PNG (W3C PNG, 11.3) that say how it looks; all others say where it comes from.
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"pHYs"}) | frozenset(
    {b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP"}
)


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture ready to be placed: upright, in a format every output knows."""

    data: bytes
    media_type: str
    width: int
    height: int


def kind_of(data: bytes) -> str:
    """Return what a file is by its first bytes: PNG, JPEG, WebP, TIFF, SVG, another format's name, or nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC or AVIF"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if start.startswith((b"<?xml", b"<svg", b"<!DOCTYPE svg", b"<!--")) and b"<svg" in data else ""


def read_raster(data: bytes, place: Place) -> tuple[Raster | None, tuple[Problem, ...]]:
    """Return the picture upright and without metadata but its colour profile, or what is wrong with it.

    A JPEG or PNG that needs no turning keeps its compressed pixels: only segments that tell of place, camera and
    program are taken out. Everything else is written anew as PNG, or as JPEG if it was compressed with loss; what is
    in CMYK stays so, as TIFF, for its inks are meant.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), _whole_files_only():
            # Pillow only warns of large pictures, and of damaged metadata, which is not kept anyway.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                wrong = _refusal(image, place)
                if wrong:
                    return None, (wrong,)
                image.load()
                upright = ImageOps.exif_transpose(image)
                turned = image.getexif().get(0x0112, 1) != 1
                return _written(data, upright, str(image.format), turned), ()
    except Image.DecompressionBombError:
        return None, (problem("D312", place, most=MOST_PIXELS // 1_000_000),)
    except UnidentifiedImageError:
        return None, (problem("D313", place, detail="it can't be opened"),)
    except Exception as error:  # decoders raise OSError, SyntaxError, ValueError, struct.error and others
        return None, (problem("D313", place, detail=_first_words(error)),)


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Let no picture pass whose end is missing: WeasyPrint (70.0) makes Pillow accept such in the whole process."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _first_words(error: Exception) -> str:
    words = str(error).split("\n")[0].rstrip(".")[:80] or type(error).__name__
    if "truncated" in words.lower():
        return "its end is missing"
    return words[:1].lower() + words[1:]


def _refusal(image: Image, place: Place) -> Problem | None:
    """Return why a picture is not taken, judged by its header, before its pixels are unpacked."""
    if image.width * image.height > MOST_PIXELS:
        return problem("D312", place, most=MOST_PIXELS // 1_000_000)
    frames = getattr(image, "n_frames", 1)
    if frames > 1:
        return problem("D314", place, frames=frames)
    if image.mode in ("LAB", "F", "I"):
        return problem("D315", place, mode={"F": "floating-point", "I": "32-bit"}.get(image.mode, image.mode))
    return None


def _written(data: bytes, image: Image, kind: str, turned: bool) -> Raster:
    if kind in _KEPT and not turned:
        media_type, parts = _KEPT[kind]
        kept = b"".join(parts(data))
        if _opens(kept, image):
            return Raster(kept, media_type, image.width, image.height)
    profile = image.info.get("icc_profile")
    lossy = kind == "JPEG" or (kind == "WEBP" and b"VP8L" not in data[:64] and not _has_alpha(image))
    out = io.BytesIO()
    if image.mode == "CMYK":
        bare(image).save(out, "TIFF", compression="tiff_adobe_deflate", icc_profile=profile)
        return Raster(out.getvalue(), "image/tiff", image.width, image.height)
    if lossy:
        opaque = image if image.mode in ("L", "RGB") else image.convert("RGB")
        bare(opaque).save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True, icc_profile=profile)
    else:
        bare(_eight_bits(image)).save(out, "PNG", optimize=True, icc_profile=profile)
    return Raster(out.getvalue(), "image/jpeg" if lossy else "image/png", image.width, image.height)


def _opens(data: bytes, image: Image) -> bool:
    """Tell whether a picture without its metadata still is one: a damaged file can open by luck, and lose it here."""
    from PIL import Image as Opener

    try:
        with Opener.open(io.BytesIO(data)) as again:
            again.load()
            return again.size == image.size and again.mode == image.mode
    except Exception:  # as above: decoders raise whatever comes up
        return False


def bare(image: Image) -> Image:
    """Return the pixels alone: what Pillow remembers of the file would be written again."""
    copy = image.copy()
    transparency = image.info.get("transparency")
    copy.info = {} if transparency is None else {"transparency": transparency}
    copy.getexif().clear()
    return copy


def _has_alpha(image: Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _eight_bits(image: Image) -> Image:
    if image.mode.startswith("I;16"):
        # convert("L") alone cuts everything above 255 off.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        return image
    return image.convert("RGBA" if _has_alpha(image) else "RGB")


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """Yield the signature and the chunks of a PNG that say how it looks."""
    yield data[:8]
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if kind in _PNG_KEPT:
            yield data[at : at + 12 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that say how it looks: no EXIF, XMP, IPTC, comments, previews or trailing files."""
    yield data[:2]
    at = 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        if at + 4 > len(data):
            return
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        end = at + 2 + length
        if marker == 0xDA:
            end = _scan_end(data, end)
        if _looks(marker, data[at + 4 : at + 18]):
            yield data[at:end]
        at = end


def _looks(marker: int, start: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return start.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))
    return marker != 0xFE


def _scan_end(data: bytes, at: int) -> int:
    """Return where the compressed pixels of a scan end: at a marker that is neither stuffing nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


# Formats whose files can lose their metadata while the compressed pixels stay as they are.
_KEPT: dict[str, tuple[str, Callable[[bytes], Iterator[bytes]]]] = {
    "JPEG": ("image/jpeg", _jpeg_segments),
    "PNG": ("image/png", _png_chunks),
}
