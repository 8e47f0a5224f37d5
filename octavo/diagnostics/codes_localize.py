# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: localize. L1… states of translations, L2… languages, L3… PO files, L4… values in texts."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "L101",
        E,
        "“{text}” has no translation into {language}",
        "translate it in locale/{tag}/{domain}.po; a draft build shows it in the source language, marked",
        "A released edition is in one language throughout: text of the source language never slips into it. "
        "Bring the PO files up to date with `octavo translate update`, translate what is empty, build again.",
    ),
    Code(
        "L102",
        E,
        "“{text}” changed after it was translated into {language}",
        "look at it in locale/{tag}/{domain}.po and take the fuzzy flag away, or accept it as it stands with a comment "
        "“# octavo-accept: name: reason”",
        "A fuzzy entry holds the translation of an older sentence, which may say something else. Whoever knows that it "
        "still holds takes the flag away; whoever releases it knowingly puts name and reason on record.",
    ),
    Code(
        "L103",
        E,
        "{count} of the house's own words have no translation into {language}",
        "translate what is empty or fuzzy in templates/locale/{tag}.po",
        "Page headings such as “Contents” and phrases such as “at least {{n}}” come from the house's templates and are "
        "translated once for all publications.",
    ),
    Code(
        "L104",
        E,
        "there are no translations of the house's own words into {language}",
        "make templates/locale/{tag}.po with `octavo translate add {tag}`",
    ),
    Code(
        "L105",
        N,
        "“{text}” is printed as it was translated before it changed; {who}",
        about="An accepted entry stays fuzzy in the PO file; the report lists it with the name and the reason given.",
    ),
    Code(
        "L106",
        W,
        "the accepted translation of “{text}” gives neither name nor reason",
        "write “# octavo-accept: name: reason”",
        "Without both the entry counts as stale.",
    ),
    Code(
        "L107",
        E,
        "nothing is translated into {language} yet: {count} messages",
        "make the files with `octavo translate add {tag}`; a draft build shows the pages in the source language",
    ),
    Code(
        "L201",
        E,
        "“{tag}” is not a known language tag",
        "use a BCP 47 tag such as az, pt-BR or zh-Hant",
        "Tags name the language of an edition to readers, shops and screen readers (BCP 47).",
    ),
    Code(
        "L202",
        E,
        "nothing is known of how “{tag}” writes numbers and dates",
        "describe the language in locale/{tag}/locale.yaml: name, script, direction, plurals, quotes, patterns",
        "CLDR has no data for this language. What locale.yaml says stands; for the rest numbers and dates are written "
        "as in CLDR's root.",
    ),
    Code("L203", E, "the file is not YAML: {fault}", "keys and values go as “key: value”, two spaces deeper inside"),
    Code(
        "L204",
        E,
        "“{key}” is not allowed here",
        "did you mean “{near}”?",
        "A language file holds only the keys that the reference lists; a misspelt one would be lost in silence.",
    ),
    Code("L205", E, "“{key}” has a wrong value: {fault}", "see the reference of language files for what it takes"),
    Code(
        "L206",
        E,
        "“{plurals}” is not a plural rule of gettext",
        "write it as in a PO file's header: nplurals=2; plural=(n != 1);",
        "The rule may use n, numbers, arithmetic, comparisons and ?: only, and must give a form below nplurals for "
        "every number.",
    ),
    Code(
        "L207",
        E,
        "“{digits}” is not a numbering system with ten digits",
        "use one of {known}",
    ),
    Code("L208", E, "the pattern “{key}” can't be used: {fault}", "such as yMMMMd: d MMMM y"),
    Code("L209", E, "the letter “{letter}” stands twice in the alphabet", "name each letter once, in order"),
    Code(
        "L210",
        E,
        "the range pattern “{pattern}” does not hold both numbers",
        "write {{0}} and {{1}} where the numbers go, such as “{{0}}–{{1}}”",
    ),
    Code(
        "L211",
        W,
        "nouns are given for “{unit}”, which is not a unit of this publication",
        "its units are {known}",
    ),
    Code("L212", E, "the form “{form}” of “{unit}” leaves out the number", "write {{n}} where the number goes"),
    Code("L301", E, "the file is not UTF-8", "save it as UTF-8 (in Poedit: Translation, Properties, Charset)"),
    Code(
        "L302",
        E,
        "the file is not a PO file: {fault}",
        'open it in a PO editor, or take the last good version; an entry is “msgid "…"” and “msgstr "…"”',
    ),
    Code(
        "L303",
        E,
        "the file says that its language is “{found}”, but it stands with {language} ({tag})",
        "move it to its own language's folder, or write “Language: {tag}” in its header",
        "A file in the wrong folder would put another language into the edition.",
    ),
    Code(
        "L304",
        E,
        "the header's plural rule is not that of {language}",
        "write “Plural-Forms: {plurals}”",
        "With another rule the forms of counted nouns would stand with the wrong numbers.",
    ),
    Code(
        "L305",
        E,
        "“{text}” has {found} plural forms; {language} has {wanted}",
        "give msgstr[0] to msgstr[{last}]",
    ),
    Code("L306", E, "“{text}” stands twice in the file, first in line {first}", "keep one of the two entries"),
    Code(
        "L307",
        W,
        "“{text}” is not, or no longer, a message of this publication",
        "`octavo translate update` sorts it out",
        "Nobody will see this translation: the source was changed or the file is another publication's.",
    ),
    Code(
        "L308",
        E,
        "the translation holds “{found}”, which is HTML or template code",
        "translate the words only; emphasis is *so* and **so**",
        "A translation is data: it can't run template code, and its markup is what the source message has.",
    ),
    Code(
        "L309",
        E,
        "the placeholders differ: {difference}",
        "copy each {{name}} of the source exactly, as often as it stands there",
        "Placeholders stand for numbers and dates of the fact file. A missing one loses a figure, a foreign one can't "
        "be filled.",
    ),
    Code(
        "L310",
        E,
        "the markup differs from the source: {difference}",
        "keep links, notes, citations and emphasis of the source, in the order your language needs",
        "A lost citation leaves a claim without its source; a lost bracket prints as it stands.",
    ),
    Code(
        "L311",
        E,
        "letters are glued to {{{name}}}",
        "put a space between, or ask for a form of the noun such as {{{name}.people.gen}}",
        "What the ending must be hangs on the number, which may change: “613-cü” would be wrong for 614.",
    ),
    Code(
        "L312",
        E,
        "the translation holds the hidden character {found}, which turns the direction of what follows",
        "take it out; use U+2068 and U+2069 around words of the other direction",
        "U+202A–U+202E make text read differently from how it is stored (Unicode Technical Report 36).",
    ),
    Code(
        "L313",
        E,
        "a directional isolate is opened {opened} times and closed {closed} times",
        "close each one with U+2069",
    ),
    Code(
        "L314",
        E,
        "the header says that the file is in {found}",
        "write “Content-Type: text/plain; charset=UTF-8” and save it as UTF-8",
    ),
    Code(
        "L315",
        E,
        "the form msgstr[{form}] leaves out the number {{n}}, but stands for {numbers}",
        "write {{n}} in it",
        "Only a form that stands for one number alone (Arabic “two people”) may leave the number out.",
    ),
    Code(
        "L316",
        E,
        "“{text}” is translated differently in {other}",
        "the same message has one translation; make both alike",
    ),
    Code("L317", E, "the translation holds a control character ({found})", "take it out"),
    Code(
        "L401",
        E,
        "“{unit}” has no form “{form}” in {language}",
        "add it to locale/{tag}/locale.yaml: nouns: {unit}: {form}: {{one: …, other: …}}; known are {known}",
        "Named forms are the cases in which a counted noun can stand; each language names its own.",
    ),
    Code(
        "L402",
        E,
        "the unit “{unit}” of {{{name}}} has no translation into {language}",
        "translate “{noun}” in locale/{tag}/facts.po",
    ),
    Code(
        "L403",
        E,
        "{{{name}}} asks for a number that the ledger does not have",
        "give {key} a value, or name one of its alternatives: {known}",
        "A statistic may have counts by several sources and no figure of its own; then text must name whose count it "
        "prints.",
    ),
    Code("L404", E, "the number of {key} can't be printed", "numbers have at most 24 digits"),
    Code("L405", E, "“{date}” is not a day in the calendar", "write it as 1992-02-25"),
    Code(
        "L406",
        E,
        "{{{name}}} has no range: fewer than two different comparable counts are in the ledger",
        "mark with “comparable: true” the counts of the same thing, or print the one figure",
        "A printed range spans only totals of the same thing and names who gives each end.",
    ),
    Code("L407", E, "{{{name}}} can't be filled", "see the reference of placeholders"),
    Code("L408", E, "the table “{table}” that the part “{part}” shows does not exist", "its tables are {known}"),
    Code("L409", E, "the text “{text}” is not in text/", "its texts are {known}"),
)
