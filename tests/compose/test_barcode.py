# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bar codes and QR codes as geometry: known vectors, what is refused, and the white that scanners need."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.compose.barcode import (
    MODULE,
    Barcode,
    add_on_modules,
    ean13,
    ean13_modules,
)
from octavo.compose.qr import CHARACTERS_MOST, SIDE_MOST, qr_code
from octavo.compose.qr import MODULE as QR_MODULE
from octavo.model.identifiers import check_digit

# The example of ISO 2108, and as the standard's figure shows its bars.
EXAMPLE = "978-3-16-148410-0"
twelve = st.from_regex(r"[0-9]{12}", fullmatch=True)


def full(digits: str) -> str:
    return digits + check_digit(digits)


def modules_of(code: Barcode, first: float, count: int) -> str:
    """Read modules off the drawn bars, in the middle of each, halfway down."""
    at = [(first + n + 0.5) * MODULE for n in range(count)]
    return "".join("1" if any(bar.x < x < bar.x + bar.width for bar in code.bars) else "0" for x in at)


@pytest.mark.parametrize(
    ("digits", "modules"),
    [
        # Wikipedia's worked example of the standard, 4-003994-155486: the left half is coded LGLLGG.
        (
            "4003994155486",
            "101"
            "0001101" "0100111" "0111101" "0001011" "0010111" "0011101"
            "01010"
            "1100110" "1001110" "1001110" "1011100" "1001000" "1010000"
            "101",
        ),
        # 978…: LGGLGL.
        (
            "9783161484100",
            "101"
            "0111011" "0001001" "0100001" "0011001" "0000101" "0011001"
            "01010"
            "1011100" "1001000" "1011100" "1100110" "1110010" "1110010"
            "101",
        ),
    ],
)  # fmt: skip
def test_known_symbols(digits: str, modules: str) -> None:
    assert ean13_modules(digits) == modules


def test_a_known_add_on() -> None:
    """52495: 3 × (5 + 4 + 5) + 9 × (2 + 9) = 141, so the sets are those of 1: GLGLL."""
    assert add_on_modules("52495") == "1011" + "01".join(("0111001", "0010011", "0011101", "0001011", "0110001"))


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        ("978316148410", "0"),  # 9+8+1+1+8+1 + 3 × (7+3+6+4+4+0) = 28 + 72 = 100
        ("400399415548", "6"),  # 4+0+9+4+5+4 + 3 × (0+3+9+1+5+8) = 26 + 78 = 104
        ("979100000000", "8"),  # 9+9 + 3 × (7+1) = 18 + 24 = 42
    ],
)
def test_check_digits(digits: str, check: str) -> None:
    assert check_digit(digits) == check


@given(twelve, st.from_regex(r"([0-9]{5})?", fullmatch=True))
def test_what_is_drawn_is_what_is_meant(digits: str, add_on: str) -> None:
    digits = full(digits)
    code = ean13(digits, add_on)
    assert modules_of(code, 11, 95) == ean13_modules(digits)
    if add_on:
        assert modules_of(code, 115, 47) == add_on_modules(add_on)
    assert "".join(sign.text for sign in code.signs) == digits + add_on


@given(twelve, st.floats(0, 0.15))
def test_a_reduction_takes_the_same_from_both_sides_of_every_bar(digits: str, reduction: float) -> None:
    plain, thin = ean13(full(digits)), ean13(full(digits), reduction=reduction)
    assert (plain.width, plain.height) == (thin.width, thin.height)
    for wide, narrow in zip(plain.bars, thin.bars, strict=True):
        assert narrow.width == pytest.approx(wide.width - reduction, abs=2e-4)
        assert narrow.x == pytest.approx(wide.x + reduction / 2, abs=2e-4)
        assert (narrow.y, narrow.height) == (wide.y, wide.height)


@given(twelve)
def test_the_quiet_zones_are_empty_and_bars_stand_apart(digits: str) -> None:
    code = ean13(full(digits))
    assert code.bars[0].x == pytest.approx(11 * MODULE, abs=1e-3)
    last = code.bars[-1]
    assert code.width - last.x - last.width == pytest.approx(7 * MODULE, abs=1e-3)
    assert all(right.x - left.x - left.width > MODULE * 0.99 for left, right in pairwise(code.bars))


def test_the_symbol_has_its_nominal_size() -> None:
    """37.29 × 25.93 mm with quiet zones at 100 %, and guard bars five modules longer (ISO/IEC 15420)."""
    code = ean13(EXAMPLE)
    assert (code.width, code.height) == (37.29, 25.93)
    assert sorted({bar.height for bar in code.bars}) == [22.85, 24.5]
    assert [bar.height for bar in code.bars].count(24.5) == 6


def test_an_add_on_keeps_its_distance() -> None:
    code = ean13(EXAMPLE, "90000")
    main, beside = [bar for bar in code.bars if not bar.y], [bar for bar in code.bars if bar.y]
    gap = beside[0].x - main[-1].x - main[-1].width
    assert 7 * MODULE <= gap <= 12 * MODULE + 0.001
    assert beside[0].y + beside[0].height == main[0].height


@pytest.mark.parametrize(
    ("isbn", "more"),
    [
        ("978-3-16-148410-1", {}),
        ("978-3-16-148410", {}),
        ("3-16-148410-X", {}),
        (EXAMPLE, {"add_on": "1234"}),
        (EXAMPLE, {"reduction": 0.2}),
        (EXAMPLE, {"module": 0.2}),
    ],
)
def test_what_no_scanner_could_read_is_refused(isbn: str, more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"digit|reduction|module"):
        ean13(isbn, **more)


def test_a_qr_code_is_a_square_with_four_modules_of_quiet() -> None:
    code = qr_code("https://example.org/")
    assert code is not None
    assert code.side == (25 + 8) * QR_MODULE  # 20 signs at level M: version 2
    starts = [tuple(map(float, part.split("h")[0].split())) for part in code.path.split("M")[1:]]
    assert min(x for x, _ in starts) == min(y for _, y in starts) == 4 * QR_MODULE
    assert max(y for _, y in starts) == code.side - 5 * QR_MODULE


@given(st.integers(1, CHARACTERS_MOST + 20))
def test_a_qr_code_has_room_or_there_is_none(length: int) -> None:
    code = qr_code("x" * length)
    assert (code is None) == (length > CHARACTERS_MOST)
    assert code is None or code.side <= SIDE_MOST


def test_nothing_makes_no_code() -> None:
    assert qr_code("") is None
