# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write octavo/localize/cldr.json: what CLDR knows and Babel does not carry.

    npm pack cldr-numbers-full@48.2.0 cldr-misc-full@48.2.0 cldr-core@48.2.0      (unpack each)
    python scripts/make_cldr.py <folder of cldr-numbers-full> <folder of cldr-misc-full> <folder of cldr-core>

A locale that says the same as its parent (the tag without its last subtag, at last the root) is left out.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from pyuca import Collator

OUT = Path(__file__).parents[1] / "octavo" / "localize" / "cldr.json"
MISC = ("delimiters", "characters")
QUOTES = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
# Scripts whose letters stand in one row that a book's index can follow.
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC")
MOST_LETTERS = 150  # of a language with thousands of signs these are enough to tell whether a font is for it
TOKEN = re.compile(r"\\u([0-9A-Fa-f]{4})|\{(.*?)\}|\\?(.)")
WEIGHTS = Collator().sort_key
# Where the set of letters tells less than the collation of CLDR: long vowels are no letters of their own, aa is å.
NORDIC = "a b c d e f g h i j k l m n o p q r s t u v w x y z æ=ä ø=ö å=aa"
OWN_ORDER = {
    "da": NORDIC, "nn": NORDIC, "no": NORDIC,
    "lv": "a b c č d e f g ģ h i=y j k ķ l ļ m n ņ o p q r s š t u v w x z ž",
}  # fmt: skip


def facts(numbers: dict[str, Any], delimiters: dict[str, Any], characters: dict[str, str]) -> dict[str, Any]:
    """Return what is kept of a locale.

    Quotes, range pattern, the least digits before a first group, the numbering system, the letters, and the alphabet
    where its order is not that of Unicode.
    """
    system = numbers["defaultNumberingSystem"]
    groups = letters(characters["exemplarCharacters"])
    every = "".join(dict.fromkeys(letter for group in groups for each in group for letter in each))
    return {
        "letters": every[:MOST_LETTERS],
        "alphabet": alphabet(
            groups, {each.lower() for group in letters(characters.get("index", "[]")) for each in group}
        ),
        "quotes": [delimiters[name] for name in QUOTES],
        "range": numbers[f"miscPatterns-numberSystem-{system}"]["range"],
        "grouping": int(numbers["minimumGroupingDigits"]),
        "digits": system,
    }


def letters(pattern: str) -> list[list[str]]:
    """Return the letters of a set of CLDR 48, in the language's order; those that share a place stand together."""
    found: list[list[str]] = []
    for group in pattern[1:-1].split(" "):
        signs = [chr(int(code, 16)) if code else several or one for code, several, one in TOKEN.findall(group)]
        if len(signs) == 3 and signs[1] == "-" and len(group) == 3:  # a range
            signs = [chr(code) for code in range(ord(signs[0]), ord(signs[2]) + 1)]
        found.append([re.sub(r"\\(.)", r"\1", sign) for sign in signs])
    return [group for group in found if group]


def alphabet(groups: list[list[str]], index: set[str]) -> str:
    """Return the letters in order as locale.yaml has them; empty if Unicode's order is that of the language."""
    kept = []
    for group in groups:
        # Sequences that an index does not know are no letters (Hungarian “ccs”, the double of “cs”).
        spelt = [each for each in group if len(each) == 1 or each in index or len(group) > 1]
        spelt = [
            each for each in spelt if not unicodedata.combining(each[0]) and unicodedata.category(each[0])[0] == "L"
        ]
        others = [each for each in spelt[1:] if primaries(each) != primaries(spelt[0])]
        if spelt:
            kept.append([spelt[0], *others])
    if any(not unicodedata.name(each[0], "").startswith(ALPHABETS) for group in kept for each in group):
        return ""
    weights = [primaries(group[0]) for group in kept]
    if weights == sorted(weights) and len(set(weights)) == len(weights) and all(len(group) == 1 for group in kept):
        return ""
    return " ".join("=".join(group) for group in kept)


def primaries(text: str) -> tuple[int, ...]:
    """Return the primary weights of a text by the Unicode Collation Algorithm."""
    weights: tuple[int, ...] = WEIGHTS(text)
    return weights[: weights.index(0)]


def cases(core: Path) -> dict[str, list[str]]:
    """Return the cases of nouns of each language that has any, the nominative left out: it needs no name."""
    features = json.loads((core / "supplemental" / "grammaticalFeatures.json").read_bytes())["supplemental"]
    rows = features["grammaticalData"]
    rows = rows.get("grammaticalFeatures", rows)
    found = {tag.partition("-targets")[0]: row.get("grammaticalCase", []) for tag, row in rows.items()}
    return {tag: [each for each in row if each != "nominative"] for tag, row in found.items()}


def parent(tag: str) -> str:
    """Return the tag that a locale inherits from."""
    return "" if tag == "und" else tag.rpartition("-")[0] or "und"


def inherited(found: dict[str, dict[str, Any]], tag: str, name: str) -> object:
    """Return what a locale would have if it said nothing itself."""
    tag = parent(tag)
    while tag and name not in found.get(tag, {}):
        tag = parent(tag)
    return found.get(tag, {}).get(name)


def main(numbers: Path, misc: Path, core: Path) -> None:
    """Write the file."""
    found: dict[str, dict[str, Any]] = {}
    for folder in sorted((numbers / "main").iterdir()):
        tag = folder.name
        read = [
            json.loads(path.read_bytes())["main"][tag]
            for path in (folder / "numbers.json", *((misc / "main" / tag / f"{name}.json") for name in MISC))
        ]
        found[tag] = {"cases": []} | facts(read[0]["numbers"], read[1]["delimiters"], read[2]["characters"])
    for tag, order in OWN_ORDER.items():
        found[tag]["alphabet"] = order
    for tag, row in cases(core).items():
        if row and tag in found:
            found[tag]["cases"] = row
    kept = {
        tag: {name: value for name, value in row.items() if value != inherited(found, tag, name)}
        for tag, row in found.items()
    }
    version = json.loads((numbers / "package.json").read_bytes())["version"]
    lines = [f" {json.dumps(tag)}: {json.dumps(row, ensure_ascii=False)}" for tag, row in sorted(kept.items()) if row]
    levels = json.loads((core / "coverageLevels.json").read_bytes())["coverageLevels"]
    modern = json.dumps(sorted(tag for tag, level in levels.items() if level == "modern"))
    head = f'{{"cldr": "{version}", "licence": "Unicode-3.0", "modern": {modern},\n"locales": {{\n'
    OUT.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
