# SPDX-License-Identifier: AGPL-3.0-or-later
"""The dossier of an edition: what the record step told of it, joined with every file that is published with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from octavo.model.profile import PROFILES
from octavo.pipeline.report_steps import plain_json

if TYPE_CHECKING:
    from octavo.pipeline.store import Store

Data = dict[str, Any]
ORDER = "order"
TYPES = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
}


def dossier_of(
    told: Mapping[str, bytes], earlier: Path, files: Mapping[str, bytes], kept: Collection[str], store: Store
) -> bytes:
    """Return edition.json for these files.

    `told` has what the record step gave; `earlier` is the dossier of the set that these files replace, if there is one.
    Files of that set that are `kept` were not made anew: what was said of them holds on.
    """
    record, outputs = json.loads(told["record"]), json.loads(told["outputs"])
    before = _files_of(earlier)
    found = []
    for path, data in sorted(files.items()):
        digest = hashlib.sha256(data).hexdigest()
        known = before.get(path, {})
        if path in kept:
            known = known if known.get("sha256") == digest else _plain(path, data, digest, record, store)
        else:
            known = {**_plain(path, data, digest, record, store), **_fresh(path, record, outputs)}
        found.append(known)
    return json.dumps({**record, "files": found}, ensure_ascii=False, indent=1).encode() + b"\n"


def _files_of(dossier: Path) -> dict[str, Data]:
    try:
        return {each["path"]: each for each in json.loads(dossier.read_bytes())["files"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _plain(path: str, data: bytes, digest: str, record: Data, store: Store) -> Data:
    """Return what a file says by itself; of what it was made is not known."""
    stem = f"{record['publication']}-{record['edition']}"
    return {
        "path": path,
        "output": output_of(path, stem),
        "media_type": TYPES.get(PurePosixPath(path).suffix, "application/octet-stream"),
        "size": len(data),
        "sha256": digest,
        "pages": _pages(path, data, digest, store),
        "approved": False,
        "content": "",
        "title": "",
        "access": None,
    }


def _fresh(path: str, record: Data, outputs: Data) -> Data:
    output = output_of(path, f"{record['publication']}-{record['edition']}")
    made_of = hashlib.sha256(plain_json([[each["what"], each["digest"]] for each in record["content"]])).hexdigest()
    about = path.endswith((".pdf", ".epub", ".html"))
    return {
        "approved": record["approved"],
        "content": made_of,
        "title": outputs["titles"].get(output, "") if about else "",
        "access": outputs["access"].get(output) if about else None,
    }


def output_of(path: str, stem: str) -> str:
    """Return the output that a published file belongs to, whichever printer it is for; empty for an unknown one."""
    for profile in PROFILES.values():
        for file in profile.files.values():
            start, printer, end = file.format(stem=stem, printer="\0").partition("\0")
            if path == start + end or (printer and path.startswith(f"{start}-") and path.endswith(end)):
                return profile.name
    return ORDER if path.startswith(f"{stem}-{ORDER}") else ""


def _pages(path: str, data: bytes, digest: str, store: Store) -> int:
    """Return how many pages a PDF has; counted once for all builds, under the name that the report counts them by."""
    if not path.endswith(".pdf"):
        return 0
    key = hashlib.sha256(f"pages of {digest}".encode()).hexdigest()
    found = store.recall(key)
    if found is None:
        import pypdfium2

        with pypdfium2.PdfDocument(data) as document:
            found = {"pages": store.put(str(len(document)).encode())}
        store.record(key, found)
    return int(store.get(found["pages"]))
