# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the files of a publication hold, each read by itself; what they say of each other is checked later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from octavo.diagnostics.problem import Place, Problem
from octavo.load.corrections import OwnCorrections, read_corrections
from octavo.load.decode import decode_text
from octavo.load.facts import Ledger, read_facts
from octavo.load.images import Pictures, read_images
from octavo.load.manifest import MANIFEST, read_manifest
from octavo.load.printers import OwnPrinters, read_printers, unread_profiles
from octavo.load.rolls import Rolls, read_rolls
from octavo.load.strays import stray_problems
from octavo.load.tables import Tables, read_tables
from octavo.load.theme import DEFAULT, Look, read_theme
from octavo.load.yaml_file import YamlFile, place_of, read_yaml
from octavo.markup.parse import ParsedText, parse_text
from octavo.model.manifest import Manifest
from octavo.model.pdf_parts import Remember, anew
from octavo.model.publication import Text


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a publication as values, as far as they could be read."""

    manifest: Manifest | None = None
    manifest_yaml: YamlFile | None = None
    texts: dict[str, Text] = field(default_factory=dict)
    parsed: dict[str, ParsedText] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    tables: Tables = field(default_factory=Tables)
    pictures: Pictures = field(default_factory=Pictures)
    rolls: Rolls = field(default_factory=Rolls)
    look: Look = field(default_factory=Look)
    printers: OwnPrinters = field(default_factory=OwnPrinters)
    corrections: OwnCorrections = field(default_factory=OwnCorrections)

    @property
    def yamls(self) -> tuple[YamlFile, ...]:
        """All YAML files that could be parsed."""
        manifest = (self.manifest_yaml,) if self.manifest_yaml else ()
        others = (self.ledger, self.tables, self.pictures, self.look, self.printers, self.corrections)
        return (*manifest, *(file for part in others for file in part.files))


def read_contents(files: Mapping[str, bytes], remember: Remember = anew) -> tuple[Contents, tuple[Problem, ...]]:
    """Return what the folder's files hold, and what is wrong with each of them alone; `remember` is for rolls."""
    problems: list[Problem] = []
    manifest = None
    yaml, found = read_yaml(files[MANIFEST], MANIFEST)
    problems += found
    if yaml:
        manifest, found = read_manifest(yaml)
        problems += found
    ledger, found = read_facts(files)
    ledger = replace(ledger, series=frozenset(manifest.series_values if manifest else ()))
    problems += found
    tables, found = read_tables(files, ledger)
    problems += found
    pictures, found = read_images(files)
    problems += found
    rolls, found = read_rolls(files, manifest.issued if manifest else None, remember)
    problems += found
    texts, parsed, wrong = _texts(files)
    problems += wrong
    folder = manifest.theme if manifest else DEFAULT
    look, found = read_theme(files, folder, place_of(yaml, ("theme",)) if yaml else Place(MANIFEST))
    problems += [*found, *stray_problems(files, folder if _has(files, folder) else DEFAULT)]
    printers, found = read_printers(files)
    problems += [*found, *unread_profiles(files, printers)]
    corrections, found = read_corrections(files)
    problems += found
    contents = Contents(manifest, yaml, texts, parsed, ledger, tables, pictures, rolls, look, printers, corrections)
    return contents, tuple(problems)


def _has(files: Mapping[str, bytes], folder: str) -> bool:
    return any(name.startswith(f"{folder}/") for name in files)


def _texts(files: Mapping[str, bytes]) -> tuple[dict[str, Text], dict[str, ParsedText], list[Problem]]:
    texts: dict[str, Text] = {}
    parsed: dict[str, ParsedText] = {}
    problems: list[Problem] = []
    for file in sorted(files):
        if not re.fullmatch(r"text/[^/]+\.md", file):
            continue
        source, wrong = decode_text(files[file], file)
        problems += wrong
        name = file.removeprefix("text/")
        texts[name] = Text(name, source or "")
        if source is not None:
            parsed[name] = parse_text(source, file)
            problems += parsed[name].problems
    return texts, parsed, problems
