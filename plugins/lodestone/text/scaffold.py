"""An empty briefing to write into: every key of the model, with what it means and which values it takes.

Written out of the model (`schema`), so that it cannot drift from what is checked. What only the
editor knows is a TODO, and each TODO is told by the check (W324) until it is gone; the draft is
published by nobody before `status: draft` goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lodestone.model import LIKELIHOODS, Lexicon
from lodestone.model.briefing import FIGURE_STATUSES
from lodestone.text.figures_table import OPTIONAL, REQUIRED
from lodestone.text.harmless import scalar
from lodestone.text.schema import GROUPS, KEYS, LISTS, json_schema

_NEEDED = frozenset({"company", "themes", "risk", "confidence", "sources"})
"""What a briefing needs; of these the editor gives what was not given at the start."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known when a briefing is begun. Ids are of the register."""

    title: str
    date: dt.date
    company: str = ""
    ticker: str = ""
    themes: tuple[str, ...] = ()
    schema: str = ""
    """Where the JSON Schema is, from the new file; for editors that look for it there. '' to say nothing."""


def scaffold(begun: Beginning, lexicon: Lexicon) -> str:
    """The text of a new briefing."""
    front = "\n".join(_front_matter(begun, lexicon))
    return f"---\n{front}\n---\n{_body(lexicon)}"


def _front_matter(begun: Beginning, lexicon: Lexicon) -> Iterator[str]:
    """Every key of the model: explained, then as a line with its value, or as a comment with an example."""
    if begun.schema:
        yield f"# yaml-language-server: $schema={begun.schema}"
    schema = json_schema()
    written = _written(begun)
    for key in KEYS:
        form = schema["properties"][key]
        yield _explained(form["description"], sorted(lexicon.topics) if key == "themes" else _allowed(form))
        if key in written:
            yield f"{key}: {written[key]}"
            continue
        todo = "TODO " if key in _NEEDED else ""
        if key in GROUPS:
            group = schema["$defs"][GROUPS[key].__name__]["properties"]
            yield f"# {todo}{key}:"
            yield from _group(group, listed=key in LISTS)
        else:
            yield f"# {todo}{key}: {_flow(form['examples'][0])}"


def _group(keys: Mapping[str, Any], *, listed: bool) -> Iterator[str]:
    """The keys of a group as a comment: with the hash and a blank taken off each line, it is YAML."""
    for n, (key, form) in enumerate(keys.items()):
        mark = ("- " if n == 0 else "  ") if listed else ""
        allowed = _explained(form["description"], _allowed(form))
        yield f"#   {mark}{key}: {_flow(form['examples'][0])}  {allowed}"


def _written(begun: Beginning) -> dict[str, str]:
    """The keys that have a value from the start."""
    values = {
        "title": scalar(begun.title),
        "date": begun.date.isoformat(),
        "company": begun.company,
        "ticker": begun.ticker,
        "themes": _flow(begun.themes) if begun.themes else "",
        "status": "draft",
        "rights": "own-words",
    }
    return {key: value for key, value in values.items() if value}


def _explained(description: str, allowed: Collection[str]) -> str:
    """One line of comment.

    >>> _explained("How good the evidence is.", ["low", "high"])
    '# How good the evidence is. One of: low, high.'
    """
    if not allowed:
        return f"# {description}"
    return f"# {description} {'One of: ' if len(allowed) > 1 else 'From '}{', '.join(allowed)}."


def _allowed(form: Mapping[str, Any]) -> list[str]:
    """The closed list of a key, or its range in words."""
    for part in (form, *form.get("anyOf", ())):
        if "enum" in part:
            return list(part["enum"])
        if "minimum" in part:
            return [f"{part['minimum']} to {part['maximum']}"]
    return []


def _flow(value: Any) -> str:
    """A value as YAML on one line.

    >>> _flow([{"id": "reex", "kind": "press"}]), _flow(("magnets",)), _flow(4)
    ('[{id: reex, kind: press}]', '[magnets]', '4')
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and not value[:1].isdigit():
        return scalar(value)
    return str(value)


def _body(lexicon: Lexicon) -> str:
    """The sections, each with its form in a comment that no reader sees."""
    columns = [*REQUIRED, *OPTIONAL]
    codes = ", ".join(lexicon.vocabulary.jurisdictions)
    return f"""\
TODO: the bottom line, one paragraph of at most sixty words: what happened, for whom, why it matters.

## What we know

TODO

## Judgements

<!--
- **Likely**, moderate confidence: what will happen, and by when. [id-of-a-figure, id-of-a-source]
One of: {", ".join(LIKELIHOODS)}. The confidence may be left out: then it is the briefing's.
-->

## Figures

<!--
| {" | ".join(columns)} |
|{"---|" * len(columns)}
Measures: content/vocabulary/measures.yaml. Status, one of: {", ".join(FIGURE_STATUSES)}. Source: its id and 1 to 6.
-->

## Implications

<!--
- **EU**: what follows there. [ids]
One of: {codes}.
-->

## Watch

<!--
- 2026-12-01: what to look out for; a year or a month will do. [ids]
-->

## Gaps

<!--
- What nobody says.
-->
"""
