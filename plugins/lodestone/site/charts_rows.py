"""The table that charts read: figures of current briefings by measure.

A row holds all that a mark and its line in the table below need, so that a page with a chart depends
on those figures alone and on no other word of their briefings. What a machine read and nobody
confirmed is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.rows import Entry, Row


def plotted(entry: Entry) -> Iterator[Row]:
    """Figures of current briefings by measure, in order of their subject, then the newest first."""
    if not entry.current:
        return
    for n, field in enumerate(entry.briefing.figures, 1):
        each, value = field.value, field.value.value
        if not field.proposed:
            grade = str(entry.briefing.grade_of(each.citations[0])) if each.citations else ""
            held = each.period.text if each.period else ""
            numbers = (value.bound, str(value.low), str(value.high), value.unit)
            said = (held, each.as_of, each.basis, each.stage, each.status, grade)
            yield Row(
                each.measure, f"{each.of} {entry.newest_first} {n:04}", (each.id, each.of, *numbers, *said)
            )
