# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogues as files below output/<publication>/, made anew only where a dossier or a file has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.listing import DOSSIER, hidden
from octavo.pipeline.publish import listed
from octavo.pipeline.report_files import write_if_other
from octavo.pipeline.work import decode_problems, encode_problems

if TYPE_CHECKING:
    from octavo.pipeline.executor import Run

PROBLEMS = "problems"
FOLDERS, FILES = ("opds", "marc"), "onix*.xml"  # all that may stand there from an earlier build


def publish_catalogues(target: Path, editions: Iterable[str], run: Run) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Write the catalogues of a publication; return every file about its editions with its SHA-256, and problems.

    The dossiers are among these files: they stand in the folders of the editions and were published with them.
    """
    dossiers, found = published_dossiers(target, editions)
    there = files_there(target, dossiers)
    digests = _made(dossiers, there, run)
    found += decode_problems(run.store.get(digests.pop(PROBLEMS)))
    for name, digest in digests.items():
        write_if_other(target / name, run.store.get(digest))
    _clear(target, digests)
    sums = {f"{edition}/{DOSSIER}": hashlib.sha256(data).hexdigest() for edition, data in dossiers.items()}
    return {**sums, **digests}, tuple(found)


def published_dossiers(target: Path, editions: Iterable[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the dossiers of the editions below `target` as they were published, and what is wrong with others."""
    dossiers: dict[str, bytes] = {}
    found: list[Problem] = []
    for edition in editions:
        kept, path = listed(target / edition) or {}, target / edition / DOSSIER
        data = path.read_bytes() if path.is_file() else b""
        if DOSSIER in kept and hashlib.sha256(data).hexdigest() == kept[DOSSIER]:
            dossiers[edition] = data
        elif kept:
            place = Place("publication.yaml", key="publication.yaml#editions")
            found.append(problem("C103" if DOSSIER in kept else "C102", place, edition=edition))
    return dossiers, found


def files_there(target: Path, editions: Iterable[str]) -> list[str]:
    """Return the published files of these editions that are there, by path below `target`; hidden ones are left out."""
    return sorted(f"{edition}/{name}" for edition in editions for name in _present(target / edition))


def _present(folder: Path) -> list[str]:
    return [name for name in listed(folder) or {} if not hidden(name) and (folder / name).is_file()]


def _made(dossiers: Mapping[str, bytes], there: list[str], run: Run) -> dict[str, str]:
    """Return the catalogues by path and digest in the store, and the problems; asked once for all builds that agree."""
    told = json.dumps([PROBLEMS, run.environment, there, {e: data.decode("latin-1") for e, data in dossiers.items()}])
    key = hashlib.sha256(told.encode()).hexdigest()
    kept = run.store.recall(key)
    if kept is not None:
        return dict(kept)
    from octavo.distribute.catalogues import catalogues, read_dossier

    made = catalogues([read_dossier(data) for data in dossiers.values()], there)
    digests = {path: run.store.put(data) for path, data in (made.value or {}).items()}
    digests[PROBLEMS] = run.store.put(encode_problems(made.problems))
    run.store.record(key, digests)
    return digests


def _clear(target: Path, wanted: Mapping[str, str]) -> None:
    """Remove catalogues of an earlier build that nothing asks for any more."""
    there = [*target.glob(FILES)]
    there += [path for folder in FOLDERS for path in (target / folder).glob("*.*")]
    for path in there:
        if path.is_file() and path.relative_to(target).as_posix() not in wanted:
            path.unlink()
