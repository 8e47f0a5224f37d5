# SPDX-License-Identifier: AGPL-3.0-or-later
"""The step that tells what an edition is, of what and with what it was made: its dossier but for the files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo import __version__
from octavo.model.profile import ERRATA
from octavo.pipeline.graph import House, Step, Wanted, Wire
from octavo.pipeline.inputs import Leaf, libraries, native_versions
from octavo.pipeline.work import Outputs, Work, encode_problems

if TYPE_CHECKING:
    from octavo.model.distribution import Accessibility, Correction, Dossier, UsedFont
    from octavo.model.edition import Edition
    from octavo.model.publication import Publication

RECORD = "record"
COMPOSED = "composed-"
# The distributions whose version can change a file, as their metadata folders are named.
DISTRIBUTIONS = (
    "babel", "cssselect2", "ebooklib", "fonttools", "jinja2", "lxml", "markdown_it_py", "markupsafe", "mdit_py_plugins",
    "pikepdf", "pillow", "pydyf", "pypdfium2", "pyphen", "pyuca", "segno", "tinycss2", "tinyhtml5", "uharfbuzz",
    "weasyprint",
)  # fmt: skip


def record_step(wanted: Wanted, steps: Iterable[Step], house: House) -> Step:
    """Return the step that describes an edition, given those that make it; it comes after all of them."""
    base = f"{wanted.publication}/{wanted.edition}"
    inputs: dict[str, Wire | Leaf] = {
        "publication": Wire(f"{wanted.publication}/load", "publication"),
        "edition": Wire(f"{base}/localize", "edition"),
        "templates": house.templates,
        "fonts": house.fonts,
    }
    for step in steps:
        if step.kind == "compose":
            inputs[COMPOSED + step.name.rpartition("-")[2]] = Wire(step.name, "document")
        elif step.kind == "epub":
            inputs["epub"] = Wire(step.name, "file")
        inputs |= {f"made-{path}": Wire(step.name, result) for result, path in step.files.items()}
    return Step(f"{base}/{RECORD}", RECORD, 6, wanted.publication, wanted.edition, inputs)


def run_record(work: Work) -> Outputs:
    """Describe an edition; and say for each output how it can be read and what it is called."""
    from octavo.model.canonical import encode
    from octavo.model.edition import Edition
    from octavo.model.publication import Publication

    edition, publication = work.value("edition", Edition), work.value("publication", Publication)
    composed = {
        name.removeprefix(COMPOSED): json.loads(work.data(name)) for name in work.digests if name.startswith(COMPOSED)
    }
    about = _about(edition, publication, work, composed)
    access = {name: encode(each).decode() for name, each in _access(work, composed)}
    told = {"access": {name: json.loads(each) for name, each in access.items()}, "titles": _titles(edition)}
    return {
        "record": encode(about),
        "outputs": json.dumps(told, ensure_ascii=False, sort_keys=True).encode(),
        "problems": encode_problems(()),
    }


def _about(edition: Edition, publication: Publication, work: Work, composed: Mapping[str, Any]) -> Dossier:
    from octavo.compose.metadata import in_both, isbn_of, metadata_of
    from octavo.localize.edition import identifier_of
    from octavo.localize.formats import own_names
    from octavo.model.distribution import Dossier
    from octavo.model.edition import EditionKey

    manifest, told = edition.manifest, metadata_of(edition, "epub")
    source = EditionKey((publication.manifest.language,))
    isbn = {form: found for form in ("print", "pdf", "epub") if (found := isbn_of(edition, (form,)))}
    return Dossier(
        publication=edition.publication,
        edition=edition.key.label,
        language=edition.language.tag,
        name=own_names(edition.key.label),
        direction=edition.language.direction,
        work=identifier_of(publication.manifest, EditionKey(())),
        identifier=edition.identifier,
        source_identifier="" if edition.key == source else identifier_of(publication.manifest, source),
        isbn=isbn,
        title=told.title,
        subtitle=told.subtitle,
        short_title=in_both(edition, lambda each: each.short_title),
        description=told.description,
        series=told.series,
        series_position=told.series_position,
        issued=told.issued,
        publisher=told.publisher,
        place=manifest.publisher.place if manifest.publisher else "",
        rights=manifest.rights,
        licence=manifest.licence.name if manifest.licence else "",
        licence_url=told.licence_url,
        credits=told.credits,
        subjects=told.subjects,
        site=f"{manifest.site.rstrip('/')}/" if manifest.site else "",
        onix=manifest.onix,
        shops=manifest.shops,
        draft=edition.draft,
        approved=edition.approved,
        corrections=tuple(_corrections(edition)),
        corrections_to=manifest.corrections_to,
        also=told.also,
        **_made_with(edition, work, composed),
    )


def _corrections(edition: Edition) -> Iterator[Correction]:
    from octavo.model.distribution import Correction

    for each in edition.corrections:
        shorts = tuple(edition.sources[name].short + edition.sources[name].mark for name in each.sources)
        yield Correction(each.id, each.on, each.date, each.place, each.was, each.now, each.why, shorts)


def _made_with(edition: Edition, work: Work, composed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of the dossier about content, program, templates, fonts and the printed page."""
    from octavo.model.distribution import ScopeState
    from octavo.model.profile import paper

    given = {each.what: each.on.isoformat() for each in edition.manifest.approvals}
    size = paper(edition.theme.paper or edition.manifest.paper)
    return {
        "content": tuple(
            ScopeState(what, digest, what in given, given.get(what, ""))
            for what, digest in sorted(edition.digests.items())
        ),
        "octavo": __version__,
        "tools": tools(),
        "templates": work.leaves["templates"].digest,
        "fonts": tuple(_fonts(edition, work.leaves["fonts"].folder, composed)),
        "trim": (f"{size.width}", f"{size.height}") if size else ("", ""),
        "binding": edition.printers[0].binding if edition.printers else "",
    }


def tools() -> dict[str, str]:
    """Return the versions of what decides on the bytes of files besides Octavo itself."""
    import platform

    found = {"Python": platform.python_version()}
    found |= {name: version or "absent" for name, version in native_versions().items()}
    for folder in libraries():
        name, _, version = folder.removesuffix(".dist-info").partition("-")
        if name.lower() in DISTRIBUTIONS:
            found[name] = version
    return dict(sorted(found.items()))


def _fonts(edition: Edition, folder: Path, composed: Mapping[str, Any]) -> Iterator[UsedFont]:
    """Yield the files of the families that any of the composed documents names, and those of the theme."""
    from octavo.model.distribution import UsedFont
    from octavo.resources.font_packs import pack_families
    from octavo.resources.fonts import read_fonts

    named = {family for document in composed.values() for family in document["fonts"]}
    for family in sorted((*read_fonts(folder), *pack_families(folder)), key=lambda each: each.family):
        if family.family in named:
            for file in sorted(family.files, key=lambda each: each.path):
                yield UsedFont(family.family, file.path.relative_to(folder).as_posix(), file.sha256)
    for asset in sorted(edition.fonts, key=lambda each: each.file):
        yield UsedFont("", asset.file, asset.digest)


def _access(work: Work, composed: Mapping[str, Any]) -> Iterator[tuple[str, Accessibility]]:
    """Yield how each output can be read: the e-book as it says itself, others as their composed content shows."""
    from octavo.distribute.epub_access import access_of_epub
    from octavo.model.distribution import Accessibility

    if "epub" in work.digests and (found := access_of_epub(work.data("epub"))):
        yield "epub", found
    for look, output in (("print", "screen"), ("large", "large"), ("web", "web")):
        facts = composed.get(look, {}).get("metadata", {}).get("access")
        if facts:
            yield (
                output,
                Accessibility(
                    tuple(facts["modes"]),
                    tuple(facts["sufficient"]),
                    tuple(facts["features"]),
                    tuple(facts["hazards"]),
                    facts["summary"],
                ),
            )


def _titles(edition: Edition) -> dict[str, str]:
    """Return what the files for printers are called in the language of the edition."""
    from octavo.compose.print_order import KINDS
    from octavo.compose.words import words_of

    words = words_of(edition.language, edition.strings)
    kinds = {**KINDS, ERRATA: "Corrections"}
    return {output: str(words.say(text).unescape()) for output, text in kinds.items()}
