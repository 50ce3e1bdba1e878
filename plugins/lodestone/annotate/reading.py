"""A text made ready for reading: its sentences and words with their places, and the words of an evidence.

Offsets are of the text that was given, always: what is not to be read (front matter,
addresses, comments) is blanked out in place, never taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lodestone.model import Evidence, Span

LONGEST_EVIDENCE = 160
_UNREAD = re.compile(r"https?://[^\s)>\]]+|<!--.*?-->|```.*?```|<[a-zA-Z/][^>\n]*>", re.DOTALL)
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+(?:[.&][A-Za-z0-9]+)*(?![A-Za-z\u00c0-\u024f0-9$])")
_BULLET = re.compile(r"\s*(?:[-*+\u2022\u25cf\u25aa\u2013]|\d{1,2}[.)]|#{1,6})\s")
_STOP = re.compile(
    r"[.!?][\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})\]]*(?=\s|$)|[。！？]"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:U\.S|U\.K|U\.N|Inc|Co|Corp|Ltd|No|Nos|vs|e\.g|i\.e|Dr|Mr|Mrs|Ms|Prof|St|approx|ca|est|Jan|Feb|Mar|Apr|Jun|"
    r"Jul|Aug|Sept|Sep|Oct|Nov|Dec|Fig|Rs|cf|Gov|Sen|Rep|Gen|hrs)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 8
_LONGEST_SENTENCE = 1000
"""A longer stretch without a stop is no sentence; it is read in pieces, so that time stays linear."""
_HEADING_LENGTH = 60
"""A line shorter than this, without a stop, before a line with a capital, is a heading."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it starts; hyphens and apostrophes part words, `U.S` and `99.9` are one, `US$` is none."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or bullet: its number from 0, its place, and its characters with line breaks as blanks."""

    number: int
    span: Span
    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Reading:
    """A text with all that is not prose blanked out, and its sentences."""

    raw: str
    text: str

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order; there is none without a word."""
        found: list[Sentence] = []
        for start, end in _in_pieces(self.text, _sentence_bounds(self.text)):
            words = tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(self.text, start, end))
            plain = self.text[start:end].replace("\n", " ")
            if plain.strip():
                found.append(Sentence(len(found), Span(start, end), plain, words))
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset, or the nearest before it."""
        return self.sentences[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def length(self) -> int:
        """How many words there are."""
        return sum(len(sentence.words) for sentence in self.sentences)

    def evidence(self, span: Span, why: str) -> Evidence:
        """The words at `span` widened to their sentence, at most `LONGEST_EVIDENCE` characters."""
        around = self.sentence_at(span.start).span
        start, end = min(around.start, span.start), max(around.end, span.end)
        if end - start > LONGEST_EVIDENCE:
            room = max(LONGEST_EVIDENCE - (span.end - span.start), 0) // 2
            start = self._word_start(max(start, span.start - room), span.start)
            end = self._word_end(min(end, start + LONGEST_EVIDENCE), span.end)
        kept = self.raw[start:end]
        start += len(kept) - len(kept.lstrip())
        return Evidence(Span(start, start + len(kept.strip())), " ".join(kept.split()), why)

    def _word_start(self, at: int, before: int) -> int:
        """The first start of a word from `at` on, not beyond `before`."""
        blank = self.raw.find(" ", at, before)
        return at if at == 0 or self.raw[at - 1].isspace() or blank < 0 else blank + 1

    def _word_end(self, at: int, after: int) -> int:
        blank = self.raw.rfind(" ", after, at)
        return at if at >= len(self.raw) or self.raw[at].isspace() or blank < 0 else blank


def read(text: str, spans: tuple[Span, ...] | None = None) -> Reading:
    """Make `text` ready for reading; only `spans` of it, if given.

    >>> [sentence.text for sentence in read("Lynas Corp. said so. It rose 5.5 %.").sentences]
    ['Lynas Corp. said so.', 'It rose 5.5 %.']
    """
    kept = text if spans is None else _only(text, spans)
    return Reading(text, _UNREAD.sub(lambda found: _blank(found[0]), kept))


def _only(text: str, spans: tuple[Span, ...]) -> str:
    parts, end = [], 0
    for span in spans:
        parts += [_blank(text[end : span.start]), span.of(text)]
        end = span.end
    return "".join([*parts, _blank(text[end:])])


def _blank(text: str) -> str:
    """As many characters, nothing to read, the same lines."""
    return "".join("\n" if sign == "\n" else " " for sign in text)


def _sentence_bounds(text: str) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        at = start
        for stop in _STOP.finditer(text, start, end):
            if _ends_sentence(text, at, stop, end):
                bounds.append((at, stop.end()))
                at = stop.end()
                while at < end and text[at].isspace():
                    at += 1
        if text[at:end].strip():
            bounds.append((at, end))
    return bounds


def _in_pieces(text: str, bounds: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same bounds, what is longer than a sentence cut at blanks."""
    for start, end in bounds:
        at = start
        while end - at > _LONGEST_SENTENCE:
            blank = text.rfind(" ", at + 1, at + _LONGEST_SENTENCE)
            cut = blank if blank > 0 else at + _LONGEST_SENTENCE
            yield at, cut
            at = cut
        yield at, end


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence: not behind an abbreviation, and something like a beginning follows."""
    near = max(start, stop.start() - _LONGEST_ABBREVIATION)
    if stop[0][0] == "." and _ABBREVIATED.search(text, near, stop.start() + 1):
        return False
    rest = text[stop.end() : min(stop.end() + 8, end)].lstrip()
    return not rest or not rest[0].islower()


def _blocks(text: str) -> list[tuple[int, int]]:
    """Paragraphs, headings and bullets: lines joined where a sentence runs over a line break."""
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    at = 0
    previous = ""
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if start is not None and (not bare or _parts(previous, line)):
            blocks.append((start, at))
            start = None
        if bare and start is None:
            start = at + len(line) - len(line.lstrip())
        at += len(line)
        previous = line
    if start is not None:
        blocks.append((start, at))
    return blocks


def _parts(previous: str, line: str) -> bool:
    """Whether a line starts something new, or runs on from the one before."""
    if _BULLET.match(line):
        return True
    before, after = previous.strip(), line.strip()
    if before.startswith("|") or after.startswith("|"):
        return True  # each row of a table says something of its own
    heading = len(before) < _HEADING_LENGTH and before[-1:] not in ",;-" and before[-1:].isalnum()
    return before[-1:] in ".!?:\u201d\u3002" or (heading and after[:1].isupper())
