# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages as they were laid out: text that doesn't fit is an error, lines without craft are reported."""

from __future__ import annotations

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.model.pagemap import Finding, FindingKind, PageMap

_CODES: dict[FindingKind, str] = {
    "overflow-x": "R201",
    "overflow-y": "R202",
    "clipped": "R203",
    "off-page": "R204",
    "orphan": "R205",
    "widow": "R206",
    "runt": "R207",
    "loose": "R208",
    "heading-last": "R209",
    "hyphen-at-turn": "R210",
    "hyphen-stack": "R211",
    "row-torn": "R212",
    "lonely-folio": "R214",
    "caption-away": "R215",
}


def check_layout(page_map: PageMap) -> list[Problem]:
    """Return the problems of the pages: what was found on them, and blank right-hand pages among them."""
    found = [_problem(finding, page_map) for finding in page_map.findings]
    # A blank recto at the end only fills the last sheet.
    filled = max((page.number for page in page_map.pages if not page.blank), default=0)
    blank = [page for page in page_map.pages if page.blank and page.side == "recto" and page.number < filled]
    return found + [problem("R213", page=page.label or page.number) for page in blank]


def _problem(finding: Finding, page_map: PageMap) -> Problem:
    label = page_map.pages[finding.page - 1].label or str(finding.page)
    place = Place(file=finding.key.partition("#")[0], key=finding.key)
    return problem(_CODES[finding.kind], place, page=label, text=finding.text, measure=f"{finding.measure:g}")
