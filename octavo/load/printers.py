# SPDX-License-Identifier: AGPL-3.0-or-later
"""printers/: the printers that a publication describes itself, and those of the house that its manifest names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.validate import validate
from octavo.load.words import near_or_all
from octavo.load.yaml_file import Path, YamlFile, place_of, read_yaml, scalars
from octavo.load.yaml_nodes import Node
from octavo.model.canonical import digest
from octavo.model.manifest import Manifest
from octavo.model.printer import BLEED_MOST, DEFAULT, Binding, Fold, Printer, Sourced, can_be_bound, ordered
from octavo.model.publication import PROFILE_TYPE, Asset
from octavo.model.sheets import SHEETS, sheet_size
from octavo.resources.printers import printer, printer_names
from octavo.resources.profiles import condition, read_condition

_FOLDER = "printers/"
_COMES_ALONG = "FOGRA39"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_NUMBERS = tuple(
    name for name, each in Printer.model_fields.items() if Sourced in (each.annotation, *get_args(each.annotation))
)
_LISTS = ("spine_safety_from", "stocks")


@dataclass(frozen=True, slots=True)
class OwnPrinters:
    """The printers that a publication describes, by name; profiles as assets `printers/….icc`.

    `told` has the names of all their files, those too that can't be read.
    """

    printers: dict[str, Printer] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict)
    files: tuple[YamlFile, ...] = ()
    told: frozenset[str] = frozenset()


def read_printers(files: Mapping[str, bytes]) -> tuple[OwnPrinters, tuple[Problem, ...]]:
    """Return the printers that the folder's files describe, and what is wrong with each of them."""
    found: dict[str, Printer] = {}
    yamls: list[YamlFile] = []
    problems: list[Problem] = []
    profiles: dict[str, bytes] = {}
    described = sorted(name for name in files if re.fullmatch(rf"{_FOLDER}[^/]+\.yaml", name))
    for file in described:
        yaml, wrong = read_yaml(files[file], file)
        problems += wrong
        if yaml is None:
            continue
        yamls.append(yaml)
        row, wrong = read_printer(yaml)
        problems += wrong
        if row is None:
            continue
        problems += [*_named(row, yaml), *_profile_problems(row, yaml, files)]
        found[row.name] = row.model_copy(update={"condition": row.condition or ("" if row.profile else _COMES_ALONG)})
        if row.profile and _FOLDER + row.profile in files:
            profiles[_FOLDER + row.profile] = files[_FOLDER + row.profile]
    assets = tuple(Asset(name, digest(data), PROFILE_TYPE) for name, data in sorted(profiles.items()))
    blobs = {asset.digest: profiles[asset.file] for asset in assets}
    return OwnPrinters(found, assets, blobs, tuple(yamls), frozenset(map(_stem, described))), tuple(problems)


def read_printer(yaml: YamlFile) -> tuple[Printer | None, tuple[Problem, ...]]:
    """Return the printer of a file, or None, and what is wrong with it alone: values, sources, papers, sizes."""
    told = [*_unsourced(yaml), *_dates(yaml)]
    row, refused = validate(Printer, yaml)
    places = {(each.place.line, each.place.column) for each in told}
    found = [*told, *(each for each in refused if (each.place.line, each.place.column) not in places)]
    if row is not None:
        found += [*_source_problems(row, yaml), *_paper_problems(row, yaml), *_size_problems(row, yaml)]
    return row, tuple(found)


def _numbers(yaml: YamlFile) -> Iterator[tuple[Path, Node]]:
    """Yield where a number with a source should stand, and what stands there."""
    for key in (*_NUMBERS, *_LISTS):
        if key in yaml.root.entries:
            node = yaml.root.entries[key][1]
            if key not in _LISTS:
                yield (key,), node
            else:
                yield from (((key, at), item) for at, item in enumerate(node.items))


def _unsourced(yaml: YamlFile) -> Iterator[Problem]:
    for path, node in _numbers(yaml):
        if (node.kind == "scalar" and node.text) or (node.kind == "map" and "source" not in node.entries):
            name = node.entries.get("name")
            yield problem("M302", place_of(yaml, path), key=name[1].text if name else path[0])


def _dates(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each date that pydantic would take for seconds since 1970, or with a time of day."""
    sources = yaml.root.entries.get("sources")
    for name in sources[1].entries if sources else ():
        for path, text in scalars(yaml, "sources", name, "read"):
            if not _DATE.match(text):
                yield problem("M124", place_of(yaml, path), key="read", given=f"“{text}”" if text else "nothing")


def _source_problems(row: Printer, yaml: YamlFile) -> Iterator[Problem]:
    for path, node in _numbers(yaml):
        source = node.entries["source"][1].text.strip() if "source" in node.entries else ""
        if source and source not in row.sources:
            place = place_of(yaml, (*path, "source"))
            yield problem("M303", place, hints=near_or_all(source, row.sources), source=source)


def _paper_problems(row: Printer, yaml: YamlFile) -> Iterator[Problem]:
    names = [stock.name for stock in row.stocks]
    for key, name in (("paper", row.paper), ("cover_paper", row.cover_paper)):
        if name and name not in names:
            yield problem("M304", place_of(yaml, (key,)), hints=near_or_all(name, names), paper=name)
    for at, stock in enumerate(row.stocks):
        if stock.name in names[:at]:
            yield problem("M117", place_of(yaml, ("stocks", at, "name")), what=stock.name)
        if not (stock.caliper or stock.bulk):
            yield problem("M305", place_of(yaml, ("stocks", at)), paper=stock.name)


def _size_problems(row: Printer, yaml: YamlFile) -> Iterator[Problem]:
    yield from sheet_problems(row.sheet, place_of(yaml, ("sheet",)))
    yield from _fold_problems(yaml)
    if row.bleed.value > BLEED_MOST:
        place = place_of(yaml, ("bleed", "value"))
        yield problem("M311", place, bleed=f"{row.bleed.value:f}", most=f"{BLEED_MOST:f}")


def sheet_problems(sheet: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if the name is no size of a sheet."""
    if sheet_size(sheet) is None:
        yield problem("M310", place, sheet=sheet, known=", ".join(SHEETS))


def _fold_problems(yaml: YamlFile, *around: str) -> Iterator[Problem]:
    """Yield a problem if both folding and binding are stated and exclude each other; else the one follows the other."""
    for path, fold in scalars(yaml, *around, "fold"):
        for _, binding in scalars(yaml, *around, "binding"):
            known = fold in get_args(Fold) and binding in get_args(Binding)
            if known and not can_be_bound(cast(Fold, fold), cast(Binding, binding)):
                yield problem("M312", place_of(yaml, path), fold=fold, binding=binding)


def _named(row: Printer, yaml: YamlFile) -> Iterator[Problem]:
    if row.name in printer_names():
        yield problem("M309", place_of(yaml, ("name",)), name=row.name)
    elif row.name != _stem(yaml.file):
        yield problem("M308", place_of(yaml, ("name",)), file=yaml.file, name=row.name)


def _profile_problems(row: Printer, yaml: YamlFile, files: Mapping[str, bytes]) -> Iterator[Problem]:
    file = _FOLDER + row.profile
    if row.profile and file in files:
        yield from read_condition(files[file], Place(file)).problems
    elif row.profile:
        there = [name.removeprefix(_FOLDER) for name in files if re.fullmatch(rf"{_FOLDER}[^/]+\.(icc|icm)", name)]
        yield problem("M306", place_of(yaml, ("profile",)), hints=near_or_all(row.profile, there), file=row.profile)
    elif row.condition and condition(row.condition) is None:
        yield problem("M307", place_of(yaml, ("condition",)), condition=row.condition)


def printer_links(yaml: YamlFile, own: OwnPrinters) -> Iterator[Problem]:
    """Yield a problem for each printer, paper and sheet that the manifest names and that is not there."""
    known = {*own.printers, *printer_names(), *own.told}
    named = scalars(yaml, "printers", "*")
    for path, name in named:
        if name not in known and _NAME.fullmatch(name):
            yield problem("M301", place_of(yaml, path), hints=near_or_all(name, known), name=name)
    rows = [row for _, name in named or [((), DEFAULT)] if (row := own.printers.get(name) or printer(name))]
    papers = [stock.name for row in rows for stock in row.stocks]
    for key in ("paper", "cover_paper"):
        for path, name in scalars(yaml, "print", key):
            if name and papers and name not in papers:
                yield problem("M304", place_of(yaml, path), hints=near_or_all(name, papers), paper=name)
    yield from _fold_problems(yaml, "print")
    for path, sheet in scalars(yaml, "print", "sheet"):
        if sheet:
            yield from sheet_problems(sheet, place_of(yaml, path))


def _stem(file: str) -> str:
    return file.removeprefix(_FOLDER).removesuffix(".yaml")


def printers_of(manifest: Manifest, own: OwnPrinters) -> tuple[Printer, ...]:
    """Return the printers that the manifest names, each with what its `print` asks for; without any the default one."""
    rows = (own.printers.get(name) or printer(name) for name in manifest.printers or (DEFAULT,))
    return tuple(ordered(row, manifest.print) for row in rows if row is not None)


def unread_profiles(files: Mapping[str, bytes], own: OwnPrinters) -> Iterator[Problem]:
    """Yield a warning for each profile in printers/ that no printer there names, if all of them could be read."""
    if len(own.printers) < len(own.told):
        return
    named = {asset.file for asset in own.assets}
    for file in sorted(files):
        if re.fullmatch(rf"{_FOLDER}[^/]+\.(icc|icm)", file) and file not in named:
            yield problem("M024", Place(file), way_out="name it in the file of a printer: profile: FILE.icc")
