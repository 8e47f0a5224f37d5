# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: the ledger (D1…), tables and terms (D2…), and, from codes_media, pictures, names and themes."""

from octavo.diagnostics.code import Code, Severity, table
from octavo.diagnostics.codes_media import PICTURES, ROLLS, THEME

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_OWNER = "Every figure has an owner: a number is printed only with who says so, what is counted, and as of when."
_NAMES = (
    "Texts, tables and figures name each other by id, so a correction reaches every place; an unknown id is a slip."
)
_NUMBER = "A figure is one number or an interval with two ends; open ends are said by the qualifier."
_CALCULATION = (
    "Numbers of different sources, or of groups that may overlap, are never calculated with each other; within one "
    "source and unit a part can't be more than its whole, and a sum must add up."
)
_TABLE = "The columns of a table say what each cell holds, so that dates are formatted and texts translated."

_LEDGER = (
    Code("D101", E, "there is no source “{source}”", "", _NAMES),
    Code("D102", E, "there is no unit “{unit}”", "", _NAMES),
    Code("D103", E, "there is no statistic “{statistic}”", "", _NAMES),
    Code("D104", E, "the id “{id}” is taken", "line {line} has it already: choose another", _NAMES),
    Code(
        "D105", E, "the figure of “{id}” names no source", "add “sources: [ … ]” with ids of facts/sources.yaml", _OWNER
    ),
    Code(
        "D106",
        E,
        "“{source}” is only a lead, so it can't carry the figure of “{id}”",
        "cite a source that was read, or leave the figure out",
        "A lead is a page that points somewhere else: it was not checked, and nobody should find it printed as proof.",
    ),
    Code(
        "D107",
        E,
        "the source “{id}” was read through somebody's copy, and it does not say whose",
        "add “through: …”: who printed or quoted it",
        "A text read in a partisan copy may have been shortened or changed, so readers are told whose copy it was.",
    ),
    Code("D108", E, "“{id}” has a value and a range", "keep one: “value”, or “low” and “high”", _NUMBER),
    Code("D109", E, "“{id}” has no number", "add “value”, or “low” and “high”", _NUMBER),
    Code(
        "D110",
        E,
        "the range of “{id}” has only one end",
        "add the other; an open end is a qualifier: “value: 161” with “qualifier: at_least”",
        _NUMBER,
    ),
    Code("D111", E, "the range of “{id}” begins above its end ({low} > {high})", "exchange “low” and “high”", _NUMBER),
    Code("D112", E, "“{id}” can't be {number}", "a count is at least 0 and below a quadrillion", _NUMBER),
    Code(
        "D113",
        E,
        "“{id}” ({part}) is larger than “{whole}” ({total}), of which “{source}” says it is a part",
        "check both numbers in “{source}”",
        _CALCULATION,
    ),
    Code(
        "D114",
        E,
        "“{source}” gives no figure of “{id}”, so it can't say what “{id}” is a part of",
        "cite “{source}” in the figure or in an alternative, or take “part_of” out",
        _CALCULATION,
    ),
    Code("D115", E, "“{id}” would be a part of itself ({way})", "take one “part_of” or “sum_of” out", _CALCULATION),
    Code(
        "D116",
        E,
        "the parts come to {sum}, but “{id}” is {total} in “{source}”",
        "check the numbers in “{source}”",
        _CALCULATION,
    ),
    Code(
        "D117",
        E,
        "“{source}” gives no figure of “{id}”, so it states no sum with it",
        "a sum stands only where one source gives the whole and every part",
        _CALCULATION,
    ),
    Code(
        "D118",
        E,
        "“{part}” counts in “{unit}”, but “{id}” in “{other}”",
        "only counts of one unit can be added",
        _CALCULATION,
    ),
    Code(
        "D119",
        E,
        "“{id}” ({value}) is what is left of “{whole}” ({total}) without {groups}",
        "leave it out: the groups may overlap; if “{source}” says that they don't, state it in “{whole}” as “sum_of”",
        "A remainder of groups that may overlap is a number nobody counted: an elderly woman is in two groups.",
    ),
    Code("D120", E, "“{id}” has neither a figure nor alternatives", "add “figure” or “alternatives”", _OWNER),
    Code(
        "D121",
        E,
        "an alternative can't be called “{id}”, which has a meaning in placeholders",
        "choose another id",
        "After a statistic's name a placeholder says what is wanted: said, range, a unit, or an alternative.",
    ),
    Code(
        "D122",
        E,
        "“{id}” can't be an id, for it has a meaning in placeholders",
        "choose another id",
        "The words said, range, date, day and year, and the names edition and title, are taken.",
    ),
    Code(
        "D123",
        E,
        "the form “{form}” of the unit has no {{n}} for the number",
        "write “{{n}} {form}”",
        "The number goes where {{n}} stands; in many languages that is not before the noun.",
    ),
    Code(
        "D124",
        E,
        "“{date}” is not a date of the calendar",
        "{fault}",
        "Dates are written as in ISO 8601 and printed in the form of each language.",
    ),
    Code(
        "D125",
        E,
        "“{id}” counts in “{unit}”, so it is not comparable with “{statistic}”, which counts in “{other}”",
        "take “comparable” out: only counts of the same thing span a range",
        "Families, bodies and people are different things; a range from one to the other would say nothing.",
    ),
    Code(
        "D126", E, "there is no group “{group}”", "", "The list of sources is printed under the headings in “groups”."
    ),
    Code(
        "D127",
        E,
        "verification is not typed, it follows from how the sources were read",
        "take “{key}” out; say in facts/sources.yaml how each source was read",
        "What is typed is forgotten when a source changes. A figure is verified if its sources were read themselves.",
    ),
)

_TABLES = (
    Code("D201", E, "the table has no column “{name}”", "", _TABLE),
    Code("D202", E, "the row has no “{name}”", "add it, or set “optional: true” in the column", _TABLE),
    Code("D203", E, "“{name}” must be {wanted}", "the type of the column says what its cells hold", _TABLE),
    Code(
        "D204", E, "“{name}” can't be a name", "use lower-case letters, digits and _, beginning with a letter", _NAMES
    ),
    Code("D205", E, "“{id}” has no figure of its own", "", _OWNER),
)

CODES: dict[str, Code] = table(*_LEDGER, *_TABLES, *PICTURES, *ROLLS, *THEME)
