"""Wording: no investment advice, no verdict on a company, acronyms written out, no damage and no TODO left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lodestone.annotate.tables import per_lexicon
from lodestone.editorial.manuscript import Manuscript, phrases, plain
from lodestone.model import LEVELS, Lexicon, Problem, Span

_LEVELS = "|".join(LEVELS)
_MOVES = r"is|as|at|to|stays|remains|turns|rated|rises to|falls to"
_LEVEL = re.compile(
    rf"(?i)\b(?:{_LEVELS})[- ]risk\b|\brisk(?: level)?(?:\s*:|\s*\(|\s+(?:{_MOVES}))?\s*\b(?:{_LEVELS})\b"
)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+[^\n]*", re.MULTILINE)
_ACRONYM = re.compile(r"[A-Z](?<![\w&-].)[A-Z&]{0,5}[A-Z](?:s\b|\b)(?![-&/]?[\dA-Z])")
"""What stands before is looked at when the first letter is found: the search is five times as fast so."""
_MOST = 40
"""Acronyms looked at in one file; a text with more is no briefing."""
_ROMAN = re.compile(r"[IVXLC]+")
_RESIDUE = re.compile(
    "\ufffd+|[\x80-\x84\x86-\x9f]+|\u00e2\u20ac[\u2122\u0153\u009d\u201c\u201d\u02dc\u00a2\u00a6]?|\u00c3[\u0080-\u00bf]"
    "|\u00c2[\u00a0-\u00bf]|\u00ef\u00bb\u00bf|\u00ef\u00bf\u00bd|&amp;(?:amp|quot|lt|gt|nbsp|#\\d+);"
)
"""What wrong code pages leave, where nothing else of the text says which it was."""
_TODO = re.compile(r"\bTODO\b:?")


def advising(manuscript: Manuscript) -> Iterator[Problem]:
    """W320: words of investment advice, in title, prose and sections."""
    listed, pattern = _advice(manuscript.lexicon)
    words = manuscript.vocabulary
    if pattern is None or not any(needed <= words and each in manuscript.plain for needed, each in listed):
        return
    for place in (_title(manuscript), _body(manuscript)):
        for found in pattern.finditer(manuscript.words, place.start, place.end):
            hint = "say what it means for supply; the site gives no investment advice"
            message = f"`{' '.join(found[0].split())}` reads as investment advice"
            yield Problem("W320", Span(*found.span()), message, hint)


@per_lexicon
def _advice(lexicon: Lexicon) -> tuple[tuple[tuple[frozenset[str], str], ...], re.Pattern[str] | None]:
    """The words of each phrase, and the phrase as `Manuscript.plain` has it; and the pattern for any of them."""
    advice = lexicon.vocabulary.advice
    listed = tuple((frozenset(each.split()), each) for each in map(plain, advice))
    return listed, phrases(advice)


def branding(manuscript: Manuscript) -> Iterator[Problem]:
    """W321: a risk level beside a company's name in the title or a heading."""
    prose = manuscript.holding("risk", manuscript.document.prose)
    headings = [Span(*each.span()) for each in manuscript.found(_HEADING, prose)]
    for place in (_title(manuscript), *headings):
        level = _LEVEL.search(manuscript.words, place.start, place.end)
        name = _names(manuscript.lexicon) if level else None
        named = name.search(manuscript.words, place.start, place.end) if name else None
        if level and named:
            message = f"`{level[0]}` stands beside the name {named[0]}"
            hint = "say whose supply is at risk and from what; the level is not one of the company"
            yield Problem("W321", Span(*level.span()), message, hint)


@per_lexicon
def _names(lexicon: Lexicon) -> re.Pattern[str] | None:
    names = {name for each in lexicon.companies.values() for name in (*each.names, *each.weak_aliases)}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else None


def unexplained(manuscript: Manuscript) -> Iterator[Problem]:
    """W309: an acronym that is written out nowhere in the text, at its first use."""
    known = {"TODO", *_known(manuscript.lexicon)}
    most = len(known) + _MOST
    for found in manuscript.found(_ACRONYM):
        if len(known) > most:
            return
        word = found[0].removesuffix("s")
        if word in known or found[0] in known or _ROMAN.fullmatch(word):
            continue
        known.add(word)
        if not _explained(word, manuscript):
            hint = (
                f"write it out at first use, with `({word})` behind it; or add it to vocabulary/acronyms.yaml"
            )
            yield Problem(
                "W309", Span(found.start(), found.start() + len(word)), f"`{word}` is never written out", hint
            )


@per_lexicon
def _known(lexicon: Lexicon) -> frozenset[str]:
    """What needs no writing out: words of the vocabulary and of names of the register, codes."""
    words = lexicon.vocabulary
    names = [
        name
        for each in lexicon.companies.values()
        for name in (each.id.upper(), *each.names, *each.weak_aliases)
    ]
    names += [name for each in words.subjects.values() for name in (each.label, *each.names)]
    names += [listing.ticker.symbol for each in lexicon.companies.values() for listing in each.listings]
    names += [each.currency or each.unit for each in words.units.values()]
    names += [
        name
        for each in words.exchanges.values()
        for name in (each.code, *each.mic, *each.prefixes, each.name)
    ]
    names += [name for each in words.publishers for name in (each.name, *each.aliases)]
    names += [name for each in words.jurisdictions.values() for name in (each.code, *each.names)]
    parts = {part for name in names for part in re.split(r"[^\w&]+", name)}
    return frozenset(parts | set(words.acronyms))


def _explained(word: str, manuscript: Manuscript) -> bool:
    """Whether the text writes it out: in brackets behind the words, or before them, or by their initials."""
    behind = rf"\({word}s?\)|\b{word}s?\s*\([a-z]|\b{word}s?, (?:an?|the|or|short for)\b|, (?:called|or|the) {word}s?,"
    between = r"[ -](?:(?:of|for|and|the|on|to|in)[ -])*"
    initials = between.join(rf"{sign}\w+" for sign in word if sign.isalpha())
    return any(
        re.search(rf"{behind}|(?i:\b{initials})", manuscript.words[span.start : span.end])
        for span in manuscript.claims
    )


def damaged(manuscript: Manuscript) -> Iterator[Problem]:
    """W307: places that the repair left, and residue that it did not know as such."""
    taken = [Span(each.offset, each.offset + len(each.before)) for each in manuscript.left]
    for change, place in zip(manuscript.left, taken, strict=True):
        readings = ", ".join(f"`{each}`" for each in change.alternatives[:3])
        hint = f"it may have been {readings}; look at the source" if readings else "look at the source"
        yield Problem(
            "W307", place, f"`{change.before}` is damaged and could not be mended without guessing", hint
        )
    told = {at for place in taken for at in range(place.start, place.end)}
    if manuscript.words.isascii() and "&amp;" not in manuscript.words:
        return
    for found in _RESIDUE.finditer(manuscript.words):
        place = Span(*found.span())
        if told.isdisjoint(range(place.start, place.end)):
            yield Problem(
                "W307", place, f"`{found[0]}` looks like residue of a wrong code page", "look at the source"
            )


def unfinished(manuscript: Manuscript) -> Iterator[Problem]:
    """W324: a TODO, anywhere in the file."""
    if "TODO" not in manuscript.words:
        return
    for found in _TODO.finditer(manuscript.words):
        yield Problem(
            "W324", Span(*found.span()), "a TODO is left", "write what belongs here, or take it out"
        )


def _title(manuscript: Manuscript) -> Span:
    return manuscript.briefing.title.span


def _body(manuscript: Manuscript) -> Span:
    """All that follows the front matter."""
    front = manuscript.document.front_matter
    return Span(front.end if front else 0, len(manuscript.words))
