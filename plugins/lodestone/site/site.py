"""`Site`: all that pages are made of, as tables that are asked and never walked.

A page takes what it shows and no more: `site.by_topic["magnets"][:7]` is seven cards,
`site.by_slug["x"]` one briefing, `site.bodies["x"]` one rendered text. Every question is noted,
so that the engine knows of each page what it depends on, and makes it again when, and only
when, an answer is another one. How to write a page: `site/view.py`; how to add a list:
`site/tables.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from lodestone.model import Briefing, Lexicon, Risk
from lodestone.site.card import Card
from lodestone.site.events import Event
from lodestone.site.gate import kept_back
from lodestone.site.links import GONE, media_address, target_of
from lodestone.site.options import SiteOptions
from lodestone.site.pages import Page
from lodestone.site.reads import Given, MemoryStore, Note, Read, Store
from lodestone.site.traced import Traced, TracedOptions
from lodestone.text.body import Body

T = TypeVar("T")


class Rows(Generic[T]):
    """One sorted list, not yet read. A slice, a count or a loop reads just that."""

    def __init__(self, ask: _Ask, table: str, key: str, low: str = "", high: str = "") -> None:
        self._ask, self._table, self._key, self._low, self._high = ask, table, key, low, high

    def __getitem__(self, part: slice) -> list[T]:
        """Rows counted from the first, as `[:10]`. Negative numbers and steps have no meaning here."""
        assert part.step is None
        assert min(part.start or 0, part.stop or 0) >= 0
        return cast("list[T]", self._ask(self._read("first", part.start or 0, part.stop)))

    def from_end(self, start: int, stop: int) -> list[T]:
        """Rows counted from the last, in the order of the list: pages that keep their number are cut so."""
        return cast("list[T]", self._ask(self._read("last", start, stop)))

    def __len__(self) -> int:
        return cast("int", self._ask(self._read("count")))

    def __iter__(self) -> Iterator[T]:
        return iter(self[:])

    def __bool__(self) -> bool:
        return bool(self[:1])

    def before(self, sort: str) -> Rows[T]:
        """The rows whose sort key comes before a text, such as a day."""
        return Rows(self._ask, self._table, self._key, self._low, sort)

    def since(self, sort: str) -> Rows[T]:
        """The rows whose sort key is a text or comes after it."""
        return Rows(self._ask, self._table, self._key, sort, self._high)

    def slugs(self) -> list[str]:
        """The slug of every row: all that a list of pages needs."""
        return cast("list[str]", self._ask(self._read("slugs")))

    def text(self) -> bytes:
        """The texts that stand first in the rows, one behind the other, for files that hold a whole list."""
        return cast("bytes", self._ask(self._read("text")))

    def tally(self) -> dict[tuple[Any, ...], int]:
        """How often each value stands in the list."""
        return cast("dict[tuple[Any, ...], int]", self._ask(self._read("tally")))

    def distinct(self) -> list[tuple[Any, ...]]:
        """Which values stand in the list, in order; steadier than how often each does."""
        return cast("list[tuple[Any, ...]]", self._ask(self._read("distinct")))

    def top(self) -> tuple[Any, ...] | None:
        """The value that stands there most often, of several the first in order; None where there is none."""
        return cast("tuple[Any, ...] | None", self._ask(self._read("top")))

    def _read(self, part: Any, start: int = 0, stop: int | None = None) -> Read:
        return Read(self._table, self._key, part, start, stop, self._low, self._high)


class Groups(Generic[T]):
    """A table: a list for each key. A key that nobody has gives an empty list."""

    def __init__(self, ask: _Ask, table: str) -> None:
        self._ask, self._table = ask, table

    def __getitem__(self, key: str) -> Rows[T]:
        return Rows(self._ask, self._table, key)

    def counts(self, least: int = 1) -> dict[str, int]:
        """How many rows each key has that has at least so many; keys in order, without those that have none."""
        return cast("dict[str, int]", self._ask(Read(self._table, part="keys", start=least)))

    def names(self) -> list[str]:
        """The keys that have rows, in order; steadier than how many rows each has."""
        return cast("list[str]", self._ask(Read(self._table, part="names")))


class Lookup(Generic[T]):
    """Values by their key, one at a time."""

    def __init__(self, ask: _Ask, table: str) -> None:
        self._ask, self._table = ask, table

    def get(self, key: str) -> T | None:
        """The value, or None."""
        return cast("T | None", self._ask(Read(self._table, key)))

    def __getitem__(self, key: str) -> T:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None


class _Ask:
    """Notes a question and has it answered."""

    def __init__(self, store: Store, note: Note | None) -> None:
        self.store, self._note = store, note

    def __call__(self, read: Read) -> Any:
        if self._note:
            self._note(read)
        return self.store.answer(read)


class _RowsOf(Generic[T]):
    """A property of a site: a table that is one list."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __get__(self, site: Site, owner: type[Site]) -> Rows[T]:
        return Rows(site.ask, self._table, "")


class _GroupsOf(Generic[T]):
    """A property of a site: a table with a list for each key."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __get__(self, site: Site, owner: type[Site]) -> Groups[T]:
        return Groups(site.ask, self._table)


class _LookupIn(Generic[T]):
    """A property of a site: values by their key."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __get__(self, site: Site, owner: type[Site]) -> Lookup[T]:
        return Lookup(site.ask, self._table)


class Site:
    """Everything that pages are made of. Lists of briefings have the newest first unless they say otherwise.

    Undated briefings come last. Of a withdrawn briefing only title, date and corrections are
    here at all; lists are without it unless they say so. In a publish build nothing is here
    that the public may not see.
    """

    # One value
    by_slug = _LookupIn[Briefing]("briefing")
    """Every briefing whole, the withdrawn ones too. For a list, take its cards."""
    cards = _LookupIn[Card]("card")
    bodies = _LookupIn[Body]("body")
    """By slug of the briefing, `page:<slug>`, `topic:<id>`, `company:<id>`."""
    files = _LookupIn[tuple[str, str]]("file")
    """Key of the body and address of the page, by path of a file of the content."""
    # Lists of cards
    briefings = _RowsOf[Card]("briefings")
    """All, the withdrawn ones too."""
    live = _RowsOf[Card]("live")
    addresses = _RowsOf[tuple[str, str]]("addresses")
    """All of them, each with the day on which it last changed, or ''; what a sitemap has."""
    readable = _RowsOf[Card]("readable")
    """What the public will see, in a development build too."""
    high = _RowsOf[Card]("high")
    """Of high or severe risk that a person confirmed."""
    due = _RowsOf[Card]("due")
    """Current briefings by the day of their review, the soonest first; cut by `before(day)`."""
    by_topic = _GroupsOf[Card]("topic")
    by_company = _GroupsOf[Card]("company")
    by_ticker = _GroupsOf[Card]("ticker")
    """As `SSE:600111`."""
    by_publisher = _GroupsOf[Card]("publisher")
    judged_by_topic = _GroupsOf[Card]("topic-judged")
    """Those with judgements."""
    judged_by_company = _GroupsOf[Card]("company-judged")
    supersedes = _GroupsOf[Card]("supersedes")
    """What replaces a briefing, by the slug of the replaced."""
    updates = _GroupsOf[Card]("updates")
    """What updates a briefing, by the slug of the updated."""
    # Lists of (slug, number of the thing in its briefing, from 1, …)
    judgements = _RowsOf[tuple[str, int]]("judgements")
    figures = _RowsOf[tuple[str, int]]("figures")
    figures_by_topic = _GroupsOf[tuple[str, int]]("topic-figures")
    """Of current briefings."""
    figures_by_company = _GroupsOf[tuple[str, int]]("company-figures")
    """Of the company, or of a plant or deal of its own, out of current briefings."""
    implications = _GroupsOf[tuple[str, int]]("implications")
    """Of current briefings, by jurisdiction."""
    watch = _RowsOf[tuple[str, int, str]]("watch")
    """Of current briefings, with the date as written, the soonest first; cut by `since(day)`."""
    reminders = _RowsOf[tuple[str, str, str, str, str, str]]("reminders")
    """The same as a calendar has them: date, words, title, day of the last change, topics with spaces between."""
    corrections = _RowsOf[tuple[str, int, str, str]]("corrections")
    """With date and words, the newest correction first, of withdrawn briefings too."""
    former = _RowsOf[tuple[str, str]]("former")
    """Former slugs of briefings."""
    formerly = _GroupsOf[tuple[str, str]]("formerly")
    """Which briefings had a slug."""
    # Made to be counted, or to be looked at for their first row
    companies_by_topic = _GroupsOf[tuple[str, str]]("topic-companies")
    """The companies that the briefings on a topic name; see `Rows.tally`."""
    changed = _GroupsOf[tuple[str, str]]("changed")
    """Days of change, the latest first: of all under '', else under `topic:<id>` and `company:<id>`."""
    # For the pages of evidence: `site/lists.py`
    claims = _GroupsOf[tuple[str, int, str, str, str, str, str]]("claims")
    """Figures of current briefings as they are compared, by key; see `site/conflicts.py`."""
    claims_by_low = _GroupsOf[tuple[str, int, str, str, str, str, str]]("claims-low")
    """The same, the smallest lower end first; sorted as `conflicts.sortable` says."""
    claims_by_high = _GroupsOf[tuple[str, int, str, str, str, str, str]]("claims-high")
    by_measure = _GroupsOf[tuple[str, int]]("measures")
    """Figures of current briefings."""
    implausible = _RowsOf[tuple[str, int]]("implausible")
    """Figures of current briefings that are hard to believe."""
    rated = _GroupsOf[Card]("rated")
    """Current briefings by the cell of their confirmed risk, as `4x3`, or by its level alone."""
    sources = _GroupsOf[tuple[str, int]]("sources")
    """Sources of current briefings by the address of their publisher."""
    publishers = _GroupsOf[tuple[str, str, str, str, str]]("publishers")
    """Name, reliability, kind and origin of those sources, made to be counted."""
    publisher_names = _GroupsOf[tuple[str, str]]("publisher-names")
    """The names of those publishers as they are written."""
    times = _GroupsOf[tuple[str, str, str]]("times")
    """First and last day of claims, by what they have in common over time; made to be counted."""
    cited = _GroupsOf[tuple[str, int]]("cited")
    """Judgements of current briefings that rest on something of another one, by `slug#id`."""
    one_origin = _RowsOf[tuple[str, int, str]]("one-origin")
    """Current briefings with several outlets, how many, and the one origin of all of them."""
    weeks = _GroupsOf[Card]("weeks")
    """By the week of their date, as `2025-W36`."""
    changes = _GroupsOf[tuple[str, str, str, int]]("changes")
    """Day, kind (supersedes, updates, or the status of a corrected briefing) and number of the correction;
    all under '', and by week."""
    pictures = _GroupsOf[Card]("pictures")
    """Briefings by the files of the media that they lead to."""
    records = _GroupsOf[tuple[str, str]]("records")
    """Every live briefing as a line, by `json` (with a comma) or `csv`."""
    search = _GroupsOf[tuple[str, str]]("search")
    """What each live briefing puts into the search index, the oldest first; see `site/search_rows.py`."""
    search_months = _GroupsOf[tuple[str]]("search-months")
    """Live briefings by month; made to be counted."""
    figure_records = _RowsOf[tuple[str, str]]("figure-records")

    def __init__(self, store: Store, note: Note | None = None) -> None:
        """`note` is told of every read. A site that notes lives for one page: it remembers what it looked up."""
        self.ask = _Ask(store, note)
        self.options = cast("SiteOptions", TracedOptions(store.options, note)) if note else store.options
        self.lexicon = cast("Lexicon", Traced(store.lexicon, note)) if note else store.lexicon

    def has_passed(self, day: dt.date) -> bool:
        """Whether a day lies before the one against which reviews are held; asks less than that day itself."""
        return bool(self.ask(Read("passed", day.isoformat())))

    def is_unread(self, name: str) -> bool:
        """Whether this is the path of a briefing that could not be read, or the slug that it would have."""
        return bool(self.ask(Read("unread", name)))

    def all_files(self) -> list[str]:
        """Paths of all files that are pages, and of all media: to find what somebody may have meant."""
        return cast("list[str]", self.ask(Read("file", part="all")))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The texts of `content/pages/`, in order of their slug."""
        return cast("tuple[Page, ...]", self.ask(Read("pages", part="all")))

    def page(self, slug: str) -> Page:
        """One of them."""
        found: Page = self.ask(Read("pages", slug))
        return found

    @property
    def events(self) -> tuple[Event, ...]:
        """The rows of `content/events.yaml` in order of time."""
        return cast("tuple[Event, ...]", self.ask(Read("events", part="all")))

    def is_media(self, path: str) -> bool:
        """Whether there is a file of this path below `media/`."""
        return bool(self.ask(Read("media", path)))

    def links(self, key: str) -> list[str]:
        """Addresses of the links of a body, by number: paths of this site, with anchors."""
        found = self.bodies[key].links
        here = self.path_of(key) if found else ""
        return [self._address(*target_of(link.target, here)) for link in found]

    def path_of(self, key: str) -> str:
        """The file of the content that a body is from."""
        kind, _, name = key.rpartition(":")
        if kind == "page":
            page = self.ask(Read("pages", name))
            return page.path if page else ""
        if kind == "topic":
            return self.lexicon.topics[name].path
        if kind == "company":
            return self.lexicon.companies[name].path
        briefing = self.by_slug.get(key)
        return briefing.path if briefing else ""

    def _address(self, path: str, anchor: str) -> str:
        if self.is_media(path):
            return media_address(path)
        found = self.files.get(path)
        address = found[1] if found else GONE
        return f"{address}#{anchor}" if anchor and address != GONE else address


class MemorySite(Site):
    """A site that is wholly in memory, as tests and `lodestone check` make it."""

    def __init__(
        self, given: Given, briefings: Iterable[Briefing] = (), bodies: Mapping[str, Body] | None = None
    ) -> None:
        self.given = given
        self.all = tuple(briefings)
        """Every briefing, whole."""
        self.rendered = bodies or {}
        super().__init__(MemoryStore(given, self.all, self.rendered))

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """How many briefings the gate of privacy leaves out, by reason: `draft`, `embargoed`, `held` …"""
        reasons = Counter(kept_back(each, self.given.options) for each in self.all)
        return {why: reasons[why] for why in sorted(reasons) if why}

    @cached_property
    def public(self) -> MemorySite:
        """This site without what may not be published."""
        if not self.left_out:
            return self
        kept = [each for each in self.all if not kept_back(each, self.given.options)]
        gone = {each.slug for each in self.all} - {each.slug for each in kept}
        bodies = {key: body for key, body in self.rendered.items() if key not in gone}
        return MemorySite(self.given, kept, bodies)


def confirmed_risk(briefing: Briefing) -> Risk | None:
    """The risk that a person gave; a proposed one stays out of matrix, history, feeds and exports."""
    return briefing.risk.value if briefing.risk and not briefing.risk.proposed else None
