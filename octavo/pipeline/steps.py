# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of steps: for each kind, how bytes in become bytes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from octavo.diagnostics.problem import Outcome, Problem
from octavo.pipeline.dossier_steps import run_record
from octavo.pipeline.epub_steps import run_epub, run_front, run_picture
from octavo.pipeline.errata_steps import run_errata
from octavo.pipeline.graph import BESIDE
from octavo.pipeline.inputs import InputsChanged, Leaf, still_same
from octavo.pipeline.kept import cut_in, data_of_last_time, pages_of_last_time
from octavo.pipeline.preview_steps import PREVIEW, run_preview
from octavo.pipeline.print_steps import run_cover, run_pages, run_press, run_wide
from octavo.pipeline.proof_steps import run_proof
from octavo.pipeline.report_order import run_order
from octavo.pipeline.report_steps import run_look, run_look_file, standing_of
from octavo.pipeline.series_steps import run_series, run_series_base, run_series_batch
from octavo.pipeline.sheet_steps import run_booklet, run_office
from octavo.pipeline.site_steps import run_card, run_site
from octavo.pipeline.store import Store, blob_digest
from octavo.pipeline.work import Outputs, Work, encode_problems, given
from octavo.resources.memory import unhurried


def run_load(work: Work) -> Outputs:
    """Read and validate a folder; its pictures, fonts and rolls go to the store with what was read."""
    from octavo.load.publication import load
    from octavo.model.canonical import encode
    from octavo.model.publication import Loaded

    def outputs(loaded: Loaded) -> Outputs:
        manifest = loaded.publication.manifest
        editions = manifest.editions or (manifest.language,)
        plan = {
            "language": manifest.language,
            "editions": editions,
            "outputs": manifest.outputs,
            "printers": manifest.printers,
            "on_demand": ["office/cover"] if manifest.print.office_cover_apart else [],
            "corrected": loaded.publication.corrections.editions(editions),
        }
        # Each file is an output, so that the step counts as done only as long as all of them are there.
        files = {f"file {digest}": data for digest, data in loaded.blobs.items()}
        blobs = {digest: blob_digest(data) for digest, data in sorted(loaded.blobs.items())}
        rolls = {roll.digest for roll in loaded.publication.rolls}
        drawn = {digest: blob for digest, blob in blobs.items() if digest not in rolls}
        return {
            "publication": encode(loaded.publication),
            "source_map": encode(loaded.source_map),
            "plan": json.dumps(plan).encode(),
            "blobs": json.dumps(blobs, sort_keys=True).encode(),
            "drawn": json.dumps(drawn, sort_keys=True).encode(),
            **files,
        }

    folder = work.leaves["folder"].folder
    with pages_of_last_time(work.store, f"load {folder.resolve().name}") as remember:
        loaded = load(folder, remember=remember)
    return given(loaded, outputs)


def run_catalog(work: Work) -> Outputs:
    """Read what translators wrote, and what the house knows of the language."""
    from octavo.localize.catalog import read_catalog
    from octavo.localize.fit_file import read_fit
    from octavo.localize.language import house_tags, read_language
    from octavo.localize.strings import read_strings, template_messages
    from octavo.markup.messages import messages_of
    from octavo.model.canonical import encode
    from octavo.model.fit import FILE as FIT
    from octavo.model.publication import Publication

    publication = work.value("publication", Publication)
    own, shared, tag = work.leaves["locale"].read(), work.leaves["templates"].read(), work.params["tag"]
    house_tag = next((each for each in house_tags(tag) if f"locale/{each}.yaml" in shared), tag)
    language = read_language(tag, shared.get(f"locale/{house_tag}.yaml"), own.get("locale.yaml"))
    if language.value is None:
        return {"problems": encode_problems(language.problems)}
    theme = {f"theme:{name}": text for name, text in publication.theme_templates.items()}
    house = {name: data.decode() for name, data in shared.items() if name.endswith(".html")}
    source = publication.manifest.language == tag
    catalogs = {name: data for name, data in own.items() if name in ("text.po", "facts.po", "names.po") and not source}
    words = f"locale/{house_tag}.po"
    ours = {f"templates/{words}": shared[words]} if words in shared else {}
    with pages_of_last_time(work.store, f"words {publication.name}") as remember:
        messages = template_messages({**house, **theme}, remember)
    with data_of_last_time(work.store, f"catalog {publication.name} {tag}") as known:
        read = read_catalog(catalogs, language.value, messages_of(publication) if not source else (), known)
        strings = read_strings(own.get("strings.po"), ours, language.value, messages, known)
    fit = read_fit(tag, own.get(FIT))
    found = (*language.problems, *read.problems, *strings.problems, *fit.problems)
    made = {"language": encode(language.value), "problems": encode_problems(found)}
    if fit.value is not None:
        made["fit"] = encode(fit.value)
    if read.value is not None and strings.value is not None:
        made |= {"catalog": encode(read.value), "strings": encode(strings.value)}
    return made


def run_localize(work: Work) -> Outputs:
    """Put a publication into one language."""
    from octavo.localize.bilingual import side_by_side
    from octavo.localize.edition import localize
    from octavo.model.canonical import encode
    from octavo.model.catalog import Catalog
    from octavo.model.edition import Edition, EditionKey
    from octavo.model.languages import languages_in
    from octavo.model.locale import Language
    from octavo.model.publication import Publication
    from octavo.pipeline.font_packs import fonts_lacking

    def into(after: str) -> Outcome[Edition]:
        """Return the edition in one of the languages."""
        language = work.value(f"language{after}", Language)
        catalog, strings = (work.value(f"{name}{after}", Catalog) for name in ("catalog", "strings"))
        own = EditionKey((language.tag,))
        options = {"draft": bool(work.params["draft"]), "open_rows": bool(work.params.get("rows"))}
        return localize(publication, own, catalog, strings, language, **options)

    publication, key = work.value("publication", Publication), EditionKey(languages_in(work.params["edition"]))
    sides = [into(""), *(into(BESIDE) for _ in key.languages[1:])]
    outcome = sides[0] if len(sides) == 1 else side_by_side(publication, key, *sides)
    lacking: list[Problem] = []
    for side in (each.value for each in sides if each.value is not None):
        lacking += fonts_lacking(side.language, work.leaves["fonts"].folder, own=any(side.fonts))
    if lacking:
        return {"problems": encode_problems((*outcome.problems, *lacking))}
    return given(outcome, lambda edition: {"edition": encode(edition), "standing": standing_of(edition)})


def run_compose(work: Work) -> Outputs:
    """Compose an edition for a medium."""
    from octavo.compose.document import compose
    from octavo.compose.large import large_print
    from octavo.model.canonical import decode, encode
    from octavo.model.document import Medium
    from octavo.model.edition import Edition
    from octavo.model.fit import Fit

    media: dict[str, Medium] = {"print": "print", "epub": "epub", "web": "web"}
    edition, medium = work.value("edition", Edition), media[work.params["medium"]]
    if work.params.get("look") == "large":
        edition = large_print(edition)
    if "fit" in work.digests:
        edition = replace(edition, fit=work.value("fit", Fit))
    elif "fit" in work.params:  # one that is being tried
        edition = replace(edition, fit=decode(Fit, work.params["fit"].encode()))
    look = work.params.get("look") or medium
    with pages_of_last_time(work.store, f"compose {edition.publication} {edition.key.label} {look}") as remember:
        outcome = compose(edition, medium, work.leaves["templates"].folder, work.blob, remember)
    return given(outcome, lambda document: {"document": encode(document)})


def run_web(work: Work) -> Outputs:
    """Write the page for browsers."""
    from octavo.model.document import Document
    from octavo.render.web import write_web

    written = write_web(work.value("document", Document), work.asset, cut_in(work.store))
    return given(written, lambda data: {"file": data})


KINDS: dict[str, Callable[[Work], Outputs]] = {
    "load": run_load,
    "catalog": run_catalog,
    "localize": run_localize,
    "compose": run_compose,
    "pages": run_pages,
    PREVIEW: run_preview,
    "press": run_press,
    "wide": run_wide,
    "booklet": run_booklet,
    "office": run_office,
    "errata": run_errata,
    "proof": run_proof,
    "cover": run_cover,
    "front": run_front,
    "picture": run_picture,
    "site": run_site,
    "card": run_card,
    "epub": run_epub,
    "web": run_web,
    "look": run_look,
    "look-file": run_look_file,
    "order": run_order,
    "record": run_record,
    "series": run_series,
    "series-base": run_series_base,
    "series-batch": run_series_batch,
}


def run_step(  # noqa: PLR0913, PLR0917  (all of a step, as it travels to a process)
    store: Path, kind: str, digests: dict[str, str], leaves: dict[str, Leaf], params: dict[str, str], hands: int
) -> dict[str, str]:
    """Run one step, here or in another process, and return its outputs by digest; their bytes are in the store.

    Raises InputsChanged where a file outside the store changed while the step ran.
    """
    return run_work(kind, Work(Store(store), digests, leaves, params, hands))


def run_work(kind: str, work: Work) -> dict[str, str]:
    """Run a step of that kind, as `run_step` does, on what it gets; raise Lost where the store lacked any of it."""
    try:
        with unhurried():
            made = KINDS[kind](work)
    except Exception:
        if work.lost:
            raise work.lost[0] from None
        raise
    if work.lost:  # else a picture would be called broken, and that be kept as what came of the step
        raise work.lost[0]
    for files in work.leaves.values():
        if not still_same(files):
            raise InputsChanged(files.folder.name)
    return {name: work.store.put(data) for name, data in sorted(made.items())}
