"""Tables for the pages of evidence: what each briefing puts into the lists by measure, source, risk and week.

Written as those of `site/tables.py`, which joins them to its own. Each sees one briefing alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from lodestone.model import Briefing
from lodestone.site import conflicts, records
from lodestone.site.rows import Entry, Row, Table, descending
from lodestone.text.slugs import slug

NAMELESS = "not-named"
"""Where sources without a publisher are kept."""


def _claims(entry: Entry) -> Iterator[Row]:
    """Figures as they are compared, under the key of what compares with them."""
    for key, (_, n, *rest) in entry.claims:
        yield Row(key, f"{entry.newest_first} {n:04}", (n, *rest))


def _claims_by(end: str) -> Table:
    """The same in order of one end of their range, so that those beyond a value are a slice. An open end is nowhere."""

    def rows(entry: Entry) -> Iterator[Row]:
        for key, claim in entry.claims:
            value: str = getattr(claim, end)
            if value:
                _, n, *rest = claim
                yield Row(key, f"{conflicts.sortable(value)} {n:04}", (n, *rest))

    return rows


def _times(entry: Entry) -> Iterator[Row]:
    """First and last day of each claim that has one, by what it has in common with its like at other times."""
    for key, claim in entry.claims:
        if claim.last:
            yield Row(
                conflicts.over_time(key, claim),
                f"{entry.newest_first} {claim.n:04}",
                (claim.first, claim.last),
            )


def _measures(entry: Entry) -> Iterator[Row]:
    """Figures of current briefings by measure, by their number."""
    if entry.current:
        for n, each in enumerate(entry.briefing.figures, 1):
            yield Row(each.value.measure, f"{entry.newest_first} {n:04}", (n,))


def _implausible(entry: Entry) -> Iterator[Row]:
    """Figures that are hard to believe, by their number."""
    if entry.current:
        for n, each in enumerate(entry.briefing.figures, 1):
            if each.value.implausible:
                yield Row("", f"{entry.newest_first} {n:04}", (n,))


def cell(likelihood: int, impact: int) -> str:
    """The key of a cell of the matrix.

    >>> cell(4, 3)
    '4x3'
    """
    return f"{likelihood}x{impact}"


def _rated(entry: Entry) -> Iterator[Row]:
    """Current briefings by the cell of their confirmed risk, or by its level where no marks were given."""
    risk, proposed = entry.card.risk, entry.card.proposed
    if entry.current and risk and not proposed:
        key = cell(risk.likelihood or 0, risk.impact or 0) if risk.in_matrix else risk.level
        yield Row(key, entry.newest_first)


def publisher_slug(name: str) -> str:
    """The last part of the address of a publisher."""
    return slug(name) if name.strip() else NAMELESS


def _sources(entry: Entry) -> Iterator[Row]:
    """Sources of current briefings by their publisher, by their number."""
    if entry.current:
        for n, each in enumerate(entry.briefing.sources, 1):
            yield Row(publisher_slug(each.value.publisher), f"{entry.newest_first} {n:04}", (n,))


def _publishers(entry: Entry) -> Iterator[Row]:
    """What a publisher is called and how its sources are graded; made to be counted."""
    if entry.current:
        for n, each in enumerate(entry.briefing.sources, 1):
            source = each.value
            value = (source.publisher, source.reliability, source.kind, source.origin)
            yield Row(publisher_slug(source.publisher), f"{entry.newest_first} {n:04}", value)


def _publisher_names(entry: Entry) -> Iterator[Row]:
    """The same by name alone, which changes less often."""
    if entry.current:
        for n, each in enumerate(entry.briefing.sources, 1):
            publisher = each.value.publisher
            yield Row(publisher_slug(publisher), f"{entry.newest_first} {n:04}", (publisher,))


def _cited(entry: Entry) -> Iterator[Row]:
    """Judgements that rest on a figure, source or judgement of another briefing, under `slug#id`."""
    if entry.current:
        for n, each in enumerate(entry.briefing.judgements, 1):
            for reference in dict.fromkeys((basis.slug, basis.id) for basis in each.basis if basis.slug):
                yield Row("#".join(reference), f"{entry.newest_first} {n:04}", (n,))


def _one_origin(entry: Entry) -> Iterator[Row]:
    """Briefings with several outlets whose statements all come from one origin: how many, and which."""
    sources = [each.value for each in entry.briefing.sources]
    outlets, origins = {each.publisher for each in sources}, {each.origin for each in sources}
    if entry.current and len(outlets) > 1 and len(origins) == 1 and "" not in origins:
        yield Row("", entry.newest_first, (len(outlets), *origins))


def week(day: dt.date) -> str:
    """The ISO week of a day.

    >>> week(dt.date(2026, 1, 1)), week(dt.date(2025, 12, 28))
    ('2026-W01', '2025-W52')
    """
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def _weeks(entry: Entry) -> Iterator[Row]:
    """Live briefings by the week of their date."""
    if entry.live and entry.card.date:
        yield Row(week(entry.card.date), entry.newest_first)


def _changes(entry: Entry) -> Iterator[Row]:
    """What changed, the newest first, of all under '' and of each week: day, kind, number of the correction."""
    found: list[tuple[dt.date, str, int]] = []
    day, briefing = entry.card.date, entry.briefing
    if entry.live and day:
        found += [(day, kind, 0) for kind, slug in _lineage(briefing) if slug]
    found += [(each.date, briefing.status, n) for n, each in enumerate(briefing.corrections, 1)]
    for at, kind, n in found:
        for key in ("", week(at)):
            yield Row(key, f"{descending(at)} {kind} {n:03}", (at.isoformat(), kind, n))


def _lineage(briefing: Briefing) -> tuple[tuple[str, str], ...]:
    return (("supersedes", briefing.supersedes), ("updates", briefing.updates))


def _records(entry: Entry) -> Iterator[Row]:
    """Each live briefing as a line of JSON with a comma behind it, and as a line of CSV."""
    if entry.live:
        record = records.record(entry.briefing, entry.card)
        yield Row("json", entry.newest_first, (f"{records.as_json(record)},\n",))
        yield Row("csv", entry.newest_first, (records.as_csv(record, records.COLUMNS),))


def _figure_records(entry: Entry) -> Iterator[Row]:
    """Each figure of a live briefing as a line of CSV."""
    if entry.live:
        for n, row in enumerate(records.figures(entry.briefing), 1):
            line = records.as_csv({"briefing": entry.briefing.slug} | row, records.FIGURE_COLUMNS)
            yield Row("", f"{entry.newest_first} {n:04}", (line,))


LISTS: Mapping[str, Table] = {
    "claims": _claims,
    "claims-low": _claims_by("low"),
    "claims-high": _claims_by("high"),
    "times": _times,
    "measures": _measures,
    "implausible": _implausible,
    "rated": _rated,
    "sources": _sources,
    "publishers": _publishers,
    "publisher-names": _publisher_names,
    "cited": _cited,
    "one-origin": _one_origin,
    "weeks": _weeks,
    "changes": _changes,
    "records": _records,
    "figure-records": _figure_records,
}
"""Name -> the rows that a briefing puts into it. The properties of `Site` say what each is for."""
