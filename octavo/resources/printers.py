# SPDX-License-Identifier: AGPL-3.0-or-later
"""The printers of the house: one YAML file each in printers/, read when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Place

if TYPE_CHECKING:
    from octavo.model.press import Condition
    from octavo.model.printer import Printer

ICC_REGISTRY = "http://www.color.org"
FOLDER = Path(__file__).with_name("printers")


def printer_names() -> tuple[str, ...]:
    """Return the names of the house's printers, sorted; none of them is read for that."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


@cache
def printer(name: str) -> Printer | None:
    """Return the house's printer of that name, or None."""
    if name not in printer_names():
        return None
    from ruamel.yaml import YAML  # here, for it takes 40 ms to import

    from octavo.model.printer import Printer

    return Printer.model_validate(YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml"))


@cache
def printers() -> dict[str, Printer]:
    """Return all printers of the house by name, sorted."""
    found = {name: printer(name) for name in printer_names()}
    return {name: each for name, each in found.items() if each is not None}


def condition_of(row: Printer, profile: bytes = b"") -> Condition | None:
    """Return the printing condition of a printer; None where it has none.

    `profile` are the bytes of the publication's `printers/<row.profile>`, where the printer names one; load has checked
    them. The name that the printer gives its condition stands in the output intent, with the ICC registry as its list.
    """
    from octavo.resources.profiles import condition, read_condition

    if not row.profile:
        return condition(row.condition)
    read = read_condition(profile, Place(f"printers/{row.profile}")).value
    if read is None or not row.condition:
        return read
    return replace(read, identifier=row.condition, registry=ICC_REGISTRY)
