# SPDX-License-Identifier: AGPL-3.0-or-later
"""What bringing all languages up to date costs: `octavo translate update`, msgmerge, Babel, translate-toolkit.

The text is invented from a seed, plainly so. 2 % of its messages are reworded, in 2 % a comma is mended, 1 % are new,
and a chapter moves. What each tool leaves to do is counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
TAGS = (
    "ar az cs da de el es et fi fr he hi hu hy it ja ka kk ko lt nl pl ru tr uk".split()  # noqa: SIM905
)
WORDS = re.findall(
    r"\w+",
    """
    above across after again along always among another around before behind below beside between beyond boat bridge
    chapter corner country distance evening example family forest garden harbour history journey kitchen letter library
    market meadow morning mountain museum number orchard paper passage people picture railway reader record river
    school season section sentence stranger summer table teacher village visitor weather window winter witness writer
    """,
)
PER_CHAPTER = 100


def main() -> None:
    """Print a table with the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=5000)
    asked.add_argument("--few", type=int, default=300, help="messages for the tools that take minutes for 5,000")
    asked.add_argument("--turns", type=int, default=3)
    options = asked.parse_args()
    for count, languages, tools in (
        (options.messages, TAGS, ("octavo", "msgmerge")),
        (options.few, TAGS[:1], ("octavo", "msgmerge", "Babel", "translate-toolkit")),
    ):
        print(f"\n| {count} messages, languages: {len(languages)} | seconds | ratio | left to do |")
        print("|---|---|---|---|")
        base = 0.0
        for tool in tools:
            found = [run(tool, count, languages) for _ in range(options.turns)]
            if found[0] is None:
                print(f"| {tool} | not installed | | |")
                continue
            seconds = statistics.median(each[0] for each in found if each)
            base = base or seconds
            print(f"| {tool} | {seconds:.2f} | {seconds / base:.2f} | {found[0][1]} |", flush=True)


def run(tool: str, count: int, languages: tuple[str, ...] | list[str]) -> tuple[float, str] | None:
    """Return the wall seconds of one run, and what it leaves to do in one language; None if the tool is not there."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "invented"
        write_book(book, invented(count), languages)
        subprocess.run(command(book), check=True, capture_output=True, cwd=ROOT)
        for path in book.rglob("*.po"):
            fill(path)
        kept = {entry.msgid for entry in polib.pofile(str(book / "locale" / languages[0] / "text.po"))}
        changed = edited(invented(count))
        write_book(book, changed, languages)
        work = {"octavo": update_octavo, "msgmerge": update_msgmerge, "Babel": update_babel}.get(tool, update_translate)
        seconds = work(book, changed, languages)
        if seconds is None:
            return None
        return seconds, left(book / "locale" / languages[0] / "text.po", kept)


def invented(count: int) -> list[str]:
    """Return messages of an invented book."""
    chance = random.Random(17)
    return [
        f"{' '.join(chance.choices(WORDS, k=chance.randint(6, 30)))} {number}.".capitalize() for number in range(count)
    ]


def edited(messages: list[str]) -> list[str]:
    """Return the messages as an author left them."""
    chance = random.Random(18)
    made = messages[PER_CHAPTER:] + messages[:PER_CHAPTER]  # a chapter moves to the end
    for at in chance.sample(range(len(made)), len(made) // 25):
        words = made[at].split(" ")
        where = chance.randrange(1, len(words) - 1)
        if at % 2:
            words[where] = chance.choice(WORDS)
        else:
            words.insert(where, ",")
        made[at] = " ".join(words).replace(" ,", ",")
    for _ in range(len(made) // 100):
        made.insert(chance.randrange(len(made)), f"New {' '.join(chance.choices(WORDS, k=12))}.")
    return made


def write_book(book: Path, messages: list[str], languages: tuple[str, ...] | list[str]) -> None:
    """Write a publication of these paragraphs, in chapters; what translators wrote stays."""
    (book / "text").mkdir(parents=True, exist_ok=True)
    editions = ", ".join(["en", *languages])
    head = f"title: Invented sentences\nlanguage: en\neditions: [{editions}]\nissued: 2026-03-04\n"
    (book / "publication.yaml").write_text(head, "utf-8")
    for path in (book / "text").iterdir():
        path.unlink()
    for start in range(0, len(messages), PER_CHAPTER):
        text = "\n\n".join(messages[start : start + PER_CHAPTER])
        (book / "text" / f"{start // PER_CHAPTER:03}.md").write_text(f"# Chapter {start}\n\n{text}\n", "utf-8")


def fill(path: Path) -> None:
    """Translate a PO file, by turning the words round."""
    po = polib.pofile(str(path))
    for entry in po:
        entry.msgstr = " ".join(reversed(entry.msgid.split()))
    po.save()


def left(path: Path, kept: set[str]) -> str:
    """Say what is fuzzy and empty in a PO file, and what of the unchanged messages was lost."""
    po = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    lost = [e for e in po if e.msgid in kept and (e.fuzzy or e.msgstr != " ".join(reversed(e.msgid.split())))]
    fuzzy = sum(entry.fuzzy for entry in po)
    return f"{fuzzy} fuzzy, {sum(not entry.msgstr for entry in po)} empty, {len(lost)} lost"


def command(book: Path) -> list[str]:
    """Return the command that brings a book's languages up to date."""
    return [sys.executable, "-m", "octavo", "translate", "update", str(book)]


def timed(work: Callable[[], object]) -> float:
    """Return the wall seconds of a piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def update_octavo(book: Path, messages: list[str], languages: tuple[str, ...] | list[str]) -> float:
    """Octavo as a process of its own, the book read and all files written."""
    return timed(lambda: subprocess.run(command(book), check=True, capture_output=True, cwd=ROOT))


def template(messages: list[str]) -> polib.POFile:
    """Return the messages as a template."""
    pot = polib.POFile()
    pot.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    pot.extend(polib.POEntry(msgid=message) for message in dict.fromkeys(messages))
    return pot


def update_msgmerge(book: Path, messages: list[str], languages: tuple[str, ...] | list[str]) -> float | None:
    """Run GNU gettext, a process a language; extracting the messages is not counted."""
    if not shutil.which("msgmerge"):
        return None
    template(messages).save(str(book / "text.pot"))
    files = [book / "locale" / tag / "text.po" for tag in languages]
    options = ["msgmerge", "--quiet", "--previous", "--update", "--backup=none"]
    return timed(lambda: [subprocess.run([*options, path, book / "text.pot"], check=True) for path in files])


def update_babel(book: Path, messages: list[str], languages: tuple[str, ...] | list[str]) -> float:
    """Babel's Catalog.update."""
    from babel.messages.pofile import read_po, write_po

    pot = read_po(io.BytesIO(str(template(messages)).encode()))

    def work() -> None:
        for tag in languages:
            path = book / "locale" / tag / "text.po"
            catalog = read_po(io.BytesIO(path.read_bytes()))
            catalog.update(pot)
            with path.open("wb") as file:
                write_po(file, catalog)

    return timed(work)


def update_translate(book: Path, messages: list[str], languages: tuple[str, ...] | list[str]) -> float | None:
    """translate-toolkit's pot2po."""
    if importlib.util.find_spec("translate") is None:
        return None
    from translate.convert.pot2po import convertpot

    pot = str(template(messages)).encode()

    def work() -> None:
        for tag in languages:
            path = book / "locale" / tag / "text.po"
            made = io.BytesIO()
            convertpot(io.BytesIO(pot), made, io.BytesIO(path.read_bytes()))
            path.write_bytes(made.getvalue())

    return timed(work)


if __name__ == "__main__":
    main()
