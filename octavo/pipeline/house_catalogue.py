# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue of everything that stands in an output folder, exchanged as a set after every build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.listing import DOSSIER
from octavo.pipeline.publish import LISTING, listed, publish_set, withdraw
from octavo.pipeline.work import decode_problems, encode_problems

if TYPE_CHECKING:
    from octavo.pipeline.executor import Run

FOLDER = "opds"  # of the catalogue, in output/ and in the folder of each publication
PROBLEMS = "problems"


def publish_house(output: Path, built: set[str], run: Run) -> tuple[Problem, ...]:
    """Write the catalogue of all publications that are published in a folder; return what kept anything out of it.

    Whoever builds holds the folder's lock, so two builds make it one after the other, and each finds what the other has
    published. Publications of this build (`built`) have told their own problems.
    """
    dossiers: dict[str, bytes] = {}
    there: list[str] = []
    found: list[Problem] = []
    for edition in _editions(output):
        name = edition.relative_to(output).as_posix()
        data = (edition / DOSSIER).read_bytes() if (edition / DOSSIER).is_file() else b""
        if hashlib.sha256(data).hexdigest() == (listed(edition) or {}).get(DOSSIER):
            dossiers[name] = data
            there += [f"{name}/{file}" for file in listed(edition) or {} if (edition / file).is_file()]
        elif edition.parent.name not in built:
            found.append(problem("C120", Place(edition.parent.name), file=f"{edition.name}/{DOSSIER}"))
    names = sorted({name.partition("/")[0] for name in dossiers})
    there += [path.relative_to(output).as_posix() for name in names for path in (output / name / FOLDER).glob("*.*")]
    digests = _made(dossiers, sorted(there), run)
    told = decode_problems(run.store.get(digests.pop(PROBLEMS)))
    found += [each for each in told if each.code != "C120" or each.place.file not in built]
    files = {path.removeprefix(f"{FOLDER}/"): run.store.get(digest) for path, digest in digests.items()}
    if files:
        publish_set(output / FOLDER, files)
    else:
        withdraw(output / FOLDER)
    return tuple(found)


def _editions(output: Path) -> Iterator[Path]:
    """Yield the folder of every published edition, whoever built it."""
    for publication in sorted(output.iterdir()):
        if publication.is_dir() and publication.name != FOLDER and not publication.name.startswith("."):
            yield from (path for path in sorted(publication.iterdir()) if (path / LISTING).is_file())


def _made(dossiers: dict[str, bytes], there: list[str], run: Run) -> dict[str, str]:
    """Return the catalogues by path and digest in the store, and the problems; asked once for all builds that agree."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in dossiers.items()}
    key = hashlib.sha256(json.dumps(["house", PROBLEMS, run.environment, there, digests]).encode()).hexdigest()
    kept = run.store.recall(key)
    if kept is not None:
        return dict(kept)
    from octavo.distribute.catalogues import read_dossier
    from octavo.distribute.house import house_catalogues

    made = house_catalogues([read_dossier(data) for data in dossiers.values()], there)
    files = {path: run.store.put(data) for path, data in (made.value or {}).items()}
    files[PROBLEMS] = run.store.put(encode_problems(made.problems))
    run.store.record(key, files)
    return files
