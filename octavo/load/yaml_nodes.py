# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML as a tree of nodes that know their line and column; built from ruamel.yaml's events, nothing is constructed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.yaml_faults import fault

# A file of 60 KB has some 4,000 nodes; aliases that blow up beyond this are an attack or a slip.
MOST_NODES = 200_000
DEEPEST = 32

# The core schema of YAML 1.2 (10.3.2): `no`, `on` and dates are plain words there, not booleans and timestamps.
_NULL = re.compile(r"^(~|null|Null|NULL|)$")
_TRUE, _FALSE = {"true", "True", "TRUE"}, {"false", "False", "FALSE"}
_INT = re.compile(r"^[-+]?[0-9]{1,30}$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?$")

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file with its place; lines and columns count from 1.

    `text` is a scalar's own spelling; `size` how many nodes it comes to with all aliases written out.
    """

    kind: Literal["scalar", "list", "map"]
    line: int
    column: int
    value: Value = None
    text: str = ""
    items: tuple[Node, ...] = ()
    entries: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    size: int = 1


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    kind: Literal["list", "map"]
    line: int
    column: int
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class _Reading:
    """A file half read: what is open, what has a name, what is wrong."""

    file: str
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    root: Node | None = None


class _Refused(Exception):  # noqa: N818  (it says what happened)
    """A construct that is not read; carries its problem and stops the file."""

    def __init__(self, refused: Problem) -> None:
        self.problem = refused
        super().__init__(str(refused))


@lru_cache(maxsize=64)  # some hundred milliseconds for a long ledger; a preview asks again whenever any file is saved
def parse_yaml(source: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the tree of a normalised YAML file, and what is wrong with it as YAML; an empty file gives no tree."""
    reading = _Reading(file)
    try:
        for event in _events(source):
            _take(event, reading)
    except _Refused as refusal:
        return None, (*reading.problems, refusal.problem)
    except Exception as error:  # ruamel.yaml raises ValueError, IndexError and others for broken input
        return None, (*reading.problems, fault(error, source, file))
    return reading.root, tuple(reading.problems)


def _events(source: str) -> Iterator[Any]:
    from ruamel.yaml import YAML

    # Pure Python: 300 KB a second, and the same marks everywhere; its C parser is not in the lock.
    yield from YAML(typ="safe", pure=True).parse(source)


def _take(event: Any, reading: _Reading) -> None:
    kind, stack = type(event).__name__, reading.stack
    place = Place(reading.file, event.start_mark.line + 1, event.start_mark.column + 1)
    if kind == "DocumentStartEvent":
        _refuse_if(reading.root is not None, "M016", place)
        _refuse_if(bool(event.version or event.tags), "M015", place, tag="%")
    if kind in ("SequenceStartEvent", "MappingStartEvent"):
        _refuse_tag(event, place)
        _refuse_if(len(stack) >= DEEPEST, "M017", place, most=DEEPEST)
        stack.append(_Open("list" if kind[0] == "S" else "map", place.line, place.column, event.anchor))
        return
    node = _finished(event, kind, place, reading)
    if node is None:
        return
    if not stack:
        reading.root = node
        return
    stack[-1].nodes.append(node)
    stack[-1].size += node.size
    _refuse_if(stack[-1].size > MOST_NODES, "M013", place, most=MOST_NODES)


def _finished(event: Any, kind: str, place: Place, reading: _Reading) -> Node | None:
    """Return the node that the event completes, if it does."""
    match kind:
        case "ScalarEvent":
            node, anchor = _scalar(event, place), event.anchor
        case "AliasEvent":
            _refuse_if(event.anchor not in reading.anchors, "M018", place, name=event.anchor)
            return reading.anchors[event.anchor]
        case "SequenceEndEvent" | "MappingEndEvent":
            ended = reading.stack.pop()
            node, anchor = _collection(ended, reading), ended.anchor
        case _:
            return None
    if anchor:
        reading.anchors[anchor] = node
    return node


def _scalar(event: Any, place: Place) -> Node:
    _refuse_tag(event, place)
    text = event.value
    value = _plain_value(text) if event.implicit[0] else text
    return Node("scalar", place.line, place.column, value, text)


def _plain_value(text: str) -> Value:
    if _NULL.match(text):
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _collection(ended: _Open, reading: _Reading) -> Node:
    if ended.kind == "list":
        return Node("list", ended.line, ended.column, items=tuple(ended.nodes), size=ended.size)
    entries: dict[str, tuple[Node, Node]] = {}
    for key, value in zip(ended.nodes[::2], ended.nodes[1::2], strict=True):
        place = Place(reading.file, key.line, key.column)
        if key.kind != "scalar":
            reading.problems.append(problem("M019", place))
        elif key.text == "<<":
            reading.problems.append(problem("M014", place))
        elif key.text in entries:
            reading.problems.append(problem("M012", place, key=key.text, line=entries[key.text][0].line))
        else:
            entries[key.text] = (key, value)
    return Node("map", ended.line, ended.column, entries=entries, size=ended.size)


def _refuse_tag(event: Any, place: Place) -> None:
    tag = event.tag
    harmless = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
    _refuse_if(bool(tag) and tag not in harmless, "M015", place, tag=str(tag).replace("tag:yaml.org,2002:", "!!"))


def _refuse_if(wrong: bool, code: str, place: Place, **values: object) -> None:
    if wrong:
        raise _Refused(problem(code, place, hints=(), **values))
