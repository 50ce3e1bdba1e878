"""Who says so: a value that a person gave, or one that a machine proposed with its evidence.

The two are different types, so that no code can take a guess for a statement by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from lodestone.model.place import Span

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a proposal stands on."""

    span: Span
    """Where they stand in the repaired text of the file."""
    text: str
    """The words themselves, at most a clause or so."""
    why: str
    """The rule that read them, in words: `alias of the register`, `listing in brackets` …"""


@dataclass(frozen=True, slots=True)
class Given(Generic[T_co]):
    """A value that a person wrote."""

    value: T_co
    span: Span
    """Where it was written."""

    @property
    def proposed(self) -> bool:
        """False: a person wrote it."""
        return False


@dataclass(frozen=True, slots=True)
class Proposed(Generic[T_co]):
    """A value that was read out of the text by a machine, for a person to accept."""

    value: T_co
    evidence: tuple[Evidence, ...]
    score: float
    """0 to 1, how sure the rule is."""

    @property
    def proposed(self) -> bool:
        """True: no person has looked at it."""
        return True


Field = Given[T_co] | Proposed[T_co]
