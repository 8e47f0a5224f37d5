# SPDX-License-Identifier: AGPL-3.0-or-later
"""The step behind the preview: the pages laid out and painted as those of the PDF, and what can be touched on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from octavo.pipeline.graph import House, Step, Wanted, edition_steps
from octavo.pipeline.inputs import Leaf
from octavo.pipeline.work import Outputs, Work, encode_problems

PREVIEW = "preview"
BEFORE = ("catalog", "localize", "compose")


def preview_steps(wanted: Wanted, locales: Sequence[Leaf], house: House) -> tuple[Step, ...]:
    """Return the steps from a loaded publication to what a preview of one edition shows.

    `locales` are the folders of its languages.
    """
    whole = edition_steps(wanted, locales[0], house, *locales[1:])
    pages = next(step for step in whole if step.kind == "pages")
    shown = replace(pages, name=f"{pages.name}-{PREVIEW}", kind=PREVIEW, params={}, files={})
    return (*(step for step in whole if step.kind in BEFORE), shown)


def run_preview(work: Work) -> Outputs:
    """Lay the pages out and paint them: they look as those of the screen's PDF, and need no structure.

    `standing` is what it takes to lay out single pages again, or nothing.
    """
    from octavo.check.layout import check_layout
    from octavo.model.canonical import encode
    from octavo.model.document import Document
    from octavo.model.preview import Region
    from octavo.render.again import encode_standing, remembering
    from octavo.render.layout import lay_out
    from octavo.render.regions import regions_of
    from octavo.render.shown import write_shown

    document = work.value("document", Document)
    with remembering() as memory:
        laid = lay_out(document, work.asset, workspace=work.store.folder / "work")
    if laid.value is None:
        return {"problems": encode_problems(laid.problems)}
    layout = laid.value
    written = write_shown(layout)
    found = [*laid.problems, *check_layout(layout.page_map)]
    found += [each for each in written.problems if each not in found]
    made = {
        "page_map": encode(layout.page_map),
        "regions": encode(regions_of(layout.pages), tuple[Region, ...]),
        "standing": encode_standing(memory.standing),
    }
    if written.value is not None:
        made["pdf"] = written.value
    return {**made, "problems": encode_problems(found)}
