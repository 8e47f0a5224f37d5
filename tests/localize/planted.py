# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults planted in translations: a source, a good translation, and the same with one slip, told by one code."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.model.catalog import Message
from octavo.model.data import Column, Table, Term

TERMS = (
    Term(
        term="keeper",
        translations={
            "az": "gözətçi",
            "ar": "حارس",
            "ru": "смотритель",
            "de": "Wärter",
            "tr": "bekçi",
            "fr": "gardien",
            "ka": "მცველი",
            "hi": "रखवाला",
        },
    ),
    Term(
        term="miracle",
        attributed=True,
        translations={
            "az": "möcüzə",
            "ar": "معجزة",
            "ru": "чудо",
            "de": "Wunder",
            "tr": "mucize",
            "fr": "miracle",
            "ka": "სასწაული",
            "hi": "चमत्कार",
        },
    ),
)
TABLES = {"places": Table(columns={"name": Column(title="Name")}, rows=({"name": "Sampleton"},))}
PLACE = Message("Sampleton", "data/places.yaml#rows.name", domain="facts", keys=("data/places.yaml#rows.0.name",))
PLACES = {
    "az": "Sempilton",
    "ar": "سامبلتون",
    "ru": "Сэмплтон",
    "de": "Sampleton",
    "tr": "Sampleton",
    "fr": "Sampleton",
    "ka": "სემპლტონი",
    "hi": "सैंपलटन",
}
UNIT = Message("{n} person", "unit people", "{n} people", "facts", ("facts/statistics.yaml#people",))
UNITS = {
    "az": ("{n} nəfər", "{n} nəfər"),
    "ar": ("لا أحد", "شخص واحد", "شخصان", "{n} أشخاص", "{n} شخصًا", "{n} شخص"),
    "ru": ("{n} человек", "{n} человека", "{n} человек"),
    "de": ("{n} Mensch", "{n} Menschen"),
    "tr": ("{n} kişi", "{n} kişi"),
    "fr": ("{n} personne", "{n} personnes"),
    "ka": ("{n} ადამიანი", "{n} ადამიანი"),
    "hi": ("{n} व्यक्ति", "{n} लोग"),
}


@dataclass(frozen=True)
class Fault:
    """A slip in a translation: `good` with `right` written as `wrong`, and the code that must be told."""

    code: str
    tag: str
    source: str
    good: str
    right: str
    wrong: str

    @property
    def bad(self) -> str:
        """The translation with the slip."""
        assert self.good.count(self.right) == 1, self
        return self.good.replace(self.right, self.wrong)


f = Fault


FERRY = "The *ferry* left with {killed.people} [@harbour, p. 4]."
FERRIES = {
    "az": "*Bərə* {killed.people} ilə yola düşdü [@harbour, s. 4].",
    "ar": "غادرت *العبّارة* وعلى متنها {killed.people} [@harbour, ص ٤].",
    "ru": "*Паром* отошёл, на нём {killed.people} [@harbour, с. 4].",
    "de": "Die *Fähre* legte mit {killed.people} ab [@harbour, S. 4].",
    "tr": "*Vapur* {killed.people} ile yola çıktı [@harbour, s. 4].",
    "fr": "Le *bac* partit avec {killed.people} [@harbour, p. 4].",
    "ka": "*ბორანი* გავიდა, გემზე იყო {killed.people} [@harbour, გვ. 4].",
    "hi": "*नाव* {killed.people} के साथ चली [@harbour, पृ. 4]।",
}
WIND = "The wind turned in 1950, on 3 March, and the lamp went out."
WINDS = {
    "az": "Külək 1950-ci ilin 3 martında döndü və lampa söndü.",
    "ar": "انقلبت الريح في ٣ آذار ١٩٥٠ وانطفأ المصباح.",
    "ru": "Ветер переменился 3 марта 1950 года, и лампа погасла.",
    "de": "Am 3. März 1950 drehte der Wind, und die Lampe ging aus.",
    "tr": "Rüzgâr 3 Mart 1950’de döndü ve lamba söndü.",
    "fr": "Le vent tourna le 3 mars 1950, et la lampe s’éteignit.",
    "ka": "ქარი 1950 წლის 3 მარტს შეიცვალა და ლამპა ჩაქრა.",
    "hi": "हवा 3 मार्च 1950 को बदली और दीया बुझ गया।",
}
SAID = "She said “the lamp is out” and went home."
SAIDS = {
    "az": "O, “lampa sönüb” dedi və evə getdi.",
    "ar": "قالت «انطفأ المصباح» وذهبت إلى البيت.",
    "ru": "Она сказала «лампа погасла» и ушла домой.",
    "de": "Sie sagte „die Lampe ist aus“ und ging heim.",
    "tr": "“Lamba söndü” dedi ve eve gitti.",
    "fr": "Elle dit «\u202fla lampe est éteinte\u202f» et rentra.",
    "ka": "მან თქვა „ლამპა ჩაქრა“ და სახლში წავიდა.",
    "hi": "उसने “दीया बुझ गया” कहा और घर चली गई।",
}
KEEPER = "The keeper of Sampleton lit the lamp every evening."
KEEPERS = {
    "az": "Sempilton gözətçisi lampanı hər axşam yandırırdı.",
    "ar": "كان حارس سامبلتون يوقد المصباح كل مساء.",
    "ru": "Смотритель Сэмплтона зажигал лампу каждый вечер.",
    "de": "Der Wärter von Sampleton zündete jeden Abend die Lampe an.",
    "tr": "Sampleton bekçisi lambayı her akşam yakardı.",
    "fr": "Le gardien de Sampleton allumait la lampe chaque soir.",
    "ka": "სემპლტონის მცველი ლამპას ყოველ საღამოს ანთებდა.",
    "hi": "सैंपलटन का रखवाला हर शाम दीया जलाता था।",
}

FAULTS = (
    # placeholders and markup: asked at build time too
    f("L309", "az", FERRY, FERRIES["az"], "{killed.people}", "{kiled.people}"),
    f("L309", "ar", FERRY, FERRIES["ar"], "{killed.people}", "{killed}"),
    f("L309", "hi", FERRY, FERRIES["hi"], "{killed.people} के साथ ", ""),
    f("L310", "ru", FERRY, FERRIES["ru"], "*Паром*", "Паром"),
    f("L310", "de", FERRY, FERRIES["de"], "[@harbour, S. 4]", "[@harbor, S. 4]"),
    f("L310", "fr", FERRY, FERRIES["fr"], " [@harbour, p. 4]", ""),
    f("L310", "ka", FERRY, FERRIES["ka"], "*ბორანი*", "**ბორანი**"),
    f("L308", "tr", FERRY, FERRIES["tr"], "*Vapur*", "<i>Vapur</i>"),
    f("L311", "az", FERRY, FERRIES["az"], "{killed.people} ilə", "{killed.people}lə"),
    f("L312", "ar", FERRY, FERRIES["ar"], "العبّارة", "\u202eالعبّارة"),
    f("L313", "ar", FERRY, FERRIES["ar"], "العبّارة", "\u2068العبّارة"),
    f("L401", "ru", FERRY, FERRIES["ru"], "{killed.people}", "{killed.people.dat}"),
    # numbers
    f("L501", "az", WIND, WINDS["az"], "1950-ci", "1960-cı"),
    f("L501", "ar", WIND, WINDS["ar"], "١٩٥٠", "١٩٥١"),
    f("L501", "ru", WIND, WINDS["ru"], "3 марта", "марта"),
    f("L501", "de", WIND, WINDS["de"], "3. März", "13. März"),
    f("L501", "tr", WIND, WINDS["tr"], "1950", "1905"),
    f("L501", "fr", WIND, WINDS["fr"], "le 3 mars 1950", "le 3 mars"),
    f("L501", "ka", WIND, WINDS["ka"], "3 მარტს", "8 მარტს"),
    f("L501", "hi", WIND, WINDS["hi"], "1950", "१९५२"),
    f("L501", "fr", FERRY, FERRIES["fr"], "p. 4", "p. 5"),
    f("L501", "de", "It held 1,234.5 litres.", "Er fasste 1.234,5 Liter.", "1.234,5", "1.243,5"),
    # quotation marks and apostrophes
    f("L511", "ru", SAID, SAIDS["ru"], "«лампа погасла»", '"лампа погасла"'),
    f("L511", "hi", SAID, SAIDS["hi"], "“दीया बुझ गया”", '"दीया बुझ गया"'),
    f("L512", "az", SAID, SAIDS["az"], "“lampa sönüb”", "«lampa sönüb»"),
    f("L512", "de", SAID, SAIDS["de"], "„die Lampe ist aus“", "“die Lampe ist aus”"),
    f("L512", "tr", SAID, SAIDS["tr"], "“Lamba söndü”", "„Lamba söndü”"),
    f("L513", "ka", SAID, SAIDS["ka"], "ჩაქრა“", "ჩაქრა"),
    f("L513", "ar", SAID, SAIDS["ar"], "«انطفأ", "انطفأ"),
    f("L513", "az", SAID, SAIDS["az"], "“lampa sönüb”", "”lampa sönüb“"),
    f("L514", "fr", SAID, SAIDS["fr"], "«\u202fla", "«la"),
    f("L514", "ru", SAID, SAIDS["ru"], "«лампа погасла»", "« лампа погасла »"),
    f("L515", "fr", WIND, WINDS["fr"], "s’éteignit", "s'éteignit"),
    f("L515", "tr", WIND, WINDS["tr"], "1950’de", "1950'de"),
    f("L515", "az", "It is in Baku.", "O, Baku’dadır.", "Baku’dadır", "Baku´dadır"),
    # dashes and dots
    f("L516", "de", "The lamp – a small one – went out.", "Die Lampe – eine kleine – ging aus.", " – eine", " - eine"),
    f("L516", "ru", "The lamp is light.", "Лампа — это свет.", " — ", " -- "),
    f("L516", "az", "See pages 19–24 for it.", "Bunun üçün bax: səh. 19–24.", "19–24", "19-24"),
    f("L517", "tr", "She waited … and waited.", "Bekledi … ve bekledi.", "…", "..."),
    # spaces
    f("L521", "ka", WIND, WINDS["ka"], "ქარი 1950", "ქარი  1950"),
    f("L522", "hi", WIND, WINDS["hi"], "हवा", " हवा"),
    f("L522", "de", "Lamps and ", "Lampen und ", "und ", "und"),
    f("L523", "ru", WIND, WINDS["ru"], "года,", "года ,"),
    f("L523", "de", "Who is there?", "Wer ist da?", "da?", "da ?"),
    f("L523", "ar", "Who is there, keeper?", "من هناك، يا حارس؟", "هناك،", "هناك ،"),
    f("L523", "hi", WIND, WINDS["hi"], "गया।", "गया ।"),
    f("L523", "tr", "The lamp (a small one) went out.", "Lamba (küçük olan) söndü.", "(küçük", "( küçük"),
    f("L524", "fr", "Who is there?", "Qui est là\u202f?", "\u202f?", " ?"),
    f("L524", "fr", "The lamp: small.", "La lampe\u00a0: petite.", "\u00a0:", ":"),
    f("L525", "az", "Lamps, ropes and sails.", "Lampalar, kəndirlər və yelkənlər.", "Lampalar, ", "Lampalar,"),
    f("L525", "ar", "The wind, the lamp, the sea.", "الريح، والمصباح، والبحر.", "الريح، ", "الريح،"),
    f("L526", "ru", WIND, WINDS["ru"], "лампа погасла", "лампа\u00a0погасла"),
    # letters
    f("L531", "az", WIND, WINDS["az"], "Külək", "Küləк"),
    f("L531", "az", WIND, WINDS["az"], "söndü", "sөndü"),
    f("L531", "ru", WIND, WINDS["ru"], "лампа", "лaмпа"),
    f("L531", "de", WIND, WINDS["de"], "Lampe", "Lаmpe"),
    f("L531", "tr", WIND, WINDS["tr"], "lamba", "lamba".replace("a", "а", 1)),
    f("L532", "ru", "The keeper went with her.", "Смотритель пошёл с ней.", " с ней", " c ней"),
    f("L533", "ar", WIND, WINDS["ar"], "الريح في", "الریح في"),
    f("L533", "az", WIND, WINDS["az"], "döndü və", "döndü vǝ"),
    f("L533", "tr", WIND, WINDS["tr"], "döndü", "düș"),
    f("L534", "fr", WIND, WINDS["fr"], "éteignit", "e\u0301teignit"),
    f("L534", "de", WIND, WINDS["de"], "März", "Ma\u0308rz"),
    f("L535", "de", WIND, WINDS["de"], "Lampe", "Lam\u00adpe"),
    f("L535", "ru", WIND, WINDS["ru"], "Ветер ", "Ветер \u200b"),
    f("L535", "tr", WIND, WINDS["tr"], "lamba", "\ufefflamba"),
    f("L535", "ka", WIND, WINDS["ka"], "ქარი", "ქა\u200dრი"),
    f("L535", "az", WIND, WINDS["az"], "lampa", "lampa\u200e"),
    f("L545", "ru", WIND, WINDS["ru"], WINDS["ru"], WINDS["fr"]),
    f("L545", "hi", WIND, WINDS["hi"], WINDS["hi"], WINDS["de"]),
    # the whole
    f("L541", "de", "Wind or no wind", "Wind oder kein Wind", "Wind oder kein Wind", "Wind or no wind"),
    f("L542", "ru", WIND, WINDS["ru"], "и лампа", "и и лампа"),
    f("L542", "de", WIND, WINDS["de"], "drehte", "drehte drehte"),
    f("L542", "az", WIND, WINDS["az"], "və", "və və"),
    f("L542", "hi", WIND, WINDS["hi"], "और", "और और"),
    f("L542", "ar", WIND, WINDS["ar"], "الريح في", "الريح في في"),
    f("L543", "ka", WIND, WINDS["ka"], "ჩაქრა.", "ჩაქრა"),
    f("L543", "ar", "Who is there, keeper?", "من هناك، يا حارس؟", "؟", "."),
    f("L543", "hi", WIND, WINDS["hi"], "गया।", "गया"),
    f("L543", "tr", "Lamps and ropes of the harbour", "Limanın lambaları ve halatları", "halatları", "halatları."),
    f("L544", "fr", WIND * 2, WINDS["fr"] * 2, WINDS["fr"] * 2, "Le 3 mars 1950."),
    f("L544", "ar", KEEPER, KEEPERS["ar"], "المصباح", "المصباح" + " الصغير الذي كان فوق الميناء" * 5),
    # terms and names
    f("L551", "az", KEEPER, KEEPERS["az"], "gözətçisi", "sahibi"),
    f("L551", "ar", KEEPER, KEEPERS["ar"], "حارس", "صاحب"),
    f("L551", "ru", KEEPER, KEEPERS["ru"], "Смотритель", "Хозяин"),
    f("L551", "de", KEEPER, KEEPERS["de"], "Wärter", "Hüter"),
    f("L551", "hi", KEEPER, KEEPERS["hi"], "रखवाला", "मालिक"),
    f("L552", "az", WIND, WINDS["az"], "lampa söndü", "möcüzədən lampa söndü"),
    f("L552", "ru", WIND, WINDS["ru"], "лампа погасла", "чудом лампа погасла"),
    f("L552", "tr", WIND, WINDS["tr"], "lamba söndü", "mucizeyle lamba söndü"),
    f("L552", "ar", WIND, WINDS["ar"], "المصباح", "المصباح بالمعجزة"),
    f("L552", "ka", WIND, WINDS["ka"], "ლამპა", "სასწაულით ლამპა"),
    f("L561", "az", KEEPER, KEEPERS["az"], "Sempilton", "Nümunəşəhər"),
    f("L561", "ru", KEEPER, KEEPERS["ru"], "Сэмплтона", "Образцова"),
    f("L561", "ka", KEEPER, KEEPERS["ka"], "სემპლტონის", "ნიმუშის"),
    f("L561", "fr", KEEPER, KEEPERS["fr"], "Sampleton", "Exempleville"),
)  # fmt: skip
