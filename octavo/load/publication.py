# SPDX-License-Identifier: AGPL-3.0-or-later
"""Load a publication: its folder becomes one validated value in its source language, with all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.load.decode import decode_text
from octavo.load.folder import open_folder
from octavo.load.manifest import MANIFEST, manifest_links, read_manifest
from octavo.load.yaml_file import places, read_yaml
from octavo.model.publication import Loaded, Publication, SourceMap, Text


def load(folder: Path, files: Mapping[str, bytes] | None = None) -> Outcome[Loaded]:
    """Return the publication in a folder, with every problem of all its files.

    `files` holds the folder's files by relative path where they are already read; then only the folder's name counts.
    There is a value exactly if no problem is an error.
    """
    problems: list[Problem] = []
    if files is None:
        files, refused = open_folder(folder)
        problems += refused
    if MANIFEST not in files:
        return Outcome(None, in_order([*problems, problem("M001", Place(MANIFEST))]))
    yaml, wrong = read_yaml(files[MANIFEST], MANIFEST)
    problems += wrong
    manifest = None
    if yaml:
        manifest, wrong = read_manifest(yaml)
        problems += wrong
    texts = _texts(files, problems)
    if manifest is None or yaml is None:
        return Outcome(None, in_order(problems))
    problems += manifest_links(
        manifest, yaml, [text.name for text in texts], [], [part.page for part in manifest.parts]
    )
    if any(each.severity is Severity.ERROR for each in problems):
        return Outcome(None, in_order(problems))
    publication = Publication(folder.resolve().name, manifest, texts)
    return Outcome(Loaded(publication, SourceMap(places(yaml)), {}), in_order(problems))


def _texts(files: Mapping[str, bytes], problems: list[Problem]) -> tuple[Text, ...]:
    texts = []
    for file in sorted(files):
        if file.startswith("text/") and file.endswith(".md"):
            source, wrong = decode_text(files[file], file)
            problems += wrong
            texts.append(Text(file.removeprefix("text/"), source or ""))
    return tuple(texts)
