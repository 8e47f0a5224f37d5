# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site as a folder that can be put on any server as it is, made anew only where something has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.listing import CARD, COVER, KIT, SITE, SUMS
from octavo.pipeline.catalogue_files import PROBLEMS, files_there, published_dossiers
from octavo.pipeline.kept import cut_in, pages_of_last_time
from octavo.pipeline.publish import listed, remove, replace_folder
from octavo.pipeline.work import decode_problems, encode_problems

if TYPE_CHECKING:
    from octavo.pipeline.executor import Run
    from octavo.pipeline.graph import House

PARTS = (KIT, COVER, CARD)
HANDED = "handed out"  # beside the paths of what was made: those of published files that the site has too


def publish_site(
    target: Path, editions: Iterable[str], catalogues: Mapping[str, str], run: Run, house: House
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Write the site of a publication; return its files by path below `target` with their SHA-256, and problems.

    `catalogues` are those that were published, by path their SHA-256. The last good site stays where a new one would
    not be sound.
    """
    dossiers, _ = published_dossiers(target, editions)
    parts = {edition: _parts(target / edition) for edition in dossiers}
    whole = {edition: digests for edition, digests in parts.items() if len(digests) == len(PARTS)}
    place = Place("publication.yaml", key="publication.yaml#editions")
    found = [problem("C202", place, edition=edition) for edition in parts.keys() - whole.keys()]
    feeds = {path: digest for path, digest in sorted(catalogues.items()) if path.startswith("opds/")}
    there = files_there(target, whole)
    told = json.dumps(
        [
            *(SITE, run.environment, house.templates.digest, house.fonts.digest, there, feeds),
            *((edition, dossiers[edition].decode("latin-1"), whole[edition]) for edition in whole),
        ]
    )
    made = _made(hashlib.sha256(told.encode()).hexdigest(), target, {e: dossiers[e] for e in whole}, feeds, run, house)
    found += decode_problems(run.store.get(made.pop(PROBLEMS)))
    folder = target / SITE
    if made:
        handed = json.loads(run.store.get(made.pop(HANDED)))
        if not _stands(folder, made, handed):
            replace_folder(folder, lambda aside: _fill(aside, made, handed, run))
        return {f"{SITE}/{name}": digest for name, digest in {**made, **handed}.items()}, tuple(found)
    if not found:  # nothing is offered
        remove(folder)
    return _listed(folder), tuple(found)


def _parts(edition: Path) -> dict[str, str]:
    """Return what the edition published for the site with its SHA-256, as far as it is there."""
    kept = listed(edition) or {}
    return {name: kept[name] for name in PARTS if name in kept and (edition / name).is_file()}


def _made(  # noqa: PLR0913, PLR0917  (what there is, and what makes a site of it)
    key: str, target: Path, dossiers: Mapping[str, bytes], feeds: Mapping[str, str], run: Run, house: House
) -> dict[str, str]:
    """Return the files of the site by path and digest in the store; asked once for all builds that agree."""
    kept = run.store.recall(key)
    if kept is not None:
        return dict(kept)
    from octavo.pipeline.site_pages import make_site

    catalogues = {path: run.store.get(digest) for path, digest in feeds.items()}
    with pages_of_last_time(run.store, f"links {target.name}") as remember:
        made = make_site(target, dossiers, catalogues, house, cut_in(run.store), remember)
    digests = {}
    if made.value is not None:
        digests = {path: run.store.put(data) for path, data in made.value.files.items()}
        digests[HANDED] = run.store.put(json.dumps(made.value.handed).encode())
    digests[PROBLEMS] = run.store.put(encode_problems(made.problems))
    run.store.record(key, digests)
    return digests


def _fill(aside: Path, made: Mapping[str, str], handed: Mapping[str, str], run: Run) -> None:
    """Write the site into an empty folder; published files are linked and take no room twice."""
    for name, digest in sorted(made.items()):
        path = aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(run.store.get(digest))
    for name in sorted(handed):
        path, source = aside / name, aside.parent.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, path)
        except OSError:  # a file system without hard links
            shutil.copyfile(source, path)


def _stands(folder: Path, made: Mapping[str, str], handed: Mapping[str, str]) -> bool:
    """Tell whether the folder holds just these files; one that is linked to a published file is not read."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if there != made.keys() | handed.keys():
        return False
    linked = {name for name in handed if (folder / name).samefile(folder.parent / name)}
    wanted = {**made, **{name: digest for name, digest in handed.items() if name not in linked}}
    return all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == want for name, want in wanted.items())


def _listed(folder: Path) -> dict[str, str]:
    """Return the files of the site that stands there with their SHA-256."""
    try:
        data = (folder / SUMS).read_bytes()
    except OSError:
        return {}
    rows = (line.split("  ", 1) for line in data.decode("utf-8").splitlines())
    return {**{f"{SITE}/{name}": digest for digest, name in rows}, f"{SITE}/{SUMS}": hashlib.sha256(data).hexdigest()}
