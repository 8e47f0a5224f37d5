# SPDX-License-Identifier: AGPL-3.0-or-later
"""Good translations that look odd to a rule made for one language: none of them is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from polib import POEntry

from octavo.diagnostics.problem import Problem
from octavo.localize.language import language_from_cldr
from octavo.localize.lint_catalog import Agreed, lint_catalog
from octavo.localize.pofile import write_po
from octavo.model.catalog import Domain, Message
from octavo.model.data import Term
from tests.localize.samples import HOUSE_TAGS, language


def told(
    tag: str, source: str, translation: str, terms: Sequence[Term] = (), domain: Domain = "text"
) -> tuple[Problem, ...]:
    tongue = language(tag) if tag in HOUSE_TAGS else language_from_cldr(tag)
    data = write_po([POEntry(msgid=source, msgstr=translation)], tongue, "sample")
    return lint_catalog({"text.po": data}, tongue, (Message(source, domain=domain),), Agreed(tuple(terms)))


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        # numbers written as the language has them
        ("ru", "In the 1990s the mole was built.", "В 90-е годы построили мол."),
        ("az", "It stood on 25 February 1950.", "O, 25.02.1950 tarixində dayanırdı."),
        ("az", "In the 20th century it stood.", "O, XX əsrdə dayanırdı."),
        ("fr", "Since the 12th century, 30,000 lamps", "Depuis le XIIe siècle, 30\u202f000 lampes"),
        ("tr", "Some 30,000 lamps burned.", "Yaklaşık 30 bin lamba yanıyordu."),
        ("hi", "Some 300,000 lamps burned.", "लगभग 3 लाख दीये जल रहे थे।"),
        ("zh", "Some 30,000 lamps burned.", "大约有3万盏灯在燃烧。"),
        ("hi", "There were 1,234,567 of them.", "उनकी संख्या 12,34,567 थी।"),
        ("de", "There were 1,234,567.5 of them.", "Es waren 1.234.567,5."),
        ("ru", "There were 25 613 lamps on 3 March.", "3 марта было 25\u00a0613 ламп."),
        ("fa", "In 1950 there were 1,200.", "در سال ۱۹۵۰ تعداد آن‌ها ۱٬۲۰۰ بود."),
        ("ru", "Two lamps, the third of March", "2 лампы, 3 марта"),
        ("de", "It struck 5 p.m. at sea.", "Auf See schlug es 17 Uhr."),
        ("az", "The years 1992–94 were hard.", "1992–1994-cü illər ağır idi."),
        ("ru", "See [@harbour, pp. 19–24].", "См. [@harbour, с. 19–24]."),
        ("ar", "The code (A4, 0BSD) is free.", "الرمز حرّ."),
        # quotation marks
        ("ru", "She said “read ‘The Lamp’ now”.", "Она сказала «прочти „Лампу“ сейчас»."),
        ("az", "She said “read ‘The Lamp’ now”.", "O, “indi ‘Lampa’nı oxu” dedi."),
        ("de", "“The lamp”, she said.", "»Die Lampe«, sagte sie."),
        ("ar", "She said “the lamp”.", "قالت “المصباح”."),
        ("he", "She said “the lamp” of the army.", "היא אמרה “המנורה” של צה״ל."),
        ("fr", "“The lamp”, she said.", "«\u00a0La lampe\u00a0», dit-elle."),
        ("tr", "the keepers’ lamp", "bekçilerin lambası Ayşe’nin"),
        ("uz", "the word lamp", "soʻz o‘zi chiroq"),
        ("ja", "She said “the lamp”.", "彼女は「灯」と言った。"),
        ("de", "a rope of 5 inches", 'ein Tau von 5"'),
        # spaces and dots
        ("fr", "At 10:30 see https://example.org/a:b; who?", "À 10:30 voir https://example.org/a:b\u202f; qui\u202f?"),
        ("fr", "Note: lamps!", "Note\u00a0: lampes\u202f!"),
        ("fr", "; ", "\u202f; "),
        ("ru", "The lamp is light.", "Лампа\u00a0— это свет, а\u00a0не тьма."),
        ("ru", "A. Weber and the isle", "А.\u00a0Вебер и о.\u00a0Пример"),
        ("pl", "and in the harbour", "i w\u00a0porcie"),
        ("de", "5 lamps, 3 ropes", "5\u00a0Lampen, 3\u00a0Taue"),
        ("az", "The file ends in .po there.", "Fayl orada .po ilə bitir."),
        ("de", "well – yes …", "na ja – ja …"),
        ("de", "It takes a while...", "Es dauert noch …"),
        ("ka", "See pages 19–24 for it.", "იხილეთ გვ. 19-24."),
        ("ru", "North-east, 1950-03-03", "Северо-восток, 1950-03-03"),
        ("zh", "Lamps, ropes and sails.", "灯、绳子和帆。"),
        # letters
        ("fa", "She goes home.", "او به خانه می\u200cرود."),
        ("hi", "the keeper’s power", "रखवाले की शक्\u200dति"),
        ("km", "the harbour lamp", "ចង្កៀង\u200bកំពង់ផែ"),
        ("ru", "A PDF-file of the variant b", "PDF-файл варианта b"),
        ("ru", "The T-shirt of Sampleton", "T-рубашка из Sampleton"),
        ("ru", "In Azerbaijani it is [şəhid]{lang=az}.", "По-азербайджански это [şəhid]{lang=az}."),
        ("tr", "by Aliyev", "Əliyev tarafından"),
        ("ar", "Peru and Paprika", "بيرو وپاپريكا"),
        ("ar", "the letter M (m)", "الحرف \u200eM\u200e (m)"),
        # the whole
        ("tr", "She went slowly, one by one.", "Yavaş yavaş, tek tek gitti."),
        ("az", "little by little", "az az"),
        ("fr", "We see ourselves.", "Nous nous voyons."),
        ("de", "Human Rights Watch World Report", "Human Rights Watch World Report"),
        ("ru", "the year 1950", "1950\u00a0г."),
        ("ru", "and so on, lamps and ropes", "лампы, канаты и т.\u00a0д."),
        ("az", "lamps, ropes, sails etc.", "lampalar, kəndirlər, yelkənlər və başqaları"),
        ("el", "Who is there, keeper?", "Ποιος είναι εκεί, φύλακα;"),
        ("hy", "Who is there, keeper?", "Ո՞վ է այնտեղ, պահակ։"),
        ("hy", "Sources cited:", "Մեջբերված աղբյուրներ՝"),
        ("zh", "Lamps, ", "灯，"),
        ("ja", "a lamp; ", "灯；"),
        ("th", "The wind turned and the lamp went out.", "ลมเปลี่ยนทิศและตะเกียงดับ"),
        ("zh", "The wind turned in spring, and soon after that the lamp went out.", "春天风向变了，不久灯就灭了。"),
        ("de", "{killed} people died [@harbour].[^names]", "{killed} Menschen starben[@harbour].[^names]"),
        ("az", "before dusk, and", "alaqaranlığa qədər,"),
        ("ru", "Of use are", "Полезны:"),
        ("ar", "Lamps, ropes; sails?", "مصابيح، حبال؛ أشرعة؟"),
    ],
)
def test_what_a_language_has_is_not_told(tag: str, source: str, translation: str) -> None:
    assert told(tag, source, translation) == (), "\n".join(map(str, told(tag, source, translation)))


KEEPER = Term(
    term="keeper", translations={"ar": "حارس", "ru": "смотритель", "az": "gözətçi", "de": "Wärter", "zh": "守灯人"}
)
ISLE = Term(term="occupation", attributed=True, translations={"az": "işğal", "ru": "оккупация", "ar": "احتلال"})
QUAY = Term(term="12th quay", translations={"fr": "12e quai"})


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("ar", "The keepers slept.", "نام الحُرّاس."),
        ("ar", "With the keeper of the lamp.", "مع حارسها."),
        ("ru", "The keepers were given lamps.", "Смотрителям дали лампы."),
        ("az", "The keepers were given lamps.", "Gözətçilərə lampa verildi."),
        ("de", "The keeper’s house is old.", "Das Leuchtturmwärterhaus ist alt."),
        ("zh", "The keeper slept.", "守灯人睡着了。"),
        ("ru", "The Royal Keeper Society met.", "Встретилось Королевское общество."),
        ("ru", "The housekeeper slept.", "Экономка спала."),
        ("az", "The occupied isle.", "İşğal olunmuş ada."),
        ("az", "In Azerbaijani it is called işğal.", "Azərbaycanca buna işğal deyilir."),
        ("ru", "They were busy with it.", "Они были этим заняты."),
        ("fr", "The 12th quay is closed.", "Le 12e quai est fermé."),
    ],
)
def test_words_bend_and_are_the_agreed_ones(tag: str, source: str, translation: str) -> None:
    terms = (KEEPER, ISLE, QUAY)
    assert told(tag, source, translation, terms) == (), "\n".join(map(str, told(tag, source, translation, terms)))


def test_words_of_templates_have_no_markup() -> None:
    assert told("ru", "{n} of *them* [@here", "{n} из *них* [@здесь", domain="strings") == ()
