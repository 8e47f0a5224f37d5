# SPDX-License-Identifier: AGPL-3.0-or-later
"""What translators' commands do to a publication's folder: add a language, bring it up to date, count what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.model.languages import languages_in
from octavo.model.publication import Publication, SourceMap
from octavo.pipeline.store import write_whole
from octavo.resources.memory import unhurried
from octavo.resources.shared import templates_folder

if TYPE_CHECKING:
    from octavo.localize.status import FileStatus
    from octavo.model.catalog import Catalog, Message
    from octavo.model.locale import Language
    from octavo.model.room import Place as Measured


@dataclass(frozen=True, slots=True)
class Source:
    """A publication read for its translators: itself, its messages, and where each value stands."""

    folder: Path
    publication: Publication
    messages: tuple[Message, ...]
    source_map: SourceMap = field(default_factory=SourceMap)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the editions that need a translation; an edition in two has none of its own."""
        manifest = self.publication.manifest
        tags = dict.fromkeys(tag for edition in manifest.editions for tag in languages_in(edition))
        return tuple(tag for tag in tags if tag != manifest.language)

    @property
    def begun(self) -> tuple[str, ...]:
        """The languages that are translated into: the editions, and then what has a folder and is not among them."""
        manifest = self.publication.manifest
        folders = sorted((self.folder / "locale").glob("*/*.po"))
        others = dict.fromkeys(path.parent.name for path in folders if path.name != "strings.po")
        return (*self.languages, *(tag for tag in others if tag not in (*self.languages, manifest.language)))


@unhurried()
def read_source(folder: Path) -> Outcome[Source]:
    """Return the publication in its source language with all its messages."""
    from octavo.load.publication import load
    from octavo.markup.messages import messages_of

    loaded = load(folder)
    if loaded.value is None:
        return Outcome(None, loaded.problems)
    publication = loaded.value.publication
    source_map = loaded.value.source_map
    return Outcome(Source(folder, publication, messages_of(publication), source_map), loaded.problems)


def update_templates(tag: str) -> Outcome[tuple[Path, ...]]:
    """Bring the house's own words in a language, templates/locale/<tag>.po, up to date with the templates."""
    from octavo.localize.language import read_language
    from octavo.localize.strings import template_messages
    from octavo.localize.update import update_house

    language = read_language(tag, house_file(tag, "yaml"), None)
    if language.value is None:
        return Outcome(None, language.problems)
    path = templates_folder() / "locale" / f"{tag}.po"
    existing = _bytes(path)
    made = update_house(template_messages(templates()), existing, language.value)
    if made.value is None:
        return Outcome(None, made.problems)
    return Outcome(written(path.parent, {path.name: made.value} if made.value != existing else {}), made.problems)


def templates() -> dict[str, str]:
    """Return the house's templates by name."""
    folder = templates_folder()
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def lint_language(source: Source, tag: str, places: Mapping[str, Measured] | None = None) -> tuple[Problem, ...]:
    """Return all that is wrong with a language's PO files; what its translators allowed is a note (L592).

    `places` is the room of its messages, if their pages were ever laid out.
    """
    from octavo.localize.lint_catalog import Agreed, lint_catalog
    from octavo.localize.strings import template_messages

    language = language_of(source, tag)
    if language.value is None:
        return language.problems
    publication = source.publication
    agreed = Agreed(publication.terms.terms, publication.tables, places or {})
    found = [*language.problems, *lint_catalog(po_files(source, tag), language.value, source.messages, agreed)]
    words = _bytes(source.folder / "locale" / tag / "strings.po")
    if words is not None:  # those of the theme's own templates
        theme = {f"theme:{name}": text for name, text in publication.theme_templates.items()}
        messages = template_messages({**templates(), **theme})
        found += lint_catalog({"strings.po": words}, language.value, messages)
    return tuple(found)


def lint_of_source(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with the words of the source; what a text allows at its block is a note (L592)."""
    from octavo.localize.lint_source import lint_source
    from octavo.markup.parse import parse_text

    publication = source.publication
    allowed = {}
    for text in publication.texts:
        allowed.update(parse_text(text.source, text.file).allowed)
    problems = []
    for each in lint_source(source.messages, publication.terms.terms, publication.tables):
        reason = allowed.get(each.place.key, {}).get(each.code)
        place = source.source_map.place(each.place.key)
        said = problem("L592", place, what=each.code, reason=reason) if reason else replace(each, place=place)
        problems.append(said)
    return tuple(problems)


def lint_templates(tags: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return what is wrong with the house's own words: in these languages, or in all that it has."""
    from octavo.localize.formats import language_name
    from octavo.localize.language import language_from_cldr, read_language
    from octavo.localize.lint_catalog import lint_catalog
    from octavo.localize.strings import template_messages

    messages = template_messages(templates())
    folder = templates_folder() / "locale"
    problems: list[Problem] = []
    for tag in tags or sorted(path.stem for path in folder.glob("*.po")):
        language = read_language(tag, house_file(tag, "yaml"), None)
        problems += language.problems
        words = _bytes(folder / f"{tag}.po")
        if language.value is None:
            continue
        if words is None:
            named = language_name(tag, language_from_cldr("en"))
            problems.append(problem("L104", Place(f"templates/locale/{tag}.po"), language=named, tag=tag))
            continue
        problems += lint_catalog({f"templates/locale/{tag}.po": words}, language.value, messages)
    return tuple(problems)


def status_of(source: Source, tag: str) -> Outcome[tuple[dict[str, Any], ...]]:
    """Return how far a language has come: for each file what is translated, stale and missing, and words left."""
    from octavo.localize.status import status

    catalog = catalog_of(source, tag)
    counted = status(catalog.value, source.messages) if catalog.value is not None else ()
    return Outcome(tuple(_row(source.publication.name, tag, each) for each in counted), catalog.problems)


def chapters_of(source: Source, tag: str) -> Outcome[tuple[dict[str, Any], ...]]:
    """Return how far a language has come in each chapter, and since when what is left there waits."""
    from octavo.localize.status import chapter_status
    from octavo.pipeline.waiting import longest_waiting

    catalog = catalog_of(source, tag)
    counted = chapter_status(catalog.value, source.messages) if catalog.value is not None else ()
    since = longest_waiting(source.folder, tag, {each.chapter: each.waiting for each in counted}, source.source_map)
    rows = tuple(
        {
            "publication": source.publication.name,
            "language": tag,
            "chapter": each.chapter,
            "title": each.title,
            "translated": each.translated,
            "stale": each.stale,
            "missing": each.untranslated,
            "words": each.words,
            "words_left": each.words_left,
            "waiting_since": since[each.chapter],
        }
        for each in counted
    )
    return Outcome(rows, catalog.problems)


def catalog_of(source: Source, tag: str) -> Outcome[Catalog]:
    """Return what the translators into a language wrote."""
    from octavo.localize.catalog import read_catalog

    language = language_of(source, tag)
    if language.value is None:
        return Outcome(None, language.problems)
    return read_catalog(po_files(source, tag), language.value, source.messages)


def strings_of(source: Source, language: Language) -> Outcome[Catalog]:
    """Return the words of templates that the publication says itself in a language."""
    from octavo.localize.strings import read_strings, template_messages

    theme = {f"theme:{name}": text for name, text in source.publication.theme_templates.items()}
    own = _bytes(source.folder / "locale" / language.tag / "strings.po")
    return read_strings(own, {}, language, template_messages({**templates(), **theme}))


def _row(publication: str, tag: str, file: FileStatus) -> dict[str, Any]:
    return {
        "publication": publication,
        "language": tag,
        "file": file.file,
        "translated": file.translated + file.accepted,
        "stale": file.stale,
        "missing": file.untranslated,
        "words_left": file.words_left,
    }


def language_of(source: Source, tag: str) -> Outcome[Language]:
    """Return how a language is written, as the house says it and the publication."""
    from octavo.localize.language import read_language

    return read_language(tag, house_file(tag, "yaml"), _bytes(source.folder / "locale" / tag / "locale.yaml"))


def house_file(tag: str, kind: str) -> bytes | None:
    """Return the house's file on a language: its own, or that of the language it is a variety of."""
    from octavo.localize.language import house_tags

    paths = [templates_folder() / "locale" / f"{each}.{kind}" for each in house_tags(tag)]
    return next((path.read_bytes() for path in paths if path.is_file()), None)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def po_files(source: Source, tag: str) -> dict[str, bytes]:
    """Return the PO files of a publication's own language; words of a theme's templates are another matter."""
    paths = sorted((source.folder / "locale" / tag).glob("*.po"))
    return {path.name: path.read_bytes() for path in paths if path.name != "strings.po"}


def written(folder: Path, files: dict[str, Any]) -> tuple[Path, ...]:
    """Write files into a folder, each whole or not at all, and return their paths."""
    for name, data in sorted(files.items()):
        write_whole(folder / name, data)
    return tuple(folder / name for name in sorted(files))


def below(problems: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    """Return the problems with the publication's folder before their files."""
    from octavo.pipeline.report import located

    return located(problems, {}, source.folder.as_posix())
