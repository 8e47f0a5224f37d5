# SPDX-License-Identifier: AGPL-3.0-or-later
"""The printers that are known: those of the house, and those that a publication describes."""

from __future__ import annotations

from pathlib import Path

from octavo.diagnostics.problem import Outcome
from octavo.model.printer import Printer


def known_printers(publication: Path | None = None) -> Outcome[dict[str, Printer]]:
    """Return the printers of the house by name, then those in a publication's folder, and what is wrong with those."""
    from octavo.load.folder import open_folder
    from octavo.load.printers import read_printers
    from octavo.resources.printers import printers

    if publication is None:
        return Outcome(printers())
    files, problems = open_folder(publication)
    own, found = read_printers({name: files[name] for name in files if name.startswith("printers/")})
    return Outcome(printers() | own.printers, (*problems, *found))
