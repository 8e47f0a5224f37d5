# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a long roll, made and sorted in parts of any size, remembered or not, are those of the whole roll."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from octavo.compose import roll_lines
from octavo.compose.roll import RollView, roll_view
from octavo.compose.roll_lines import entry_of, fields_of, lines_of, shape_of
from octavo.compose.words import words_of
from octavo.model.pdf_parts import Remember, anew
from octavo.model.publication import Roll
from octavo.model.rolls import GROUPINGS, RollLook
from tests.compose.samples import LANGUAGES
from tests.remembered import Memory

NAMES = [
    "Anna B",
    "Ánna B",
    "anna b",
    "Anna",
    "Anna-B",
    "Çiçək",
    "Cı",
    "İ",
    "Ödön",
    "ð þ",
    "أولى",
    "Зоя",
    "堀 A",
    "1 A",
    "•",
    "l·l",
]
_NAME = (
    st.one_of(st.sampled_from(NAMES), st.text("abcxəğıİ ’堀ñ\u0301", min_size=1, max_size=6))
    .map(str.split)
    .filter(bool)
)
_NAMES = _NAME.map(" ".join)
_ROW = st.fixed_dictionaries(
    {"name": _NAMES},
    optional={
        "born": st.sampled_from(["1901", "1890-02"]),
        "died": st.just("1950"),
        "place": st.sampled_from(["Harbour", "The mole", "Ə"]),
        "note": st.just("kept <the> lamp"),
        "sort": _NAMES,
        "variants": st.lists(_NAMES, min_size=1, max_size=2),
    },
)
_LOOK = st.builds(
    RollLook, group=st.sampled_from(GROUPINGS), show=st.sampled_from([("years", "see"), ("place", "note", "variants")])
)


def told(view: RollView) -> list[object]:
    """Return all that a long roll takes from the groups of a short one."""
    return [
        (group.title, [(each.key, "\t".join(fields_of(each)), shape_of(each)) for each in group.entries])
        for group in view.groups
    ]


def lines(view: RollView, about: int, remember: Remember = anew) -> list[object]:
    def cut(rows: list[bytes]) -> Iterator[tuple[int, int]]:
        return ((at, min(at + about, len(rows))) for at in range(0, len(rows), about))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roll_lines, "parts_of", cut)
        found = lines_of(view.asked, view.asked.rows(), remember)
    shape = [found.shapes[kind] for kind in found.kinds]
    return [(title, [(found.keys[at], found.fields[at], shape[at]) for at in group]) for title, group in found.groups]


@settings(max_examples=60, deadline=None)
@given(st.lists(_ROW, max_size=12), st.sampled_from(sorted(LANGUAGES)), _LOOK, st.integers(1, 5))
@example([{"name": name} for name in NAMES * 2], "az", RollLook(group="letter"), 3)
def test_parts_of_any_size_give_the_lines_of_the_whole(
    rows: list[dict[str, object]], tag: str, look: RollLook, about: int
) -> None:
    data = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
    language, remember = LANGUAGES[tag], Memory()
    view = roll_view(Roll("r", "", len(rows), ()), lambda _: data, language, words_of(language, {}), look)
    whole = told(view)
    assert lines(view, 10_000) == whole
    assert lines(view, about, remember) == whole
    assert lines(view, about, remember) == whole
    for entry in view.entries:
        assert entry_of(view.asked, view.asked.rows(), entry.key) == entry


def test_another_name_makes_its_own_part_anew() -> None:
    rows = [{"name": f"Lamp {at}"} for at in range(40)]
    remember = Memory()
    language = LANGUAGES["en"]
    for changed in ("Lamp 25", "Candle"):
        data = "\n".join(json.dumps({**row, "name": changed} if at == 25 else row) for at, row in enumerate(rows))
        asked = Roll("r", "", 40, ()), lambda _, data=data: data.encode(), language, words_of(language, {}), RollLook()
        lines(roll_view(*asked), 10, remember)
    assert len(remember.made) == 5
