# SPDX-License-Identifier: AGPL-3.0-or-later
"""The locks name contents and no hosts, and fit the wishes, each other, the project file and the imports."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
BACKEND = "hatchling"


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the version and the hashes of every package of a lock."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for line in text.splitlines():
        requirement = Requirement(line.split(" --hash", 1)[0])
        (version,) = requirement.specifier
        assert version.operator == "=="
        found[canonicalize_name(requirement.name)] = (
            version.version,
            frozenset(re.findall(r"sha256:[0-9a-f]{64}", line)),
        )
    return found


def wishes(name: str) -> list[Requirement]:
    """Return the packages that a .in file asks for, those of the files it includes not counted."""
    lines = [line.partition("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-r ")]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_every_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|^-|^\s+--(?!hash=sha256:)", text, re.MULTILINE)
    assert all(hashes for _, hashes in pins(name).values())


@pytest.mark.parametrize(("wish", "lock"), [("requirements.in", LOCKS[0]), ("requirements-test.in", LOCKS[1])])
def test_every_wish_is_in_its_lock(wish: str, lock: str) -> None:
    locked = pins(lock)
    for requirement in wishes(wish):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_the_tests_run_with_what_a_build_runs_with() -> None:
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items()


def test_the_project_file_asks_for_the_same() -> None:
    locked = pins(LOCKS[0])
    asked = [Requirement(line) for line in project()["project"]["dependencies"]]
    names = {canonicalize_name(requirement.name) for requirement in wishes("requirements.in")}
    assert {canonicalize_name(requirement.name) for requirement in asked} == names - {BACKEND}
    for requirement in [*asked, *map(Requirement, project()["build-system"]["requires"])]:
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} against {version}"


def test_every_import_is_asked_for() -> None:
    asked = {canonicalize_name(requirement.name) for requirement in wishes("requirements.in")}
    extras = {
        extra: {canonicalize_name(Requirement(line).name) for line in lines}
        for extra, lines in project()["project"]["optional-dependencies"].items()
    }
    brings = packages_distributions()
    for path in sorted((ROOT / "octavo").rglob("*.py")):
        extra = "judges" if "judges" in path.parts else "dask" if path.name.startswith("cluster") else ""
        allowed = asked | extras.get(extra, set())
        for module in imported(ast.parse(path.read_text("utf-8"))):
            names = {canonicalize_name(name) for name in brings.get(module, [module])}
            assert names & allowed, f"{path.relative_to(ROOT)} imports {module}, which is not in requirements.in"


def imported(tree: ast.AST) -> set[str]:
    """Return the packages outside the standard library and Octavo that a module imports anywhere."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"octavo"}


def test_before_the_environment_only_the_standard_library_is_used() -> None:
    for path in [ROOT / "build.py", *sorted((ROOT / "bootstrap").glob("*.py"))]:
        assert imported(ast.parse(path.read_text("utf-8"))) <= {"bootstrap"}, path.name


def test_the_lock_of_npm_names_no_host_and_every_hash() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))
    packages: dict[str, dict[str, Any]] = lock["packages"]
    assert packages.pop("")["dependencies"] == wanted["dependencies"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert package["integrity"].startswith("sha512-"), name
    for name, version in wanted["dependencies"].items():
        assert packages[f"node_modules/{name}"]["version"] == version
