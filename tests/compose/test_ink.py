# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every shape of a chart is filled with a colour, and the first group with the accent, in all media."""

from __future__ import annotations

import re

import pytest

from octavo.compose.document import compose
from octavo.model.document import Medium
from octavo.resources.shared import templates_folder
from tests.compose import samples

MEDIA: tuple[Medium, ...] = ("print", "epub", "web")


@pytest.mark.parametrize("medium", MEDIA)
def test_every_shape_has_a_colour(medium: Medium) -> None:
    document = compose(samples.edition("en"), medium, templates_folder(), samples.blobs).unwrap()
    html = "".join(file.html for file in document.files)
    fills = set(re.findall(r'\bfill="([^"]*)"', html))
    assert fills
    assert all(re.fullmatch(r"#[0-9a-f]{6}|none|currentColor", fill) for fill in fills), fills
    assert re.search(r'class="accent" fill="#[0-9a-f]{6}"', html)
