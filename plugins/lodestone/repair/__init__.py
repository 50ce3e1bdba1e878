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
    if text.isascii() and not _has_entities(text):
        return Repaired(text)
    from lodestone.repair.mend import mend  # noqa: PLC0415 - clean text never pays for the tables

    mended = mend(text)
    return Repaired(mended.text, mended.changes, mended.unresolved, mended.chain)


def _has_entities(text: str) -> bool:
    """Whether two entities stand side by side, as damage written out does."""
    return ";&" in text


def repair_text(text: str) -> str:
    """The text of `repair`."""
    if text.isascii() and not _has_entities(text):
        return text
    from lodestone.repair.mend import mended_text  # noqa: PLC0415 - clean text never pays for the tables

    return mended_text(text)
