# SPDX-License-Identifier: AGPL-3.0-or-later
"""What our own lint finds in an EPUB, above all what the usual judges do not see."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag

from octavo.diagnostics.problem import Place, Problem, in_order, problem

CONTAINER = "META-INF/container.xml"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug")
MARC_ROLE = re.compile(r"^[a-z]{3}$")


def check_epub(data: bytes) -> tuple[Problem, ...]:
    """Return the problems of any EPUB, from the archive inwards."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        broken = archive.testzip()
    except zipfile.BadZipFile as fault:
        return (problem("E201", fault=fault),)
    if broken:
        return (problem("E201", fault=f"the entry {broken} is damaged"),)
    return in_order(_in_archive(archive))


def _in_archive(archive: zipfile.ZipFile) -> Iterator[Problem]:
    entries = archive.infolist()
    first = entries[0] if entries else None
    stored = first is not None and first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
    if not stored or archive.read("mimetype") != b"application/epub+zip":
        yield problem("E202")
    names = [entry.filename for entry in entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield problem("E203", name=name)
    trees: dict[str, Any] = {}
    for name in sorted(set(names)):
        if name.endswith((".xhtml", ".opf", ".xml", ".html", ".svg", ".ncx")):
            tree, fault = _tree(archive.read(name))
            if tree is None:
                yield problem("E101", Place(name), name=name, fault=fault)
            else:
                trees[name] = tree
    package = _package(trees)
    if package is None:
        yield problem("E204")
        return
    yield from _in_package(package, trees, set(names))


def _tree(data: bytes) -> tuple[Any, str]:
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)), ""
    except etree.XMLSyntaxError as fault:
        return None, str(fault.msg)


def _package(trees: dict[str, Any]) -> str | None:
    container = trees.get(CONTAINER)
    found = container.iter("{*}rootfile") if container is not None else ()
    return next((root.get("full-path") for root in found if root.get("full-path") in trees), None)


def _in_package(name: str, trees: dict[str, Any], names: set[str]) -> Iterator[Problem]:
    package, folder = trees[name], posixpath.dirname(name)
    language = (package.findtext(f".//{DC}language") or "").strip()
    if package.get(XML_LANG, "") not in ("", language) or not language:
        yield problem("E205", Place(name), language=language, other=package.get(XML_LANG, ""))
    rtl = language.split("-")[0] in RIGHT_TO_LEFT
    spine = package.find(f"{OPF}spine")
    progression = spine.get("page-progression-direction", "default") if spine is not None else "default"
    if rtl != (progression == "rtl"):
        yield problem("E206", Place(name), language=language, direction=progression)
    for role in package.iter(f"{OPF}meta"):
        if role.get("property") == "role" and not MARC_ROLE.match(role.text or ""):
            yield problem("E207", Place(name), role=role.text)
    listed = {posixpath.normpath(posixpath.join(folder, i.get("href"))): i for i in package.iter(f"{OPF}item")}
    for path in sorted(set(listed) - names):
        yield problem("E208", Place(name), name=path)
    documents = [path for path, item in listed.items() if item.get("media-type") == "application/xhtml+xml"]
    if not any("nav" in (listed[path].get("properties") or "").split() for path in documents):
        yield problem("E209", Place(name))
    ids = {path: _ids(trees[path]) for path in documents if path in trees}
    for path in sorted(ids):
        yield from _in_document(path, trees[path], language, rtl, listed, ids)


def _ids(tree: Any) -> set[str]:
    return {element.get("id") for element in tree.iter() if element.get("id")}


def _in_document(  # noqa: PLR0913, PLR0917  (what a document is judged against)
    path: str, tree: Any, language: str, rtl: bool, listed: dict[str, Any], ids: dict[str, set[str]]
) -> Iterator[Problem]:
    said = tree.get("lang") or tree.get(XML_LANG) or ""
    if said != language or rtl != (tree.get("dir") == "rtl"):
        yield problem("E210", Place(path), name=path, language=said or "none", package=language)
    title = (tree.findtext(f".//{XHTML}title") or "").strip()
    if not title or title.endswith((".xhtml", ".html")):
        yield problem("E211", Place(path), name=path)
    for image in tree.iter(f"{XHTML}img"):
        if image.get("alt") is None:
            yield problem("E212", Place(path), name=image.get("src"))
    for cell in tree.iter(f"{XHTML}th"):
        if not cell.get("scope"):
            yield problem("E213", Place(path), text="".join(cell.itertext()).strip()[:40])
    for element in tree.iter():
        for attribute in ("href", "src"):
            target = element.get(attribute)
            if target and not re.match(r"^[a-z][a-z0-9+.-]*:", target):
                yield from _link(path, target, listed, ids)


def _link(path: str, target: str, listed: dict[str, Any], ids: dict[str, set[str]]) -> Iterator[Problem]:
    file, fragment = urldefrag(target)
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
    if there not in listed or (fragment and there in ids and fragment not in ids[there]):
        yield problem("E214", Place(path), target=target)
