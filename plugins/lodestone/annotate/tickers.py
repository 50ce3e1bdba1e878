"""Read tickers in all the ways that people print them, and fold them to `EXCHANGE:SYMBOL`.

Six writings of one share: `SSE:600111`, `XSHG 600111`, `600111.SS`, `600111.SH`, `600111 CH`, `SHA:600111`.
Beside them `$MP`, a pair such as `AIM/TSX-V: MKA`, a bare code after a company's name. A code that
its exchange cannot have, or that the register knows elsewhere, is a note with the repair, and no ticker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.annotate.reading import Reading
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Company, Evidence, Exchange, Lexicon, Proposed, Span, Ticker

_SYMBOL = r"(?:\d{4,6}|\d{1,3}(?=\s*[)\uff09;,])|(?:[A-Z]{1,5}|[A-Z0-9]{3,4})(?:\.[A-Z])?)(?![\w%])"
_BETWEEN = r"(?:\s?[:\uff1a]\s?|\s)"
_BARE = re.compile(r"[(\uff08](?P<symbol>\d{4,6}|[A-Z]{2,5})[)\uff09]")
_CODE = re.compile(
    r"(?:\b(?i:(?:stock|share|security|securities|ticker)?\s?(?:code|symbol|ticker)s?)(?:\s(?:is|no\.?))?\s?[:\uff1a]?\s?|"
    r"(?:证券|股票|股份)?代[码号][:\uff1a]?\s?)(?P<symbol>\d{3,6}|[A-Z]{2,5})(?![\w.]\w|\w)"
)
_CASHTAG = re.compile(r"(?<![\w$])\$(?P<symbol>[A-Z]{1,5})(?![\w.,]\w|\w)")
_LOOSE = re.compile(
    r"(?<![\w.,$/-])(?P<symbol>\d{6})(?![\w%/-]|[.,]\d|\s?(?:t|tons?|tonnes?|people|jobs|units|vehicles|shares|yuan|dollars)\b)"
)
_SHORTEST_SURE = 4
"""A code of fewer letters behind its company's name may be no more than the name's short form."""
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Printed:
    """A ticker as the text prints it, folded, and how sure the reading is."""

    ticker: Ticker
    span: Span
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Tape:
    """All tickers of a text in the order of print, and what is wrong with others."""

    printed: tuple[Printed, ...]
    notes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    """An exchange, or two with a stroke, before a symbol."""
    glued: re.Pattern[str]
    """Letters of a market glued to digits: `SH600111`."""
    behind: re.Pattern[str]
    """A vendor's suffix behind a symbol."""
    bloomberg: re.Pattern[str]
    names: dict[str, tuple[Exchange, ...]]
    """Ways to write an exchange, in small letters. `TSE` is two."""
    symbols: dict[str, tuple[Ticker, ...]]
    """Listings of the register by symbol."""


def read_tickers(reading: Reading, lexicon: Lexicon) -> Tape:
    """All tickers that the text prints. Nothing is looked up that the text does not print."""
    patterns = _patterns(lexicon)
    printed: list[Printed] = []
    notes: list[Evidence] = []
    taken = bytearray(len(reading.text))  # 1 where a ticker is read already
    for span, exchanges, symbol, why in _candidates(reading.text, patterns):
        if 1 in taken[span.start : span.end]:
            continue
        ticker = _folded(exchanges, symbol, patterns)
        if ticker is not None and not _elsewhere(ticker, exchanges, patterns):
            known = ticker in lexicon.holders
            printed.append(Printed(ticker, span, 0.98 if known else 0.8, why))
        elif (note := _note(exchanges, symbol, lexicon, patterns)) and why != _GUESS:
            notes.append(reading.evidence(span, note))
        else:
            continue
        _take(taken, span)
    printed += _by_register(reading, lexicon, patterns, taken)
    return Tape(tuple(sorted(printed, key=lambda each: each.span)), tuple(notes))


def _take(taken: bytearray, span: Span) -> None:
    taken[span.start : span.end] = b"\x01" * (span.end - span.start)


_GUESS = "exchange and symbol side by side"


def _candidates(text: str, patterns: _Patterns) -> Iterator[tuple[Span, tuple[Exchange, ...], str, str]]:
    """Places that look like an exchange with a symbol, the surest writings first."""
    for found in patterns.before.finditer(text):
        colon = found["between"].strip() != ""
        enclosed = _enclosed(text, found.start())
        first, second = found["first"], found["second"]
        if not _plausible(first, found["symbol"], colon, enclosed, patterns):
            continue
        span = Span(found.start("first"), found.end())
        why = "exchange and symbol in print" if colon or enclosed else _GUESS
        if second and (other := patterns.names.get(_key(second))):
            symbol = found["other"] or found["symbol"]
            yield Span(found.start("second"), found.end()), other, symbol, why
            span = Span(found.start("first"), found.end("first"))
        yield span, patterns.names[_key(first)], found["symbol"], why
    for found in patterns.glued.finditer(text):
        yield (
            Span(*found.span()),
            patterns.names[_key(found["market"])],
            found["symbol"],
            "market glued to the code",
        )
    for found in patterns.behind.finditer(text):
        exchanges = patterns.names[found["suffix"].casefold()]
        sure = found["symbol"].isdigit() or len(found["suffix"]) > 2 or _enclosed(text, found.start())
        if sure or any(
            each.exchange in {e.code for e in exchanges} for each in patterns.symbols.get(found["symbol"], ())
        ):
            yield Span(*found.span()), exchanges, found["symbol"], "symbol with a vendor's suffix"
    for found in patterns.bloomberg.finditer(text):
        exchanges = patterns.names["bloomberg " + found["country"].casefold()]
        listed = {each.exchange for each in patterns.symbols.get(found["symbol"], ())}
        if len(found["symbol"]) < 3 and not (found["equity"] or _enclosed(text, found.start())):
            continue
        if listed & {each.code for each in exchanges} or (found["symbol"].isdigit() and found["equity"]):
            yield Span(*found.span()), exchanges, found["symbol"], "symbol with Bloomberg's country"


def _plausible(first: str, symbol: str, colon: bool, enclosed: bool, patterns: _Patterns) -> bool:
    """Whether an exchange's name before a symbol means a listing: `Paris EU` does not, `(ASX LYC)` does."""
    if (
        first != first.upper()
        and not first.startswith(("Nasdaq", "NYSE", "TSX"))
        and not enclosed
        and not colon
    ):
        return False
    if colon:
        return (
            enclosed
            or first == first.upper()
            or first.startswith(("Nasdaq", "NYSE", "TSX", "AIM"))
            or symbol.isdigit()
        )
    if symbol.isdigit() and _YEAR.fullmatch(symbol):
        return False
    return enclosed or bool(patterns.symbols.get(symbol)) or (symbol.isdigit() and len(symbol) == 6)


def _enclosed(text: str, at: int) -> bool:
    """Whether a place stands in round brackets that opened not far before."""
    opened = max(text.rfind("(", max(at - 80, 0), at), text.rfind("\uff08", max(at - 80, 0), at))
    closed = max(text.rfind(")", max(at - 80, 0), at), text.rfind("\uff09", max(at - 80, 0), at))
    return opened > closed


def _folded(exchanges: tuple[Exchange, ...], symbol: str, patterns: _Patterns) -> Ticker | None:
    """The ticker that a printed exchange and symbol mean; the register decides between two exchanges."""
    fitting = [
        Ticker(each.code, _stored(each, symbol)) for each in exchanges if each.allows(_stored(each, symbol))
    ]
    listed = [ticker for ticker in fitting if ticker in patterns.symbols.get(ticker.symbol, ())]
    return next(iter(listed or fitting), None)


def _stored(exchange: Exchange, symbol: str) -> str:
    """As we keep it; leading zeros that a vendor added (`06680.HK`) are taken off first."""
    return exchange.stored(symbol.lstrip("0") if symbol.isdigit() and exchange.width else symbol)


def _elsewhere(ticker: Ticker, exchanges: tuple[Exchange, ...], patterns: _Patterns) -> bool:
    """Whether the register has this symbol, and only on exchanges of the same country as printed.

    `NYSE:USAR` is a slip for Nasdaq. The same letters on another continent are another company.
    """
    listed = patterns.symbols.get(ticker.symbol, ())
    if not listed or ticker in listed or len(ticker.symbol) < 3:
        return False
    country = exchanges[0].country
    return any(_country(each, patterns) == country for each in listed)


def _country(ticker: Ticker, patterns: _Patterns) -> str:
    return patterns.names[ticker.exchange.casefold()][0].country


def _note(exchanges: tuple[Exchange, ...], symbol: str, lexicon: Lexicon, patterns: _Patterns) -> str:
    """What is wrong with a printed code, and the repair, in words."""
    name = exchanges[0].code
    known = [
        each
        for row in lexicon.vocabulary.exchanges.values()
        for each in patterns.symbols.get(_stored(row, symbol), ())
    ]
    if known:
        holder = lexicon.holders[known[0]].short
        return f"code under the wrong exchange: {name} is printed, the register has {known[0]} ({holder})"
    if not symbol.isdigit():
        return ""
    rows = [row for row in lexicon.exchanges_for(symbol) if row.code != name]
    near = [row for row in rows if row.country == exchanges[0].country]
    could = [row.code for row in (near if exchanges[0].width else near or rows)]
    offer = (
        f"; it could be a code of {' or '.join(could)}"
        if could
        else "; no exchange of the vocabulary has such codes"
    )
    return f"code under the wrong exchange: {name} has no code like {symbol}{offer}"


def _by_register(reading: Reading, lexicon: Lexicon, patterns: _Patterns, taken: bytearray) -> list[Printed]:
    """Codes printed without an exchange, where the register has exactly one answer."""
    found: list[Printed] = []
    for pattern, why in (
        (_CASHTAG, "symbol behind a dollar sign"),
        (_BARE, "code in brackets, known to the register"),
        (_CODE, "stock code, known to the register"),
        (_LOOSE, "code without an exchange, known to the register"),
    ):
        for match in pattern.finditer(reading.text):
            span = Span(*match.span())
            ticker = _sole(match["symbol"], lexicon, patterns, american=pattern is _CASHTAG)
            if ticker is None or 1 in taken[span.start : span.end]:
                continue
            if pattern is _BARE and not _names_before(
                reading.text, span.start, lexicon.holders[ticker], ticker
            ):
                continue
            found.append(Printed(ticker, span, 0.9, why))
            _take(taken, span)
    return found


def _sole(symbol: str, lexicon: Lexicon, patterns: _Patterns, *, american: bool) -> Ticker | None:
    rows = lexicon.vocabulary.exchanges.values()
    stored = {symbol} | {_stored(row, symbol) for row in rows if symbol.isdigit() and row.width}
    listed = [ticker for each in sorted(stored) for ticker in patterns.symbols.get(each, ())]
    if american:
        listed = [each for each in listed if _country(each, patterns) == "US"] or listed
    return listed[0] if len({each.exchange for each in listed}) == 1 else None


def _names_before(text: str, at: int, company: Company, ticker: Ticker) -> bool:
    """Whether a code in brackets follows a name of its own company and is not merely its abbreviation."""
    if ticker.symbol in company.names and len(ticker.symbol) < _SHORTEST_SURE:
        return False
    before = " ".join(text[max(at - 80, 0) : at].split())
    return ticker.symbol.isdigit() or any(
        name in before for name in company.names if name not in company.weak_aliases
    )


@per_lexicon
def _patterns(lexicon: Lexicon) -> _Patterns:
    names: dict[str, list[Exchange]] = defaultdict(list)
    symbols: dict[str, list[Ticker]] = defaultdict(list)
    rows = tuple(lexicon.vocabulary.exchanges.values())
    for row in rows:
        for name in dict.fromkeys((row.code, *row.mic, *row.prefixes, row.name)):
            names[_key(name)].append(row)
    before = _either(names)
    for row in rows:
        for suffix in row.suffixes:
            names[suffix.casefold()].append(row)
        for country in row.bloomberg:
            names["bloomberg " + country.casefold()].append(row)
    for ticker in lexicon.holders:
        symbols[ticker.symbol].append(ticker)
    market = "|".join(
        sorted({p for row in rows if row.width for p in row.prefixes if len(p) == 2 and p.isascii()})
    )
    suffixes = "|".join(sorted({re.escape(s) for row in rows for s in row.suffixes}, key=len, reverse=True))
    countries = "|".join(sorted({c for row in rows for c in row.bloomberg}))
    exchange = rf"(?i:{before})"
    return _Patterns(
        before=re.compile(
            rf"(?<![\w.])(?P<first>{exchange})(?:\s?(?:/|,|&|\band\b)\s?(?P<second>{exchange}))?"
            rf"(?P<between>{_BETWEEN}|\s?,\s?)\$?(?P<symbol>{_SYMBOL})(?:\s?/\s?(?P<other>{_SYMBOL}))?"
        ),
        glued=re.compile(rf"(?<![\w.])(?P<market>{market or '(?!)'})(?P<symbol>\d{{4,6}})(?!\w)"),
        behind=re.compile(
            r"(?<![\w.$])(?P<symbol>\d{4,6}|\d{1,3}(?=\.HK)|[A-Z][A-Z0-9]{1,4})"
            rf"(?P<suffix>{suffixes or '(?!)'})(?![\w])"
        ),
        bloomberg=re.compile(
            rf"(?<![\w.])(?P<symbol>\d{{3,6}}|[A-Z]{{2,5}})\s(?P<country>{countries or '(?!)'})"
            r"(?P<equity>\sEquity)?(?!\w)"
        ),
        names={name: tuple(each) for name, each in names.items()},
        symbols={symbol: tuple(each) for symbol, each in symbols.items()},
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _either(names: dict[str, list[Exchange]]) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in ordered) or "(?!)"


def proposed_tickers(
    tape: Tape, lexicon: Lexicon, reading: Reading, main: Proposed[str] | None
) -> tuple[Proposed[Ticker], ...]:
    """Tickers in print, those of the main company first. What only the register knows is not proposed."""
    first: dict[Ticker, Printed] = {}
    for each in tape.printed:
        first.setdefault(each.ticker, each)
    own = {listing.ticker for listing in lexicon.companies[main.value].listings} if main else set()
    proposals = (
        Proposed(ticker, (reading.evidence(each.span, each.why),), each.score)
        for ticker, each in first.items()
    )
    return tuple(sorted(proposals, key=lambda each: each.value not in own))
