# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: localize. L1… states of translations, L2… languages, L3… PO files (codes_po), L4… values,
L6… packs (codes_exchange).
"""

from octavo.diagnostics import codes_exchange, codes_po
from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    *codes_po.CODES.values(),
    *codes_exchange.CODES.values(),
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
        "Page headings such as “Contents” and phrases such as “at least {n}” come from the house's templates and are "
        "translated once for all publications.",
    ),
    Code(
        "L104",
        E,
        "there are no translations of the house's own words into {language}",
        "make locale/{tag}/strings.po with `octavo translate add {tag}`, and translate it; a draft build shows these "
        "words in English, in brackets",
        "Page headings, phrases such as “at least {n}” and the words of tables come from the house's templates. "
        "Without them a page would be in two languages.",
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
        "Each message of the texts, the fact file, the tables and the pictures' descriptions is one entry in the PO "
        "files; none of them has a translation here.",
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
    Code(
        "L203",
        E,
        "the file is not YAML: {fault}",
        "keys and values go as “key: value”, two spaces deeper inside",
        "Language files are small YAML files of keys, words and lists; anchors, aliases and keys that stand twice "
        "are refused, for one of two values would be lost.",
    ),
    Code(
        "L204",
        E,
        "“{key}” is not allowed here",
        "did you mean “{near}”?",
        "A language file holds only the keys that the reference lists; a misspelt one would be lost in silence.",
    ),
    Code(
        "L205",
        E,
        "“{key}” has a wrong value: {fault}",
        "see the reference of language files for what it takes",
        "Each key of a language file takes one kind of value: a word of a short list, a number, true or false, or a "
        "text.",
    ),
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
        "Numbers are written with the ten digits of a CLDR numbering system. Systems without place values, such as "
        "Hebrew or Roman numerals, can only be a counter style of page numbers.",
    ),
    Code(
        "L208",
        E,
        "the pattern “{key}” can't be used: {fault}",
        "such as yMMMMd: d MMMM y",
        "Patterns are CLDR date patterns: d day, MMMM month by name, LLLL month by name standing alone, y year, "
        "other letters in single quotes. Those of intervals (yMMMMd/d, yMMMMd/M, yMMMMd/y) name the fields that "
        "differ twice.",
    ),
    Code(
        "L209",
        E,
        "the letter “{letter}” stands twice in the alphabet",
        "name each letter once, in order",
        "The alphabet gives the order of names and of the index; a letter can have only one place in it. Letters "
        "joined with “=” share one.",
    ),
    Code(
        "L210",
        E,
        "the range pattern “{pattern}” does not hold both numbers",
        "write {{0}} and {{1}} where the numbers go, such as “{{0}}–{{1}}”",
        "The pattern joins the two ends of a range; without both, a range would lose a number.",
    ),
    Code(
        "L211",
        W,
        "nouns are given for “{unit}”, which is not a unit of this publication",
        "its units are {known}",
        "A form under a misspelt unit is never used, and the texts that ask for it can't be filled.",
    ),
    Code(
        "L212",
        E,
        "the form “{form}” of “{unit}” leaves out the number",
        "write {{n}} where the number goes",
        "A noun's form with the name “other” stands for most numbers, so it has to show which.",
    ),
    Code(
        "L213",
        W,
        "the approval of the {what} of {on} no longer counts, for they have changed since",
        "look through them again, then run `octavo approve`; their digest is now {now}",
        "An approval holds for what was approved, and for nothing else: an edit takes it away, and the edition says "
        "again that it is a proof.",
    ),
    Code(
        "L214",
        E,
        "the form “{form}” of “{unit}” asks for an ending that follows the spoken number",
        "write the ending out, or use another form: such endings are known for Azerbaijani and Turkish",
        "They follow from the last word that is spoken, and so from the words for numbers of that language.",
    ),
    Code(
        "L401",
        E,
        "“{unit}” has no form “{form}” in {language}",
        "add it to locale/{tag}/locale.yaml: nouns: {unit}: {form}: {{one: …, other: …}}; known are {known}",
        "Named forms are the cases in which a counted noun can stand; each language names its own.",
    ),
    Code(
        "L403",
        E,
        "{{{name}}} asks for a number that the ledger does not have",
        "give {key} a value, or name one of its alternatives: {known}",
        "A statistic may have counts by several sources and no figure of its own; then text must name whose count it "
        "prints.",
    ),
    Code(
        "L404",
        E,
        "the number of {key} can't be printed",
        "numbers have at most 24 digits",
        "A longer number is a slip of the keyboard, and would not fit on a line.",
    ),
    Code(
        "L405",
        E,
        "“{date}” is not a day in the calendar",
        "write it as 1992-02-25",
        "Dates are checked against the calendar before they are written out, for a wrong day in print can't be "
        "corrected.",
    ),
    Code(
        "L406",
        E,
        "{{{name}}} has no range: fewer than two different comparable counts are in the ledger",
        "mark with “comparable: true” the counts of the same thing, or print the one figure",
        "A printed range spans only totals of the same thing and names who gives each end.",
    ),
    Code(
        "L409",
        E,
        "the text “{text}” is not in text/",
        "its texts are {known}",
        "The reading order names each text by its file; a part whose file is missing would be left out of the book.",
    ),
    Code(
        "L651",
        W,
        "no font of the house has {count} of the letters of {language}: {letters} …",
        "put a font that has them into the theme's fonts/ folder and list it in fonts/fonts.yaml there",
        "The letters are those that CLDR names for the language. Pages with letters that no font has are refused, and "
        "those of a draft too, once it has words in the language.",
    ),
    Code(
        "L652",
        N,
        "{count} of the house's own words have no translation into {language}",
        "translate them in strings.po of the language's folder; the draft shows them in English, in brackets",
        "Page headings such as “Contents” and phrases such as “at least {n}”. A release is refused without them.",
    ),
)
