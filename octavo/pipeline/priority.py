# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the steps that could run goes first: the one with the longest way still behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from octavo.pipeline.graph import Step

# About what a kind costs, in shares of a booklet's layout; only the order that comes of it matters.
COSTS = {
    "pages": 1.0,
    "compose": 0.1,
    "press": 0.4,
    "wide": 0.3,
    "booklet": 0.2,
    "cover": 0.2,
    "office": 0.1,
    "series-batch": 4.0,
}
COST = 0.03
# What lays out pages or parts of them: WeasyPrint has to be imported for it, which costs more than a small step.
LAYS_OUT = frozenset({"pages", "cover", "front", "picture", "card", "errata", "proof", "series-batch"})
# What comes before pages: the builder does it while no worker is ready yet, for it has imported most of it already.
FIRST = frozenset({"catalog", "localize", "compose"})
# What a worker imports for the pages, in the order of need.
ALL_THE_WAY = (
    *("octavo.compose.document", "octavo.render.screen", "pikepdf", "pypdfium2"),
    *("octavo.check.pdf", "octavo.check.message_order"),
)
# What the builder imports for publishing, while the pages are laid out elsewhere.
AT_THE_END = ("octavo.pipeline.site_pages", "octavo.distribute.catalogues", "octavo.pipeline.report_page")


def share(step: Step) -> float:
    """Return about what a step costs, in shares of a booklet's layout."""
    return COSTS.get(step.kind, COST)


def longest_first(steps: Sequence[Step], costs: Mapping[str, float]) -> dict[str, float]:
    """Return for each step the cost of the longest chain that it begins (list scheduling by critical path).

    R. L. Graham, Bounds on multiprocessing timing anomalies (1969). The steps stand after those that they need.
    """
    ways = {step.name: costs[step.name] for step in steps}
    for step in reversed(steps):
        for need in step.needs():
            if need in ways:
                ways[need] = max(ways[need], costs[need] + ways[step.name])
    return ways


def warm() -> None:
    """Import what composes, lays out and judges pages, in a worker that has nothing to do yet.

    Beside load, catalog and localize that is a second that nobody waits for.
    """
    from octavo.render.engine_import import import_engine  # what renders is imported where pages are laid out alone

    import_engine()
    for name in ALL_THE_WAY:
        import_module(name)


def get_ready() -> None:
    """Import what publishes, in the builder, which has nothing else to do while workers lay out pages."""
    for name in AT_THE_END:
        import_module(name)
