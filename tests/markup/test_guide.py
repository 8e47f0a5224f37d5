# SPDX-License-Identifier: AGPL-3.0-or-later
"""The guide for authors is true: its examples are read without a problem, and its tables name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from octavo.diagnostics.catalogue import CATALOGUE
from octavo.markup.directives import DIRECTIVES, TRANSLATED
from octavo.markup.inline_rules import SPAN_ATTRIBUTES
from octavo.markup.placeholders import DATE_FACETS, EDITION_FACETS, Known, Placeholder, read_placeholder
from tests.markup.samples import codes, parsed

GUIDE = (Path(__file__).parents[2] / "docs/guide/markdown.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.M | re.S)
ROWS = dict(re.findall(r"^\| `([\w-]+)` \| [^|]*\| ([^|]*)\|$", GUIDE, re.M))
KNOWN = Known({"lost": frozenset({"example2001"})}, frozenset({"boats"}), frozenset({"night"}), frozenset({"town"}))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n")[0][:30])
def test_an_example_has_no_problem(example: str) -> None:
    assert codes(parsed(example if example.startswith("# ") else f"# T\n\n{example}")) == []


def test_the_guide_itself_is_in_the_dialect() -> None:
    assert codes(parsed(GUIDE)) == []


def test_every_directive_stands_in_the_table_with_its_attributes() -> None:
    assert ROWS.keys() == DIRECTIVES.keys()
    for name, directive in DIRECTIVES.items():
        named = set(re.findall(r"`([a-z]+)(?:=\d)?`", ROWS[name]))
        values = {value for takes in directive.takes.values() for value in takes}
        assert named - values == directive.takes.keys(), name
        for needed in directive.needs:
            assert re.search(rf"`{needed}` \([^)]*needed\)", ROWS[name]), f"{name}: {needed}"


def test_every_value_and_rule_of_attributes_is_named() -> None:
    for name in TRANSLATED | set(SPAN_ATTRIBUTES) - {"class"}:
        assert f"`{name}`" in GUIDE
    for kind in DIRECTIVES["chart"].takes["kind"]:
        assert f"`kind={kind}`" in GUIDE
    for size in DIRECTIVES["photo"].takes["size"]:
        assert f"`{size}`" in GUIDE


def test_every_placeholder_in_the_table_means_something() -> None:
    names = re.findall(r"`\{([a-z0-9_.]+)\}`", GUIDE)
    assert {f"night.{facet}" for facet in DATE_FACETS} | {f"edition.{facet}" for facet in EDITION_FACETS} <= set(names)
    for name in names:
        assert isinstance(read_placeholder(name, KNOWN), Placeholder), name


def test_codes_in_the_guide_exist() -> None:
    assert set(re.findall(r"\b[A-Z]\d{3}\b", GUIDE)) <= CATALOGUE.keys()
