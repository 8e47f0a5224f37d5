# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a preview beside its pages: the frame, style and script, and fonts; and all in one folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.pipeline.preview import PICTURES, Wish, look
from octavo.pipeline.report_files import FONTS
from octavo.pipeline.report_page import ACCENT, DARK_GROUND, GROUND
from octavo.pipeline.store import write_whole

Data = dict[str, Any]
SHOWN = "pages"  # the folder of the pictures


def page_files(templates: Path, fonts: Path, *, live: bool) -> dict[str, bytes]:
    """Return the files by their paths, the page itself under the empty one; a `live` page asks for what it shows."""
    from octavo.compose.colour import on_dark
    from octavo.compose.cover_view import MARK
    from octavo.compose.environment import ThemeLoader, environment_of

    values = {
        "live": live,
        "ground": GROUND,
        "dark_ground": DARK_GROUND,
        "accent": ACCENT,
        "accent_on_dark": on_dark(ACCENT, DARK_GROUND),
    }
    engine = environment_of(ThemeLoader(templates, {}, ""), values)
    texts = {"": "preview.html", "preview.css": "preview.css"}
    made = {name: engine.get_template(f"preview/{file}").render().encode() + b"\n" for name, file in texts.items()}
    icon = engine.get_template("site/mark.svg").render(mark=MARK, accent_on_light=ACCENT)
    made["icon.svg"] = icon.encode() + b"\n"
    made["preview.js"] = (templates / "preview" / "preview.js").read_bytes()
    return made | {f"fonts/{Path(name).name}": (fonts / name).read_bytes() for name in FONTS}


def export_preview(wish: Wish, to: Path) -> Data:
    """Write the preview into a folder that needs no server, and return what it shows; nothing without pages."""
    seen = look(wish)
    seen.pop("made", None)
    if seen["pages"] is None:
        return seen
    source = seen.get("source", wish.edition)
    beside = look(replace(wish, edition=source))["pages"] or [] if source != wish.edition else []
    book = {**seen, "beside": beside, "failed": False, "busy": False, "live": False, "version": 1}
    for name, data in page_files(wish.templates, wish.fonts, live=False).items():
        write_whole(to / (name or "index.html"), data)
    told = json.dumps(book, ensure_ascii=False, sort_keys=True)
    write_whole(to / "book.js", f"globalThis.octavoBook = {told};\n".encode())
    wanted = {page["picture"] for page in (*seen["pages"], *beside)}
    for old in (to / SHOWN).glob("*.png"):
        if old.name not in wanted:
            old.unlink()
    for name in sorted(wanted):
        (to / SHOWN).mkdir(exist_ok=True)
        shutil.copyfile(wish.store / PICTURES / name, to / SHOWN / name)
    return book
