# SPDX-License-Identifier: AGPL-3.0-or-later
"""The picture of a build: a row an edition, a cell a step, whatever the size of the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.cli.live import KEPT, RAN, RUNS, STRONGEST, WAITS, View, cells, drawn, duration
from octavo.pipeline.graph import Step


def steps(editions: int, each: int) -> list[Step]:
    made = [Step("p/load", "load", 1, "p")]
    return made + [Step(f"p/e{e}/{n}", "web", 4, "p", f"e{e}") for e in range(editions) for n in range(each)]


def test_every_step_has_its_cell_and_the_legend_counts_them() -> None:
    view = View(steps(2, 3))
    for name, state in (("p/load", RAN), ("p/e0/0", KEPT), ("p/e0/1", RUNS)):
        view.mark(Step(name, "web", 4, "p", "" if name == "p/load" else "e0"), state)
    lines = drawn(view, ["4 render: p/e0/1  0:03"], "0:04 so far", 80, 24).plain.splitlines()
    assert lines == [
        "p    █",
        "  e0 ▒▶·",
        "  e1 ···",
        "4 render: p/e0/1  0:03",
        "█ 1 done  ▒ 1 from the store  ▶ 1 running  · 4 waiting  0:04 so far",
    ]
    assert "# 1 done" in drawn(view, [], "", 80, 24, ascii_only=True).plain


def test_of_many_editions_those_are_shown_where_something_runs() -> None:
    view = View(steps(1000, 4))
    view.mark(Step("p/e700/2", "web", 4, "p", "e700"), RUNS)
    lines = drawn(view, [], "", 80, 12).plain.splitlines()
    assert len(lines) <= 12
    assert "  e700 ··▶·" in lines
    assert f"and {1001 - (len(lines) - 2)} more; 0 of 1001 are done" in lines


@given(st.lists(st.sampled_from([WAITS, RUNS, RAN, KEPT]), min_size=1, max_size=200), st.integers(1, 90))
def test_cells_fit_and_hide_nothing_that_runs(states: list[int], room: int) -> None:
    found = list(cells(states, room))
    assert len(found) <= room
    assert (RUNS in found) == (RUNS in states)
    assert (set(found) <= {RAN, KEPT}) == (set(states) <= {RAN, KEPT})
    if len(states) <= room:
        assert found == states


@given(st.integers(0, 40), st.integers(0, 9), st.integers(1, 60), st.integers(1, 30))
def test_the_picture_fits_the_terminal(editions: int, each: int, width: int, height: int) -> None:
    lines = drawn(View(steps(editions, each)), [], "", width, height).plain.splitlines()
    assert len(lines) <= max(height, 4)
    assert all(len(line) <= max(width, 12) for line in lines[:-2])


def test_a_duration_reads_like_a_clock() -> None:
    assert [duration(each) for each in (0.4, 67, 3723)] == ["0:00", "1:07", "1:02:03"]
    assert set(STRONGEST) == {WAITS, RUNS, RAN, KEPT}
