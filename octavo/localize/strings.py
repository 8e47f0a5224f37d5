# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the house: those in templates, and the phrases that localize itself puts round numbers."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from importlib.resources import files

from octavo.diagnostics.problem import Outcome
from octavo.localize.catalog import read_catalog
from octavo.localize.merge import in_one_place
from octavo.model.canonical import decode, digest, encode
from octavo.model.catalog import Catalog, Message, message_id
from octavo.model.ledger import Qualifier
from octavo.model.locale import Language
from octavo.model.pdf_parts import Remember, RememberData, anew, anew_data

# The phrase for each qualifier of the ledger; an exact number has none.
QUALIFIERS: dict[Qualifier, str] = {
    "at_least": "at least {n}",
    "about": "about {n}",
    "more_than": "more than {n}",
    "nearly": "nearly {n}",
    "up_to": "up to {n}",
    "estimate": "an estimated {n}",
    "claimed": "a claimed {n}",
}
RANGE = "from {low} ({low_sources}) to {high} ({high_sources})"
_QUALIFIER_NOTE = (
    "{n} is a number, or a number with its noun in the nominative: choose words that take it so (“по меньшей мере”, "
    "not “не менее”)"
)
_RANGE_NOTE = "both ends of what sources say, each a number with its qualifier, and who says so (short names)"


# What a template or module with words has in it somewhere.
_MARKED = re.compile(r"\b(_|gettext|ngettext|pgettext)\s*\(|\btrans\b")
_CALLED = re.compile(r"\b(N_|say)\s*\(")


def phrases() -> tuple[Message, ...]:
    """Return the phrases that values are put into, as messages."""
    found = [
        Message(text, "qualifier", domain="strings", keys=("octavo/localize/strings.py",), comment=_QUALIFIER_NOTE)
        for text in QUALIFIERS.values()
    ]
    found.append(Message(RANGE, "range", domain="strings", keys=("octavo/localize/strings.py",), comment=_RANGE_NOTE))
    return tuple(found)


def phrase(context: str, msgid: str, strings: Catalog) -> str:
    """Return a phrase in the catalog's language; its English, marked, if it has no translation."""
    entry = strings.entries.get(message_id(context, msgid))
    return entry.forms[0] if entry and entry.forms else untranslated(msgid, strings.language)


def untranslated(text: str, tag: str) -> str:
    """Return English words as a draft in another language shows them: between square brackets.

    Brackets stand wherever words do, in headings, labels that are heard, and the metadata of files. Punctuation alone
    is as good in any language.
    """
    words = any(sign.isalpha() for sign in re.sub(r"\{.*?\}", "", text))
    return f"[{text}]" if words and tag.partition("-")[0] != "en" else text


def read_strings(
    own: bytes | None,
    house: Mapping[str, bytes],
    language: Language,
    messages: Sequence[Message],
    remember: RememberData = anew_data,
) -> Outcome[Catalog]:
    """Return the words of templates in a language; the publication's `own` strings.po comes before the `house`."""
    read = read_catalog({**({"strings.po": own} if own is not None else {}), **house}, language, messages, remember)
    mine = read_catalog({"strings.po": own}, language, messages, remember).value if own is not None else None
    if read.value is None or mine is None:
        return read
    said = tuple(sorted(name for name, entry in mine.entries.items() if entry.forms))
    return Outcome(replace(read.value, own=said), read.problems)


def template_messages(templates: Mapping[str, str], remember: Remember = anew) -> tuple[Message, ...]:
    """Return what translators see of templates, by the templates' names in order, then localize's own phrases.

    A template that can't be read has no words here; compose says what is wrong with it. `remember` is told the words of
    each template, and those that the program says.
    """

    def known(key: str, make: Callable[[], tuple[Message, ...]]) -> tuple[Message, ...]:
        return decode(_Messages, remember(key, lambda: encode(make(), _Messages).decode()).encode())

    found: list[Message] = []
    for name, source in sorted(templates.items()):
        if _MARKED.search(source):
            found += known(digest(name, source), partial(_words, name, source))
    return tuple(in_one_place([*found, *known("program", _program_words), *phrases()]))


_Messages = tuple[Message, ...]


@cache
def _program_words() -> tuple[Message, ...]:
    """Return the words that compose says itself, marked in its source with N_("…") or words.say("…")."""
    found = []
    folder = files("octavo") / "compose"
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        source = path.read_text("utf-8") if path.name.endswith(".py") else ""
        if not _CALLED.search(source):  # most modules say nothing, and parsing is what costs
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            text = node.args[0].value
            if called in ("N_", "say") and isinstance(text, str):
                found.append(Message(text, domain="strings", keys=(f"octavo/compose/{path.name}",)))
    return tuple(found)


@lru_cache(maxsize=1024)  # editions of one build, and a preview, ask for the same templates again and again
def _words(name: str, source: str) -> tuple[Message, ...]:
    """Return the words of one template."""
    return tuple(_calls(name, source))


def _calls(name: str, source: str) -> Iterator[Message]:
    from jinja2 import TemplateSyntaxError
    from jinja2.ext import babel_extract

    keywords: dict[str, object] = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    options = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
    try:
        calls = list(babel_extract(io.BytesIO(source.encode()), [*keywords], ["NOTE:"], options))
    except TemplateSyntaxError:
        return
    key = name.removeprefix("theme:")
    for _, function, given, comments in calls:
        texts = [given] if isinstance(given, str) else [each for each in given or () if isinstance(each, str)]
        if not texts or not texts[-1]:
            continue
        context = texts.pop(0) if function == "pgettext" and len(texts) > 1 else ""
        plural = texts[1] if function == "ngettext" and len(texts) > 1 else ""
        note = "\n".join(comment.removeprefix("NOTE:").strip() for comment in comments)
        flags = ("python-brace-format",) if "{" in texts[0] + plural else ()
        yield Message(texts[0], context, plural, "strings", (key,), flags, note)
