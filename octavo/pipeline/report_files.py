# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as files: report.json, report.html with a folder of pictures and fonts beside it, and the checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.pipeline.outside import kept as opinions_on
from octavo.pipeline.report_data import FOLDER, as_report_json, gather, report_data
from octavo.pipeline.report_steps import plain_json
from octavo.pipeline.store import write_whole

if TYPE_CHECKING:
    from octavo.pipeline.executor import Run
    from octavo.pipeline.graph import House
    from octavo.pipeline.report import PublicationReport
    from octavo.pipeline.store import Store

# Uncut, for cutting them down costs more than all the rest of the report.
FONTS = ("octavo-serif/OctavoSerif-Regular.ttf", "octavo-sans/OctavoSans-Regular.ttf")


@dataclass(frozen=True, slots=True)
class Maker:
    """What the page is made with: the store that keeps it, and the digest of all that decides on its bytes besides."""

    store: Store
    environment: str
    templates: Path
    fonts: Path


def publish_report(target: Path, report: PublicationReport, run: Run, house: House, others: Mapping[str, str]) -> None:
    """Write the report of a publication into its folder of output/; what is there already stays untouched.

    `others` are the files that stand there beside the editions' own, by path their SHA-256.
    """
    maker = Maker(run.store, run.environment + house.templates.digest, house.templates.folder, house.fonts.folder)
    mine = [done for done in run.done.values() if done.step.publication == report.name]
    gathered = gather(mine, run.store)
    gathered.standing |= standing_before(target, report)
    # The report may be handed on: how many names are withheld is for the one who builds.
    public = replace(report, problems=tuple(each for each in report.problems if each.code != "D412"))
    data = report_data(public, gathered, lambda path, digest: measured(target / path, digest, run.store))
    told = plain_json(data)
    page = kept(maker, "report", told, lambda: _page(data, maker))
    as_json = kept(maker, "report.json", told, lambda: as_report_json(data))
    pictures = write_folder(target / FOLDER, gathered.pictures, maker)
    texts = {"report.json": as_json, "report.html": page}
    sums = {f"{e.label}/{name}": digest for e in report.editions for name, digest in e.files.items()}
    listing = checksums({**sums, **pictures, **others}, texts)
    for name, content in {**texts, "SHA256SUMS": listing}.items():
        write_if_other(target / name, content)


def standing_before(target: Path, report: PublicationReport) -> dict[str, Any]:
    """Return how editions stood when they were built last that are not part of this build, and have the same files."""
    try:
        told = json.loads((target / "report.json").read_bytes())
        before = {each["edition"]: (each["files"], each["standing"]) for each in told["editions"]}
    except (OSError, ValueError, LookupError, TypeError):  # a report of an older Octavo, or none
        return {}
    here = {each.label: each.files for each in report.editions if each.state == "unasked"}
    return {label: before[label][1] for label, files in here.items() if label in before and before[label][0] == files}


def checksums(sums: Mapping[str, str], texts: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS over files by their digest and files by their bytes."""
    all_sums = {**sums, **{name: hashlib.sha256(each).hexdigest() for name, each in texts.items()}}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(all_sums.items())).encode()


def kept(maker: Maker, name: str, told: bytes, make: Callable[[], bytes]) -> bytes:
    """Return what `make` makes of these bytes; it is asked once for all builds that tell the same."""
    key = hashlib.sha256(b"\n".join([name.encode(), maker.environment.encode(), told])).hexdigest()
    found = maker.store.recall(key)
    if found is not None:
        return maker.store.get(found[name])
    made = make()
    maker.store.record(key, {name: maker.store.put(made)})
    return made


def measured(path: Path, digest: str, store: Store) -> dict[str, Any]:
    """Return the size in bytes of a published file, its pages, and what judges of this machine said of these bytes.

    Pages are 0 for a file without any, and all is for one taken away.
    """
    from octavo.pipeline.tools import count_pages

    if not path.is_file():
        return {"size": 0, "pages": 0, "machine": []}
    key = hashlib.sha256(f"pages of {digest}".encode()).hexdigest()
    found = store.recall(key)
    if found is None:
        found = {"pages": store.put(str(count_pages(path)).encode())}
        store.record(key, found)
    said = [
        {"judge": each.judge, "run": each.run, "reason": each.reason, "said": [one.message for one in each.problems]}
        for each in opinions_on(store, digest)
    ]
    return {"size": path.stat().st_size, "pages": int(store.get(found["pages"])), "machine": said}


def write_folder(folder: Path, pictures: Mapping[str, str], maker: Maker) -> dict[str, str]:
    """Make the folder hold these pictures and the report's fonts, and nothing else; return their SHA-256 by path."""
    there = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    sums = dict(pictures)
    for path, digest in pictures.items():
        name = path.rpartition("/")[2]
        if name not in there:
            write_whole(folder / name, maker.store.get(digest))
    for font in FONTS:
        source, name = maker.fonts / font, font.rpartition("/")[2]
        if source.is_file():
            data = source.read_bytes()
            sums[f"{FOLDER}/{name}"] = hashlib.sha256(data).hexdigest()
            write_if_other(folder / name, data)
    wanted = {path.rpartition("/")[2] for path in sums}
    for stale in (there[name] for name in sorted(there.keys() - wanted)):
        if stale.is_file():
            stale.unlink()
    return sums


def write_if_other(path: Path, data: bytes) -> None:
    """Write a file whole unless it has these bytes already."""
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)


def _page(data: dict[str, Any], maker: Maker) -> bytes:
    from octavo.pipeline.report_page import report_page

    return report_page(data, maker.templates)
