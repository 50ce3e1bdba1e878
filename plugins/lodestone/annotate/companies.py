"""Find the companies of the register in a text, and say which one it is about.

Names are read longest first, with their capitals, over hyphens, brackets and line breaks. A
weak alias (`MP`, `Apple`, `Ionic`: also a word, or the name of others) counts only beside what
makes it sure: its ticker, another name of the company, a related company, or a firm's verb.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lodestone.annotate.reading import Reading
from lodestone.annotate.tables import per_lexicon
from lodestone.annotate.tickers import Tape
from lodestone.model import Company, Evidence, Lexicon, Proposed, Span
from lodestone.model.legal_form import without_legal_form

_JOIN = r"(?:[\s\-\N{NON-BREAKING HYPHEN}\N{HYPHEN}]{1,3}|\s?[(\uff08]\s?|\s?[)\uff09]\s?)"
_TOKEN = re.compile(r"[^\s()\-\uff08\uff09]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHORTEST_IN_CAPITALS = 5
"""A name of at least so many letters is also read in capitals, as headlines print it."""
_OWNS = r"['\N{RIGHT SINGLE QUOTATION MARK}]s\s"
_FIRM_SPEAKS = re.compile(
    rf"(?:{_OWNS}(?!law|theorem|constituen)|\s(?:said|says|announced|reported|posted|signed|agreed|plans|expects|"
    r"will|has|is|was|and|committed|commits|bought|buys|supplies|produces|produced|makes|made|opened|raised|invested|"
    r"completed|began|aims|intends|shares|stock|Inc|Corp|Ltd|plc|Group|would|also|wants|uses|receives|received)\b)"
)
"""What follows a name that is also a word (`Apple`, `Ionic`) where it is a firm."""
_FIRM_ACTS = re.compile(
    rf"(?:{_OWNS}(?:magnets?|plant|mine|factory|shares|stock|output|revenue|supply|suppliers?|oxide|facility|electric|"
    r"motors?|vehicles?|deal|contract|agreement)\b|\s(?:shares|stock|signed|"
    r"agreed to (?:buy|supply|sell|take)|(?:up|down)\s\d|"
    r"(?:lost|gained|fell|rose|closed|jumped|slipped|dropped|climbed|added|shed)\s"
    r"(?:by |up |down )?\d|reported|"
    r"posted|supplies|will (?:buy|supply|source|take)|produces|produced|bought|opened|completed|commissioned|magnets?|"
    r"plants?|factory|Corp|Inc|Ltd)\b)"
)
"""What follows a short form in capitals (`MP`, `GM`) where it is a firm: less, because persons speak too."""
_PERSON_BEFORE = re.compile(
    r"\b(?:the|a|an|local|Labour|Labor|Tory|Conservative|Liberal|Democrat|SNP|former|backbench|every|one)\s$"
)
_CAPITAL_AFTER = re.compile(r"(?:\s|-)[A-Z][a-z]")
_NUMBER_BEFORE = re.compile(r"\d\s?$")
_TITLE_WEIGHT = 3.0
_LEAD_WEIGHT = 1.5
_TICKER_WEIGHT = 2.0
_FIRST_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a company is named."""

    company: str
    span: Span
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class _Names:
    pattern: re.Pattern[str]
    owners: dict[str, tuple[tuple[str, bool], ...]]
    """Companies behind a name, each with whether the name is weak for it; the name without its joints."""
    shared: re.Pattern[str]
    """Beginnings that several companies have in common, `China Rare Earth`: not enough to tell them apart."""


def read_mentions(
    reading: Reading, lexicon: Lexicon, tape: Tape
) -> tuple[tuple[Mention, ...], tuple[Evidence, ...]]:
    """Every mention in the order of the text, and notes on names that could mean several."""
    names = _names(lexicon)
    by_ticker = [
        Mention(lexicon.holders[each.ticker].id, each.span, "ticker of the register", each.score)
        for each in tape.printed
        if each.ticker in lexicon.holders
    ]
    sure = list(by_ticker)
    weak: list[tuple[str, Span]] = []
    notes: list[Evidence] = []
    spelt = {place for mention in by_ticker for place in range(mention.span.start, mention.span.end)}
    for found in names.pattern.finditer(reading.text):
        span = Span(*found.span())
        if span.start in spelt:
            continue
        owners = names.owners.get(_plain(found[0]), ())
        if len(owners) > 1:
            could = " or ".join(lexicon.companies[each].short for each, _ in owners)
            notes.append(reading.evidence(span, f"ambiguous name: {could}"))
        elif owners and owners[0][1]:
            weak.append((owners[0][0], span))
        elif owners and not _other_name(reading.text, span):
            sure.append(Mention(owners[0][0], span, "name of the register", 0.95))
    sure += _backed(weak, sure, reading, lexicon)
    notes += _ambiguous(reading, names, sure, lexicon)
    return tuple(sorted(sure, key=lambda each: each.span)), tuple(notes)


def rank(mentions: Iterable[Mention], reading: Reading, lexicon: Lexicon) -> tuple[Proposed[str], ...]:
    """The companies of a text, the one that it is about first.

    Weight: one for each mention, more in the title and the opening, more for a ticker in
    print. A buyer or investor yields to a producer that is named as often.
    """
    weights: dict[str, float] = defaultdict(float)
    best: dict[str, Mention] = {}
    for mention in mentions:
        number = reading.sentence_at(mention.span.start).number
        first = not weights and number <= 1
        weights[mention.company] += 1 + (_TITLE_WEIGHT if number == 0 else _LEAD_WEIGHT if number <= 2 else 0)
        weights[mention.company] += _TICKER_WEIGHT if mention.why.startswith("ticker") else 0
        weights[mention.company] += _FIRST_WEIGHT if first else 0
        held = best.get(mention.company)
        if held is None or mention.score > held.score:
            best[mention.company] = mention
    for each in weights:
        segments = lexicon.companies[each].segments
        if segments and all(segment in ("investor", "end-use") for segment in segments):
            weights[each] *= 0.6
    order = sorted(weights, key=lambda each: (-weights[each], best[each].span.start))
    return tuple(
        Proposed(each, (reading.evidence(best[each].span, best[each].why),), best[each].score)
        for each in order
    )


def _backed(
    weak: list[tuple[str, Span]], sure: list[Mention], reading: Reading, lexicon: Lexicon
) -> list[Mention]:
    """The weak mentions that something makes sure."""
    named = {mention.company for mention in sure}
    found = []
    for each, span in weak:
        why = _why_sure(lexicon.companies[each], span, reading.text, named)
        if why:
            found.append(Mention(each, span, why, 0.9 if each in named else 0.75))
    return found


def _why_sure(company: Company, span: Span, text: str, named: set[str]) -> str:
    """Why a weak alias means the company here; '' where nothing says so."""
    alias = span.of(text)
    before, after = text[max(span.start - 24, 0) : span.start], text[span.end : span.end + 48]
    acronym = alias.isupper()
    if _CAPITAL_AFTER.match(after) or _NUMBER_BEFORE.search(before):
        return ""
    if company.id in named:
        return "short name, beside another name of the company"
    if acronym and _PERSON_BEFORE.search(before):
        return ""
    related = [relation.other for relation in company.relations if relation.other in named]
    if related:
        return f"short name, beside {related[0]}, to which the register relates it"
    speaks = _FIRM_ACTS if acronym else _FIRM_SPEAKS
    return "short name with what only a firm does" if speaks.match(after) else ""


def _other_name(text: str, span: Span) -> bool:
    """Whether a name is only part of another one: `Energy Fuels` in `Renewable Energy Fuels Act`."""
    after = text[span.end : span.end + 16]
    return (
        re.match(r"\s(?:Act|Street|Road|Avenue|University|District|Valley|Conference|Bridge)\b", after)
        is not None
    )


def _ambiguous(reading: Reading, names: _Names, sure: list[Mention], lexicon: Lexicon) -> list[Evidence]:
    """A note for the first place where only the common beginning of several names stands."""
    for found in names.shared.finditer(reading.text):
        if not any(mention.span.start <= found.start() < mention.span.end for mention in sure):
            start = _plain(found[0])
            could = [
                c.short
                for c in lexicon.companies.values()
                if any(_plain(n).startswith(start + " ") for n in c.names)
            ]
            return [reading.evidence(Span(*found.span()), f"ambiguous name: {', '.join(could)}")]
    return []


@per_lexicon
def _names(lexicon: Lexicon) -> _Names:
    owners: dict[str, dict[str, bool]] = defaultdict(dict)
    written: set[str] = set()
    for company in lexicon.companies.values():
        for name in company.names:
            for form in _forms(name):
                weak = form in company.weak_aliases
                held = owners[_plain(form)].get(company.id, True)
                owners[_plain(form)][company.id] = weak and held
                written.add(form)
                if sum(sign.isalpha() for sign in form) >= _SHORTEST_IN_CAPITALS and not weak:
                    written.add(form.upper())
    return _Names(
        re.compile(_pattern(written)),
        {name: tuple(each.items()) for name, each in owners.items()},
        re.compile(_pattern(_shared_beginnings(lexicon))),
    )


def _forms(name: str) -> tuple[str, ...]:
    """A name, and the same without its legal form: `Lynas Rare Earths Ltd`, `Lynas Rare Earths`."""
    short = without_legal_form(name)
    return (name, short) if short != name and len(short) > 2 else (name,)


def _pattern(names: Iterable[str]) -> str:
    """All names, longest first, gathered by their first letter so that few are tried at each place."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda each: (-len(each), each)):
        groups[name[0]].append(_written(name)[len(re.escape(name[0])) :])
    joined = "|".join(rf"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))
    return joined or "(?!)"


def _written(name: str) -> str:
    """One name as a pattern: joints loose, stops optional, no letter on either side."""
    if _CJK.search(name):
        return re.escape(name)
    tokens = [re.escape(token).replace(r"\.", r"\.?") for token in _TOKEN.findall(name)]
    return f"{re.escape(name[0])}(?<![\\w$&]{re.escape(name[0])}){_JOIN.join(tokens)[len(re.escape(name[0])) :]}(?!\\w)"


def _plain(name: str) -> str:
    """A name without joints, stops and case, to look it up."""
    return " ".join(_TOKEN.findall(name)).replace(".", "").rstrip(",").casefold()


def _shared_beginnings(lexicon: Lexicon) -> set[str]:
    """Beginnings of at least three words that names of two or more companies share, none of them a name itself."""
    holders: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for company in lexicon.companies.values():
        for name in company.names:
            words = name.split()
            whole.add(_plain(name))
            for size in range(3, len(words)):
                holders[" ".join(words[:size])].add(company.id)
    return {start for start, ids in holders.items() if len(ids) > 1 and _plain(start) not in whole}
