"""Tell headings and titles from paragraphs, where the markup is lost and only the words are left.

A heading is short, begins large, does not end as a sentence does, and text follows it. Written
in title case that is enough; in sentence case it must also stand between finished paragraphs.
"""

from __future__ import annotations

import re

from lodestone.text.document import cut

LABELS = frozenset(
    {
        "abstract", "analysis", "at a glance", "background", "bottom line", "conclusion", "context",
        "executive summary", "highlights", "in brief", "introduction", "key findings", "key highlights",
        "key points", "key takeaways", "outlook", "overview", "summary", "takeaways", "top line",
    }
)  # fmt: skip
"""Headings that say what kind of part follows: never the title of an article."""
KICKERS = frozenset(
    {"news", "press release", "news release", "breaking", "breaking news", "exclusive", "opinion"}
)
"""What may stand above a title."""

_SMALL = frozenset(
    {
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over",
        "per", "so", "than", "that", "the", "to", "up", "via", "vs", "vs.", "with", "yet", "is", "its",
    }
)  # fmt: skip
"""Words that title case leaves small."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_OTHER = re.compile(
    r"(?i:by|source|sources|photo|image|caption|note|disclaimer|disclosure|contact|editor|tags?|via)\s*:"
    r"|(?i:disclaimer|posted|updated)\b|By\s+[A-Z]|https?:|www\.|.*\S@\S"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b",
    re.IGNORECASE,
)
"""Short lines that are something else: bylines, credits, addresses, and datelines."""
_STOP = re.compile(
    r"""[.,;:\N{HORIZONTAL ELLIPSIS}]["'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})]*$"""
)
_MOST_WORDS = 12
_MOST_WORDS_OF_A_TITLE = 22
_MOST_WORDS_IN_SENTENCE_CASE = 9
_MOST_WORDS_OF_A_DATELINE = 8
_CAPITALISED = 0.75
"""Share of the words that count which begin large in title case; names alone stay below."""


def is_title(text: str) -> bool:
    """Whether the first line of a page can be its title. Sentence case will do.

    >>> is_title("Lynas opens a line for heavy rare earths"), is_title("Highlights"), is_title("By Staff")
    (True, False, False)
    """
    return _is_headline(text, _MOST_WORDS_OF_A_TITLE) and text.casefold() not in LABELS | KICKERS


def is_heading(text: str, *, between_paragraphs: bool) -> bool:
    """Whether a line is a heading; `between_paragraphs` if finished text stands before and after it.

    >>> is_heading("Four Ways to Grow", between_paragraphs=False)
    True
    >>> is_heading("What it means", between_paragraphs=True), is_heading("What it means", between_paragraphs=False)
    (True, False)
    """
    if not _is_headline(text, _MOST_WORDS):
        return False
    if _is_title_case(text):
        return True
    return between_paragraphs and len(text.split()) <= _MOST_WORDS_IN_SENTENCE_CASE and "," not in text


def hashes(heading: str) -> str:
    """The mark before a heading: level 2, or 4 where level 2 would make it one of our sections, which are fields.

    >>> hashes("Implications for the West"), hashes("Implications"), hashes("Key Figures")
    ('##', '####', '####')
    """
    document, problems = cut(f"## {heading}\n")
    misread = any(problem.code == "E130" for problem in problems)
    return "####" if document.sections or misread else "##"


def _is_headline(text: str, most: int) -> bool:
    words = text.split()
    opens = re.match(r"[\"'(\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}]*(.)", text)
    begins_large = opens is not None and (opens[1].isupper() or opens[1].isdigit())
    ends = _STOP.search(text) is not None and not re.search(r"\b[A-Z]\.[A-Z]\.$", text)
    dateline = len(words) <= _MOST_WORDS_OF_A_DATELINE and _DATE.search(text) is not None
    return begins_large and not ends and not dateline and 0 < len(words) <= most and not _OTHER.match(text)


def _is_title_case(text: str) -> bool:
    words = [
        word.strip("\"'()\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}")
        for word in text.split()
    ]
    counted = [word for word in words if word and word.casefold() not in _SMALL and word[0].isalpha()]
    large = sum(word[0].isupper() for word in counted)
    return bool(counted) and large >= _CAPITALISED * len(counted)
