# SPDX-License-Identifier: AGPL-3.0-or-later
"""What steps took is remembered, and says what is left; what was never measured is not made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.pipeline import times as module
from octavo.pipeline.graph import Step, Wire
from octavo.pipeline.times import FILE, Outlook, Times, keep_times, read_times


def step(name: str, kind: str, *needs: str) -> Step:
    return Step(name, kind, 4, "p", inputs={need: Wire(need, "file") for need in needs})


PAGES = [step(f"p/{tag}/pages", "pages") for tag in ("az", "en", "ka")]


def test_times_are_kept_and_read_again(tmp_path: Path) -> None:
    times = read_times(tmp_path)
    times.took(PAGES[0], 4.0)
    times.took(PAGES[1], 8.0)
    keep_times(tmp_path, times)
    again = read_times(tmp_path)
    assert [again.known(each) for each in PAGES] == [4.0, 8.0, 6.0], "its own time, else what is usual for the kind"
    assert again.known(step("p/az/pages", "web")) is None, "a step of another kind that has the name now"


@pytest.mark.parametrize(
    "told", [b"", b"[]", b'{"steps": 1}', b'{"steps": {"a": [1]}}', b'{"steps": {"a": ["b", "c"]}}']
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, told: bytes) -> None:
    (tmp_path / FILE).write_bytes(told)
    assert read_times(tmp_path) == Times()


def test_those_that_ran_longest_ago_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    times = Times()
    for each in (*PAGES, PAGES[0]):
        times.took(each, 1.0)
    keep_times(tmp_path, times)
    assert list(read_times(tmp_path).seconds) == ["p/ka/pages", "p/az/pages"]


def test_a_full_disk_costs_the_estimate_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "no space left on device", str(path))

    monkeypatch.setattr(module, "write_whole", full)
    times = Times()
    times.took(PAGES[0], 1.0)
    keep_times(tmp_path, times)


def test_what_is_left_is_shared_by_processes_but_for_what_waits() -> None:
    times = Times({"p/az/pages": ("pages", 10.0), "p/en/pages": ("pages", 6.0), "p/az/press": ("press", 4.0)})
    steps = [*PAGES[:2], step("p/az/press", "press", "p/az/pages")]
    one, two, many = (Outlook(steps, times, jobs) for jobs in (1, 2, 9))
    assert (one.left((), {}), two.left((), {}), many.left((), {})) == (20.0, 14.0, 14.0)
    assert two.left((), {"p/az/pages": 4.0}) == 10.0
    assert two.left({"p/az/pages"}, {"p/en/pages": 99.0}) == 4.0, "what takes longer than it did is nearly done"
    assert two.left({each.name for each in steps}, {}) == 0.0


def test_nothing_is_said_before_most_of_it_was_measured() -> None:
    times = Times()
    assert Outlook(PAGES, times).left((), {}) is None
    times.took(step("p/az/web", "web"), 0.3)
    assert Outlook([*PAGES, step("p/az/web", "web")], times).left((), {}) is None
    times.took(PAGES[0], 5.0)
    assert Outlook(PAGES, times, 1).left({PAGES[0].name}, {}) == 10.0


def test_what_was_never_measured_costs_in_proportion() -> None:
    times = Times({"p/az/pages": ("pages", 10.0)})
    assert times.costs([PAGES[0], step("p/az/press", "press")])["p/az/press"] == pytest.approx(4.0)
