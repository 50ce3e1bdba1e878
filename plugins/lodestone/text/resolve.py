"""Names to entries of the register: companies, tickers, themes; the risk level out of its marks; sources by id.

A name that leads nowhere is told with the nearest one that does, and left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from lodestone.model import (
    LEVELS,
    Company,
    Given,
    Lexicon,
    Problem,
    Risk,
    Source,
    Span,
    Ticker,
    did_you_mean,
    level_of,
)
from lodestone.model.legal_form import without_legal_form
from lodestone.text.lookalike import foreign, skeleton
from lodestone.text.schema import RiskKeys
from lodestone.text.slugs import slug
from lodestone.text.tickers import misfit

_ALIKE = 0.75
"""How alike (0 to 1, difflib) a name must be to one of the register to be taken for a slip."""
_CURLY = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK} "


class Desk:
    """Looks values up for one file and collects what is wrong. `spans` tell where each value stands."""

    def __init__(self, lexicon: Lexicon, spans: dict[str, Span]) -> None:
        self._lexicon = lexicon
        self._spans = spans
        self.problems: list[Problem] = []

    def companies(self, main: str, others: Iterable[str]) -> tuple[Given[str], ...]:
        """Ids of the companies named, the main one first, each once (E117)."""
        found: dict[str, Given[str]] = {}
        for text, span in self._written("company", main, "companies", others):
            company = self._company(text)
            if company is None:
                self._tell("E117", span, f"`{text}` is not a company of the register", self._nearest(text))
            elif company.id not in found:
                found[company.id] = Given(company.id, span)
        return tuple(found.values())

    def tickers(
        self, main: str, others: Iterable[str], companies: tuple[Given[str], ...], *, policy: bool
    ) -> tuple[Given[Ticker], ...]:
        """Tickers in canonical form, each a listing of the companies (E118, E119, E123)."""
        named = [self._lexicon.companies[each.value] for each in companies]
        found: dict[Ticker, Given[Ticker]] = {}
        for text, span in self._written("ticker", main, "tickers", others):
            ticker = self._lexicon.ticker(text)
            if ticker is None:
                self.problems.append(misfit(text, span, self._lexicon, named))
                continue
            owner = self._lexicon.holders.get(ticker)
            if owner is None or (owner not in named and (named or policy)):
                self._tell("E119", span, *_foreign(ticker, owner, named))
                continue
            found.setdefault(ticker, Given(ticker, span))
        return tuple(found.values())

    def themes(self, themes: Iterable[str]) -> tuple[Given[str], ...]:
        """Ids of the topics named, each once (E124)."""
        found: dict[str, Given[str]] = {}
        for text, span in self._written("theme", "", "themes", themes):
            if text in self._lexicon.topics:
                found.setdefault(text, Given(text, span))
                continue
            same = next(
                (
                    each.id
                    for each in self._lexicon.topics.values()
                    if slug(text) in (each.id, slug(each.title))
                ),
                None,
            )
            hint = did_you_mean(text, self._lexicon.topics)
            self._tell("E124", span, f"`{text}` is not a topic of the site", hint, same)
        return tuple(found.values())

    def risk(self, keys: RiskKeys | None) -> Given[Risk] | None:
        """The risk with its level computed (E111, E120, E122)."""
        if keys is None:
            return None
        span = self._spans["risk"]
        marks = (keys.likelihood, keys.impact)
        if None in marks and (keys.level is None or marks != (None, None)):
            self._incomplete(keys, span)
            return None
        level = keys.level
        if keys.likelihood and keys.impact:
            computed = level_of(keys.likelihood, keys.impact)
            if level not in (None, computed):
                at = self._spans.get("risk.level", span)
                score = f"{keys.likelihood} \N{MULTIPLICATION SIGN} {keys.impact} = {keys.likelihood * keys.impact}"
                message = f"risk.level is {level}, but {score} is {computed}"
                self._tell(
                    "E122", at, message, f"write `level: {computed}`, leave the level out, or change a mark"
                )
                return None
            level = computed
        assert level is not None  # either given or computed
        return Given(
            Risk(
                level,
                keys.likelihood,
                keys.impact,
                keys.direction,
                keys.horizon_months,
                keys.rationale,
                keys.as_of,
            ),
            span,
        )

    def sources(self, sources: Iterable[Source]) -> tuple[Given[Source], ...]:
        """The sources with their places; an id twice is told (E141), the first holds."""
        found: dict[str, Given[Source]] = {}
        for n, source in enumerate(sources):
            whole = self._spans.get(f"sources[{n}]", self._spans["sources"])
            if source.id in found:
                at = self._spans.get(f"sources[{n}].id", whole)
                self._tell(
                    "E141", at, f"the id `{source.id}` is used twice", "give each source an id of its own"
                )
            else:
                found[source.id] = Given(source, whole)
        return tuple(found.values())

    # Small things

    def _tell(self, code: str, span: Span, message: str, hint: str = "", fix: str | None = None) -> None:
        self.problems.append(Problem(code, span, message, hint, fix))

    def _written(self, one: str, main: str, many: str, others: Iterable[str]) -> Iterable[tuple[str, Span]]:
        """Each value with its place: the single key first, then the list."""
        if main:
            yield main, self._spans[one]
        for n, text in enumerate(others):
            yield text, self._spans.get(f"{many}[{n}]", self._spans[many])

    def _company(self, text: str) -> Company | None:
        ticker = self._lexicon.ticker(text)
        return self._lexicon.company(text) or (self._lexicon.holders.get(ticker) if ticker else None)

    def _nearest(self, text: str) -> str:
        """What the register has that is nearest: the companies that begin so, or the one name that is alike."""
        letter = foreign(text)
        twin = self._lexicon.company(skeleton(text)) if letter else None
        if twin:
            return f"it only looks like {twin.short}, with {letter}; did you mean `{twin.id}`?"
        asked = without_legal_form(text.strip(_CURLY)).casefold()
        names = [(name.casefold(), each) for each in self._lexicon.companies.values() for name in each.names]
        alike = dict.fromkeys(company.id for name, company in names if name.startswith(f"{asked} "))
        if len(alike) > 1:
            return f"several begin so; write one of: {', '.join(alike)}"
        words = {
            **{name: company.id for name, company in names},
            **{id_: id_ for id_ in self._lexicon.companies},
        }
        near = get_close_matches(asked, words, n=1, cutoff=_ALIKE)
        if near:
            return f"did you mean `{words[near[0]]}`?"
        return "add it to content/companies/, or write `none` for an item on policy"

    def _incomplete(self, keys: RiskKeys, span: Span) -> None:
        lacking = [name for name in ("likelihood", "impact") if getattr(keys, name) is None]
        hint = f"give likelihood and impact, 1 to 5, or a level alone: {', '.join(LEVELS)}"
        self._tell("E111", Span(span.start, span.start + 1), f"risk lacks {' and '.join(lacking)}", hint)


def _foreign(ticker: Ticker, owner: Company | None, named: list[Company]) -> tuple[str, str]:
    """What to say of a ticker that belongs to no company of the file."""
    whose = f"it is listed for {owner.short}" if owner else "no company of the register has it"
    if not named:
        return f"{ticker} is not in the register", "add it to the listings of a company, or leave it out"
    names = " or ".join(company.short for company in named)
    listings = [str(listing.ticker) for company in named for listing in company.listings]
    hint = (
        f"the register has {', '.join(listings)}" if listings else f"the register has no listing of {names}"
    )
    return f"{ticker} is not a listing of {names}; {whose}", hint
