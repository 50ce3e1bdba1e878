"""Encoding repair: `repair` and `repair_text`."""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.model.change import Change


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired text and the ledger of what was done."""

    text: str
    changes: tuple[Change, ...] = ()
    unresolved: tuple[Change, ...] = ()
    chain: str = ""


def repair(text: str) -> Repaired:
    """Mend the encoding of `text`."""
    return Repaired(text)


def repair_text(text: str) -> str:
    """The text of `repair`."""
    return repair(text).text
