# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has the longest way behind it goes first."""

from __future__ import annotations

import pytest

from octavo.pipeline.graph import Step, Wire
from octavo.pipeline.priority import COST, COSTS, longest_first, share


def after(name: str, kind: str, *needs: str) -> Step:
    return Step(name, kind, 4, "p", inputs={need: Wire(need, "file") for need in needs})


def test_the_longest_chain_counts_and_not_the_number_of_steps_after() -> None:
    steps = [
        after("text", "localize"),
        after("look", "front"),
        after("compose", "compose", "text"),
        after("pages", "pages", "compose"),
        *(after(f"small-{at}", "web", "look") for at in range(9)),
    ]
    first = longest_first(steps, {step.name: share(step) for step in steps})
    assert first["pages"] == COSTS["pages"]
    assert first["text"] == pytest.approx(COST + COSTS["compose"] + COSTS["pages"])
    assert first["look"] == 2 * COST
    assert sorted(first, key=lambda name: -first[name])[:3] == ["text", "compose", "pages"]
