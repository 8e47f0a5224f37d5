# SPDX-License-Identifier: AGPL-3.0-or-later
"""A language added to a publication: its folder, its place among the editions, and what its fonts lack."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import Outcome, Place, Problem, problem
from octavo.pipeline.store import write_whole
from octavo.pipeline.translation import Source, language_of, written
from octavo.pipeline.translation_words import new_words
from octavo.resources.shared import fonts_folder

if TYPE_CHECKING:
    from octavo.model.locale import Language

MANIFEST = "publication.yaml"
_EDITIONS = re.compile(r"^editions:[ \t]*(#.*)?$")
_ON_A_LINE = re.compile(r"^(editions:[ \t]*\[)([^\]\[#{}]*)(\].*)$")
_ITEM = re.compile(r"^([ \t]*)- ")
_LANGUAGE = re.compile(r"^language:")


def add_language(source: Source, tag: str) -> Outcome[tuple[Path, ...]]:
    """Make locale/<tag>/ with everything a translator needs; files that are there already are left as they are.

    The words of the house's templates are among them where the house has none in this language, and those of the
    theme's own templates.
    """
    from octavo.localize.update import add
    from octavo.resources.fonts import read_fonts

    language = language_of(source, tag)
    if language.value is None:
        return Outcome(None, language.problems)
    made = add(source.publication, source.messages, tag, language.value, read_fonts(fonts_folder()))
    if made.value is None:
        return Outcome(None, made.problems)
    files = {**made.value, **new_words(source, tag, language.value)}
    folder = source.folder / "locale" / tag
    new = {name: data for name, data in files.items() if not (folder / name).exists()}
    found = (*language.problems, *made.problems, *_letters_missing(source, language.value))
    return Outcome(written(folder, new), found)


def _letters_missing(source: Source, language: Language) -> tuple[Problem, ...]:
    """Return the problem of a language whose letters no font here has; a theme's own fonts may have them."""
    from octavo.localize.beginnings import uncovered
    from octavo.localize.formats import language_name
    from octavo.localize.language import language_from_cldr
    from octavo.resources.font_packs import pack_families, pack_for
    from octavo.resources.fonts import read_fonts

    lacking = uncovered(language, (*read_fonts(fonts_folder()), *pack_families(fonts_folder())))
    own = any(asset.media_type.startswith("font/") for asset in source.publication.assets)
    if not lacking or own:
        return ()
    named = language_name(language.tag, language_from_cldr("en"))
    shown = " ".join(lacking[:6])
    place = Place(f"locale/{language.tag}/locale.yaml")
    pack = pack_for(language.script)
    hints = (f"bring fonts that have them with `octavo fonts add {pack.name}`",) if pack else ()
    return (problem("L651", place, hints=hints, language=named, count=len(lacking), letters=shown),)


def enter_edition(source: Source, tag: str) -> bool:
    """Write the language among the editions of publication.yaml, every other byte as it was; tell whether it is there.

    Where the editions are written in a form that can't be added to without writing it anew, the author has to.
    """
    if tag in source.publication.manifest.editions:
        return True
    path = source.folder / MANIFEST
    changed = with_edition(path.read_bytes().decode(), tag, source.publication.manifest.language)
    if changed is None:
        return False
    write_whole(path, changed.encode())
    return True


def with_edition(manifest: str, tag: str, written: str) -> str | None:
    """Return the manifest's text with the language after the editions there are; None where there is no place for it.

    Without any editions there is only the language the texts are `written` in, and both are entered.
    """
    end = "\r\n" if "\r\n" in manifest else "\n"
    lines = manifest.splitlines()
    for at, line in enumerate(lines):
        if found := _ON_A_LINE.match(line):
            there = found[2].strip().rstrip(",")
            lines[at] = f"{found[1]}{there}, {tag}{found[3]}" if there else f"{found[1]}{written}, {tag}{found[3]}"
            return end.join(lines) + end
        if _EDITIONS.match(line):
            return _in_a_list(lines, at, tag, end)
        if line.startswith("editions:"):
            return None
    for at, line in enumerate(lines):
        if _LANGUAGE.match(line):
            return end.join([*lines[: at + 1], f"editions: [{written}, {tag}]", *lines[at + 1 :]]) + end
    return None


def _in_a_list(lines: list[str], at: int, tag: str, end: str) -> str | None:
    last, indent = at, "  "
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if found := _ITEM.match(line):
            last, indent = index, found[1]
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    if last == at:
        return None
    return end.join([*lines[: last + 1], f"{indent}- {tag}", *lines[last + 1 :]]) + end
