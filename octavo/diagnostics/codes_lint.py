# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of `octavo translate lint`: what a careful reader of a translation would mark."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "L501",
        W,
        "the numbers differ from the source: {difference}",
        "compare each number with the source; digits of any script and the language's own separators are understood",
        "A wrong year or count is the gravest slip of a translation and the easiest to overlook. Compared are the "
        "numbers that were typed; placeholders are compared by their names.",
    ),
    Code(
        "L502",
        W,
        "{empty} of the plural forms of “{text}” is empty, so that none of them is used",
        "fill every form; where a number never takes one, repeat the form before it",
        "A plural message is translated when all its forms are; until then it counts as missing.",
    ),
    Code(
        "L511",
        W,
        "a straight quotation mark ({found}) stands in the text: “{near}”",
        "{language} has {quotes}",
        "Straight marks are those of typewriters; books have the marks of their language.",
    ),
    Code(
        "L512",
        W,
        "the quotation mark {found} is not one of {language}: “{near}”",
        "{language} has {quotes}; if your house does it otherwise, say so under “quotes” in locale.yaml",
        "Each language has quotation marks of its own; those of the source, or of another language, look like a slip.",
    ),
    Code(
        "L513",
        W,
        "quotation marks are not in pairs: “{near}”",
        "open each quotation with {opening} and close it with {closing}",
        "A quotation that is not closed leaves readers in doubt who is speaking.",
    ),
    Code(
        "L514",
        W,
        "the space inside the quotation marks is not that of {language}: “{near}”",
        "write {wanted}",
        "French sets a narrow no-break space (U+202F) inside its quotation marks; other languages set none.",
    ),
    Code(
        "L515",
        W,
        "the apostrophe in “{near}” is {found}",
        "write ’ (U+2019)",
        "The straight apostrophe is a typewriter's; the prime and the opening quotation mark are other signs.",
    ),
    Code(
        "L516",
        W,
        "a hyphen stands for a dash: “{near}”",
        "write {wanted}",
        "The hyphen joins words; a dash parts them, and joins the ends of a range.",
    ),
    Code(
        "L517",
        W,
        "three full stops stand for an ellipsis: “{near}”",
        "write … (U+2026)",
        "Three full stops can be parted at the end of a line and are spaced differently.",
    ),
    Code(
        "L521",
        W,
        "two spaces follow one another: “{near}”",
        "leave one",
        "They are printed as one, or as a gap; in either case somebody wonders whether a word is missing.",
    ),
    Code(
        "L522",
        W,
        "the translation {difference}",
        "make its first and last sign a space where the source has one there, and nowhere else",
        "Spaces at the ends join phrases that templates put together; in prose they are a slip of the keyboard.",
    ),
    Code(
        "L523",
        W,
        "a space stands where {language} has none: “{near}”",
        "take it out",
        "Points and commas follow the word directly, and brackets enclose it directly, in all languages; before ; : "
        "? and ! only French has a space.",
    ),
    Code(
        "L524",
        W,
        "no unbreakable space stands before “{sign}”: “{near}”",
        "put U+202F (narrow no-break space) before ; ! ? and U+00A0 (no-break space) before :",
        "French sets these signs off with a space; an ordinary space would let the sign go to the next line alone.",
    ),
    Code(
        "L525",
        W,
        "no space follows the “{sign}”: “{near}”",
        "put one in",
        "A comma between two words is followed by a space.",
    ),
    Code(
        "L526",
        W,
        "a no-break space stands between two ordinary words: “{near}”",
        "write an ordinary space",
        "It keeps words together that may be parted, makes lines uneven, and is hardly ever meant; it comes with "
        "text that was copied from elsewhere. Beside numbers, initials, short words and dashes it is right.",
    ),
    Code(
        "L531",
        E,
        "the word “{word}” mixes scripts: {letters}",
        "type the word again with the keyboard of one script",
        "Letters of different scripts can look alike (Latin a, Cyrillic а; Latin ə, Cyrillic ә). Such a word is not "
        "found by search, is read out wrongly, is hyphenated wrongly, and may be printed in two fonts.",
    ),
    Code(
        "L532",
        E,
        "“{word}” is written in {script}, though it looks like a word of {language}: {letters}",
        "type it again with the keyboard of your language",
        "A word whose letters all look like those of another script is taken for a word of the other one by search "
        "and screen readers.",
    ),
    Code(
        "L533",
        W,
        "“{word}” has {found}, a letter of other languages; {language} has {wanted}",
        "write {wanted}",
        "Arabic and Persian, Azerbaijani and others have letters that look alike and are not the same; fonts, "
        "search and the order of names tell them apart.",
    ),
    Code(
        "L534",
        W,
        "“{word}” is not in Unicode's composed form (NFC)",
        "type the word again, or normalise the file to NFC; the build does so for what it prints",
        "A letter and its accent can be one sign or two. Octavo prints one; editors, search and translation "
        "memories meet what stands in the file.",
    ),
    Code(
        "L535",
        E,
        "the translation holds the invisible character {found} after “{near}”",
        "take it out",
        "It comes with text that was copied from web pages. It breaks search and hyphenation, and shows as a box "
        "where a font lacks it. Joiners are right in the scripts that use them, direction marks where right-to-left "
        "letters are.",
    ),
    Code(
        "L541",
        W,
        "the translation is the same as the source: “{text}”",
        "translate it; if it is meant to stay, allow it with the reason",
        "Editors fill empty messages with the source, and what was filled so passes for translated. Asked from four "
        "words on, and not of names.",
    ),
    Code(
        "L542",
        W,
        "a word stands twice: “{near}”",
        "take one out",
        "Doubled words slip in where a line ends. Words that the language doubles on purpose are left alone.",
    ),
    Code(
        "L543",
        W,
        "the source ends {source}, the translation {found}",
        "end it as the source does, with the sign of {language}",
        "A full stop that is missing makes a sentence look cut off; a question without its mark reads as a statement.",
    ),
    Code(
        "L544",
        W,
        "the translation is {times} times as long as {language} usually is",
        "see whether something is missing, or stands here that belongs elsewhere",
        "Translations have a usual length beside their source, by languages. One far outside has often lost a "
        "sentence, or got that of the next message.",
    ),
    Code(
        "L545",
        W,
        "hardly a letter of the translation is in the script of {language}",
        "see whether it is in another language",
        "A message of another language's file slips in when files are merged or sent by mail.",
    ),
    Code(
        "L551",
        W,
        "“{term}” stands in the source; the agreed word “{agreed}” is not in the translation",
        "use the agreed word of data/terms.yaml, in the form that the sentence needs; or allow this with the reason",
        "Agreed terms keep a text of many translators in one voice. Endings are allowed for.",
    ),
    Code(
        "L552",
        W,
        "“{word}” stands in the translation; “{term}”, which is always somebody's word, is not in the source",
        "use the plain word that the source uses; or allow this with the reason",
        "An attributed term is a judgement and belongs to the speaker who is named with it. A translation must not "
        "be stronger or softer than its source.",
    ),
    Code(
        "L553",
        W,
        "“{term}” is somebody's word, and nobody is named here",
        "name the speaker and cite the source in the same paragraph, or use a word of your own voice",
        "data/terms.yaml marks it as attributed: it stands only where its speaker is named. Looked for is a "
        "citation, a quotation, or a source beside it.",
    ),
    Code(
        "L554",
        W,
        "a people, “{term}”, is the subject of a deed: “{near}”",
        "name the force, unit, government or author that did it",
        "Verbs belong to forces, governments and persons, never to a people as a whole. Asked only of the names "
        "that data/terms.yaml marks with “people: true”.",
    ),
    Code(
        "L561",
        W,
        "“{name}” is “{agreed}” elsewhere in this language, and not here",
        "write the name as it is translated in {table}",
        "A name written in two ways is two places to a reader. Compared are the names of the publication's tables; "
        "endings are allowed for.",
    ),
    Code(
        "L591",
        W,
        "the comment “{comment}” allows nothing: {why}",
        "write “# allow L512: reason” into the translator's comment of the entry",
        "What is allowed without a reason can't be judged by the next reader.",
    ),
    Code(
        "L592",
        N,
        "{what} is allowed here: {reason}",
        about="What is allowed for one message is listed, so that it is not forgotten.",
    ),
    Code(
        "L593",
        N,
        "{what} is allowed here, but nothing of that kind is found any more",
        "take the comment out",
        "What is allowed and not needed would hide the next problem of this kind.",
    ),
    Code(
        "L701",
        W,
        "it is {more} characters longer than what page {page} was laid out with, and there was room for {room}",
        "shorten it by {over}; or build the edition, which measures anew",
        "A cell, a caption, a running head and a word of the cover can't grow: what does not fit there is a fault. How "
        "many characters fit is reckoned from the pages of the last build, with the average width of a letter.",
    ),
    Code(
        "L702",
        N,
        "it is {more} characters longer than what page {page} was laid out with, and there was room for {room}",
        "nothing, if pages may end elsewhere than before; else shorten it by {over}",
        "More text than its page has room for moves what follows to the next page. That is no fault, but somebody may "
        "want all editions to have the same pages.",
    ),
)
