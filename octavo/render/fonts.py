# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fonts a layout may use: those of the house and of the document, and none of the machine's."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from octavo.render.engine_import import import_engine
from octavo.resources.font_packs import pack_families
from octavo.resources.fonts import fontconfig_xml, read_fonts
from octavo.resources.shared import fonts_folder


def isolate_fonts(workspace: Path) -> None:
    """Make every later layout of this process see the house's fonts alone, besides those a document brings.

    Fontconfig reads its file when WeasyPrint is imported and again for each layout, so this is called before both, and
    imports it.
    Its cache goes into `workspace`; nothing of it reaches the output.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    file = workspace / "fonts.conf"
    text = _configuration(fonts_folder(), workspace / "fontconfig")
    if not file.is_file() or file.read_text("utf-8") != text:
        # Whole or not at all: other processes of the build may be reading it.
        aside = workspace / f"fonts-{os.getpid()}.conf"
        aside.write_text(text, "utf-8")
        aside.replace(file)
    # The only way to tell fontconfig, which is C and may already be loaded.
    os.environ["FONTCONFIG_FILE"] = str(file.resolve())
    import_engine()


@cache  # the manifest of the fonts is long to read, and a process lays out many documents
def _configuration(folder: Path, cached: Path) -> str:
    return fontconfig_xml(folder, cached, families=(*read_fonts(folder), *pack_families(folder)))
