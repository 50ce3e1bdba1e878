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

from lodestone.annotate import units as printed
from lodestone.annotate.reading import Sentence
from lodestone.model import Span
from lodestone.model.quantity import Bound

_UNIT = "|".join(f"(?P<u{number}>{pattern})" for number, (pattern, _) in enumerate(printed.UNITS))
_MONEY_UNIT = "|".join(
    f"(?P<c{number}>{pattern})" for number, (pattern, _) in enumerate(printed.CURRENCY_WORDS)
)
_SIGN = "|".join(re.escape(sign) for sign in sorted(printed.CURRENCIES, key=lambda each: (-len(each), each)))
_ANY_SCALE = rf"{printed.SCALE}|{printed.LETTER_SCALE}"
_JOINT = r"(?P<joint>\s?[-\u2013\u2014]\s?|\s(?:to|and|or)\s)"
_LOW = rf"(?P<low>{printed.NUMBER})"
_HIGH = rf"(?P<high>{printed.NUMBER})"
_SPREAD = rf"{_LOW}(?:[\s-]?(?P<scale1>{_ANY_SCALE}))?(?:{_JOINT}(?P<again>{_SIGN})?\s?{_HIGH}"
_SPREAD_OF_PERCENT = rf"{_LOW}(?:\s?(?:%|per cent|percent)){_JOINT}{_HIGH}(?P<scale1>)(?P<scale>)"
_OPEN = r"(?<![A-Za-z0-9_.,/#$€£¥\u2019'])(?P<sign>[-\u2212+])?"
_SIGNED_MONEY = re.compile(
    rf"(?<![\w.])(?P<sign>[-\u2212])?(?P<cur>{_SIGN})\s?{_SPREAD}(?![\d%])(?!\s?(?:{_SIGN})))?"
    rf"(?:[\s-]?(?P<scale>{_ANY_SCALE})(?![a-z]))?(?!\w|[.,]?\d|\s?%)"
)
_WORDED_MONEY = re.compile(
    rf"{_OPEN}{_SPREAD})?(?:[\s-]?(?P<scale>{_ANY_SCALE}))?[\s-]?(?:{_MONEY_UNIT})(?![a-z])"
)
_MONEY = (_SIGNED_MONEY, _WORDED_MONEY)
_WORD = "|".join(printed.NUMBER_WORDS)
_OTHERS = (
    re.compile(rf"{_OPEN}{_SPREAD_OF_PERCENT}(?=\s?(?:%|per ?cent))\s?(?:{_UNIT})"),
    re.compile(rf"{_OPEN}{_SPREAD})?(?:[\s-]?(?P<scale>{printed.SCALE}))?[\s-]?(?:{_UNIT})"),
    re.compile(
        rf"(?<![\w-])(?:(?P<least>{_WORD})(?:\s(?P<joined>to|or|and)\s|-))?(?P<word>{_WORD})[\s-](?:{_UNIT})",
        re.IGNORECASE,
    ),
)
_PER = re.compile(
    r"(?:\s?/\s?|\s(?:per|a|an|for each|for every|for a)\s|-(?:per|a)-|每)(?:metric |dry )?"
    r"(?:(?P<kg>kg|kilogram(?:me)?|kilo|公斤|千克)|(?P<t>tonne|ton|t|mt|吨)|(?P<lb>lb|pound)|(?P<share>share|股))(?!\w)"
)
_EACH_SHARE = re.compile(r"\s(?:apiece|each)\b")
_OF_SHARES = re.compile(
    r"\b(?:shares?|stock)\b.{0,80}\b(?:at|to)\b|\b(?:closed|traded|trading|opened) (?:at|around)\b"
)
_RATE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in printed.RATES.items()))
_RATE_BEFORE = re.compile(
    r"\b(?:annual|yearly|per-annum)\b[^.;:()]{0,60}$|\bcapacity (?:of|to|at|from|is|was)\b[^.;:()]{0,20}$|"
    r"年(?:产|交易|处理)[^，。；]{0,12}$",
    re.IGNORECASE,
)
_REACH = 90
"""How far behind a weight, in characters, its rate may stand."""
_BREAK = re.compile(
    r"[.;:()\u2014]|\s\u2013\s|,\s(?:while|but|up|down|which|with|compared|versus|against)\b|"
    r"\b(?:compared|versus|against|up|down)\b"
)
_ARTICLES = r"(?:a |an |the |by |to |of |at |some |another |its )*"
_BOUND_BEFORE = tuple(
    (bound, re.compile(rf"(?:(?<!\w)|(?<=[约近超逾到过]))(?:{words})\s*{_ARTICLES}$", re.IGNORECASE))
    for bound, words in printed.BOUNDS.items()
)
_BOUND_AFTER = re.compile(
    r"\s?(?:\+|(?P<least>or (?:more|above|higher|over))|(?P<most>or (?:less|fewer|below|lower)))"
)
_SPAN_OF_TIME = re.compile(
    r"\b(?:(?:highest|lowest|first(?: time)?|biggest|best|worst|most|least|peak|largest|sharpest|low|high|record)\b"
    r".{0,30}\b(?:in|for)|(?:the )?(?:past|(?<!to )last|previous|recent)|over|every|aged?(?: of)?|after|nearly a|than)"
    r"\s(?:(?:more than|almost|nearly|about|at least|over|some)\s)?$",
    re.IGNORECASE,
)
"""What makes a number of years no term of anything: `the lowest in five years`, `over the past two years`."""
_COMPARED = re.compile(r"\b(?:from|compared (?:with|to)|versus|vs\.?|against(?: the)?)\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(r"\b(?:in|for|of|from|by|since|until)\s$")
_PLANT_BEHIND = re.compile(
    r"\s(?:[a-z-]+ ){0,3}(?:plant|factory|facility|refinery|smelter|line|hub|complex|works)\b"
)
"""What a weight stands before where it is a capacity: `a 20,000-tonne magnet plant`."""
_NOBODY = re.compile(
    r"(?:\b(?:no|none|nobody|neither|nowhere|never|not|nor|hardly any|few)\b|n['\N{RIGHT SINGLE QUOTATION MARK}]t\b)"
    r"[^.;:,]*$",
    re.IGNORECASE,
)
"""What turns a lower bound into an upper one: `no rival makes more than 3,000 tonnes`."""
_NOBODY_REACH = 60
_BETWEEN = re.compile(r"\bbetween\s$")
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
    for pattern in (*_MONEY, *_OTHERS):
        for match in pattern.finditer(sentence.text):
            taken = any(match.start() < each.span.end and each.span.start < match.end() for each in found)
            if not taken:
                money = pattern in _MONEY
                found += _money(match, sentence.text, dollar) if money else _plain(match, sentence.text)
    found.sort(key=lambda each: each.span)
    rated = _shared_rates(found, sentence.text)
    return tuple(replace(each, span=each.span.shifted(sentence.span.start)) for each in rated)


def _money(match: re.Match[str], text: str, dollar: str) -> Iterator[Amount]:
    """A sum of money, or a price where a weight or share follows."""
    groups = match.groupdict()
    if groups.get("cur"):
        currency = dollar if groups["cur"] == "$" else printed.CURRENCIES[groups["cur"]]
    else:
        currency = next(
            code for number, (_, code) in enumerate(printed.CURRENCY_WORDS) if groups[f"c{number}"]
        )
    if (
        groups.get("again")
        and (groups["joint"] or "").strip() in ("and", "or")
        and not _BETWEEN.search(text[: match.start()])
    ):
        first = _SIGNED_MONEY.match(text, match.start(), match.start("joint"))
        second = _SIGNED_MONEY.match(text, match.start("again"))
        for each in (first, second):
            yield from _money(each, text, dollar) if each else ()
        return
    low, high = _numbers(match, text)
    end = match.end()
    per = _PER.match(text, end)
    if (
        per is None
        and currency
        and (word := re.match(rf"\s?(?:{_MONEY_UNIT})", text[end:]))
        and groups.get("cur")
    ):
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
        billions = (groups["scale"] or groups["scale1"] or "").casefold() in printed.BILLIONS
        size, letters = (Decimal(10**9), "bn") if billions else (Decimal(10**6), "m")
        yield _amount(match, text, _tidy(low / size), _tidy(high / size), f"{letters} {currency}", end)


def _plain(match: re.Match[str], text: str) -> Iterator[Amount]:
    """An amount of anything but money."""
    groups = match.groupdict()
    unit = next(name for number, (_, name) in enumerate(printed.UNITS) if groups[f"u{number}"])
    end = match.end()
    before = text[max(match.start() - 60, 0) : match.start()]
    if unit in printed.SPANS_OF_TIME and _SPAN_OF_TIME.search(before):
        return
    if groups.get("word"):
        low = high = printed.NUMBER_WORDS[groups["word"].casefold()]
        least = printed.NUMBER_WORDS.get((groups["least"] or "").casefold(), high)
        spread = groups["joined"] != "and" or _BETWEEN.search(before)
        low = least if least < high and spread else high
        if unit in printed.NEVER_IN_WORDS:
            return
    else:
        low, high = _numbers(match, text)
    if unit == "shares":
        unit, low, high = "m shares", _tidy(low / 10**6), _tidy(high / 10**6)
    if unit == "Mt/yr":
        unit, low, high = "t/yr", low * 10**6, high * 10**6
    period, stop = _rate(text, match.start(), end) if unit in printed.WEIGHTS else ("", end)
    yield _amount(match, text, low, high, printed.RATE_UNITS.get((unit, period), unit), stop)


def _amount(match: re.Match[str], text: str, low: Decimal, high: Decimal, unit: str, end: int) -> Amount:
    bound, start = _bound(text, match.start())
    if bound == "at-least" and _NOBODY.search(text[max(start - _NOBODY_REACH, 0) : start]):
        bound = "at-most"
    after = _BOUND_AFTER.match(text, end)
    if after and bound == "exact":
        bound = "at-most" if after["most"] else "at-least"
        end = after.end()
    if match.groupdict().get("sign") in ("-", "\u2212"):
        low, high = -high, -low
    compared = not match.groupdict().get("high") and _COMPARED.search(text[:start])
    return Amount(Span(start, end), low, high, bound, unit, bool(compared))


def _numbers(match: re.Match[str], text: str) -> tuple[Decimal, Decimal]:
    """Lowest and highest number, scaled. `from A to B` and `A and B` are no range: B alone counts."""
    groups = match.groupdict()
    last = _scale(groups.get("scale"))
    low = _times(_decimal(groups["low"]), _scale(groups.get("scale1")) if groups.get("scale1") else last)
    if not groups["high"]:
        return low, low
    high = _times(_decimal(groups["high"]), last)
    before = text[max(match.start() - 12, 0) : match.start()].casefold()
    joint = (groups["joint"] or "").strip()
    a_year = _YEAR.fullmatch(groups["low"]) and _OF_YEAR.search(before)
    spread = {"to": "from" not in before, "and": "between" in before, "or": False}.get(joint, True)
    return (high, high) if a_year or not spread or low > high else (low, high)


def _times(number: Decimal, scale: Decimal) -> Decimal:
    """The number scaled; one without a scale stays as it was printed, `50.50` with its zero."""
    return number if scale == _ONE else _tidy(number * scale)


def _scale(word: str | None) -> Decimal:
    return printed.SCALES[word.casefold()] if word else _ONE


def _decimal(text: str) -> Decimal:
    """A printed number; a comma before one or two digits is a decimal comma."""
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    return Decimal(re.sub(r"[,\u2009\u202f\u00a0]", "", text))


def _tidy(number: Decimal) -> Decimal:
    """The number without exponent, and without zeros that a scale left."""
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


def _rate(text: str, start: int, end: int) -> tuple[str, int]:
    """The period that a weight is given for at once, and where its words end; '' where it is none."""
    found = _RATE.match(text, end) or _RATE.match(text, end + 1)
    if found:
        return found.lastgroup or "", found.end()
    if "-" in text[start:end] and _PLANT_BEHIND.match(text, end):
        return "yr", end
    if _RATE_BEFORE.search(text[max(start - 70, 0) : start]):
        return "yr", end
    return "", end


def _shared_rates(amounts: list[Amount], text: str) -> list[Amount]:
    """Weights take a rate that stands later in their clause, also over another weight."""
    found: list[Amount] = []
    following: Amount | None = None
    for amount in reversed(amounts):
        unit = amount.unit
        if unit in printed.WEIGHTS:
            stop = min(following.span.start if following else len(text), amount.span.end + _REACH)
            between = text[amount.span.end : stop]
            broken = _BREAK.search(between)
            rate = _RATE.search(between, 0, broken.start() if broken else len(between))
            period = rate.lastgroup or "" if rate else ""
            joined = (
                following is not None
                and not broken
                and re.search(r"(?:\band|,|\bplus)\s*(?:\w+\s){0,2}$", between)
            )
            if not period and joined and following and "/" in following.unit:
                period = following.unit.partition("/")[2]
            unit = printed.RATE_UNITS.get((unit, period), unit)
        following = replace(amount, unit=unit)
        found.append(following)
    return found[::-1]
