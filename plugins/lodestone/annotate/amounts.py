"""Read amounts out of a sentence: number or range, sign, bound and unit, folded to the units of the register.

An amount needs a unit: `50,000 tons`, `nearly $1.4bn`, `20-30%`, `632,000 yuan a tonne`. Years,
dates, programme names, codes and telephone numbers have none and are never read. A rate counts
where the words say so, also later in the clause: `50,000 tons of alloy and 10,000 tons of
powder each year` are two amounts a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lodestone.annotate.reading import Sentence
from lodestone.model import Span
from lodestone.model.quantity import Bound

_NUMBER = r"\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+\.\d+|\d+,\d{1,2}(?!\d)|\d+"
_SCALES: dict[str, Decimal] = {
    "thousand": Decimal(10**3), "k": Decimal(10**3), "million": Decimal(10**6), "mn": Decimal(10**6), "mln": Decimal(10**6),
    "m": Decimal(10**6), "mio": Decimal(10**6), "billion": Decimal(10**9), "bn": Decimal(10**9), "b": Decimal(10**9),
    "bln": Decimal(10**9), "trillion": Decimal(10**12), "tn": Decimal(10**12), "crore": Decimal(10**7), "lakh": Decimal(10**5),
    "万": Decimal(10**4), "亿": Decimal(10**8), "百万": Decimal(10**6), "十亿": Decimal(10**9),
}  # fmt: skip
_SCALE = r"thousand|million|billion|trillion|crore|lakh|mln|mio|bln|mn|bn|tn|百万|十亿|万|亿"
_LETTER_SCALE = r"[mMbBk](?![\w/])"
_WORDS = {
    word: Decimal(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}
_CURRENCIES: dict[str, str] = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD",
    "CA$": "CAD", "Cdn$": "CAD", "CAD": "CAD", "HK$": "HKD", "R$": "BRL", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP",
    "RMB": "CNY", "CNY": "CNY", "CN¥": "CNY", "¥": "CNY", "JP¥": "JPY", "JPY": "JPY", "₩": "KRW", "KRW": "KRW", "NOK": "NOK",
    "SEK": "SEK", "CHF": "CHF", "INR": "INR", "Rs": "INR", "Rs.": "INR", "₹": "INR",
}  # fmt: skip
_CURRENCY_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?:US|U\.S\.)[ -]dollars?|USD|美元", "USD"), (r"(?:Australian|Aussie) dollars?|AUD", "AUD"),
    (r"Canadian dollars?|CAD", "CAD"), (r"dollars?", "USD"), (r"euros?|EUR|欧元", "EUR"),
    (r"pounds sterling|sterling|GBP", "GBP"), (r"yuan|renminbi|RMB|CNY|元(?:人民币)?|人民币", "CNY"),
    (r"yen|JPY|日元|円", "JPY"), (r"won|KRW", "KRW"), (r"(?:Norwegian )?(?:kroner|crowns)|NOK", "NOK"),
    (r"(?:Swedish )?kronor|SEK", "SEK"), (r"rupees|INR", "INR"), (r"Swiss francs|CHF", "CHF"), (r"reais|BRL", "BRL"),
)  # fmt: skip
_UNITS: tuple[tuple[str, str], ...] = (
    (r"percentage[ -]points?|ppts?\b|pp\b", "points"),
    (r"%|\uff05|per[ -]?cent\b|pct\b", "%"),
    (r"kg (?:of )?CO2e?(?: equivalent)? (?:per|a|/|for each) ?(?:kg|kilogram(?:me)?)|kg CO2e?/kg", "kg CO2e/kg"),
    (r"kilograms? of (?:CO2e?|carbon dioxide)(?: equivalent)? (?:per|a|for each|for every) (?:kilogram|kg)", "kg CO2e/kg"),
    (r"ktpa|kt/y(?:r|ear)?|kt/a", "kt/yr"),
    (r"[Mm]tpa", "Mt/yr"),
    (r"tpa|tpy|tpd|t/y(?:r|ear)?|t/a|t p\.a\.", "t/yr"),
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
)  # fmt: skip
_UNIT = "|".join(f"(?P<u{number}>{pattern})" for number, (pattern, _) in enumerate(_UNITS))
_MONEY_UNIT = "|".join(f"(?P<c{number}>{pattern})" for number, (pattern, _) in enumerate(_CURRENCY_WORDS))
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=lambda each: (-len(each), each)))
_JOINT = r"(?P<joint>\s?[-\u2013\u2014]\s?|\s(?:to|and|or)\s)"
_LOW = rf"(?P<low>{_NUMBER})(?:[\s-]?(?P<scale1>{_SCALE}|{_LETTER_SCALE}))?"
_SPREAD = rf"{_LOW}(?:{_JOINT}(?:{_SIGN})?\s?(?P<high>{_NUMBER})"
_PERCENT = rf"(?P<low>{_NUMBER})(?:\s?(?:%|per cent|percent)){_JOINT}(?P<high>{_NUMBER})(?P<scale1>)(?P<scale>)"
_OPEN = r"(?<![A-Za-z0-9_.,/#$€£¥\u2019'])(?P<sign>[-\u2212+])?"
_AMOUNTS = (
    re.compile(rf"(?<![\w.])(?P<sign>[-\u2212])?(?P<cur>{_SIGN})\s?{_SPREAD}(?![\d%])(?!\s?(?:{_SIGN})))?(?:[\s-]?(?P<scale>{_SCALE}|{_LETTER_SCALE})(?![a-z]))?(?!\w|[.,]?\d|\s?%)"),
    re.compile(rf"{_OPEN}{_SPREAD})?(?:[\s-]?(?P<scale>{_SCALE}|{_LETTER_SCALE}))?[\s-]?(?:{_MONEY_UNIT})(?![a-z])"),
    re.compile(rf"{_OPEN}{_PERCENT}\s?(?:{_UNIT})"),
    re.compile(rf"{_OPEN}{_SPREAD})?(?:[\s-]?(?P<scale>{_SCALE}))?[\s-]?(?:{_UNIT})"),
    re.compile(rf"(?<![\w-])(?P<word>{'|'.join(_WORDS)})[\s-](?:{_UNIT})", re.IGNORECASE),
)  # fmt: skip
_PER = re.compile(
    r"(?:\s?/\s?|\s(?:per|a|an|for each|for every|for a)\s|-(?:per|a)-|每)(?:metric |dry )?(?:(?P<kg>kg|kilogram(?:me)?|kilo|公斤|千克)|(?P<t>tonne|ton|t|mt|吨)|(?P<lb>lb|pound)|(?P<share>share|股))(?!\w)"
)
_EACH_SHARE = re.compile(r"\s(?:apiece|each)\b")
_OF_SHARES = re.compile(r"\b(?:shares?|stock)\b.{0,80}\b(?:at|to)\b|\b(?:closed|traded|trading|opened) (?:at|around)\b")
_PERIODS: tuple[tuple[str, str], ...] = (
    (r"(?:a|per|each|every)[ -](?:year|annum)|/\s?(?:yr|y|a|year|annum)\b|annually|yearly|p\.a\.|-a-year|-per-year|每年|/年", "yr"),
    (r"(?:a|per|each|every)[ -]day|/\s?d(?:ay)?\b|daily", "day"),
    (r"(?:a|per|each|every)[ -]week|/\s?week\b|weekly", "week"),
    (r"(?:a|per|each|every)[ -]month|/\s?month\b|monthly", "month"),
    (r"(?:a|per|each|every)[ -]quarter|/\s?quarter\b", "quarter"),
)
_RATE = re.compile("|".join(f"(?P<{name}>{pattern})" for pattern, name in _PERIODS))
_RATE_BEFORE = re.compile(r"\b(?:annual|yearly|per-annum|年)\b[^.;:()]{0,60}$|年(?:产|交易|处理)[^，。；]{0,12}$", re.IGNORECASE)
_RATE_UNITS = {
    ("t", "yr"): "t/yr", ("t", "day"): "t/day", ("t", "month"): "t/month", ("t", "quarter"): "t/quarter",
    ("kg", "week"): "kg/week", ("kg", "yr"): "kg/yr", ("kt", "yr"): "kt/yr",
}  # fmt: skip
_REACH = 90
"""How far behind a weight, in characters, its rate may stand."""
_BREAK = re.compile(r"[.;:()\u2014]|\s\u2013\s|,\s(?:while|but|up|down|which|with|compared|versus|against)\b|\b(?:compared|versus|against|up|down)\b")
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at-most", r"nearly|almost|up to|at most|as much as|as many as|as high as|less than|fewer than|under|below|no more than|not more than|a maximum of|maximum|just short of|close to|不到|近"),
    ("at-least", r"more than|over|above|at least|exceed(?:s|ed|ing)?|upwards? of|north of|no less than|in excess of|a minimum of|minimum|greater than|surpass(?:es|ed|ing)?|well over|just over|超过|逾"),
    ("about", r"about|around|approximately|roughly|some|circa|ca\.?|c\.|an estimated|or so|~|≈|in the region of|in the order of|约|大约"),
)  # fmt: skip
_BOUND_BEFORE = tuple(
    (bound, re.compile(rf"(?:(?<![\w])|(?<=[约近超逾到过]))(?:{words})\s*(?:a |an |the |by |to |of |at |some |another |its )*$", re.IGNORECASE))
    for bound, words in _BOUNDS
)
_SPAN_OF_TIME = re.compile(
    r"\b(?:(?:highest|lowest|first(?: time)?|biggest|best|worst|most|least|peak|largest|sharpest|low|high|record)\b.{0,30}\b(?:in|for)|"
    r"(?:the )?(?:past|(?<!to )last|previous|recent)|over|every|age[d]? of|after|aged|nearly a|than)\s(?:(?:more than|almost|nearly|about|at least|over|some)\s)?$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(r"\s?(?:\+|(?P<least>or (?:more|above|higher|over))|(?P<most>or (?:less|fewer|below|lower)))")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed: numbers in the unit of the register, and where it stands in the text."""

    span: Span
    low: Decimal
    high: Decimal
    bound: Bound
    unit: str
    compared: bool = False
    """Whether it is only what another is compared with: `up from 13 billion`."""


def read_amounts(sentence: Sentence, dollar: str = "USD") -> tuple[Amount, ...]:
    """Every amount of a sentence in order. `dollar` is what a bare `$` means in this text."""
    found: list[Amount] = []
    for number, pattern in enumerate(_AMOUNTS):
        for match in pattern.finditer(sentence.text):
            if any(match.start() < each.span.end and each.span.start < match.end() for each in found):
                continue
            found += _money(match, sentence.text, dollar) if number < 2 else _plain(match, sentence.text)
    found.sort(key=lambda each: each.span)
    return tuple(replace(each, span=each.span.shifted(sentence.span.start)) for each in _shared_rates(found, sentence.text))


def _money(match: re.Match[str], text: str, dollar: str) -> Iterator[Amount]:
    """A sum of money, or a price where a weight or share follows."""
    groups = match.groupdict()
    if groups.get("cur"):
        currency = dollar if groups["cur"] == "$" else _CURRENCIES[groups["cur"]]
    else:
        currency = next(code for number, (_, code) in enumerate(_CURRENCY_WORDS) if groups[f"c{number}"])
    low, high = _numbers(match, text)
    end = match.end()
    per = _PER.match(text, end)
    if per is None and currency and (word := re.match(rf"\s?(?:{_MONEY_UNIT})", text[end:])) and groups.get("cur"):
        end += word.end()
        per = _PER.match(text, end)
    if per:
        unit = "share" if per["share"] else "kg" if per["kg"] else "lb" if per["lb"] else "t"
        yield _amount(match, text, low, high, f"{currency}/{unit}", per.end())
    elif low < 10000 and not (groups["scale"] or groups["scale1"]):
        share = _EACH_SHARE.match(text, end) or _OF_SHARES.search(text)
        if share:
            yield _amount(match, text, low, high, f"{currency}/share", end)
    else:
        billions = (groups["scale"] or groups["scale1"] or "").casefold() in ("billion", "bn", "b", "bln", "trillion", "tn", "亿")
        size, letters = (Decimal(10**9), "bn") if billions else (Decimal(10**6), "m")
        yield _amount(match, text, _tidy(low / size), _tidy(high / size), f"{letters} {currency}", end)


def _plain(match: re.Match[str], text: str) -> Iterator[Amount]:
    """An amount of anything but money."""
    groups = match.groupdict()
    unit = next(name for number, (_, name) in enumerate(_UNITS) if groups[f"u{number}"])
    end = match.end()
    if unit in ("years", "months", "weeks", "days") and _SPAN_OF_TIME.search(text[max(match.start() - 60, 0) : match.start()]):
        return
    if groups.get("word"):
        low = high = _WORDS[groups["word"].casefold()]
        if unit in ("%", "t", "kg", "lb", "kt", "points", "people", "vehicles", "licences"):
            return
    else:
        low, high = _numbers(match, text)
    if unit == "shares":
        unit, low, high = "m shares", _tidy(low / 10**6), _tidy(high / 10**6)
    if unit == "Mt/yr":
        unit, low, high = "t/yr", low * 10**6, high * 10**6
    period, stop = _rate(text, match.start(), end, immediate=True) if unit in ("t", "kg", "kt") else ("", end)
    yield _amount(match, text, low, high, _RATE_UNITS.get((unit, period), unit), stop)


def _amount(match: re.Match[str], text: str, low: Decimal, high: Decimal, unit: str, end: int) -> Amount:
    bound, start = _bound(text, match.start())
    after = _BOUND_AFTER.match(text, end)
    if after and bound == "exact":
        bound = "at-most" if after["most"] else "at-least"
        end = after.end()
    if match.groupdict().get("sign") in ("-", "\u2212"):
        low, high = -high, -low
    compared = not match.groupdict().get("high") and re.search(r"\b(?:from|compared (?:with|to)|versus|vs\.?|against(?: the)?)\s*$", text[:start])
    return Amount(Span(start, end), low, high, bound, unit, bool(compared))


def _numbers(match: re.Match[str], text: str) -> tuple[Decimal, Decimal]:
    """Lowest and highest number, scaled. `from A to B` and `A and B` are no range: B alone counts."""
    groups = match.groupdict()
    last = _scale(groups.get("scale"))
    low = _decimal(groups["low"]) * (_scale(groups.get("scale1")) if groups.get("scale1") else last if groups["high"] else _ONE)
    if not groups["high"]:
        scale = _ONE if groups.get("scale1") else last
        return _tidy(low * scale), _tidy(low * scale)
    high = _decimal(groups["high"]) * last
    before = text[max(match.start() - 12, 0) : match.start()].casefold()
    joint = (groups["joint"] or "").strip()
    spread = joint not in ("to", "and", "or") or (joint == "to" and "from" not in before) or (joint == "and" and "between" in before)
    if not spread or low > high:
        return _tidy(high), _tidy(high)
    return _tidy(low), _tidy(high)


def _scale(word: str | None) -> Decimal:
    return _SCALES[word.casefold()] if word else _ONE


def _decimal(text: str) -> Decimal:
    """A printed number; a comma before one or two digits is a decimal comma."""
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    return Decimal(re.sub(r"[,\u2009\u202f\u00a0]", "", text))


def _tidy(number: Decimal) -> Decimal:
    """The number without exponent, and without zeros that a division left."""
    if number == number.to_integral_value():
        return number.quantize(_ONE)
    return Decimal(f"{number.normalize():f}")


def _bound(text: str, start: int) -> tuple[Bound, int]:
    """The bound that the words before a number give, and where those words start."""
    before = text[max(start - 32, 0) : start]
    for bound, pattern in _BOUND_BEFORE:
        if found := pattern.search(before):
            return bound, start - len(before) + found.start()
    return "exact", start


def _rate(text: str, start: int, end: int, *, immediate: bool = False) -> tuple[str, int]:
    """The period that a weight is given for, and where its words end; '' where it is none."""
    found = _RATE.match(text, end) or _RATE.match(text, end + 1)
    if found:
        return found.lastgroup or "", found.end()
    if immediate and _RATE_BEFORE.search(text[max(start - 70, 0) : start]):
        return "yr", end
    return "", end


def _shared_rates(amounts: list[Amount], text: str) -> list[Amount]:
    """Weights take a rate that stands later in their clause, also over another weight."""
    found: list[Amount] = []
    following: Amount | None = None
    for amount in reversed(amounts):
        unit = amount.unit
        if unit in ("t", "kg", "kt"):
            stop = min(following.span.start if following else len(text), amount.span.end + _REACH)
            between = text[amount.span.end : stop]
            broken = _BREAK.search(between)
            rate = _RATE.search(between, 0, broken.start() if broken else len(between))
            period = rate.lastgroup or "" if rate else ""
            joined = following is not None and not broken and re.search(r"(?:\band|,|\bplus)\s*(?:\w+\s){0,2}$", between)
            if not period and joined and following and "/" in following.unit:
                period = following.unit.partition("/")[2]
            unit = _RATE_UNITS.get((unit, period), unit)
        following = replace(amount, unit=unit)
        found.append(following)
    return found[::-1]
