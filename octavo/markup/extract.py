# SPDX-License-Identifier: AGPL-3.0-or-later
"""The messages of a text: one for every heading, paragraph, cell, term and translatable attribute with words in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from octavo.markup.comments import read_note
from octavo.markup.directives import TRANSLATED
from octavo.markup.nodes import Node
from octavo.markup.references import inline_references
from octavo.markup.segments import Folded, flags_of, fold, is_short, translatable
from octavo.markup.source import SourceText, attributes_of, label_of
from octavo.model.catalog import Message


@dataclass(frozen=True, slots=True)
class Segment:
    """A string of a block: its own words, or one of its attributes; without a message where nothing is translated."""

    node: Node
    attribute: str
    folded: Folded
    message: Message | None
    verse: bool = False


def segments_of(source: SourceText) -> Iterator[Segment]:
    """Yield the strings of a text in the order of the source."""
    notes = [(each.before, note) for each in source.clean.comments if (note := read_note(each.text))]
    for node, attribute, folded in _strings(source):
        key = source.key(node)
        said = []
        message = None
        if translatable(folded.text):
            while notes and notes[0][0] <= node.line:
                said.append(notes.pop(0)[1])
            message = Message(
                folded.text,
                _context(node, attribute) if is_short(folded.text) else "",
                keys=(f"{key}.{attribute}" if attribute else key,),
                flags=flags_of(folded.text),
                comment="\n".join([_path(node, attribute), *said]),
            )
        yield Segment(node, attribute, folded, message, not attribute and _in_verse(node))


def merged(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return each message once, at its first place, with the keys and comments of all its places."""
    found: dict[tuple[str, str], Message] = {}
    for message in messages:
        same = found.get((message.context, message.msgid))
        if same is None:
            found[message.context, message.msgid] = message
            continue
        comments = dict.fromkeys([*same.comment.split("\n"), *message.comment.split("\n")])
        keys = tuple(dict.fromkeys([*same.keys, *message.keys]))
        found[message.context, message.msgid] = replace(same, keys=keys, comment="\n".join(filter(None, comments)))
    return tuple(found.values())


def _strings(source: SourceText) -> Iterator[tuple[Node, str, Folded]]:
    for node in source.every:
        for name, value in attributes_of(node).items():
            if name in TRANSLATED:
                yield node, name, fold(value)
        if node.inline is not None:
            folded = fold(node.inline.content, keep_lines=_in_verse(node))
            yield node, "", inline_references(folded, source.references)


def _in_verse(node: Node) -> bool:
    return any(around.name == "verse" for around in node.around())


def _context(node: Node, attribute: str) -> str:
    if attribute:
        return attribute
    if node.kind == "cell":
        return "header" if node.token.type == "th_open" else "cell"
    if node.kind == "paragraph" and node.parent is not None and node.parent.kind == "item":
        return "item"
    return "" if node.kind == "paragraph" else node.kind


def _path(node: Node, attribute: str) -> str:
    """Return what translators are told of the place: “quote/list/item”, “heading 2”, “note title”."""
    steps = []
    for each in node.around():
        if each.kind == "heading":
            steps.append(f"heading {each.token.tag[1:]}")
        elif each.kind == "footnote":
            steps.append(f"footnote {label_of(each)}")
        elif each.kind not in ("row", "definitions") and not (each.kind == "paragraph" and each.parent):
            steps.append(each.name)
    return "/".join(reversed(steps)) + (f" {attribute}" if attribute else "")
