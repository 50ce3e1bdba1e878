"""Write a draft: front matter with every proposal's evidence beside it, the article, the figures table.

What the text gives is proposed, above it a comment with how sure the rule is, the words that it
stands on, and why. What the text does not give is left out, and a comment says so. What a person
wrote stays as it was written, and nothing is proposed against it.

Words of a stranger go into YAML here, so nothing is written without being quoted (`scalar`) or
folded to one harmless line (`comment`); see `harmless`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lodestone.model import Company, Evidence, Figure, Proposed, Risk, Source, Ticker
from lodestone.scrape.draft_figures import figures_section
from lodestone.text.harmless import comment, quote, scalar, undated
from lodestone.text.slugs import slug

_MOST_EVIDENCE = 4
"""Pieces shown a proposal."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a draft is written from: the article, what is proposed for it, what a person wrote before."""

    article: str
    """Markdown, without front matter."""
    raw_sha256: str
    url: str = ""
    title: Proposed[str] | None = None
    companies: tuple[Proposed[str], ...] = ()
    tickers: tuple[Proposed[Ticker], ...] = ()
    themes: tuple[Proposed[str], ...] = ()
    figures: tuple[Proposed[Figure], ...] = ()
    risk: Proposed[Risk] | None = None
    source: Proposed[Source] | None = None
    published: Proposed[str] | None = None
    notes: tuple[Evidence, ...] = ()
    holders: Mapping[Ticker, Company] = field(default_factory=dict)
    """The company behind each listing of the register."""
    front_matter: str = ""
    """As a person wrote it, without the hyphens; empty if nobody did."""
    written: frozenset[str] = frozenset()
    """The keys of that front matter."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that a person wrote."""
    has_figures: bool = False
    """Whether the article has a section of figures already."""


def write(found: Material) -> str:
    """The whole draft."""
    kept = found.front_matter.strip("\n")
    fields = [line for key, lines in _FIELDS.items() if key not in found.written for line in lines(found)]
    head = "\n".join([part for part in (kept, "\n".join([*fields, *_notes(found)])) if part])
    figures = () if found.has_figures else found.figures
    table = "\n".join(figures_section(figures, found.sources or (_source(found).id,)))
    parts = [f"---\n{head}\n---", found.article.strip("\n"), table]
    return "\n\n".join(part for part in parts if part) + "\n"


# The fields, in the order of the front matter


def _title(found: Material) -> Iterator[str]:
    if found.title is None:
        yield "# title: not given in the text"
    else:
        yield from _proposed("title", found.title)


def _date(found: Material) -> Iterator[str]:
    printed = found.published
    if printed is None:
        yield "# date: not given in the text; it is the day on which you publish"
    else:
        yield comment(f"date: the day on which you publish; the text itself is dated {printed.value}")


def _status(_: Material) -> Iterator[str]:
    yield "status: draft"


def _rights(_: Material) -> Iterator[str]:
    yield "rights: unconfirmed"


def _company(found: Material) -> Iterator[str]:
    companies = found.companies
    if "companies" in found.written:
        return
    if not companies:
        yield "# company: none of the register is named in the text"
        return
    yield from _proposed("company", companies[0])


def _companies(found: Material) -> Iterator[str]:
    if "company" not in found.written:
        yield from _proposed_list("companies", found.companies[1:])


def _ticker(found: Material) -> Iterator[str]:
    """The listings that fit the companies; the first one of the main company is its ticker."""
    if {"company", "companies", "tickers"} & found.written:
        return
    own, others, foreign = _tickers(found)
    if own is None:
        yield comment(f"ticker: {_unprinted(found)}")
    else:
        yield from _proposed("ticker", own)
    yield from _proposed_list("tickers", others)
    for each in foreign:
        yield comment(f"ticker {each.value}: printed, but no listing of the companies above{_grounds(each)}")


def _unprinted(found: Material) -> str:
    """Why the text gives no ticker, and which one the register has for the main company."""
    main = found.companies[0].value if found.companies else ""
    known = next((company for company in found.holders.values() if company.id == main), None)
    if known is None:
        return "no listing of the company is known or given in the text"
    return f"not printed in the text; the register has {known.listings[0].ticker}"


def _tickers(
    found: Material,
) -> tuple[Proposed[Ticker] | None, list[Proposed[Ticker]], list[Proposed[Ticker]]]:
    companies = [each.value for each in found.companies]
    owner = {
        each.value: found.holders[each.value].id for each in found.tickers if each.value in found.holders
    }
    fitting = [each for each in found.tickers if owner.get(each.value) in companies]
    foreign = [each for each in found.tickers if each not in fitting]
    own = next((each for each in fitting if owner[each.value] == companies[0]), None)
    return own, [each for each in fitting if each is not own], foreign


def _themes(found: Material) -> Iterator[str]:
    if not found.themes:
        yield "# themes: the text is about none of the topics"
    yield from _proposed_list("themes", found.themes)


def _risk(found: Material) -> Iterator[str]:
    risk = found.risk
    if risk is None:
        yield "# risk: the text gives too little to propose one"
        return
    yield from _reasons(risk)
    yield "risk:"
    for key, value in _marks(risk.value):
        yield f"  {key}: {value if isinstance(value, int) else scalar(value)}"


def _marks(risk: Risk) -> Iterator[tuple[str, int | str]]:
    yield "level", risk.level
    for key in ("likelihood", "impact", "direction", "rationale"):
        if getattr(risk, key):
            yield key, getattr(risk, key)


def _sources(found: Material) -> Iterator[str]:
    """The one source, with what is known of it; that it exists and has a hash is known always."""
    proposal = found.source
    source = _source(found)
    yield "sources:"
    if proposal:
        yield from (f"  {line}" for line in _reasons(proposal))
    yield f"  - id: {scalar(source.id)}"
    for key, lacking in _SOURCE_KEYS.items():
        value = getattr(source, key)
        if value:
            yield f"    {key}: {scalar(value)}"
        elif lacking:
            yield f"    # {key}: {lacking}"
    yield f"    raw_sha256: {scalar(found.raw_sha256)}"


_SOURCE_KEYS = {
    "publisher": "not given in the text",
    "title": "",
    "url": "not given in the text; `--url` adds it",
    "published": "not given in the text",
    "kind": "not given in the text",
    "reliability": "",
    "origin": "not given in the text",
    "relays": "",
}
"""The keys of a source that can be read out of a text, and what to say where one was not."""

_FIELDS: dict[str, Callable[[Material], Iterator[str]]] = {
    "title": _title,
    "date": _date,
    "status": _status,
    "rights": _rights,
    "company": _company,
    "companies": _companies,
    "ticker": _ticker,
    "themes": _themes,
    "risk": _risk,
    "sources": _sources,
}
"""Each key with what writes its lines."""


def _source(found: Material) -> Source:
    """The proposed source with the address that was given; an id that is no figure's."""
    source = found.source.value if found.source else Source("source")
    taken = {figure.value.id for figure in found.figures}
    name = slug(source.id or source.publisher or "source")
    published = found.published.value if found.published else ""
    return replace(
        source,
        id=f"{name}-source" if name in taken else name,
        url=found.url or source.url,
        published=source.published or published,
    )


def _notes(found: Material) -> Iterator[str]:
    """What else an editor should know."""
    if not found.figures and not found.has_figures:
        yield "# figures: none with a measure of the register was found in the text"
    for note in found.notes:
        yield comment(f"note: {_quoted(replace(note, why=undated(note.why)))}")


# Proposals as lines


def _proposed(key: str, proposal: Proposed[str] | Proposed[Ticker]) -> Iterator[str]:
    yield from _reasons(proposal)
    yield f"{key}: {scalar(str(proposal.value))}"


def _proposed_list(key: str, proposals: Iterable[Proposed[str] | Proposed[Ticker]]) -> Iterator[str]:
    listed = list(proposals)
    if listed:
        yield f"{key}:"
    for each in listed:
        yield from (f"  {line}" for line in _reasons(each))
        yield f"  - {scalar(str(each.value))}"


def _reasons(proposal: Proposed[object]) -> Iterator[str]:
    """Comment lines: how sure, and up to four pieces of evidence."""
    first, *rest = proposal.evidence or (None,)
    yield comment(
        f"proposed ({proposal.score:.2f}): {_quoted(first)}" if first else f"proposed ({proposal.score:.2f})"
    )
    for each in rest[: _MOST_EVIDENCE - 1]:
        yield comment(f"  {_quoted(each)}", indent=True)
    if len(rest) >= _MOST_EVIDENCE:
        yield comment(f"  and {len(rest) - _MOST_EVIDENCE + 1} more places", indent=True)


def _grounds(proposal: Proposed[object]) -> str:
    return f": {_quoted(proposal.evidence[0])}" if proposal.evidence else ""


def _quoted(evidence: Evidence) -> str:
    return f"{quote(evidence.text)} \N{EM DASH} {evidence.why}" if evidence.text else evidence.why
