# SPDX-License-Identifier: AGPL-3.0-or-later
"""One look at an edition as it stands: its pages drawn, its messages and problems, all as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.model.languages import languages_in
from octavo.model.pagemap import PageMap
from octavo.model.preview import Region
from octavo.pipeline.executor import Run, run_steps
from octavo.pipeline.graph import House, Step, Wanted, Wire, load_step
from octavo.pipeline.inputs import Leaf, environment, files_below, leaf
from octavo.pipeline.mending import Mending, mended
from octavo.pipeline.preview_book import Words, gone_data, messages_data, pages_data, problems_data
from octavo.pipeline.preview_near import Change, change_at, change_of, excerpt
from octavo.pipeline.preview_pictures import draw_pages
from octavo.pipeline.preview_steps import PREVIEW, preview_steps
from octavo.pipeline.store import Store
from octavo.pipeline.work import Work, decode_problems
from octavo.render.parts import parts_of

if TYPE_CHECKING:
    from polib import POEntry

    from octavo.diagnostics.problem import Problem
    from octavo.model.document import Document
    from octavo.render.again import Standing

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

    kept = output / ".store" / f"preview-{folder.name}-{edition}"
    return Wish(folder, edition, kept, templates_folder(), fonts_folder(), root)


def languages_of(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Return the source language of a publication and its editions; none where the manifest can't be read."""
    from octavo.load.publication import load

    loaded = load(folder)
    if loaded.value is None:
        return "en", ()
    manifest = loaded.value.publication.manifest
    # A translator looks at one language; an edition in two is made of both as they are.
    editions = tuple(each for each in manifest.editions if len(languages_in(each)) == 1)
    return manifest.language, editions or (manifest.language,)


def look(wish: Wish) -> Data:
    """Return all there is to show; `pages` is None where an error left none.

    `made` says what the pages were made of, for `glance`.
    """
    return mended(partial(_look, wish))


def _look(wish: Wish, past: Mending) -> Data:
    run = _run(wish, past)
    _take(run, wish, whole=True)
    words, problems = words_of(run, wish), _problems(run)
    made = _outputs(run).get(PREVIEW, {})
    if "pdf" not in made:
        return {"pages": None, "problems": problems_data(problems, None, words), **_about(run, wish)}
    page_map = _value(run, made["page_map"], PageMap)
    pictures = draw_pages(run.store.get(made["pdf"]), wish.pictures)
    return {
        **_about(run, wish),
        "pages": pages_data(page_map, _value(run, made["regions"], tuple[Region, ...]), pictures, words),
        "messages": messages_data(words, page_map),
        "gone": gone_data(words),
        "problems": problems_data(problems, page_map, words),
        "made": {"document": _outputs(run)["compose"]["document"], **made},
    }


def glance(wish: Wish, made: Mapping[str, str]) -> Data | None:
    """Return what a change since a look makes of the pages that it touches, long before the next look has them all.

    `made` is of that look. `pages` are by their numbers; they look as in the book laid out whole, and are None where an
    error is in the way. Nothing is returned where the change touches much: only a look tells then.
    """
    from octavo.model.document import Document
    from octavo.render.again import decode_standing

    run = _run(wish)
    _take(run, wish, whole=False)
    outputs = _outputs(run)
    if "document" not in outputs.get("compose", {}):
        return {
            **_about(run, wish),
            "pages": None,
            "problems": problems_data(_problems(run), None, words_of(run, wish)),
        }
    page_map = _value(run, made["page_map"], PageMap)
    standing = decode_standing(run.store.get(made["standing"]))
    old, new = (_value(run, digest, Document) for digest in (made["document"], outputs["compose"]["document"]))
    change = change_of(old, new, page_map, standing) if standing is not None else None
    if standing is None or change is None:
        return None
    words = words_of(run, wish)
    laid = [p for p in decode_problems(run.store.get(made["problems"])) if p.place.key not in change.keys]
    return {
        **_about(run, wish),
        "pages": _renewed(run, wish, new, (change, standing, page_map), words) if change.ranges else {},
        "messages": messages_data(words, page_map),
        "gone": gone_data(words),
        "problems": problems_data([*_problems(run), *laid], page_map, words),
    }


def warm(wish: Wish, made: Mapping[str, str]) -> None:
    """Do all that `glance` does for a page in the middle of the book: the first change shall not wait for imports."""
    from octavo.model.document import Document
    from octavo.render.again import decode_standing

    glance(wish, made)
    run = _run(wish)
    _take(run, wish, whole=False)
    page_map, document = _value(run, made["page_map"], PageMap), _value(run, made["document"], Document)
    standing = decode_standing(run.store.get(made["standing"]))
    if standing is not None and parts_of(document.files[0].html) is not None:
        middle = len(page_map.pages) // 2
        change = change_at(middle, document, standing)
        _renewed(run, wish, document, (change, standing, page_map), words_of(run, wish))


def _renewed(
    run: Run, wish: Wish, document: Document, about: tuple[Change, Standing, PageMap], words: Words
) -> dict[int, Data]:
    """Return the pages that a change touches, by their numbers."""
    from octavo.render.regions import regions_of
    from octavo.render.shown import renew

    change, standing, page_map = about
    work = _work(run, wish)
    part = excerpt(document, change)
    new = renew(part, work.asset, standing, change.ranges, change.filled, workspace=wish.store / "work")
    pages = [page for page in new.pages if page.number <= len(page_map.pages)]
    known = [replace(page_map.pages[page.number - 1], blank=page.blank) for page in pages]
    pictures = draw_pages(new.pdf, wish.pictures)[: len(pages)]
    shown = pages_data(replace(page_map, pages=tuple(known)), regions_of(new.pages), pictures, words)
    return {page["number"]: page for page in shown}


def _take(run: Run, wish: Wish, *, whole: bool) -> None:
    """Take the steps of a preview, up to the composed document or all."""
    loaded = _loaded(run, wish)
    if "publication" in loaded:
        steps = _steps(wish)
        run_steps(run, steps if whole else [step for step in steps if step.kind != PREVIEW])


def _steps(wish: Wish) -> tuple[Step, ...]:
    templates, fonts = (leaf(folder, files_below(folder)) for folder in (wish.templates, wish.fonts))
    folders = [wish.folder / LOCALE / tag for tag in languages_in(wish.edition)]
    wanted = Wanted(wish.folder.name, wish.edition, ("screen",), draft=True)
    return preview_steps(wanted, [leaf(folder, files_below(folder)) for folder in folders], House(templates, fonts))


def _work(run: Run, wish: Wish) -> Work:
    """Return what the step of the pages would get."""
    step = next(step for step in _steps(wish) if step.kind == PREVIEW)
    wires = {name: source for name, source in step.inputs.items() if isinstance(source, Wire)}
    digests = {name: run.done[wire.step].outputs[wire.output] for name, wire in wires.items()}
    leaves = {name: source for name, source in step.inputs.items() if isinstance(source, Leaf)}
    return Work(run.store, digests, leaves, step.params)


def _outputs(run: Run) -> dict[str, dict[str, str]]:
    """Return what the steps gave, by their kind; an edition in two languages has two catalogs, of which one is here."""
    return {done.step.kind: done.outputs for done in run.done.values()}


def _problems(run: Run) -> list[Problem]:
    told = [decode_problems(run.store.get(done.outputs["problems"])) for done in run.done.values()]
    return [each for problems in told for each in problems]


def _value(run: Run, digest: str, kind: Any) -> Any:
    from octavo.model.canonical import decode

    return decode(kind, run.store.get(digest))


def words_of(run: Run, wish: Wish) -> Words:
    """Return the messages and what became of them, as far as the run has come."""
    from octavo.markup.messages import messages_of
    from octavo.model.catalog import Catalog
    from octavo.model.publication import Publication

    outputs = _outputs(run)
    loaded = outputs["load"]
    if "publication" not in loaded:
        return Words((), None, {}, {}, wish.shown)
    publication = _value(run, loaded["publication"], Publication)
    places = json.loads(run.store.get(loaded["source_map"]))["places"]
    tag = next((each for each in languages_in(wish.edition) if each != publication.manifest.language), "")
    catalogs = [done for done in run.done.values() if done.step.kind == "catalog" and done.step.params["tag"] == tag]
    digest = next((done.outputs["catalog"] for done in catalogs if "catalog" in done.outputs), "")
    catalog = _value(run, digest, Catalog) if digest else None
    files = po_entries(wish.folder, tag) if tag else {}
    return Words(messages_of(publication), catalog, files, places, wish.shown)


def po_entries(folder: Path, tag: str) -> Mapping[str, tuple[POEntry, ...]]:
    """Return the entries of a language's PO files by their path from the publication's folder."""
    from octavo.localize.pofile import read_po

    found = {}
    for path in sorted((folder / LOCALE / tag).glob("*.po")):
        name = f"{LOCALE}/{tag}/{path.name}"
        read, _ = read_po(path.read_bytes(), name)
        if read is not None:
            found[name] = tuple(read)
    return found


def _about(run: Run, wish: Wish) -> Data:
    """Return which edition it is, as far as the run has come."""
    outputs = _outputs(run)
    told: Data = {"publication": wish.folder.name, "edition": wish.edition}
    if "plan" in outputs["load"]:
        told["source"] = json.loads(run.store.get(outputs["load"]["plan"]))["language"]
    if "standing" in outputs.get("localize", {}):
        standing = json.loads(run.store.get(outputs["localize"]["standing"]))
        told |= {name: standing[name] for name in ("title", "subtitle", "language", "name", "direction")}
    return told


def _run(wish: Wish, past: Mending | None = None) -> Run:
    return Run(Store(wish.store), environment(), 1, lambda *_: None, past=past or Mending())


def _loaded(run: Run, wish: Wish) -> dict[str, str]:
    files = (name for name in files_below(wish.folder) if not name.startswith(f"{LOCALE}/"))
    run_steps(run, [load_step(wish.folder.name, leaf(wish.folder, files))])
    return run.done[f"{wish.folder.name}/load"].outputs
