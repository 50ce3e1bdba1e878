"""Patterns made out of a lexicon, once: `per_lexicon` remembers by digest what a function builds.

A lexicon without a digest (as tests make them) is never remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from lodestone.model import Lexicon

T = TypeVar("T")
_KEPT = 4
"""How many registers are remembered: one in a build, a few in a session of `serve`."""


def per_lexicon(build: Callable[[Lexicon], T]) -> Callable[[Lexicon], T]:
    """Remember what `build` makes of a lexicon, by its digest. The result must not be changed by anybody."""
    known: dict[str, T] = {}

    @wraps(build)
    def get(lexicon: Lexicon) -> T:
        if not lexicon.digest:
            return build(lexicon)
        if lexicon.digest not in known:
            if len(known) >= _KEPT:
                known.pop(next(iter(known)))
            known[lexicon.digest] = build(lexicon)
        return known[lexicon.digest]

    return get
