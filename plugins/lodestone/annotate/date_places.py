"""Where a text prints its own date: a table of places, each with what stands before and behind the date.

A place is named by the kind of text that uses it: a label, a dateline, a byline, the head of a paper, the foot of a
letter, the note of a translator, the first sentence of a wire. The dates of events (a deadline, a meeting, an act that
is cited) stand in sentences too; `is_of_an_event` says so by the words before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASH = r"[\N{EN DASH}\N{EM DASH}-]"
_OPENS = r"(?:^|[.!?)|\N{MIDDLE DOT}\N{EM DASH}-])[\s*_#>|(-]*"
_LABELS = (
    r"first published|published|posted|publication date|publish date|date of publication|release date|released|issued|"
    r"date|dated|for immediate release|pubdate|filed|announcement date|article date|released|issue date|date of issue|"
    r"date of (?:the )?(?:report|notice|announcement|filing|release)|report date|press date|uploaded|sent"
)
_PAPER = (
    r"note|notice|letter|memo|message|bulletin|report|release|statement|newsletter|comment|brief|briefing|update|"
    r"circular|announcement|filing|article|gazette|transcript|sheet|dispatch|minutes|alert|digest|column|review"
)
_PAPERS = (
    rf"(?:{_PAPER})\s(?:of|dated|issued|published|sent)|"
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
    rf"(?:{_DASH}{{1,2}}\s*)?{_AGENCY}$"
)
_DATELINE_ENDS = (
    rf"\s*(?:\((?:[A-Z][\w\s.&/-]{{1,40}})\)|\(\w[\w\s.&/-]{{1,40}}\)\s*(?:{_DASH}|:)|/[A-Z][\w\s-]{{2,30}}/|"
    rf"\.?\s*{_DASH}{{1,2}}|:|\||\.\s+[A-Z]|\(?(?:GLOBE|BUSINESS|PR)\b)"
)
_NOTHING_MORE = r"[\s.)|*_]*$"
_SENTENCE_STARTS = (
    r"(?:^|[.!?\u3002][\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*\s+|"
    r"\s[\N{EN DASH}\N{EM DASH}]\s)[\s*_\N{EN DASH}\N{EM DASH}-]*"
)
_NAME = r"[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*"
_NAMES = rf"{_NAME}(?:\s(?:of|de|van|von|the|for|and)\s{_NAME}|\s{_NAME}){{0,4}}"
_OFFICE = (
    r"(?:[\w'\N{RIGHT SINGLE QUOTATION MARK}-]+\s){0,3}"
    r"(?:desk|office|team|staff|editors?|newsroom|secretary|department|bureau|correspondent|analysts?|board|service)"
)
_SIGNED = r"(?:done|given|signed|written|sealed|adopted|issued|dated|recorded|typed|completed)"
_OF_A_FIRST_SENTENCE = r"^(?:(?![a-z\d)][.!?]\s+[A-Z]).)*"
_TOLD = (
    r"\b(?:said|told|announced|reported|published|issued|released|disclosed|confirmed|unveiled|posted|stated|declared|"
    r"informed|notified|wrote|gave notice)\b"
)
_EVENT = re.compile(
    r"\b(?:(?i:retrieved|accessed|consulted|photo(?:graph)?|picture|image|credit|until|valid|next|due|deadline|"
    r"clos(?:es?|ing)|expir\w+|register (?:by|until)|ended|ends?|ending|starts?|begins?|opens?|"
    r"since|before|after|from|meeting|webinar|conference|hearing|founded|established|born|incorporated|effective|"
    r"amended|as (?:of|at)|no later than|will|"
    r"maturing|to be|votes?|tender|record date)|Act|Regulation|Directive|Decree|Order|Law|Treaty)\b[^.!?]{0,40}$"
)
_UPON = r"(?:upon|on|with|at|the (?:day|date) of)(?: its)? publication,?\s*\(?$"


TRAITS = frozenset(("short", "weekday", "iso"))
"""What a date or its line may have, and a place may ask for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A date whose line reads so before and behind it is that of publication."""

    why: str
    score: float
    where: str
    """Which lines: `h` head, `b` body, `t` tail, `o` the opening, where news has its first sentence."""
    before: re.Pattern[str]
    after: re.Pattern[str]
    marks: frozenset[str] = frozenset()
    """What else must be so. `short`: the line is short and without a stop; `weekday`: the day of the week is given;
    `iso`: the date is in figures, as 2025-08-28. `labelled`: the words before the date name it as the text's own, so
    that no other word there says otherwise."""

    def fits(self, before: str, after: str, where: str, traits: frozenset[str]) -> bool:
        """Whether a date stands here: `before` and `after` are the rest of its line, `where` the line's letters."""
        return (
            bool(set(where) & set(self.where))
            and self.marks & TRAITS <= traits
            and self.before.search(before) is not None
            and self.after.match(after) is not None
            and ("labelled" in self.marks or not is_of_an_event(before))
        )


def is_of_an_event(before: str) -> bool:
    """Whether the words before a date, in its sentence, say that it is the date of something else.

    >>> is_of_an_event("The next meeting is in Perth, "), is_of_an_event("By order of the board, Perth, ")
    (True, False)
    """
    return _EVENT.search(before) is not None


def _place(why: str, score: float, where: str, before: str, after: str, marks: str = "") -> Place:
    """A row of the table. The mark `capitals` keeps small and capital letters apart."""
    flags = re.NOFLAG if "capitals" in marks else re.IGNORECASE
    return Place(
        why, score, where, re.compile(before, flags), re.compile(after, flags), frozenset(marks.split())
    )


PLACES = (
    # Labels
    _place(
        "date printed as that of publication",
        0.95,
        "hbt",
        rf"{_OPENS}(?:{_LABELS}){_LABEL_ENDS}",
        "",
        "labelled",
    ),
    _place(
        "date printed as that of publication",
        0.95,
        "hbt",
        r"\u53d1\u5e03(?:\u65f6\u95f4|\u65e5\u671f)[:\uff1a]?\s*$|\u65e5\u671f[:\uff1a]?\s*$",
        "",
    ),
    _place(
        "date printed as that of the last change",
        0.7,
        "hbt",
        rf"{_OPENS}(?:last )?(?:updated|revised|changed|edited){_LABEL_ENDS}",
        "",
        "labelled",
    ),
    _place("date on which it takes effect by publication", 0.85, "hbt", _UPON, "", "labelled"),
    # Heads: lines of their own, bylines, datelines
    _place("date on a line of its own", 0.9, "ht", _NOISE, _NOISE),
    _place(
        "date of the byline",
        0.9,
        "h",
        r"^\s*(?:by|words by|from|source:)\s.{2,60}$|\|\s*$",
        "",
        "labelled",
    ),
    _place("date of the dateline", 0.92, "h", _PLACE, _DATELINE_ENDS, "capitals"),
    _place("date that opens a line", 0.85, "h", r"^[\s*_#]*$", _DATELINE_ENDS, "capitals"),
    _place("date that opens a line", 0.85, "h", r"^[\s*_#]*$", "", "short"),
    _place(
        "date that opens the first sentence",
        0.7,
        "o",
        r"^[\s*_#]*$",
        r"\s+[A-Z]",
        "capitals",
    ),
    _place(
        "date of a Chinese dateline",
        0.85,
        "h",
        r"^.{0,12}$",
        r"\s*(?:\u7535|\u8baf|\u6d88\u606f|\uff08\u8bb0\u8005)",
    ),
    _place("place and date on a line of their own", 0.85, "ht", _PLACE, _NOTHING_MORE, "capitals"),
    _place("date in brackets at the start", 0.8, "h", r"^[\s*_#]*[(\[\uff08]\s*$", r"\s*[)\]\uff09]"),
    _place("date behind a separator", 0.88, "ht", r"[|\N{MIDDLE DOT}\N{BULLET}/]\s*$", "", "short"),
    _place(
        "date that closes a head line",
        0.8,
        "h",
        rf"(?:[,|(]|{_DASH})\s*$",
        _NOTHING_MORE,
        "short",
    ),
    _place("date by itself at the end of a line", 0.8, "ht", r"[.!?]\s*$", _NOTHING_MORE),
    # Papers: notes, letters, issues, notices
    _place(
        "date of this paper",
        0.88,
        "ht",
        rf"(?:^|[.!?)|])[\s*_#>|(-]*(?:\w+\.? (?:\d+[,:] )?)?(?:{_PAPERS})[,:]?\s(?:\w+,?\s)?$",
        rf"\s*(?:[.,:;)|]|{_DASH}|$)",
    ),
    _place(
        "date of this paper",
        0.8,
        "h",
        rf"^.{{0,80}}\b(?:{_PAPER}|results|view|memo|weekly|monthly),\s$",
        rf"\s*(?:[.:;)|]|{_DASH}|$)",
    ),
    _place(
        "date of this paper to its readers",
        0.85,
        "o",
        rf"^[\s*_#]*(?:{_PAPER})?\s?to (?:all |our )?[\w ]{{3,30}}(?:,|:|\s{_DASH})\s$",
        rf"\s*(?:[.,:;)|]|{_DASH}|$)",
    ),
    _place(
        "date of the issue", 0.88, "h", r"^.{0,40}$", r"\s(?:issue|edition|newsletter|bulletin)\b", "short"
    ),
    _place(
        "date of the notice",
        0.75,
        "h",
        r"\b(?:report|announcement|notice|statement|release|filing)\sdated\s*$",
        "",
    ),
    _place("date of the notice", 0.75, "h", r"^[^.!?]{0,40},\s*$", r":\s"),
    # Feet: who signs, where and when; what a translator notes; brackets at the end
    _place(
        "date beside the names that sign",
        0.8,
        "t",
        rf"{_SENTENCE_STARTS}(?:(?i:by order of) [\w ]{{3,30}}|{_OFFICE}|{_NAMES})(?:,\s{_NAMES}){{0,2}},\s$",
        _NOTHING_MORE,
        "capitals",
    ),
    _place(
        "date of the signature",
        0.85,
        "t",
        rf"{_SENTENCE_STARTS}(?i:{_SIGNED})(?:\s(?i:for|by)\s[\w ]{{3,30}},)?(?:,?\s(?:at\s|in\s)?{_NAMES})?"
        r",?\s(?:on\s|this\s)?$",
        rf"(?:,\s{_NAMES}){{0,2}}{_NOTHING_MORE}",
        "capitals",
    ),
    _place(
        "date that the translation gives",
        0.85,
        "hbt",
        rf"(?:[(\[]|{_SENTENCE_STARTS})\s?(?:translat|transcri)[^()\[\].]{{0,50}}[,;]?\s$",
        r"\s*[)\].:,]",
        "labelled",
    ),
    _place("date that closes a line", 0.7, "t", r"[\u3002！？]\s*[(\uff08]?$", r"[\s)\uff09\u3002]*$"),
    _place(
        "date in brackets at the end",
        0.7,
        "ht",
        r"(?:[.!?][\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*\s*|^)[(\[](?:[^()\[\]]{1,40}[,;:]\s?)?$",
        r"\s*[)\]][\s.]*$",
    ),
    _place("date in brackets at the end", 0.6, "t", r"\((?:[A-Z][\w .&/-]{1,30},\s)?$", r"\s*\)[\s.]*$"),
    # First sentences
    _place("day that the text calls today", 0.85, "h", r"\btoday(?:,\s|\s[(\[])(?:on\s)?$", ""),
    _place(
        "date in brackets behind the name that opens the text",
        0.65,
        "o",
        rf"^\W*{_NAMES}\s[(\[]$",
        r"[)\]]\s(?!.{0,200}[(\[][^()\[\]]{0,20}20\d\d)",
        "capitals",
    ),
    _place(
        "date in brackets that closes the first sentence",
        0.65,
        "o",
        rf"{_OF_A_FIRST_SENTENCE}\s[(\[]$",
        r"[)\]]\.",
        "iso",
    ),
    _place(
        "day on which the first sentence was said",
        0.62,
        "o",
        rf"{_OF_A_FIRST_SENTENCE}{_TOLD}(?:\s[\w'\N{{RIGHT SINGLE QUOTATION MARK}}]+){{0,3}},?\s(?:on\s)?$",
        "",
        "weekday",
    ),
    _place(
        "day on which the first sentence was said",
        0.62,
        "o",
        r"^[\s*_#]*on\s$",
        rf",?\s[^.!?]{{3,90}}?{_TOLD}",
        "weekday",
    ),
)
"""Every place, the surest writings first: the first that fits a date says what it is."""
