# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: fonts."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "F001", E, "the font folder has no readable fonts.yaml",
        "write one that lists each family with its role, scripts, licence and files, as the house's does",
        "Fonts are taken only from manifests, never from the machine, so that a book looks the same everywhere.",
    ),
    Code(
        "F002", E, "this is not YAML: {fault}",
        "look at the indentation and the quotes at and above this line",
        "Nothing in the list can be trusted while its form is unclear, so no font of this folder is used.",
    ),
    Code(
        "F003", E, "{what} must be {wanted}",
        "the house's fonts/fonts.yaml shows the form of every entry",
        "Family, style, weight and script decide which file a word is set in; a guess would be a wrong face.",
    ),
    Code(
        "F004", E, 'the key "{key}" is not known here',
        "the keys are: {known}",
        "A misspelled key would otherwise be passed over in silence.",
    ),
    Code(
        "F005", E, "the font file {name} is missing",
        "add the file, or take its entry out of fonts.yaml",
        "Another font in its place would move every line and every page, and nobody would be told.",
    ),
    Code(
        "F006", E, "the font file {name} is not the one that was listed: its SHA-256 is {found}",
        "if the change is meant, write this digest into fonts.yaml; else bring the listed file back",
        "A font that was changed changes line breaks, page numbers and the look of every page.",
    ),
    Code(
        "F007", E, "the licence text {name} of {family} is missing",
        "put the licence text beside the font files, with the copyright lines of its authors",
        "The SIL Open Font License and most others want their text to go with every copy (OFL 1.1, condition 2).",
    ),
    Code(
        "F008", E, "the path {name} leads out of the font folder",
        "keep font files and licences inside the folder of fonts.yaml",
        "A publication carries all it is made of: what lies elsewhere is missing on the next machine.",
    ),
    Code(
        "F009", E, "{what} is listed twice",
        "keep one of the entries",
        "With two entries for one thing it would be chance which of them is printed.",
    ),
    Code(
        "F010", E, 'the companion "{companion}" of {family} is not a family of any font folder',
        "name a family as its own entry has it",
        "The companion lends the characters a family lacks; without it they would be missing from the page.",
    ),
    Code(
        "F011", E, 'the font file {name} calls its family "{found}", not "{family}"',
        "write the family as the file has it: names are how the layout engine finds fonts",
        "A family that is asked for by a name no file has is replaced by another, and nobody is told.",
    ),
    Code(
        "F012", E, "the font file {name} forbids embedding",
        "use a font whose licence lets it be embedded",
        "OpenType, table OS/2, fsType: Restricted License embedding. A PDF/X or an EPUB can't be made with it.",
    ),
    Code(
        "F013", W, "the font file {name} is variable in optical size",
        "use a static font, or make one with fontTools.varLib.instancer",
        "WeasyPrint 70 embeds another optical size than the one the lines were measured with: the spacing is uneven.",
    ),
    Code(
        "F014", W, "the font file {name} is in the folder but not in fonts.yaml",
        "list it with its digest and licence, or take it away",
        "The layout engine is shown only listed files, so this one is dead weight.",
    ),
    Code(
        "F015", E, "the font file {name} can't be read: {fault}",
        "bring a sound TrueType or OpenType file",
        "A damaged font gives wrong widths or empty boxes, and printers refuse a file with such a font in it.",
    ),
    Code(
        "F201", E, "the fonts for {language} are not here",
        "bring them with `octavo fonts add {pack}` ({size} MB to fetch), or put fonts for it into theme/fonts/",
        "Fonts with thousands of letters are too large to come with Octavo. Nothing of the edition is made until they "
        "are there, for every letter would be missing.",
    ),
    Code(
        "F202", E, "the font file {name} is not the one that was brought",
        "bring it again with `octavo fonts add {pack}`",
        "Every file of a pack has a digest that Octavo knows; with another file the pages would be others.",
    ),
    Code(
        "F203", E, "the package {name} could not be fetched: {fault}",
        "look at the network and the settings of npm and try again; or fetch it elsewhere and use --from FOLDER",
        "Packages are fetched by the npm of this machine, with the registry and the proxy that it is set up for.",
    ),
    Code(
        "F204", E, "{name} is not what Octavo knows: its SHA-256 is {found}",
        "fetch the package again; if it is the same then, don't use it, and report it",
        "A package is opened only if it has the digest that was written down when the pack was made; else none of it "
        "is kept.",
    ),
    Code(
        "F205", E, "there is no npm on this machine to fetch {name} with",
        "install Node.js; or run `npm pack {name}` on another machine, bring {archive} and use --from FOLDER",
        "The fonts are in packages of npm; Octavo itself knows no address of the network.",
    ),
    Code(
        "F206", E, "the pack {pack} can't be put there: {fault}",
        "let yourself write there, or install Octavo where you can",
        "Packs are put beside the fonts of the house, so that they belong to this installation of Octavo and no other.",
    ),
)  # fmt: skip
