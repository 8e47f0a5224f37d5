# SPDX-License-Identifier: AGPL-3.0-or-later
"""Garbage is left alone where looking for it would take longer than it is worth, and nowhere else."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

from octavo.resources.memory import make_room, passing_over, unhurried

ROOT = Path(__file__).parents[2]
CIRCLE = """
class Circle:
    def __init__(self):
        self.own = self
    def __del__(self):
        print("looked at")
"""


class Circle:
    """What only a look for garbage finds."""

    def __init__(self) -> None:
        self.own = self


def test_what_is_there_already_is_passed_over_and_found_afterwards() -> None:
    gc.collect()
    before = weakref.ref(Circle())
    with passing_over():
        meanwhile = weakref.ref(Circle())
        gc.collect()
        assert before() is not None
        assert meanwhile() is None
    gc.collect()
    assert before() is None


def test_what_large_work_left_goes_when_the_next_begins_and_not_before() -> None:
    make_room()
    with unhurried():
        left = weakref.ref(Circle())
        assert left() is not None
        make_room()
        assert left() is None


def test_the_first_large_work_of_a_process_looks_for_nothing() -> None:
    lines = [
        "import gc",
        "gc.collect()",
        CIRCLE,
        "gc.disable()",
        "Circle()",
        "from octavo.resources.memory import make_room",
    ]
    lines += ["make_room()", "print('first done')", "make_room()"]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, capture_output=True, cwd=ROOT)
    assert done.stdout.decode().splitlines() == ["first done", "looked at"]


def test_the_command_ends_without_a_last_look() -> None:
    def said(end: str) -> list[str]:
        words = ["from octavo.cli.main import main", CIRCLE, "main(['--version'])", end, "Circle()"]
        done = subprocess.run([sys.executable, "-c", "\n".join(words)], check=True, capture_output=True, cwd=ROOT)
        return done.stdout.decode().splitlines()[1:]

    assert said("") == []
    assert said("import atexit, gc; atexit.unregister(gc.freeze)") == ["looked at"]
