"""Say on whose word a figure stands: claimed, reported, measured, forecast, estimate or target.

The difference is who can know it, so the rules ask in this order:

1. A price that an agency or a market gives, a test, an assay: measured.
2. The word of status nearest before the number. A word of the future yields to who looks ahead: `analysts
   expect that the plant will make 500 t` is a forecast, and an estimate says `we estimate that it will`.
3. Such a word behind the number, up to the next number: `500 t are planned`, a deadline.
4. Who speaks: studies and analysts estimate; authorities, their data and the press report; a company claims, save
   for its accounts (what was earned, made and sold), which it reports.
5. No word: a company's own text claims, all others report.
"""

from __future__ import annotations

import re

from lodestone.annotate.reading import Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Measure, Span

_WORDS: dict[str, str] = {
    "target": (
        r"designed (?:to|for)|will|would|plan(?:s|ned|ning)?(?: to| for)?|aim(?:s|ed|ing)?|target(?:s|ed|ing)?|goals?|"
        r"intend(?:s|ed)?|seek(?:s|ing)?|sought|set to|is to|are to|was to|were to|wants?|wanted|slated|hopes?|"
        r"due to (?:reach|start|produce|open)|pledg\w+|under construction|building|to build|is constructing|nameplate|"
        r"could|scale to|ramp(?:ing)? (?:up )?to|on track|eventually|proposed|to (?:reach|lift|raise|expand)|"
        r"appl(?:y|ies|ied) for|applications? for|asks? for|asked for|once (?:complete|built|open)\w*|shall|should|"
        r"ambition\w*|by (?=20[2-9]\d)|in a (?:second|later|next) phase|future"
    ),
    "forecast": (
        r"expect(?:s|ed|ing)?|forecast(?:s|ed)?|outlook|projects? (?=that|demand|a |$)|projected|projections?|guidance|"
        r"guid(?:es|ed|ing)|anticipat\w+|predict\w*|foresees?|(?:we|analysts?|it|they|agency|IEA|bank|brokers?) sees?|"
        r"sees (?=a|the|no|demand|net|profit|output)"
    ),
    "estimate": (
        r"estimat\w+|put at|puts?(?= [^.;]{0,60}\bat\b)|costed|feasibility|scoping study|pre-feasibility|NPV|"
        r"net present value|implies|works out|calculat\w+|budgeted|reckons?|model(?:s|led)?(?= )|by (?:our|its) count|"
        r"valued at|likely|(?:we|I|they|analysts?|brokers?) (?:think|believe)|think that|believes? that"
    ),
    "measured": (
        r"assess(?:ed|ment|es)|closed at|traded at|trades at|settled at|quot(?:ed|es)|assay\w*|tests? showed|tested|"
        r"laborator\w+|measured|peer-reviewed|fixed at|changed hands"
    ),
    "claimed": r"claim(?:s|ed|ing)?|touts?|boasts?|describ\w+ (?:it )?as|insist\w*|promis\w+|assert\w*",
    "said": r"sa(?:id|ys)|according to|told|stated|states|notes|noted|adds|added that|writes|wrote|show(?:s|ed)?",
    "reported": (
        r"report(?:s|ed|ing)?|posted|results|recorded|official(?:ly)?|awarded|received|"
        r"secured|raised|signed|agreed|bought|completed|opened|approved|granted|issued|committed|rose|fell|produced|"
        r"shipped|sold|cost|spent|paid|employs?|hired|lends|lent|earned|made|reached|came to|was|were"
    ),
}
_PATTERNS = tuple(
    (status, re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)) for status, words in _WORDS.items()
)
_AHEAD = ("target", "forecast", "estimate")
_LEAD = 25
"""A plan outweighs what is so many characters nearer."""
_BEHIND = re.compile(
    r"\b(?:(?:is|are|was|were|being) (?:still )?(?:(?P<target>planned|targeted|aimed|sought|due|proposed|intended)|"
    r"(?P<forecast>expected|forecast|projected|anticipated)|(?P<estimate>estimated|likely))|"
    r"(?P<target2>by (?:the end of |late |early |mid-)?20[2-9]\d|(?:starting|from|beginning) in 20[3-9]\d|"
    r"once (?:complete|built|finished|running)\w*|(?:when|if) (?:complete|built|finished)\w*|planned)|"
    r"(?P<claimed>it claims|the company claims|by its own account))\b",
    re.IGNORECASE,
)
_BEHIND_REACH = 60
_BEHIND_ENDS = re.compile(r"[;(]|,\s(?:and|while|but)\b|\band (?=\w+s\b)|\b\d[\d,.]{2,}|\bwhile\b")
_SPEAKERS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (status, who, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for status, who, words in (
        (
            "estimate",
            "an analyst or a study",
            (
                r"analysts?|consultanc\w+|consultants?|brokers?|brokerage|stud(?:y|ies)|researchers?|economists?|USGS|"
                r"Geological Survey|IEA|International Energy Agency|energy agency|think[ -]tank|Adamas|Project Blue|"
                r"Wood Mackenzie|Goldman|Morgan Stanley|our (?:model|estimate|base case)|survey"
            ),
        ),
        (
            "reported",
            "an authority or the press",
            (
                r"ministr\w+|minister|customs|government|department|commission|administration|authorit\w+|regulator|agency|"
                r"MOFCOM|Pentagon|White House|officials?|statistics|bureau|court|parliament|cabinet|state|association|"
                r"Reuters|Bloomberg|Nikkei|newspaper|traders?|dealers?|sources?|people (?:with|familiar)"
            ),
        ),
    )
)
_ACCOUNTS = re.compile(
    r"\b(?:revenue|sales|turnover|net (?:profit|income|loss)|profits?|loss(?:es)?|EBITDA|earnings|cash|dividends?|"
    r"output|production|produced|made|sold|shipped|shipments?|deliver\w+|average (?:selling |realised )?price|spent|"
    r"capital (?:spending|expenditure))\b",
    re.IGNORECASE,
)
NO_WORD = "no word says otherwise"
"""Why a figure is only reported: another mention of it may know more."""
_BOOKED = frozenset(("money", "mass", "percent", "price"))
_PRICE_OF_MARKET = re.compile(
    r"\b(?:spot|market price|assess\w+|quot\w+|price data|index|in Shanghai|FOB|CIF|on the exchange)\b"
)


def read_status(
    sentence: Sentence, span: Span, measure: Measure, origin: str, lexicon: Lexicon
) -> tuple[str, str]:
    """The status of a figure and the words that it was read from."""
    at = span.start - sentence.span.start
    before, after = sentence.text[:at], sentence.text[span.end - sentence.span.start :]
    if measure.dimension == "price" and (agency := _market(sentence.text, lexicon)):
        return "measured", f"a price that {agency} gives"
    status, word = _nearest(before)
    if status in ("", "said", "reported") and (behind := _behind(after)):
        return behind
    if status == "target" and measure.id == "capital-cost":
        return "estimate", "what something is to cost"
    if status in ("said", "reported", ""):
        return _by_speaker(sentence, status, word, before, measure, origin)
    return status, f"the word “{word}”"


def _nearest(before: str) -> tuple[str, str]:
    """The status whose word stands nearest before the number; a plan outweighs what is a little nearer."""
    found = sorted(
        (match.end() + (_LEAD if status in _AHEAD else 0), status, " ".join(match[0].split()))
        for status, pattern in _PATTERNS
        for match in pattern.finditer(before)
    )
    if not found:
        return "", ""
    _, status, word = found[-1]
    if status == "target" and word.casefold() in ("will", "would", "could", "to reach"):
        governing = [each for each in found if each[1] in ("forecast", "estimate")]
        if governing:
            return governing[-1][1], governing[-1][2]
    return status, word


def _behind(after: str) -> tuple[str, str] | None:
    """What a word behind the number says, before another number or a new clause begins."""
    ends = _BEHIND_ENDS.search(after, 0, _BEHIND_REACH)
    found = _BEHIND.search(after, 0, ends.start() if ends else _BEHIND_REACH)
    if found is None:
        return None
    status = (found.lastgroup or "").rstrip("2")
    return status, f"the words “{' '.join(found[0].split())}” behind it"


def _by_speaker(
    sentence: Sentence, status: str, word: str, before: str, measure: Measure, origin: str
) -> tuple[str, str]:
    """Who says it, where no word tells of plans, hopes or tests."""
    for spoken, who, pattern in _SPEAKERS:
        if pattern.search(before) or (status == "said" and pattern.search(sentence.text)):
            return spoken, who
    if measure.time == "flow" and measure.dimension in _BOOKED and _ACCOUNTS.search(sentence.text):
        return (
            "reported",
            "accounts of the company" if status == "said" or origin == "company" else "accounts",
        )
    if status == "said":
        return "claimed", f"the word “{word}”"
    if origin == "company" and (not status or (measure.time == "level" and word in ("cost", "was", "were"))):
        return "claimed", "a company speaks of itself"
    return "reported", f"the word “{word}”" if status else NO_WORD


def _market(text: str, lexicon: Lexicon) -> str:
    """The agency or market that gives a price; '' where none is named."""
    found = _agencies(lexicon).search(text) or _PRICE_OF_MARKET.search(text)
    return found[0] if found else ""


@per_lexicon
def _agencies(lexicon: Lexicon) -> re.Pattern[str]:
    """Names of all price agencies of the vocabulary."""
    rows = (row for row in lexicon.vocabulary.publishers if row.kind == "price-agency")
    names = "|".join(re.escape(name) for row in rows for name in (row.name, *row.aliases))
    return re.compile(rf"\b(?:{names or '(?!)'})\b")
