# SPDX-License-Identifier: AGPL-3.0-or-later
"""Licences are known by their SPDX identifiers, in any case, and by what people mean."""

from __future__ import annotations

import pytest

from octavo.model.spdx import IDENTIFIERS, spdx_address, spdx_identifier, spdx_meant


def test_identifiers_stand_once() -> None:
    assert len({each.lower() for each in IDENTIFIERS}) == len(IDENTIFIERS) > 600
    assert {"CC-BY-4.0", "CC0-1.0", "0BSD", "OFL-1.1", "GFDL-1.3-or-later", "AGPL-3.0-or-later"} <= set(IDENTIFIERS)


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", "CC-BY-4.0"),
        (" cc-by-sa-4.0", "CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("CC BY 4.0", "", "CC-BY-4.0"),
        ("Creative Commons", "", ""),
        ("", "", ""),
    ],
)
def test_names(name: str, known: str, meant: str) -> None:
    assert (spdx_identifier(name), spdx_meant(name)) == (known, meant)
    assert spdx_address(name) == (f"https://spdx.org/licenses/{known}.html" if known else "")
