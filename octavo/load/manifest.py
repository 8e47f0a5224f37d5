# SPDX-License-Identifier: AGPL-3.0-or-later
"""publication.yaml: read, and checked for what a schema can't say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.numbers import is_uuid, isbn_fault
from octavo.load.relators import RELATORS
from octavo.load.tags import tag_problem
from octavo.load.validate import validate
from octavo.load.words import near, near_or_all
from octavo.load.yaml_file import Path, YamlFile, find, place_of
from octavo.model.manifest import Manifest
from octavo.model.profile import PAPERS, PROFILES, paper

MANIFEST = "publication.yaml"
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def read_manifest(yaml: YamlFile) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Return the manifest, and every problem of the file itself; what it names is checked in manifest_links()."""
    undated = tuple(_dates(yaml))
    manifest, problems = validate(Manifest, yaml)
    if manifest is None:
        dated = {each.place for each in undated}
        return None, (*(each for each in problems if each.place not in dated), *undated)
    found = [
        *undated,
        *_tags(manifest, yaml),
        *_contributors(manifest, yaml),
        *_identifiers(manifest, yaml),
        *_formats(manifest, yaml),
        *_addresses(manifest, yaml),
    ]
    return manifest, tuple(found)


def _dates(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each date that pydantic would take for seconds since 1970, or with a time of day."""
    paths: list[Path] = [("issued",)]
    paths += [("approvals", index, "on") for index, _ in enumerate(find(yaml, ("approvals",)).items)]
    for path in paths:
        around, node = find(yaml, path[:-1]), find(yaml, path)
        if str(path[-1]) in around.entries and not _DATE.match(node.text):
            yield problem("M124", place_of(yaml, path), key=path[-1], given=f"“{node.text}”" if node.text else "this")


def _tags(manifest: Manifest, yaml: YamlFile) -> Iterator[Problem]:
    used: list[tuple[Path, str]] = [(("language",), manifest.language)]
    used += [(("editions", index), tag) for index, tag in enumerate(manifest.editions)]
    for index, contributor in enumerate(manifest.contributors):
        used += [(("contributors", index, "languages", at), tag) for at, tag in enumerate(contributor.languages)]
    used += [
        (("identifiers", "isbn", at, "language"), each.language) for at, each in enumerate(manifest.identifiers.isbn)
    ]
    used += [
        (("approvals", at, "language"), each.language) for at, each in enumerate(manifest.approvals) if each.language
    ]
    editions = manifest.editions or (manifest.language,)
    for path, tag in used:
        wrong = tag_problem(tag, place_of(yaml, path))
        if wrong:
            yield wrong
        elif path[0] in ("contributors", "identifiers", "approvals") and tag not in editions:
            yield problem("M122", place_of(yaml, path), tag=tag)
    yield from repeated(yaml, ("editions",), list(manifest.editions))


def repeated(yaml: YamlFile, path: Path, values: list[str]) -> Iterator[Problem]:
    """Yield a problem for each value of a list that stood in it before."""
    for index, value in enumerate(values):
        if value in values[:index]:
            yield problem("M117", place_of(yaml, (*path, index)), what=value)


def _contributors(manifest: Manifest, yaml: YamlFile) -> Iterator[Problem]:
    terms = {term: code for code, term in RELATORS.items()}
    for index, contributor in enumerate(manifest.contributors):
        role = contributor.role
        if role not in RELATORS:
            place = place_of(yaml, ("contributors", index, "role"))
            meant = [terms[term] for term in near(role, terms, most=1)] or near(role, RELATORS)
            hints = [f"did you mean “{code}” ({RELATORS[code]})?" for code in meant[:1]]
            usual = "usual are aut (author), edt (editor), trl (translator), ill (illustrator)"
            yield problem("M110", place, hints=hints or [usual], role=role)


def _identifiers(manifest: Manifest, yaml: YamlFile) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, each in enumerate(manifest.identifiers.isbn):
        place = place_of(yaml, ("identifiers", "isbn", index, "isbn"))
        digits = re.sub(r"[-\s]", "", each.isbn)
        if fault := isbn_fault(each.isbn):
            yield problem("M113", place, isbn=each.isbn, fault=fault)
        elif seen.setdefault(digits, index) != index:
            yield problem("M117", place, what=each.isbn)
    uuid = manifest.identifiers.uuid
    if uuid and not is_uuid(uuid):
        yield problem("M114", place_of(yaml, ("identifiers", "uuid")), uuid=uuid)


def _formats(manifest: Manifest, yaml: YamlFile) -> Iterator[Problem]:
    for index, output in enumerate(manifest.outputs):
        if output not in PROFILES:
            place = place_of(yaml, ("outputs", index))
            yield problem("M111", place, hints=near_or_all(output, PROFILES), output=output)
    yield from repeated(yaml, ("outputs",), list(manifest.outputs))
    yield from paper_problems(manifest.paper, place_of(yaml, ("paper",)))


def paper_problems(name: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if the name is no paper size."""
    if paper(name) is None:
        meant = near(name, PAPERS, most=1)
        yield problem("M112", place, hints=[f"did you mean “{each}”?" for each in meant], paper=name)


def _addresses(manifest: Manifest, yaml: YamlFile) -> Iterator[Problem]:
    if manifest.licence and manifest.licence.url:
        yield from address_problems(manifest.licence.url, place_of(yaml, ("licence", "url")))


def address_problems(url: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if the text is no web address."""
    if not re.match(r"^https?://[^\s/]+\S*$", url):
        yield problem("M125", place, url=url)


def manifest_links(
    manifest: Manifest, yaml: YamlFile, texts: Collection[str], tables: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each text and table that the parts name and that is not there, and for texts left out."""
    for index, part in enumerate(manifest.parts):
        path: Path = ("parts", index)
        if part.text and part.text not in texts:
            yield problem("M115", place_of(yaml, (*path, "text")), hints=near_or_all(part.text, texts), text=part.text)
        if part.data and part.data not in tables:
            yield problem("M121", place_of(yaml, (*path, "data")), hints=near_or_all(part.data, tables), data=part.data)
    yield from _twice_in_parts(manifest, yaml)
    printed = {part.text for part in manifest.parts if part.text}
    for text in sorted(texts):
        if manifest.parts and text not in printed:
            yield problem("M119", Place(f"text/{text}"), text=text)
    if not texts and not manifest.parts:
        yield problem("M123", Place(MANIFEST, 1, 1))


def _twice_in_parts(manifest: Manifest, yaml: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, part in enumerate(manifest.parts):
        if part.text in seen:
            yield problem("M117", place_of(yaml, ("parts", index, "text")), what=part.text)
        seen |= {part.text} - {""}
