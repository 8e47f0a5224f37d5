# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: the conversion of pages to inks."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_PROFILE = (
    "A file for the press names the condition it was made for, and carries its ICC profile (ISO 15930-7, 6.2), so that "
    "everybody sees and measures the same inks."
)
_ASK = "ask the printer for the profile of the paper and press, or take FOGRA39 (coated) or FOGRA29 (uncoated) for it"

CODES: dict[str, Code] = table(
    Code("P301", E, "this file is no ICC profile", _ASK, _PROFILE),
    Code("P302", E, "the profile is that of {kind}, not of a press", _ASK, _PROFILE),
    Code("P303", E, "the profile is for {space}, not for the four inks of a press", _ASK, _PROFILE),
    Code(
        "P304", E, "the profile knows only one way between colours and inks", _ASK,
        "It takes one table to turn colours into inks and another to see what the inks look like; small profiles "
        "for previews have only the second.",
    ),
    Code(
        "P305", E, "the profile doesn't say who may hand it on",
        "take a profile whose text of rights allows it to be embedded and given to others",
        "The profile goes into every file for the press, and with it to printers and shops: who made it must have "
        "allowed that.",
    ),
    Code(
        "P310", E, "page {page}: {what} is transparent, which {standard} doesn't allow",
        "give it a solid colour, or a picture without transparency; or choose a printer that takes PDF/X-4",
        "PDF/X-1a (ISO 15930-4, 6.16) has no transparency: everything hides what is beneath it. Opacity, colours with "
        "an alpha value, blurred shadows and pictures with soft edges all need it.",
    ),
    Code(
        "P311", E, "page {page} has {what}, which can't be converted to inks",
        "replace it with a picture or a gradient from the style", "Octavo converts what its own pages can have; "
        "pages made elsewhere may have more.",
    ),
    Code(
        "P312", E, "this is no PDF whose pages can be converted: {reason}",
        "get the file again, for it may have been damaged on its way; if Octavo has just made it, please report this",
        "Files for the press are made from pages that were laid out before; damaged ones can't be read again.",
    ),
)  # fmt: skip
