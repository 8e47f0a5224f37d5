# SPDX-License-Identifier: AGPL-3.0-or-later
"""MARC records are read back by pymarc, field by field, and are what the schema of MARCXML asks for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pymarc import Field, Record

from octavo.distribute.catalogues import catalogues, dead_links
from octavo.model.document import Credit
from octavo.model.relators import RELATORS
from tests.distribute.marc_records import FULL, SITE, fixed, made, record, records
from tests.distribute.samples import ACCESS, AR, EN, both, paths, with_files

ISBN = {"print": "978-3-16-148410-0", "epub": "978-0-306-40615-7"}


def told(record: Record, tag: str) -> list[str]:
    """Return the fields of a tag as catalogers write them: indicators, and subfields with their codes."""
    return [shown(each) for each in record.get_fields(tag)]


def shown(field: Field) -> str:
    if field.control_field:
        return str(field.data)
    assert field.indicators is not None
    marks = "".join(each.replace(" ", "#") for each in field.indicators)
    return marks + "".join(f" ${part.code} {part.value}" for part in field.subfields)


AR_NUMBER, EN_NUMBER = "581a71dd-7f14-5efd-b619-42ad3e19e6e3", "7404f966-d542-5886-b11d-ff273a692a44"


def test_there_are_two_records_an_edition_and_files_for_each() -> None:
    files = made(FULL)
    assert sorted(files) == [f"marc/{name}.{kind}" for name in ("ar", "en", "index") for kind in ("mrc", "xml")]
    kinds = [(fixed(each)[35:38], fixed(each)[23]) for each in records(files["marc/index.mrc"])]
    assert kinds == [("eng", "o"), ("eng", " "), ("ara", "o"), ("ara", " ")]
    assert sorted(made(FULL[:1])) == ["marc/index.mrc", "marc/index.xml"]


def test_what_nobody_may_print_has_no_printed_record() -> None:
    """A printed book is recorded if it has an ISBN, or if anybody may print it."""
    assert [fixed(each)[23] for each in records(made(both()[:1])["marc/index.mrc"])] == ["o"]
    numbered = replace(both()[0], isbn=ISBN)
    assert [fixed(each)[23] for each in records(made((numbered,))["marc/index.mrc"])] == ["o", " "]


def test_leader_and_fixed_fields() -> None:
    online = record(FULL)
    assert re.fullmatch(r"\d{5}nam a22\d{5}5c 4500", str(online.leader))
    assert online["001"].data == EN_NUMBER
    assert online["003"].data == "Example Press"
    assert online["005"].data == "20261122000000.0"
    assert online["006"].data == "m     o  d        "
    assert online["007"].data == "cr |n|||||||||"
    assert online["008"].data == "261122s2026    xx a    o|||||0|0 ||eng d"
    printed = record(FULL, online=False)
    assert told(printed, "006") == told(printed, "007") == []
    assert printed["008"].data == "261122s2026    xx       |||||0|0 ||eng d"
    assert str(record(both(), "en").leader)[17] == "8", "it is still to come"


def test_an_index_and_pictures_are_told_if_the_edition_has_them() -> None:
    access = replace(ACCESS, features=(*ACCESS.features, "index"), modes=("textual",))
    files = tuple(replace(each, access=access if each.output == "epub" else None) for each in FULL[0].files)
    changed = record((replace(FULL[0], files=files),))
    assert (fixed(changed)[18], fixed(changed)[31]) == (" ", "1")
    assert told(changed, "300") == ["## $a 1 online resource (22 pages)"]
    assert len(told(changed, "336")) == 1


def test_every_field_of_the_online_record() -> None:
    online = record(FULL)
    expected = {
        "020": ["## $a 9783161484100 $q EPUB"],
        "024": [f"7# $a {EN.identifier} $2 urn"],
        "040": ["## $a Example Press $b eng $e rda $e pn"],
        "041": [],
        "072": ["#7 $a NHTM $2 thema", "#7 $a HIS $x 057000 $2 bisacsh"],
        "100": ["1# $a Example, Anna $e author $4 aut"],
        "245": ["10 $a The Lamps of Sandholm $b A harbour & its people <never was> $c Anna Example"],
        "246": ["17 $a Lamps"],
        "264": ["#1 $a Sandholm $b Example Press $c 2026"],
        "300": ["## $a 1 online resource (22 pages) $b illustrations"],
        "336": ["## $a text $b txt $2 rdacontent", "## $a still image $b sti $2 rdacontent"],
        "337": ["## $a computer $b c $2 rdamedia"],
        "338": ["## $a online resource $b cr $2 rdacarrier"],
        "340": [],
        "341": [
            "0# $a textual $b readingOrder $b tableOfContents $b unlocked $2 sapdv",
            "0# $a visual $b alternativeText $2 sapdv",
        ],
        "347": ["## $a text file $2 rdaft", "## $b EPUB $c 1000 bytes", "## $b PDF $c 1022 bytes"],
        "490": ["1# $a Small Harbours $v 1"],
        "500": [],
        "506": ["0# $a Free of charge $f Unrestricted online access $2 star"],
        "520": ["## $a In November a fog lay over the harbour."],
        "532": ["8# $a Pictures have descriptions."],
        "540": [
            "## $a CC BY 4.0 $u https://creativecommons.org/licenses/by/4.0/",
            "## $a The pictures have licences of their own.",
        ],
        "588": ["0# $a data of the publisher for the edition of 2026-11-22"],
        "653": ["## $a fog"],
        "700": ["1# $a Example, Bo $e editor $4 edt"],
        "710": ["2# $a Example Press $e publisher $4 pbl"],
        "767": [f"0# $t {AR.title} $d Sandholm: Example Press, 2026 $w (Example Press){AR_NUMBER}"],
        "830": ["#0 $a Small Harbours $v 1"],
        "856": [
            f"40 $3 EPUB $q application/epub+zip $u {SITE}en/lamps-en.epub",
            f"40 $3 PDF $q application/pdf $u {SITE}en/lamps-en-screen.pdf",
            f"40 $3 HTML $q text/html $u {SITE}en/web/index.html",
        ],
    }
    assert {tag: told(online, tag) for tag in expected} == expected
    known = {*expected, "001", "003", "005", "006", "007", "008", "776"}
    assert {field.tag for field in online.fields} <= known, "no field is left unseen"
    tags = [field.tag for field in online.fields]
    assert tags == sorted(tags)


def test_a_translation_names_its_original() -> None:
    arabic = record(FULL, "ar")
    assert told(arabic, "041") == ["1# $a ara $h eng"]
    assert told(arabic, "245") == [f"10 $a {AR.title} $c Anna Example"]
    link = f"0# $t {EN.title} $d Sandholm: Example Press, 2026 $z 9783161484100 $w (Example Press){EN_NUMBER}"
    assert told(arabic, "765") == [link]
    assert told(arabic, "767") == []
    assert "1# $a Example, Karim $e translator $4 trl" in told(arabic, "700")
    assert "1# $a Example, Karim $e translator $4 trl" not in told(record(FULL), "700")


def test_translations_name_each_other() -> None:
    other = with_files(replace(AR, edition="az-Latn", language="az-Latn", identifier=f"{AR.identifier[:-1]}9"))
    dossiers = (*both(), other)
    latin = record(dossiers, "az-Latn")
    assert told(latin, "041") == ["1# $a aze $h eng", "17 $a az-Latn $2 rfc5646"]
    (sibling,) = told(latin, "775")
    assert sibling.startswith(f"08 $i Edition in another language $t {AR.title} $d Sandholm")
    assert " $e ara " in sibling


def test_a_language_without_a_code_is_told_by_its_tag() -> None:
    dossiers = (replace(both(publisher="")[0], language="qzz"),)
    odd = records(catalogues(dossiers, paths(dossiers)).unwrap()["marc/index.mrc"])[0]
    assert fixed(odd)[35:38] == "und"
    assert told(odd, "041") == ["07 $a qzz $2 rfc5646"]
    assert told(odd, "264") == ["#1 $a Sandholm $b [publisher not identified] $c 2026"]
    assert told(odd, "003") == []


def test_the_printed_book_and_the_files_name_each_other() -> None:
    first = replace(FULL[0], isbn=ISBN)
    online, printed = record((first,)), record((first,), online=False)
    assert told(online, "020") == ["## $a 9780306406157 $q EPUB", "## $z 9783161484100 $q print"]
    assert told(printed, "020") == ["## $a 9783161484100 $q print"]
    (to_print,), (to_files,) = told(online, "776"), told(printed, "776")
    assert to_print.startswith("08 $i Print version $t The Lamps of Sandholm")
    assert to_print.endswith(f" $z 9783161484100 $w (Example Press){printed['001'].data}")
    assert to_files.startswith("08 $i Online version ")
    assert to_files.endswith(f" $z 9780306406157 $w (Example Press){online['001'].data}")


def test_the_printed_record_is_about_paper() -> None:
    printed = record(FULL, online=False)
    assert told(printed, "300") == ["## $a 22 pages $c 21 cm"]
    assert told(printed, "337") == ["## $a unmediated $b n $2 rdamedia"]
    assert told(printed, "338") == ["## $a volume $b nc $2 rdacarrier"]
    assert told(printed, "340") == ["## $b 210 x 148 mm $l saddle-stitched"]
    assert told(printed, "040") == ["## $a Example Press $b eng $e rda"]
    assert [told(printed, tag) for tag in ("341", "347", "506", "532")] == [[]] * 4
    assert all(each.startswith("41 ") for each in told(printed, "856")), "a version of it"
    wide = record((replace(FULL[0], trim=("220.5", "200")),), online=False)
    assert told(wide, "300") == ["## $a 22 pages $c 20 x 23 cm"]


def test_addresses_need_a_site() -> None:
    silent = both(approved=True)
    assert told(record(silent), "856") == []
    assert told(record(silent), "506") == ["0# $a Free of charge"]
    assert not any(b"856" in line for line in made(silent)["marc/en.xml"].splitlines() if b"tag=" in line)


def test_an_unapproved_edition_says_so() -> None:
    assert told(record(both()), "500") == ["## $a Not yet approved for printing when this record was made"]


def test_people_and_bodies_are_entered_as_what_they_are() -> None:
    people = (
        Credit("Harbour Museum", "aut", body=True),
        Credit("The Quay Club", "fnd", "Quay Club, The", body=True),
        Credit("Mononym", "ill"),
        Credit("Bo Example", "edt", "Example, Bo"),
        Credit("Bo Example", "pht", "Example, Bo"),
        Credit("Example Press", "bkd", body=True),
        Credit("Zed Example", "zzz"),
    )
    found = record((replace(FULL[0], credits=people),))
    assert told(found, "100") == []
    assert told(found, "110") == ["2# $a Harbour Museum $e author $4 aut"]
    assert told(found, "245")[0].startswith("10 ")
    assert told(found, "700") == [
        "0# $a Mononym $e illustrator $4 ill",
        "1# $a Example, Bo $e editor $e photographer $4 edt $4 pht",
        "0# $a Zed Example $e contributor $4 ctb",
    ]
    assert told(found, "710") == ["2# $a The Quay Club $e funder $4 fnd", "2# $a Example Press $e book designer $4 bkd"]
    nobody = record((replace(FULL[0], credits=()),))
    assert told(nobody, "245")[0].startswith("00 ")
    assert "fnd" in RELATORS


def test_a_standard_is_told_with_who_certified_it() -> None:
    standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    for access, wanted in (
        (replace(ACCESS, conforms_to=standard), 1),
        (replace(ACCESS, conforms_to=standard, certified_by="Example Press", certified_on="2026-11-20"), 2),
    ):
        files = tuple(replace(each, access=access if each.access else None) for each in FULL[0].files)
        assert len(told(record((replace(FULL[0], files=files),)), "532")) == wanted


def test_what_was_not_earned_is_not_told() -> None:
    lost = replace(ACCESS, features=("readingOrder",), summary="Some pictures have no description.")
    files = tuple(replace(each, access=lost if each.access else None) for each in FULL[0].files)
    found = record((replace(FULL[0], files=files),))
    assert told(found, "341") == ["0# $a textual $b readingOrder $2 sapdv", "0# $a visual $2 sapdv"]
    assert told(found, "532") == ["8# $a Some pictures have no description."]


def test_control_numbers_stay() -> None:
    renamed = both(approved=True, title="Another title")
    assert {each["001"].data for each in records(made(renamed)["marc/index.mrc"])} == {
        each["001"].data for each in records(made(FULL)["marc/index.mrc"])
    }


@pytest.mark.parametrize("path", ["marc/index.mrc", "marc/index.xml"])
def test_no_address_in_a_record_is_dead(path: str) -> None:
    data = made(FULL)[path]
    there = paths(FULL)
    assert dead_links(path, data, there, SITE) == ()
    lost = dead_links(path, data, there - {"en/lamps-en.epub"}, SITE)
    assert lost == (f"{SITE}en/lamps-en.epub",)


def test_a_publisher_gives_numbers_by_one_name() -> None:
    """An edition may have the publisher's name in its own language; who gives the numbers stays who it is."""
    first, second = FULL
    dossiers = (first, replace(second, publisher="دار المثال", place="ساندهولم"))
    arabic = record(dossiers, "ar")
    assert told(arabic, "264") == ["#1 $a ساندهولم $b دار المثال $c 2026"]
    assert told(arabic, "003") == ["Example Press"]
    assert told(arabic, "040")[0].startswith("## $a Example Press ")
    assert told(arabic, "710") == ["2# $a Example Press $e publisher $4 pbl"]
    assert told(record(dossiers), "767")[0].endswith(f" $w (Example Press){arabic['001'].data}")
