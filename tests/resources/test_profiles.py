# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing conditions: the house's own, and what is asked of a profile that a publication brings."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.resources.profiles import condition, read_condition

PLACE = Place("printers/mill.icc")


def profile(kind: bytes = b"prtr", space: bytes = b"CMYK", **tags: bytes) -> bytes:
    """Return the head and the tags of an ICC profile, as far as they are read."""
    given = {"A2B0": b"mft2", "B2A0": b"mft2", "cprt": b"text\0\0\0\0Free to share\0", **tags}
    head = bytearray(128)
    head[12:16], head[16:20], head[36:40] = kind, space, b"acsp"
    at = 132 + 12 * len(given)
    table, data = struct.pack(">I", len(given)), b""
    for name, body in given.items():
        table += name.encode() + struct.pack(">II", at + len(data), len(body))
        data += body
    return bytes(head) + table + data


def test_the_house_knows_fogra39_and_may_hand_it_on() -> None:
    house = condition("FOGRA39")
    assert house is not None
    assert house.identifier == "FOGRA39"
    assert house.registry == "http://www.color.org"
    read = read_condition(house.profile, PLACE)
    assert read.problems == ()
    assert read.unwrap().title == "ISO Coated v2 300% (basICColor)"
    assert condition("FOGRA51") is None


def test_the_house_knows_uncoated_paper_and_may_hand_its_profile_on() -> None:
    house = condition("FOGRA29")
    assert house is not None
    assert (house.identifier, house.registry) == ("FOGRA29", "http://www.color.org")
    read = read_condition(house.profile, PLACE)
    assert read.problems == ()
    assert "zlib" in house.profile.decode("latin-1")


def test_uncoated_paper_gets_no_more_ink_than_its_printer_takes() -> None:
    from PIL import Image, ImageCms

    house = condition("FOGRA29")
    assert house is not None
    steps = range(0, 256, 17)
    colours = bytes(value for red in steps for green in steps for blue in steps for value in (red, green, blue))
    picture = Image.frombytes("RGB", (len(steps) ** 2, len(steps)), colours)
    inks = ImageCms.profileToProfile(
        picture,
        ImageCms.createProfile("sRGB"),
        io.BytesIO(house.profile),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert inks is not None
    data = inks.tobytes()
    most = max(sum(data[at : at + 4]) for at in range(0, len(data), 4))
    assert 240 < most / 2.55 <= 280.5


def test_a_profile_of_a_press_is_taken() -> None:
    desc = b"desc\0\0\0\0" + struct.pack(">I", 11) + b"Paper mill\0"
    read = read_condition(profile(desc=desc), PLACE)
    assert read.problems == ()
    assert (read.unwrap().identifier, read.unwrap().registry) == ("Paper mill", "")
    assert read_condition(profile(), PLACE).unwrap().identifier == "mill"
    several = b"mluc\0\0\0\0" + struct.pack(">IIHHII", 1, 12, 0x656E, 0x5553, 8, 28) + "Mill".encode("utf-16-be")
    assert read_condition(profile(desc=several), PLACE).unwrap().title == "Mill"


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"no profile at all", "P301", "no ICC profile"),
        (profile(kind=b"mntr"), "P302", "a screen"),
        (profile(kind=b"scnr"), "P302", "a scanner or camera"),
        (profile(space=b"RGB "), "P303", "RGB"),
        (profile(B2A0=b"")[:132] + profile()[132:].replace(b"B2A0", b"XXXX", 1), "P304", "one way"),
        (profile(cprt=b"text\0\0\0\0\0"), "P305", "hand it on"),
    ],
)
def test_what_is_no_such_profile_is_told(data: bytes, code: str, word: str) -> None:
    read = read_condition(data, PLACE)
    assert read.value is None
    (found,) = read.problems
    assert (found.code, found.place) == (code, PLACE)
    assert word in found.message
    assert found.hints


@given(st.binary(max_size=300), st.integers(0, 400))
def test_damaged_profiles_are_told_of_quietly(noise: bytes, at: int) -> None:
    whole = profile()
    read_condition(whole[:at] + noise + whole[at + len(noise) :], PLACE)
