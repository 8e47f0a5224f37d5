# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures in CMYK are shown in sRGB by screens, e-readers and browsers."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from octavo.model.document import AssetUse
from octavo.render.cmyk import as_shown
from octavo.render.epub import write_epub
from octavo.render.web import write_web
from octavo.resources.profiles import condition
from tests.render.press.samples import asset, page, pictures

OCHRE = (192, 129, 62)  # what C 20 M 50 Y 80 K 10 looks like, relative to the paper of FOGRA39


def opened(data: bytes) -> Any:
    from PIL import Image

    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(("name", "kind", "shown"), [("inks.tif", "tiff", "png"), ("inks.jpg", "jpeg", "jpeg")])
def test_inks_are_shown_as_they_look(name: str, kind: str, shown: str) -> None:
    data, media_type = as_shown(pictures()[name], f"image/{kind}")
    assert media_type == f"image/{shown}"
    assert opened(data).mode == "RGB"
    assert opened(data).getpixel((20, 20)) == pytest.approx(OCHRE, abs=4)
    assert as_shown(pictures()[name], f"image/{kind}") == (data, media_type)


def test_a_profile_of_its_own_says_what_inks_look_like() -> None:
    house = condition("FOGRA39")
    assert house is not None
    out = io.BytesIO()
    opened(pictures()["inks.tif"]).save(out, "TIFF", icc_profile=house.profile)
    assert as_shown(out.getvalue(), "image/tiff") == as_shown(pictures()["inks.tif"], "image/tiff")


@pytest.mark.parametrize("name", ["colour.jpg", "grey.jpg", "glass.png"])
def test_other_pictures_stay_as_they_are(name: str) -> None:
    kind = "image/png" if name.endswith("png") else "image/jpeg"
    assert as_shown(pictures()[name], kind) == (pictures()[name], kind)


def test_e_books_and_web_pages_show_them() -> None:
    document = page('<p><img src="inks.tif" alt="Ochre"/></p>')
    use = AssetUse("inks.tif", "image/tiff", digest="inks.tif")
    web = write_web(replace(document, medium="web", styles=(), assets=(use,)), asset).unwrap()
    found = re.search(rb'src="data:image/png;base64,([^"]*)"', web)
    assert found
    assert opened(base64.b64decode(found[1])).getpixel((20, 20)) == pytest.approx(OCHRE, abs=4)
    html = document.files[0].html.replace("<!DOCTYPE html><html", '<html xmlns="http://www.w3.org/1999/xhtml"')
    html = html.replace('<meta charset="utf-8">', "")
    files = (replace(document.files[0], html=html),)
    book = write_epub(replace(document, medium="epub", files=files, styles=(), assets=(use,)), asset).unwrap()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("inks.tif"))
        assert opened(archive.read(name)).format == "PNG"
        assert b'media-type="image/png"' in archive.read("EPUB/content.opf")
