"""A ticker that is not one: which part of it is wrong, what its exchange's symbols look like, what was meant.

`NASDAQ:600111` names an exchange that has no such symbol; 600111 is a share of Shanghai. The
suggestion is only offered: which exchange was meant is for a person to say. Another notation
of the same listing (`600111.SS`, `XSHG 600111`, `600111 CH`) is mended mechanically.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lodestone.model import Company, Exchange, Lexicon, Problem, Span, Ticker, did_you_mean
from lodestone.text.lookalike import foreign, skeleton


def misfit(text: str, span: Span, lexicon: Lexicon, companies: Sequence[Company]) -> Problem:
    """The problem of a text that `Lexicon.ticker` refuses: E118 (form or symbol) or E123 (exchange)."""
    letter = foreign(text)
    if letter:
        meant = lexicon.ticker(skeleton(text).upper())
        hint = f"did you mean `{meant}`? type it anew" if meant else "type it anew"
        return Problem("E118", span, f"`{text}` is written with {letter}, which only looks Latin", hint)
    meant = respelt(text, lexicon)
    if meant:
        message = f"`{text}` is not written as EXCHANGE:SYMBOL"
        return Problem("E118", span, message, f"did you mean `{meant}`?", str(meant))
    before, colon, symbol = (part.strip() for part in text.partition(":"))
    if not colon:
        hint = _offer(text.strip(), lexicon, companies) or "write EXCHANGE:SYMBOL, as SSE:600111"
        return Problem("E118", span, f"`{text}` names no exchange", hint)
    exchange = lexicon.exchange_names.get(before.upper())
    if exchange is None:
        codes = lexicon.vocabulary.exchanges
        hint = (
            _offer(symbol, lexicon, companies) or did_you_mean(before, codes) or f"one of: {', '.join(codes)}"
        )
        return Problem("E123", span, f"`{before}` is not an exchange of the vocabulary", hint)
    hint = " ".join(part for part in (_offer(symbol, lexicon, companies), _form(exchange, lexicon)) if part)
    return Problem("E118", span, f"{exchange.code} can have no symbol `{symbol}`", hint)


def respelt(text: str, lexicon: Lexicon) -> Ticker | None:
    """The ticker behind another notation of it, or None.

    Data vendors write a suffix (`600111.SS`) or two letters (`600111 CH`); others write a blank for
    the colon (`XSHG 600111`).
    """
    for exchange in lexicon.vocabulary.exchanges.values():
        for suffix in (*exchange.suffixes, *(f" {letters}" for letters in exchange.bloomberg)):
            if suffix and text.upper().endswith(suffix.upper()):
                ticker = lexicon.ticker(f"{exchange.code}:{text[: -len(suffix)]}")
                if ticker:
                    return ticker
    spaced = re.fullmatch(r"(.*\S)[ .]+(\S+)", text.strip())
    return lexicon.ticker(f"{spaced[1]}:{spaced[2]}") if spaced else None


def _offer(symbol: str, lexicon: Lexicon, companies: Sequence[Company]) -> str:
    """The listing that has this symbol: of the file's companies, else of the register, else any exchange's form."""
    listed = [
        str(each.ticker) for company in companies for each in company.listings if each.ticker.symbol == symbol
    ]
    known = listed or [str(ticker) for ticker in lexicon.holders if ticker.symbol == symbol.upper()]
    possible = known or [f"{each.code}:{each.stored(symbol)}" for each in lexicon.exchanges_for(symbol)]
    return f"did you mean {' or '.join(f'`{each}`' for each in possible)}?" if 0 < len(possible) <= 3 else ""


def _form(exchange: Exchange, lexicon: Lexicon) -> str:
    """What symbols of an exchange look like, by the register's own listings."""
    seen = [ticker.symbol for ticker in lexicon.holders if ticker.exchange == exchange.code][:3]
    looks = f"look like {', '.join(seen)}" if seen else f"have the form {exchange.symbol}"
    return f"{exchange.name} symbols {looks}"
