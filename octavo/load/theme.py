# SPDX-License-Identifier: AGPL-3.0-or-later
"""theme/: the publication's own look, checked for what reaches out of it and for templates that can't be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.decode import decode_text
from octavo.load.manifest import paper_problems
from octavo.load.validate import validate
from octavo.load.words import near_or_all
from octavo.load.yaml_file import YamlFile, place_of, read_yaml
from octavo.model.canonical import digest
from octavo.model.publication import Asset
from octavo.model.theme import Theme

DEFAULT = "theme"
# The first bytes of a font by its ending (OpenType 1.9.1, “Organization of an OpenType Font”; WOFF 1 and 2).
_FONTS = {
    ".otf": ("font/otf", (b"OTTO",)),
    ".ttf": ("font/ttf", (b"\0\1\0\0", b"true")),
    ".woff": ("font/woff", (b"wOFF",)),
    ".woff2": ("font/woff2", (b"wOF2",)),
}
_PLAIN = {".yaml": "application/yaml", ".txt": "text/plain", ".md": "text/plain"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(
    r"@import\s*(?:url\(\s*)?[\"']?([^\"');]*)"
    r"|(?:url|src|image|image-set|cross-fade)\(\s*(?:\"([^\"]*)\"|'([^']*)')|url\(\s*([^)\"']*)\)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_EMBEDDED = re.compile(r"^(#|data:image/(png|jpeg|svg\+xml)[;,])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """A publication's theme; fonts as assets `theme/fonts/…`, their manifest and licence texts too."""

    theme: Theme = field(default_factory=Theme)
    css: str = ""
    templates: dict[str, str] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict)
    files: tuple[YamlFile, ...] = ()


def read_theme(files: Mapping[str, bytes], folder: str, named_at: Place) -> tuple[Look, tuple[Problem, ...]]:
    """Return the look that the folder's files give, and what is wrong with it; `named_at` is the manifest's key."""
    inside = {name.removeprefix(f"{folder}/"): name for name in files if name.startswith(f"{folder}/")}
    if not inside:
        missing = (problem("M120", named_at, theme=folder),) if folder != DEFAULT else ()
        return Look(), missing
    theme, yamls, problems = _settings(files, inside)
    css = _text(files, inside.get("style.css", ""), problems)
    problems += _css_problems(css, inside.get("style.css", ""), inside)
    templates = {}
    for name in sorted(inside):
        if name.startswith("templates/") and name.endswith(".html"):
            templates[name.removeprefix("templates/")] = _text(files, inside[name], problems)
            problems += _template_problems(templates[name.removeprefix("templates/")], inside[name])
    assets, blobs = [], {}
    for name in sorted(inside):
        if name.startswith("fonts/"):
            media_type, wrong = _font(name, files[inside[name]], Place(inside[name]))
            problems += wrong
            if media_type:
                data = files[inside[name]]
                assets.append(Asset(f"{DEFAULT}/{name}", digest(data), media_type))
                blobs[assets[-1].digest] = data
    return Look(theme, css, templates, tuple(assets), blobs, yamls), tuple(problems)


def _settings(
    files: Mapping[str, bytes], inside: Mapping[str, str]
) -> tuple[Theme, tuple[YamlFile, ...], list[Problem]]:
    file = inside.get("theme.yaml")
    if file is None:
        return Theme(), (), []
    yaml, problems = read_yaml(files[file], file)
    if yaml is None:
        return Theme(), (), list(problems)
    theme, refused = validate(Theme, yaml)
    found = [*problems, *refused]
    if theme and theme.paper:
        found += paper_problems(theme.paper, place_of(yaml, ("paper",)))
    for at, swatch in enumerate(theme.swatches if theme else ()):
        if not all(0 <= share <= 1 for share in swatch.cmyk):
            found.append(problem("D506", place_of(yaml, ("swatches", at, "cmyk")), colour=swatch.colour))
    return theme or Theme(), (yaml,), found


def _text(files: Mapping[str, bytes], file: str, problems: list[Problem]) -> str:
    if not file:
        return ""
    text, wrong = decode_text(files[file], file)
    problems += wrong
    return text or ""


def _css_problems(css: str, file: str, inside: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each address in a style sheet but fonts of the theme and what is embedded in place.

    The layout engine opens nothing but the document's assets anyway; this tells the author where the slip is.
    """
    # Comments become spaces, so that places stay what they are.
    bare = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), css)
    # u\72l(…) is url(…) to a browser.
    bare = _ESCAPE.sub(lambda match: _letter(int(match[1], 16)), bare)
    for match in _URL.finditer(bare):
        address = next((group for group in match.groups() if group is not None), "").strip()
        line, column = bare.count("\n", 0, match.start()) + 1, match.start() - bare.rfind("\n", 0, match.start())
        place = Place(file, line, column)
        path = PurePosixPath(address.partition("?")[0].partition("#")[0])
        if match[0].lower().startswith("@import") or re.match(r"^([a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE):
            if not _EMBEDDED.match(address):
                yield problem("D501", place, address=address[:80])
        elif address.startswith("#"):
            continue
        elif path.is_absolute() or ".." in path.parts or "\\" in address:
            yield problem("D502", place, address=address[:80])
        elif path.as_posix() not in inside:
            fonts = [name for name in inside if name.startswith("fonts/")]
            yield problem("D503", place, hints=near_or_all(path.as_posix(), fonts), address=address[:80])


def _letter(code: int) -> str:
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _template_problems(source: str, file: str) -> Iterator[Problem]:
    from jinja2 import Environment, TemplateSyntaxError

    try:
        Environment(autoescape=True).parse(source, filename=file)
    except TemplateSyntaxError as error:
        words = (error.message or "it can't be read").split("\n")[0].rstrip(".")
        yield problem("D504", Place(file, error.lineno), detail=words[:1].lower() + words[1:])
    except RecursionError:
        yield problem("D504", Place(file), detail="it is nested too deep")


def _font(name: str, data: bytes, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """Return the media type of a file in fonts/; a font must be what its name says."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _PLAIN:
        return _PLAIN[suffix], ()
    if suffix not in _FONTS:
        return "", (problem("M024", place, way_out="fonts end in .otf, .ttf, .woff or .woff2"),)
    media_type, starts = _FONTS[suffix]
    if not data.startswith(starts):
        return "", (problem("D505", place, suffix=suffix),)
    return media_type, ()
