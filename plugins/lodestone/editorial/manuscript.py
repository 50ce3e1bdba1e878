"""What the rules look at: one briefing as text and as values, with what is no prose blanked out.

All offsets are those of the repaired text of the file: blanking puts blanks in the place of
comments, code and addresses, so that nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lodestone.model import Briefing, Change, Judgement, Lexicon, Span
from lodestone.text.document import Document
from lodestone.text.fences import FENCED

_UNREAD = re.compile(
    rf"<!--.*?(?:-->|\Z)|{FENCED}"
    r"|`[^`\n]+`|(?<=\])\([^()\s]*(?:\s+\"[^\"\n]*\")?\)"
    r"|https?://[^\s)>\]]+|</?[a-zA-Z][^<>\n]*>|\[\^[^\]\n]*\]",
    re.DOTALL | re.MULTILINE,
)
"""Comments, code, targets of links, addresses, tags, marks of footnotes."""
_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"\*\*[^*]+\*\*[^:]*:\s*")
_TAIL = re.compile(r"(?:[ \t]*(?:\{#[^{}\s]*\}|(?<!\])\[(?!\^)[^\[\]]*\]))+\s*\Z")
_LONGEST_TAIL = 1_000
"""Characters in which the ids of a bullet are looked for."""
_STOP = re.compile(
    r"[.!?][\"'\N{RIGHT DOUBLE QUOTATION MARK})\]]*\s+(?=[^a-z\s])"
    r"|\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)]|#+)[ \t])"
)
"""Where a sentence ends: a stop before no small letter, an empty line, the beginning of a bullet or heading."""


@dataclass(frozen=True)
class Manuscript:
    """A briefing as its editor sees it."""

    document: Document
    briefing: Briefing
    lexicon: Lexicon
    left: tuple[Change, ...] = ()
    """Places that the repair of the encoding could not mend; their offsets are of the repaired text."""

    @cached_property
    def words(self) -> str:
        """The whole text, what is no prose blanked out."""
        return _UNREAD.sub(lambda found: blank(found[0]), self.document.text)

    @cached_property
    def plain(self) -> str:
        """Its words alone, as `plain` gives them, for a first look at what stands in it at all."""
        return plain(self.words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each of these words once."""
        return frozenset(self.plain.split())

    @cached_property
    def statements(self) -> tuple[tuple[Judgement, Span], ...]:
        """Each judgement, and where its text stands: behind its head, before its ids."""
        return tuple((each, _statement(self.words, each.span)) for each in self.briefing.judgements)

    @cached_property
    def claims(self) -> tuple[Span, ...]:
        """Where the briefing speaks for itself: prose with the bottom line, and judgements."""
        return (*self.document.prose, *(span for _, span in self.statements))

    def found(self, pattern: re.Pattern[str], spans: Iterable[Span] | None = None) -> Iterator[re.Match[str]]:
        """Every match in the claims, or in the given spans."""
        for span in self.claims if spans is None else spans:
            yield from pattern.finditer(self.words, span.start, span.end)

    def holding(self, part: str, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans in which something stands, given in small letters: where it does not, nobody has to look closer."""
        return tuple(span for span in spans if part in span.of(self.words).lower())

    def sentence(self, at: int) -> Span:
        """The sentence around an offset, within its paragraph or bullet.

        The text is searched only so far as a paragraph goes.
        """
        start = max(self.words.rfind("\n\n", 0, at) + 1, 0)
        end = self.words.find("\n\n", at)
        end = len(self.words) if end < 0 else end
        for stop in _STOP.finditer(self.words, start, end):
            if stop.end() > at:
                return Span(start, stop.end())
            start = stop.end()
        return Span(start, end)


def _statement(words: str, bullet: Span) -> Span:
    head = _HEAD.match(words, bullet.start, bullet.end)
    start = head.end() if head else bullet.start
    tail = _TAIL.search(words, max(start, bullet.end - _LONGEST_TAIL), bullet.end)
    return Span(start, tail.start() if tail else bullet.end)


def blank(text: str) -> str:
    """As many characters, nothing to read, the same lines.

    >>> blank("a b\\nc")
    '   \\n '
    """
    return "\n".join(" " * len(line) for line in text.split("\n"))


def plain(text: str) -> str:
    """The words of a text in small letters, a blank before and behind each.

    >>> plain("A *must-own*,\\nthey say.")
    ' a must own they say '
    """
    return f" {' '.join(_WORD.findall(text.lower()))} "


def phrases(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of some words and phrases, whole and in small or capital letters; None for none."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    spaced = (r"\s+".join(map(re.escape, each.split())) for each in ordered)
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])") if ordered else None
