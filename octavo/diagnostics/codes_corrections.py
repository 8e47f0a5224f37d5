# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of corrections (D601–D629): corrections.yaml, and who can't be told of a mistake."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_WHOM = "A correction tells a reader with an old copy which words to change, and why; so it must be found and be true."
_NOW = (
    "An entry tells of a mistake in copies that are out; what is published now has it no longer. So first correct the "
    "content, then write down what was changed."
)

_ADDRESS = (
    "Who finds a mistake in a book that looks finished must be able to tell somebody. Without an address for "
    "corrections no edition is approved: it says that it is a proof."
)

CODES: dict[str, Code] = table(
    Code("D601", E, "the publication has no edition “{tag}”", "", _WHOM),
    Code("D602", E, "“{source}” is only a lead, so no correction can rest on it", "cite a source that was read", _WHOM),
    Code(
        "D603",
        E,
        "the correction “{id}” is of {on}, after the date of issue {issued}",
        "set “issued” in publication.yaml to the day on which the corrected edition is issued",
        "Readers compare the day of a correction with the date of issue in their copy: an earlier copy needs it. So a "
        "copy that has the correction can't be issued before it.",
    ),
    Code("D604", E, "“was” and “now” of “{id}” say the same", "write what stood there before into “was”", _WHOM),
    Code(
        "D605",
        E,
        "the correction “{id}” doesn't say where",
        "add “place”, such as “page 12, line 3”, or “at” with a file in text/",
        _WHOM,
    ),
    Code("D606", E, "there is nothing with the key “{key}”", "", _WHOM),
    Code(
        "D607",
        W,
        "“{now}” of the correction “{id}” doesn't stand in {at} ({language})",
        "correct the content too, or write into “now” what stands there",
        _NOW,
    ),
    Code(
        "D610",
        W,
        "the book doesn't show its corrections, for it has neither an imprint nor a page of corrections",
        "add “- {{page: imprint}}” or “- {{page: corrections}}” to the parts",
        _WHOM,
    ),
    Code(
        "D611",
        N,
        "there are no corrections, so there is no slip of them",
        "write them into corrections.yaml",
        "The slip is laid into copies that are out already; it is made of the editions that have corrections.",
    ),
    Code(
        "D608",
        E,
        "the {what} can't be approved, for readers are told nowhere to send corrections",
        "write “corrections: …”, an address, below “publisher” in publication.yaml",
        _ADDRESS,
    ),
    Code(
        "D609",
        W,
        "the approvals don't count, for readers are told nowhere to send corrections",
        "write “corrections: …”, an address, below “publisher”",
        _ADDRESS,
    ),
)
