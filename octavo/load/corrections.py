# SPDX-License-Identifier: AGPL-3.0-or-later
"""corrections.yaml: read, and checked against the manifest, the ledger and the texts that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.facts import Ledger
from octavo.load.ledger import unknown_source
from octavo.load.tags import tag_problem
from octavo.load.validate import validate_items
from octavo.load.words import near_or_all
from octavo.load.yaml_file import YamlFile, place_of, read_yaml, scalars
from octavo.model.corrections import Corrections, Erratum
from octavo.model.languages import languages_in
from octavo.model.manifest import Manifest
from octavo.model.publication import SourceMap

CORRECTIONS = "corrections.yaml"
SHOWING = {"imprint", "corrections"}  # the pages that print corrections
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)


@dataclass(frozen=True, slots=True)
class OwnCorrections:
    """The corrections of a publication, as far as they could be read."""

    corrections: Corrections = field(default_factory=Corrections)
    files: tuple[YamlFile, ...] = ()


def read_corrections(files: Mapping[str, bytes]) -> tuple[OwnCorrections, tuple[Problem, ...]]:
    """Return the corrections, and what is wrong with the file alone."""
    if CORRECTIONS not in files:
        return OwnCorrections(), ()
    yaml, problems = read_yaml(files[CORRECTIONS], CORRECTIONS)
    if yaml is None:
        return OwnCorrections(), problems
    value, refused = validate_items(Corrections, yaml)
    own = [*_dates(yaml), *_repeated(yaml)]
    told = {each.place for each in own}
    found = (*problems, *(each for each in refused if each.place not in told), *own)
    return OwnCorrections(value or Corrections(), (yaml,)), found


def _dates(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each date that pydantic would take for seconds since 1970, or with a time of day."""
    for path, text in scalars(yaml, "corrections", "*", "on"):
        if not _DATE.match(text):
            yield problem("M124", place_of(yaml, path), key="on", given=f"“{text}”" if text else "nothing")


def _repeated(yaml: YamlFile) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for path, name in scalars(yaml, "corrections", "*", "id"):
        place = place_of(yaml, path)
        if name in seen:
            yield problem("D104", place, id=name, line=seen[name])
        seen.setdefault(name, place.line)


def correction_problems(
    own: OwnCorrections, manifest: Manifest | None, ledger: Ledger, where: SourceMap
) -> Iterator[Problem]:
    """Yield what is wrong between the corrections and what they name."""
    for each in own.corrections.corrections:
        yield from _erratum(each, where)
        yield from _sources(each, ledger, where)
        if manifest:
            yield from _editions(each, manifest, where)
    pages = {part.page for part in manifest.parts} if manifest else set()
    if own.corrections.corrections and pages and not pages & SHOWING:
        yield problem("D610", where.place("publication.yaml#parts"))


def _erratum(each: Erratum, where: SourceMap) -> Iterator[Problem]:
    if each.was.split() == each.now.split():
        yield problem("D604", _place(each, "now", where), id=each.id)
    if not each.place and not each.at.startswith("text/"):
        yield problem("D605", _place(each, "", where), id=each.id)
    if each.at:
        files = {key.partition("#")[0] for key in where.places} - {CORRECTIONS}
        if each.at not in files and not where.knows(each.at):
            hints = near_or_all(each.at, _meant(each.at, files, where))
            yield problem("D606", _place(each, "at", where), hints=hints, key=each.at)


def _meant(given: str, files: set[str], where: SourceMap) -> list[str]:
    """Return the keys that may have been meant: those of the same file if there is one, else all files."""
    file, inside, _ = given.partition("#")
    if inside and file in files:
        return sorted(key for key in where.places if key.startswith(f"{file}#"))
    return sorted(files)


def _sources(each: Erratum, ledger: Ledger, where: SourceMap) -> Iterator[Problem]:
    for at, source in enumerate(each.sources):
        known = ledger.source_by_id.get(source)
        place = _place(each, f"sources.{at}", where)
        if not ledger.knows("sources", source):
            yield unknown_source(source, place, ledger)
        elif known and known.read == "lead":
            yield problem("D602", place, source=source)


def _editions(each: Erratum, manifest: Manifest, where: SourceMap) -> Iterator[Problem]:
    editions = manifest.editions or (manifest.language,)
    published = tuple(dict.fromkeys(tag for edition in editions for tag in languages_in(edition)))
    for at, tag in enumerate(each.editions):
        place = _place(each, f"editions.{at}", where)
        if wrong := tag_problem(tag, place):
            yield wrong
        elif tag not in published:
            yield problem("D601", place, hints=near_or_all(tag, published), tag=tag)
        elif tag in each.editions[:at]:
            yield problem("M117", place, what=tag)
    if each.on > manifest.issued:
        on, issued = each.on.isoformat(), manifest.issued.isoformat()
        yield problem("D603", _place(each, "on", where), id=each.id, on=on, issued=issued)


def _place(each: Erratum, name: str, where: SourceMap) -> Place:
    return where.place(f"{CORRECTIONS}#{each.id}.{name}".rstrip("."))
