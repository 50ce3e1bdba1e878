"""Risk of supply to buyers outside China: likelihood times impact over twelve months.

The question is always: how far does this item worsen supply, price or dependence for buyers
outside China within twelve months? The level is computed from the two, never chosen beside
them. Scale: the five-by-five rubric on the method page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Direction = Literal["raises", "lowers", "neutral"]
DIRECTIONS: tuple[Direction, ...] = ("raises", "lowers", "neutral")
LEVELS = ("minimal", "low", "moderate", "high", "severe")
_CEILINGS = (2, 5, 10, 16, 25)
"""The highest score, likelihood times impact, of each level."""


def level_of(likelihood: int, impact: int) -> str:
    """The level of two marks from 1 to 5.

    >>> level_of(4, 4), level_of(1, 2), level_of(5, 5)
    ('high', 'minimal', 'severe')
    """
    score = likelihood * impact
    return next(level for level, ceiling in zip(LEVELS, _CEILINGS, strict=True) if score <= ceiling)


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk as given or proposed. The marks are 1 to 5, or None where only a level was given."""

    level: str
    likelihood: int | None = None
    impact: int | None = None
    direction: Direction | None = None
    horizon_months: int = 12
    rationale: str = ""
    as_of: date | None = None

    @property
    def number(self) -> int:
        """The level as a number, 1 to 5."""
        return LEVELS.index(self.level) + 1

    @property
    def in_matrix(self) -> bool:
        """Whether both marks are known, so that the risk has a cell in the matrix."""
        return self.likelihood is not None and self.impact is not None
