# SPDX-License-Identifier: AGPL-3.0-or-later
"""The web page: one HTML file that needs nothing beside it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.model.document import AssetUse, Document
from octavo.render.cmyk import as_shown
from octavo.render.subset import Cut, characters_of, subset_font

_LINK = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*>\s*')
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_SRC = re.compile(r'\b(src|poster|xlink:href)="([^"#][^"]*)"')


def write_web(document: Document, read: Callable[[AssetUse], bytes], cut: Cut = subset_font) -> Outcome[bytes]:
    """Return the bytes of the page: style sheets, fonts and pictures are inside it; `cut` cuts the fonts down."""
    (page,) = document.files
    uses = {use.name: use for use in document.assets}
    characters = characters_of([page.html])
    problems = []
    made: dict[str, str] = {}

    def inside(name: str) -> str:
        if name.startswith("data:"):
            return name
        if name not in uses:
            problems.append(problem("E102", Place("house:web"), name=name))
            return ""
        if name not in made:
            made[name] = _as_data(uses[name], read, characters, cut)
        return made[name]

    def style(css: str) -> str:
        found = _URL.sub(lambda match: f'url("{inside(match[1])}")', css)
        return f"<style>\n{found}</style>\n"

    html = _LINK.sub("", _SRC.sub(lambda match: f'{match[1]}="{inside(match[2])}"', page.html))
    html = html.replace("</head>", "".join(style(css) for _, css in document.styles) + "</head>", 1)
    return Outcome(None if problems else html.encode(), tuple(problems))


def _as_data(use: AssetUse, read: Callable[[AssetUse], bytes], characters: frozenset[int], cut: Cut) -> str:
    data, media_type = as_shown(read(use), use.media_type)
    if media_type.startswith("font/") and not use.name.endswith(".woff2"):
        data, media_type = cut(data, characters, woff2=True), "font/woff2"
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
