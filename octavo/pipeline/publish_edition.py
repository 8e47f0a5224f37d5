# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publishing what the steps made of one edition; where it stands there already, none of its files is read twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Problem
from octavo.model.listing import DOSSIER, hidden
from octavo.pipeline.dossier_steps import RECORD
from octavo.pipeline.dossiers import dossier_of
from octavo.pipeline.publish import listed, publish_listed
from octavo.pipeline.report import EditionReport

if TYPE_CHECKING:
    from octavo.pipeline.executor import Done, Run
    from octavo.pipeline.graph import Step


def publish_edition(  # noqa: PLR0913  (what there is, and what to do with it)
    target: Path, steps: Sequence[Step], problems: Sequence[Problem], run: Run, *, partly: bool, publish: bool
) -> EditionReport:
    """Publish one edition if it is sound; the last good set stays where it is not.

    Args:
        target: the folder of the edition.
        steps: those that were to make it.
        problems: all that were found.
        run: what is done of them.
        partly: whether files that nobody asked for stay as they were.
        publish: whether anything is written at all.
    """
    mine = [run.done[step.name] for step in steps if step.name in run.done]
    asked = {path for step in steps for path in step.files.values()}
    before = published_files(target)
    made = {path: done.outputs[r] for done in mine for r, path in done.step.files.items() if done.outputs.get(r)}
    sound = made.keys() == asked and not any(each.severity is Severity.ERROR for each in problems)
    if not publish:
        return EditionReport(target.name, "kept" if sound else "refused", {})
    if not sound:
        return EditionReport(target.name, "earlier" if before else "refused", before)
    kept = {name for name in before if partly and name not in made and (target / name).is_file()}
    # As the files are, not as they were listed: somebody may have changed one.
    sums = {**{name: hashlib.sha256((target / name).read_bytes()).hexdigest() for name in kept}, **made}
    dossier = _dossier(target, sums, kept, mine, run)

    def read(name: str) -> bytes:
        return (
            (target / name).read_bytes() if name in kept else run.store.get(dossier if name == DOSSIER else made[name])
        )

    changed = publish_listed(target, {**sums, DOSSIER: dossier}, read)
    return EditionReport(target.name, "made" if changed else "kept", published_files(target))


def _dossier(target: Path, sums: Mapping[str, str], kept: set[str], mine: Sequence[Done], run: Run) -> str:
    """Return the digest of edition.json in the store; it is written once for all builds that agree."""
    told = {name: digest for done in mine if done.step.kind == RECORD for name, digest in done.outputs.items()}
    shown = {name: digest for name, digest in sorted(sums.items()) if not hidden(name)}
    earlier = target / DOSSIER
    of_kept = hashlib.sha256(earlier.read_bytes()).hexdigest() if kept and earlier.is_file() else ""
    key = json.dumps([DOSSIER, run.environment, told, shown, sorted(kept), of_kept], sort_keys=True)
    named = hashlib.sha256(key.encode()).hexdigest()
    found = run.store.recall(named)
    if found is None:
        data = {name: (target / name).read_bytes() if name in kept else run.store.get(shown[name]) for name in shown}
        texts = {name: run.store.get(digest) for name, digest in told.items()}
        found = {DOSSIER: run.store.put(dossier_of(texts, earlier, data, kept, run.store))}
        run.store.record(named, found)
    return found[DOSSIER]


def published_files(target: Path) -> dict[str, str]:
    """Return the files of a published edition with their SHA-256, without the dossier and what is for the site."""
    found = (listed(target) or {}).items()
    return {name: digest for name, digest in found if name != DOSSIER and not hidden(name)}
