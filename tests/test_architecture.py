# SPDX-License-Identifier: AGPL-3.0-or-later
"""The import table of ARCHITECTURE.md is the rule: these tests read it and enforce it, with the other house rules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from octavo.diagnostics.catalogue import CATALOGUE

ROOT = Path(__file__).parents[1]
TABLE = re.findall(r"^\| `(\w+)` \| ?([\w, ]*?) ?\|$", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
ALLOWED = {part: set(filter(None, others.split(", "))) for part, others in TABLE}
MODULES = sorted((ROOT / "octavo").rglob("*.py"))
SLOW = ("weasyprint", "ebooklib", "pikepdf", "pypdfium2", "PIL", "fontTools", "babel", "lxml", "jinja2", "pydantic")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return the imports and functions of a module: all that is asked about."""
    wanted = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, wanted))


def part_of(module: str) -> str:
    return ([*module.split("."), ""])[1]


def part_of_file(path: Path) -> str:
    return part_of(".".join(path.relative_to(ROOT).with_suffix("").parts))


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_the_table_names_every_part_once() -> None:
    parts = {part_of_file(path) for path in MODULES} - {"__init__"}
    assert parts == set(ALLOWED)
    assert len(TABLE) == len(ALLOWED)


def test_the_table_has_no_circle() -> None:
    waiting = dict(ALLOWED)
    while waiting:
        free = {part for part, needs in waiting.items() if not needs & waiting.keys()}
        assert free, f"a circle among {sorted(waiting)}"
        waiting = {part: needs for part, needs in waiting.items() if part not in free}


# One test looks at all modules: a test for each would take longer to be called than to look.
def test_a_part_imports_only_what_the_table_allows() -> None:
    found = []
    for path in MODULES:
        here = part_of_file(path)
        for node in nodes(path):
            at = f"{path}:{getattr(node, 'lineno', 0)}"
            if getattr(node, "level", 0):
                found.append(f"{at}: write the import in full")
            for there in (part_of(name) for name in imported(node) if name.startswith("octavo.")):
                if here != there and there not in ALLOWED.get(here, ()):
                    found.append(f"{at}: {here} imports {there}")
    assert found == []


def test_modules_form_no_circle() -> None:
    """Not even inside one part does a module import, at any depth, one that imports it."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}
    needs = {
        name: {target for node in nodes(path) for target in imported(node) if target in names and target != name}
        for name, path in names.items()
    }
    while needs:
        free = {name for name, targets in needs.items() if not targets & needs.keys()}
        assert free, f"a circle among {sorted(needs)}"
        needs = {name: targets for name, targets in needs.items() if name not in free}


def test_a_module_is_one_notion_of_at_most_300_lines() -> None:
    texts = {path: path.read_text("utf-8") for path in MODULES}
    assert [path for path, text in texts.items() if len(text.splitlines()) > 300] == []
    assert [path for path in MODULES if not ast.get_docstring(tree(path))] == [], "the first line says what it is for"
    spdx = "# SPDX-License-Identifier: AGPL-3.0-or-later\n"
    assert [path for path, text in texts.items() if not text.startswith(spdx)] == []


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{path}:{node.lineno}: {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 45
    ]
    assert long == []


def test_the_command_starts_without_the_slow_libraries() -> None:
    """A build with nothing to do must not wait for a layout engine; asked in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, octavo.cli.build; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert not set(SLOW) & set(told.stdout.split())


def codes_used() -> set[str]:
    called = re.compile(r"problem\(\s*[\"']([A-Z]\d{3})[\"']")
    return {code for path in MODULES for code in called.findall(path.read_text("utf-8"))}


def test_every_code_that_is_raised_is_in_the_catalogue() -> None:
    assert codes_used() <= set(CATALOGUE)


def test_every_code_explains_itself() -> None:
    assert [code for code, row in CATALOGUE.items() if not row.title or row.title.endswith(".")] == []
    assert [code for code, row in CATALOGUE.items() if len(row.about) <= 30] == [], "say why the rule exists"
