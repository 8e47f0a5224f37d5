# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a YAML parser complains of, said so that an author can mend it."""

from __future__ import annotations

from octavo.diagnostics.problem import Place, Problem, problem

# What ruamel.yaml says (part of it) → what it means for somebody who edits text files.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("found character '\\t'", "a tab stands where spaces must indent", "use two spaces for each step, never tabs"),
    (
        "mapping values are not allowed",
        "a second “: ” stands in one line",
        "put the whole value in double quotes if it contains a colon",
    ),
    (
        "could not find expected ':'",
        "this line is neither “key: value” nor part of a longer value",
        "add the colon after the key, or indent the line deeper than the key it belongs to",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark is opened and never closed",
        "close the quotes; a quotation mark inside the value is doubled",
    ),
    (
        "found '<scalar>'",
        "text follows a closing quotation mark",
        "put the whole value in quotes, and double those inside it; if these look right, some are never closed above",
    ),
    (
        "expected <block end>",
        "this line is not indented like the lines it belongs with",
        "give all keys of one entry the same indentation",
    ),
    ("found unknown escape", "a backslash in double quotes is not followed by a known letter", "double it: \\\\"),
    ("expected escape sequence", "a backslash in double quotes begins an incomplete code", "double it: \\\\"),
    ("expected ',' or", "a list or mapping in brackets is not closed", "close it with ] or }"),
    (
        "cannot start any token",
        "a value begins with a character that has a meaning in YAML",
        "put the value in double quotes",
    ),
    ("while scanning an anchor", "a value begins with “&”", "put the value in double quotes"),
    ("while scanning an alias", "a value begins with “*”", "put the value in double quotes"),
    ("did not find expected alphabetic", "“&” or “*” begins a value", "put the value in double quotes"),
    ("block scalar", "“|” or “>” is not followed by a new line", "write the text in the next lines, indented"),
)


def fault(error: Exception, source: str, file: str) -> Problem:
    """Return the problem that an exception of the parser stands for, at its line and column."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    said = " ".join(str(part) for part in (getattr(error, "problem", ""), getattr(error, "context", "")) if part)
    if place.line and _tab_at(source, place):
        said = "found character '\\t'"
    for part, meaning, way_out in _MEANINGS:
        if part in said:
            return problem("M011" if "tab" in meaning else "M010", place, hints=(way_out,), detail=meaning)
    return problem("M010", place, detail=said or "it can't be read")


def _tab_at(source: str, place: Place) -> bool:
    """Tell whether the line before the place is indented with a tab: the parser often complains of something else."""
    lines = source.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return "\t" in line[: len(line) - len(line.lstrip())]
