# SPDX-License-Identifier: AGPL-3.0-or-later
"""Load a publication: its folder becomes one validated value in its source language, with all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.load.contents import Contents, read_contents
from octavo.load.corrections import correction_problems
from octavo.load.directives import Shown, directive_problems
from octavo.load.folder import open_folder
from octavo.load.ledger import ledger_problems
from octavo.load.manifest import MANIFEST, manifest_links
from octavo.load.naming import naming
from octavo.load.passages import passages, value_problems
from octavo.load.printers import printer_links, printers_of
from octavo.load.references import reference_problems
from octavo.load.relations import relation_problems
from octavo.load.typed_figures import typed_of, typed_problems
from octavo.load.withheld import withheld_problems
from octavo.load.yaml_file import places
from octavo.model.pdf_parts import Remember, anew
from octavo.model.publication import Loaded, Publication, SourceMap


def load(folder: Path, files: Mapping[str, bytes] | None = None, remember: Remember = anew) -> Outcome[Loaded]:
    """Return the publication in a folder, with every problem of all its files.

    `files` holds the folder's files by relative path where they are already read; then only the folder's name counts.
    `remember` is told parts of long rolls, as far as they are printed.
    There is a value exactly if no problem is an error.
    """
    problems: list[Problem] = []
    if files is None:
        files, refused = open_folder(folder)
        problems += refused
    if MANIFEST not in files:
        missing = [] if any(each.code == "M008" for each in problems) else [problem("M001", Place(MANIFEST))]
        return Outcome(None, in_order([*problems, *missing]))
    contents, found = read_contents(files, remember)
    problems += [*found, *_checks(contents)]
    outcome = Outcome(_loaded(folder.resolve().name, contents), in_order(problems))
    return Outcome(None, outcome.problems) if outcome.failed else outcome


def _checks(contents: Contents) -> Iterator[Problem]:
    """Yield what is wrong between the files; each file's own problems are known."""
    if contents.manifest_yaml:
        yield from manifest_links(contents.manifest_yaml, contents.texts, contents.tables.ids, contents.rolls.ids)
        yield from printer_links(contents.manifest_yaml, contents.printers)
    yield from ledger_problems(contents.ledger)
    yield from relation_problems(contents.ledger)
    where = source_map(contents)
    yield from value_problems(contents, where)
    yield from correction_problems(contents.corrections, contents.manifest, contents.ledger, where)
    shown = Shown(contents.ledger, contents.tables, contents.pictures.listed, contents.rolls.ids)
    typed = typed_of(contents.ledger)
    withheld = {roll: naming(names) for roll, names in contents.rolls.withheld.items() if names}
    for passage in passages(contents, where):
        yield from reference_problems(passage, contents.ledger)
        yield from directive_problems(passage, shown)
        yield from typed_problems(passage, typed)
        yield from withheld_problems(passage, withheld)


def _loaded(name: str, contents: Contents) -> Loaded | None:
    if contents.manifest is None:
        return None
    publication = Publication(
        name,
        contents.manifest,
        tuple(contents.texts.values()),
        contents.ledger.sources,
        contents.ledger.statistics,
        contents.tables.tables,
        contents.tables.terms,
        contents.pictures.images,
        contents.pictures.assets + contents.look.assets + contents.printers.assets,
        contents.rolls.rolls,
        contents.look.theme,
        contents.look.css,
        contents.look.templates,
        printers_of(contents.manifest, contents.printers),
        contents.corrections.corrections,
    )
    blobs = contents.pictures.blobs | contents.rolls.blobs | contents.look.blobs | contents.printers.blobs
    return Loaded(publication, source_map(contents), blobs)


def source_map(contents: Contents) -> SourceMap:
    """Return where every value and every block of the publication stands."""
    found: dict[str, tuple[str, int, int]] = {}
    for yaml in contents.yamls:
        found |= places(yaml)
    for parsed in contents.parsed.values():
        found |= {key: (key.partition("#")[0], line, 0) for key, line in parsed.lines.items()}
    found |= contents.rolls.places
    return SourceMap(dict(sorted(found.items())))
