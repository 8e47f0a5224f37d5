# SPDX-License-Identifier: AGPL-3.0-or-later
"""A YAML file read: its tree, its plain values, and the key under which each value is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.decode import decode_text
from octavo.load.yaml_nodes import Node, parse_yaml

Step = str | int
Path = Sequence[Step]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file whose top is a mapping.

    `named_by` is the key that names the items of lists (`id`, `file`), empty where items go by their index from 0.
    Items of the lists in `flat` are known without the list's name: `facts/statistics.yaml#killed`.
    """

    file: str
    root: Node
    named_by: str = ""
    flat: frozenset[str] = frozenset()


# Lists whose items have names of their own, by file: the key that names them, and those that go without their list's.
_NAMED = {
    "facts/sources.yaml": ("id", frozenset({"sources"})),
    "facts/statistics.yaml": ("id", frozenset({"units", "statistics", "dates"})),
    "corrections.yaml": ("id", frozenset({"corrections"})),
    "images/images.yaml": ("file", frozenset({"images"})),
}


def read_yaml(data: bytes, file: str) -> tuple[YamlFile | None, tuple[Problem, ...]]:
    """Return the file, or None with the problems that stand in the way; a file must hold keys and values."""
    text, problems = decode_text(data, file)
    if text is None or problems:
        return None, problems
    root, problems = parse_yaml(text, file)
    if root is None:
        return None, problems or (problem("M022", Place(file, 1, 1)),)
    if root.kind != "map":
        return None, (*problems, problem("M023", Place(file, root.line, root.column)))
    return YamlFile(file, root, *_NAMED.get(file, ("", frozenset()))), problems


def plain(node: Node) -> Any:
    """Return the node as dicts, lists and scalars."""
    match node.kind:
        case "map":
            return {name: plain(value) for name, (_, value) in node.entries.items()}
        case "list":
            return [plain(item) for item in node.items]
    return node.value


def find(yaml: YamlFile, path: Path) -> Node:
    """Return the node at a path, or the nearest one around it."""
    node = yaml.root
    for step in path:
        inner = _child(node, step)
        if inner is None:
            break
        node = inner
    return node


def place_of(yaml: YamlFile, path: Path, *, at_key: bool = False) -> Place:
    """Return the place of the value at a path, or of its key; the key of the place names what the path names."""
    node = find(yaml, path)
    if at_key and path:
        around = find(yaml, path[:-1])
        node = around.entries.get(str(path[-1]), (node, node))[0]
    return Place(yaml.file, node.line, node.column, key_of(yaml, path))


def key_of(yaml: YamlFile, path: Path) -> str:
    """Return the key of a path: `publication.yaml#parts.3`, `facts/statistics.yaml#killed.alternatives.hrw`."""
    node: Node | None = yaml.root
    names: list[str] = []
    for depth, step in enumerate(path):
        around, node = node, _child(node, step) if node else None
        name = _item_name(around, node, step, yaml.named_by)
        if depth == 1 and names[0] in yaml.flat and name != str(step):
            names.clear()
        names.append(name)
    return f"{yaml.file}#{'.'.join(names)}" if names else yaml.file


def places(yaml: YamlFile) -> dict[str, tuple[str, int, int]]:
    """Return where every value of the file stands, by its key."""
    found = {yaml.file: (yaml.file, 1, 1)}
    for path, node in _walk(yaml.root, ()):
        found.setdefault(key_of(yaml, path), (yaml.file, node.line, node.column))
    return found


def scalars(yaml: YamlFile, *pattern: str) -> list[tuple[Path, str]]:
    """Return the paths and spellings of the scalars under a pattern of keys; “*” stands for every item of a list."""
    found: list[tuple[tuple[Step, ...], Node]] = [((), yaml.root)]
    for step in pattern:
        inner: list[tuple[tuple[Step, ...], Node]] = []
        for path, node in found:
            if step == "*":
                inner += [((*path, at), item) for at, item in enumerate(node.items)]
            elif step in node.entries:
                inner.append(((*path, step), node.entries[step][1]))
        found = inner
    return [(path, node.text.strip()) for path, node in found if node.kind == "scalar"]


def _walk(node: Node, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Node]]:
    if path:
        yield path, node
    for name, (_, value) in node.entries.items():
        yield from _walk(value, (*path, name))
    for index, item in enumerate(node.items):
        yield from _walk(item, (*path, index))


def _child(node: Node, step: Step) -> Node | None:
    if node.kind == "map" and str(step) in node.entries:
        return node.entries[str(step)][1]
    if node.kind == "list" and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def _item_name(around: Node | None, item: Node | None, step: Step, named_by: str) -> str:
    if around and around.kind == "list" and item and item.kind == "map" and named_by in item.entries:
        name = item.entries[named_by][1]
        if name.kind == "scalar" and name.text:
            return name.text
    return str(step)
