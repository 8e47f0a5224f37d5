# SPDX-License-Identifier: AGPL-3.0-or-later
"""The directives a text may use: one table with their attributes, and what is wrong with one that was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from octavo.markup.flaws import Flaw
from octavo.model.rolls import COLUMNS, GROUPINGS, INDEXED_BY

Body = Literal["needed", "optional", "none"]
TRANSLATED = frozenset({"by", "title", "alt"})


@dataclass(frozen=True, slots=True)
class Directive:
    """What a directive takes: attributes with their allowed values (none named: any), those it needs, its body."""

    takes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    body: Body = "needed"
    body_unless: str = ""


def _any(*names: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(names, ())


DIRECTIVES: dict[str, Directive] = {
    "lead": Directive(),
    "quote": Directive(_any("by", "source", "lang") | {"translated": ("1",)}),
    "note": Directive(_any("title")),
    "aside": Directive(_any("title")),
    "statistic": Directive(_any("of"), ("of",), "optional"),
    "figures": Directive(_any("of", "title"), ("of",), "none"),
    "chart": Directive(
        _any("of", "groups", "data", "title", "alt") | {"kind": ("marks", "intervals", "timeline", "bars", "scheme")},
        ("kind",),
        "optional",
    ),
    "timeline": Directive(_any("data", "from", "to", "title"), ("data",), "none"),
    "table": Directive(_any("data", "columns", "title"), (), "optional", "data"),
    "photo": Directive(_any("src", "alt") | {"size": ("text", "page", "bleed", "spread")}, ("src",), "optional"),
    "names": Directive(_any("roll", "show", "title") | {"columns": COLUMNS, "group": GROUPINGS}, ("roll",), "none"),
    "names-index": Directive(_any("roll", "title") | {"by": INDEXED_BY}, ("roll",), "none"),
    "sources": Directive(_any("group", "title"), (), "none"),
    "glossary": Directive(_any("data", "title"), (), "optional", "data"),
    "index": Directive(_any("title"), (), "none"),
    "contents": Directive(_any("title"), (), "none"),
    "center": Directive(),
    "small": Directive(),
    "verse": Directive(),
}


def nearest(name: str, known: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """Return a hint with the name that was most likely meant, or all that are known."""
    names = sorted(known)
    close = get_close_matches(name, names, 1)
    return f"did you mean “{close[0]}”?" if close else f"known: {', '.join(names) or 'none'}"


def directive_flaws(name: str, attributes: dict[str, str], has_body: bool) -> Iterator[Flaw]:
    """Yield what is wrong with a directive: its name, its attributes, and whether text stands in it."""
    known = DIRECTIVES.get(name)
    if known is None:
        yield Flaw("T901", values={"name": name, "known": ", ".join(sorted(DIRECTIVES))})
        return
    takes = {**known.takes, "class": ()}
    for attribute, value in attributes.items():
        if attribute not in takes:
            named = ", ".join(sorted(known.takes)) or "no attributes but .class"
            yield Flaw("T905", values={"name": name, "attribute": attribute, "known": named})
        elif takes[attribute] and value not in takes[attribute]:
            values = {"name": name, "attribute": attribute, "value": value, "known": ", ".join(takes[attribute])}
            yield Flaw("T907", values=values)
    for attribute in known.needs:
        if attribute not in attributes:
            yield Flaw("T906", values={"name": name, "attribute": attribute})
    if not has_body and (known.body == "needed" or (known.body_unless and known.body_unless not in attributes)):
        yield Flaw("T908", values={"name": name})
    if has_body and known.body == "none":
        yield Flaw("T909", values={"name": name})
