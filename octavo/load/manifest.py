# SPDX-License-Identifier: AGPL-3.0-or-later
"""publication.yaml: read, and checked for what a schema can't say.

The checks go by the values as they stand in the file, so that one slip in it does not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.tags import tag_problem
from octavo.load.validate import validate
from octavo.load.words import near, near_or_all
from octavo.load.yaml_file import YamlFile, place_of, scalars
from octavo.model.identifiers import is_uuid, isbn_fault
from octavo.model.languages import languages_in
from octavo.model.manifest import Manifest
from octavo.model.profile import PAPERS, PROFILES, paper
from octavo.model.relators import RELATORS
from octavo.model.spdx import IDENTIFIERS, spdx_identifier, spdx_meant

MANIFEST = "publication.yaml"
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)


def read_manifest(yaml: YamlFile) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Return the manifest, and every problem of the file itself; what it names is checked in manifest_links()."""
    manifest, refused = validate(Manifest, yaml)
    found = [
        *_dates(yaml),
        *_tags(yaml),
        *_roles(yaml),
        *_identifiers(yaml),
        *_formats(yaml),
        *_addresses(yaml),
        *_licence(yaml),
        *_unheard(manifest, yaml),
    ]
    told = {each.place for each in found}
    return manifest, (*(each for each in refused if each.place not in told), *found)


def _dates(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each date that pydantic would take for seconds since 1970, or with a time of day."""
    for path, text in (*scalars(yaml, "issued"), *scalars(yaml, "approvals", "*", "on")):
        if not _DATE.match(text):
            given = f"“{text}”" if text else "nothing"
            yield problem("M124", place_of(yaml, path), key=path[-1], given=given)


def _tags(yaml: YamlFile) -> Iterator[Problem]:
    editions = {text for _, text in scalars(yaml, "editions", "*")} or {text for _, text in scalars(yaml, "language")}
    languages = {tag for edition in editions for tag in languages_in(edition)}
    for path, tag in (*scalars(yaml, "language"), *scalars(yaml, "editions", "*")):
        yield from _edition(tag, place_of(yaml, path))
    for path, tag in (
        *scalars(yaml, "contributors", "*", "languages", "*"),
        *scalars(yaml, "identifiers", "isbn", "*", "language"),
        *scalars(yaml, "approvals", "*", "language"),
    ):
        wrong = [*_edition(tag, place_of(yaml, path))]
        yield from wrong
        # A translation is of a language, whatever editions it is in; an ISBN is of one edition.
        known = editions if "isbn" in path else editions | languages
        if not wrong and tag not in known:
            yield problem("M122", place_of(yaml, path), tag=tag)
    yield from _repeated(yaml, "editions")
    for path, layout in scalars(yaml, "bilingual"):
        if layout == "facing" and any(len(languages_in(edition)) > 1 for edition in editions):
            yield problem("C402", place_of(yaml, path))


def _edition(name: str, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the name of an edition: with one of its languages, or that there are not two."""
    tags = languages_in(name)
    for tag in tags:
        wrong = tag_problem(tag, place)
        if wrong:
            yield wrong
    if len(tags) > 2 or len(set(tags)) < len(tags):
        yield problem("C401", place, edition=name)


def _repeated(yaml: YamlFile, *pattern: str) -> Iterator[Problem]:
    """Yield a problem for each value that stood before under the same pattern."""
    seen: set[str] = set()
    for path, text in scalars(yaml, *pattern, "*"):
        if text in seen:
            yield problem("M117", place_of(yaml, path), what=text)
        seen.add(text)


def _roles(yaml: YamlFile) -> Iterator[Problem]:
    terms = {term: code for code, term in RELATORS.items()}
    for path, role in scalars(yaml, "contributors", "*", "role"):
        if role in RELATORS:
            continue
        meant = [terms[term] for term in near(role.lower(), terms, most=1)] or near(role.lower(), RELATORS)
        hints = [f"did you mean “{code}” ({RELATORS[code]})?" for code in meant[:1]]
        usual = "usual are aut (author), edt (editor), trl (translator), ill (illustrator)"
        yield problem("M110", place_of(yaml, path), hints=hints or [usual], role=role)


def _identifiers(yaml: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, isbn in scalars(yaml, "identifiers", "isbn", "*", "isbn"):
        digits = re.sub(r"[-\s]", "", isbn)
        if fault := isbn_fault(isbn):
            yield problem("M113", place_of(yaml, path), isbn=isbn, fault=fault)
        elif digits in seen:
            yield problem("M117", place_of(yaml, path), what=isbn)
        seen.add(digits)
    for path, uuid in scalars(yaml, "identifiers", "uuid"):
        if uuid and not is_uuid(uuid):
            yield problem("M114", place_of(yaml, path), uuid=uuid)


def _unheard(manifest: Manifest | None, yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem if something is approved and readers are told nowhere to send corrections."""
    if manifest and not manifest.corrections_to and any(each.what != "access" for each in manifest.approvals):
        yield problem("D609", place_of(yaml, ("approvals",)))


def _formats(yaml: YamlFile) -> Iterator[Problem]:
    for path, output in scalars(yaml, "outputs", "*"):
        if output not in PROFILES:
            yield problem("M111", place_of(yaml, path), hints=near_or_all(output, PROFILES), output=output)
    yield from _repeated(yaml, "outputs")
    yield from _repeated(yaml, "printers")
    for path, name in scalars(yaml, "paper"):
        yield from paper_problems(name, place_of(yaml, path))


def paper_problems(name: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if the name is no paper size."""
    if paper(name) is None:
        meant = near(name.upper(), PAPERS, most=1)
        yield problem("M112", place, hints=[f"did you mean “{each}”?" for each in meant], paper=name)


def _addresses(yaml: YamlFile) -> Iterator[Problem]:
    for path, url in (*scalars(yaml, "licence", "url"), *scalars(yaml, "page")):
        yield from address_problems(url, place_of(yaml, path))
    for path, url in scalars(yaml, "site"):
        if url and not re.match(r"^https://[^\s/?#]+(/[^\s?#]*)?$", url):
            yield problem("C101", place_of(yaml, path), url=url)


def _licence(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem if nobody can tell which licence is meant: it has neither an address nor an SPDX identifier."""
    if any(url for _, url in scalars(yaml, "licence", "url")):
        return
    for path, name in scalars(yaml, "licence", "name"):
        if name and not spdx_identifier(name):
            meant = spdx_meant(name) or next(iter(near(name, IDENTIFIERS, most=1)), "")
            hints = [f"did you mean “{meant}”?"] if meant else []
            yield problem("C122", place_of(yaml, path), hints=hints, name=name)


def address_problems(url: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if the text is no web address; an empty one is none at all."""
    if url and not re.match(r"^https?://[^\s/]+\S*$", url):
        yield problem("M125", place, url=url)


def manifest_links(
    yaml: YamlFile, texts: Collection[str], tables: Collection[str], rolls: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each text, table and roll that the parts name and nobody has, and for texts left out."""
    printed: set[str] = set()
    for path, text in scalars(yaml, "parts", "*", "text"):
        if text not in texts:
            yield problem("M115", place_of(yaml, path), hints=near_or_all(text, texts), text=text)
        elif text in printed:
            yield problem("M117", place_of(yaml, path), what=text)
        printed.add(text)
    fillers = [path for path, opens in scalars(yaml, "parts", "*", "opens") if opens == "filler"]
    yield from (problem("M181", place_of(yaml, path)) for path in fillers[1:])
    yield from _cover_problems(yaml)
    for path, data in scalars(yaml, "parts", "*", "data"):
        named = any(
            page in ("names", "names-index") for at, page in scalars(yaml, "parts", "*", "page") if at[:-1] == path[:-1]
        )
        if named and data not in rolls:
            yield problem("D401", place_of(yaml, path), hints=near_or_all(data, rolls), roll=data)
        elif not named and data not in tables:
            yield problem("M121", place_of(yaml, path), hints=near_or_all(data, tables), data=data)
    parts = yaml.root.entries.get("parts")
    for text in sorted(texts):
        if parts and parts[1].items and text not in printed:
            yield problem("M119", Place(f"text/{text}"), text=text)
    if not texts and not parts:
        yield problem("M123", Place(MANIFEST, 1, 1))


def _cover_problems(yaml: YamlFile) -> Iterator[Problem]:
    """Yield a problem if the cover is to be the booklet's own pages and something else excludes that."""
    for path, cover in scalars(yaml, "print", "cover"):
        if cover != "self":
            continue
        if any(output == "cover" for _, output in scalars(yaml, "outputs", "*")):
            yield problem("M182", place_of(yaml, path), other="“cover” is among the outputs")
        if any(binding == "perfect" for _, binding in scalars(yaml, "print", "binding")):
            yield problem("M182", place_of(yaml, path), other="glued books have a cover with a spine")
