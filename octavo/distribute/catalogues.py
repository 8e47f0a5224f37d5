# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 6: the catalogues of a publication, from the dossiers of its published editions."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from octavo.diagnostics.problem import Outcome, Place, in_order, problem
from octavo.distribute.marc import marc
from octavo.distribute.onix import onix
from octavo.distribute.opds1 import opds1
from octavo.distribute.opds2 import opds2
from octavo.distribute.shelf import shelve
from octavo.model.canonical import decode
from octavo.model.distribution import Dossier

MANIFEST = "publication.yaml"
_HREF = re.compile(r'(?:\shref="|<ResourceLink>|<subfield code="u">)([^"<]*)["<]')
_HREF_OF_MARC = re.compile(r"\x1fu([^\x1e\x1f]*)")  # subfields as ISO 2709 has them


def read_dossier(data: bytes) -> Dossier:
    """Return the dossier that edition.json holds; raise ValueError for anything else."""
    return decode(Dossier, data)


def catalogues(dossiers: Iterable[Dossier], there: Collection[str]) -> Outcome[dict[str, bytes]]:
    """Return every catalogue of a publication by its path below output/<publication>/, and what stands in the way.

    `there` are the published files of all editions, by path below output/<publication>/. No catalogue has a link to a
    file that is not there.
    """
    shelf = shelve(dossiers, there)
    if shelf.value is None:
        return Outcome({}, shelf.problems)
    message = onix(shelf.value)
    files = {**opds1(shelf.value), **opds2(shelf.value), **marc(shelf.value), **(message.value or {})}
    found = [*shelf.problems, *message.problems]
    site = shelf.value.first.site
    dead = {path: links for path, data in files.items() if (links := dead_links(path, data, {*there, *files}, site))}
    for path, links in dead.items():
        found += [
            problem("C105", Place(MANIFEST, key=f"{MANIFEST}#site"), file=path, target=target) for target in links
        ]
    return Outcome({path: data for path, data in sorted(files.items()) if path not in dead}, in_order(found))


def dead_links(path: str, data: bytes, there: Collection[str], site: str) -> tuple[str, ...]:
    """Return the links of a catalogue that lead to no file of the publication; those to other places are not judged."""
    return dead_among(path, data, there, {site: ""} if site else {})


def dead_among(path: str, data: bytes, there: Collection[str], sites: Mapping[str, str]) -> tuple[str, ...]:
    """Return the links that lead to none of the files that are there.

    `sites` says of absolute addresses which folder they stand for: empty, or a path ending in /.
    """
    found = []
    for href in _hrefs(path, data):
        site = next((each for each in sites if href.startswith(each)), "")
        if site:
            target = sites[site] + unquote(href.removeprefix(site))
        elif re.match(r"^[a-z][a-z0-9+.-]*:", href):
            continue
        else:
            target = normpath(join(dirname(path), unquote(href)))
        if target not in there:
            found.append(href)
    return tuple(sorted(set(found)))


def _hrefs(path: str, data: bytes) -> Iterable[str]:
    text = data.decode()
    if path.endswith(".json"):
        return _of_json(json.loads(text))
    if path.endswith(".mrc"):
        return _HREF_OF_MARC.findall(text)
    return [unescape(each) for each in _HREF.findall(text)]


def _of_json(value: object) -> list[str]:
    if isinstance(value, Mapping):
        own = [value["href"]] if isinstance(value.get("href"), str) else []
        return own + [href for each in value.values() for href in _of_json(each)]
    return [href for each in value for href in _of_json(each)] if isinstance(value, list) else []
