# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reference pages on content files: every key with its type, default and meaning, as the models have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from octavo.load.schema import KINDS
from octavo.resources.font_manifest import font_schema

PRINTED = "<!-- Printed from the code by scripts/print_reference.py: change the code, then run it again. -->"

# Kind of file → its page here, and the guide that teaches it.
FILES = {
    "publication": ("manifest", "authors"),
    "sources": ("sources", "authors"),
    "statistics": ("statistics", "authors"),
    "table": ("table", "authors"),
    "terms": ("terms", "authors"),
    "corrections": ("corrections", "authors"),
    "images": ("images", "authors"),
    "printer": ("printer", "printers"),
    "theme": ("theme", "designers"),
    "fonts": ("fonts", "designers"),
    "language": ("language", "translators"),
}


def page(title: str, *parts: str) -> str:
    """Return a page of Markdown with its title and parts, an empty line between them."""
    return "\n\n".join([f"# {title}", PRINTED, *(part.strip("\n") for part in parts if part.strip())]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table; a bar inside a cell would end it."""
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def content_file(kind: str) -> str:
    """Return the page on one kind of content file: every key with type, default and meaning."""
    title = "fonts.yaml: the fonts of a folder" if kind == "fonts" else KINDS[kind][1]
    schema: dict[str, Any] = font_schema() if kind == "fonts" else KINDS[kind][0].model_json_schema(mode="validation")
    guide = FILES[kind][1]
    parts = [f"Learn it in [the guide](../guide/{guide}.md); editors check with [its schema](../schema/{kind}.json)."]
    parts.append(_keys(schema))
    sections = _inner(schema) if kind == "fonts" else schema.get("$defs", {})
    for name, below in sections.items():
        parts += [f"## {name}", below.get("description", ""), _keys(below)]
    name, _, what = title.partition(": ")
    return page(f"`{name}`: {what}", *parts)


def _inner(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mappings inside the schema of fonts, which has no definitions, by names of their own."""
    family = schema["properties"]["families"]["items"]
    return {
        "families": family,
        "licence": family["properties"]["licence"],
        "files": family["properties"]["files"]["items"],
    }


def _keys(schema: Mapping[str, Any]) -> str:
    needed = schema.get("required", [])
    rows = []
    for key, value in schema.get("properties", {}).items():
        default = "**needed**" if key in needed else _default(value.get("default"))
        rows.append((f"`{key}`", _type(value, key), default, _described(value)))
    return table(("key", "type", "default", "what it is"), rows)


def _described(value: Mapping[str, Any]) -> str:
    """Return the description of a key, or that of its type."""
    inner = [value, *value.get("anyOf", []), value.get("items", {})]
    return next((str(each["description"]) for each in inner if each.get("description")), "")


TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "object": "keys",
}


def _type(value: Mapping[str, Any], key: str = "") -> str:
    """Return a type of JSON Schema in words."""
    if "$ref" in value:
        name = str(value["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
    if "anyOf" in value:
        kinds = [each for each in value["anyOf"] if each.get("type") != "null"]
        return "number" if len(kinds) > 1 else _type(kinds[0], key)
    return _container(value, key) or (
        "date" if value.get("format") == "date" else TYPES.get(value.get("type", ""), "any")
    )


def _container(value: Mapping[str, Any], key: str) -> str:
    """Return the type of a list or of keys in words, or nothing for a single value."""
    if "prefixItems" in value:
        return f"list of {len(value['prefixItems'])}: {_type(value['prefixItems'][0])}"
    if value.get("type") == "array":
        return f"list of {_type(value['items'], key)}"
    if isinstance(value.get("additionalProperties"), dict):
        return f"keys with {_type(value['additionalProperties'])}"
    return f"[{key}](#{key})" if "properties" in value else ""


def _default(value: object) -> str:
    """Return a default as YAML writes it; nothing for nothing."""
    if value is None or value in ("", [], {}) or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return f"`[{', '.join(map(str, value))}]`"
    return f"`{value}`"
