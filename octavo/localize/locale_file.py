# SPDX-License-Identifier: AGPL-3.0-or-later
"""A language file (locale.yaml) read: its values, and the line of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.diagnostics.problem import Place, Problem, problem

DEEPEST = 8


@dataclass(frozen=True, slots=True)
class LocaleFile:
    """The values of a language file as strings, lists and mappings; `lines` gives line and column by dotted key."""

    name: str
    values: dict[str, Any]
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text of the file with its key."""
        yield from _texts(self.values, "")

    def place(self, key: str) -> Place:
        """Return the place of a key, or of the nearest one around it."""
        around = key
        while around and around not in self.lines:
            around = around.rpartition(".")[0]
        return Place(self.name, *self.lines.get(around, (1, 1)), f"{self.name}#{key}")


class _Refused(Exception):  # noqa: N818  (it says what happened)
    """Something that no language file needs; carries what it is and its line."""


def read_locale_file(data: bytes, name: str) -> LocaleFile | Problem:
    """Return the file's values, or the problem that stands in the way."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        text = data.decode("utf-8-sig")
        root = YAML(pure=True).compose(text)
        lines: dict[str, tuple[int, int]] = {}
        values = {} if root is None else _plain(root, "", lines)
    except UnicodeDecodeError:
        return problem("L301", Place(name))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        return problem("L203", place, fault=error.problem or "it can't be read")
    except _Refused as refused:
        fault, line = refused.args
        return problem("L203", Place(name, line), fault=fault)
    except (YAMLError, ValueError, RecursionError) as error:
        return problem("L203", Place(name), fault=str(error).partition("\n")[0] or "it can't be read")
    if not isinstance(values, dict):
        return problem("L203", Place(name, 1), fault="it has no keys")
    return LocaleFile(name, values, lines)


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield from _texts(inner, f"{key}.{name}".lstrip("."))


def _plain(node: Any, key: str, lines: dict[str, tuple[int, int]]) -> Any:
    """Return a node as strings, lists and mappings: the model knows which string is a number or a flag."""
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    lines.setdefault(key, (line, column))
    if node.anchor:
        raise _Refused("anchors and aliases are not read", line)
    if key.count(".") > DEEPEST:
        raise _Refused("it is nested too deeply", line)
    if isinstance(node.value, str):
        return node.value
    if node.id == "sequence":
        return [_plain(item, f"{key}.{at}", lines) for at, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for name, value in node.value:
        if not isinstance(name.value, str):
            raise _Refused("a key is not a word", name.start_mark.line + 1)
        if name.value in found:
            raise _Refused(f"the key “{name.value}” stands twice", name.start_mark.line + 1)
        found[name.value] = _plain(value, f"{key}.{name.value}".lstrip("."), lines)
    return found
