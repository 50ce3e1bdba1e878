"""Take web residue out of a scrape: what the page put around and into an article, not what the article says.

Only for `lodestone ingest`, because lines go. What is residue stands in the tables of
`residue_rules.py`; here is how they are used. Every removal is told with its line and its reason.

A disclaimer is no residue: it says whom a statement comes from. Nor is a line with a date, since
it may be the only place where the page says when it was written.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from lodestone.scrape.residue_rules import COMMENT, FOLDS, KEPT, LABEL, LINES, PHRASES, Rule


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the scrape, from 1, so that it can be told of after others are gone."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Removal:
    """One place where residue was taken out or folded; `after` is what stands there now."""

    line: int
    rule: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines that are left, and what is gone."""

    lines: tuple[Line, ...]
    removals: tuple[Removal, ...]


_COMMENT = re.compile(r"<!--(?!\s*lodestone:).{0,4000}?-->", re.DOTALL)
_EDGE = (
    " \t-*#|>.\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}\N{LEFTWARDS ARROW}\N{RIGHTWARDS ARROW}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{HORIZONTAL ELLIPSIS}"
)
_BULLET = re.compile(r"\s*(?:[-*+\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}]|\d{1,2}[.)])\s")
_ENDS_SENTENCE = re.compile(
    r"""[.!?:]["'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})]*$"""
)
_LONGEST_TEASER = 20
"""Words; a longer line in a list of other pages is taken for a paragraph of this one."""


def clean(text: str, first: int = 1) -> Cleaned:
    """Take the residue out of a text, whose first line has the number `first`. What stays keeps order and words.

    >>> [line.text for line in clean("Home > News\\nMagnets (opens in a new tab), and oxides.\\n0 Comments").lines]
    ['Magnets, and oxides.']
    """
    text, removals, touched = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n"), first)
    lines = []
    for number, raw in enumerate(text.split("\n"), start=first):
        line, cuts = _cut(Line(number, raw))
        removals += cuts
        if line is not None and not (line.blank and number in touched):
            lines.append(line)
    gone = _whole_lines(lines)
    kept = tuple(line for line in lines if line.number not in {each.line for each in gone})
    return Cleaned(kept, tuple(sorted(removals + gone, key=lambda each: each.line)))


def _without_comments(text: str, first: int) -> tuple[str, list[Removal], set[int]]:
    """The text without comments, whose line breaks stay so that numbers are true; and the lines that had one."""
    removals, touched = [], set()
    for found in _COMMENT.finditer(text):
        line = text.count("\n", 0, found.start()) + first
        removals.append(Removal(line, COMMENT.name, _short(found[0]), "", COMMENT.why))
        touched |= set(range(line, line + found[0].count("\n") + 1))
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text), removals, touched


def _cut(line: Line) -> tuple[Line | None, list[Removal]]:
    """A line with its signs folded and its phrases cut out; None where they were all that was on it."""
    folded, removals = _applied(FOLDS, line)
    bare, cuts = _applied(PHRASES, folded)
    if cuts and bare.blank:
        return None, removals + cuts
    return replace(bare, text=bare.text.rstrip()), removals + cuts


def _applied(rules: tuple[Rule, ...], line: Line) -> tuple[Line, list[Removal]]:
    """A line after some rules for its parts. What a rule would leave as it was is not told."""
    text, removals = line.text, []
    for rule in rules:
        seen = [(found[0], rule.becomes(found[0])) for found in rule.pattern.finditer(text)]
        removals += [Removal(line.number, rule.name, was, now, rule.why) for was, now in seen if was != now]
        text = rule.pattern.sub(lambda found, rule=rule: rule.becomes(found[0]), text)  # type: ignore[misc]
    return replace(line, text=text), removals


def _whole_lines(lines: list[Line]) -> list[Removal]:
    """Lines that are residue as a whole, and the lists of other pages that some of them open."""
    gone: list[Removal] = []
    for at, line in enumerate(lines):
        rule = _rule_of(line)
        if rule is None or (gone and line.number <= gone[-1].line):
            continue
        listed = _teasers(lines[at + 1 :]) if LABEL.fullmatch(line.text.strip(_EDGE)) else []
        gone += [Removal(each.number, rule.name, each.text.strip(), "", rule.why) for each in (line, *listed)]
    return gone


def _rule_of(line: Line) -> Rule | None:
    """The rule that a line matches as a whole, unless it is one to keep."""
    bare = line.text.strip(_EDGE).rstrip(":")
    if not bare or KEPT.search(bare):
        return None
    return next((rule for rule in LINES if rule.pattern.fullmatch(bare)), None)


def _teasers(lines: list[Line]) -> list[Line]:
    """The titles of other pages under a label such as `Related:`: a list, or short lines without an end.

    Where text follows at once, the last of the short lines may be its heading, so it stays.
    """
    filled = list(itertools.dropwhile(lambda line: line.blank, lines))
    if filled and _BULLET.match(filled[0].text):
        return list(itertools.takewhile(lambda line: _BULLET.match(line.text), filled))
    listed = list(itertools.takewhile(_is_teaser, filled))
    rest = filled[len(listed) :]
    return listed[:-1] if rest and not rest[0].blank else listed


def _is_teaser(line: Line) -> bool:
    words = len(line.text.split())
    return 0 < words <= _LONGEST_TEASER and not _ENDS_SENTENCE.search(line.text.rstrip())


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}\N{HORIZONTAL ELLIPSIS}"
