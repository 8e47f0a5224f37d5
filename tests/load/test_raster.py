# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures come out upright, the same every time, and without what they tell of place and camera."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.raster import Raster, kind_of, read_raster
from tests.load.pictures import picture, png_bomb, png_with

PLACE = Place("images/a.png")
SECRET = b"N 39 54 28"


def opened(data: bytes) -> Any:
    from PIL import Image

    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def read(data: bytes) -> Raster:
    raster, problems = read_raster(data, PLACE)
    assert not problems
    assert raster
    return raster


def exif(orientation: int = 1) -> bytes:
    from PIL import Image

    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "Sample Camera"
    tags.get_ifd(0x8825)[1] = "N"
    tags.get_ifd(0x8825)[0x1D] = SECRET.decode()
    return tags.tobytes()


@cache  # a profile holds the second in which it was made
def icc() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_picture_loses_place_and_camera_and_keeps_its_profile(kind: str, orientation: int) -> None:
    data = picture((12, 8), kind=kind, exif=exif(orientation), icc_profile=icc())
    assert b"Sample Camera" in data
    raster = read(data)
    assert b"Sample Camera" not in raster.data
    assert SECRET not in raster.data
    image = opened(raster.data)
    assert image.info["icc_profile"] == icc()
    assert not image.getexif()
    assert (raster.width, raster.height) == image.size == ((8, 12) if orientation == 6 else (12, 8))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_same_picture_gives_the_same_bytes(kind: str) -> None:
    data = picture((40, 30), kind=kind, exif=exif(3))
    assert read(data) == read(data)


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGB", "JPEG"), ("L", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("1", "PNG")]
)
def test_a_clean_picture_keeps_its_pixels(mode: str, kind: str) -> None:
    data = picture((40, 30), mode, kind)
    kept = opened(read(data).data)
    assert kept.tobytes() == opened(data).tobytes()
    assert kept.mode == opened(data).mode


def test_reading_a_picture_again_changes_nothing() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        once = read(picture((40, 30), kind=kind, exif=exif(8)))
        assert read(once.data) == once


def test_a_turned_picture_is_upright() -> None:
    left_dark = picture((40, 40), "L", "PNG")  # dark at the top, light at the foot
    image = opened(left_dark)
    turned = io.BytesIO()
    image.save(turned, "PNG", exif=exif(6))
    upright = opened(read(turned.getvalue()).data)
    assert upright.getpixel((0, 20)) > upright.getpixel((39, 20))  # what was the foot is now at the left


def test_texts_and_other_chunks_of_a_png_are_gone() -> None:
    data = png_with(
        picture(), [(b"tEXt", b"Author\0Somebody"), (b"tIME", b"\x07\xea\x0b\x16\0\0\0"), (b"prVt", SECRET)]
    )
    assert read(data).data == picture()


def test_comments_and_what_follows_a_jpeg_are_gone() -> None:
    plain = picture(kind="JPEG")
    marked = plain[:2] + b"\xff\xfe\x00\x0c" + SECRET + plain[2:] + picture((4, 4), kind="JPEG", exif=exif())
    assert read(marked).data == plain


def test_sixteen_bits_of_grey_become_eight_and_not_white() -> None:
    from PIL import Image

    image = Image.new("I;16", (4, 4), 0x8000)
    out = io.BytesIO()
    image.save(out, "TIFF")
    assert opened(read(out.getvalue()).data).getpixel((0, 0)) == 0x80


def test_a_lossless_webp_stays_lossless_and_a_lossy_one_becomes_a_jpeg() -> None:
    assert read(picture(kind="WEBP", lossless=True)).media_type == "image/png"
    assert read(picture(kind="WEBP")).media_type == "image/jpeg"
    assert read(picture(mode="LA", kind="WEBP", alpha=True)).media_type == "image/png"


def test_a_bomb_is_refused_by_its_header() -> None:
    raster, problems = read_raster(png_bomb(), PLACE)
    assert raster is None
    assert [each.code for each in problems] == ["D312"]


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF"]), st.data())
def test_a_damaged_picture_is_a_problem_or_a_picture(kind: str, data: st.DataObject) -> None:
    whole = bytearray(picture((16, 16), kind=kind, exif=exif(6)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.just(len(whole)) | st.integers(0, len(whole)))])  # one that is cut shows nothing
    raster, problems = read_raster(cut, PLACE)
    assert (raster is None) == bool(problems)
    if raster:
        assert opened(raster.data).size == (raster.width, raster.height)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"GIF89a", "GIF"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x20ftypheic", "HEIC or AVIF"),
        (b"\xef\xbb\xbf <svg/>", "SVG"),
        (b"<?xml version='1.0'?><html/>", ""),
        (b"hello", ""),
        (b"", ""),
    ],
)
def test_a_file_is_known_by_its_first_bytes(start: bytes, kind: str) -> None:
    assert kind_of(start) == kind


def test_inks_stay_inks() -> None:
    flat = picture(mode="CMYK", kind="JPEG", quality=90)
    taken = read(flat)
    assert taken.media_type == "image/jpeg"
    assert opened(taken.data).tobytes() == opened(flat).tobytes()
    whole = picture(mode="CMYK", kind="TIFF", description="Sample Camera")
    taken = read(whole)
    assert (taken.media_type, taken.width, taken.height) == ("image/tiff", 8, 6)
    assert opened(taken.data).tobytes() == opened(whole).tobytes()
    assert opened(taken.data).mode == "CMYK"
    assert b"Sample" not in taken.data
    assert read(whole).data == taken.data


def test_inks_are_turned_upright_without_loss() -> None:
    taken = read(picture((8, 6), "CMYK", "JPEG", exif=exif(6)))
    assert (taken.media_type, taken.width, taken.height) == ("image/tiff", 6, 8)
    assert opened(taken.data).getexif().get(0x010F) is None
