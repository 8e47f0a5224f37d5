# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: pictures (D3…), rolls of names (D4…), themes (D5…)."""

from octavo.diagnostics.code import Code, Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_WITHIN = "A publication is complete in itself: pictures come from its own folder, never from the network or the disk."
_PEOPLE = "Whoever can be recognised in a picture has a say in where it is printed."
_SAFE = (
    "A picture from anywhere is opened by many programs on many machines, so it may hold shapes and nothing that acts."
)
_SEEN = "Readers who do not see the picture hear its alternative text; a decorative one is passed over for them."

PICTURES = (
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
        "save it in RGB, grey or CMYK with 8 bits",
        "RGB is turned into inks for each press; CMYK is printed as it is, and only shown on screens. What is in other "
        "colours looks different in every program.",
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
_SHOWN = "Beside a name stand its years, place, note or variants; “see” puts each variant among the names."
_WITHHELD = "A living person without consent, and one under an embargo, appears in no output, message, report or log."

ROLLS = (
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
    Code("D422", W, "a variant of the name is the name itself", "delete it from “variants”", _ROLL),
    Code("D423", E, "the note prints a name that is withheld", "take the name out of the note", _WITHHELD),
    Code(
        "D425",
        W,
        "letters that no font has: {signs}",
        "`octavo fonts` lists packs with more; a letter that was lost when the list was saved is to be typed again",
        "A letter without a font would be missing on paper, so that an edition with it is refused.",
    ),
    Code("D421", E, "“{word}” is nothing that a roll shows beside a name", "", _SHOWN),
)

_LOOK = "A theme changes how pages look and reaches for nothing outside: the same bytes come out on every machine."

THEME = (
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
