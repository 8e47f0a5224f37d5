# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of the print gate (P6…): what would go wrong with a file at the printer's."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_EXPORT = "export the file again with the preset of {standard}; Octavo's own press files have this right"
_ALONE = (
    "A print file has to bring everything itself and do nothing by itself: what depends on the viewer may look right"
    " on the screen and wrong on paper (ISO 15930)."
)
_INTENT = (
    "The output intent names the printing condition that the colours are made for; without it CMYK numbers mean nothing"
    " (ISO 15930-7, 6.2.2)."
)
_SAID = "A file is taken for PDF/X only if it says so itself, in the place that its standard names (ISO 15930)."
_BOXES = (
    "The boxes tell the printer where the sheet is cut and how far colour runs beyond the cut (ISO 32000-1, 14.11.2);"
    " imposition programs trust them without looking."
)
_CUT = (
    "A stack is never cut to the hair: what ends at the cut shows a white line at the edge, and what stands too near"
    " to it may be cut off."
)
_COLOUR = (
    "Printers mix four inks. Colour given in another way is converted by whoever comes first, each with another result;"
    " black text becomes four-coloured and blurred."
)
_BLACK = (
    "Small black type is printed in black alone: four plates never fit to a tenth of a millimetre, and letters get"
    " coloured edges."
)
_OVERPRINT = (
    "Overprinting ink is laid on what is beneath it. Black may; white would vanish, for paper is not printed; and"
    " without OPM 1 the other plates are left out below."
)
_FINE = "Lines and letters thinner than a plate can hold break up or vanish; the printer's own numbers are the limit."
_INK = (
    "Too much ink on one spot does not dry, sets off on the next sheet and lets paper cockle. Printers measure it as"
    " the mean in any square of 15 mm, or at every point."
)
_PICTURES = "A picture enlarged beyond its pixels looks coarse on paper long before it does on a screen."
_FONTS = "A font that is not in the file is replaced by another one, and letters that no font has are printed as boxes."
_STATE = "Transfer curves and screens belong to the printing machine; one that comes with the file spoils its settings."
_PAGES = "Sheets are folded and bound in fixed numbers of pages, and a page that is white by mistake is found too late."
_LOST = (
    "Nothing is lost in silence: every message of an edition is read back from the finished file, whole and in the"
    " order in which it was written."
)
_JUDGES = (
    "A second opinion by a program that is not ours. No free program can certify PDF/X officially; these find what"
    " they know."
)

_FILE = (
    Code(
        "P600", E, "this is no print file that can be read: {reason}",
        "get the file again, or export it anew", _ALONE,
    ),
    Code("P601", E, "page {page} can't be read: {reason}", "export the file anew", _ALONE),
    Code("P602", E, "the file is encrypted", "save it without a password and without restrictions", _ALONE),
    Code("P603", E, "the file has no output intent", _EXPORT, _INTENT),
    Code("P604", E, "the output intent has no {what}", _EXPORT, _INTENT),
    Code("P605", E, "the output intent has no profile", _EXPORT, _INTENT),
    Code(
        "P606", E, "the profile of the output intent is not of a printing condition: {reason}",
        "take a CMYK profile of the class prtr, such as the house's FOGRA39", _INTENT,
    ),
    Code(
        "P607", E, "the file is made for {found}, but “{printer}” prints in {wanted}", "make it for {wanted}",
        _INTENT,
    ),
    Code("P608", E, "the file has {count} output intents for PDF/X", "keep the one of the printer", _INTENT),
    Code("P610", E, "the file does not say that it is {standard}, but {found}", _EXPORT, _SAID),
    Code("P611", E, "the file is PDF {found}, and {standard} goes up to PDF {wanted}", _EXPORT, _SAID),
    Code(
        "P612", E, "the file does not say whether it is trapped",
        "set Trapped to False, unless traps have been made", _SAID,
    ),
    Code("P613", E, "the file's metadata has no {what}", _EXPORT, _SAID),
    Code("P614", E, "the file uses object streams, which {standard} does not know", _EXPORT, _SAID),
    Code("P620", E, "page {page} has an annotation inside the page: {kind} ({count}×)", "take it out", _ALONE),
    Code("P621", E, "the file has an action: {kind}", "take it out", _ALONE),
    Code("P622", E, "the file has another file inside: {name}", "take it out and send it apart", _ALONE),
    Code("P623", E, "the file has layers: {names}", "flatten it: one version, one file", _ALONE),
    Code("P624", E, "the file has form fields", "flatten them", _ALONE),
    Code("P625", E, "the file has {what}", "export it anew without it", _ALONE),
)  # fmt: skip

_PAGE = (
    Code("P630", E, "page {page} has {what}", "a page to be printed has one TrimBox and no ArtBox", _BOXES),
    Code("P631", E, "page {page}: the {inner} reaches beyond the {outer} by {by} mm", "set the boxes anew", _BOXES),
    Code("P632", E, "page {page}: the CropBox hides a part of the page", "take the CropBox out", _BOXES),
    Code("P633", E, "page {page} is {what}", "turn or scale the content itself, not the page", _BOXES),
    Code(
        "P634", E, "page {page} is trimmed to {found} mm, the first page to {wanted} mm",
        "all pages of a file are cut in one stack", _BOXES,
    ),
    Code("P635", E, "the pages are trimmed to {found} mm, not to {wanted} mm", "set the page's size", _BOXES),
    Code(
        "P636", E, "page {page} has {found} mm of bleed, and “{printer}” needs {wanted} mm",
        "export with the printer's bleed", _CUT,
    ),
    Code(
        "P637", E, "page {page}: {what} at the {side} edge ends {ends}, and has to run {wanted} mm beyond the cut",
        "let it reach the end of the bleed, or keep it away from the cut", _CUT,
    ),
    Code(
        "P638", W, "page {page}: text stands {found} mm from the {side} edge, and “{printer}” asks for {wanted} mm",
        "move it inwards", _CUT,
    ),
)  # fmt: skip

_INKS = (
    Code("P640", E, "page {page}: {what} in {space} ({count}×)", "convert it to CMYK or grey", _COLOUR),
    Code(
        "P641", E, "page {page}: {what} in {space}, which {standard} forbids ({count}×)",
        "convert it to CMYK", _COLOUR,
    ),
    Code(
        "P642", W, "page {page}: {what} in {space} is left to the printer to convert ({count}×)",
        "convert it to CMYK, unless the printer wants it so", _COLOUR,
    ),
    Code(
        "P643", E, "page {page}: {what} in the spot colour “{name}” ({count}×)",
        "build it from the four plates, or agree on a fifth ink with the printer", _COLOUR,
    ),
    Code(
        "P644", E, "page {page}: {what} inside the page is in registration colour",
        "registration colour is for marks outside the bleed: use black", _INK,
    ),
    Code("P645", E, "page {page}: transparency is blended in {space}", "blend in DeviceCMYK", _COLOUR),
    Code(
        "P646", E, "page {page} has transparency, which {standard} forbids: {what}",
        "make it opaque, or send PDF/X-4", "PDF/X-1a is for machines that can't mix transparent colours (ISO 15930-4).",
    ),
    Code(
        "P647", E, "page {page}: black text in several inks, {colour}, {size} pt ({count}×)",
        "print it in K 100", _BLACK,
    ),
    Code("P648", E, "page {page}: white {what} is set to overprint and would vanish", "let it knock out", _OVERPRINT),
    Code("P649", W, "page {page}: {what} overprints without OPM 1", "set OPM 1", _OVERPRINT),
    Code(
        "P650", W, "page {page}: black text of {size} pt does not overprint, as “{printer}” wants it",
        "set K 100 % text to overprint with OPM 1", _OVERPRINT,
    ),
    Code(
        "P655", E, "page {page}: an area of {total} % ink, and “{printer}” takes {limit} %",
        "use a lighter build", _INK,
    ),
    Code(
        "P656", E, "page {page}: {total} % ink on the mean of a square of 15 mm, and “{printer}” takes {limit} %",
        "lighten the picture, or convert it with a profile of less ink", _INK,
    ),
    Code(
        "P657", E, "page {page}: up to {total} % ink, and “{printer}” takes {limit} % at any point",
        "lighten the picture, or convert it with a profile of less ink", _INK,
    ),
    Code(
        "P658", E, "page {page}: {what} in colour, and the inside is to be black alone ({count}×)",
        "convert it to grey", _COLOUR,
    ),
)  # fmt: skip

_FINENESS = (
    Code(
        "P651", W, "page {page}: text of {size} pt {how}, and “{printer}” asks for {least} pt",
        "set it larger, or in one ink", _FINE,
    ),
    Code(
        "P652", E, "page {page}: text of {size} pt, and “{printer}” prints {least} pt at least", "set it larger",
        _FINE,
    ),
    Code(
        "P653", E, "page {page}: a line of {width} pt, and “{printer}” prints {least} pt at least",
        "draw it wider", _FINE,
    ),
    Code(
        "P654", W, "page {page}: an area {width} pt thin, and “{printer}” prints {least} pt at least",
        "widen it", _FINE,
    ),
    Code(
        "P660", E, "page {page}: a picture of {found} ppi, and “{printer}” takes {least} ppi at least",
        "take a larger picture, or print it smaller", _PICTURES,
    ),
    Code(
        "P661", W, "page {page}: a picture of {found} ppi, and “{printer}” asks for {least} ppi",
        "take a larger picture if there is one", _PICTURES,
    ),
    Code("P662", E, "page {page}: a gradient is broken: {reason}", "export the file anew", _COLOUR),
    Code("P663", E, "page {page}: {standard} does not know this picture: {reason}", "save it as JPEG or Flate", _SAID),
    Code("P665", E, "page {page}: the font {font} is not inside the file", "embed it", _FONTS),
    Code("P666", E, "page {page}: {count} characters are not in the font {font}", "add a font that has them", _FONTS),
    Code("P670", E, "page {page}: a transfer curve changes the colours", "take it out", _STATE),
    Code("P671", E, "page {page}: a halftone screen of its own", "take it out", _STATE),
)  # fmt: skip

_WHOLE = (
    Code("P680", E, "{count} pages are no multiple of {wanted}, as “{printer}” binds", "add or take out pages", _PAGES),
    Code("P681", E, "{count} pages, and “{printer}” binds {limit}", "change the binding or the printer", _PAGES),
    Code("P682", E, "the file has {count} pages, not {wanted}", "make it anew", _PAGES),
    Code(
        "P683", E, "page {page} is blank and should not be",
        "look what is lost there, or expect it in the order", _PAGES,
    ),
    Code("P684", N, "page {page} is blank", "", _PAGES),
    Code("P685", E, "the file has {found} MB, and “{printer}” takes {limit} MB", "make its pictures smaller", _PAGES),
    Code(
        "P686", E, "this text is not found whole in the file, its letters in their order: “{text}”",
        "look whether the style hides a part of it, or sets it apart", _LOST,
    ),
    Code(
        "P687", E, "this text stands on page {page}, out of the order of the texts: “{text}”",
        "look whether the style takes it out of the running text", _LOST,
    ),
    Code("P690", E, "qpdf complains: {said}", "export the file anew", _JUDGES),
    Code("P691", E, "{renderer} complains: {said}", "export the file anew", _JUDGES),
    Code("P692", E, "veraPDF's engine finds against {standard}: {said} ({count}×)", "", _JUDGES),
)  # fmt: skip

CODES: dict[str, Code] = table(*_FILE, *_PAGE, *_INKS, *_FINENESS, *_WHOLE)
