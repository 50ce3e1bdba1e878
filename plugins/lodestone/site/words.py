"""Values in a reader's words: days, periods, grades, likelihood bands, countries. Text in, text out.

Every date is printed in full and never relative to now, so that a page means the same on paper
and a year later.
"""

from __future__ import annotations

import datetime as dt
import html
import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
UNDATED = "undated"

LIKELIHOOD_MARKS = {
    1: "under 20%",
    2: "20\N{EN DASH}45%",
    3: "45\N{EN DASH}55%",
    4: "55\N{EN DASH}80%",
    5: "over 80%",
}
"""What the five marks of a risk's likelihood stand for, within the horizon."""
IMPACT_MARKS = {
    1: "no effect on supply",
    2: "one firm or site",
    3: "one sector or country, bridgeable from stock",
    4: "several sectors, or a doubled price",
    5: "production stops in more than one region",
}
DIRECTION_WORDS = {
    "raises": "raises the risk",
    "lowers": "lowers the risk",
    "neutral": "leaves the risk as it is",
}
STATUS_WORDS = {
    "claimed": "said by the company of itself, without a record",
    "reported": "in accounts, an official act or the press",
    "measured": "counted, assessed or tested",
    "forecast": "guidance or an outlook",
    "estimate": "computed, surveyed or budgeted",
    "target": "the owner's plan",
}
KIND_WORDS = {
    "official": "official record", "company": "company", "agency": "news agency", "price-agency": "price agency",
    "law-firm": "law firm", "consultancy": "consultancy", "think-tank": "think tank", "trade-press": "trade press",
    "press": "press", "state-media": "state media", "newsletter": "newsletter", "aggregator": "aggregator",
    "blog": "blog", "general-knowledge": "general knowledge, not checked",
}  # fmt: skip
ORIGIN_WORDS = {
    "company": "the company itself", "government": "a government", "agency": "an agency", "analyst": "an analyst",
    "press": "the press",
}  # fmt: skip
RELATION_WORDS = {
    "owns": "owns", "owned-by": "is owned by", "affiliate": "is an affiliate of",
    "joint-venture": "has a joint venture with",
    "partner": "is a partner of", "offtake-seller": "sells to", "offtake-buyer": "buys from", "funds": "funds",
    "funded-by": "is funded by",
}  # fmt: skip
PAST_RELATION_WORDS = {
    "owns": "formerly held shares of", "owned-by": "formerly had among its shareholders",
    "affiliate": "was an affiliate of", "joint-venture": "had a joint venture with", "partner": "was a partner of",
    "offtake-seller": "sold to", "offtake-buyer": "bought from", "funds": "funded", "funded-by": "was funded by",
}  # fmt: skip
"""The same of relations that have ended."""
CHECKED_WORDS = {
    "yes": "read on a published page, every listing too",
    "partial": "read on a published page; a listing is general knowledge",
    "no": "general knowledge, not checked",
}
COUNTRIES = {
    "AU": "Australia", "BE": "Belgium", "BR": "Brazil", "CA": "Canada", "CN": "China", "DE": "Germany",
    "EE": "Estonia", "FR": "France", "GB": "United Kingdom", "IN": "India", "JP": "Japan", "KR": "South Korea",
    "MY": "Malaysia", "NO": "Norway", "SE": "Sweden", "US": "United States", "VN": "Vietnam",
}  # fmt: skip
"""Names of ISO 3166 codes that the register uses; any other is printed as its code."""
_PARTS = {"H1": "first half", "H2": "second half", "9M": "first nine months"} | {
    f"Q{n}": f"{word} quarter" for n, word in enumerate(("first", "second", "third", "fourth"), 1)
}
_KANA = re.compile("[\N{HIRAGANA LETTER SMALL A}-\N{KATAKANA LETTER SMALL KE}]")
_TAG = re.compile(r"<[^>]*>")


def day(value: dt.date | str | None) -> str:
    """A day, month or year in words.

    >>> day("2025-09-01"), day("2025-08"), day("2025"), day(None)
    ('1 September 2025', 'August 2025', '2025', 'undated')
    """
    text = value.isoformat() if isinstance(value, dt.date) else value or ""
    year, month, number = (*text.split("-"), "", "")[:3]
    if not year:
        return UNDATED
    if not (month.isdigit() and 1 <= int(month) <= len(MONTHS)):
        return text
    return (
        f"{int(number)} {MONTHS[int(month) - 1]} {year}"
        if number.isdigit()
        else f"{MONTHS[int(month) - 1]} {year}"
    )


def period(text: str) -> str:
    """A period of the facts' notation in words.

    >>> period("2025-H1"), period("2025-01/2025-08"), period("undated"), period("")
    ('first half 2025', 'January 2025 to August 2025', 'undated', '')
    """
    if "/" in text:
        return " to ".join(period(end) for end in text.split("/"))
    year, _, part = text.partition("-")
    if part in _PARTS:
        return f"{_PARTS[part]} {year}"
    return day(text) if text else ""


def span_words(low: int, high: int) -> str:
    """A likelihood band.

    >>> span_words(55, 80) == "55\N{EN DASH}80%"
    True
    """
    return f"{low}\N{EN DASH}{high}%"


def plain(markup: str, words: int = 0) -> str:
    """The text of an HTML fragment; at most so many words, if given.

    >>> plain("<p>Steel &amp; <em>magnets</em> rise today</p>", 3)
    'Steel & magnets \N{HORIZONTAL ELLIPSIS}'
    """
    found = html.unescape(_TAG.sub("", markup)).split()
    cut = bool(words) and len(found) > words
    return " ".join(found[:words] if cut else found) + (" \N{HORIZONTAL ELLIPSIS}" if cut else "")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "briefing"), counted(3, "company", "companies")
    ('1 briefing', '3 companies')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def newest_of(shown: int, total: int, noun: str) -> str:
    """How much of a long list is shown.

    >>> newest_of(20, 143, "figure"), newest_of(20, 1, "figure")
    ('the newest 20 of 143 figures; the others are in the briefings', '1 figure')
    """
    rest = f"the newest {shown} of {total:,} {noun}s; the others are in the briefings"
    return rest if total > shown else counted(total, noun)


def country(code: str) -> str:
    """A country by its ISO code.

    >>> country("CN"), country("ZZ")
    ('China', 'ZZ')
    """
    return COUNTRIES.get(code, code)


def script(name: str, home: str) -> str:
    r"""The language tag of a name in Chinese signs: Japanese where it has kana or its company is at home in Japan.

    >>> sign = "\N{CJK UNIFIED IDEOGRAPH-5317}"
    >>> script(sign, "CN"), script(sign, "JP"), script("Proterial", "JP")
    ('zh-Hans', 'ja', '')
    """
    if name.isascii():
        return ""
    return "ja" if home == "JP" or _KANA.search(name) else "zh-Hans"


def sentence(text: str) -> str:
    """With a capital first letter.

    >>> sentence("high")
    'High'
    """
    return text[:1].upper() + text[1:]
