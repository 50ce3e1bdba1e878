"""The tables of the site: what each briefing puts into which list, under which key, in which order.

Every list that a page shows is a table here. A table is one small function from a briefing to its
rows; it sees nothing but that briefing, its card and the register, so a changed briefing changes
its own rows and no others, and a page that read a slice of a table is made again only if that
slice is another one. A new list is a function, a row of `TABLES`, and a property of `Site`;
those of the pages of evidence are in `site/lists.py`.

The tables are kept sorted by the engine, so a page never sorts or filters more than it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lodestone.model import Briefing
from lodestone.site import search_rows
from lodestone.site.charts_rows import plotted
from lodestone.site.links import media_of
from lodestone.site.lists import LISTS
from lodestone.site.rows import Entry, Row, Table, descending, last_day
from lodestone.site.words import plain

__all__ = ["TABLES", "Entry", "Row", "Table", "rows_of"]


def _briefings(entry: Entry) -> Iterator[Row]:
    yield Row("", entry.newest_first)


def _addresses(entry: Entry) -> Iterator[Row]:
    """The same with the day of the last change alone."""
    yield Row("", entry.newest_first, (entry.card.changed.isoformat() if entry.card.changed else "",))


def _live(entry: Entry) -> Iterator[Row]:
    if entry.live:
        yield Row("", entry.newest_first)


def _readable(entry: Entry) -> Iterator[Row]:
    if entry.live and entry.readable:
        yield Row("", entry.newest_first)


def _pictures(entry: Entry) -> Iterator[Row]:
    """Under each file of the media that the text leads to: a publish build carries no others."""
    for path in media_of(entry.body.links, entry.briefing.path) if entry.body else ():
        yield Row(path, entry.newest_first)


def _grouped(keys: Callable[[Briefing], Iterator[str]]) -> Table:
    """Live briefings, the newest first, by each of their keys."""

    def rows(entry: Entry) -> Iterator[Row]:
        if entry.live:
            for key in dict.fromkeys(keys(entry.briefing)):
                if key:
                    yield Row(key, entry.newest_first)

    return rows


def _topics(briefing: Briefing) -> Iterator[str]:
    return (each.value for each in briefing.themes)


def _companies(briefing: Briefing) -> Iterator[str]:
    return (each.value for each in briefing.companies)


def _with_judgements(keys: Callable[[Briefing], Iterator[str]]) -> Table:
    rows = _grouped(keys)

    def judged(entry: Entry) -> Iterator[Row]:
        if entry.briefing.judgements:
            yield from rows(entry)

    return judged


def _changed(entry: Entry) -> Iterator[Row]:
    """When something last changed: of all, and of each topic and company."""
    keys = ["", *(f"topic:{each}" for each in _topics(entry.briefing))]
    keys += [f"company:{each}" for each in _companies(entry.briefing)]
    if entry.card.changed:
        for key in dict.fromkeys(keys if entry.live else [""]):
            yield Row(key, descending(entry.card.changed), (entry.card.changed.isoformat(),))


def _supersedes(entry: Entry) -> Iterator[Row]:
    if entry.live and entry.briefing.supersedes:
        yield Row(entry.briefing.supersedes, entry.newest_first)


def _updates(entry: Entry) -> Iterator[Row]:
    if entry.live and entry.briefing.updates:
        yield Row(entry.briefing.updates, entry.newest_first)


def _due(entry: Entry) -> Iterator[Row]:
    """What is to be looked at again, the soonest first."""
    if entry.current and entry.briefing.due:
        yield Row("", entry.briefing.due.isoformat())


def _watch(entry: Entry) -> Iterator[Row]:
    """Items to look out for, the soonest first; a month or year counts to its end. Number, then date."""
    if entry.current:
        for n, each in enumerate(entry.briefing.watch, 1):
            yield Row("", f"{last_day(each.on)} {n:03}", (n, each.on))


def _reminders(entry: Entry) -> Iterator[Row]:
    """The same with all that a calendar says of one, so that it looks into no text: date, words, title, day of the
    last change, topics."""
    changed = entry.card.changed.isoformat() if entry.card.changed else ""
    topics = " ".join(entry.card.themes)
    if entry.current:
        for n, each in enumerate(entry.briefing.watch, 1):
            words = plain(entry.body.fragments[f"watch-{n}"]) if entry.body else each.text
            value = (each.on, words, entry.card.title, changed, topics)
            yield Row("", f"{last_day(each.on)} {n:03}", value)


def _judgements(entry: Entry) -> Iterator[Row]:
    """Every judgement, by its number."""
    if entry.live:
        for n, _ in enumerate(entry.briefing.judgements, 1):
            yield Row("", f"{entry.newest_first} {n:04}", (n,))


def _figures(entry: Entry) -> Iterator[Row]:
    """Every figure, by its number."""
    if entry.live:
        for n, _ in enumerate(entry.briefing.figures, 1):
            yield Row("", f"{entry.newest_first} {n:04}", (n,))


def _topic_figures(entry: Entry) -> Iterator[Row]:
    """Figures of current briefings on a topic."""
    if entry.current:
        for topic in dict.fromkeys(_topics(entry.briefing)):
            for n, _ in enumerate(entry.briefing.figures, 1):
                yield Row(topic, f"{entry.newest_first} {n:04}", (n,))


def _company_figures(entry: Entry) -> Iterator[Row]:
    """Figures of a company, or of a plant or deal of its own, out of current briefings."""
    if entry.current:
        subjects = entry.lexicon.vocabulary.subjects
        for n, each in enumerate(entry.briefing.figures, 1):
            of = each.value.of
            owners = (of,) if of in entry.lexicon.companies else subjects[of].owners if of in subjects else ()
            for company in dict.fromkeys(owners):
                yield Row(company, f"{entry.newest_first} {n:04}", (n,))


def _topic_companies(entry: Entry) -> Iterator[Row]:
    """Which companies the briefings on a topic name; made to be counted."""
    if entry.live:
        for topic in dict.fromkeys(_topics(entry.briefing)):
            for company in dict.fromkeys(_companies(entry.briefing)):
                yield Row(topic, company, (company,))


def _implications(entry: Entry) -> Iterator[Row]:
    """What current briefings draw for a jurisdiction, by its number."""
    if entry.current:
        for n, each in enumerate(entry.briefing.implications, 1):
            yield Row(each.jurisdiction, f"{entry.newest_first} {n:04}", (n,))


def _corrections(entry: Entry) -> Iterator[Row]:
    """Every correction by its number, the newest first."""
    for n, each in enumerate(entry.briefing.corrections, 1):
        yield Row("", f"{descending(each.date)} {n:04}", (n, each.date.isoformat(), each.what))


def _former(entry: Entry) -> Iterator[Row]:
    """Every former slug."""
    for slug in dict.fromkeys(entry.briefing.formerly):
        yield Row("", f"{entry.newest_first} {slug}", (slug,))


def _formerly(entry: Entry) -> Iterator[Row]:
    """Who had a slug, by that slug."""
    for slug in dict.fromkeys(entry.briefing.formerly):
        yield Row(slug, entry.newest_first, ())


def _high(entry: Entry) -> Iterator[Row]:
    """Of high or severe risk that a person confirmed."""
    card = entry.card
    if entry.live and card.risk and not card.proposed and card.risk.number >= HIGH:
        yield Row("", entry.newest_first)


HIGH = 4
"""The lowest level, of five, that counts as high."""

TABLES: Mapping[str, Table] = {
    "briefings": _briefings,
    "addresses": _addresses,
    "live": _live,
    "readable": _readable,
    "topic": _grouped(_topics),
    "company": _grouped(_companies),
    "ticker": _grouped(lambda briefing: (str(each.value) for each in briefing.tickers)),
    "publisher": _grouped(lambda briefing: (each.value.publisher for each in briefing.sources)),
    "topic-judged": _with_judgements(_topics),
    "company-judged": _with_judgements(_companies),
    "topic-figures": _topic_figures,
    "company-figures": _company_figures,
    "topic-companies": _topic_companies,
    "implications": _implications,
    "judgements": _judgements,
    "figures": _figures,
    "corrections": _corrections,
    "former": _former,
    "formerly": _formerly,
    "supersedes": _supersedes,
    "updates": _updates,
    "due": _due,
    "watch": _watch,
    "reminders": _reminders,
    "high": _high,
    "changed": _changed,
    "plotted": plotted,
    "pictures": _pictures,
    **LISTS,
    **search_rows.TABLES,
}
"""Name -> the rows that a briefing puts into it. The properties of `Site` say what each is for."""


def rows_of(entry: Entry) -> Iterator[tuple[str, Row]]:
    """Every row of a briefing, with the name of its table."""
    for name, table in TABLES.items():
        for row in table(entry):
            yield name, row
