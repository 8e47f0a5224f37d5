# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names that a roll withholds must not stand in a text either; the problem tells the place and never the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.diagnostics.problem import Problem, problem
from octavo.load.passages import Passage
from octavo.load.rolls import Rolls
from octavo.model.blocks import plain

# One word alone is too often another person's, or no name at all.
LEAST_WORDS = 2


def withheld_problems(passage: Passage, rolls: Rolls) -> Iterator[Problem]:
    """Yield a problem for each roll of which the passage prints a name that is withheld."""
    text = ""
    for roll, names in sorted(rolls.withheld.items()):
        text = text or plain(passage.runs).casefold() if names else text
        for name in sorted(names):
            words = name.casefold()
            if len(words.split()) < LEAST_WORDS or words not in text:
                continue
            if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text):
                yield problem("T216", passage.at(name), roll=roll)
                break
