"""Find the date of publication, only where the text prints one as such: a dateline, a byline, `Published …`.

Dates in the prose are events, not dates of publication, and are left alone. A date without a
year is no date: the year is never guessed. What two countries read in two ways (03/04/2025) is
not read at all. What makes a date that of publication is a table of places, `_RULES`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.annotate.reading import Reading
from lodestone.model import Proposed, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}year>20\d\d|19\d\d)"
_FORMS = (
    r"(?P<a_year>20\d\d|19\d\d)-(?P<a_month>0\d|1[0-2])-(?P<a_day>[0-3]\d)(?:T\d\d:\d\d\S*)?",
    rf"{_DAY}[\s-]+{_MONTH}[,-]?\s*{_YEAR}".replace("{0}", "b_"),
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}".replace("{0}", "c_"),
    rf"{_MONTH},?\s+{_YEAR}".replace("{0}", "e_"),
    r"(?P<f_day>[0-3]?\d)/(?P<f_month>[01]?\d)/(?P<f_year>20\d\d)",
    r"(?P<h_day>[0-3]?\d)\.\s?(?P<h_month>[01]?\d)\.\s?(?P<h_year>20\d\d)",
    r"(?P<g_year>20\d\d)[./](?P<g_month>0\d|1[0-2])[./](?P<g_day>[0-3]\d)",
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day|\.)?,?\s+)?"
_CJK_DATE = (
    r"(?P<d_year>20\d\d|19\d\d)\s?年\s?(?P<d_month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d_day>[0-3]?\d)\s?日)?"
)
_DATE = re.compile(
    rf"(?<!\w)(?<!\w-){_WEEKDAY}(?:{'|'.join(_FORMS)})(?![\w/]|-\w)|(?<!\d){_CJK_DATE}", re.IGNORECASE
)
_HEAD_LINES = 8
_TAIL_LINES = 4
_SHORT_LINE = 90
_FAR = 200
"""How far back, in characters, a line is read before a date: time stays linear in long lines."""
_PROSE = "x"
"""Stands for what is cut off, so that it is no beginning of a line."""

_OPENS = r"(?:^|[.!?)|\N{MIDDLE DOT}\N{EM DASH}-])[\s*_#>|(-]*"
_LABELS = (
    r"first published|published|posted|publication date|publish date|date of publication|release date|released|issued|"
    r"date|dated|for immediate release|pubdate|filed|announcement date|article date|released|issue date|date of issue|"
    r"date of (?:the )?(?:report|notice|announcement|filing|release)|report date|press date|uploaded|sent"
)
_PAPERS = (
    r"(?:note|notice|letter|memo|bulletin|report|release|statement|newsletter|comment|brief|briefing|update|circular|"
    r"announcement|filing|article)\s(?:of|dated|issued|published|sent)|"
    r"(?:issue|edition|number|no\.?|vol(?:ume|\.)?|week)(?:\s\d+)?(?:\s(?:of|for|dated|ending))?"
)
_LABEL_ENDS = r"(?:\s+(?:on|at))?\s*[:|\N{EN DASH}\N{EM DASH}-]?\s*(?:\w+,?\s+)?$"
_NOISE = r"^(?:[\W_]|\b(?:am|pm|AEST|AEDT|GMT|UTC|EST|ET|CET|\d{1,2}:\d\d|\d+)\b)*$"
_AGENCY = (
    r"(?:(?:Reuters|AFP|AP|Bloomberg|Xinhua|Kyodo|Yonhap|[(/][A-Z][\w .&/]{1,30}[)/])"
    r"\s*[,\N{EN DASH}\N{EM DASH}-]*\s*)?"
)
_PLACE = (
    r"^\W*(?:[A-Z][\w ]{2,30}[.:|]\s+)?"
    r"(?:[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*(?:\s+(?:and|de|of)\s+|,?\s+|/)?){1,6},?\s*"
    rf"(?:[\N{{EN DASH}}\N{{EM DASH}}-]{{1,2}}\s*)?{_AGENCY}$"
)
_DATELINE_ENDS = (
    r"\s*(?:\((?:[A-Z][\w\s.&/-]{1,40})\)|/[A-Z][\w\s-]{2,30}/|[-\N{EN DASH}\N{EM DASH}]{1,2}|:|\||\.\s+[A-Z]|"
    r"\(?(?:GLOBE|BUSINESS|PR)\b)"
)
_NOTHING_MORE = r"[\s.)|*_]*$"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A date whose line reads so before and behind it is that of publication."""

    why: str
    score: float
    places: str
    """Where in the text the line may stand: `h` head, `b` body, `t` tail."""
    before: re.Pattern[str]
    after: re.Pattern[str]
    short: bool = False
    """Whether the line must be a short one without a stop."""


def _rule(
    why: str,
    score: float,
    places: str,
    before: str,
    after: str,
    *,
    short: bool = False,
    any_case: bool = True,
) -> _Rule:
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return _Rule(why, score, places, re.compile(before, flags), re.compile(after, flags), short)


_RULES = (
    _rule("date printed as that of publication", 0.95, "hbt", rf"{_OPENS}(?:{_LABELS}){_LABEL_ENDS}", ""),
    _rule(
        "date printed as that of publication", 0.95, "hbt", r"发布(?:时间|日期)[:：]?\s*$|日期[:：]?\s*$", ""
    ),
    _rule(
        "date printed as that of the last change", 0.7, "hbt", rf"{_OPENS}(?:last )?updated{_LABEL_ENDS}", ""
    ),
    _rule("date on a line of its own", 0.9, "ht", _NOISE, _NOISE),
    _rule("date of the byline", 0.9, "h", r"^\s*(?:by|words by|from|source:)\s.{2,60}$|\|\s*$", ""),
    _rule("date of the dateline", 0.92, "h", _PLACE, _DATELINE_ENDS, any_case=False),
    _rule("date that opens a line", 0.85, "h", r"^[\s*_#]*$", _DATELINE_ENDS, any_case=False),
    _rule("date that opens a line", 0.85, "h", r"^[\s*_#]*$", "", short=True),
    _rule(
        "date of this paper",
        0.88,
        "ht",
        rf"(?:^|[.!?)|])[\s*_#>|(-]*(?:\w+\.? (?:\d+[,:] )?)?(?:{_PAPERS})[,:]?\s(?:\w+,?\s)?$",
        r"\s*(?:[.:;)|\N{EN DASH}\N{EM DASH}]|$)",
    ),
    _rule(
        "date of this paper",
        0.8,
        "h",
        r"^.{0,80}\b(?:review|report|update|results|note|release|announcement|briefing|notice|letter|filing|bulletin|alert|"
        r"newsletter|statement|view|comment|memo|digest|weekly|monthly),\s$",
        r"\s*(?:[.:;)|\N{EN DASH}\N{EM DASH}]|$)",
    ),
    _rule(
        "date of the issue", 0.88, "h", r"^.{0,40}$", r"\s(?:issue|edition|newsletter|bulletin)\b", short=True
    ),
    _rule("date behind a separator", 0.88, "ht", r"[|\N{MIDDLE DOT}\N{BULLET}/]\s*$", "", short=True),
    _rule("place and date on a line of their own", 0.85, "ht", _PLACE, _NOTHING_MORE, any_case=False),
    _rule("date in brackets at the start", 0.8, "h", r"^[\s*_#]*[(\[\uff08]\s*$", r"\s*[)\]\uff09]"),
    _rule("date of a Chinese dateline", 0.85, "h", r"^.{0,12}$", r"\s*(?:电|讯|消息|（记者)"),
    _rule("date that closes a line", 0.7, "t", r"[\u3002！？]\s*[(\uff08]?$", r"[\s)\uff09\u3002]*$"),
    _rule(
        "date that closes a head line",
        0.8,
        "h",
        r"[,|(\N{EN DASH}\N{EM DASH}-]\s*$",
        _NOTHING_MORE,
        short=True,
    ),
    _rule("date by itself at the end of a line", 0.8, "ht", r"[.!?]\s*$", _NOTHING_MORE),
    _rule(
        "date of the notice",
        0.75,
        "h",
        r"\b(?:report|announcement|notice|statement|release|filing)\sdated\s*$",
        "",
    ),
    _rule("date of the notice", 0.75, "h", r"^[^.!?]{0,40},\s*$", r":\s"),
    _rule(
        "date in brackets at the end",
        0.7,
        "ht",
        r"(?:[.!?][\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*\s*|^)[(\[](?:[^()\[\]]{1,40}[,;:]\s?)?$",
        r"\s*[)\]][\s.]*$",
    ),
    _rule("date in brackets at the end", 0.6, "t", r"\((?:[A-Z][\w .&/-]{1,30},\s)?$", r"\s*\)[\s.]*$"),
)


def publication_date(reading: Reading) -> Proposed[str] | None:
    """The surest date that the text prints as its date of publication, ISO to the day or month.

    >>> from lodestone.annotate.reading import read
    >>> publication_date(read("PERTH, 28 August 2025 - Lynas opens a plant in 2026.")).value
    '2025-08-28'
    """
    best: Proposed[str] | None = None
    for start, line, place in _lines(reading.text):
        for found in _DATE.finditer(line):
            rule, iso = _role(line, found, place), _iso(found)
            if rule and iso and rule.score > (best.score if best else 0):
                span = Span(start + found.start(), start + found.end())
                best = Proposed(iso, (reading.evidence(span, rule.why),), rule.score)
    return best


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line with its offset and whether it stands at the head, the tail (in a short text both) or in the body."""
    last = sum(1 for line in text.split("\n") if line.strip())
    number, at = 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            head, tail = number <= _HEAD_LINES, number > last - _TAIL_LINES
            yield at, line, "h" * head + "t" * tail or "b"
        at += len(line) + 1


def _role(line: str, found: re.Match[str], place: str) -> _Rule | None:
    """The first rule that makes a date in a line the date of publication."""
    before, after = line[: found.start()], line[found.end() :]
    if len(before) > _FAR:
        before = _PROSE + before[-_FAR:]
    short = len(line.strip()) < _SHORT_LINE and not line.rstrip().endswith(".")
    for rule in _RULES:
        fits = bool(set(place) & set(rule.places)) and (short or not rule.short)
        if fits and rule.before.search(before) and rule.after.match(after):
            return rule
    return None


def _iso(found: re.Match[str]) -> str:
    """ISO to the day or month, or '' where it is no date or could be read in two ways."""
    parts = {name[2:]: value for name, value in found.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    if "day" not in parts:
        return f"{parts['year']}-{number:02d}"
    day = int(parts["day"])
    if found["f_day"] and day <= 12 and day != number:
        return ""
    try:
        return dt.date(int(parts["year"]), number, day).isoformat()
    except ValueError:
        return ""
