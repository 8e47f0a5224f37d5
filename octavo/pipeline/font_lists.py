# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shared fonts as a person or a program wants them listed."""

from __future__ import annotations

from typing import Any

from octavo.pipeline.font_packs import megabytes, state_of
from octavo.resources.font_packs import font_packs, pack_families
from octavo.resources.fonts import read_fonts
from octavo.resources.shared import fonts_folder


def listed_fonts() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the families that are here, those of packs last, and the packs there are, as plain data."""
    fonts = fonts_folder()
    families = [
        {
            "family": each.family,
            "role": each.role,
            "scripts": list(each.scripts),
            "cuts": len(each.files),
            "licence": each.licence.spdx,
            "files": {file.path.relative_to(fonts).as_posix(): file.sha256 for file in each.files},
        }
        for each in (*read_fonts(fonts), *pack_families(fonts))
    ]
    packs = [
        {
            "name": pack.name,
            "title": pack.title,
            "group": pack.group,
            "scripts": list(pack.scripts),
            "state": state_of(pack, fonts),
            "megabytes": megabytes(pack),
            "packages": {f"{each.name}@{each.version}": each.sha256 for each in pack.packages},
        }
        for pack in font_packs()
    ]
    return families, packs
