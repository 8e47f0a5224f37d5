# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every link of the site is looked up before anything is written: to a file, to a place in it, to no foreign host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, unquote

from octavo.diagnostics.problem import Place, Problem, in_order, problem
from octavo.model.canonical import digest
from octavo.model.pdf_parts import Remember, anew

# Attributes that name an address; those of the second table are fetched with the page.
LINKS = frozenset({("a", "href"), ("area", "href"), ("link", "href"), ("q", "cite"), ("blockquote", "cite")})
FETCHED = frozenset({
    *(("img", name) for name in ("src", "srcset")), *(("source", name) for name in ("src", "srcset")),
    ("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"), ("script", "src"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"), ("video", "src"), ("video", "poster"), ("audio", "src"),
    ("track", "src"), ("input", "src"),
})  # fmt: skip
# Relations of <link> that only name an address; every other one is fetched.
NAMED = frozenset({"canonical", "alternate", "license", "author", "help", "next", "prev", "up"})
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?([^\"')]*)[\"']?\s*\)|@import\s+[\"']([^\"']*)")
PLACE = Place("publication.yaml", key="publication.yaml#site")
HARMLESS = ("http", "https", "mailto", "tel", "geo", "data")
DATA_KEYS = ("url", "contentUrl", "image")


@dataclass(slots=True)
class _Seen:
    """What one file refers to: addresses with whether they are fetched, and the places in it that links may name."""

    links: list[tuple[str, bool]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def told(self) -> str:
        """Return the same as JSON."""
        return json.dumps([sorted(set(self.links)), sorted(self.places)])


def _read_again(told: str) -> _Seen:
    """Return what was told."""
    links, places = json.loads(told)
    return _Seen([(link, fetched) for link, fetched in links], set(places))


class _Reader(HTMLParser):
    """Gathers what a page refers to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = _Seen()
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.seen.places |= {told[name] for name in ("id", "name") if told.get(name)}
        for name, value in told.items():
            if (tag, name) in FETCHED:
                parts = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
                self.seen.links += [(part, True) for part in parts]
            elif (tag, name) in LINKS:
                self.seen.links.append((value, tag == "link" and not NAMED & set(told.get("rel", "").split())))
        if tag == "meta" and told.get("property") in ("og:image", "og:url"):
            self.seen.links.append((told.get("content", ""), False))
        self.seen.links += [(link, True) for link in _in_style(told.get("style", ""))]
        self.inside = "json" if told.get("type") == "application/ld+json" else tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.seen.links += [(link, True) for link in _in_style(data)]
        elif self.inside == "json":
            self.seen.links += [(link, False) for link in _in_data(json.loads(data))]


def site_problems(files: Mapping[str, bytes | None], site: str, remember: Remember = anew) -> tuple[Problem, ...]:
    """Return a problem for every link of the site that leads nowhere, or has a foreign host answer for the page.

    Args:
        files: all files of the site by path below it; None for those that are no page, style sheet or data.
        site: the https address where the site will stand, ending in /, or nothing.
        remember: what may know what a file refers to, by its digest: most are those of the last time.

    A link must name a file, not a folder, and never begin at the root: the site works from a disk, and below any path.
    """
    seen = {path: _known(path, data, remember) for path, data in files.items() if data is not None}
    found = []
    for path, told in sorted(seen.items()):
        for link, fetched in sorted(set(told.links)):
            code = _fault(path, link, site, fetched) or _missing(_target(path, link, site), files, seen)
            if code:
                found.append(problem(code, PLACE, file=path, target=link))
    return in_order(found)


def _known(path: str, data: bytes, remember: Remember) -> _Seen:
    if not path.endswith(".html"):
        return _read(path, data)
    return _read_again(remember(digest(data), lambda: _read(path, data).told()))


def _read(path: str, data: bytes) -> _Seen:
    text = data.decode("utf-8")
    if path.endswith(".css"):
        return _Seen([(link, True) for link in _in_style(text)])
    if not path.endswith(".html"):
        return _Seen()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.seen


def _in_style(text: str) -> list[str]:
    return [one or other for one, other in _URL.findall(text)]


def _in_data(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key in DATA_KEYS:
                yield from each if isinstance(each, list) else [each]
            else:
                yield from _in_data(each)
    elif isinstance(value, list):
        for each in value:
            yield from _in_data(each)


def _fault(path: str, link: str, site: str, fetched: bool) -> str:
    """Return the code of what is wrong with an address by itself, or nothing."""
    scheme = _SCHEME.match(link)
    if site and link.startswith(site):
        return ""
    if link.startswith("//") or (fetched and scheme and scheme[1].lower() != "data"):
        return "C203"
    if scheme:
        return "" if scheme[1].lower() in HARMLESS else "C201"
    return "C201" if link.startswith("/") else ""


def _target(path: str, link: str, site: str) -> str:
    """Return the file and the place in it that a link leads to, below the site; nothing for one that leaves it."""
    if site and link.startswith(site):
        return link.removeprefix(site)
    name, hash_, place = link.partition("#")
    if _SCHEME.match(link):
        return ""
    return (normpath(join(dirname(path), name)) if name else quote(path)) + hash_ + place


def _missing(target: str, files: Mapping[str, bytes | None], seen: Mapping[str, _Seen]) -> str:
    """Return the code for a target that is not there, or nothing."""
    if not target:
        return ""
    name, _, place = (unquote(part) for part in target.partition("#"))
    if name not in files:
        return "C201"
    return "C201" if place and name in seen and place not in seen[name].places else ""
