# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of series, one edition a row: S37… and S38…."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_FILE = (
    "A series is a CSV file with one edition a row: `id`, if you like `language` and `copies`, a column for each name "
    "in the manifest's series_values, and columns such as `people.place` that say whom of the roll names/people.csv "
    "the edition has."
)
_EXTRACT = (
    "An edition must never have the whole roll, or nobody of it, by a slip: the whole is asked for with *, and every "
    "value in the cell has to be that of somebody who is printed. Nothing is told of who is withheld."
)
_VALUES = (
    "Words that differ from edition to edition stand in texts as {series.school}, and the manifest says under "
    "series_values what they come to in an edition that is no row of a series."
)
_ALONE = "One row that fails does not stop the others: they are made, and the next run has only the rest to do."

CODES: dict[str, Code] = table(
    Code("S371", E, "the first line has no column “id”", "begin with a line such as: id,language,copies", _FILE),
    Code("S372", E, "the column “{name}” is neither known nor in the manifest's series_values", "", _FILE),
    Code("S373", E, "there is no roll names/{roll}.csv", "", _FILE),
    Code("S374", E, "names/{roll}.csv has no column “{name}”", "", _FILE),
    Code(
        "S375",
        E,
        "there is more in the row than the {most} columns of the first line",
        "look for a comma that wants quotation marks around its cell",
        _FILE,
    ),
    Code(
        "S376",
        E,
        "the row has no id that can be a file's name",
        "take lower-case letters, digits, - and _: town-12",
        _FILE,
    ),
    Code("S377", E, "the id “{id}” is taken", "line {line} has it already: choose another", _FILE),
    Code("S378", E, "the publication has no edition “{edition}”", "", _FILE),
    Code("S379", E, "the copies are no number from 1 to {most}", "write digits alone, such as 250", _FILE),
    Code(
        "S380", E, "the cell under “{name}” is empty", "write whom the edition has, or * for the whole roll", _EXTRACT
    ),
    Code(
        "S381",
        E,
        "a value under “{name}” is nobody's who is printed",
        "compare it with names/{roll}.csv, letter by letter",
        _EXTRACT,
    ),
    Code("S382", E, "a cell has a name that the roll “{roll}” withholds", "take the name out of the row", _EXTRACT),
    Code("S383", E, "the file has no rows", "write an edition under the first line", _FILE),
    Code(
        "S384",
        E,
        "the file can't be read as a table: {detail}",
        "save it as CSV, each cell with a comma in it in quotation marks",
        _FILE,
    ),
    Code("S385", E, "“{{{name}}}”: the manifest's series_values have no “{part}”", "{near}", _VALUES),
    Code(
        "S386",
        W,
        "no column says what {{series.{name}}} comes to: every edition has what the manifest says",
        "add a column “{name}”, or take it out of series_values",
        _VALUES,
    ),
    Code(
        "S387",
        E,
        "the edition “{id}” could not be made",
        "mend what is told of {id} above, and run the same command again",
        _ALONE,
    ),
    Code(
        "S388",
        N,
        "the joined file has the inside alone",
        "covers and fillers are made by `octavo build` for each language",
        _FILE,
    ),
    Code(
        "S389",
        N,
        "what the rows say is no part of what was approved",
        "look the files through before they are printed",
        _VALUES,
    ),
)
