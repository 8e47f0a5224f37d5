# SPDX-License-Identifier: AGPL-3.0-or-later
"""A translation reviewed by chapters: each review is bound to what it saw, and all together approve the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.model.canonical import digest
from octavo.model.catalog import Catalog, Message
from octavo.model.locale import Language
from octavo.model.manifest import Approval

LENGTH = 16  # hexadecimal digits of a digest, as they are written into the manifest
FIRST = "publication.yaml"  # what no chapter has is reviewed with the title


def chapters_in(messages: Sequence[Message]) -> dict[str, list[Message]]:
    """Return the messages by the file of the source in which a translator meets them first."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        if message.keys:
            found.setdefault(message.keys[0].partition("#")[0], []).append(message)
    return found


def chapter_digests(
    catalog: Catalog, language: Language, messages: Sequence[Message], beside: Sequence[str] = ()
) -> dict[str, str]:
    """Return for each chapter the digest of its translation, and of the nouns that it may use.

    Args:
        catalog: what the translators wrote.
        language: gives the nouns.
        messages: all of the publication.
        beside: what else is translated, and belongs to no chapter.
    """
    nouns = language.model_dump_json(include={"nouns"})
    found: dict[str, str] = {}
    for name, of_chapter in chapters_in(messages).items():
        entries = {message.id: catalog.entries.get(message.id) for message in of_chapter}
        said = [part for number, entry in sorted(entries.items()) if entry for part in (number, *entry.forms)]
        found[name] = digest(language.tag, nouns, name, *said, *(beside if name == FIRST else ()))[:LENGTH]
    return found


def reviewed(approvals: Sequence[Approval], tag: str, digests: Mapping[str, str]) -> dict[str, Approval]:
    """Return for each chapter that was reviewed as it is now the newest review of it."""
    mine = [each for each in approvals if each.what == "translation" and each.language == tag and each.chapter]
    held = [each for each in mine if digests.get(each.chapter) == each.digest]
    return {each.chapter: each for each in sorted(held, key=lambda each: each.on)}


def whole_of(found: Mapping[str, Approval], digests: Mapping[str, str], whole: str) -> Approval | None:
    """Return the approval of a translation all of whose chapters were reviewed; None while one is not.

    It has the day of the last review, and a name only where one person or role reviewed all and wants to be named.
    """
    if not digests or set(digests) - set(found):
        return None
    reviews = [found[name] for name in digests]
    last = max(reviews, key=lambda each: each.on)
    names = {each.by if each.public else "" for each in reviews}
    by = names.pop() if len(names) == 1 else ""
    return last.model_copy(update={"chapter": "", "digest": whole, "by": by, "public": bool(by)})


def lapsed_reviews(
    approvals: Sequence[Approval], tag: str, digests: Mapping[str, str], whole: str
) -> Outcome[Approval | None]:
    """Return the approval that the reviews of all chapters come to, and a problem for each review that lapsed."""
    found = reviewed(approvals, tag, digests)
    problems: list[Problem] = []
    for at, each in enumerate(approvals):
        if each.what == "translation" and each.language == tag and each.chapter and each.chapter not in found:
            place = Place(FIRST, key=f"{FIRST}#approvals.{at}.digest")
            now = digests.get(each.chapter, "that of no chapter")
            what = f"translation of {each.chapter}"
            problems.append(problem("L213", place, what=what, on=each.on.isoformat(), now=now))
    return Outcome(whole_of(found, digests, whole), tuple(problems))
