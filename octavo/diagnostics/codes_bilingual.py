# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of editions in two languages: C4…."""

from octavo.diagnostics.code import Code, Severity, table

E = Severity.ERROR
W = Severity.WARNING

CODES: dict[str, Code] = table(
    Code(
        "C401",
        E,
        "the edition “{edition}” is neither in one language nor in two",
        "name one language, or two different ones, such as az+en",
        "An edition in two languages shows each paragraph in both.",
    ),
    Code(
        "C402",
        E,
        "two languages on facing pages can’t be made yet",
        "leave “bilingual” out, or write columns",
        "Both languages stand side by side in two columns, each paragraph beside the same one in the other language.",
    ),
    Code(
        "C403",
        E,
        "the part “{part}” can’t be set in two languages: {fault}",
        "close every element in the theme’s templates, as XHTML does",
        "An edition in two languages puts what templates make in each of them side by side, element by element.",
    ),
    Code(
        "C404",
        W,
        "“{text}” has nothing beside it in the other language",
        "give both languages the same blocks: what a theme’s template shows in one alone stands alone",
        "Both texts come from the same source, so that each block has one beside it; only templates can differ.",
    ),
)
