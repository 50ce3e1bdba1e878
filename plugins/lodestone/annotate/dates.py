"""Find the date of publication, only where the text prints one as such: a dateline, a byline, `Published …`.

Dates in the prose are events, not dates of publication, and are left alone. A date without a
year is no date: the year is never guessed. What two countries read in two ways (03/04/2025) is
not read at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lodestone.annotate.reading import Reading
from lodestone.model import Proposed, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}year>20\d\d|19\d\d)"
_FORMS = (
    r"(?P<a_year>20\d\d|19\d\d)-(?P<a_month>0\d|1[0-2])-(?P<a_day>[0-3]\d)(?:T\d\d:\d\d\S*)?",
    rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}".replace("{0}", "b_"),
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}".replace("{0}", "c_"),
    r"(?P<d_year>20\d\d|19\d\d)\s?年\s?(?P<d_month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d_day>[0-3]?\d)\s?日)?",
    rf"{_MONTH},?\s+{_YEAR}".replace("{0}", "e_"),
    r"(?P<f_day>[0-3]?\d)[./](?P<f_month>[01]?\d)[./](?P<f_year>20\d\d)",
    r"(?P<g_year>20\d\d)[./](?P<g_month>0\d|1[0-2])[./](?P<g_day>[0-3]\d)",
)
_DATE = re.compile(r"(?<![\w-])(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day|\.)?,?\s+)?(?:" + "|".join(_FORMS) + r")(?![\w/-])", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:first published|published|posted|publication date|publish date|date of publication|release date|released|"
    r"issued|date|dated|updated|last updated|for immediate release|pubdate|filed|announcement date|article date|as of the date)"
    r"(?:\s+(?:on|at))?\s*[:|\N{EN DASH}\N{EM DASH}-]?\s*(?:\w+,?\s+)?|发布时间[:：]?\s*|发布日期[:：]?\s*|日期[:：]?\s*)$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^\s*(?:by|words by|from|source:|von)\s.{2,60}$|\|\s*$", re.IGNORECASE)
_AFTER_DATELINE = re.compile(
    r"\s*(?:\((?:[A-Z][\w\s.&/-]{1,40})\)|/[A-Z][\w\s-]{2,30}/|[-\N{EN DASH}\N{EM DASH}]{1,2}|:|\||\.\s+[A-Z]|/PRNewswire/|\(?(?:GLOBE|BUSINESS|PR)\b)"
)
_PLACE_BEFORE = re.compile(r"^\W*(?:[A-Z][\w ]{2,30}[.:|]\s+)?(?:[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*(?:\s+(?:and|de|of)\s+|,?\s+|/)?){1,6},?\s*(?:[\N{EN DASH}\N{EM DASH}-]{1,2}\s*)?(?:\(?(?:Reuters|AFP|AP|Bloomberg|Xinhua|Kyodo|Yonhap)\)?\s*[,\N{EN DASH}\N{EM DASH}-]*\s*)?$")
_HEAD_LINES = 8
_TAIL_LINES = 4


def publication_date(reading: Reading) -> Proposed[str] | None:
    """The first date that the text prints as its date of publication, ISO to the day or month."""
    best: Proposed[str] | None = None
    for start, line, place in _lines(reading.text):
        for found in _DATE.finditer(line):
            score, why = _role(line, found, place)
            iso = _iso(found)
            if iso and score > (best.score if best else 0):
                span = Span(start + found.start(), start + found.end())
                best = Proposed(iso, (reading.evidence(span, why),), score)
    return best


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line with its offset and whether it stands at the head, the tail or in the body."""
    lines = [line for line in text.split("\n") if line.strip()]
    last = len(lines)
    number, at = 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            place = "head" if number <= _HEAD_LINES else "tail" if number > last - _TAIL_LINES else "body"
            yield at, line, place
        at += len(line) + 1


def _role(line: str, found: re.Match[str], place: str) -> tuple[float, str]:
    """How surely a date in a line is the date of publication, and by which sign."""
    before, after = line[: found.start()], line[found.end() :]
    label = _LABEL.search(before)
    if label and (len(before.strip()) - len(label[0].strip()) < 40 or before.rstrip().endswith(":")):
        starts = re.search(r"(?:^|[.!?)|\N{MIDDLE DOT}\N{EM DASH}-])[\s*_#>|(-]*$", before[: label.start()]) is not None
        verb = re.search(r"(?:issued|released|filed|dated|published|posted|updated)\s*(?:on|at)?\s*$", before, re.IGNORECASE)
        if starts or not verb or before.rstrip().endswith(":"):
            return (0.95 if "updat" not in label[0].casefold() else 0.7), "date printed as that of publication"
        return 0.0, ""
    if place == "body":
        return 0.0, ""
    alone = not re.sub(r"[\W_]+|\b(?:am|pm|AEST|AEDT|GMT|UTC|EST|ET|CET|\d{1,2}:\d\d|\d+)\b", "", before + after)
    if alone:
        return 0.9, "date on a line of its own"
    if place == "head" and _BYLINE.search(before):
        return 0.9, "date of the byline"
    if place == "head" and before.strip() and _PLACE_BEFORE.match(before) and _AFTER_DATELINE.match(after):
        return 0.92, "date of the dateline"
    if place == "head" and not before.strip(" *_#") and (_AFTER_DATELINE.match(after) or re.match(r"\.\s+[A-Z]", after) or len(line.strip()) < 90 and not after.strip().endswith(".")):
        return 0.85, "date that opens a line"
    if place == "head" and len(line.strip()) < 90 and re.search(r"[|\N{MIDDLE DOT}\N{BULLET}/]\s*$", before):
        return 0.88, "date behind a separator"
    if place == "head" and not after.strip(" .)|*_") and re.search(r"[,|(\N{EN DASH}\N{EM DASH}-]\s*$", before) and len(line.strip()) < 90 and not line.strip().endswith("."):
        return 0.8, "date that closes a head line"
    if place != "body" and re.search(r"[.!?]\s*$", before) and not after.strip(" .)*_"):
        return 0.8, "date that stands by itself at the end of a line"
    if re.search(r"\b(?:report|announcement|notice|statement|release|filing|letter|note)\s(?:dated|of)\s*$", before, re.IGNORECASE) and place == "head":
        return 0.75, "date of the notice"
    if place == "tail" and re.search(r"\(\s*$", before) and re.match(r"\s*\)", after):
        return 0.6, "date in brackets at the end"
    return 0.0, ""


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
