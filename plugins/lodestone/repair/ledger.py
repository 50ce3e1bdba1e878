"""Edits of a text, one layer over another, and the ledger that they add up to.

Each round of repair edits what the round before left. `compose` folds a new round into the edits
so far, so that the ledger speaks of the input only and each place is listed once.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import NamedTuple

from lodestone.model.change import Change, Loss

LINE_END = re.compile("\n")


class Edit(NamedTuple):
    """At `start` of the text it is about, `before` becomes `after`."""

    start: int
    before: str
    after: str
    codec: str
    loss: Loss
    reason: str
    confidence: float
    alternatives: tuple[str, ...] = ()


def compose(now: str, edits: list[Edit], fresh: list[Edit]) -> tuple[str, list[Edit]]:
    """Apply `fresh` (edits of `now`) after `edits` (edits of the input, which gave `now`)."""
    parts, at = [], 0
    for edit in fresh:
        parts += [now[at : edit.start], edit.after]
        at = edit.start + len(edit.before)
    text = "".join([*parts, now[at:]])
    return text, _fold(now, edits, fresh) if edits else list(fresh)


def _fold(now: str, edits: list[Edit], fresh: list[Edit]) -> list[Edit]:
    """Two layers as one. All is laid out on the text between the layers; what overlaps there becomes one edit."""
    olds: list[tuple[int, int, Edit]] = []
    shift = 0
    for edit in edits:
        olds.append((edit.start - shift, edit.start - shift + len(edit.after), edit))
        shift += len(edit.before) - len(edit.after)
    news = [(edit.start, edit.start + len(edit.before), edit) for edit in fresh]
    folded: list[Edit] = []
    shift = old = new = 0
    while old < len(olds) or new < len(news):
        low, high = min(olds[old][:2] if old < len(olds) else END, news[new][:2] if new < len(news) else END)
        first_old, first_new = old, new
        while True:
            if old < len(olds) and (olds[old][0] < high or (old == first_old and olds[old][0] == low)):
                high = max(high, olds[old][1])
                old += 1
            elif new < len(news) and (news[new][0] < high or (new == first_new and news[new][0] == low)):
                high = max(high, news[new][1])
                new += 1
            else:
                break
        before = _laid(
            now, low, high, [(start, end, edit.before) for start, end, edit in olds[first_old:old]]
        )
        after = _laid(now, low, high, [(start, end, edit.after) for start, end, edit in news[first_new:new]])
        said = news[first_new][2] if new > first_new else olds[first_old][2]
        if before != after:
            folded.append(said._replace(start=low + shift, before=before, after=after))
        shift += sum(len(edit.before) - len(edit.after) for _, _, edit in olds[first_old:old])
    return folded


END = (sys.maxsize, sys.maxsize)


def _laid(now: str, low: int, high: int, places: list[tuple[int, int, str]]) -> str:
    parts, at = [], low
    for start, end, text in places:
        parts += [now[at:start], text]
        at = end
    return "".join([*parts, now[at:high]])


def ledger(text: str, edits: list[Edit]) -> tuple[Change, ...]:
    """The edits of `text` as changes with line and column."""
    if not edits:
        return ()
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    changes = []
    for edit in edits:
        number = bisect_right(starts, edit.start)
        changes.append(
            Change(
                number,
                edit.start - starts[number - 1] + 1,
                edit.start,
                edit.before,
                edit.after,
                edit.codec,
                edit.loss,
                edit.reason,
                edit.confidence,
                edit.alternatives,
            )
        )
    return tuple(changes)
