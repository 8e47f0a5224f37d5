# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: the ledger (D1…), tables and terms (D2…), pictures (D3…), rolls of names (D4…), themes (D5…)."""

from octavo.diagnostics.code import Code, Severity, table

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

_WITHIN = "A publication is complete in itself: pictures come from its own folder, never from the network or the disk."
_PEOPLE = "Whoever can be recognised in a picture has a say in where it is printed."
_SAFE = (
    "A picture from anywhere is opened by many programs on many machines, so it may hold shapes and nothing that acts."
)
_SEEN = "Readers who do not see the picture hear its alternative text; a decorative one is passed over for them."

_PICTURES = (
    Code("D301", E, "“{file}” is an address on the network", "put the picture into images/ and list it", _WITHIN),
    Code("D302", E, "“{file}” leads out of images/", "put the picture into images/ and write its name alone", _WITHIN),
    Code(
        "D303",
        E,
        "“{file}” is not listed in images/images.yaml",
        "",
        "Every picture that is printed has an alternative text, a credit and a licence, which stand in images.yaml.",
    ),
    Code("D304", E, "there is no images/{file}", "", _WITHIN),
    Code(
        "D305",
        W,
        "the picture is not listed in images/images.yaml",
        "list it with alt, credit and licence, or delete it",
        "A picture without credit and licence can't be used, so this one is lost if it was meant.",
    ),
    Code(
        "D306", E, "“{file}” has no alternative text", "add “alt: …”, or “decorative: true” if it says nothing", _SEEN
    ),
    Code("D307", E, "“{file}” is decorative and has an alternative text", "keep one of the two", _SEEN),
    Code(
        "D308",
        E,
        "“{file}” shows recognisable people, and no consent is recorded",
        "add “consent: who and when”",
        _PEOPLE,
    ),
    Code(
        "D309",
        E,
        "the focus of “{file}” is outside the picture",
        "write two numbers from 0 to 1, from the left and from the top",
        "The focus is the point that stays visible where a picture is cropped.",
    ),
    Code(
        "D310",
        E,
        "the picture is {kind}, but its name ends in “{suffix}”",
        "rename it",
        "E-readers and browsers go by the name; some then show nothing.",
    ),
    Code(
        "D311",
        E,
        "the picture is {kind}",
        "save it as PNG, JPEG, WebP, TIFF or SVG",
        "These are the formats that can be made safe and that every output can show.",
    ),
    Code(
        "D312",
        E,
        "the picture has more than {most} million pixels",
        "make it smaller: A4 at 300 dpi has 9 million",
        "A small file can unpack to any size and fill the memory of whoever opens it.",
    ),
    Code(
        "D313",
        E,
        "the picture is damaged: {detail}",
        "save it again",
        "What can't be unpacked wholly would print in part.",
    ),
    Code(
        "D314",
        E,
        "the picture has {frames} frames or pages",
        "save the one that is meant",
        "Paper shows one picture; which one of several is for the author to say.",
    ),
    Code(
        "D315",
        E,
        "the picture is in {mode} colours",
        "save it in RGB or grey with 8 bits; the press file is separated from that",
        "Screens and e-readers need RGB, and a separation fits one kind of paper only; each print file gets its own.",
    ),
    Code("D320", E, "the drawing has a {what} declaration", "save it as “plain SVG”", _SAFE),
    Code("D321", E, "the drawing can't be read: {detail}", "save it again as “plain SVG”", _SAFE),
    Code(
        "D322",
        E,
        "the drawing holds “{what}”, which acts",
        "save it as “plain SVG” without scripts and animation",
        _SAFE,
    ),
    Code("D323", E, "the drawing fetches “{address}”", "embed the picture in the drawing, or take it out", _WITHIN),
    Code(
        "D324",
        E,
        "the drawing repeats itself: it comes to more than {most} shapes",
        "take nested <use> out",
        "A few lines of nested <use> can fill any memory.",
    ),
    Code(
        "D325",
        E,
        "the drawing does not say how large it is",
        "add a viewBox",
        "Without a size a drawing can't be placed on the page.",
    ),
    Code(
        "D326",
        W,
        "the drawing holds text",
        "convert the text to paths, or put the words into the caption",
        "Text in a drawing is set in whatever font is found, is not translated, and is mute for screen readers.",
    ),
)

_ROLL = "A roll of names is checked line by line; messages name the line and never a person."
_WITHHELD = "A living person without consent, and one under an embargo, appears in no output, message, report or log."

_ROLLS = (
    Code("D401", E, "there is no roll names/{roll}.csv", "", "A list of names is printed from a file in names/."),
    Code("D402", E, "“{name}” is not a column of a roll", "", _ROLL),
    Code(
        "D403", E, "the roll has no column “name”", "begin the file with a line of column names: name,born,died", _ROLL
    ),
    Code("D404", E, "this can't be read as CSV: {detail}", "save the sheet again as CSV in UTF-8", _ROLL),
    Code(
        "D405", E, "the row has more than {most} cells", "put a cell that holds the separator in double quotes", _ROLL
    ),
    Code("D406", E, "the row has no name", "add it, or delete the row", _ROLL),
    Code("D407", E, "“{name}” is not a date of the calendar", "{fault}", _ROLL),
    Code("D408", E, "“living” is neither yes nor no", "write yes or no", _WITHHELD),
    Code(
        "D409",
        E,
        "the row does not say whether the person is living",
        "write yes or no, or the date of death",
        _WITHHELD,
    ),
    Code("D410", E, "the person is living and has a date of death", "keep what is true", _WITHHELD),
    Code("D411", W, "the row is the same as that of line {line}", "delete one of the two", _ROLL),
    Code("D412", N, "names that are withheld: {count}", "", _WITHHELD),
)

_LOOK = "A theme changes how pages look and reaches for nothing outside: the same bytes come out on every machine."

_THEME = (
    Code("D501", E, "the style sheet fetches “{address}”", "put what is needed into the theme's folder", _LOOK),
    Code("D502", E, "“{address}” leads out of the theme's folder", "put the file into the theme's folder", _LOOK),
    Code("D503", E, "there is no “{address}” in the theme's folder", "", _LOOK),
    Code(
        "D504",
        E,
        "the template can't be read: {detail}",
        "check what is opened with {{% and {{{{ and closed again",
        "A theme's templates replace those of the house, so a broken one would leave its page out.",
    ),
    Code(
        "D505",
        E,
        "the file is no font of the kind “{suffix}”",
        "put the font file there again",
        "A font under a wrong name is passed over by engines, and letters come out in another face.",
    ),
    Code(
        "D506",
        E,
        "the CMYK build of {colour} has a share that is not between 0 and 1",
        "write shares such as [0, 0.9, 0.7, 0.2]",
        "Shares are of full tone: 1 is 100 %.",
    ),
)

CODES: dict[str, Code] = table(*_LEDGER, *_TABLES, *_PICTURES, *_ROLLS, *_THEME)
