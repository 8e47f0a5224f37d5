# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 2: a publication becomes an edition, every word, number and date in the form of one language."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.localize.approvals import chapters_of_edition, content_digests, valid_approvals
from octavo.localize.corrections import cited_by, correction_problems, corrections_text
from octavo.localize.formats import own_names
from octavo.localize.ledger import groups_text, images_text, sources_text, statistics_text, tables_text
from octavo.localize.parts import cited_in, parts_text
from octavo.localize.translator import Translator, house_problems, state_problems
from octavo.localize.values import Values, value_text, values_of
from octavo.markup.messages import messages_of
from octavo.model.catalog import Catalog, Message
from octavo.model.edition import Edition, EditionKey
from octavo.model.locale import Language
from octavo.model.manifest import Manifest, Scope
from octavo.model.publication import PROFILE_TYPE, Publication

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:octavo:editions")


def localize(  # noqa: PLR0913  (what an edition is made of, each for itself)
    publication: Publication,
    key: EditionKey,
    catalog: Catalog,
    strings: Catalog,
    language: Language,
    *,
    draft: bool,
    open_rows: bool = False,
) -> Outcome[Edition]:
    """Return the edition of a publication in a language, and what stands in its way.

    Args:
        publication: checked by load.
        key: what the edition is called; its first language is `language`.
        catalog: the translations; not looked at where `language` is that of the texts.
        strings: the house's and the theme's words in the language.
        language: how the language is written.
        draft: show what is untranslated or stale, marked, instead of refusing it.
        open_rows: leave the values of a series open, for its rows to fill.
    """
    messages = messages_of(publication)
    words = _translator(publication, catalog, strings, language, messages, draft=draft)
    values = values_of(publication, words, open_rows=open_rows)
    digests = content_digests(publication, catalog, language, messages, strings)
    chapters = chapters_of_edition(publication, catalog, language, messages, strings)
    approvals = valid_approvals(publication, key, digests, chapters)
    found = [*state_problems(messages, words), *house_problems(words), *_noun_problems(values), *approvals.problems]
    manifest = _manifest(publication.manifest, values).model_copy(update={"approvals": approvals.unwrap()})
    edition = _edition(key, values, messages, manifest, digests)
    found += correction_problems(edition, values)
    outcome = Outcome(edition, in_order([*found, *values.problems]))
    return Outcome(None, outcome.problems) if outcome.failed else outcome


def _edition(
    key: EditionKey, values: Values, messages: Sequence[Message], manifest: Manifest, digests: dict[Scope, str]
) -> Edition:
    publication, words = values.publication, values.words
    statistics, tables = statistics_text(values), tables_text(values)
    written = parts_text(values)
    parts = tuple(part for part in written if part.opens != "filler")
    corrections = corrections_text(values, written)
    return Edition(
        key=key,
        publication=publication.name,
        language=words.language,
        source_language=publication.manifest.language,
        manifest=manifest,
        theme=publication.theme,
        theme_css=publication.theme_css,
        theme_templates=publication.theme_templates,
        parts=parts,
        statistics=statistics,
        sources=sources_text(values),
        source_groups=groups_text(values),
        cited=tuple(dict.fromkeys([*cited_in(written, statistics, tables), *cited_by(corrections)])),
        tables=tables,
        images=images_text(values),
        rolls={roll.id: roll for roll in publication.rolls},
        fonts=tuple(asset for asset in publication.assets if asset.media_type.startswith("font/")),
        strings={name: entry.forms for name, entry in words.strings.entries.items() if entry.forms},
        states={} if words.source else {message.id: words.state(message) for message in messages},
        draft=words.draft,
        identifier=identifier_of(publication.manifest, key),
        digests=digests,
        other_editions=others_of(publication.manifest, key),
        filler=next((part for part in written if part.opens == "filler"), None),
        printers=publication.printers,
        profiles=tuple(asset for asset in publication.assets if asset.media_type == PROFILE_TYPE),
        corrections=corrections,
    )


def _translator(  # noqa: PLR0913  (what it is made of)
    publication: Publication,
    catalog: Catalog,
    strings: Catalog,
    language: Language,
    messages: Sequence[Message],
    *,
    draft: bool,
) -> Translator:
    source = language.tag == publication.manifest.language
    by_key = {each: message for message in messages for each in message.keys}
    return Translator(language, catalog, strings, source, draft, by_key)


def _noun_problems(values: Values) -> Iterator[Problem]:
    """Yield a problem for every noun of the language that belongs to no unit of the publication."""
    tag = values.words.language.tag
    known = ", ".join(values.counts.units) or "none"
    for unit in sorted(values.words.language.nouns.keys() - values.counts.units.keys()):
        file = f"locale/{tag}/locale.yaml"
        yield problem("L211", Place(file, key=f"{file}#nouns.{unit}"), unit=unit, known=known)


def identifier_of(manifest: Manifest, key: EditionKey) -> str:
    """Return the identifier of an edition: the same as long as the work's UUID, or publisher and title, are.

    One UUID for each language, as each edition is a publication of its own (RFC 9562, 5.5).
    """
    work = manifest.identifiers.uuid.removeprefix("urn:uuid:")
    publisher = manifest.publisher.name if manifest.publisher else ""
    try:
        base = uuid.UUID(work)
    except ValueError:
        base = uuid.uuid5(_SPACE, f"{work}\n{publisher}\n{manifest.title}")
    return uuid.uuid5(base, key.label).urn


def _manifest(manifest: Manifest, values: Values) -> Manifest:
    translated: Manifest = _translated(manifest, "publication.yaml#", values)
    return translated


def _translated(value: Any, key: str, values: Values) -> Any:
    """Return a model with every string that is a message translated and filled."""
    if isinstance(value, str):
        return value_text(key, value, values) if key in values.words.by_key else value
    if isinstance(value, tuple):
        return tuple(_translated(each, f"{key}.{at}", values) for at, each in enumerate(value))
    if isinstance(value, BaseModel):
        around = key if key.endswith("#") else f"{key}."
        names = type(value).model_fields
        changed = {name: _translated(getattr(value, name), f"{around}{name}", values) for name in names}
        return value.model_copy(update=changed)
    return value


def others_of(manifest: Manifest, key: EditionKey) -> dict[str, str]:
    """Return the other editions of a publication, each with its languages as they name themselves."""
    editions = manifest.editions or (manifest.language,)
    return {each: own_names(each) for each in editions if each != key.label}
