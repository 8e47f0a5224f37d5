# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: editions fitted to the same pages (R3…), and printed with the same plates of colour (P73…)."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_STEP = (
    "Editions with the same pages cost a printer one set of colour plates, are cited alike, and have spines of one "
    "width. `octavo fit my-book` brings them there by small means and says in locale/<tag>/fit.yaml by which."
)
_PLATES = (
    "A printer who makes several languages at once keeps the plates of cyan, magenta and yellow and changes the black "
    "one; that works only if the colours are the same on every page."
)
_CUT = (
    "The cheapest paragraphs come first: those whose last line is shortest. Nothing is ever cut off: what does not fit "
    "makes the edition longer than the others."
)
_AGAIN = "run `octavo fit my-book` again, or delete the file"

CODES: dict[str, Code] = table(
    Code("R301", W, "it was fitted to {pages} pages and has {now} now", _AGAIN, _STEP),
    Code("R302", W, "“{part}” was fitted to open on page {page} and opens on page {now} now", _AGAIN, _STEP),
    Code(
        "R303", N, "the text is another than the one that was fitted; the pages are still in step",
        "`octavo fit my-book` brings the file up to date", _STEP,
    ),
    Code("R304", E, "the file can't be used: {key} {fault}", "delete it, and run `octavo fit my-book`", _STEP),
    Code(
        "R311", E, "“{part}” ({language}) is {lines} lines too long for pages {first} to {last}: about {characters} "
        "characters have to go",
        "shorten the paragraphs that are named, or allow more pages with --to", _CUT,
    ),
    Code("R312", W, "{characters} characters fewer ({language}, page {page}) save {lines}", "", _CUT),
    Code(
        "R313", E, "“{part}” ({language}) is {lines} lines too short to reach page {last}",
        "allow fewer pages with --to, or let the other languages say it in fewer words", _STEP,
    ),
    Code("P731", E, "{language} has {pages} pages, and {other} has {count}", "run `octavo fit my-book`", _PLATES),
    Code(
        "P732", E, "page {page}: {plates} of {language} differ from those of {other} at {what}",
        "give them one picture at one place: `print: {{co_edition: true}}`, and `octavo fit my-book`", _PLATES,
    ),
    Code("P733", W, "the plates were not compared, for {reason}", "install Ghostscript or mutool", _PLATES),
    Code("R314", E, "no count of pages can be reached by all parts", "leave --to out, or name another count", _STEP),
)  # fmt: skip
