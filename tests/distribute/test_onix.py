# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ONIX message is valid by EDItEUR's schemas in both releases, and says what the dossiers say and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from octavo.distribute.catalogues import catalogues
from octavo.distribute.onix_codes import FEATURES, QUALIFIERS, ROLES
from octavo.distribute.onix_languages import CODES, SCRIPTS, onix_language, onix_script
from octavo.distribute.subjects import topic
from octavo.model.distribution import Accessibility, Dossier
from octavo.model.document import Credit
from tests.distribute.onix_messages import RELEASES, code_list, find, is_epub, schema, texts
from tests.distribute.samples import ACCESS, AR, EN, both, paths

SITE = "https://example.org/books/lamps/"


def message(*dossiers: Dossier) -> Any:
    """Return the message, which has to be valid."""
    outcome = catalogues(dossiers, paths(dossiers))
    tree = etree.fromstring(outcome.unwrap()["onix.xml"])
    judge = schema(dossiers[0].onix)
    assert judge.validate(tree), judge.error_log
    return tree


def products(tree: Any, language: str, detail: str) -> list[Any]:
    return [
        each
        for each in find(tree, "Product")
        if texts(each, "LanguageCode")[0] == language and detail in texts(each, "DescriptiveDetail/ProductFormDetail")
    ]


def one(tree: Any, language: str, detail: str = "E101") -> Any:
    (found,) = products(tree, language, detail)
    return found


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize("site", ["", SITE])
def test_the_message_is_valid(release: str, approved: bool, site: str) -> None:
    tree = message(*both(approved=approved, site=site, onix=release))
    assert tree.get("release") == release
    assert len(find(tree, "Product")) == 4
    assert (SITE in etree.tostring(tree).decode()) is bool(site)


@pytest.mark.parametrize("release", RELEASES)
def test_little_is_enough(release: str) -> None:
    bare = replace(
        both(onix=release)[0], credits=(), subjects=(), description="", subtitle="", series="", licence="", place="",
        licence_url="", isbn={}, rights="", trim=("", ""), binding="",
    )  # fmt: skip
    tree = message(bare)
    assert find(tree, "NoContributor")
    assert not find(tree, "EpubLicense")


@pytest.mark.parametrize("release", RELEASES)
def test_every_role_language_script_and_feature_is_in_its_list(release: str) -> None:
    assert {*ROLES.values(), "Z99"} <= code_list(17, release)
    assert set(CODES.values()) <= code_list(74, release)
    assert set(SCRIPTS) <= code_list(121, release)
    assert set(FEATURES.values()) <= code_list(196, release)
    assert set(QUALIFIERS.values()) <= code_list(27, release)


def test_an_unapproved_edition_is_still_to_come() -> None:
    for approved, told in ((True, ("03", "04", "20")), (False, ("02", "02", "10"))):
        epub = one(message(*both(approved=approved)), "eng")
        status = texts(epub, "NotificationType") + texts(epub, "PublishingStatus") + texts(epub, "ProductAvailability")
        assert tuple(status) == told


def test_identifiers() -> None:
    epub = one(message(*both()), "eng")
    own = find(epub, "ProductIdentifier")[:3]
    assert [texts(each, "ProductIDType")[0] for each in own] == ["01", "03", "15"]
    assert [texts(each, "IDValue")[0] for each in own[1:]] == ["9783161484100"] * 2
    references = texts(message(*both()), "RecordReference")
    assert len(set(references)) == 4
    assert references == texts(message(*both(title="Another title")), "RecordReference")


def test_a_printed_book_is_a_product_if_it_has_an_isbn() -> None:
    assert "BF" not in texts(message(*both()), "ProductForm")
    printed = {"print": "978-3-16-148410-0"}
    first, second = both()
    tree = message(replace(first, isbn=printed), second)
    book = one(tree, "eng", "B310")
    assert texts(book, "DescriptiveDetail/Measure/Measurement") == ["210", "148"]
    assert texts(book, "UnpricedItemType") == ["04"]
    assert not find(book, "EpubTechnicalProtection")
    assert texts(book, "Extent/ExtentValue") == ["22"]
    bound = one(message(replace(first, isbn=printed, binding="perfect"), second), "eng")
    assert "BC" in texts(bound.getparent(), "ProductForm")


def test_an_e_book_is_free_and_says_its_licence() -> None:
    epub = one(message(*both()), "eng")
    assert texts(epub, "UnpricedItemType") == ["01"]
    assert texts(epub, "EpubTechnicalProtection") == ["00"]
    assert texts(epub, "EpubLicenseExpressionLink") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_titles_and_people_are_those_of_the_language() -> None:
    epub = one(message(*both()), "ara")
    titles = [
        (each.text, each.get("language")) for each in find(epub, "DescriptiveDetail/TitleDetail/TitleElement/TitleText")
    ]
    assert titles == [(AR.title, "ara"), (EN.title, "eng")]
    assert texts(epub, "DescriptiveDetail/TitleDetail/TitleType") == ["01", "03"]
    assert texts(epub, "DescriptiveDetail/Language/LanguageRole") == ["01", "02"]
    assert texts(one(message(*both()), "eng"), "LanguageRole") == ["01"]
    assert texts(epub, "ContributorRole") == ["A01", "B01", "B06"]
    assert (texts(epub, "FromLanguage"), texts(epub, "ToLanguage")) == (["eng"], ["ara"])
    assert texts(epub, "PersonNameInverted")[-1] == "Example, Karim"
    assert texts(epub, "Collection/TitleDetail/TitleElement/PartNumber") == ["1"]


def test_subjects_are_in_their_schemes() -> None:
    epub = one(message(*both()), "eng")
    rows = [(texts(each, "SubjectSchemeIdentifier"), bool(find(each, "MainSubject"))) for each in find(epub, "Subject")]
    assert rows == [(["93"], True), (["10"], True), (["20"], False)]
    assert texts(epub, "SubjectHeadingText") == ["fog"]
    qualified = one(message(replace(both()[0], subjects=("thema:1FBZ",))), "eng")
    assert texts(qualified, "SubjectSchemeIdentifier") == ["94"]


def test_products_are_related() -> None:
    tree = message(*both())
    epub = one(tree, "ara")
    related = {
        texts(each, "ProductRelationCode")[0]: texts(each, "IDValue")[0] for each in find(epub, "RelatedProduct")
    }
    assert related == {
        "06": texts(one(tree, "ara", "E107"), "RecordReference")[0],
        "11": texts(one(tree, "eng"), "RecordReference")[0],
    }
    works = [(texts(e, "WorkRelationCode")[0], texts(e, "IDValue")[0]) for e in find(epub, "RelatedWork")]
    assert works == [("01", AR.identifier), ("29", EN.identifier)]


def with_access(access: Accessibility | None) -> Any:
    """Return the features of an e-book that says this of itself, as pairs of code and text."""
    first = both()[0]
    files = tuple(replace(each, access=access if is_epub(each) else None) for each in first.files)
    epub = one(message(replace(first, files=files)), "eng")
    rows = find(epub, "ProductFormFeature")
    return [
        ("".join(texts(each, "ProductFormFeatureValue")), "".join(texts(each, "ProductFormFeatureDescription")))
        for each in rows
    ]


def test_accessibility_is_what_the_e_book_earned() -> None:
    assert with_access(None) == []
    assert with_access(ACCESS) == [
        ("00", "Pictures have descriptions."), ("10", ""), ("11", ""), ("13", ""), ("14", ""), ("52", ""),
    ]  # fmt: skip
    lost = replace(ACCESS, features=("readingOrder",), sufficient=("textual,visual",))
    assert with_access(lost) == [("00", "Pictures have descriptions."), ("13", "")]


def test_a_standard_is_told_only_with_who_certified_it_and_when() -> None:
    claimed = replace(ACCESS, conforms_to="EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
    assert not {"04", "82", "85"} & {code for code, _ in with_access(claimed)}
    reviewed = replace(claimed, certified_by="Example Press", certified_on="2026-11-20")
    told = dict(with_access(reviewed))
    assert {"04", "82", "85"} <= told.keys()
    assert (told["90"], told["91"]) == ("Example Press", "20261120")


def test_pages_of_an_e_book_are_those_of_print_if_they_are_marked() -> None:
    first = both()[0]
    assert "08" not in texts(one(message(first), "eng"), "ExtentType")
    marked = replace(ACCESS, features=(*ACCESS.features, "pageBreakMarkers", "pageNavigation"))
    files = tuple(replace(each, access=marked) if is_epub(each) else each for each in first.files)
    assert texts(one(message(replace(first, files=files)), "eng"), "ExtentType") == ["08", "22"]


def test_without_a_publisher_there_is_no_message() -> None:
    dossiers = both(publisher="")
    outcome = catalogues(dossiers, paths(dossiers))
    assert [each.code for each in outcome.problems] == ["C106"]
    assert "onix.xml" not in outcome.unwrap()
    assert "opds/index.xml" in outcome.unwrap()


def test_a_language_without_a_code_is_told_and_left_out() -> None:
    first, second = both()
    dossiers = (first, replace(second, language="tlh"))
    outcome = catalogues(dossiers, paths(dossiers))
    assert [each.code for each in outcome.problems] == ["C107"]
    tree = etree.fromstring(outcome.unwrap()["onix.xml"])
    assert schema("3.1").validate(tree)
    assert set(texts(tree, "LanguageCode")) == {"eng"}


@pytest.mark.parametrize("role", ["aut", "trl", "edt", "abr", "zzz", "ill"])
def test_any_role_makes_a_valid_message(role: str) -> None:
    tree = message(replace(both()[0], credits=(Credit("Anna Example", role),)))
    assert texts(tree, "ContributorRole")[0] in code_list(17, "3.1")


def test_tags_and_subjects_are_read() -> None:
    assert (onix_language("pt-BR"), onix_language("az-Cyrl"), onix_language("qzz")) == ("por", "aze", "")
    assert (onix_script("az-cyrl"), onix_script("az-AZ")) == ("Cyrl", "")
    assert [topic(each).scheme for each in ("thema:A", "THEMA: A", "bisac:B", "thema:", "x:y")] == [
        "thema", "thema", "bisac", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("release", RELEASES)
def test_a_body_has_no_first_name(release: str) -> None:
    """Group P.7: a corporate name stands as it is; a person's may be inverted."""
    bodies = (Credit("Harbour Museum", "edt", body=True), Credit("The Quay Club", "cur", "Quay Club, The", body=True))
    tree = message(replace(both(onix=release)[0], credits=(*bodies, Credit("Anna Example", "aut", "Example, Anna"))))
    rows = [
        tuple((etree.QName(part).localname, part.text) for part in each if "Name" in etree.QName(part).localname)
        for each in find(one(tree, "eng"), "Contributor")
    ]
    assert rows == [
        (("CorporateName", "Harbour Museum"),),
        (("CorporateName", "The Quay Club"), ("CorporateNameInverted", "Quay Club, The")),
        (("PersonName", "Anna Example"), ("PersonNameInverted", "Example, Anna")),
    ]


def test_without_the_original_nothing_is_said_of_it() -> None:
    """A translation whose original is not published: the language of another edition is not that of the original."""
    third = replace(both()[1], edition="az", language="az", identifier=EN.identifier[:-1] + "9")
    epub = one(message(both()[1], third), "aze")
    assert texts(epub, "FromLanguage") == []
    assert texts(epub, "LanguageRole") == texts(epub, "TitleType")[1:] == ["01"]
