# SPDX-License-Identifier: AGPL-3.0-or-later
"""All messages of a publication: its texts, then its facts, each once."""

from __future__ import annotations

from octavo.markup.extract import merged, segments_of
from octavo.markup.source import read_source
from octavo.markup.values import value_messages
from octavo.model.catalog import Message
from octavo.model.publication import Publication


def messages_of(publication: Publication) -> tuple[Message, ...]:
    """Return what translators see: the texts in their order, then manifest, ledger, tables and pictures.

    A message found in both is one message of the domain “text”, with the keys of all its places: a catalog knows it by
    its context and words alone.
    """
    texts = (
        segment.message
        for text in publication.texts
        for segment in segments_of(read_source(text.source, text.file))
        if segment.message
    )
    return merged([*texts, *(message for _, message in value_messages(publication))])
