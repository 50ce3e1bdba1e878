"""Runs of words that a briefing shares with the scrape that it came from.

Facts are free, sentences are not: text in our own words shares names and numbers with its
source, and never long runs. Lines that are marked as quotation (`> `) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lodestone.model import Problem, Span
from lodestone.text.document import Document

RUN = 12
"""Words in a row from which on a likeness is no accident."""
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SHOWN = 8


def shared_runs(document: Document, scrape: str) -> Iterator[Problem]:
    """W322: each longest run of at least `RUN` words of the body that stands in the scrape too."""
    seen = _runs(_WORD.findall(scrape.casefold()))
    start = document.front_matter.end if document.front_matter else 0
    body = _QUOTED.sub(lambda found: " " * len(found[0]), document.text[start:])
    places = [Span(found.start() + start, found.end() + start) for found in _WORD.finditer(body)]
    words = [place.of(document.text).casefold() for place in places]
    first = 0
    while first + RUN <= len(words):
        last = first
        while tuple(words[last : last + RUN]) in seen:
            last += 1
        if last == first:
            first += 1
            continue
        end = last + RUN - 1
        place = Span(places[first].start, places[end - 1].end)
        told = " ".join(place.of(document.text).split()[:_SHOWN])
        message = f"{end - first} words in a row are those of the scrape: `{told} \N{HORIZONTAL ELLIPSIS}`"
        yield Problem(
            "W322", place, message, "say it in words of your own, or mark it as a quotation with `> `"
        )
        first = end


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
