# SPDX-License-Identifier: AGPL-3.0-or-later
"""A picture cut off is found whatever another library has told Pillow before."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile  # noqa: TID253  (the tests are about it)

from octavo.diagnostics.problem import Place
from octavo.load.raster import read_raster


@pytest.mark.parametrize("told", [True, False])
def test_a_picture_cut_off_is_refused(monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", told)
    out = io.BytesIO()
    Image.effect_noise((80, 80), 50).save(out, "JPEG")
    picture, problems = read_raster(out.getvalue()[:-700], Place("images/boat.jpg"))
    assert picture is None
    assert [each.code for each in problems] == ["D313"]
    assert told is ImageFile.LOAD_TRUNCATED_IMAGES, "what others rely on is put back"
