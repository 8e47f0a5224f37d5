# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack: one zip with all that a translator needs who has a mail programme and Poedit, and the way back."""

from __future__ import annotations

import csv
import io
import json
import stat
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from octavo.diagnostics.code import Severity
from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.localize.exchange import Returned, base_of, source_digest
from octavo.localize.formats import language_name
from octavo.localize.language import language_from_cldr
from octavo.localize.update import Wanted
from octavo.model.data import Term
from octavo.model.locale import Language

NOTE = "pack.json"
GUIDE = "README.html"
FORMAT = 1
LIMIT = 64  # MB that a returned file may have
CATALOGS = ("text.po", "facts.po", "names.po", "strings.po")
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same pack has the same bytes
_MEGA = 1_000_000
# What mail programmes, Finder and Poedit leave in a folder.
_HARMLESS = (".mo", ".DS_Store", "Thumbs.db", "desktop.ini")
_PDFS = {"proof.pdf": "your translation as it is printed; in the margin the number of each entry, and its state"}
_GUIDE = """\
{title}: translation into {language} ({own})

What is here
  text.po, facts.po   what is to be translated: open them in Poedit (poedit.net, free), or any tool that reads PO
  terms.csv           words that are agreed; please use them
  source/             the texts as they are written
{pdfs}
How to do it
  1. Open text.po, then facts.po. Translate entry by entry; save.
  2. Keep what is in braces, such as {{killed.people}}: it becomes a number. You may move it within the sentence.
  3. Keep [@source], [^note] and [words](address); translate the words only. *slanted* and **strong** keep their stars.
  4. Use the quotation marks of your language.
  5. Where you are in doubt, mark the entry “needs work”, and say why in its comment.
  6. Send the whole folder back as a zip, or the .po files alone.

{done} of {count} sentences are translated, {words} words are left.

Your name is printed only if you ask for it. What the header of a PO file says of you stays in the file.
"""


@dataclass(frozen=True, slots=True)
class Extras:
    """What a pack has beside its PO files: texts of the source, PDF files that are published, agreed terms, a guide.

    `guide` is a page in the translator's own language; what README.txt says is in English.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    pdfs: Mapping[str, bytes] = field(default_factory=dict)
    terms: Sequence[Term] = ()
    guide: bytes = b""


def make_pack(
    publication: str, files: Mapping[str, bytes], wanted: Wanted, language: Language, extras: Extras = Extras()
) -> bytes:
    """Return the zip for a translator; the same content gives the same bytes."""
    root = f"{publication}-{language.tag}"
    note = {
        "format": FORMAT,
        "publication": publication,
        "language": language.tag,
        "source": source_digest(wanted),
        "messages": sorted(each.id for each in wanted.messages),
        "base": base_of(files),
    }
    contents: dict[str, bytes] = {
        "README.txt": _guide(files, wanted, language, extras).replace("\n", "\r\n").encode("utf-8-sig"),
        **({GUIDE: extras.guide} if extras.guide else {}),
        **files,
        "terms.csv": _terms(extras.terms, language.tag),
        **{f"source/{name}": text.encode() for name, text in extras.texts.items()},
        **extras.pdfs,
        NOTE: json.dumps(note, ensure_ascii=False, indent=1, sort_keys=True).encode(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in contents.items():
            info = zipfile.ZipInfo(f"{root}/{name}", _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            pack.writestr(info, data)
    return made.getvalue()


def _guide(files: Mapping[str, bytes], wanted: Wanted, language: Language, extras: Extras) -> str:
    from octavo.localize.catalog import read_catalog
    from octavo.localize.status import status

    catalog = read_catalog(files, language, wanted.messages).unwrap()
    counted = status(catalog, wanted.messages)
    return _GUIDE.format(
        title=wanted.title,
        language=language_name(language.tag, language_from_cldr("en")),
        own=language.name or language.tag,
        pdfs="".join(f"  {name:<19} {_PDFS.get(name, 'the pages as they are printed')}\n" for name in extras.pdfs),
        done=sum(each.translated + each.accepted for each in counted),
        count=sum(each.messages for each in counted),
        words=sum(each.words_left for each in counted),
    )


def _terms(terms: Sequence[Term], tag: str) -> bytes:
    """Return the agreed terms as a table that spreadsheets open, with a mark of its encoding."""
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(["term", "translation", "only with a named speaker", "note"])
    for term in terms:
        table.writerow([term.term, term.translations.get(tag, ""), "yes" if term.attributed else "", term.note])
    return made.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack that came back: what is in it, and what it was made for."""

    returned: Returned
    publication: str = ""
    language: str = ""
    source: str = ""
    messages: frozenset[str] = frozenset()


def open_pack(data: bytes, called: str) -> Outcome[Opened]:
    """Return what a zip holds for us; nothing is unpacked to the disk.

    A path that leads out of the pack (L602) and a file that is too large (L604) refuse it whole.
    """
    try:
        pack = zipfile.ZipFile(io.BytesIO(data))
        names = [info for info in pack.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        return Outcome(None, (problem("L601", Place(called), fault=str(error) or "it is no zip"),))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for info in names:
        found = _refused(info, called)
        name = PurePosixPath(info.filename).name
        if found is not None:
            problems.append(found)
        elif name in (*CATALOGS, NOTE) and name not in files:
            try:
                files[name] = pack.read(info)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
                problems.append(problem("L601", Place(called), fault=str(error)))
        elif not _is_ours(info.filename, name):
            problems.append(problem("L603", Place(called), path=info.filename))
    note = _note(files.pop(NOTE, b""))
    if any(each.severity is Severity.ERROR for each in problems):
        return Outcome(None, tuple(problems))
    if not files:
        return Outcome(None, (*problems, problem("L601", Place(called), fault="there is no PO file in it")))
    base = {str(name): str(value) for name, value in note.get("base", {}).items()}
    opened = Opened(
        Returned(files, base, called),
        str(note.get("publication", "")),
        str(note.get("language", "")),
        str(note.get("source", "")),
        frozenset(map(str, note.get("messages", ()))),
    )
    return Outcome(opened, tuple(problems))


def _refused(info: zipfile.ZipInfo, called: str) -> Problem | None:
    path = info.filename.replace("\\", "/")
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if path.startswith("/") or ":" in path.partition("/")[0] or ".." in path.split("/") or is_link or "\0" in path:
        return problem("L602", Place(called), path=info.filename)
    if info.file_size > LIMIT * _MEGA:
        return problem("L604", Place(called), path=info.filename, size=info.file_size // _MEGA, limit=LIMIT)
    return None


def _is_ours(path: str, name: str) -> bool:
    parts = PurePosixPath(path).parts
    ours = name in ("README.txt", GUIDE, "terms.csv") or "source" in parts or name.endswith((".pdf", *_HARMLESS))
    return ours or "__MACOSX" in parts


def _note(data: bytes) -> dict[str, dict[str, str]]:
    """Return what the pack says of itself; a note that was spoilt says nothing, and the pack is one without it."""
    try:
        note = json.loads(data) if data else {}
    except ValueError:
        return {}
    if not isinstance(note, dict) or not isinstance(note.get("base", {}), dict):
        return {}
    return note if isinstance(note.get("messages", []), list) else {}
