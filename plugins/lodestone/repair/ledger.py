"""Edits of a text, one layer over another, and the ledger that they add up to.

Each round of repair edits what the round before left. `compose` folds a new round into the edits
so far, so that the ledger speaks of the input only and each place is listed once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from lodestone.model.change import Change, Loss


LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Edit:
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
    return text, _fold(edits, fresh) if edits else list(fresh)


def _fold(edits: list[Edit], fresh: list[Edit]) -> list[Edit]:
    """Two layers as one: an edit of what was edited before takes in what it touches."""
    folded: list[Edit] = []
    shift = 0  # the input's position minus that of the text between the layers
    waiting = list(reversed(edits))
    for edit in fresh:
        end = edit.start + len(edit.before)
        while waiting and waiting[-1].start - shift + len(waiting[-1].after) <= edit.start:
            done = waiting.pop()
            folded.append(done)
            shift += len(done.before) - len(done.after)
        before, after, start = edit.before, edit.after, edit.start + shift
        # The fresh edit's own text, with what earlier edits had put there taken back.
        grown = edit
        while waiting and waiting[-1].start - shift < end:
            old = waiting.pop()
            place = old.start - shift - edit.start
            grown_left = max(0, -place)
            if grown_left:  # the old edit began before: keep what stands left of the fresh one
                before = old.after[:grown_left] + before
                after = old.after[:grown_left] + after
                start = old.start
                edit = replace(edit, start=edit.start - grown_left)
                place = 0
            over = place + len(old.after) - len(before)
            if over > 0:
                before += old.after[-over:]
                after += old.after[-over:]
                end += over
            # Taking back changes the length of `before`; later edits are placed from its end.
            before = before[:place] + old.before + before[place + len(old.after) :]
            gained = len(old.before) - len(old.after)
            shift += gained
            edit = replace(edit, start=edit.start - gained)
        folded.append(replace(grown, start=start, before=before, after=after))
    folded += reversed(waiting)
    return folded


def ledger(text: str, edits: list[Edit]) -> tuple[Change, ...]:
    """The edits of `text` as changes with line and column."""
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
