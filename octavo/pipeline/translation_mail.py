# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes to translators who have no Octavo, and what they send back: packs, PO files, XLIFF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.pipeline.translation import Source, language_of, lint_language, po_files, written

if TYPE_CHECKING:
    from octavo.localize.pack import Opened
    from octavo.localize.update import Wanted
    from octavo.model.locale import Language


@dataclass(frozen=True, slots=True)
class Came:
    """What was taken: the files that changed, how many translations are new, and what lint says of the language now."""

    paths: tuple[Path, ...]
    count: int
    lint: tuple[Problem, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class Taking:
    """How to take what came: the language, if the file doesn't say it; another version's too; theirs in a conflict."""

    tag: str = ""
    anyway: bool = False
    theirs: bool = False


def has_language(source: Source, tag: str) -> bool:
    """Tell whether a publication is translated into a language, published already or not."""
    return tag in source.languages or bool(po_files(source, tag))


def pack(source: Source, tag: str, output: Path) -> Outcome[bytes]:
    """Return the zip for a translator, with the pages that are published in `output`."""
    from octavo.localize.pack import Extras, make_pack
    from octavo.localize.update import wanted_of
    from octavo.pipeline.translation_guide import guide_of

    language = language_of(source, tag)
    if language.value is None:
        return Outcome(None, language.problems)
    publication = source.publication
    texts = {Path(text.file).name: text.source for text in publication.texts}
    wanted = wanted_of(publication, source.messages)
    guide = guide_of(source, language.value)
    extras = Extras(
        texts, _pdfs(publication.name, publication.manifest.language, tag, output), publication.terms.terms, guide
    )
    made = make_pack(publication.name, po_files(source, tag), wanted, language.value, extras)
    return Outcome(made, language.problems)


def _pdfs(name: str, source: str, tag: str, output: Path) -> dict[str, bytes]:
    """Return the published pages: the source's, and the translation's as a proof, or plain where there is no proof."""
    wanted = {"source.pdf": (source, ("screen",)), "proof.pdf": (tag, ("proof", "screen"))}
    found = {}
    for called, (edition, outputs) in wanted.items():
        paths = (output / name / edition / f"{name}-{edition}-{kind}.pdf" for kind in outputs)
        path = next((each for each in paths if each.is_file()), None)
        if path is not None:
            found[called] = path.read_bytes()
    return found


def export(source: Source, tag: str) -> Outcome[bytes]:
    """Return a language's messages as XLIFF 1.2."""
    from octavo.localize.update import wanted_of
    from octavo.localize.xliff import write_xliff

    language = language_of(source, tag)
    if language.value is None:
        return Outcome(None, language.problems)
    wanted = wanted_of(source.publication, source.messages)
    return Outcome(write_xliff(source.publication.name, po_files(source, tag), wanted, language.value))


def take(source: Source, path: Path, how: Taking = Taking()) -> Outcome[Came]:
    """Bring back what came by mail: the whole of it or, where something is wrong with it, nothing."""
    from octavo.localize.exchange import take as join
    from octavo.localize.update import wanted_of

    wanted = wanted_of(source.publication, source.messages)
    opened = _opened(source, path, wanted, how.tag)
    if opened.value is None:
        return Outcome(None, opened.problems)
    came = opened.value
    tag = came.language or how.tag
    wrong = _of_another(source, came, tag, how, path.name) or _of_another_version(wanted, came, how, path.name)
    language = language_of(source, tag) if not wrong else None
    if wrong or language is None or language.value is None:
        return Outcome(None, (*opened.problems, *wrong, *(language.problems if language else ())))
    existing = po_files(source, tag)
    taken = join(existing, came.returned, wanted, language.value, theirs=how.theirs)
    if taken.value is None:
        return Outcome(None, (*opened.problems, *taken.problems))
    paths = written(source.folder / "locale" / tag, taken.value.files)
    found = Came(paths, taken.value.count, lint_language(source, tag), tag)
    return Outcome(found, (*opened.problems, *taken.problems))


def _opened(source: Source, path: Path, wanted: Wanted, tag: str) -> Outcome[Opened]:
    from octavo.localize.exchange import Returned
    from octavo.localize.pack import CATALOGS, LIMIT, Opened, open_pack
    from octavo.localize.xliff import read_xliff

    size = path.stat().st_size // 1_000_000
    if size > LIMIT:
        return Outcome(None, (problem("L604", Place(path.name), path=path.name, size=size, limit=LIMIT),))
    data = path.read_bytes()
    if data[:2] == b"PK":
        return open_pack(data, path.name)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        language = _xliff_language(source, data, tag)
        return read_xliff(data, path.name, wanted, language) if language else _no_language(path.name)
    if path.suffix.lower() not in (".po", ".pot"):
        return Outcome(None, (problem("L601", Place(path.name), fault=f"it ends with “{path.suffix}”"),))
    name = next((each for each in CATALOGS if each.removesuffix(".po") in path.stem.lower()), "text.po")
    said = tag or _header_language(data)
    return Outcome(Opened(Returned({name: data}, {}, path.name), "", said)) if said else _no_language(path.name)


def _no_language(called: str) -> Outcome[Opened]:
    return Outcome(None, (problem("L611", Place(called)),))


def _header_language(data: bytes) -> str:
    from octavo.localize.pofile import read_po

    po, _ = read_po(data, "")
    return str(po.metadata.get("Language", "")).replace("_", "-") if po is not None else ""


def _xliff_language(source: Source, data: bytes, tag: str) -> Language | None:
    import re

    found = re.search(rb'target-language="([A-Za-z0-9-]{2,35})"', data)
    said = found[1].decode() if found else tag
    return language_of(source, said).value if said else None


def _of_another(source: Source, came: Opened, tag: str, how: Taking, called: str) -> tuple[Problem, ...]:
    name = source.publication.name
    other = came.publication not in ("", name) or (how.tag and tag != how.tag) or not has_language(source, tag)
    if not other:
        return ()
    return (problem("L605", Place(called), publication=came.publication or name, tag=tag),)


def _of_another_version(wanted: Wanted, came: Opened, how: Taking, called: str) -> tuple[Problem, ...]:
    from octavo.localize.exchange import source_digest

    if how.anyway or not came.source or came.source == source_digest(wanted):
        return ()
    changed = len({each.id for each in wanted.messages} ^ came.messages)
    return (problem("L606", Place(called), changed=changed),)
