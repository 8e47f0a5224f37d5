# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which values of a publication's data files are translated, and under which key: the one place that knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from octavo.markup.segments import flags_of, fold, is_short, translatable
from octavo.model.catalog import Message
from octavo.model.corrections import Corrections
from octavo.model.data import Images, Table
from octavo.model.ledger import Sources, Statistics, Unit
from octavo.model.manifest import Manifest
from octavo.model.publication import Publication

_POSITION = re.compile(r"(#|\.)(rows|parts)\.\d+(?=\.)")
_NUMBER = "{n}"


def value_messages(publication: Publication) -> Iterator[tuple[str, Message]]:
    """Yield every translatable value as its key and message, in the order of the files; units are plural messages."""
    yield from _manifest(publication.manifest)
    yield from _sources(publication.sources)
    yield from _statistics(publication.statistics)
    for name, table in sorted(publication.tables.items()):
        yield from _table(f"data/{name}.yaml", table)
    yield from _images(publication.images)
    yield from _corrections(publication.corrections)


def value_message(text: str, key: str, comment: str = "", markdown: bool = True) -> Message | None:
    """Return the message of a value; None if it has no words. Its context is its key where it is short.

    Positions in lists are no part of a context: else a row put in above would send all below to translators again.
    """
    msgid = fold(text).text
    if not translatable(msgid):
        return None
    context = _POSITION.sub(r"\1\2", key) if is_short(msgid) else ""
    return Message(msgid, context, domain="facts", keys=(key,), flags=flags_of(msgid, markdown), comment=comment)


def unit_message(unit: Unit) -> Message:
    """Return a unit as a plural message: its forms with {n} for the number."""
    flags = ("python-brace-format",) if _NUMBER in unit.one + unit.other else ()
    key = f"facts/statistics.yaml#{unit.id}"
    comment = "a counted noun; {n} is the number"
    return Message(unit.one, f"unit {unit.id}", unit.other, "facts", (key,), flags, comment)


def _values(
    model: BaseModel, prefix: str, *names: str, markdown: bool = False, note: str = ""
) -> Iterator[tuple[str, Message]]:
    for name in names:
        key = f"{prefix}{name}"
        about = type(model).model_fields[name].description or name.replace("_", " ")
        message = value_message(getattr(model, name), key, ": ".join(filter(None, [note, about])), markdown)
        if message:
            yield key, message


def _manifest(manifest: Manifest) -> Iterator[tuple[str, Message]]:
    file = "publication.yaml#"
    yield from _values(manifest, file, "title", "subtitle", "short_title", "description")
    if manifest.series:
        yield from _values(manifest.series, f"{file}series.", "title", note="series")
    if manifest.publisher:
        yield from _values(manifest.publisher, f"{file}publisher.", "name", "place", note="publisher")
    yield from _values(manifest, file, "rights", "statement", markdown=True)
    if manifest.licence:
        yield from _values(manifest.licence, f"{file}licence.", "name", note="licence")
    for name, text in manifest.series_values.items():
        message = value_message(text, f"{file}series_values.{name}", "stands where no row of a series says otherwise")
        if message:
            yield f"{file}series_values.{name}", message
    for index, part in enumerate(manifest.parts):
        yield from _values(part, f"{file}parts.{index}.", "title", note=f"page “{part.page or part.text}”")


def _sources(sources: Sources) -> Iterator[tuple[str, Message]]:
    file = "facts/sources.yaml#"
    for group in sources.groups:
        yield from _values(group, f"{file}groups.{group.id}.", "title", note="a heading in the list of sources")
    for source in sources.sources:
        prefix = f"{file}{source.id}."
        yield from _values(source, prefix, "kind", "standpoint", "through", note=source.short)
        yield from _values(source, prefix, "note", markdown=True, note=source.short)


def _statistics(statistics: Statistics) -> Iterator[tuple[str, Message]]:
    file = "facts/statistics.yaml#"
    for unit in statistics.units:
        yield f"{file}{unit.id}", unit_message(unit)
    for each in statistics.statistics:
        prefix = f"{file}{each.id}."
        yield from _values(each, prefix, "counts", note=each.id)
        yield from _values(each, prefix, "note", markdown=True, note=each.id)
        if each.figure:
            yield from _values(each.figure, f"{prefix}figure.", "note", markdown=True, note=each.id)
        for other in each.alternatives:
            note = f"{each.id}, as {other.id} has it"
            yield from _values(other, f"{prefix}alternatives.{other.id}.", "scope", "note", markdown=True, note=note)


def _table(file: str, table: Table) -> Iterator[tuple[str, Message]]:
    yield from _values(table, f"{file}#", "title", note="table")
    for name, column in table.columns.items():
        yield from _values(column, f"{file}#columns.{name}.", "title", note=f"column “{name}”")
    texts = [name for name, column in table.columns.items() if column.type == "text"]
    for index, row in enumerate(table.rows):
        for name in texts:
            key = f"{file}#rows.{index}.{name}"
            value = row.get(name)
            message = value_message(value, key, f"column “{name}”") if isinstance(value, str) else None
            if message:
                yield key, message


def _images(images: Images) -> Iterator[tuple[str, Message]]:
    for image in images.images:
        prefix = f"images/images.yaml#{image.file}."
        yield from _values(image, prefix, "alt", note=image.file)
        yield from _values(image, prefix, "caption", markdown=True, note=image.file)


def _corrections(corrections: Corrections) -> Iterator[tuple[str, Message]]:
    """Yield the words of the corrections, but for those that are told in the language of one edition alone."""
    for each in corrections.corrections:
        if not each.written_in:
            prefix = f"corrections.yaml#{each.id}."
            yield from _values(each, prefix, "place", "was", "now", "why", note=f"correction “{each.id}”")
