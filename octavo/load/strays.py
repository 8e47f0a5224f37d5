# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that nothing reads: in a wrong folder, or with another ending; told, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.theme import DEFAULT
from octavo.load.words import near

# Which paths are read, by their top folder, and what to say of the others there.
_READ = {
    "text": (r"[^/]+\.md", "texts are files text/*.md"),
    "facts": (r"(sources|statistics)\.yaml", "the ledger is facts/sources.yaml and facts/statistics.yaml"),
    "data": (r"[^/]+\.yaml", "tables are files data/*.yaml"),
    "names": (r"[^/]+\.csv", "rolls are files names/*.csv"),
    "images": (r".+", ""),
    "series": (r"[^/]+\.csv", "tables of editions are files series/*.csv"),
    "printers": (r"[^/]+\.(yaml|icc|icm)", "printers are files printers/*.yaml, with the ICC profiles that they name"),
    "locale": (
        r"[^/]+/((text|facts|names|strings)\.po|(locale|fit)\.yaml)",
        "a language has text.po, facts.po, names.po, strings.po, locale.yaml and fit.yaml in locale/<tag>/",
    ),
}
_THEME = r"theme\.yaml|style\.css|templates/.+\.html|fonts/.+"
# What people keep beside a publication without meaning it for print has a name in capitals: README.md, EDITORIAL.md.
_BESIDE = re.compile(r"^([A-Z][A-Z0-9_-]*(\.md|\.txt)?|LICEN[CS]E[.-].*)$")


def stray_problems(files: Iterable[str], theme: str) -> Iterator[Problem]:
    """Yield a warning for each file of the folder that nothing reads."""
    for file in files:
        top, _, rest = file.partition("/")
        if _BESIDE.match(file.rpartition("/")[2]) or file in ("publication.yaml", "corrections.yaml"):
            continue
        if not rest:
            yield problem(
                "M024", Place(file), way_out=f"move it into one of {', '.join(_folders(theme))}, or delete it"
            )
        elif top.startswith(f"{DEFAULT}-"):
            continue  # another look, in reserve
        elif top == theme:
            if not re.fullmatch(_THEME, rest):
                way_out = "a theme has theme.yaml, style.css, templates/**.html and fonts/"
                yield problem("M024", Place(file), way_out=way_out)
        elif top not in _READ:
            meant = near(top, _folders(theme), most=1)
            way_out = f"did you mean {meant[0]}?" if meant else f"the folders are {', '.join(_folders(theme))}"
            yield problem("M024", Place(file), way_out=way_out)
        elif not re.fullmatch(_READ[top][0], rest):
            yield problem("M024", Place(file), way_out=_READ[top][1])


def _folders(theme: str) -> list[str]:
    return sorted(f"{name}/" for name in (*_READ, theme))
