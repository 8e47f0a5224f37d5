# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of steps: for each kind, how bytes in become bytes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from octavo.diagnostics.printing import as_json, from_json
from octavo.diagnostics.problem import Outcome, Problem, in_order
from octavo.pipeline.inputs import InputsChanged, Leaf, still_same
from octavo.pipeline.store import Store

if TYPE_CHECKING:
    from octavo.model.document import AssetUse

T = TypeVar("T")

Outputs = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Work:
    """What a step gets: its inputs by name, either a digest in the store or files outside it, and its parameters."""

    store: Store
    digests: Mapping[str, str]
    leaves: Mapping[str, Leaf]
    params: Mapping[str, str]

    def data(self, name: str) -> bytes:
        """Return the bytes of an input."""
        return self.store.get(self.digests[name])

    def value(self, name: str, kind: type[T]) -> T:
        """Return an input as the value it is."""
        from octavo.model.canonical import decode

        return decode(kind, self.data(name))

    def blob(self, digest: str) -> bytes:
        """Return a picture, font or roll of the publication by the digest that load gave it."""
        listed: dict[str, str] = json.loads(self.data("blobs"))
        return self.store.get(listed[digest])

    def asset(self, use: AssetUse) -> bytes:
        """Return the bytes of a file that a document refers to."""
        if use.digest:
            return self.blob(use.digest)
        top, _, rest = use.shared.partition("/")
        return (self.leaves[top].folder / rest).read_bytes()


def encode_problems(problems: Iterable[Problem]) -> bytes:
    """Return the problems as canonical bytes."""
    return json.dumps([as_json(p) for p in in_order(problems)], ensure_ascii=False, sort_keys=True).encode()


def decode_problems(data: bytes) -> tuple[Problem, ...]:
    """Return the problems that `encode_problems` wrote."""
    return tuple(from_json(each) for each in json.loads(data))


def _given(outcome: Outcome[T], make: Callable[[T], Outputs]) -> Outputs:
    made = make(outcome.value) if outcome.value is not None else {}
    return {**made, "problems": encode_problems(outcome.problems)}


def run_load(work: Work) -> Outputs:
    """Read and validate a folder; its pictures and fonts go to the store at once."""
    from octavo.load.publication import load
    from octavo.model.canonical import encode
    from octavo.model.publication import Loaded

    def outputs(loaded: Loaded) -> Outputs:
        manifest = loaded.publication.manifest
        editions = manifest.editions or (manifest.language,)
        plan = {"language": manifest.language, "editions": editions, "outputs": manifest.outputs}
        blobs = {digest: work.store.put(data) for digest, data in sorted(loaded.blobs.items())}
        return {
            "publication": encode(loaded.publication),
            "source_map": encode(loaded.source_map),
            "plan": json.dumps(plan).encode(),
            "blobs": json.dumps(blobs, sort_keys=True).encode(),
        }

    return _given(load(work.leaves["folder"].folder), outputs)


def run_catalog(work: Work) -> Outputs:
    """Read what translators wrote, and what the house knows of the language."""
    from octavo.localize.catalog import read_catalog
    from octavo.localize.language import house_tags, read_language
    from octavo.localize.strings import template_messages
    from octavo.markup.messages import messages_of
    from octavo.model.canonical import encode
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
    read = read_catalog(catalogs, language.value, messages_of(publication) if not source else ())
    words = {
        name: data
        for name, data in (
            ("strings.po", own.get("strings.po")),
            (f"templates/locale/{house_tag}.po", shared.get(f"locale/{house_tag}.po")),
        )
        if data is not None
    }
    strings = read_catalog(words, language.value, template_messages({**house, **theme}))
    found = (*language.problems, *read.problems, *strings.problems)
    made = {"language": encode(language.value), "problems": encode_problems(found)}
    if read.value is not None and strings.value is not None:
        made |= {"catalog": encode(read.value), "strings": encode(strings.value)}
    return made


def run_localize(work: Work) -> Outputs:
    """Put a publication into one language."""
    from octavo.localize.edition import localize
    from octavo.model.canonical import encode
    from octavo.model.catalog import Catalog
    from octavo.model.edition import EditionKey
    from octavo.model.locale import Language
    from octavo.model.publication import Publication

    outcome = localize(
        work.value("publication", Publication),
        EditionKey(tuple(work.params["edition"].split("+"))),
        work.value("catalog", Catalog),
        work.value("strings", Catalog),
        work.value("language", Language),
        draft=bool(work.params["draft"]),
    )
    return _given(outcome, lambda edition: {"edition": encode(edition)})


def run_compose(work: Work) -> Outputs:
    """Compose an edition for a medium."""
    from octavo.compose.document import compose
    from octavo.model.canonical import encode
    from octavo.model.document import Medium
    from octavo.model.edition import Edition

    media: dict[str, Medium] = {"print": "print", "epub": "epub", "web": "web"}
    edition, medium = work.value("edition", Edition), media[work.params["medium"]]
    outcome = compose(edition, medium, work.leaves["templates"].folder, work.blob)
    return _given(outcome, lambda document: {"document": encode(document)})


def run_screen(work: Work) -> Outputs:
    """Lay the pages out, judge them, and write the PDF for reading on a screen."""
    from octavo.check.layout import check_layout
    from octavo.check.pdf import check_pdf
    from octavo.model.canonical import encode
    from octavo.model.document import Document
    from octavo.render.layout import lay_out
    from octavo.render.screen import finish_screen

    document = work.value("document", Document)
    laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    layout = laid.value
    finished = finish_screen(layout, document)
    found = [*laid.problems, *finished.problems, *check_layout(layout.page_map)]
    made = {"page_map": encode(layout.page_map)}
    if finished.value is not None:
        found += check_pdf(finished.value, document)
        made["file"] = finished.value
    return {**made, "problems": encode_problems(found)}


def run_epub(work: Work) -> Outputs:
    """Write the e-book and judge it."""
    from octavo.check.epub import check_epub
    from octavo.model.document import Document
    from octavo.render.epub import write_epub

    written = write_epub(work.value("document", Document), work.asset)
    found = check_epub(written.value) if written.value is not None else ()
    return _given(Outcome(written.value, (*written.problems, *found)), lambda data: {"file": data})


def run_web(work: Work) -> Outputs:
    """Write the page for browsers."""
    from octavo.model.document import Document
    from octavo.render.web import write_web

    return _given(write_web(work.value("document", Document), work.asset), lambda data: {"file": data})


KINDS: dict[str, Callable[[Work], Outputs]] = {
    "load": run_load,
    "catalog": run_catalog,
    "localize": run_localize,
    "compose": run_compose,
    "screen": run_screen,
    "epub": run_epub,
    "web": run_web,
}


def run_step(
    store: Path, kind: str, digests: dict[str, str], leaves: dict[str, Leaf], params: dict[str, str]
) -> dict[str, str]:
    """Run one step, here or in another process, and return its outputs by digest; their bytes are in the store.

    Raises InputsChanged where a file outside the store changed while the step ran.
    """
    kept = Store(store)
    made = KINDS[kind](Work(kept, digests, leaves, params))
    for files in leaves.values():
        if not still_same(files):
            raise InputsChanged(files.folder.name)
    return {name: kept.put(data) for name, data in sorted(made.items())}
