# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names that a roll withholds must not stand in a text either; the problem tells the place and never the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from octavo.diagnostics.problem import Problem, problem
from octavo.load.naming import Naming, tells
from octavo.load.passages import Passage
from octavo.model.blocks import plain


def withheld_problems(passage: Passage, names: Mapping[str, Naming]) -> Iterator[Problem]:
    """Yield a problem for each roll of which the passage prints a name that is withheld; `names` are those by roll."""
    text = plain(passage.runs) if any(names.values()) else ""
    for roll, withheld in sorted(names.items()):
        if name := tells(text, withheld):
            yield problem("T216", passage.at(name), roll=roll)
