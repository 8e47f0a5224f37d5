# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a change of a message means for its translations: typographic and renamed ones leave them valid.

The rule is conservative: where a doubt is left, the sentence was reworded, and each translation wants a look.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from octavo.localize.spelling import GRAVE, is_misspelling, is_run_together
from octavo.markup.placeholders import PLACEHOLDER

FEW, MANY = 2, 1 / 3  # no more of the words of a message than this can be misspelt
Kind = Literal["same", "typographic", "renamed", "wording"]
_KEPT = rf"{PLACEHOLDER}|\[\^[^\]\s]+\]|\[@[^\]\[]*\]|(?<=\])\([^()\s]*\)|(?<=\])\{{[^{{}}]*\}}|`[^`]*`|<[^<>\s]+>"
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_TOKEN = re.compile(
    rf"(?P<kept>{_KEPT})|(?P<number>(?<!\w)[-−+]?\d+(?:[.,:/]\d+)*|\d+)|(?P<word>{_WORD})|(?P<sign>.)",
    re.DOTALL,
)
_WORDS = re.compile(_WORD)
_NAMES = re.compile(PLACEHOLDER)
# Signs that say something: who speaks, whether it is asked, what is marked. All other punctuation and every space can
# change without changing what is said.
_QUOTES = dict.fromkeys('“”„‟«»‹›"', '"') | dict.fromkeys("‘‚", "‘")
_SAYING = frozenset("*_[](){}?!¿¡؟%‰&/\\|@#^~") | frozenset(_QUOTES)
_RENAMED = ("{", "[^", "[@", "(", "<")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What changes are weighed against; one is equal to itself alone.

    tag    of the source language
    words  of the source as it is now, in lower case, and how often each stands there
    then   the parts of all placeholders' names as they were
    now    the same as they are
    """

    tag: str = "en"
    words: Mapping[str, int] = field(default_factory=dict)
    then: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """How a message changed; `renamed` gives for each placeholder, citation, note or address what it is called now."""

    kind: Kind
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def valid(self) -> bool:
        """Whether a translation of the old message is one of the new."""
        return self.kind != "wording"


WORDING = Change("wording")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def vocabulary(old: Iterable[str], new: Iterable[str], tag: str = "en") -> Vocabulary:
    """Return what the changes from old messages to new ones are weighed against."""
    return _vocabulary(tuple(old), tuple(new), tag)


# The languages of a publication are mostly in the same state: so are these three.
@lru_cache(maxsize=8)
def _vocabulary(old: tuple[str, ...], new: tuple[str, ...], tag: str) -> Vocabulary:
    return Vocabulary(tag, _count(new), _parts(old), _parts(new))


@lru_cache(maxsize=4096)
def change_of(old: str, new: str, known: Vocabulary) -> Change:
    """Return how a message changed.

    typographic  a misspelt word (see spelling), case, spaces, punctuation, quotation marks of another kind, a word
                 that stood twice
    renamed      the same words with placeholders, citations, notes or addresses called otherwise
    wording      anything else: other words, numbers, negations, emphasis, questions, quotations
    """
    if old == new:
        return Change("same")
    a, b = _tokens(old), _tokens(new)
    if _of_kind(a, "number") != _of_kind(b, "number") or (Counter(a) - Counter(b)).total() > FEW + MANY * len(a):
        return WORDING
    renamed: dict[str, str] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "delete" and _stood_twice(a, i1, i2)):
            continue
        if kind != "replace" or not _replaced(a[i1:i2], b[j1:j2], known, renamed):
            return WORDING
    return Change("renamed", renamed) if renamed else Change("typographic")


def rename_in(form: str, old: str, change: Change) -> str | None:
    """Return a translation with what was renamed called as it is now; None if it has not what its source had.

    Args:
        form: the translation.
        old: its source as it was.
        change: from that to the source as it is.
    """
    if not change.renamed:
        return form
    found: Counter[str] = Counter()

    def called_now(match: re.Match[str]) -> str:
        token = match[0]
        for was, now in change.renamed.items():
            if token == was or (was[0] == "{" and token.startswith(f"{was[:-1]}.")):
                found[was] += 1
                return now[:-1] + token[len(was) - 1 :] if was[0] == "{" else now
        return token

    made = re.sub(_KEPT, called_now, form)
    wanted = Counter(token.text for token in _tokens(old) if token.text in change.renamed)
    return made if found == wanted else None


def what_changed(old: str, new: str) -> str:
    """Return in a few words what a change is about, for a person who wonders why a translation went stale."""
    a, b = _tokens(old), _tokens(new)
    kinds = {
        "number": "a number",
        "kept": "placeholders, citations or links",
        "sign": "emphasis, quotation or question",
    }
    found = [name for kind, name in kinds.items() if _of_kind(a, kind) != _of_kind(b, kind)]
    if _of_kind(a, "word") != _of_kind(b, "word"):
        grave = [{word.lower() for word in _of_kind(each, "word")} & GRAVE for each in (a, b)]
        found.append("words" + (f" ({', '.join(sorted(grave[0] ^ grave[1]))})" if grave[0] != grave[1] else ""))
    return f"reworded: {', '.join(found)}" if found else "punctuation and spaces"


def word_difference(old: str, new: str) -> str:
    """Return both texts as one: what was taken out [-so-], what was put in {+so+}."""
    a, b = old.split(), new.split()
    said: list[str] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            said += a[i1:i2]
            continue
        said += [f"[-{' '.join(a[i1:i2])}-]"] if i2 > i1 else []
        said += [f"{{+{' '.join(b[j1:j2])}+}}"] if j2 > j1 else []
    return " ".join(said) if a != b else f"[-{old}-] {{+{new}+}}"


@lru_cache(maxsize=2)
def _count(texts: tuple[str, ...]) -> Mapping[str, int]:
    return Counter(word.lower() for text in texts for word in _WORDS.findall(text))


@lru_cache(maxsize=4)
def _parts(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for text in texts for name in _NAMES.findall(text) for part in name[1:-1].split("."))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[_Token, ...]:
    """Return what says something: words with their accents, numbers, names, and telling signs."""
    found: list[_Token] = []
    end = 0  # of the last word
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        sign = match[0]
        joins = bool(found) and found[-1].kind == "word" and match.start() == end
        if kind == "sign" and joins and unicodedata.category(sign)[0] == "M":
            found[-1] = _Token("word", found[-1].text + sign)  # a vowel sign or accent
        elif kind == "word" and joins:
            found[-1] = _Token("word", found[-1].text + sign)
        elif kind != "sign":
            found.append(_Token(kind, sign))
        elif sign in _SAYING or unicodedata.category(sign)[0] == "S":
            found.append(_Token(kind, _QUOTES.get(sign, sign)))
        elif (
            sign == "'" and text[match.start() - 1 : match.start()].strip() == "" and text[match.end() :][:1].isalpha()
        ):
            found.append(_Token(kind, "‘"))
        else:
            continue
        end = match.end()
    return tuple(found)


def _of_kind(tokens: Sequence[_Token], kind: str) -> list[str]:
    return [token.text for token in tokens if token.kind == kind]


def _stood_twice(a: Sequence[_Token], start: int, end: int) -> bool:
    """Tell whether the words that were taken out still stand directly before or after: “the the town”."""
    gone, count = a[start:end], end - start
    same = gone in (a[max(0, start - count) : start], a[end : end + count])
    return same and all(token.kind == "word" and token.text.lower() not in GRAVE for token in gone)


def _replaced(a: Sequence[_Token], b: Sequence[_Token], known: Vocabulary, renamed: dict[str, str]) -> bool:
    """Tell whether one stretch says what the other said; what was renamed is put into `renamed`."""
    if len(a) != len(b):
        words = [[token.text for token in each] for each in (a, b)]
        fewer, more = sorted(words, key=len)
        only = all(token.kind == "word" for token in (*a, *b))
        return only and len(fewer) == 1 and fewer[0] == "".join(more) and is_run_together(more, fewer[0], known.tag)
    for old, new in zip(a, b, strict=True):
        if old == new:
            continue
        if old.kind != new.kind or old.kind not in ("word", "kept"):
            return False
        if old.kind == "word" and not is_misspelling(old.text, new.text, known.tag, known.words):
            return False
        if old.kind == "kept":
            if not _is_renamed(old.text, new.text, known) or renamed.get(old.text, new.text) != new.text:
                return False
            renamed[old.text] = new.text
    return True


def _is_renamed(old: str, new: str, known: Vocabulary) -> bool:
    """Tell whether two names are one thing's: those of figures are, if one part went and another came everywhere.

    What is cited, noted or linked to is the source's affair: the words are the same, and so are the translation's.
    """
    opening = next((each for each in _RENAMED if old.startswith(each) and new.startswith(each)), "")
    if not opening or (opening == "{" and not (_NAMES.fullmatch(old) and _NAMES.fullmatch(new))):
        return False
    if opening == "[@":
        return old.count("@") == new.count("@") and _beside_sources(old) == _beside_sources(new)
    if opening != "{":
        return True
    then, now = old[1:-1].split("."), new[1:-1].split(".")
    changed = [pair for pair in zip(then, now, strict=False) if pair[0] != pair[1]]
    if len(then) != len(now) or len(changed) != 1:
        return False
    return changed[0][0] not in known.now and changed[0][1] not in known.then


def _beside_sources(citation: str) -> str:
    """Return what a citation says beside its sources' names: pages, dates."""
    return re.sub(r"@[a-z0-9_]+", "@", citation)
