# SPDX-License-Identifier: AGPL-3.0-or-later
"""Templates of the house are compiled once and kept beside the program; those of a theme, and damaged ones, anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from octavo.compose import compiled
from octavo.compose.environment import ThemeLoader, environment_of

TEMPLATE = "front/own.html"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what is compiled in a folder of its own; return the names of the templates that were compiled."""
    names: list[str] = []
    generate = Environment._generate

    def watched(self, source, name, filename, defer_init=False):  # type: ignore[no-untyped-def]
        names.append(name)
        return generate(self, source, name, filename, defer_init)

    monkeypatch.setattr(Environment, "_generate", watched)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "cache_from_source", lambda path: str(tmp_path / "kept" / Path(path).name))
    (tmp_path / "house" / "front").mkdir(parents=True)
    return names


def written(tmp_path: Path, source: str, *, house: bool = True) -> str:
    """Return what a template says in a process that has not seen it yet."""
    compiled._KEPT.clear()
    if house:
        (tmp_path / "house" / TEMPLATE).write_text(source)
    theme = {} if house else {TEMPLATE: source}
    return environment_of(ThemeLoader(tmp_path / "house", theme, "theme"), {"n": 3}).get_template(TEMPLATE).render()


def test_the_house_is_compiled_once(tmp_path: Path, made: list[str]) -> None:
    assert [written(tmp_path, "{{ n }}") for _ in range(3)] == ["3"] * 3
    assert len(made) == 1
    assert written(tmp_path, "{{ n + 1 }}") == "4"
    assert len(made) == 2


def test_damage_costs_time_alone(tmp_path: Path, made: list[str]) -> None:
    written(tmp_path, "{{ n }}")
    (kept,) = (tmp_path / "kept").iterdir()
    data = kept.read_bytes()
    for damaged in (b"", data[:-9], data[:40] + bytes([data[40] ^ 1]) + data[41:]):
        kept.write_bytes(damaged)
        assert written(tmp_path, "{{ n }}") == "3"
    assert len(made) == 4
    assert kept.read_bytes() == data


def test_a_folder_that_may_not_be_written_to(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "kept").write_text("not a folder")
    assert [written(tmp_path, "{{ n }}") for _ in range(2)] == ["3"] * 2
    assert len(made) == 2


def test_nothing_of_a_theme_is_kept(tmp_path: Path, made: list[str]) -> None:
    assert [written(tmp_path, "{{ n }}", house=False) for _ in range(2)] == ["3"] * 2
    assert len(made) == 2
    assert not (tmp_path / "kept").exists()
