# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two publications, editions or files compared: what was added, removed and changed, down to words and pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from octavo.diagnostics.problem import Outcome, Place, Problem, in_order, problem
from octavo.distribute.diff import messages as texts
from octavo.distribute.diff.facts import compare_dossiers
from octavo.distribute.diff.folders import Shelf, Side, digest_of, read_side
from octavo.distribute.diff.pages import Pages, compare_pages, opened
from octavo.distribute.diff.pages import unreadable as pdf_faults
from octavo.model.difference import Difference, EditionChange, FileChange, MessageChange, State

Sources = dict[tuple[str, str], tuple[Path | None, Path | None]]
"""Where the files of an edition are, the older and the newer, by edition and path."""

MAGIC = {b"%PDF-": "pdf", b"PK": "epub"}
NAMES = {"pdf": "a PDF", "epub": "an EPUB", "": "a file of another kind"}
PAGES = (".html", ".xhtml", ".htm")
WEB = "web/index.html"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, and the files it was found in."""

    difference: Difference
    sources: Sources


@dataclass(slots=True)
class _Found:
    """What is being gathered of one edition; `apart` are two languages, whose words can't be compared."""

    apart: bool = False
    files: list[FileChange] = field(default_factory=list)
    messages: dict[str, tuple[MessageChange, ...]] = field(default_factory=dict)
    language: tuple[str, str] = ("", "")
    problems: list[Problem] = field(default_factory=list)


def compare(old: Path, new: Path) -> Outcome[Comparison]:
    """Return what differs between two published folders, two editions or two files, and what stands in the way.

    A file that can't be read is a problem of its own; all others are compared.
    """
    if old.is_dir() != new.is_dir():
        return Outcome(None, (problem("C304", Place(new.as_posix()), new=_kind_of(new), old=_kind_of(old)),))
    sides = read_side(old), read_side(new)
    problems = [each for side in sides for each in side.problems]
    before, after = (side.value for side in sides)
    if before is None or after is None:
        return Outcome(None, in_order(problems))
    if stranger := _stranger(before, after):
        return Outcome(None, in_order([*problems, stranger]))
    editions, sources = [], Sources()
    for name, one, other in _paired(before, after):
        if one and other and one.dossier and other.dossier and one.name != other.name:
            problems.append(problem("C303", Place(new.as_posix()), old=one.name, new=other.name))
        edition, told, where = _edition(name, one, other)
        editions.append(edition)
        problems += told
        sources |= where
    difference = Difference(new.resolve().name, tuple(editions), tuple(_others(before, after)))
    return Outcome(Comparison(difference, sources), in_order(problems))


def _kind_of(path: Path) -> str:
    return "a folder" if path.is_dir() else "a file"


def _stranger(old: Side, new: Side) -> Problem | None:
    """Return the problem of two that are not of one publication: neither its name nor its identifier is the same."""
    told = [
        ({str(s.dossier.get("publication", "")) for s in each.editions.values()} - {""},
         {str(s.dossier.get("work", "")) for s in each.editions.values()} - {""})
        for each in (old, new)
    ]  # fmt: skip
    (names, works), (other_names, other_works) = told
    if not names or not other_names or names & other_names or works & other_works:
        return None
    first = [", ".join(sorted(each)) for each in (names, other_names)]
    return problem("C302", Place(new.path.as_posix()), old=first[0], new=first[1])


def _paired(old: Side, new: Side) -> Iterator[tuple[str, Shelf | None, Shelf | None]]:
    """Yield the editions of both by name; two folders of one edition are a pair whatever they are called."""
    if old.single and new.single:
        (one,), (other,) = old.editions.values(), new.editions.values()
        yield other.name, one, other
        return
    wanted = old.editions if old.single else new.editions if new.single else {**new.editions, **old.editions}
    for name in sorted(wanted):
        yield name, old.editions.get(name), new.editions.get(name)


def _others(old: Side, new: Side) -> Iterator[FileChange]:
    """Yield the files about all editions that are not the same, such as catalogues."""
    if old.single or new.single:
        return
    for name in sorted({*old.files, *new.files}):
        change = _plain(name, name, old.files.get(name), new.files.get(name))
        if change.state != "same":
            yield change


def _plain(key: str, path: str, old: Path | None, new: Path | None) -> FileChange:
    digests = [digest_of(each) if each else "" for each in (old, new)]
    state: State = "added" if old is None else "removed" if new is None else "changed"
    return FileChange(path or key, "same" if digests[0] == digests[1] else state, "", digests[0], digests[1])


def _edition(name: str, old: Shelf | None, new: Shelf | None) -> tuple[EditionChange, list[Problem], Sources]:
    apart = bool(old and new and old.dossier and new.dossier and old.name != new.name)
    found, sources = _Found(apart), Sources()
    there = [dict(each.files) if each else {} for each in (old, new)]
    for key in sorted({*there[0], *there[1]}):
        one, other = there[0].get(key), there[1].get(key)
        shelf, path = (new, other) if new and other else (old, one)
        assert shelf is not None
        assert path is not None
        called = path.relative_to(shelf.folder).as_posix()
        sources[name, called] = (one, other)
        _file(found, key, replace(_plain(key, called, one, other), output=shelf.output(path)), (one, other))
    state: State = "added" if old is None else "removed" if new is None else "same"
    facts = compare_dossiers(old.dossier if old else {}, new.dossier if new else {})
    if state == "same" and (facts or any(each.state != "same" for each in found.files)):
        state = "changed"
    read = _read(found)
    dossier: Mapping[str, object] = (new or old or Shelf("", Path(), {})).dossier
    edition = EditionChange(
        edition=name,
        state=state,
        language=str(dossier.get("language") or found.language[0]),
        direction="rtl" if (dossier.get("direction") or found.language[1]) == "rtl" else "ltr",
        facts=facts,
        messages=found.messages.get(read, ()),
        read=read,
        files=tuple(found.files),
    )
    return edition, found.problems, sources


def _read(found: _Found) -> str:
    """Return from which file the messages are told: the e-book, which has keys and pages, else the web page."""
    return min(found.messages, key=lambda path: (not path.endswith(".epub"), path), default="")


def _file(found: _Found, key: str, plain: FileChange, paths: tuple[Path | None, Path | None]) -> None:
    """Compare a file with its counterpart as far as there is one, by what it is."""
    old, new = paths
    if old is None or new is None or plain.state == "same":
        if plain.state == "same" and not found.apart and (plain.path.endswith(".epub") or plain.path == WEB):
            found.messages[plain.path] = ()
        found.files.append(plain)
        return
    before, after = old.read_bytes(), new.read_bytes()
    kinds = [next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), "") for data in (before, after)]
    if kinds == ["pdf", "pdf"]:
        found.files.append(_pdf(found, plain, (old, before), (new, after)))
    elif kinds == ["epub", "epub"] or (kinds == ["", ""] and new.suffix in PAGES):
        found.files.append(_book(found, plain, (old, before), (new, after)))
    else:
        if not key:
            told = {"old": NAMES[kinds[0]], "new": NAMES[kinds[1]]}
            found.problems.append(problem("C304", Place(new.as_posix()), **told))
        found.files.append(plain)


Source = tuple[Path, bytes]


def _pdf(found: _Found, plain: FileChange, old: Source, new: Source) -> FileChange:
    with ExitStack() as stack:
        books: list[Pages] = []
        for path, data in (old, new):
            try:
                books.append(stack.enter_context(opened(data)))
            except pdf_faults() as reason:
                found.problems.append(_pdf_problem(path, reason))
        if len(books) < 2:
            return plain
        before, after = books
        try:
            compared = compare_pages(before, after)
        except pdf_faults() as reason:
            found.problems.append(_pdf_problem(new[0], reason))
            return plain
        return replace(
            plain,
            old_pages=len(before),
            new_pages=len(after),
            pages=compared.changes,
            moved=compared.moved,
            reprint=compared.reprint,
            facts=texts.compare_metadata(tuple(before.metadata.items()), tuple(after.metadata.items())),
        )


def _pdf_problem(path: Path, reason: Exception) -> Problem:
    place, said = Place(path.as_posix()), str(reason)
    if "password" in said.lower():
        return problem("C306", place)
    return problem("C305", place, reason=said.rpartition(": ")[2].strip(" .").lower() or "it is damaged")


def _book(found: _Found, plain: FileChange, old: Source, new: Source) -> FileChange:
    read = texts.read_book if new[1].startswith(b"PK") else texts.read_web
    books = []
    for path, data in (old, new):
        try:
            books.append(read(data))
        except texts.unreadable() as reason:
            said = next(iter(str(reason).strip("'\"").splitlines()), "") or "it is damaged"
            found.problems.append(problem("C307", Place(path.as_posix()), reason=said))
    if len(books) < 2:
        return plain
    before, after = books
    if not found.apart:
        found.messages[plain.path] = texts.compare_messages(before.messages, after.messages)
    found.language = (after.language, after.direction)
    facts = texts.compare_metadata(before.metadata, after.metadata)
    return replace(plain, facts=facts, parts=texts.compare_parts(before, after))
