"""Every figure by its measure: value, as of, status, grade, source, briefing. First what contradicts, then what is
hard to believe, then the measures; each measure has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lodestone.model import Figure, Measure, parse_period
from lodestone.site.charts import over_time
from lodestone.site.conflicts import Conflict
from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.contradictions import conflicts
from lodestone.site.views.evidence import figure
from lodestone.site.views.paging import front, numbered, older, older_keys, part
from lodestone.site.views.parts import page, titles
from lodestone.site.views.values import Data
from lodestone.site.words import counted, sentence

SIZE = 40
"""Figures on the page of a measure, at least; older ones are on numbered pages."""
CONFLICTS = 40
IMPLAUSIBLE = 20
TIME_WORDS = {
    "level": "Holds at a moment or through a period: values are compared where their periods overlap.",
    "flow": "Made over exactly the period that is given: values are compared where their periods are the same.",
}


def _front(site: Site) -> Iterator[View]:
    found = list(conflicts(site))
    counts = site.by_measure.counts()
    disputed = {each.measure for each in found}
    yield page(
        site,
        "figures/",
        "figures.html",
        "Figures",
        description="Every figure with who says so: what contradicts, what is hard to believe, all measures.",
        conflicts=[_conflict(site, each) for each in found[:CONFLICTS]],
        conflicts_total=len(found),
        implausible=[row(site, slug, n) for slug, n in site.implausible[:IMPLAUSIBLE]],
        measures=sorted(
            (_measure(site, name, count, name in disputed) for name, count in counts.items()),
            key=lambda each: (each["label"].casefold(), each["path"]),
        ),
        count=counted(len(site.figures), "figure"),
    )


def _conflict(site: Site, each: Conflict) -> Data:
    """The figures of a conflict side by side, the lowest value first."""
    return {
        "anchor": each.anchor,
        "measure": _label(site, each.measure),
        "path": f"figures/{each.measure}/",
        "of": site.lexicon.subject_label(each.of),
        "rows": folded(site, [(claim.slug, claim.n) for claim in each.claims]),
    }


def row(site: Site, slug: str, n: int) -> Data:
    """A row of a figures table, with the briefing that it is from."""
    briefing = site.by_slug[slug]
    return figure(site, briefing, n, briefing.figures[n - 1]) | {"from": titles(site, (slug,))[0], "also": []}


def folded(site: Site, places: Iterable[tuple[str, int]]) -> list[Data]:
    """Rows of a figures table in order of the places; a fact that several briefings repeat is one row."""
    return [_told(site, told) for told in _alike(site, places).values()]


def _facts(site: Site, places: Iterable[tuple[str, int]]) -> list[Data]:
    """Figures of a measure by subject and time, each fact once."""
    ordered = sorted(_alike(site, places).items(), key=lambda item: (*map(str, item[0]), item[1]))
    rows = [_told(site, told) for _, told in ordered]
    return [{"of": of, "rows": list(group)} for of, group in groupby(rows, key=_subject)]


Fact = tuple[object, ...]


def _alike(site: Site, places: Iterable[tuple[str, int]]) -> dict[Fact, list[tuple[str, int]]]:
    """The places of each fact: the same of the same, for one time, with one status. Sorts by subject and time."""
    found: dict[Fact, list[tuple[str, int]]] = {}
    for slug, n in places:
        each = _figure(site, slug, n)
        when = each.period.text if each.period else each.as_of
        subject = site.lexicon.subject_label(each.of).casefold()
        same = (
            each.measure,
            subject,
            each.of,
            each.basis,
            each.stage,
            _since(each),
            when,
            each.value,
            each.status,
        )
        found.setdefault(same, []).append((slug, n))
    return found


def _told(site: Site, places: Sequence[tuple[str, int]]) -> Data:
    return row(site, *places[0]) | {"also": titles(site, [slug for slug, _ in places[1:]])}


def _subject(each: Data) -> str:
    return sentence(", ".join(part for part in (each["of"], each["basis"], each["stage"]) if part))


def _figure(site: Site, slug: str, n: int) -> Figure:
    return site.by_slug[slug].figures[n - 1].value


def _since(figure: Figure) -> str:
    """The first day for which a figure holds, as a text that sorts; what is undated comes last."""
    period = figure.period or parse_period(figure.as_of or "undated")
    return period.first.isoformat() if period and period.first else "~"


def _label(site: Site, name: str) -> str:
    measure = site.lexicon.vocabulary.measures.get(name)
    return measure.label if measure else name


def _measure(site: Site, name: str, count: int, disputed: bool) -> Data:
    measure: Measure | None = site.lexicon.vocabulary.measures.get(name)
    return {
        "label": _label(site, name),
        "path": f"figures/{name}/",
        "unit": measure.unit if measure else "",
        "scope": measure.scope if measure else "",
        "count": count,
        "disputed": disputed,
    }


def _page(site: Site, name: str) -> Iterator[View]:
    rows = site.by_measure[name]
    total, places = len(rows), front(rows, SIZE)
    measure = site.lexicon.vocabulary.measures.get(name)
    yield page(
        site,
        f"figures/{name}/",
        "measure.html",
        _label(site, name),
        section="figures/",
        description=f"{_label(site, name)}: {counted(total, 'figure')} with source, grade and briefing.",
        scope=measure.scope if measure else "",
        basis=measure.basis if measure else "",
        time=TIME_WORDS[measure.time] if measure else "",
        unit=measure.unit if measure else "",
        series=over_time(site, name, dict.fromkeys(_figure(site, *place).of for place in places)),
        groups=_facts(site, places),
        count=counted(total, "figure"),
        older=numbered(f"figures/{name}/older/", older(total, SIZE)),
        up={"label": "Figures", "path": "figures/"},
    )


def _numbers(site: Site) -> Iterator[str]:
    return older_keys(site.by_measure.counts().items(), SIZE)


def _older(site: Site, key: str) -> Iterator[View]:
    name, _, number = key.rpartition("/")
    yield page(
        site,
        f"figures/{name}/older/{number}/",
        "measure.html",
        f"{_label(site, name)}: page {number}",
        section="figures/",
        scope="",
        basis="",
        time="",
        unit="",
        series=[],
        groups=_facts(site, part(site.by_measure[name], SIZE, int(number))),
        count="",
        older=[],
        up={"label": _label(site, name), "path": f"figures/{name}/"},
    )


KINDS = {
    "figures": single(_front),
    "measure": Kind(lambda site: site.by_measure.names(), _page),
    "measure-older": Kind(_numbers, _older),
}
