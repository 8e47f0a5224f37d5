# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: what texts say of the ledger, data, pictures and each other (T2…); the dialect has its own."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "T210",
        E,
        "“{number}” is typed by hand",
        "",
        "Figures come from the ledger: then a corrected number is corrected in every place and language, and each has "
        "its source. A number that is none of the ledger's may stay, with a comment on the line above that says why: "
        "<!-- allow T210: the regiment's number -->. In a data file write the placeholder.",
    ),
    Code(
        "T211",
        E,
        "“{name}” asks for the figure of “{id}”, which has none of its own",
        "write {way_out}",
        "A statistic may have only what different sources say and no figure that the publication takes as its own.",
    ),
    Code(
        "T212",
        E,
        "“{name}” would count in “{unit}”, but its figure counts in “{other}”",
        "write “{way_out}”",
        "A number of families printed as a number of people is a wrong statement.",
    ),
    Code(
        "T213",
        E,
        "“{name}” asks for a range, but “{id}” has fewer than two comparable counts",
        "mark the alternatives that count the same thing with “comparable: true”, or name one count",
        "A range spans only counts of the same thing, and names who gives each end.",
    ),
    Code(
        "T214",
        E,
        "a link can't lead to “{href}”",
        "link to https://…, mailto:…, or to a heading of this publication as #its-id",
        "A link to a file or a program works on one machine only, or harms it.",
    ),
    Code(
        "T216",
        E,
        "the passage prints a name that is withheld from “{roll}”",
        "take the name out of the passage, or record the consent in names/{roll}.csv",
        "A living person without consent, or one under an embargo, is withheld from every output, and so from texts.",
    ),
    Code(
        "T217",
        E,
        "“{name}” needs {wanted}",
        "",
        "Each kind of chart and list needs its own data: a chart without it would be empty.",
    ),
    Code(
        "T218",
        E,
        "“{column}” is not a column of data/{data}.yaml",
        "",
        "A table prints the columns that are named, in their order; a name that is none would print an empty column.",
    ),
)
