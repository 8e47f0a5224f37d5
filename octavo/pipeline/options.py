# SPDX-License-Identifier: AGPL-3.0-or-later
"""The options of a build with the house's own folders filled in."""

from __future__ import annotations

from pathlib import Path

from octavo.pipeline.build import Options
from octavo.resources.shared import fonts_folder, templates_folder


def house_options(  # noqa: PLR0913  (one parameter an option)
    output: Path,
    *,
    editions: tuple[str, ...] = (),
    outputs: tuple[str, ...] = (),
    printers: tuple[str, ...] = (),
    draft: bool = False,
    publish: bool = True,
    jobs: int = 0,
    everything: bool = False,
    scheduler: str = "",
    share: str = "",
) -> Options:
    """Return options that use the shared templates and fonts of this installation."""
    return Options(
        output,
        templates_folder(),
        fonts_folder(),
        editions=editions,
        outputs=outputs,
        printers=printers,
        draft=draft,
        publish=publish,
        jobs=jobs,
        everything=everything,
        scheduler=scheduler,
        share=share,
    )
