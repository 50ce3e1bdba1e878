"""How amounts are printed: numbers, scales, currencies, units, rates, bounds. Tables for `amounts`, no reading.

A row of `UNITS` is a pattern and the unit of the register that it stands for; the first that fits wins.
"""

from __future__ import annotations

from decimal import Decimal

from lodestone.model.quantity import Bound

NUMBER = r"\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+\.\d+|\d+,\d{1,2}(?!\d)|\d+"
SCALES: dict[str, Decimal] = {
    word: Decimal(10) ** power
    for power, words in {
        3: "thousand k",
        4: "万",
        5: "lakh",
        6: "million mn mln mio m 百万",
        7: "crore",
        8: "亿",
        9: "billion bn bln b 十亿",
        12: "trillion tn",
    }.items()
    for word in words.split()
}
SCALE = r"thousand|million|billion|trillion|crore|lakh|mln|mio|bln|mn|bn|tn|百万|十亿|万|亿"
LETTER_SCALE = r"[mMbBk](?![\w/])"
BILLIONS = frozenset(("billion", "bn", "b", "bln", "trillion", "tn", "亿", "十亿"))
_WORDS_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBER_WORDS = {word: Decimal(number) for number, word in enumerate(_WORDS_TO_TWENTY.split(), start=1)}
CURRENCIES: dict[str, str] = {
    sign: code
    for code, signs in {
        "USD": "US$ U.S.$ USD $",
        "AUD": "A$ AU$ AUD",
        "CAD": "C$ CA$ Cdn$ CAD",
        "HKD": "HK$",
        "BRL": "R$",
        "EUR": "€ EUR",
        "GBP": "£ GBP",
        "CNY": "RMB CNY CN¥ ¥",
        "JPY": "JP¥ JPY",
        "KRW": "₩ KRW",
        "NOK": "NOK",
        "SEK": "SEK",
        "CHF": "CHF",
        "INR": "INR Rs Rs. ₹",
    }.items()
    for sign in signs.split()
}
"""Signs before a number. A bare `$` is what the text makes it."""
CURRENCY_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?:US|U\.S\.)[ -]dollars?|USD|美元", "USD"),
    (r"(?:Australian|Aussie) dollars?|AUD", "AUD"),
    (r"Canadian dollars?|CAD", "CAD"),
    (r"dollars?", "USD"),
    (r"euros?|EUR|欧元", "EUR"),
    (r"pounds sterling|sterling|GBP", "GBP"),
    (r"yuan|renminbi|RMB|CNY|元(?:人民币)?|人民币", "CNY"),
    (r"yen|JPY|日元|円", "JPY"),
    (r"won|KRW", "KRW"),
    (r"(?:Norwegian )?(?:kroner|crowns)|NOK", "NOK"),
    (r"(?:Swedish )?kronor|SEK", "SEK"),
    (r"rupees|INR", "INR"),
    (r"Swiss francs|CHF", "CHF"),
    (r"reais|BRL", "BRL"),
)
_FOR_EACH = r"(?:per|a|/|for each|for every)"
UNITS: tuple[tuple[str, str], ...] = (
    (r"percentage[ -]points?|ppts?\b|pp\b", "points"),
    (r"%|\uff05|per[ -]?cent\b|pct\b", "%"),
    (rf"kg (?:of )?CO2e?(?: equivalent)? ?{_FOR_EACH} ?(?:kg|kilogram(?:me)?)|kg CO2e?/kg", "kg CO2e/kg"),
    (rf"kilograms? of (?:CO2e?|carbon dioxide)(?: equivalent)? {_FOR_EACH} (?:kilogram|kg)", "kg CO2e/kg"),
    (r"ktpa|kt/y(?:r|ear)?|kt/a", "kt/yr"),
    (r"[Mm]tpa", "Mt/yr"),
    (r"tpa|tpy|t/y(?:r|ear)?|t/a|t p\.a\.", "t/yr"),
    (r"kilotonnes?|kilotons?|kt\b", "kt"),
    (r"(?:metric |dry |short )?(?:tonnes?|tons?)\b|t\b(?!/)|t(?=/)|MT\b|mt\b|公吨|吨", "t"),
    (r"kilogram(?:me)?s?\b|kilos?\b|kgs?\b(?!/)|公斤|千克", "kg"),
    (r"pounds?\b(?! sterling)|lbs?\b", "lb"),
    (r"years?\b(?! ago| old| earlier|-old)|yrs\b|年(?=期)", "years"),
    (r"months?\b(?! ago| earlier|-old)", "months"),
    (r"weeks?\b(?! ago| earlier)", "weeks"),
    (r"(?:working |business |calendar )?days?\b(?! ago| earlier)", "days"),
    (r"square[ -]f(?:ee|oo)t\b|sq\.?[ -]?ft\b|ft2|ft²", "sq ft"),
    (r"square[ -]met(?:re|er)s?\b|sq\.?[ -]?m\b|m2\b|m²", "sq m"),
    (r"(?:[a-z-]+ ){0,3}(?:jobs|people|employees|workers|staff|positions|roles)\b", "people"),
    (r"shares\b", "shares"),
    (r"(?:[a-z-]+ ){0,3}(?:licen[cs]es|permits|applications|approvals)\b", "licences"),
    (r"(?:critical |strategic )?minerals\b", "minerals"),
    (r"(?:[a-z-]+ ){0,4}(?:elements|items|entries|metals|rare[ -]earths)\b", "items"),
    (r"(?:[a-z-]+ ){0,2}(?:vehicles|cars|units)\b", "vehicles"),
    (r"times\b|-?fold\b|x\b", "x"),
)
"""Units of anything but money. `shares` and `Mt/yr` are folded into units of the register when read."""
SPANS_OF_TIME = frozenset(("years", "months", "weeks", "days"))
WEIGHTS = frozenset(("t", "kg", "kt"))
NEVER_IN_WORDS = frozenset(("%", "t", "kg", "lb", "kt", "points", "people", "vehicles", "licences"))
"""Units that are not read behind a number in words: `one ton of trouble` is a manner of speaking."""
RATES: dict[str, str] = {
    "yr": (
        r"(?:a|per|each|every)[ -](?:year|annum)|/\s?(?:yr|y|a|year|annum)\b|annually|yearly|p\.a\.|-a-year|"
        r"-per-year|每年|/年"
    ),
    "day": r"(?:a|per|each|every)[ -]day|/\s?d(?:ay)?\b|daily",
    "week": r"(?:a|per|each|every)[ -]week|/\s?week\b|weekly",
    "month": r"(?:a|per|each|every)[ -]month|/\s?month\b|monthly",
    "quarter": r"(?:a|per|each|every)[ -]quarter|/\s?quarter\b",
}
RATE_UNITS = {
    ("t", "yr"): "t/yr",
    ("t", "day"): "t/day",
    ("t", "month"): "t/month",
    ("t", "quarter"): "t/quarter",
    ("kg", "week"): "kg/week",
    ("kg", "yr"): "kg/yr",
    ("kt", "yr"): "kt/yr",
}
BOUNDS: dict[Bound, str] = {
    "at-most": (
        r"nearly|almost|up to|at most|as much as|as many as|as high as|less than|fewer than|under|below|no more than|"
        r"not more than|a maximum of|maximum|just short of|close to|just under|well under|well below|at best|"
        r"not (?:even|quite)|barely|capped at|a ceiling of|不到|不足|低于|近"
    ),
    "at-least": (
        r"more than|over|above|at least|exceed(?:s|ed|ing)?|upwards? of|north of|no less than|in excess of|"
        r"a minimum of|minimum|greater than|surpass(?:es|ed|ing)?|well over|just over|well above|not less than|"
        r"not under|not below|a good|超过|逾|高于|不低于|至少"
    ),
    "about": (
        r"about|around|approximately|roughly|some|circa|ca\.?|c\.|an estimated|or so|~|≈|in the region of|"
        r"in the order of|约|大约"
    ),
}
