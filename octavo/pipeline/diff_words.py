# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs in sentences, the same on a terminal and on the page: verdicts, pages, and what to print again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from octavo.model.difference import Difference, Edit, EditionChange, FileChange, MessageChange, PageState, State
from octavo.model.pagemap import ranges
from octavo.pipeline.report_page import and_list, counted

PLATES = {"C": "cyan", "M": "magenta", "Y": "yellow", "K": "black"}
STATES: dict[PageState, str] = {
    "changed": "changed",
    "added": "new",
    "removed": "gone",
    "renumbered": "renumbered",
    "reads": "the same to the eye, but read aloud or copied otherwise",
}
READING = ("screen", "press", "large")
SHORT = 12  # digits of a digest that are shown


def rows(difference: Difference) -> Iterator[tuple[str, str, str]]:
    """Yield what differs, line by line: the edition, what of it, and how it differs."""
    for edition in difference.editions:
        if edition.state == "same":
            continue
        yield edition.edition, "", verdict(edition)
        for message in edition.messages:
            yield edition.edition, place_of(message), marked(message.edits)
        for fact in edition.facts:
            yield edition.edition, fact.name, f"{fact.old or '–'} → {fact.new or '–'}"
        for file in edition.files if edition.state == "changed" else ():
            if file.state != "same" and not is_half(file):
                yield edition.edition, file.path, "; ".join(file_said(file)) or "other bytes"
    yield from (("", name, said) for name, said in others(difference))


def others(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield what differs about all editions: files, and folders such as the site with how many of their files do."""
    for top, found in groupby(difference.files, key=lambda each: each.path.partition("/")[0]):
        files = list(found)
        if "/" not in files[0].path:
            yield top, "; ".join(file_said(files[0])) or "other bytes"
            continue
        counts = Counter(each.state for each in files)
        words: dict[State, str] = {"changed": "changed", "added": "new", "removed": "gone"}
        said = [f"{counted(counts[state], 'file')} {word}" for state, word in words.items() if counts[state]]
        yield f"{top}/", ", ".join(said)


def is_half(file: FileChange) -> bool:
    """Tell whether a file has the fronts or backs of another one alone, of which all is told there."""
    return file.path.endswith(("-office-fronts.pdf", "-office-backs.pdf"))


def verdict(edition: EditionChange) -> str:
    """Return in one sentence what became of an edition."""
    if edition.state != "changed":
        return {"same": "nothing differs", "added": "this edition is new", "removed": "this edition is gone"}[
            edition.state
        ]
    said = []
    if edition.messages:
        said.append(f"{counted(len(edition.messages), 'message')} changed")
    elif edition.read:
        said.append("no message changed")
    read = reading_file(edition)
    if read is not None:
        said.append(f"{pages_said(read)} (of {read.new_pages})" if read.pages else "no page changed")
    changed = [each for each in edition.files if each.state != "same"]
    if not changed:
        return "only what the dossier says differs"
    return "; ".join(said) or f"{counted(len(changed), 'file')} changed"


def reading_file(edition: EditionChange) -> FileChange | None:
    """Return the file whose pages stand for the edition's: the one for the screen, else that for the press."""
    changed = [each for each in edition.files if each.old_pages and each.new_pages]
    by_output = {each.output: each for each in reversed(changed)}
    found = next((by_output[each] for each in READING if each in by_output), None)
    return found or (changed[0] if len(changed) == 1 else None)


def pages_said(file: FileChange) -> str:
    """Return “page 5 changed, pages 7 and 8 new”; those that are gone are counted as they were."""
    said = []
    for state, words in STATES.items():
        numbers = sorted(each.new or each.old for each in file.pages if each.state == state)
        if numbers:
            said.append(f"{'page' if len(numbers) == 1 else 'pages'} {ranges(numbers)} {words}")
    return ", ".join(said)


def file_said(file: FileChange) -> Iterator[str]:
    """Yield in sentences what differs in a file."""
    if file.state in ("added", "removed"):
        yield "this file is new" if file.state == "added" else "this file is gone"
        return
    reprint = file.reprint
    if file.pages and not (reprint and reprint.sheets and not reprint.derived):
        yield pages_said(file)
    for first, last, now in file.moved:
        yield f"{'page' if first == last else 'pages'} {ranges(range(first, last + 1))} moved to {now}"
    if file.old_pages != file.new_pages:
        yield f"{file.new_pages} pages instead of {file.old_pages}"
    yield from reprint_said(file)
    for fact in file.facts:
        yield f"{fact.name}: {fact.old or '–'} → {fact.new or '–'}"
    for state, words in (("changed", "changed"), ("added", "new"), ("removed", "gone")):
        names = [name for each, name in file.parts if each == state]
        if names:
            yield f"{and_list(names)} {words}" if len(names) <= 3 else f"{len(names)} files in it {words}"
    if file.old_pages and not file.pages and not file.moved and not file.facts:
        yield "every page looks and reads the same; other bytes"


def reprint_said(file: FileChange) -> Iterator[str]:
    """Yield what of a print file has to be printed again, and with which plates."""
    reprint = file.reprint
    if reprint is None:
        return
    if not reprint.pages:
        yield "nothing has to be printed again"
        return
    if reprint.sheets:
        total = file.new_pages // (4 if reprint.derived else 2 if reprint.sheets[0].sides else 1)
        numbers = [each.number for each in reprint.sheets]
        word = "sheet" if len(numbers) == 1 else "sheets"
        how = " (as a saddle-stitched booklet)" if reprint.derived else ""
        yield f"print {word} {ranges(numbers)} of {total} again{how}"
    if reprint.derived or not reprint.sheets:
        word = "page" if len(reprint.pages) == 1 else "pages"
        yield f"print {word} {ranges(reprint.pages)} of {file.new_pages} again"
    plates = reprint.plates
    if plates is not None and plates.run:
        yield plates_said(plates.letters)


def plates_said(letters: str) -> str:
    """Return which plates differ, in words."""
    if letters == "K":
        return "only the black plate differs"
    names = and_list(PLATES[each] for each in letters)
    return f"the plates of {names} differ" if letters else "no plate differs that can be seen"


def sheet_said(sides: tuple[str, ...], pages: tuple[int, ...]) -> tuple[str, str]:
    """Return the sides of a sheet and the pages on them in words."""
    return ("both sides" if len(sides) == 2 else and_list(sides) or "one side"), and_list(map(str, pages))


def place_of(message: MessageChange) -> str:
    """Return where a message stands: its key and page, as far as they are known."""
    key, page = message.new_key or message.old_key, message.new_page or message.old_page
    return f"{key or 'text'}{f' (page {page})' if page else ''}"


def marked(edits: tuple[Edit, ...]) -> str:
    """Return a changed text in one line: [-gone-] and {+new+}, as `git diff --word-diff` writes them."""
    form = {"kept": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(form[kind].format(text) for kind, text in edits)
