# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the shared font families an edition is set in: the house's, and those of packs that it has need of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from octavo.compose.typefaces import drawn_by
from octavo.model.canonical import encode
from octavo.model.edition import Edition
from octavo.resources.font_packs import is_whole, pack_families
from octavo.resources.fonts import UNSEEN, FontFamily, covers, fonts_for, read_fonts
from octavo.resources.shared import fonts_folder


def families_of(edition: Edition) -> tuple[FontFamily, ...]:
    """Return the shared families: those of the edition's script first, then those for Latin letters, then the rest.

    A pack of fonts comes in only where the language is written in its script, or the edition has letters that the house
    lacks: whether it is on the machine changes nothing for all others.
    """
    house = read_fonts(fonts_folder())
    families = (*house, *_lent(edition, house))
    stacks = (fonts_for(edition.language.script, families), fonts_for("Latn", families))
    ordered = [each for stack in stacks for each in (*stack.text, *stack.display, *stack.caption, *stack.sans)]
    return tuple(dict.fromkeys([*ordered, *families]))


def able_families(edition: Edition, families: Sequence[FontFamily], blobs: Callable[[str], bytes]) -> frozenset[str]:
    """Return the families, the theme's own among them, that have all letters in which the language writes its name."""
    letters = frozenset(ord(letter) for letter in edition.language.name if letter.isalpha())
    able = {each.family for each in families if any(letters <= covers(file) for file in each.files)}
    drawn = (drawn_by(blobs(font.digest)) for font in edition.fonts)
    return frozenset(able.union(family for family, letters_of in drawn if letters <= letters_of))


def _lent(edition: Edition, house: tuple[FontFamily, ...]) -> tuple[FontFamily, ...]:
    packed = pack_families(fonts_folder())
    if not packed:
        return ()
    script = edition.language.script
    drawn = UNSEEN.union(*(covers(file) for family in house for file in family.files))
    # The names of other editions don't count: the imprint has those in letters that the house lacks in its own words.
    written = encode(replace(edition, other_editions={})).decode()
    missing = frozenset(map(ord, set(written))) - drawn
    wanted = [each for each in packed if script in each.scripts]
    if missing:
        wanted += [each for each in packed if each not in wanted and missing & covers(each.files[0])]
    return tuple(each for each in wanted if is_whole(each))
