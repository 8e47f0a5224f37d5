# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that come in CMYK: shown on screens through their profile, and put into files for print as they are."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from octavo.resources.profiles import condition

QUALITY = 95


def is_cmyk(data: bytes, media_type: str) -> bool:
    """Tell whether a picture is in CMYK; only JPEG and TIFF can be."""
    if media_type not in {"image/jpeg", "image/tiff"}:
        return False
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        return bool(image.mode == "CMYK")


def as_shown(data: bytes, media_type: str) -> tuple[bytes, str]:
    """Return a picture and its media type for a screen; what is in CMYK becomes sRGB, the rest stays.

    The picture's own profile says what its inks look like, or else that of FOGRA39; relative to the paper, with black
    point compensation.
    """
    if not is_cmyk(data, media_type):
        return data, media_type
    from PIL import Image, ImageCms

    with Image.open(BytesIO(data)) as image:
        image.load()
        profile = _profile(image.info.get("icc_profile", b""))
        shown: Any = ImageCms.profileToProfile(
            image,
            BytesIO(profile),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    shown.info = {}
    out = BytesIO()
    if media_type == "image/jpeg":
        shown.save(out, "JPEG", quality=QUALITY, subsampling=0)
        return out.getvalue(), media_type
    shown.save(out, "PNG")
    return out.getvalue(), "image/png"


def _profile(own: bytes) -> bytes:
    house = condition("FOGRA39")
    if own[16:20] == b"CMYK" or house is None:
        return own
    return house.profile


def put_back(image: Any, data: bytes, media_type: str) -> None:
    """Turn an image that WeasyPrint wrote (a pydyf stream) into the picture it stands for, with its very inks.

    A JPEG keeps its compressed samples, which Adobe's programs store inverted; of a TIFF the samples are packed anew.
    """
    import pydyf
    from PIL import Image

    for key in ("DecodeParms", "Decode", "SMask"):
        image.extra.pop(key, None)
    image.extra |= {"ColorSpace": "/DeviceCMYK", "BitsPerComponent": 8}
    with Image.open(BytesIO(data)) as picture:
        image.extra |= {"Width": picture.width, "Height": picture.height}
        if media_type == "image/jpeg":
            image.stream = [data]
            image.extra["Filter"] = "/DCTDecode"
            if "adobe" in picture.info:
                image.extra["Decode"] = pydyf.Array([1, 0] * 4)
            return
        image.stream = [zlib.compress(picture.tobytes(), 6)]
        image.extra["Filter"] = "/FlateDecode"
