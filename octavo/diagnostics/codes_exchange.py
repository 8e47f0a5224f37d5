# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of what goes to translators and comes back: packs and XLIFF."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table(
    Code(
        "L601",
        E,
        "the file is neither a pack nor a PO nor an XLIFF file: {fault}",
        "give the .zip that came back, or the .po or .xlf file itself",
        "Taken are what `octavo translate pack` and `export` made and translators' tools saved.",
    ),
    Code(
        "L602",
        E,
        "the pack holds the path “{path}”, which leads out of it",
        "don't unpack it; ask the sender how it was made",
        "A pack's files have plain names. A path with “..”, a drive, a link or a leading slash would write elsewhere.",
    ),
    Code(
        "L603",
        W,
        "the pack holds “{path}”, which is not part of a pack and was left in it",
        "open the zip and look; nothing of it has been taken",
        "Translators add notes and lists of questions. They are for you to read.",
    ),
    Code(
        "L604",
        E,
        "“{path}” is {size} MB large",
        "ask the sender what it is; a PO file of a whole book has 2 MB",
        "A small zip can unfold to a file that fills the disk. Files above {limit} MB are not read.",
    ),
    Code(
        "L605",
        E,
        "it is the pack of {publication} into {tag}",
        "take it there: octavo translate take … {publication}",
        "Each pack names the publication and the language that it was made for.",
    ),
    Code(
        "L606",
        E,
        "it was made for another version of the source: {changed} messages have changed since",
        "take it with --anyway: what still fits comes in, what was reworded comes in as stale",
        "While a pack is with its translator the source goes on. Nothing is taken until you have said so, for "
        "translations of reworded sentences need a second look.",
    ),
    Code(
        "L607",
        W,
        "“{text}” was translated here as well since the pack was made: “{theirs}” came back",
        "compare both; what came back stands in the entry's comment, and --theirs takes it",
        "Of two translations of one message none is thrown away: what stands in the publication stays, the other one "
        "is written into the comment of its entry.",
    ),
    Code(
        "L608",
        W,
        "“{text}” is not a message of this publication, so that its translation was not taken",
        "see whether the file belongs to this publication; `octavo translate update` makes the current one",
        "An entry is known by its source text and its context; translators' tools must not change them.",
    ),
    Code(
        "L609",
        E,
        "the XLIFF file can't be read: {fault}",
        "ask for it again as XLIFF 1.2, saved by the tool that made it",
        "Read is XLIFF 1.2 as `octavo translate export` writes it, without document types and entities.",
    ),
    Code(
        "L610",
        E,
        "nothing has been taken: {count} of the returned files can't be used as they are",
        "mend what is told above, or ask the sender to; then take it again",
        "A return is taken whole or not at all, so that a mended file can simply be taken again.",
    ),
    Code(
        "L611",
        E,
        "the language of the file is not given",
        "add -l TAG",
        "A PO file that was sent by itself says its language in its header; this one doesn't.",
    ),
)
