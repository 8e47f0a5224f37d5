# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of PO files and of the translations in them, a part of localize's."""

from octavo.diagnostics.code import Code, Severity, table

E, W = Severity.ERROR, Severity.WARNING

CODES: dict[str, Code] = table(
    Code(
        "L301",
        E,
        "the file is not UTF-8",
        "save it as UTF-8 (in Poedit: Translation, Properties, Charset)",
        "PO and YAML files are read as UTF-8 only: any other encoding would be guessed, and a wrong guess prints "
        "wrong letters.",
    ),
    Code(
        "L302",
        E,
        "the file is not a PO file: {fault}",
        'open it in a PO editor, or take the last good version; an entry is “msgid "…"” and “msgstr "…"”',
        "Nothing of a file that is broken is used, for an entry could have got another one's translation.",
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
        "A counted noun needs as many forms as its language has plurals, in their order; the header's Plural-Forms "
        "says how many.",
    ),
    Code(
        "L306",
        E,
        "“{text}” stands twice in the file, first in line {first}",
        "keep one of the two entries",
        "Which of two translations was meant can't be known, so none is taken in silence.",
    ),
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
        "the text holds the hidden character {found}, which turns the direction of what follows",
        "take it out; use U+2068 and U+2069 around words of the other direction",
        "U+202A–U+202E make text read differently from how it is stored (Unicode Technical Report 36).",
    ),
    Code(
        "L313",
        E,
        "a directional isolate is opened {opened} times and closed {closed} times",
        "close each one with U+2069",
        "An isolate that is left open takes the text after it along, and sentences come out in the wrong order (UAX "
        "9).",
    ),
    Code(
        "L314",
        E,
        "the header says that the file is in {found}",
        "write “Content-Type: text/plain; charset=UTF-8” and save it as UTF-8",
        "The header tells PO editors how to save the file; the next save would turn it into an encoding that is not "
        "read.",
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
        "A sentence that stands in a text and in the fact file is one message: readers would meet two wordings of "
        "one statement.",
    ),
    Code(
        "L317",
        E,
        "the translation holds a control character ({found})",
        "take it out",
        "Control characters and separators of lines and paragraphs have no form in print and break PO files apart.",
    ),
    Code(
        "L318",
        E,
        "two versions of the file were merged and the conflict was left in it: {found}",
        "keep one of the two versions between “<<<<<<<” and “>>>>>>>” and take the marks out, then run "
        "`octavo translate update`",
        "Where two people changed one line, git writes both into the file. Nothing of such a file is used.",
    ),
    Code(
        "L319",
        E,
        "the translation has {found} signs, its source {wanted}",
        "see what was pasted there",
        "No translation is so long; something else was pasted into the entry. It is not used, for it would fill pages.",
    ),
)
