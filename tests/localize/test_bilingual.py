# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two editions side by side: what holds for the whole, and what of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from octavo.diagnostics.problem import Outcome
from octavo.localize.approvals import access_digest
from octavo.localize.bilingual import side_by_side
from octavo.localize.edition import others_of
from octavo.model.corrections import Corrections, Erratum
from octavo.model.edition import Edition, EditionKey
from octavo.model.manifest import Approval, Scope
from octavo.model.publication import Publication
from tests.compose.samples import edition

KEY = EditionKey(("az", "en"))
DIGESTS: dict[Scope, str] = {"facts": "f", "text": "t"}


def approval(what: Scope, language: str = "", day: int = 1, digest: str = "") -> Approval:
    return Approval(what=what, language=language or None, on=date(2026, 11, day), digest=digest or "x")


def side(tag: str, *approvals: Approval) -> Edition:
    made = edition(tag)
    digests = DIGESTS if tag == "en" else DIGESTS | {"translation": tag}
    manifest = made.manifest.model_copy(update={"approvals": approvals})
    return replace(made, manifest=manifest, digests=digests)


def joined(one: Edition, other: Edition, *approvals: Approval) -> Edition:
    manifest = one.manifest.model_copy(update={"approvals": approvals, "editions": ("az", "en", "az+en")})
    key = EditionKey((one.language.tag, other.language.tag))
    publication = Publication.__new__(Publication)
    object.__setattr__(publication, "manifest", manifest)
    return side_by_side(publication, key, Outcome(one), Outcome(other)).unwrap()


ALL = (approval("facts"), approval("text"))


def test_it_is_an_edition_of_its_own() -> None:
    made = joined(side("az"), side("en"))
    assert made.key.label == "az+en"
    assert made.identifier not in {edition("az").identifier, edition("en").identifier}
    assert made.other_editions == {"az": "Azərbaycan", "en": "English"}
    assert others_of(made.manifest.model_copy(update={"editions": ("az", "az+en")}), EditionKey(("az",))) == {
        "az+en": "Azərbaycan – English"
    }


def test_it_is_approved_where_everything_in_it_is() -> None:
    translated = approval("translation", "az")
    assert not joined(side("az", *ALL), side("en", *ALL)).approved
    assert joined(side("az", *ALL, translated), side("en", *ALL)).approved
    assert joined(side("en", *ALL), side("az", *ALL, translated)).approved
    assert not joined(side("az", *ALL, translated), side("ar", *ALL)).approved


def test_a_review_of_accessibility_is_of_this_edition_alone() -> None:
    one, other = side("az", approval("access", "az")), side("en", approval("access", "en"))
    assert not [each for each in joined(one, other).manifest.approvals if each.what == "access"]
    digests = joined(one, other).digests
    own = approval("access", "az+en", digest=access_digest(digests, "az+en"))
    assert [each.what for each in joined(one, other, own).manifest.approvals] == ["access"]


def test_lines_of_both_stand_on_one_grid() -> None:
    made = joined(side("en"), side("ar"))
    assert made.beside is not None
    assert made.language.leading == made.beside.language.leading == edition("ar").language.leading


def test_a_mistake_of_one_language_was_in_the_edition_of_both() -> None:
    slip = Erratum(id="slip", on=date(2026, 1, 1), editions=("az",), was="a", now="b")
    assert Corrections(corrections=(slip,)).editions(("en", "az", "az+en", "en+ar")) == ("az", "az+en")
