"""Say on whose word a figure stands: claimed, reported, measured, forecast, estimate or target.

The word that decides is the nearest before the number in its sentence: `said it will add 50,000
t` is a target, though a company said it. Behind the number only a deadline counts. Where no
word decides, the origin of the text does: a company's own statement is a claim, the rest is reported.
"""

from __future__ import annotations

import re

from lodestone.annotate.reading import Sentence
from lodestone.model import Measure, Span

_WORDS: dict[str, str] = {
    "target": (
        r"designed (?:to|for)|will|would|plan(?:s|ned|ning)?(?: to| for)?|aim(?:s|ed|ing)?|target(?:s|ed|ing)?|goal|"
        r"intend(?:s|ed)?|seek(?:s|ing)? to|set to|is to|are to|was to|were to|wants to|slated|"
        r"due to (?:reach|start|produce|open)|pledg\w+|under construction|building|to build|is constructing|nameplate|"
        r"could|scale to|ramp(?:ing)? (?:up )?to|on track|eventually|proposed|to (?:reach|lift|raise|expand)"
    ),
    "forecast": (
        r"expect(?:s|ed|ing)?|forecast(?:s|ed)?|outlook|projects? (?=that|demand|a )|projected|guidance|guided|"
        r"anticipat\w+|predict\w*|sees|foresees"
    ),
    "estimate": (
        r"estimat\w+|put at|puts|costed|feasibility|scoping study|pre-feasibility|NPV|net present value|implies|"
        r"works out|calculat\w+|budgeted"
    ),
    "measured": (
        r"assess(?:ed|ment|es)|closed at|traded at|quoted|assay\w*|customs data|tests? showed|tested|laborator\w+|"
        r"survey\w*|measured|peer-reviewed"
    ),
    "claimed": (
        r"claim(?:s|ed|ing)?|sa(?:id|ys)|according to (?:the company|management|its)|touts?|boasts?|"
        r"describ\w+ (?:it )?as|insist\w*|told"
    ),
    "reported": (
        r"report(?:s|ed|ing)?|posted|results|recorded|official(?:ly)?|(?:data|figures) show(?:ed|s)?|awarded|received|"
        r"secured|raised|signed|agreed|bought|completed|opened|approved|granted|issued|committed|rose|fell|produced|"
        r"shipped|sold|cost|spent|paid|employs?"
    ),
}
_PATTERNS = tuple(
    (status, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for status, words in _WORDS.items()
)
_DEADLINE = re.compile(
    r"\bby (?:the end of |late |early |mid-)?20[2-9]\d|\b(?:starting|from|beginning) in 20[3-9]\d",
    re.IGNORECASE,
)
_COMPANY_REPORTS = re.compile(
    r"\b(?:revenue|sales|net profit|net income|net loss|EBITDA|earnings|cash)\b", re.IGNORECASE
)


def read_status(sentence: Sentence, span: Span, measure: Measure, origin: str) -> tuple[str, str]:
    """The status of a figure and the words that it was read from."""
    at = span.start - sentence.span.start
    before, after = sentence.text[:at], sentence.text[span.end - sentence.span.start :]
    status, word = _nearest(before)
    if (
        status == "claimed"
        and _COMPANY_REPORTS.search(before)
        and measure.time == "flow"
        and measure.dimension == "money"
    ):
        return "reported", "accounts of the company"
    if status in ("", "reported") and _DEADLINE.search(after):
        return "target", "a deadline behind it"
    if status == "reported" and origin == "company" and measure.time == "level" and word in ("", "cost"):
        return "claimed", "a company speaks of itself"
    if status:
        return status, f"the word “{word}”"
    if origin == "company":
        return "claimed", "a company speaks of itself"
    return "reported", "no word says otherwise"


def _nearest(before: str) -> tuple[str, str]:
    """The status whose word stands nearest before the number; a plan outweighs what is a little nearer."""
    best: tuple[int, str, str] = (-1, "", "")
    for status, pattern in _PATTERNS:
        for found in pattern.finditer(before):
            lead = 25 if status in ("target", "forecast", "estimate") else 0
            if found.end() + lead > best[0]:
                best = (found.end() + lead, status, " ".join(found[0].split()))
    return best[1], best[2]
