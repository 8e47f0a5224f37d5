# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: the folder and its files (M0…), what every YAML file must be, and the manifest (M1…)."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_YAML = "Octavo reads the plain part of YAML 1.2: keys, values, lists, quotes, and text in several lines."
_FORM = "The models in docs/schema/ say what every key takes; editors that know YAML schemas show it while you type."
_LANGUAGE = "Formats, hyphenation, speech and shops all go by the language tag (BCP 47), so a wrong one does harm."

_FILES = (
    Code(
        "M001",
        E,
        "there is no publication.yaml",
        "a publication is a folder with publication.yaml and text/; `octavo new NAME` makes one",
        "The manifest says what the publication is called, in which languages it appears, and in which order.",
    ),
    Code(
        "M002",
        E,
        "“{path}” is a link that leads out of the publication's folder",
        "put a copy of the file into the folder",
        "A publication must be complete in itself: what lies elsewhere is missing on the next machine, and a link may "
        "show files that were never meant to be printed.",
    ),
    Code(
        "M003",
        E,
        "the file is not UTF-8 (it looks like {guess})",
        "save it again with the encoding UTF-8",
        "All texts are UTF-8, so that every letter of every language comes out as it was typed.",
    ),
    Code(
        "M004",
        E,
        "the file holds a zero byte, so it is not a text",
        "put back the text file, or save it as UTF-8",
        "Zero bytes come from pictures and documents under a wrong name, or from a damaged disk.",
    ),
    Code(
        "M005",
        E,
        "the invisible control character {sign} stands here",
        "delete it",
        "Control characters, and marks that override the direction of writing, print as nothing or as boxes and can "
        "make a text read otherwise than it is stored. Isolates (U+2066 to U+2069) are allowed.",
    ),
    Code(
        "M006",
        E,
        "a character was lost here (U+FFFD)",
        "type the letter again",
        "The sign � is what a program writes when it did not know a letter: the letter itself is gone.",
    ),
    Code(
        "M007",
        E,
        "this can't be read as a file",
        "it is a link to nothing, a device, or without permission to read",
        "Nothing in a publication's folder is passed over in silence, so what can't be read is told.",
    ),
    Code(
        "M008",
        E,
        "there is no folder “{folder}”",
        "give the name of a folder in content/, or a path",
        "A publication is named by its folder in content/, or by the path of a folder anywhere.",
    ),
    Code(
        "M009",
        E,
        "a linked folder is not followed",
        "put the folder itself here",
        "Linked folders can make circles, and file systems and archives treat them differently.",
    ),
    Code("M010", E, "this can't be read as YAML: {detail}", "put the value in double quotes", _YAML),
    Code("M011", E, "{detail}", "use two spaces for each step, never tabs", _YAML + " Tabs can't indent."),
    Code(
        "M012",
        E,
        "the key “{key}” stands here again",
        "it is already in line {line}: keep one of the two",
        "Of two equal keys most programs take the last in silence, and one value is lost.",
    ),
    Code(
        "M013",
        E,
        "with all its aliases the file comes to more than {most} values",
        "write the values out instead of repeating them by aliases",
        "A few lines of nested aliases can fill any memory (the “billion laughs”).",
    ),
    Code(
        "M014", E, "merge keys (“<<”) are not read", "write the keys out", _YAML + " Merge keys hide where values are."
    ),
    Code("M015", E, "YAML tags and directives (“{tag}”) are not read", "write the value plainly, or in quotes", _YAML),
    Code("M016", E, "a second document begins here", "one file holds one document: delete the line “---”", _YAML),
    Code("M017", E, "values are nested deeper than {most} levels", "check brackets and indentation", _YAML),
    Code("M018", E, "the alias “*{name}” names no anchor above it", "put a value that begins with * in quotes", _YAML),
    Code("M019", E, "a key must be one word or text, not a list or mapping", "check brackets and indentation", _YAML),
    Code(
        "M020",
        E,
        "the file is larger than {most} MiB",
        "files of a publication are smaller",
        "Whatever is this large is not a part of a booklet, and would fill the memory of small machines.",
    ),
    Code(
        "M021",
        E,
        "this name differs from “{other}” only in capital letters",
        "rename one of the two",
        "On the disks of Macs and Windows the two names are one, and one of the files is lost.",
    ),
    Code(
        "M022",
        E,
        "the file is empty",
        "delete it, or write what belongs into it",
        "An empty file is what a broken save leaves behind, so it is not taken for meant.",
    ),
    Code("M023", E, "the file must hold keys and values", "begin with “key: value”", _FORM),
    Code(
        "M024",
        W,
        "nothing reads this file",
        "{way_out}",
        "Nothing is lost in silence: a file in the wrong place or with another ending would just be missing in print.",
    ),
)

_MANIFEST = (
    Code("M101", E, "“{key}” is not a key that stands here", "", _FORM),
    Code("M102", E, "“{key}” is missing", "add it{what}", _FORM),
    Code("M103", E, "“{tag}” is not a known language tag", "", _LANGUAGE),
    Code("M104", E, "“{key}” must be {wanted}, not {given}", "", _FORM),
    Code("M105", E, "“{key}” can't be {given}", "it must be {wanted}", _FORM),
    Code("M106", E, "“{key}” can't be {given}", "", _FORM),
    Code("M107", E, "“{key}” is empty", "write what belongs there, or take the key out", _FORM),
    Code("M108", E, "“{key}” can't be {given}", "it must be {detail}", _FORM),
    Code("M109", E, "{detail}", "", _FORM),
    Code(
        "M110",
        E,
        "“{role}” is not a MARC relator code",
        "",
        "Libraries and shops take the roles of contributors as MARC relator codes, of three letters each.",
    ),
    Code(
        "M111",
        E,
        "there is no output “{output}”",
        "",
        "Outputs are rows of one table; `octavo build --help` names them.",
    ),
    Code(
        "M112",
        E,
        "“{paper}” is not a paper size",
        "write A4, A5, A6, 6x9in, square210, or width x height such as 170x240mm (50 to 1000 mm)",
        "The trim size decides the whole layout, so it is never guessed.",
    ),
    Code(
        "M113",
        E,
        "“{isbn}” is not a valid ISBN",
        "{fault}",
        "A wrong digit makes a bar code that no shop can read; the check digit (ISO 2108) shows it before printing.",
    ),
    Code(
        "M114",
        E,
        "“{uuid}” is not a UUID",
        "leave it out: one is derived from publisher, title and language",
        "Reading systems know a book again by this identifier, so it has one exact form.",
    ),
    Code("M115", E, "there is no text/{text}", "", "The parts name the files in text/ in their reading order."),
    Code(
        "M117",
        E,
        "“{what}” stands here twice",
        "keep one of the two",
        "What is named twice would be printed or counted twice, or one of the two is a slip for another.",
    ),
    Code(
        "M118",
        N,
        "CLDR has no English name for the language “{tag}”",
        "check the tag; its formats come from locale/{tag}/locale.yaml",
        "There are some 8,000 languages with codes of three letters, and CLDR names 600: this one may well be right.",
    ),
    Code(
        "M119",
        W,
        "text/{text} is not among the parts, so it is not printed",
        "add it to “parts”, or delete it",
        "Where “parts” is given, only what stands there is printed; a forgotten chapter should not go unnoticed.",
    ),
    Code(
        "M120",
        E,
        "there is no theme folder “{theme}”",
        "make the folder, or leave the key “theme” out",
        "A theme is a folder with theme.yaml, style.css and templates; without one the house look is taken.",
    ),
    Code("M121", E, "there is no table data/{data}.yaml", "", "A part can show a table, which is a file in data/."),
    Code(
        "M122",
        E,
        "“{tag}” is not among the editions",
        "add it to “editions”, or take it out here",
        "An ISBN, a translator or an approval belongs to an edition; for a language that does not appear it is a slip.",
    ),
    Code(
        "M123",
        E,
        "there is no text to publish",
        "write text/01-first.md, or a part with a page type",
        "A publication needs at least one text in text/, or parts that are made from data.",
    ),
    Code("M124", E, "“{key}” must be a date such as 2026-11-22, not {given}", "", _FORM),
    Code(
        "M125",
        E,
        "“{url}” is not a web address",
        "it begins with https:// or http://",
        "Addresses are printed, and made into links that readers click; others can't work for them.",
    ),
    Code(
        "M181",
        E,
        "there is a filler already",
        "keep one; a filler may be as long as it likes, but is printed only if all of it finds room",
        "A filler is printed on pages that would be left blank. Of these there are few, for two there is no room.",
    ),
    Code(
        "M182",
        E,
        "the cover can't be of the booklet's own pages: {other}",
        "leave out “cover: self”, or what speaks against it",
        "With “cover: self” front and back are printed with the pages of a stitched booklet, on the same paper.",
    ),
)

CODES: dict[str, Code] = table(*_FILES, *_MANIFEST)
