# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is in a roll of names, in numbers alone: so that the keeper of a list can check it without the book."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.resources.shared import fonts_folder

MANIFEST = "publication.yaml"


@dataclass(frozen=True, slots=True)
class RollCount:
    """A roll in numbers: none of them tells who is in it.

    rows      that say anything               printed   of them
    living    are withheld for want of consent, `embargoed` under an embargo alone
    alike     rows that are the same as one before
    namesakes names that stand in more than one row
    letters   that no font of the house or of a pack draws
    """

    file: str
    columns: tuple[str, ...]
    rows: int
    printed: int
    living: int
    embargoed: int
    alike: int
    namesakes: int
    letters: str

    def as_data(self) -> dict[str, Any]:
        """Return the numbers as plain data for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def count_rolls(path: Path) -> Outcome[tuple[RollCount, ...]]:
    """Return what is in a roll, or in all rolls of a publication, with every problem of them; raise OSError.

    The date of issue is that of the publication in whose folder names/ a roll stands; without one each embargo holds.
    """
    folder = path if path.is_dir() else path.parent.parent
    issued = _issued(folder)
    found = [path] if path.is_file() else sorted((path / "names").glob("*.csv"))
    counted = [_count(file, issued) for file in found]
    problems = in_order(each for _, wrong in counted for each in wrong)
    return Outcome(tuple(count for count, _ in counted), problems)


def _issued(folder: Path) -> date | None:
    from octavo.load.manifest import read_manifest
    from octavo.load.yaml_file import read_yaml

    if not (folder / MANIFEST).is_file():
        return None
    yaml, _ = read_yaml((folder / MANIFEST).read_bytes(), MANIFEST)
    manifest, _ = read_manifest(yaml) if yaml else (None, ())
    return manifest.issued if manifest else None


def _count(path: Path, issued: date | None) -> tuple[RollCount, list[Problem]]:
    from octavo.load.roll_rows import open_sheet
    from octavo.load.rolls import lacks_consent, read_rolls

    data, name = path.read_bytes(), f"names/{path.name}"
    rolls, problems = read_rolls({name: data}, issued)
    sheet = open_sheet(data, name)
    rows = living = 0
    names: Counter[str] = Counter()
    for _, row in sheet.rows():
        rows += 1
        living += lacks_consent(row)
        names[row.get("name", "")] += 1
    withheld = sum(rolls.left_out.values())
    count = RollCount(
        path.as_posix(),
        sheet.columns,
        rows,
        sum(roll.count for roll in rolls.rolls),
        living,
        withheld - living,
        sum(each.code == "D411" for each in problems),
        sum(number > 1 for called, number in names.items() if called),
        _undrawn("".join(map(bytes.decode, rolls.blobs.values()))),
    )
    told = [replace(each, place=replace(each.place, file=path.as_posix())) for each in problems]
    if count.letters:
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in count.letters)
        told.append(problem("D425", Place(path.as_posix()), signs=signs))
    return count, [each for each in told if each.code != "D412"]


def _undrawn(text: str) -> str:
    """Return the letters of a text that neither the house's fonts nor those of packs that are here can draw."""
    from octavo.resources.font_packs import pack_families
    from octavo.resources.fonts import UNSEEN, covers, read_fonts

    families = (*read_fonts(fonts_folder()), *pack_families(fonts_folder()))
    drawn = UNSEEN.union(*(covers(file) for family in families for file in family.files))
    return "".join(sign for sign in sorted(set(text)) if ord(sign) not in drawn and not sign.isspace())
