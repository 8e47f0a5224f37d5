# SPDX-License-Identifier: AGPL-3.0-or-later
"""ONIX messages looked into, with EDItEUR's schemas and code lists."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from octavo.model.distribution import PublishedFile

XS = "{http://www.w3.org/2001/XMLSchema}"
RELEASES = ("3.1", "3.0")


def schemas(release: str) -> Path:
    spec = find_spec("onixcheck")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "schema" / f"xsd{release}"


@cache
def schema(release: str) -> etree.XMLSchema:
    return etree.XMLSchema(file=str(schemas(release) / f"ONIX_BookProduct_{release}_reference.xsd"))


@cache
def code_list(number: int, release: str) -> frozenset[str]:
    tree = etree.parse(str(schemas(release) / "ONIX_BookProduct_CodeLists.xsd"))
    (found,) = (each for each in tree.iter(f"{XS}simpleType") if each.get("name") == f"List{number}")
    return frozenset(str(each.get("value")) for each in found.iter(f"{XS}enumeration"))


def find(node: Any, path: str) -> list[Any]:
    steps = "/".join(f"*[local-name()='{each}']" if each else "" for each in path.split("/"))
    return list(node.xpath(f"descendant::{steps}"))


def texts(node: Any, path: str) -> list[str]:
    return ["".join(each.itertext()) for each in find(node, path)]


def is_epub(file: PublishedFile) -> bool:
    return file.path.endswith(".epub")
