"""Cut a file into front matter, known sections and prose, keeping where everything stands.

No meaning is read here; the spans lead back into the repaired text of the file. A heading of
level 2 is a section only by its exact name, so that a misspelt one would quietly be published
as prose: a near miss is therefore told, and read as what it was meant to be.

A text without any section, as a scrape is, is all prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from lodestone.model import Problem, Span
from lodestone.text.excess import excess
from lodestone.text.front_block import front_block, further_blocks
from lodestone.text.headings import LINE, UNDERLINE, Heading, headings, open_lines, unclosed

SECTIONS = ("Judgements", "Figures", "Implications", "Watch", "Gaps")
"""The headings of level 2 that are fields, not prose."""

NEAR_MISSES = {
    "judgments": "Judgements", "judgement": "Judgements", "judgment": "Judgements",
    "key judgements": "Judgements", "key judgments": "Judgements",
    "figure": "Figures", "key figures": "Figures", "figures table": "Figures",
    "implication": "Implications", "watchlist": "Watch", "watch list": "Watch", "watch items": "Watch",
    "what to watch": "Watch", "gap": "Gaps", "information gaps": "Gaps", "intelligence gaps": "Gaps",
}  # fmt: skip
"""Other ways to write a section, in small letters."""

BOTTOM_LINE_WORDS = 60
"""A first paragraph above this is not a bottom line."""

_NEAR = 0.8
"""How alike (0 to 1, difflib) a heading must be to a section's name to be taken for a slip."""


@dataclass(frozen=True, slots=True)
class Section:
    """One known section: the span of its heading line and of what follows it up to the next heading of level 1 or 2."""

    name: str
    heading: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A file, cut up. All spans are of `text`, which is the whole repaired text of the file."""

    text: str
    front_matter: Span | None
    """Between the two lines of hyphens, without them; None where there is no front matter."""
    sections: tuple[Section, ...]
    prose: tuple[Span, ...]
    """All that is neither front matter nor a known section, in order."""

    @property
    def bottom_line(self) -> Span | None:
        """The first paragraph of the prose, where the prose opens with one (no heading, list, quote, fence).

        At most 60 words; a longer one is prose like any other.
        """
        found = self._opening
        return found if found and self.opening_words <= BOTTOM_LINE_WORDS else None

    @property
    def opening_words(self) -> int:
        """How many words the paragraph has with which the prose opens; 0 where it opens with something else."""
        return len(self._opening.of(self.text).split()) if self._opening else 0

    @property
    def _opening(self) -> Span | None:
        opening = next((span for span in self.prose if span.of(self.text).strip()), None)
        if opening is None or any(section.heading < opening for section in self.sections):
            return None
        return _first_paragraph(self.text, opening)

    def section(self, name: str) -> Section | None:
        """The section of this name, if the file has one."""
        return next((section for section in self.sections if section.name == name), None)


_BLANK = re.compile(r"[ \t]*(?:<!--(?:(?!-->).)*-->[ \t]*)?\r?\n?")
"""A line with nothing, or with a comment alone."""
_OTHER_BLOCK = re.compile(r"[ ]{0,3}(?:[-*+][ \t]|\d+[.)][ \t]|[>#|<\s]|```|~~~|!\[)")
"""What opens a block that is no paragraph."""
_ENDS = re.compile(r"[ ]{0,3}(?:#|```|~~~)")
"""What ends a paragraph without a blank line."""


def _first_paragraph(text: str, prose: Span) -> Span | None:
    """The paragraph that a prose opens with; None if it opens with something else."""
    found: Span | None = None
    for line in LINE.finditer(text, prose.start, prose.end):
        if found is None:
            if _BLANK.fullmatch(line[0]):
                continue
            if _OTHER_BLOCK.match(line[0]):
                return None
            found = Span(line.start() + len(line[0]) - len(line[0].lstrip()), line.start())
        elif UNDERLINE.match(line[0]):
            return None
        elif not line[0].strip() or _ENDS.match(line[0]):
            break
        found = Span(found.start, line.start() + len(line[0].rstrip()))
    return found


def cut(text: str) -> tuple[Document, tuple[Problem, ...]]:
    """Cut repaired text into its parts.

    Problems: E102, E105, E106 (then there are no parts), E107, E130 (near miss of a section), E146, E151 (behind a
    second front matter nothing is read, unless it follows the first at once), E152.
    """
    refused = excess(text)
    if refused:
        return Document("", None, (), ()), (refused,)  # nothing else looks at it
    front, body, problems = front_block(text)
    end = len(text)
    second = _second(text, body)
    if second and not text[body : second[0].start].strip():
        body = second[0].end
    elif second:
        end = second[0].start
    found = tuple(headings(text, body, end, SECTIONS))
    sections, prose, misses = _sections(text, Span(body, end), found)
    conflicts = [
        Problem("E107", Span(found.start(), found.end()), "a merge conflict is left here", _CONFLICT_HINT)
        for found in (_CONFLICT.finditer(text) if "<" * 7 in text else ())
    ]
    told = (*problems, *([second[1]] if second else []), *misses, *unclosed(text, body, end), *conflicts)
    return Document(text, front, sections, prose), told


def _second(text: str, body: int) -> tuple[Span, Problem] | None:
    """The first further front matter that stands in no fence and no comment."""
    further = list(further_blocks(text, body))
    if not further:
        return None
    open_ = {line.start for line in open_lines(text, body, len(text))}
    return next((each for each in further if each[0].start in open_), None)


_CONFLICT = re.compile(r"^<{7}(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)
_CONFLICT_HINT = "keep one of the two versions and delete the lines of `<`, `=` and `>`"


def _sections(
    text: str, body: Span, found: tuple[Heading, ...]
) -> tuple[tuple[Section, ...], tuple[Span, ...], list[Problem]]:
    """Known sections, the prose around them, and headings that were meant as sections but are not."""
    known: dict[str, Section] = {}
    prose: list[Span] = []
    problems: list[Problem] = []
    given = {heading.name for heading in found if heading.level == 2}
    edges = [heading for heading in found if heading.level <= 2 or _meant(heading, given)]
    at = body.start
    for n, heading in enumerate(edges, start=1):
        end = edges[n].span.start if n < len(edges) else body.end
        name = _meant(heading, given)
        if name is None:
            continue
        if name != heading.name or heading.level != 2 or heading.slip:
            problems.append(_near_miss(text, heading, name))
        if name in known:
            hint = "put both under one heading"
            problems.append(Problem("E146", heading.words, f"`{name}` is given twice", hint))
        else:
            known[name] = Section(name, heading.span, Span(heading.span.end, end))
        prose.append(Span(at, heading.span.start))
        at = end
    prose.append(Span(at, body.end))
    return tuple(known.values()), tuple(span for span in prose if span.start < span.end), problems


def _meant(heading: Heading, given: set[str]) -> str | None:
    """The section that a heading names or was meant to name, or None.

    The exact name at level 1 or 3 is a slip only where the file has no such section.
    """
    if heading.name in SECTIONS:
        right = heading.level == 2 or (heading.level in (1, 3) and heading.name not in given)
        return heading.name if right else None
    if heading.level != 2:
        return None
    name = heading.name.strip(" :*_").casefold()
    if name in NEAR_MISSES:
        return NEAR_MISSES[name]
    return _nearest(name)


@lru_cache(maxsize=1024)
def _nearest(name: str) -> str | None:
    """The section whose name is nearly this, in small letters; headings recur from file to file."""
    alike = (SequenceMatcher(None, known.lower(), name) for known in SECTIONS)
    near = (each.real_quick_ratio() >= _NEAR and each.ratio() >= _NEAR for each in alike)
    return next((known for known, is_near in zip(SECTIONS, near, strict=True) if is_near), None)


def _near_miss(text: str, heading: Heading, name: str) -> Problem:
    hint = f"did you mean `## {name}`? one of: {', '.join(SECTIONS)}"
    if heading.name != name:
        return Problem("E130", heading.words, f"`{heading.name}` is not the name of a section", hint, name)
    whole = Span(heading.span.start, heading.words.end)
    plain = heading.level == 2 or whole.of(text)[0] in "*_"
    fix = f"## {name}" if plain else None  # of another level it may have been meant as prose
    return Problem("E130", whole, f"`{whole.of(text)}` is not a heading of level 2", hint, fix)
