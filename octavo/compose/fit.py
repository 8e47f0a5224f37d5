# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a fit says of an edition, as rules of style after all others, and as a promise that the pages are held to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from octavo.compose.sections import anchor
from octavo.model.edition import Edition, PartText
from octavo.model.fit import Fit, PartFit, Promise

# Scripts whose letters join: what stands between them would tear words, so room is given and taken between words.
JOINED = frozenset({"Arab", "Syrc", "Mong", "Nkoo", "Adlm", "Deva", "Beng", "Guru"})
WORD = 4  # letters for each space between words


def groups_of(parts: Sequence[PartText]) -> tuple[tuple[PartText, ...], ...]:
    """Return the parts in groups: one that opens a page, and those that run on after it."""
    groups: list[list[PartText]] = []
    for part in parts:
        if not groups or part.opens != "run-on":
            groups.append([])
        groups[-1].append(part)
    return tuple(map(tuple, groups))


def fit_css(edition: Edition) -> str:
    """Return the rules that set each part as the edition was fitted; nothing where no part needs any."""
    groups = {group[0].name: group for group in groups_of(edition.parts)}
    return "\n".join(
        rule
        for name, part in edition.fit.parts.items()
        if name in groups
        for rule in _rules([f"#{anchor(each.name)}" for each in groups[name]], part, edition)
    )


def _rules(ids: list[str], part: PartFit, edition: Edition) -> Iterator[str]:
    if part.tracking:
        joined = edition.language.script in JOINED
        what, share = ("word-spacing", part.tracking * WORD) if joined else ("letter-spacing", part.tracking)
        yield f"{', '.join(ids)} {{ {what}: {share / 100:g}em; }}"
    if part.hyphens and edition.language.hyphenation:
        yield f"{', '.join(ids)} {{ hyphenate-limit-chars: 5 2 2; }}"
    if part.air:
        yield f"{', '.join(ids)} {{ --air: calc({part.air} * var(--line)); }}"


def text_digest(html: str) -> str:
    """Return the digest that binds a fit to the composed text."""
    return hashlib.sha256(html.encode()).hexdigest()[:16]


def promise_of(edition: Edition, html: str) -> Promise | None:
    """Return what the fit of an edition promises of its pages, or None where it was never fitted."""
    fit: Fit = edition.fit
    if not fit.pages:
        return None
    opens = tuple((anchor(name), part.page) for name, part in fit.parts.items())
    return Promise(fit.pages, opens, fit.digest != text_digest(html))
