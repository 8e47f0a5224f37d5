# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small type in a figure does not push the text after it off the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from octavo.diagnostics.problem import Outcome
from octavo.model.document import Document, Geometry
from octavo.render.boxes import walk
from octavo.render.layout import Layout
from tests.render.samples import document

STYLE = """
body, p, figure { margin: 0 } html { font: 10pt/14pt "Octavo Serif" }
figcaption { font-size: 8pt; line-height: 10pt }
"""


@pytest.mark.parametrize(("lines", "high"), [(1, 14), (2, 28), (3, 42), (7, 70)])
def test_what_follows_a_figure_is_on_the_grid(
    lay: Callable[[Document], Outcome[Layout]], lines: int, high: float
) -> None:
    html = f"<figure><figcaption>{'<br>'.join(['small'] * lines)}</figcaption></figure><p>After</p>"
    made = replace(document(html, style=STYLE), geometry=Geometry(148, 210, 14, 10))
    (page,) = lay(made).unwrap().pages
    (figure, after) = (next(node for node in walk(page.body) if node.tag == tag) for tag in ("figure", "p"))
    assert (after.y - figure.y) * 72 / 25.4 == pytest.approx(high, abs=0.05)
