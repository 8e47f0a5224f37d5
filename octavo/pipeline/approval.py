# SPDX-License-Identifier: AGPL-3.0-or-later
"""An approval recorded: bound to the content as it is now, and written into publication.yaml, which stays as it was."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, problem
from octavo.pipeline.store import write_whole
from octavo.pipeline.translation import Source, catalog_of, language_of, strings_of

if TYPE_CHECKING:
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


def approve(source: Source, wish: Wish) -> Outcome[Approval]:
    """Write the approval into the manifest and return it.

    Refused are a translation that is not whole, and all but access where readers have no address for corrections.
    """
    from octavo.localize.approvals import access_digest, content_digests
    from octavo.model.catalog import Catalog
    from octavo.model.manifest import Approval

    manifest = source.publication.manifest
    if wish.what != "access" and not manifest.corrections_to:
        return Outcome(None, (problem("D608", Place(MANIFEST, key=f"{MANIFEST}#publisher"), what=wish.what),))
    written = manifest.language
    tag = wish.language or written
    language = language_of(source, tag)
    catalog = catalog_of(source, tag) if tag != written else Outcome(Catalog(tag))
    if language.value is None or catalog.value is None:
        return Outcome(None, (*language.problems, *catalog.problems))
    entries = catalog.value.entries
    lacking = [m for m in source.messages if m.id not in entries or entries[m.id].state in ("untranslated", "stale")]
    if tag != written and lacking:
        return Outcome(None, (problem("S106", Place(f"locale/{tag}/"), count=len(lacking)),))
    strings = strings_of(source, language.value).value
    digests = content_digests(source.publication, catalog.value, language.value, source.messages, strings)
    made = Approval(
        what=wish.what,
        language=wish.language or None,
        by=wish.by,
        public=wish.public,
        on=wish.on,
        digest=access_digest(digests, tag) if wish.what == "access" else digests[wish.what],
    )
    path = source.folder / MANIFEST
    changed = with_approval(path.read_bytes().decode(), made)
    if changed is None:
        return Outcome(None, (problem("S107", Place(MANIFEST, key=f"{MANIFEST}#approvals")),))
    write_whole(path, changed.encode())
    return Outcome(made)


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
    if approval.by:
        fields["by"] = json.dumps(approval.by, ensure_ascii=False)
    if approval.public:
        fields["public"] = "true"
    fields |= {"on": approval.on.isoformat(), "digest": json.dumps(approval.digest)}
    marks = ["- ", *["  "] * (len(fields) - 1)]
    return [f"{indent}{mark}{name}: {value}" for mark, (name, value) in zip(marks, fields.items(), strict=True)]
