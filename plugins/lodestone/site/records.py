"""A briefing and its figures as flat records, for the data files: names of columns, values, lines of JSON and CSV.

Dates are ISO, numbers text as written, lists joined by a space in CSV. A proposed risk is no
statement of ours, so no record has it; every other machine-read field is named in `machine_read`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from lodestone.model import Briefing, Figure
from lodestone.site.card import Card

Record = dict[str, Any]
_NUMBER = re.compile(r"[+-]?\d[\d.]*")
_FORMULA = re.compile(r"(\A|[;\t])(?=[\s\"]{0,200}[=+@\uff1d\uff0b\uff0d\uff20-])|\A(?=[\t\r\n])")
"""Before what spreadsheets take for a formula, those for East Asia fullwidth signs too. Where decimals have a comma,
they part cells at semicolons, whatever the file means."""
_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
FIGURE = (
    "id", "measure", "of", "low", "high", "bound", "unit", "period", "as_of", "status", "basis", "stage", "grade",
    "sources", "machine_read", "implausible", "note",
)  # fmt: skip
"""Columns of the figures of one briefing."""
FIGURE_COLUMNS = ("briefing", *FIGURE)
COLUMNS = (
    "slug", "path", "title", "date", "changed", "status", "superseded_by", "lang", "companies", "tickers", "topics",
    "risk_level", "risk_likelihood", "risk_impact", "risk_direction", "confidence", "bottom_line", "judgements",
    "figures", "sources", "updates", "supersedes", "review_by", "machine_read", "rights",
)  # fmt: skip


def record(briefing: Briefing, card: Card) -> Record:
    """What a list of briefings says of one; the whole of it is in its own `briefing.json`. Keys as `COLUMNS`."""
    risk = None if card.proposed else card.risk
    return {
        "slug": card.slug,
        "path": f"briefings/{card.slug}/",
        "title": card.title,
        "date": card.date.isoformat() if card.date else None,
        "changed": card.changed.isoformat() if card.changed else None,
        "status": card.status,
        "superseded_by": card.newer,
        "lang": card.lang,
        "companies": [each.value for each in briefing.companies],
        "tickers": [str(each.value) for each in briefing.tickers],
        "topics": list(card.themes),
        "risk_level": risk.level if risk else None,
        "risk_likelihood": risk.likelihood if risk else None,
        "risk_impact": risk.impact if risk else None,
        "risk_direction": risk.direction if risk else None,
        "confidence": briefing.confidence,
        "bottom_line": card.summary,
        "judgements": len(briefing.judgements),
        "figures": len(briefing.figures),
        "sources": len(briefing.sources),
        "updates": briefing.updates,
        "supersedes": briefing.supersedes,
        "review_by": briefing.due.isoformat() if briefing.due else None,
        "machine_read": list(briefing.machine_read),
        "rights": briefing.rights,
    }


def figures(briefing: Briefing) -> Iterator[Record]:
    """The figures of a briefing. Keys as `FIGURE`."""
    for field in briefing.figures:
        yield _figure(briefing, field.value, field.proposed)


def _figure(briefing: Briefing, each: Figure, proposed: bool) -> Record:
    return {
        "id": each.id,
        "measure": each.measure,
        "of": each.of,
        "low": _number(each.value.low),
        "high": _number(each.value.high),
        "bound": each.value.bound,
        "unit": each.value.unit,
        "period": each.period.text if each.period else "",
        "as_of": each.as_of,
        "status": each.status,
        "basis": each.basis,
        "stage": each.stage,
        "grade": str(briefing.grade_of(each.citations[0])) if each.citations else "",
        "sources": " ".join(citation.source for citation in each.citations),
        "machine_read": proposed,
        "implausible": each.implausible,
        "note": each.note,
    }


def _number(value: Decimal) -> str:
    """Without comma groups, which would be another column to some readers."""
    return f"{value:f}"


def as_json(value: Mapping[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def indented(value: Any, line: str = "\n") -> str:
    """JSON for people too, as `json.dumps` gives it with an indent of one; made in a sixth of the time.

    >>> print(indented({"a": [1, {}], "b": None}))
    {
     "a": [
      1,
      {}
     ],
     "b": null
    }
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if not value or not isinstance(value, dict | list):
        return json.dumps(value)
    inner = f"{line} "
    if isinstance(value, dict):
        parts = [f"{encode_basestring(key)}: {indented(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    return f"[{inner}{f',{inner}'.join([indented(each, inner) for each in value])}{line}]"


def as_csv(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    """One line of CSV, its end included.

    >>> as_csv({"a": ["x", "y"], "b": None, "c": "=1+1", "d": True}, "abcd")
    "x y,,'=1+1,yes\\n"
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; a number keeps its sign."""
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no", None: ""}[value]
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.splitlines()) if _BREAK.search(text) else text  # a row is a line, for every reader
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)
