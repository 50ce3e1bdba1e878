"""`Site`: all briefings and the register as sorted tables and reverse indexes.

`Site.public` is the one gate of privacy: in a publish build the views see nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from lodestone.model import Briefing, Field, Figure, Implication, Lexicon, Risk
from lodestone.site.events import Event
from lodestone.site.gate import kept_back
from lodestone.site.links import GONE, media_address, target_of
from lodestone.site.options import SiteOptions
from lodestone.site.pages import Page
from lodestone.text.markdown import Body


@dataclass(frozen=True)
class Site:
    """Everything that pages are made of. Briefings are sorted by date (newest first), then slug.

    Undated briefings come last. Of a withdrawn briefing only title, date and corrections are
    here at all. The reverse indexes hold briefings in the order of `briefings`, without the
    withdrawn ones.
    """

    options: SiteOptions
    lexicon: Lexicon
    briefings: tuple[Briefing, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    """By slug of the briefing, `page:<slug>`, `topic:<id>`, `company:<id>`."""
    pages: tuple[Page, ...] = ()
    events: tuple[Event, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many briefings the gate left out, by reason: `draft`, `embargoed`, `held` …"""
    media: frozenset[str] = frozenset()
    """Paths of the files below `media/`."""

    @cached_property
    def public(self) -> Site:
        """This site without what may not be published."""
        reasons = {each.slug: kept_back(each, self.options) for each in self.briefings}
        kept = tuple(each for each in self.briefings if not reasons[each.slug])
        if len(kept) == len(self.briefings):
            return self
        counts = Counter(reason for reason in reasons.values() if reason)
        bodies = {key: body for key, body in self.bodies.items() if not reasons.get(key)}
        left_out = Counter(self.left_out) + counts
        return replace(self, briefings=kept, bodies=bodies, left_out=dict(sorted(left_out.items())))

    @cached_property
    def by_slug(self) -> Mapping[str, Briefing]:
        """Every briefing, the withdrawn ones too."""
        return {each.slug: each for each in self.briefings}

    @cached_property
    def live(self) -> tuple[Briefing, ...]:
        """All briefings but the withdrawn ones."""
        return tuple(each for each in self.briefings if each.status != "withdrawn")

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Briefing, ...]]:
        """Briefings by id of the topic."""
        return self._gathered(lambda each: (theme.value for theme in each.themes))

    @cached_property
    def by_company(self) -> Mapping[str, tuple[Briefing, ...]]:
        """Briefings that name a company, by its id."""
        return self._gathered(lambda each: (company.value for company in each.companies))

    @cached_property
    def by_ticker(self) -> Mapping[str, tuple[Briefing, ...]]:
        """Briefings by ticker, as `SSE:600111`."""
        return self._gathered(lambda each: (str(ticker.value) for ticker in each.tickers))

    @cached_property
    def by_publisher(self) -> Mapping[str, tuple[Briefing, ...]]:
        """Briefings by publisher of a source."""
        return self._gathered(lambda each: (source.value.publisher for source in each.sources))

    @cached_property
    def by_jurisdiction(self) -> Mapping[str, tuple[tuple[Briefing, Implication], ...]]:
        """Implications by jurisdiction, each with the briefing that draws it."""
        found: dict[str, list[tuple[Briefing, Implication]]] = {}
        for briefing in self.live:
            for implication in briefing.implications:
                found.setdefault(implication.jurisdiction, []).append((briefing, implication))
        return {code: tuple(pairs) for code, pairs in sorted(found.items())}

    @cached_property
    def superseded(self) -> Mapping[str, Briefing]:
        """The briefing that replaces one, by the slug of the replaced."""
        return {each.supersedes: each for each in reversed(self.live) if each.supersedes}

    @cached_property
    def updated(self) -> Mapping[str, tuple[Briefing, ...]]:
        """The briefings that update one, by its slug."""
        return self._gathered(lambda each: (each.updates,))

    @cached_property
    def overdue(self) -> tuple[Briefing, ...]:
        """Briefings whose review date has passed, the oldest date first; what is superseded needs none."""
        dated = ((each.due, each) for each in self.live if each.due and each.slug not in self.superseded)
        late = sorted((due, each.slug) for due, each in dated if due < self.options.reading_day)
        return tuple(self.by_slug[slug] for _, slug in late)

    @cached_property
    def figures_of(self) -> Mapping[str, tuple[tuple[Briefing, int, Field[Figure]], ...]]:
        """Figures by the id that they are of, each with its briefing and its number there, from 1."""
        found: dict[str, list[tuple[Briefing, int, Field[Figure]]]] = {}
        for briefing in self.live:
            for n, each in enumerate(briefing.figures, 1):
                found.setdefault(each.value.of, []).append((briefing, n, each))
        return {subject: tuple(rows) for subject, rows in sorted(found.items())}

    def links(self, key: str) -> list[str]:
        """Addresses of the links of a body, by number: paths of this site, with anchors."""
        here = self._paths.get(key, "")
        return [self._address(*target_of(link.target, here)) for link in self.bodies[key].links]

    @cached_property
    def files(self) -> Mapping[str, tuple[str, str]]:
        """Key of the body and address of the page, for each file of the content that is a page."""
        lexicon = self.lexicon
        return (
            {each.path: (each.slug, f"briefings/{each.slug}/") for each in self.briefings}
            | {each.path: (f"page:{each.slug}", f"{each.slug}/") for each in self.pages}
            | {each.path: (f"topic:{each.id}", f"topics/{each.id}/") for each in lexicon.topics.values()}
            | {
                each.path: (f"company:{each.id}", f"companies/{each.id}/")
                for each in lexicon.companies.values()
            }
        )

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        return {key: path for path, (key, _) in self.files.items()}

    def _address(self, path: str, anchor: str) -> str:
        if path in self.media:
            return media_address(path)
        address = self.files[path][1] if path in self.files else GONE
        return f"{address}#{anchor}" if anchor and address != GONE else address

    def _gathered(self, keys: Callable[[Briefing], Iterable[str]]) -> dict[str, tuple[Briefing, ...]]:
        found: dict[str, list[Briefing]] = {}
        for briefing in self.live:
            for key in dict.fromkeys(keys(briefing)):
                if key:
                    found.setdefault(key, []).append(briefing)
        return {key: tuple(found[key]) for key in sorted(found)}


def confirmed_risk(briefing: Briefing) -> Risk | None:
    """The risk that a person gave; a proposed one stays out of matrix, history, feeds and exports."""
    return briefing.risk.value if briefing.risk and not briefing.risk.proposed else None
