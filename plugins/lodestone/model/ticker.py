"""Exchanges and tickers: `SSE:600111` and nothing looser.

A ticker is an exchange of the vocabulary and a symbol that this exchange can have. Digits
alone are never a key: 000001 is an index on one exchange and a bank on another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SYMBOL = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+)*")
"""What a symbol is anywhere, whatever its exchange says: it becomes a part of an address, and digits and letters of
other scripts would make two listings of one."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One row of `content/vocabulary/exchanges.yaml`."""

    code: str
    """Our code: `SSE`."""
    name: str
    mic: tuple[str, ...]
    """Market identifier codes of ISO 10383, the main one first."""
    symbol: str
    """Regular expression that a symbol of this exchange matches whole."""
    width: int = 0
    """Digits-only symbols are stored with leading zeros to this width; 0 for as printed."""
    prefixes: tuple[str, ...] = ()
    """How others write it before the symbol: `SHA`, `Shanghai`. Our code and the MICs are known anyway."""
    suffixes: tuple[str, ...] = ()
    """How data vendors write it behind the symbol, with the dot: `.SS`."""
    bloomberg: tuple[str, ...] = ()
    """Two letters behind a blank: `600111 CH`."""
    country: str = ""

    def allows(self, symbol: str) -> bool:
        """Whether the exchange can have this symbol."""
        return bool(_SYMBOL.fullmatch(symbol) and re.fullmatch(self.symbol, symbol))

    def stored(self, symbol: str) -> str:
        """The symbol as we keep it: capitals, digits padded.

        >>> Exchange("HKEX", "Hong Kong", ("XHKG",), "[0-9]{4,5}", width=4).stored("769")
        '0769'
        """
        return symbol.upper().zfill(self.width) if symbol.isdigit() else symbol.upper()


@dataclass(frozen=True, slots=True, order=True)
class Ticker:
    """`EXCHANGE:SYMBOL` in canonical form. Built by `Lexicon.ticker`, which knows the exchanges."""

    exchange: str
    symbol: str

    def __str__(self) -> str:
        return f"{self.exchange}:{self.symbol}"

    @property
    def slug(self) -> str:
        """The form for addresses: a colon has a meaning there.

        >>> Ticker("SSE", "600111").slug
        'SSE-600111'
        """
        return f"{self.exchange}-{self.symbol}"
