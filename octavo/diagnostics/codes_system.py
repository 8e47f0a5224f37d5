# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of the pipeline and the command line."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "S101",
        E,
        "this publication has no edition “{edition}”",
        "its editions are: {known}; others are added under “editions” in publication.yaml",
        "The option -l takes an edition that the manifest names.",
    ),
    Code(
        "S102",
        E,
        "there is no publication at {folder}",
        "known are: {known}; `octavo new NAME` makes one",
        "A publication is a folder with a publication.yaml in it, named by its path or by its name below content/.",
    ),
    Code(
        "S103",
        E,
        "{folder} changed while it was being read",
        "run the build again once saving has finished",
        "A build weighs every file before and after using it; if they differ, nothing made from it is kept.",
    ),
    Code(
        "S104",
        E,
        "the file cannot be written: {reason}",
        "free some space or change the permissions, then build again; the last good files are untouched",
        "Files are written aside and moved into place whole, so a full disk costs nothing that was there before.",
    ),
    Code(
        "S105",
        E,
        "{name} is neither a PDF nor an EPUB",
        "give a publication's folder, a PDF or an EPUB",
        "The command judges publications, and files of the formats that Octavo makes, whoever made them.",
    ),
    Code(
        "S106",
        E,
        "the translation is not whole: {count} messages are untranslated or stale",
        "`octavo translate status` shows which; a stale one can be accepted with a reason",
        "What is approved is what readers get; a translation with gaps is not published.",
    ),
    Code(
        "S107",
        E,
        "the approvals stand on one line, so none can be added to them",
        "write them as a list below “approvals:”, one item a line",
        "The command adds lines to publication.yaml and leaves every other byte of it as it is.",
    ),
    Code(
        "S108",
        E,
        "there is no printer “{printer}”",
        "known are: {known}; `octavo printers` tells about each, and a publication can describe its own",
        "The option --printer takes a printer of the house, or one that the manifest names.",
    ),
    Code(
        "S301",
        E,
        "the preview can't use port {port}: {reason}",
        "take another one with --port, or leave the option out for any that is free",
        "A port serves one program at a time. Another preview of yours may still be running.",
    ),
    Code(
        "S302",
        E,
        "a preview of the edition “{edition}” is running already",
        "its address stands in the terminal where it was started; Ctrl+C there ends it",
        "Two previews of one edition would keep their pages in the same folder.",
    ),
    Code(
        "S331",
        E,
        "the disk is full: {reason}",
        "free some space and build again, for example with `octavo store --prune --limit 0`; "
        "the last good files are untouched",
        "Before it says so, a build has let go of what earlier builds kept and nobody uses. Files are written aside "
        "and moved into place whole, so a full disk costs nothing that was there before.",
    ),
    Code(
        "S332",
        N,
        "{count} results in the store were damaged and have been made again",
        "if that happens more than once, have the disk checked",
        "Whatever is taken from the store is compared with its digest. A program that is killed damages nothing; a "
        "machine that stops may, and so may a disk that wears out.",
    ),
    Code(
        "S333",
        E,
        "the store can't be mended: this file is lost or damaged again and again",
        "delete the folder .store in the output folder and build again: that costs nothing but time",
        "What is damaged is removed and made again. If even that doesn't help, the disk or its owner is in the way.",
    ),
    Code(
        "S334",
        W,
        "{variable} is “{value}”, which is no size",
        "write it like 500MB, 4GB or 2.5GiB; the limit that would hold without it was kept to",
        "The store is pruned to its limit at the end of a build; `octavo store` shows limit and contents.",
    ),
    Code(
        "S351",
        E,
        "the package that brings steps to other machines is not installed",
        "pip install 'octavo-press[dask]' installs it",
        "The option --executor dask takes the package distributed, which most people have no use for.",
    ),
    Code(
        "S352",
        W,
        "worker {worker} is not used: {reason}",
        "install the same wheel and the same requirements.lock there, and the same Pango, HarfBuzz and Fontconfig",
        "The same input gives the same bytes with the same versions alone, so a worker must have the builder's.",
    ),
    Code(
        "S353",
        E,
        "there is no worker to be used at {scheduler}",
        "start some with `dask worker {scheduler}`; what was made so far is kept for the next build",
        "A build waits a minute for the first worker, or for another one when the last is gone.",
    ),
    Code(
        "S354",
        E,
        "the scheduler at {scheduler} does not answer: {reason}",
        "start it with `dask scheduler`, and look whether address and port can be reached from here",
        "The builder speaks with the scheduler alone. What was made so far is kept for the next build.",
    ),
    Code(
        "S355",
        E,
        "the step {step} was lost with its worker {count} times",
        "most likely for want of memory: the system's log says so; start the workers with more",
        "A step whose worker ends is given to another one, but not for ever: it might end all of them.",
    ),
    Code(
        "S356",
        W,
        "worker {worker} is not used: it can't keep files: {reason}",
        "free some space there, or start it with OCTAVO_STORE set to a folder that it may write",
        "A worker keeps what it got and what it made, so that nothing is sent there twice.",
    ),
    Code(
        "S357",
        E,
        "the shared place {shared} can't be used: {reason}",
        "look whether it can be read and written from here, or leave out --share",
        "It is a folder that all machines see, or an address that fsspec opens, such as s3://bucket/octavo.",
    ),
)
