# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manifest of a font folder, fonts.yaml: reading it, and checking that the folder has what it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from octavo.diagnostics.problem import Place, Problem, ProblemsFound, problem
from octavo.resources.font_family import FORMATS, ROLES, FontFamily, FontFile, Licence

RESTRICTED = 0x0002  # OpenType, OS/2 fsType, bit 1
FORMS = {
    "style": (re.compile("normal|italic"), "normal or italic"),
    "weight": (re.compile("[1-9][0-9]{0,2}|1000"), "a number from 1 to 1000"),
    "sha256": (re.compile("[0-9a-f]{64}"), "a SHA-256 digest of 64 hexadecimal digits"),
    "role": (re.compile("|".join(ROLES)), "one of " + ", ".join(ROLES)),
    "scripts": (re.compile("[A-Z][a-z]{3}"), "a list of ISO 15924 script codes such as [Latn, Cyrl]"),
}


class _Reader:
    """Turns the nodes of one manifest into values, and gathers what is wrong with them."""

    def __init__(self, folder: Path, called: str) -> None:
        self.folder = folder
        self.name = f"{called}/fonts.yaml"
        self.problems: list[Problem] = []

    def place(self, node: Node | None) -> Place:
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1) if node else Place(self.name)

    def says(self, code: str, node: Node | None, **values: str) -> None:
        self.problems.append(problem(code, self.place(node), hints=(), **values))

    def fields(self, node: Node | None, what: str, needed: str, optional: str = "") -> dict[str, Node]:
        """Return the fields of a mapping by name; report unknown and missing ones."""
        if not isinstance(node, MappingNode):
            self.says("F003", node, what=what, wanted="a mapping of keys to values")
            return {}
        found: dict[str, Node] = {}
        known = (*needed.split(), *optional.split())
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else "…"
            if name not in known:
                self.says("F004", key, key=name, known=", ".join(known))
            elif name in found:
                self.says("F009", key, what=f'the key "{name}"')
            found[name] = value
        for name in needed.split():
            if name not in found:
                self.says("F003", node, what=what, wanted=f'given with the key "{name}"')
        return found

    def text(self, fields: dict[str, Node], key: str) -> str:
        """Return a one-line text field, or "" with a problem if it has another form; absence is reported elsewhere."""
        if (node := fields.get(key)) is None:
            return ""
        form, wanted = FORMS.get(key, (re.compile(r"\S.*"), "a line of text"))
        if isinstance(node, ScalarNode) and form.fullmatch(node.value):
            return str(node.value)
        self.says("F003", node, what=key, wanted=wanted)
        return ""

    def items(self, node: Node | None, what: str) -> list[Node]:
        if node is None:
            return []
        if isinstance(node, SequenceNode) and node.value:
            return list(node.value)
        self.says("F003", node, what=what, wanted="a list with at least one entry")
        return []

    def path(self, fields: dict[str, Node]) -> Path:
        """Return the path of field `file`; one that leads out of the folder, by a link too, is reported."""
        name = self.text(fields, "file")
        path = self.folder / name
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, ValueError):  # a name that is too long, or has a NUL
            inside = False
        if name and not inside:
            self.says("F008", fields["file"], name=name)
        return path

    def file(self, node: Node, family: str) -> FontFile:
        fields = self.fields(node, "a font file", "file style weight sha256")
        path = self.path(fields)
        if "file" in fields and path.suffix.lower() not in FORMATS:
            self.says("F003", fields["file"], what="file", wanted="a " + ", ".join(FORMATS) + " file")
        weight = int(self.text(fields, "weight") or 0)
        style, digest = self.text(fields, "style"), self.text(fields, "sha256")
        return FontFile(family, style, weight, path, digest, self.place(node))

    def family(self, node: Node) -> FontFamily:
        fields = self.fields(node, "a family", "family role scripts licence files", "companion source")
        name = self.text(fields, "family")
        scripts = [self.text({"scripts": each}, "scripts") for each in self.items(fields.get("scripts"), "scripts")]
        terms = self.fields(fields["licence"], "licence", "spdx file") if "licence" in fields else {}
        licence = Licence(self.text(terms, "spdx"), self.path(terms))
        files = tuple(self.file(each, name) for each in self.items(fields.get("files"), "files"))
        seen = set()
        for each in files:
            if (each.style, each.weight) in seen:
                self.problems.append(problem("F009", each.place, what=f"{name} {each.style} {each.weight}"))
            seen.add((each.style, each.weight))
        role, companion = self.text(fields, "role"), self.text(fields, "companion")
        return FontFamily(name, role, tuple(scripts), companion, licence, files, self.place(node))


def read_manifest(folder: Path, called: str) -> tuple[FontFamily, ...]:
    """Return the families of `folder`/fonts.yaml; raise ProblemsFound with everything that is wrong in it."""
    try:
        text = (folder / "fonts.yaml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ProblemsFound([problem("F001", Place(f"{called}/fonts.yaml"))]) from None
    return parse_manifest(text, folder, called)


@lru_cache(maxsize=8)
def parse_manifest(text: str, folder: Path, called: str) -> tuple[FontFamily, ...]:
    """Return the families of a manifest whose files are in `folder`; raise ProblemsFound as read_manifest does."""
    reader = _Reader(folder, called)
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError, RecursionError) as fault:
        mark = fault.problem_mark if isinstance(fault, MarkedYAMLError) else None
        place = Place(reader.name, mark.line + 1, mark.column + 1) if mark else Place(reader.name)
        said = str(getattr(fault, "problem", None) or type(fault).__name__)
        raise ProblemsFound([problem("F002", place, fault=said)]) from None
    listed = reader.fields(root, "the manifest", "families").get("families")
    families = tuple(reader.family(each) for each in reader.items(listed, "families"))
    for at, each in enumerate(families):
        if each.family in {other.family for other in families[:at]}:
            reader.problems.append(problem("F009", each.place, what=f'the family "{each.family}"'))
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return families


def check_fonts(families: Sequence[FontFamily], folders: Sequence[tuple[Path, str]]) -> list[Problem]:
    """Return what is wrong with the files of `families`: F005 to F007, F010 to F015.

    `folders` are the font folders that were read, each with its name in problems: files in them that no family lists
    are told.
    """
    problems = []
    names = {each.family for each in families}
    for family in families:
        if not family.licence.path.is_file():
            problems.append(problem("F007", family.place, name=family.licence.path.name, family=family.family))
        if family.companion and family.companion not in names:
            problems.append(problem("F010", family.place, companion=family.companion, family=family.family))
        problems += [each for file in family.files for each in _check_file(file)]
    listed = {file.path for family in families for file in family.files}
    for folder, called in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            # Packs have lists of their own (octavo.resources.font_packs).
            if path.suffix.lower() in FORMATS and path not in listed and not name.startswith("packs/"):
                problems.append(problem("F014", Place(f"{called}/fonts.yaml"), name=name))
    return problems


def _check_file(file: FontFile) -> Iterator[Problem]:
    from fontTools.ttLib import TTFont

    name = file.path.name
    try:
        data = file.path.read_bytes()
    except OSError:
        yield problem("F005", file.place, name=name)
        return
    if (found := hashlib.sha256(data).hexdigest()) != file.sha256:
        yield problem("F006", file.place, name=name, found=found)
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            family = font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
            restricted = font["OS/2"].fsType & RESTRICTED
            sized = "fvar" in font and any(axis.axisTag == "opsz" for axis in font["fvar"].axes)
    except Exception as fault:  # fontTools lets errors of every kind through when a table is damaged
        said = next(iter(str(fault).splitlines()), "it is damaged")
        yield problem("F015", file.place, name=name, fault=said)
        return
    if family != file.family:
        yield problem("F011", file.place, name=name, found=family, family=file.family)
    if restricted:
        yield problem("F012", file.place, name=name)
    if sized:
        yield problem("F013", file.place, name=name)


def font_schema() -> dict[str, object]:
    """Return the JSON Schema of fonts.yaml, for editors."""

    def closed(needed: str, **fields: object) -> dict[str, object]:
        return {"type": "object", "additionalProperties": False, "required": needed.split(), "properties": fields}

    def form(key: str) -> dict[str, object]:
        pattern, wanted = FORMS[key]
        return {"type": "string", "pattern": f"^({pattern.pattern})$", "description": wanted}

    def line(told: str) -> dict[str, object]:
        return {"type": "string", "minLength": 1, "description": told}

    weight = {"type": "integer", "minimum": 1, "maximum": 1000, "description": "400 is regular, 700 bold"}
    named = line("the font file, below the folder of this list")
    file = closed("file style weight sha256", file=named, style=form("style"), weight=weight, sha256=form("sha256"))
    terms = closed("spdx file", spdx=line("the SPDX name of the licence"), file=line("its text, in this folder"))
    family = closed(
        "family role scripts licence files",
        family=line("the name of the family, as its files have it"),
        role=form("role"),
        scripts={"type": "array", "minItems": 1, "items": form("scripts")},
        companion=line("the family that lends the characters this one lacks"),
        licence=terms | {"description": "the licence of the files"},
        source={"description": "where the files come from; for people"},
        files={"type": "array", "minItems": 1, "items": file, "description": "the files of the family"},
    )
    listed = {"type": "array", "minItems": 1, "items": family, "description": "the families of this folder"}
    top = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "fonts"}
    return top | closed("families", families=listed)
