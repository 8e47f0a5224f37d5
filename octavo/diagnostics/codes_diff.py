# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of comparing two publications as they were published."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_ABOUT = "Two publications are compared by what is in their folders: nothing is built, and nothing in them is changed."
_PROOF = "What an edition published is listed with SHA-256 in its dossier edition.json."

CODES: dict[str, Code] = table(
    Code(
        "C301",
        E,
        "there is no published edition in this folder",
        "give output/<publication>, the folder of one edition in it, or a single PDF or EPUB",
        _ABOUT,
    ),
    Code(
        "C302",
        E,
        "this is “{new}”, and what it is compared with is “{old}”",
        "compare two builds of one publication; two files can be compared whatever they are",
        "Neither the name nor the identifier of the two is the same, so that everything would be told as changed.",
    ),
    Code(
        "C303",
        N,
        "the edition “{new}” is compared with another one, “{old}”",
        "",
        "That is of use for editions that share their colour plates; their messages are not compared, for all differ.",
    ),
    Code(
        "C304",
        E,
        "this is {new}, and what it is compared with is {old}",
        "give two folders, two PDF or two EPUB files",
        _ABOUT,
    ),
    Code(
        "C305",
        E,
        "this PDF can't be read: {reason}",
        "get the file again; `octavo verify` tells whether it is what was published",
        "Its pages are drawn and read to be compared.",
    ),
    Code(
        "C306",
        E,
        "this PDF asks for a password",
        "save it without one, and compare again",
        "Its pages are drawn and read to be compared.",
    ),
    Code(
        "C307",
        E,
        "this e-book or web page can't be read: {reason}",
        "get the file again; `octavo verify` tells whether it is what was published",
        "Its paragraphs are read to be compared.",
    ),
    Code(
        "C308",
        W,
        "this file is not what was published here; it is compared as it is",
        "`octavo verify` tells what else is not as it was published",
        _PROOF,
    ),
    Code(
        "C309",
        W,
        "this file was published here and is gone, so it is not compared",
        "get it again; `octavo verify` tells what else is missing",
        _PROOF,
    ),
    Code(
        "C310",
        N,
        "whether only the black plate changed was not looked at: {reason}",
        "install Ghostscript or MuPDF; `octavo doctor` says how",
        "A press that keeps its colour plates prints a corrected text cheaply. Plates are separated by a renderer.",
    ),
    Code(
        "C311",
        E,
        "the pictures and the page can't be written here: {reason}",
        "give another folder with --to",
        "The page goes into a folder of its own, with its pictures beside it.",
    ),
)
