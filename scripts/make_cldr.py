# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write octavo/localize/cldr.json: what CLDR knows and Babel does not carry.

    npm pack cldr-numbers-full@48.2.0 cldr-misc-full@48.2.0      (unpack each)
    python scripts/make_cldr.py <folder of cldr-numbers-full> <folder of cldr-misc-full>

A locale that says the same as its parent (the tag without its last subtag, at last the root) is left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "octavo" / "localize" / "cldr.json"
QUOTES = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")


def facts(numbers: dict[str, Any], delimiters: dict[str, Any]) -> dict[str, Any]:
    """Return quotes, range pattern, the least digits before a first group, and the numbering system of a locale."""
    system = numbers["defaultNumberingSystem"]
    return {
        "quotes": [delimiters[name] for name in QUOTES],
        "range": numbers[f"miscPatterns-numberSystem-{system}"]["range"],
        "grouping": int(numbers["minimumGroupingDigits"]),
        "digits": system,
    }


def parent(tag: str) -> str:
    """Return the tag that a locale inherits from."""
    return "" if tag == "und" else tag.rpartition("-")[0] or "und"


def inherited(found: dict[str, dict[str, Any]], tag: str, name: str) -> object:
    """Return what a locale would have if it said nothing itself."""
    tag = parent(tag)
    while tag and name not in found.get(tag, {}):
        tag = parent(tag)
    return found.get(tag, {}).get(name)


def main(numbers: Path, misc: Path) -> None:
    """Write the file."""
    found: dict[str, dict[str, Any]] = {}
    for folder in sorted((numbers / "main").iterdir()):
        tag = folder.name
        read = [
            json.loads(path.read_bytes())["main"][tag]
            for path in (folder / "numbers.json", misc / "main" / tag / "delimiters.json")
        ]
        found[tag] = facts(read[0]["numbers"], read[1]["delimiters"])
    kept = {
        tag: {name: value for name, value in row.items() if value != inherited(found, tag, name)}
        for tag, row in found.items()
    }
    version = json.loads((numbers / "package.json").read_bytes())["version"]
    lines = [f" {json.dumps(tag)}: {json.dumps(row, ensure_ascii=False)}" for tag, row in sorted(kept.items()) if row]
    head = f'{{"cldr": "{version}", "licence": "Unicode-3.0", "locales": {{\n'
    OUT.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
