# SPDX-License-Identifier: AGPL-3.0-or-later
"""An approval recorded: bound to the content as it is now, and written into publication.yaml, which stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.model.languages import languages_in
from octavo.pipeline.store import write_whole
from octavo.pipeline.translation import Source, catalog_of, language_of, strings_of

if TYPE_CHECKING:
    from octavo.model.catalog import Catalog, Message
    from octavo.model.manifest import Approval, Scope

MANIFEST = "publication.yaml"
_KEY = re.compile(r"^approvals:[ \t]*(#.*)?$")
_FILLED = re.compile(r"^approvals:[ \t]*[^\s#]")
_ITEM = re.compile(r"^([ \t]*)- ")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be approved, by whom, on which day; a translation has a language."""

    what: Scope
    on: date
    language: str = ""
    by: str = ""
    public: bool = False
    chapter: str = ""


def approve(source: Source, wish: Wish) -> Outcome[Approval]:
    """Write the approval into the manifest and return it.

    Refused are a translation that is not whole, and all but access where readers have no address for corrections.
    """
    from octavo.localize.approvals import access_digest, chapters_of_edition, content_digests
    from octavo.localize.reviews import chapters_in
    from octavo.model.catalog import Catalog
    from octavo.model.manifest import Approval

    manifest = source.publication.manifest
    if wish.what != "access" and not manifest.corrections_to:
        return Outcome(None, (problem("D608", Place(MANIFEST, key=f"{MANIFEST}#publisher"), what=wish.what),))
    written = manifest.language
    if len(languages_in(wish.language)) > 1:
        return _of_both(source, wish)
    tag = wish.language or written
    language = language_of(source, tag)
    catalog = catalog_of(source, tag) if tag != written else Outcome(Catalog(tag))
    if language.value is None or catalog.value is None:
        return Outcome(None, (*language.problems, *catalog.problems))
    messages = chapters_in(source.messages).get(wish.chapter, ()) if wish.chapter else source.messages
    if tag != written and (lacking := _lacking(messages, catalog.value)):
        return Outcome(None, (problem("S106", Place(f"locale/{tag}/"), count=lacking),))
    strings = strings_of(source, language.value).value
    digests = content_digests(source.publication, catalog.value, language.value, source.messages, strings)
    by_chapter = chapters_of_edition(source.publication, catalog.value, language.value, source.messages, strings)
    bound = {**digests, "access": access_digest(digests, tag)}
    made = Approval(
        what=wish.what,
        language=wish.language or None,
        chapter=wish.chapter,
        by=wish.by,
        public=wish.public,
        on=wish.on,
        digest=by_chapter[wish.chapter] if wish.chapter else bound[wish.what],
    )
    return _entered(source, made)


def _lacking(messages: Iterable[Message], catalog: Catalog) -> int:
    """Return how many messages have no translation that holds."""
    entries = catalog.entries
    return sum(each.id not in entries or entries[each.id].state in ("untranslated", "stale") for each in messages)


def _of_both(source: Source, wish: Wish) -> Outcome[Approval]:
    """Write the review of an edition in two languages: bound to all that both are made of."""
    from octavo.localize.approvals import access_digest, content_digests
    from octavo.localize.bilingual import digests_of_both
    from octavo.model.catalog import Catalog
    from octavo.model.manifest import Approval

    found = []
    for tag in languages_in(wish.language):
        language = language_of(source, tag)
        translated = tag != source.publication.manifest.language
        catalog = catalog_of(source, tag) if translated else Outcome(Catalog(tag))
        if language.value is None or catalog.value is None:
            return Outcome(None, (*language.problems, *catalog.problems))
        if translated and (lacking := _lacking(source.messages, catalog.value)):
            return Outcome(None, (problem("S106", Place(f"locale/{tag}/"), count=lacking),))
        strings = strings_of(source, language.value).value
        found.append(content_digests(source.publication, catalog.value, language.value, source.messages, strings))
    bound = access_digest(digests_of_both(*found), wish.language)
    told = {"language": wish.language, "by": wish.by, "public": wish.public, "on": wish.on, "digest": bound}
    return _entered(source, Approval(what=wish.what, **told))


def _entered(source: Source, made: Approval) -> Outcome[Approval]:
    """Write the approval into the manifest."""
    path = source.folder / MANIFEST
    changed = with_approval(path.read_bytes().decode(), made)
    if changed is None:
        return Outcome(None, (problem("S107", Place(MANIFEST, key=f"{MANIFEST}#approvals")),))
    write_whole(path, changed.encode())
    return Outcome(made)


def chapters_of_source(source: Source) -> tuple[str, ...]:
    """Return the files of the source by which a translation is reviewed."""
    from octavo.localize.reviews import chapters_in

    return tuple(chapters_in(source.messages))


def reviews_of(source: Source, tag: str) -> dict[str, str]:
    """Return for each chapter of a translation the day of the review that holds for it; none for others."""
    from octavo.localize.approvals import chapters_of_edition, content_digests
    from octavo.localize.reviews import reviewed

    language, catalog = language_of(source, tag), catalog_of(source, tag)
    if language.value is None or catalog.value is None:
        return {}
    about = (
        source.publication,
        catalog.value,
        language.value,
        source.messages,
        strings_of(source, language.value).value,
    )
    digests, whole = chapters_of_edition(*about), content_digests(*about).get("translation", "")
    approvals = source.publication.manifest.approvals
    days = {name: each.on.isoformat() for name, each in reviewed(approvals, tag, digests).items()}
    for each in approvals:
        if each.what == "translation" and each.language == tag and not each.chapter and each.digest == whole:
            days |= {name: max(each.on.isoformat(), days.get(name, "")) for name in digests}
    return days


def with_approval(manifest: str, approval: Approval) -> str | None:
    """Return the manifest's text with the approval after those there are, every other byte as it was.

    None where the approvals are written on one line, which can't be added to without writing it anew.
    """
    end = "\r\n" if "\r\n" in manifest else "\n"
    lines = manifest.splitlines()
    if any(_FILLED.match(line) for line in lines):
        return None
    at = next((index for index, line in enumerate(lines) if _KEY.match(line)), None)
    if at is None:
        lines += ["approvals:"]
        at = len(lines) - 1
    last, indent = at, "  "
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.strip() and line[0] not in " \t-#":
            break
        if line.strip() and not line.lstrip().startswith("#"):
            last = index
            indent = found[1] if (found := _ITEM.match(line)) else indent
    return end.join([*lines[: last + 1], *_item(approval, indent), *lines[last + 1 :]]) + end


def _item(approval: Approval, indent: str) -> list[str]:
    fields: dict[str, object] = {"what": approval.what}
    if approval.language:
        fields["language"] = approval.language
    if approval.chapter:
        fields["chapter"] = json.dumps(approval.chapter, ensure_ascii=False)
    if approval.by:
        fields["by"] = json.dumps(approval.by, ensure_ascii=False)
    if approval.public:
        fields["public"] = "true"
    fields |= {"on": approval.on.isoformat(), "digest": json.dumps(approval.digest)}
    marks = ["- ", *["  "] * (len(fields) - 1)]
    return [f"{indent}{mark}{name}: {value}" for mark, (name, value) in zip(marks, fields.items(), strict=True)]
