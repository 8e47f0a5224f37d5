# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the sample booklet in three languages: an invented ferry, an invented lake, invented sources."""

EN = {
    "title": "The Ferry of Lake Example",
    "subtitle": "What is known of the night of 3 to 4 March 1950",
    "short": "Lake Example",
    "publisher": "Example House",
    "description": "A sample booklet about an invented accident. It shows every kind of block that a text can hold.",
    "rights": "Free to copy and to translate.",
    "statement": "Drafted for tests. Nothing in it happened.",
    "town": "The town and the lake",
    "night": "The night of the crossing",
    "lead": "Lake Example lies in a valley that has no road in winter. From November to April the ferry was the"
    " only way"
    " out, and everybody in the town had a place on it.",
    "p1": "The town of Sampleton stands where the river Placeholder leaves the lake. In the census of the year before,"
    " it had about three thousand inhabitants",
    "p1b": ", of whom a third lived on the farther shore. They came to the market on Saturdays and went home on the"
    " evening boat. Nobody wrote down who sailed on which day; there was no list, and the tickets were collected at the"
    " landing stage and burnt.",
    "p2": "The boat was built for two hundred and forty passengers. A survey made after the accident found room for"
    " more, because benches had been taken out of the after saloon; but the surveyors did not agree on how many more,"
    " and their two reports give different plans of the same deck",
    "p2b": ". What both say is that the doors opened inwards.",
    "h2": "Who was on board",
    "p3": "The harbour office counted ",
    "p3v": "613 people",
    "p3b": " on the landing stage in the evening. The commission of inquiry, which heard ninety witnesses in the"
    " following summer, named ",
    "p3w": "at least 485 people",
    "p3c": " who were seen on the boat itself",
    "p3d": ". The two numbers count different things, and neither office ever claimed that they are the same.",
    "h3": "The children of the school",
    "p4": "A class of the lower school was travelling home with its teacher. The register of the school survives,"
    " and in"
    " it the entries stop on the Friday. It was kept by ",
    "p4n": "Anna Placeholder",
    "p4b": ", who had stayed in the town because of a cold, and who copied it three times for the three offices that"
    " asked for it.",
    "quote": "We stood on the stone stairs and saw the lights go along the shore. Then there was one light less, and we"
    " thought that a lamp had gone out.",
    "by": "Statement of a ferryman’s daughter, 1951",
    "note": "The register is now in the town’s museum, where it can be read on request.",
    "notetitle": "Where the papers are",
    "aside": "The bell of the boat was found in 1974, forty metres from the place that the commission had marked.",
    "fn": "The census was taken in December 1949 and printed two years later, without the figures for the farther"
    " shore.",
    "list": [
        "the harbour office, which counted heads on the stage;",
        "the commission, which heard witnesses;",
        "the parish, which buried.",
    ],
    "after": "They do not agree, and this booklet does not choose between them. It puts beside each number what was"
    " counted, and by whom. Where one of them was read only in a copy, a small sign says so.",
    "verse": ["The water has no roads,", "the water keeps no names."],
    "killed": "people who died in the accident",
    "children": "of them children under fourteen",
    "women": "of them women",
    "old": "of them people over sixty-five",
    "scopes": [
        "bodies found by the end of March",
        "burials in the parish register",
        "persons named before the commission",
        "an estimate of the newspaper on the second day",
    ],
    "said": ["at least 161", "about 312", "485", "500–1,000"],
    "range": "485 (Commission 1950) to 613 (Harbour Office 1950)",
    "timeline": [
        "The lake freezes along the northern shore.",
        "The ferry leaves Sampleton with one lamp unlit.",
        "Boats go out from both shores.",
        "The commission hears its first witness.",
        "The bell of the boat is found.",
    ],
    "dates": ["12 January 1950", "3 March 1950", "4 March 1950", "18 May 1950", "September 1974"],
    "when": "Date",
    "what": "Event",
    "places": ["Sampleton", "Placeholder Mill", "Cape Filler", "the farther shore"],
    "distances": ["", "1.2 km", "about 4 km", ""],
    "place": "Place",
    "km": "Distance",
    "chartcaption": "Each mark stands for one person whom the harbour office counted.",
    "intervals": "What each source says, on one scale.",
    "scheme": "The way of the ferry, not to scale; the distances are those of the chart of 1948.",
    "term": "landing stage",
    "definition": "The wooden platform at the foot of the stairs, taken down in 1952.",
    "caption": "The landing stage in summer, seen from the stairs. A drawing made for this sample.",
    "alt": "A grey shape of water with a dark line of stairs at the left.",
    "units": "{} people",
    "qualified": "613",
}

AZ = {
    **EN,
    "title": "Nümunə gölünün bərəsi",
    "subtitle": "1950-ci il martın 3-dən 4-nə keçən gecə haqqında nə məlumdur",
    "short": "Nümunə gölü",
    "publisher": "Nümunə Evi",
    "description": "Uydurulmuş bir qəza haqqında nümunə kitabça.",
    "town": "Şəhər və göl",
    "night": "Keçid gecəsi",
    "lead": "Nümunə gölü qışda yolu olmayan bir vadidədir. Noyabrdan aprelədək yeganə çıxış yolu bərə idi və şəhərdə"
    " hər kəsin orada öz yeri vardı.",
    "p1": "Nümunəkənd şəhəri çayın göldən çıxdığı yerdə salınıb. Bir il əvvəlki siyahıyaalmaya görə, burada üç minə"
    " yaxın insan yaşayırdı",
    "p1b": "; onların üçdə biri o biri sahildə idi. Şənbə günləri bazara gəlir, axşam gəmisi ilə evə qayıdırdılar."
    " Kimin"
    " hansı gün yola düşdüyünü heç kim yazmırdı: siyahı yox idi, biletlər isə körpüdə yığılıb yandırılırdı.",
    "p2": "Gəmi iki yüz qırx sərnişin üçün tikilmişdi. Qəzadan sonra aparılmış ölçmə daha çox yer olduğunu göstərdi,"
    " çünki arxa salondan oturacaqlar çıxarılmışdı; lakin ölçmə aparanlar bunun nə qədər olduğu barədə razılığa"
    " gəlmədilər"
    " və onların iki hesabatı eyni göyərtənin fərqli planlarını verir",
    "p2b": ". Hər ikisi qapıların içəri açıldığını deyir.",
    "h2": "Gəmidə kimlər vardı",
    "p3": "Liman idarəsi axşam körpüdə ",
    "p3v": "613 nəfər",
    "p3b": " saymışdı. Növbəti yay doxsan şahidi dinləyən istintaq komissiyası gəminin özündə görülmüş ",
    "p3w": "ən azı 485 nəfərin",
    "p3c": " adını çəkdi",
    "p3d": ". Bu iki rəqəm fərqli şeyləri göstərir və heç bir idarə onların eyni olduğunu iddia etməyib.",
    "h3": "Məktəbin uşaqları",
    "p4": "Aşağı siniflərdən biri müəllimi ilə birlikdə evə qayıdırdı. Məktəbin jurnalı qalıb və orada qeydlər cümə"
    " günü"
    " dayanır. Onu ",
    "p4b": " aparırdı; soyuqdəymə səbəbindən şəhərdə qalmışdı və jurnalı soruşan üç idarə üçün üç dəfə köçürmüşdü.",
    "quote": "Biz daş pilləkəndə dayanıb işıqların sahil boyu getdiyini gördük. Sonra bir işıq azaldı və elə bildik ki,"
    " lampa sönüb.",
    "by": "Bərəçinin qızının ifadəsi, 1951",
    "note": "Jurnal indi şəhər muzeyindədir və müraciət əsasında oxuna bilər.",
    "notetitle": "Sənədlər haradadır",
    "aside": "Gəminin zəngi 1974-cü ildə, komissiyanın işarələdiyi yerdən qırx metr aralıda tapılıb.",
    "fn": "Siyahıyaalma 1949-cu ilin dekabrında aparılmış və iki il sonra o biri sahilin rəqəmləri olmadan çap"
    " edilmişdir.",
    "list": ["körpüdə adamları sayan liman idarəsi;", "şahidləri dinləyən komissiya;", "dəfn edən kilsə."],
    "after": "Onlar razılaşmır və bu kitabça onların arasında seçim etmir. Hər rəqəmin yanında nəyin və kim tərəfindən"
    " sayıldığı göstərilir.",
    "verse": ["Suyun yolu yoxdur,", "su ad saxlamaz."],
    "killed": "qəzada həlak olmuş insanlar",
    "children": "onlardan on dörd yaşınadək uşaqlar",
    "women": "onlardan qadınlar",
    "old": "onlardan altmış beş yaşdan yuxarı insanlar",
    "scopes": [
        "martın sonunadək tapılmış meyitlər",
        "kilsə kitabında dəfnlər",
        "komissiya qarşısında adı çəkilənlər",
        "qəzetin ikinci gün verdiyi təxmin",
    ],
    "said": ["ən azı 161", "təxminən 312", "485", "500–1.000"],
    "range": "485 (Komissiya 1950) – 613 (Liman İdarəsi 1950)",
    "timeline": [
        "Göl şimal sahili boyunca donur.",
        "Bərə bir lampası yanmadan Nümunəkənddən çıxır.",
        "Hər iki sahildən qayıqlar çıxır.",
        "Komissiya ilk şahidi dinləyir.",
        "Gəminin zəngi tapılır.",
    ],
    "dates": ["12 yanvar 1950", "3 mart 1950", "4 mart 1950", "18 may 1950", "sentyabr 1974"],
    "when": "Tarix",
    "what": "Hadisə",
    "places": ["Nümunəkənd", "Dəyirman", "Doldurma burnu", "o biri sahil"],
    "distances": ["", "1,2 km", "təxminən 4 km", ""],
    "place": "Yer",
    "km": "Məsafə",
    "chartcaption": "Hər işarə liman idarəsinin saydığı bir insanı göstərir.",
    "intervals": "Hər mənbənin dediyi, bir miqyasda.",
    "scheme": "Bərənin yolu, miqyassız; məsafələr 1948-ci il xəritəsindəndir.",
    "term": "körpü",
    "definition": "Pilləkənin ayağındakı taxta meydança; 1952-ci ildə sökülüb.",
    "caption": "Yayda körpü, pilləkəndən görünüş. Bu nümunə üçün çəkilmiş rəsm.",
    "units": "{} nəfər",
}

AR = {
    **EN,
    "title": "عبّارة بحيرة المثال",
    "subtitle": "ما هو معروف عن ليلة ٣ إلى ٤ آذار ١٩٥٠",
    "short": "بحيرة المثال",
    "publisher": "دار المثال",
    "description": "كتيّب نموذجي عن حادث متخيَّل.",
    "rights": "النسخ والترجمة متاحان للجميع.",
    "statement": "أُعدّ للاختبار، ولم يقع شيء مما فيه.",
    "town": "البلدة والبحيرة",
    "night": "ليلة العبور",
    "lead": "تقع بحيرة المثال في وادٍ لا طريق فيه شتاءً. ومن تشرين الثاني إلى نيسان كانت العبّارة هي المخرج الوحيد،"
    " وكان لكل واحد من أهل البلدة مكان عليها.",
    "p1": "تقوم بلدة النموذج حيث يخرج النهر من البحيرة. وكان فيها بحسب إحصاء السنة السابقة نحو ثلاثة آلاف نسمة",
    "p1b": "، يسكن ثلثهم على الضفة الأخرى. كانوا يأتون إلى السوق أيام السبت ويعودون إلى بيوتهم بقارب المساء. ولم يدوّن"
    " أحد من سافر في أي يوم؛ لم تكن هناك قائمة، وكانت التذاكر تُجمع عند الرصيف ثم تُحرق.",
    "p2": "بُني القارب لمئتين وأربعين راكبًا. ووجدت معاينة أُجريت بعد الحادث أن فيه متسعًا لأكثر من ذلك، لأن المقاعد"
    " كانت قد نُزعت من القاعة الخلفية؛ غير أن المعاينين لم يتفقوا على العدد، ويعطي تقريراهما مخططين مختلفين للسطح نفسه",
    "p2b": ". وما يقوله كلاهما هو أن الأبواب كانت تُفتح إلى الداخل.",
    "h2": "من كان على متنها",
    "p3": "أحصى مكتب الميناء ",
    "p3v": "٦١٣ شخصًا",
    "p3b": " على الرصيف مساءً. أما لجنة التحقيق التي استمعت إلى تسعين شاهدًا في الصيف التالي فقد سمّت ",
    "p3w": "٤٨٥ شخصًا على الأقل",
    "p3c": " شوهدوا على القارب نفسه",
    "p3d": ". والعددان يحصيان شيئين مختلفين، ولم يدّعِ أي من المكتبين أنهما شيء واحد.",
    "h3": "أطفال المدرسة",
    "p4": "كان صفّ من المدرسة الابتدائية عائدًا مع معلّمته. وقد بقي سجلّ المدرسة، وفيه تتوقف القيود يوم الجمعة."
    " وكانت تحفظه ",
    "p4b": "، التي بقيت في البلدة بسبب زكام، ونسخته ثلاث مرات للمكاتب الثلاثة التي طلبته.",
    "quote": "وقفنا على الدرج الحجري ورأينا الأضواء تسير على طول الشاطئ. ثم نقص ضوء، فظننا أن مصباحًا انطفأ.",
    "by": "إفادة ابنة صاحب العبّارة، ١٩٥١",
    "note": "السجلّ محفوظ الآن في متحف البلدة، ويمكن الاطلاع عليه عند الطلب.",
    "notetitle": "أين الأوراق",
    "aside": "عُثر على جرس القارب سنة ١٩٧٤ على بعد أربعين مترًا من الموضع الذي عيّنته اللجنة.",
    "fn": "أُجري الإحصاء في كانون الأول ١٩٤٩ وطُبع بعد سنتين من دون أرقام الضفة الأخرى.",
    "list": ["مكتب الميناء الذي عدّ الناس على الرصيف؛", "واللجنة التي استمعت إلى الشهود؛", "والكنيسة التي دفنت الموتى."],
    "after": "وهي لا تتفق، وهذا الكتيّب لا يختار بينها، بل يضع إلى جانب كل عدد ما الذي أُحصي ومن أحصاه.",
    "verse": ["ليس للماء طرق،", "ولا يحفظ الماء أسماء."],
    "killed": "أشخاص لقوا حتفهم في الحادث",
    "children": "منهم أطفال دون الرابعة عشرة",
    "women": "منهم نساء",
    "old": "منهم أشخاص فوق الخامسة والستين",
    "scopes": [
        "جثامين عُثر عليها حتى نهاية آذار",
        "حالات دفن في سجلّ الكنيسة",
        "أشخاص سُمّوا أمام اللجنة",
        "تقدير الصحيفة في اليوم الثاني",
    ],
    "said": ["١٦١ على الأقل", "نحو ٣١٢", "٤٨٥", "٥٠٠–١٬٠٠٠"],
    "range": "من ٤٨٥ (اللجنة ١٩٥٠) إلى ٦١٣ (مكتب الميناء ١٩٥٠)",
    "timeline": [
        "تتجمّد البحيرة على طول الشاطئ الشمالي.",
        "تغادر العبّارة البلدة ومصباح منها مطفأ.",
        "تخرج القوارب من الضفتين.",
        "تستمع اللجنة إلى أول شاهد.",
        "يُعثر على جرس القارب.",
    ],
    "dates": ["١٢ كانون الثاني ١٩٥٠", "٣ آذار ١٩٥٠", "٤ آذار ١٩٥٠", "١٨ أيار ١٩٥٠", "أيلول ١٩٧٤"],
    "when": "التاريخ",
    "what": "الحدث",
    "places": ["بلدة النموذج", "الطاحونة", "رأس الحشو", "الضفة الأخرى"],
    "distances": ["", "١٫٢ كم", "نحو ٤ كم", ""],
    "place": "المكان",
    "km": "المسافة",
    "chartcaption": "كل علامة تمثّل شخصًا واحدًا أحصاه مكتب الميناء.",
    "intervals": "ما يقوله كل مصدر، على مقياس واحد.",
    "scheme": "طريق العبّارة، بلا مقياس؛ والمسافات من خريطة سنة ١٩٤٨.",
    "term": "الرصيف",
    "definition": "المنصّة الخشبية عند أسفل الدرج، أُزيلت سنة ١٩٥٢.",
    "caption": "الرصيف صيفًا كما يُرى من الدرج. رسم أُعدّ لهذا النموذج.",
    "alt": "شكل رمادي للماء وخط داكن لدرج عن اليسار.",
    "units": "{} شخصًا",
    "qualified": "٦١٣",
}

WORDS = {"en": EN, "az": AZ, "ar": AR}
