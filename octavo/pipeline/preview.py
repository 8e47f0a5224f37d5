# SPDX-License-Identifier: AGPL-3.0-or-later
"""One look at an edition as it stands: its pages drawn, its messages and problems, all as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.model.pagemap import PageMap
from octavo.pipeline.executor import Run, run_steps
from octavo.pipeline.graph import House, Wanted, load_step
from octavo.pipeline.inputs import environment, files_below, leaf
from octavo.pipeline.preview_book import Words, gone_data, messages_data, pages_data, problems_data
from octavo.pipeline.preview_pictures import draw_pages
from octavo.pipeline.preview_steps import preview_steps
from octavo.pipeline.store import Store
from octavo.pipeline.work import decode_problems

if TYPE_CHECKING:
    from polib import POEntry

    from octavo.diagnostics.problem import Problem

Data = dict[str, Any]
LOCALE = "locale"
PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be looked at: a publication's folder, one of its editions, and where the look keeps what it made.

    `shown` is the folder as people type it.
    """

    folder: Path
    edition: str
    store: Path
    templates: Path
    fonts: Path
    shown: str

    @property
    def pictures(self) -> Path:
        """The folder of the pictures of pages."""
        return self.store / PICTURES


def wish_for(folder: Path, edition: str, output: Path, root: str) -> Wish:
    """Return the wish with the house's own folders; what it makes is kept below output/.store/."""
    from octavo.resources.shared import fonts_folder, templates_folder

    kept = output / ".store" / f"preview-{folder.name}"
    return Wish(folder, edition, kept, templates_folder(), fonts_folder(), root)


def plan_of(wish: Wish) -> Data | None:
    """Return what the manifest says of languages and editions, or None if it can't be read."""
    run = _run(wish)
    outputs = _loaded(run, wish)
    return json.loads(run.store.get(outputs["plan"])) if "plan" in outputs else None


def look(wish: Wish) -> Data:
    """Return all there is to show; `pages` is None where an error left none."""
    run = _run(wish)
    loaded = _loaded(run, wish)
    house = House(
        leaf(wish.templates, files_below(wish.templates)),
        leaf(wish.fonts, files_below(wish.fonts)),
    )
    locale = wish.folder / LOCALE / wish.edition
    wanted = Wanted(wish.folder.name, wish.edition, ("screen",), draft=True)
    if "publication" in loaded:
        run_steps(run, preview_steps(wanted, leaf(locale, files_below(locale)), house))
    return shown(run, wish)


def shown(run: Run, wish: Wish) -> Data:
    """Return what the steps of a run made, as data."""
    outputs = {done.step.kind: done.outputs for done in run.done.values()}
    problems: list[Problem] = []
    for each in outputs.values():
        problems += decode_problems(run.store.get(each["problems"]))
    words = words_of(run, wish)
    made = outputs.get("preview", {})
    if "pdf" not in made:
        return {"pages": None, "problems": problems_data(problems, None, words), **_about(run, wish)}
    from octavo.model.canonical import decode
    from octavo.model.preview import Region

    page_map = decode(PageMap, run.store.get(made["page_map"]))
    regions = decode(tuple[Region, ...], run.store.get(made["regions"]))
    pictures = draw_pages(run.store.get(made["pdf"]), wish.pictures)
    return {
        **_about(run, wish),
        "pages": pages_data(page_map, regions, pictures, words),
        "messages": messages_data(words, page_map),
        "gone": gone_data(words),
        "problems": problems_data(problems, page_map, words),
    }


def words_of(run: Run, wish: Wish) -> Words:
    """Return the messages and what became of them, as far as the run has come."""
    from octavo.markup.messages import messages_of
    from octavo.model.canonical import decode
    from octavo.model.catalog import Catalog
    from octavo.model.publication import Publication

    outputs = {done.step.kind: done.outputs for done in run.done.values()}
    loaded = outputs["load"]
    if "publication" not in loaded:
        return Words((), None, {}, {}, wish.shown)
    publication = decode(Publication, run.store.get(loaded["publication"]))
    places = json.loads(run.store.get(loaded["source_map"]))["places"]
    digest = outputs.get("catalog", {}).get("catalog")
    source = publication.manifest.language == wish.edition
    catalog = decode(Catalog, run.store.get(digest)) if digest and not source else None
    files = {} if source else po_entries(wish)
    return Words(messages_of(publication), catalog, files, places, wish.shown)


def po_entries(wish: Wish) -> Mapping[str, tuple[POEntry, ...]]:
    """Return the entries of an edition's PO files by their path from the publication's folder."""
    from octavo.localize.pofile import read_po

    found = {}
    for path in sorted((wish.folder / LOCALE / wish.edition).glob("*.po")):
        name = f"{LOCALE}/{wish.edition}/{path.name}"
        read, _ = read_po(path.read_bytes(), name)
        if read is not None:
            found[name] = tuple(read)
    return found


def _about(run: Run, wish: Wish) -> Data:
    """Return which edition it is, as far as the run has come."""
    outputs = {done.step.kind: done.outputs for done in run.done.values()}
    told: Data = {"publication": wish.folder.name, "edition": wish.edition}
    if "plan" in outputs["load"]:
        told["source"] = json.loads(run.store.get(outputs["load"]["plan"]))["language"]
    if "standing" in outputs.get("localize", {}):
        standing = json.loads(run.store.get(outputs["localize"]["standing"]))
        told |= {name: standing[name] for name in ("title", "subtitle", "language", "name", "direction")}
    return told


def _run(wish: Wish) -> Run:
    return Run(Store(wish.store), environment(), 1, lambda *_: None)


def _loaded(run: Run, wish: Wish) -> dict[str, str]:
    files = (name for name in files_below(wish.folder) if not name.startswith(f"{LOCALE}/"))
    run_steps(run, [load_step(wish.folder.name, leaf(wish.folder, files))])
    return run.done[f"{wish.folder.name}/load"].outputs
