"""Front matter to typed fields: YAML with positions, checked by one pydantic model, resolved against the register.

The model (`schema.py`) is the source of validation, of the JSON Schema and of the docs' tables.
Nothing is guessed here: a field that is not written is None or empty. All that is wrong is told
in one go: a wrong value is taken out and the rest is checked again without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lodestone.model import Correction, Given, Lexicon, Problem, Source, Span
from lodestone.text import resolve
from lodestone.text.complaints import complaint, meant_key
from lodestone.text.document import Document
from lodestone.text.schema import FrontMatter, Refused, SourceKeys
from lodestone.text.written import Fields
from lodestone.text.yaml_nodes import Items, Keys, Node, Scalar
from lodestone.text.yaml_reading import Tree, quoted, read_yaml

Location = tuple[str | int, ...]
"""The way to a value: `("sources", 0, "url")`."""


def read_fields(document: Document, lexicon: Lexicon) -> tuple[Fields, tuple[Problem, ...]]:
    """Read and check the front matter. A wrong value gives a problem and counts as not written."""
    if document.front_matter is None:
        return Fields(unread_sources=True), ()
    tree = read_yaml(document.front_matter.of(document.text), document.front_matter.start)
    lost = tuple(_lost_values(tree.root, document.text))
    tree = replace(tree, problems=(*tree.problems, *lost))
    model, spans, wrong = _checked(tree)
    fields, unresolved = _resolved(model, spans, lexicon)
    fields = replace(fields, unread_sources=_lost_sources(tree, model))
    lacking = [each for each in unresolved if each.code == "E111" and _holds(spans, "risk", lost)]
    return fields, (*tree.problems, *wrong, *(each for each in unresolved if each not in lacking))


def _holds(spans: dict[str, Span], key: str, problems: Iterable[Problem]) -> bool:
    """Whether one of the problems stands in the value of a key."""
    return key in spans and any(spans[key].start <= each.span.start < spans[key].end for each in problems)


def _lost_values(node: Node, text: str) -> Iterator[Problem]:
    """Values that YAML took for something else, `#1` for a comment, `likelihood:2` for a key (E101); what holds nothing
    back for want of a value (E112)."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _lost_values(item, text)
    if not isinstance(node, Keys):
        return
    for key, value in node.pairs:
        if not _is_empty(value):
            yield from _lost_values(value, text)
        elif glued := _GLUED.fullmatch(key.text):
            fix = f"{glued['key']}: {glued['value']}"
            yield Problem("E101", key.span, "a blank is missing behind the colon", f"write `{fix}`", fix)
        elif comment := _COMMENTED.match(text, key.span.end):
            span = Span(*comment.span("value"))
            hint = "put the value in quotes"
            said = "what begins with `#` is a comment to YAML, so the field is empty"
            yield Problem("E101", span, said, hint, quoted(span.of(text)))
        elif key.text in _HOLD_BACK:
            said = f"`{key.text}` has no value, so it holds nothing back"
            yield Problem("E112", key.span, said, "write the value, or take the line out")


_HOLD_BACK = frozenset({"status", "rights", "tlp", "embargo"})
"""Keys that can keep a briefing from being published: an empty one may be a slip that publishes it."""

_GLUED = re.compile(r"(?P<key>[a-z_]+):(?P<value>[^\s/].*)")
_COMMENTED = re.compile(r":[ \t]+(?P<value>#[^\s#][^\r\n]*?)[ \t]*\r?(?:\n|\Z)")


def _lost_sources(tree: Tree, model: FrontMatter) -> bool:
    """Whether fewer sources were read than are written."""
    if any(meant_key(key.text) == "sources" for key, _ in tree.root.pairs):
        return True
    written = tree.root.get("sources")
    if written is None or _is_empty(written):
        return "sources" in tree.broken
    return not isinstance(written, Items) or len(_written(written)) > len(model.sources)


# Validation


def _checked(tree: Tree) -> tuple[FrontMatter, dict[str, Span], list[Problem]]:
    """The model without the values that it refuses, where what was written stands, and what is wrong."""
    root, problems = tree.root, []
    for attempt in range(_ATTEMPTS):
        try:
            model = FrontMatter.model_validate(_plain(root))
            break
        except Refused as refused:
            errors = refused.errors(include_url=False)
        if attempt == 0:
            problems = [complaint(error, root) for error in errors]
        ways = {_way_out(error["loc"], error["type"], last=attempt == _ATTEMPTS - 2) for error in errors}
        for way in sorted(
            ways, key=str, reverse=True
        ):  # later entries of a list first: the earlier keep their number
            root = _pruned(root, way)
    else:
        model, root = FrontMatter(), Keys((), tree.root.span)
    written = {name: span for name, span in _spans(tree.root) if "[" not in name}
    meant = {name: value.span for key, value in tree.root.pairs if (name := meant_key(key.text))}
    meant |= {
        key.text: key.span for key, value in tree.root.pairs if _is_empty(value) and _is_told(key, tree)
    }
    return model, {**meant, **tree.broken, **written, **dict(_spans(root))}, problems


def _is_told(key: Scalar, tree: Tree) -> bool:
    """Whether a problem already says that what is written behind a key was not read."""
    return any(0 <= problem.span.start - key.span.end <= _NEAR for problem in tree.problems)


_NEAR = 4
"""So many characters behind its key at most, a colon and blanks, a value begins."""
_ATTEMPTS = 4
"""First all is tried, then without the wrong values, without entries that lack a key, without whole keys."""


def _way_out(location: Location, kind: str, *, last: bool) -> Location:
    """What has to go for an error: the value; a risk as a whole; an entry that lacks a key; at last the whole key."""
    if last or location[0] == "risk":
        return location[:1]
    return location[:-1] if kind == "missing" else location


def _pruned(root: Keys, way: Location) -> Keys:
    """The mapping without the value at the end of the way."""
    pruned = _without(root, way)
    assert isinstance(pruned, Keys)  # what goes is never the root
    return pruned


def _without(node: Node, way: Location) -> Node:
    step, rest = way[0], way[1:]
    if isinstance(node, Keys):
        pairs = [
            (key, _without(value, rest) if key.text == step else value)
            for key, value in node.pairs
            if rest or key.text != step
        ]
        return Keys(tuple(pairs), node.span)
    if isinstance(node, Items) and isinstance(step, int):
        items = _written(node)
        if step < len(items):
            items[step : step + 1] = [_without(items[step], rest)] if rest else []
        return Items(tuple(items), node.span)
    return node


def _plain(node: Node) -> Any:
    """The node as dicts, lists and texts; keys without a value count as not written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_plain(item) for item in _written(node)]
    return {key.text: _plain(value) for key, value in node.pairs if not _is_empty(value)}


def _spans(node: Node, way: str = "") -> Iterable[tuple[str, Span]]:
    """Where each written value stands, by its way: `risk.likelihood`, `sources[0].url`."""
    if _is_empty(node):
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
    return [item for item in node.items if not _is_empty(item)]


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


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
