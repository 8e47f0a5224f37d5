# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of what is handed out: dossiers, catalogues, and proof of what was published."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_SUMS = (
    "What an edition published is listed with SHA-256 in SHA256SUMS and in the dossier edition.json of each edition."
)
_LINKS = "A catalogue is never written with a dead link in it: every address is looked up among the published files."

CODES: dict[str, Code] = table(
    Code(
        "C101",
        E,
        "“{url}” is not an https address of a folder",
        "write it like https://example.org/books/my-book",
        "Catalogues on the web are read over https alone by many programs; what follows ? or # can't be part of it.",
    ),
    Code(
        "C102",
        E,
        "the edition “{edition}” was published without a dossier, so no catalogue lists it",
        "build this edition again",
        "Catalogues are made from the dossiers of published editions, so that they say what is true of these files.",
    ),
    Code(
        "C103",
        E,
        "the dossier of the edition “{edition}” is not as it was published, so no catalogue lists it",
        "build this edition again",
        "Catalogues are made from the dossiers of published editions, so that they say what is true of these files.",
    ),
    Code(
        "C104",
        E,
        "{file} was published and is gone, so no catalogue links to it",
        "build this edition again",
        _LINKS,
    ),
    Code(
        "C105",
        E,
        "{file} is not written: its link to {target} leads nowhere",
        "build the publication again, and report this if it stays",
        _LINKS,
    ),
    Code(
        "C106",
        N,
        "there is no ONIX message, for no publisher is named",
        "name one under “publisher” in publication.yaml",
        "ONIX names who sends the message (ONIX 3.1, group H.1), and that is the publisher.",
    ),
    Code(
        "C107",
        W,
        "ONIX has no code for the language “{language}”, so the edition is missing from the ONIX message",
        "the first part of the tag must be in ISO 639",
        "ONIX names languages by ISO 639-2 (list 74).",
    ),
    Code(
        "C110",
        E,
        "nothing beside or above says what was published",
        "give the folder that has SHA256SUMS or edition.json with --against",
        _SUMS,
    ),
    Code(
        "C111",
        E,
        "this is not what was published as {name}: it has the SHA-256 {found} and not {wanted}",
        "get the file again from whoever published it",
        _SUMS,
    ),
    Code(
        "C112",
        E,
        "this file was published and is not here",
        "get it again, or build the publication again",
        _SUMS,
    ),
    Code(
        "C113",
        E,
        "this file is not among what was published",
        "take it out of the folder; if it is an older edition’s, compare it with that edition’s SHA256SUMS",
        _SUMS,
    ),
    Code(
        "C114",
        E,
        "the listing can't be read: {reason}",
        "get it again; without it nothing can be proved",
        _SUMS,
    ),
    Code(
        "C115",
        E,
        "this file can't be read: {reason}",
        "look at its permissions",
        "Only a file that can be read whole can be compared.",
    ),
    Code(
        "C116",
        E,
        "{dossier} and {sums} do not agree on {name}",
        "one of them is not of this edition; get both again",
        _SUMS,
    ),
    Code(
        "C120",
        W,
        "{file} is gone or not as it was published, so the catalogue of all publications leaves it out",
        "build this publication again",
        _LINKS,
    ),
    Code(
        "C121",
        E,
        "a publication can't be called “{name}”",
        "give its folder another name",
        "output/opds/ is the catalogue of all publications that are published beside it.",
    ),
    Code(
        "C122",
        E,
        "nobody can tell which licence “{name}” is: it has no address and is no SPDX identifier",
        "add “url” with the address of its text, or write the identifier, such as CC-BY-4.0",
        "Libraries, shops and readers' programs go by the address of a licence, not by what somebody calls it.",
    ),
    Code(
        "C123",
        W,
        "the ISBN {isbn} is that of “{one}” too",
        "an ISBN belongs to one book in one format; give one of the two another",
        "Shops and libraries find a book by its ISBN: two with the same one are taken for one.",
    ),
    Code(
        "C124",
        W,
        "there is no message for {shop}: it takes nothing but {forms}, and none is published",
        "add the output, or take the shop out of “shops”",
        "A shop sends back a message with products of a kind that it does not list.",
    ),
)
