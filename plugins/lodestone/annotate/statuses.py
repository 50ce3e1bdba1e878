"""Say on whose word a figure stands: claimed, reported, measured, forecast, estimate or target.

The difference is who can know it, so the rules ask in this order:

1. A price that an agency or a market gives, a test, an assay: measured.
2. The word of status nearest before the number. A word of the future yields to who looks ahead: `analysts
   expect that the plant will make 500 t` is a forecast, and an estimate says `we estimate that it will`.
3. Such a word behind the number, up to the next number: `500 t are planned`, a deadline.
4. What such a word means for this measure, by the register: a cost that will be paid is an estimate; a tariff that will
   apply, a loan that would be paid is what an act or contract says; a capacity that its owner expects is its plan.
5. Who speaks: studies and analysts estimate; authorities, their data and the press report; a company claims, save
   for its accounts (what was earned, made and sold), which it reports.
6. No word: what the register says of the measure (only its owner knows a capacity, shares of the world are computed);
   else a company's own text claims, and all others report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lodestone.annotate.reading import Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Measure, Span

_WORDS: dict[str, str] = {
    "target": (
        r"designed (?:to|for)|will|would|plan(?:s|ned|ning)?(?: to| for)?|aim(?:s|ed|ing)?|target(?:s|ed|ing)?|goals?|"
        r"intend(?:s|ed)?|seek(?:s|ing)?|sought|set to|is to|are to|was to|were to|wants?|wanted|slated|hopes?|"
        r"due to (?:reach|start|produce|open)|pledg\w+|under construction|building|to build|is constructing|nameplate|"
        r"could|scale to|ramp(?:ing)? (?:up )?to|on track|eventually|proposed|(?:due|scheduled|meant) to|"
        r"to (?:reach|lift|raise|expand|employ|create|hire|bring)|creating|"
        r"appl(?:y|ies|ied) for|applications? for|asks? for|asked for|once (?:complete|built|open)\w*|shall|"
        r"should|ambition\w*|by (?=20[2-9]\d)|in a (?:second|later|next) phase|future"
    ),
    "forecast": (
        r"expect(?:s|ed|ing)?|forecast(?:s|ed)?|outlook|projects? (?=that|demand|a |$)|projected|projections?|guidance|"
        r"guid(?:es|ed|ing)|anticipat\w+|predict\w*|foresees?|(?:we|analysts?|it|they|agency|IEA|bank|brokers?) sees?|"
        r"sees (?=a|the|no|demand|net|profit|output)|looks? for|pencils? in|consensus"
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
    r"once (?:complete|built|finished|running)\w*|(?:when|if) (?:complete|built|finished)\w*|planned|"
    r"(?:shall|must|should|is to|are to|will) be (?:mined|processed|recycled|made|met|built|reached|produced|sourced))|"
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
                r"MOFCOM|Pentagon|White House|officials?|statistics|bureau|court|parliament|cabinet|"
                r"state(?!-owned)|association|"
                r"Reuters|Bloomberg|Nikkei|newspaper|traders?|dealers?|sources?|people (?:with|familiar)"
            ),
        ),
    )
)
_ANALYST = _SPEAKERS[0][2]
_ACCOUNTS = re.compile(
    r"\b(?:revenue|sales|turnover|net (?:profit|income|loss)|profits?|loss(?:es)?|EBITDA|earnings|cash|dividends?|"
    r"output|production|produced|made|sold|shipped|shipments?|deliver\w+|average (?:selling |realised )?price|spent|"
    r"capital (?:spending|expenditure))\b",
    re.IGNORECASE,
)
_NO_WORD = "no word says otherwise"
_OWNER = "only its owner knows it"
_GOAL = "a goal, by its measure"
_COMPUTED = "computed, surveyed or a budget, by its measure"
_OF_ITSELF = "a company speaks of itself"
WITHOUT_WORDS = frozenset((_NO_WORD, _OWNER, _GOAL, _COMPUTED, _OF_ITSELF))
"""Reasons that no word of the sentence gives: another mention of the figure may know more."""
_PLAIN = ("", "said", "reported")
"""Readings that say no more than that somebody said it."""
_MODAL = frozenset(("will", "would", "could", "shall", "should", "is to", "are to", "future"))
_EARLIER = re.compile(
    r"\b(?:after|against|versus|vs\.?|compared (?:with|to)|from|up on|down on)\s(?:\w+\s)?$", re.IGNORECASE
)
_A_YEAR_BACK = re.compile(
    r"\s?(?:last (?:year|quarter|month)|(?:a|one) (?:year|quarter|month) (?:ago|earlier|before)|"
    r"the (?:year|quarter) before|(?:in|for) (?:the same|20[012]\d))\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:act|law|rule|regulation|notice|tariff|duty|duties|ban|decree|statute|article)s?\b", re.IGNORECASE
)
"""What makes `will` and `shall` words of a rule."""
_COST = re.compile(r"\b(?:costs?|costing|price tag|capex|budget\w*)\b[^.;]{0,40}$", re.IGNORECASE)
_PAID = frozenset(("spent", "paid", "raised", "completed"))
_ON_RECORD = frozenset(("money", "price", "price-per-share", "duration"))
"""What a company's own text says of these stands in contracts, accounts and markets too."""
_BOOKED = frozenset(("money", "mass", "percent", "price"))
_PRICE_OF_MARKET = re.compile(
    r"\b(?:market price|assess\w+|quot\w+|price data|index|FOB|CIF|on the exchange)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure where it is said: what its status is read from."""

    sentence: Sentence
    span: Span
    measure: Measure
    by_company: bool
    """Whether the figure is of a company of the register."""
    origin: str
    agency: str = ""
    """The price agency that published the text."""

    @property
    def before(self) -> str:
        """The sentence up to the figure."""
        return self.sentence.text[: self.span.start - self.sentence.span.start]

    @property
    def after(self) -> str:
        """The sentence from the figure on."""
        return self.sentence.text[self.span.end - self.sentence.span.start :]


def read_status(said: Said, lexicon: Lexicon) -> tuple[str, str]:
    """The status of a figure and the words that it was read from."""
    if said.measure.dimension == "price" and (agency := said.agency or _market(said.sentence.text, lexicon)):
        return "measured", f"a price that {agency} gives"
    if _EARLIER.search(said.before) and _A_YEAR_BACK.match(said.after):
        return "reported", "what went before, to compare with"
    status, word = _nearest(said.before)
    if status in _PLAIN and (behind := _behind(said.after)):
        return behind
    meant = _by_measure(said, status, word)
    if meant:
        return meant
    return _by_speaker(said, status, word) if status in _PLAIN else (status, f"the word “{word}”")


def _by_measure(said: Said, status: str, word: str) -> tuple[str, str] | None:
    """What a word of status means for this measure, where it means something else than usual."""
    measure, word = said.measure, word.casefold()
    plain, modal = status in _PLAIN, status == "target" and word in _MODAL
    if (modal or plain) and word not in _PAID and (measure.status == "estimate" or _is_cost(said)):
        return "estimate", _COMPUTED
    if modal and (measure.status == "reported" or _RULE.search(said.before)):
        return "reported", f"what an act or a contract says with “{word}”"
    if (
        status == "forecast"
        and said.by_company
        and measure.dimension == "mass-rate"
        and not _ANALYST.search(said.before)
    ):
        return "target", f"what its owner plans, with “{word}”"
    return None


def _is_cost(said: Said) -> bool:
    """Whether words before a sum say that something costs it, or is to."""
    return said.measure.dimension == "money" and _COST.search(said.before) is not None


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


def _by_speaker(said: Said, status: str, word: str) -> tuple[str, str]:
    """Who says it, where no word tells of plans, hopes or tests."""
    measure, text = said.measure, said.sentence.text
    spoken = _speaker(said, status)
    if spoken:
        return spoken
    if measure.time == "flow" and measure.dimension in _BOOKED and _ACCOUNTS.search(text):
        own = status == "said" or said.origin == "company"
        return "reported", "accounts of the company" if own else "accounts"
    if status == "said":
        return "claimed", f"the word “{word}”"
    if measure.status == "claimed":
        return "claimed", _OWNER
    if measure.status == "target" and not status:
        return "target", _GOAL
    return _of_a_company(said, word) or ("reported", f"the word “{word}”" if status else _NO_WORD)


def _speaker(said: Said, status: str) -> tuple[str, str] | None:
    """The body that speaks before the number, or anywhere in a sentence that says that somebody speaks."""
    for spoken, who, pattern in _SPEAKERS:
        if pattern.search(said.before) or (status == "said" and pattern.search(said.sentence.text)):
            return spoken, who
    return None


def _of_a_company(said: Said, word: str) -> tuple[str, str] | None:
    """What a company's own text says of it, save for what stands in contracts, accounts and markets too."""
    measure = said.measure
    if said.origin != "company" or measure.status == "reported":
        return None
    level = measure.time == "level" and word in ("cost", "was", "were")
    claims = level or (not word and measure.dimension not in _ON_RECORD)
    return ("claimed", _OF_ITSELF) if claims else None


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
