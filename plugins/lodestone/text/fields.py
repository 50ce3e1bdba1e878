"""Front matter to typed fields: YAML with positions, checked by one pydantic model, resolved against the register.

The model (`schema.py`) is the source of validation, of the JSON Schema and of the docs' tables.
Nothing is guessed here: a field that is not written is None or empty. All that is wrong is told
in one go: a wrong value is taken out and the rest is checked again without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from lodestone.model import Correction, Given, Lexicon, Problem, Risk, Source, Span, Ticker
from lodestone.model.briefing import Status
from lodestone.text import resolve
from lodestone.text.complaints import complaint
from lodestone.text.document import Document
from lodestone.text.schema import FrontMatter, SourceKeys
from lodestone.text.yaml_nodes import Items, Keys, Node, Scalar, Tree, read_yaml


@dataclass(frozen=True, slots=True)
class Fields:
    """What a person wrote in the front matter, typed. Missing fields are None or empty."""

    title: Given[str] | None = None
    date: Given[dt.date] | None = None
    companies: tuple[Given[str], ...] = ()
    """Ids of the register: `company` first, then `companies`."""
    policy: bool = False
    """`company: none` was written."""
    tickers: tuple[Given[Ticker], ...] = ()
    themes: tuple[Given[str], ...] = ()
    risk: Given[Risk] | None = None
    confidence: str = ""
    sources: tuple[Given[Source], ...] = ()
    source_summary: str = ""
    slug: str = ""
    as_of: str = ""
    review_by: dt.date | None = None
    updates: str = ""
    supersedes: str = ""
    corrections: tuple[Correction, ...] = ()
    formerly: tuple[str, ...] = ()
    author: str = ""
    reviewed_by: str = ""
    reviewed_on: dt.date | None = None
    lang: str = "en"
    ai_use: str = ""
    embargo: dt.date | None = None
    status: Status = "published"
    rights: str = "own-words"
    tlp: str = "TLP:CLEAR"
    spans: dict[str, Span] = field(default_factory=dict, hash=False, compare=False)
    """Where each key's value stands: `company`, `risk.likelihood`, `sources[0].url` …"""


Location = tuple[str | int, ...]
"""The way to a value: `("sources", 0, "url")`."""


def read_fields(document: Document, lexicon: Lexicon) -> tuple[Fields, tuple[Problem, ...]]:
    """Read and check the front matter. A wrong value gives a problem and counts as not written."""
    if document.front_matter is None:
        return Fields(), ()
    tree = read_yaml(document.front_matter.of(document.text), document.front_matter.start)
    model, wrong = _checked(tree)
    spans = {**tree.broken, **dict(_spans(tree.root))}
    fields, unresolved = _resolved(model, spans, lexicon)
    return fields, (*tree.problems, *wrong, *unresolved)


# Validation


def _checked(tree: Tree) -> tuple[FrontMatter, list[Problem]]:
    """The model without the values that it refuses, and what is wrong with these."""
    data: dict[str, Any] = _plain(tree.root)
    try:
        return FrontMatter.model_validate(data), []
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
    problems = [complaint(error, tree.root) for error in errors]
    _take_out(data, [error["loc"] for error in errors])
    return _accepted(data), problems


def _accepted(data: dict[str, Any]) -> FrontMatter:
    """The model of data whose faults are told; what is still refused goes with its whole key."""
    try:
        return FrontMatter.model_validate(data)
    except ValidationError as refused:
        wrong = {error["loc"][0] for error in refused.errors(include_url=False)}
        return FrontMatter.model_validate({key: value for key, value in data.items() if key not in wrong})


def _plain(node: Node) -> Any:
    """The node as dicts, lists and texts; keys without a value count as not written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_plain(item) for item in node.items if not (isinstance(item, Scalar) and item.empty)]
    return {
        key.text: _plain(value)
        for key, value in node.pairs
        if not (isinstance(value, Scalar) and value.empty)
    }


def _take_out(data: dict[str, Any], locations: Iterable[Location]) -> None:
    """Take the refused values out: a risk as a whole, an entry without a required key as a whole, else the value."""
    for location in sorted(set(locations), key=str, reverse=True):
        place: Any = data
        way = location[:1] if location[0] == "risk" else location
        for step in way[:-1]:
            place = place[step] if _has(place, step) else None
        if isinstance(place, dict):
            place.pop(way[-1], None)
        elif isinstance(place, list) and isinstance(way[-1], int) and way[-1] < len(place):
            place[way[-1]] = None
    for key in [key for key, value in data.items() if isinstance(value, list)]:
        data[key] = [item for item in data[key] if item is not None]


def _has(place: Any, step: str | int) -> bool:
    if isinstance(place, dict):
        return step in place
    return isinstance(place, list) and isinstance(step, int) and step < len(place)


def _spans(node: Node, way: str = "") -> Iterable[tuple[str, Span]]:
    """Where each written value stands, by its way: `risk.likelihood`, `sources[0].url`."""
    if isinstance(node, Scalar) and node.empty:
        return
    if way:
        yield way, node.span
    if isinstance(node, Keys):
        for key, value in node.pairs:
            yield from _spans(value, f"{way}.{key.text}" if way else key.text)
    elif isinstance(node, Items):
        for n, item in enumerate(_written(node)):
            yield from _spans(item, f"{way}[{n}]")


def _written(node: Items) -> list[Node]:
    return [item for item in node.items if not (isinstance(item, Scalar) and item.empty)]


# Against the register


def _resolved(
    model: FrontMatter, spans: dict[str, Span], lexicon: Lexicon
) -> tuple[Fields, tuple[Problem, ...]]:
    """The fields, with companies, tickers, themes, risk and sources looked up and computed."""
    desk = resolve.Desk(lexicon, spans)
    policy = model.company.strip().casefold() == "none"
    companies = desk.companies(("" if policy else model.company), model.companies)
    reviewed = model.reviewed
    fields = Fields(
        title=Given(model.title, spans["title"]) if model.title else None,
        date=Given(model.date, spans["date"]) if model.date else None,
        companies=companies,
        policy=policy,
        tickers=desk.tickers(model.ticker, model.tickers, companies, policy=policy),
        themes=desk.themes(model.themes),
        risk=desk.risk(model.risk),
        confidence=model.confidence,
        sources=desk.sources([_source(each) for each in model.sources]),
        source_summary=model.source_summary,
        slug=model.slug,
        as_of=model.as_of,
        review_by=model.review_by,
        updates=model.updates,
        supersedes=model.supersedes,
        corrections=tuple(Correction(each.date, each.what) for each in model.corrections),
        formerly=tuple(model.formerly),
        author=model.author,
        reviewed_by=reviewed.by if reviewed else "",
        reviewed_on=reviewed.on if reviewed else None,
        lang=model.lang,
        ai_use=model.ai_use,
        embargo=model.embargo,
        status=model.status,
        rights=model.rights,
        tlp=model.tlp,
        spans=spans,
    )
    return fields, tuple(desk.problems)


def _source(keys: SourceKeys) -> Source:
    return Source(**keys.model_dump())
