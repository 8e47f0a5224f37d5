# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of the site: C2…."""

from octavo.diagnostics.code import Code, Severity, table

E = Severity.ERROR

_WHOLE = (
    "The site is only written if every link in it leads somewhere: to a file of the site by its name (a folder shows "
    "nothing when a page is opened from a disk), never from the root (the site may stand below any address)."
)

CODES: dict[str, Code] = table(
    Code(
        "C201",
        E,
        "the site is not written: {file} links to {target}, which leads nowhere",
        "mend the link, in the theme’s templates or the text; if neither has it, build the publication again",
        _WHOLE,
    ),
    Code(
        "C202",
        E,
        "the edition “{edition}” was published without what its page on the site is made of, so the site leaves it out",
        "build this edition again",
        "The site shows what was published. An edition leaves what its page needs in a hidden folder beside its files.",
    ),
    Code(
        "C203",
        E,
        "the site is not written: {file} would fetch {target} from elsewhere",
        "put the file into the theme, or take it out of the theme’s templates",
        "Whoever opens a page of the site is seen by no other host than the one that it stands on.",
    ),
)
