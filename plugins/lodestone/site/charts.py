"""The charts of a text: which figures each shows, what they say, and what is wrong with the request.

Data of a chart, for `parts/charts.html`: `finding`, `panels` (one for each unit, for currencies are
never exchanged), `key` (what the marks mean), `rows` (the same numbers as a table), `desc` (the
picture in a sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from lodestone.model import Given, Period, Problem, Span, did_you_mean
from lodestone.site.charts_bars import bars
from lodestone.site.charts_lines import lines, multiples
from lodestone.site.charts_marks import capital
from lodestone.site.charts_points import Point, Strand, Thing, as_written, points
from lodestone.site.site import Site
from lodestone.text.charts import Chart

Data = dict[str, Any]
SERIES = 3
"""At so many times, values of one thing are lines where no kind is asked for."""
SUBJECTS, NEWEST = 12, 40
"""Subjects of a measure that its page draws, and figures of each that it looks at."""
LEAST = 2
"""Values that a chart needs."""


def charts_of(site: Site, key: str) -> list[Data]:
    """Every chart of a body, in order; one without values has no panels."""
    body = site.bodies.get(key)
    return [drawn(site, chart) for chart in body.charts] if body else []


def drawn(site: Site, chart: Chart) -> Data:
    """A chart as its page shows it."""
    found = as_written(points(site, chart))
    return _made(
        site, found, chart.kind or _kind(found), chart.title.value if chart.title else "", chart.period
    )


def over_time(site: Site, measure: str, of: Iterable[str]) -> list[Data]:
    """Lines of all that has values at three times or more, among the first subjects of a measure."""
    subjects = tuple(Given(each, _NOWHERE) for each in islice(of, SUBJECTS))
    request = Chart((Given(measure, _NOWHERE),), _NOWHERE, subjects)
    strands: dict[tuple[Strand, str], list[Point]] = {}
    for each in points(site, request, NEWEST):
        if each.when.dated:
            strands.setdefault((each.strand, each.unit), []).append(each)
    told = (
        as_written(found) for found in strands.values() if len({each.when.text for each in found}) >= SERIES
    )
    return [_made(site, found, "lines", "", None) for found in told]


_NOWHERE = Span(0, 0)


def _made(site: Site, found: Sequence[Point], kind: str, title: str, within: Period | None) -> Data:
    found = _ordered(found, kind)
    names = names_of(site, found)
    made = panels(found, kind, names, within) if len(found) >= LEAST else []
    return {
        "finding": title or _finding(site, found),
        "kind": kind,
        "panels": made,
        "key": list(_key(found, kind)) if made else [],
        "desc": _desc(kind, found, made),
        "rows": [_row(each, names[each.thing]) for each in found],
        "named": len(names) > 1,
    }


def panels(found: Sequence[Point], kind: str, names: dict[Thing, str], within: Period | None) -> list[Data]:
    """The panels of a chart, one for each unit. What has not two dated values has no place in time: bars."""
    made: list[Data] = []
    for unit in dict.fromkeys(each.unit for each in found):
        mine = [each for each in found if each.unit == unit]
        dated = [each for each in mine if each.when.dated]
        over_time = {"lines": lines, "multiples": multiples}.get(kind) if len(dated) >= LEAST else None
        made += over_time(dated, names, within) if over_time else [bars(mine, names, ranged=kind == "ranges")]
    return made


def _kind(found: Sequence[Point]) -> str:
    """What suits the values: lines over time, ranges, else bars."""
    times: dict[Strand, set[str]] = {}
    for each in found:
        if each.when.dated:
            times.setdefault(each.strand, set()).add(each.when.text)
    if any(len(each) >= SERIES for each in times.values()):
        return "lines"
    return "ranges" if any(each.quantity.is_range for each in found) else "bars"


def names_of(site: Site, found: Iterable[Point]) -> dict[Thing, str]:
    """What to call each thing: as much as tells it from the others, and never nothing."""
    things = list(dict.fromkeys(each.thing for each in found))
    names: dict[Thing, str] = {}
    for each in things:
        parts = (_measure(site, each.measure), site.lexicon.subject_label(each.of), each.basis, each.stage)
        differ = [len({other[n] for other in things}) > 1 for n in range(4)]
        told = [part for part, needed in zip(parts, differ, strict=True) if needed and part]
        names[each] = capital(", ".join(told) or parts[1])
    return names


def _measure(site: Site, name: str) -> str:
    known = site.lexicon.vocabulary.measures.get(name)
    return known.label if known else name


def said_by(site: Site, chart: Chart) -> str:
    """What a chart says, for readers that draw nothing."""
    return chart.title.value if chart.title else _finding(site, as_written(points(site, chart)))


def _finding(site: Site, found: Sequence[Point]) -> str:
    """A sentence that the values themselves give: what is shown, from the first to the last or from least to most."""
    if not found:
        return "No figure of the site fits"
    label = _measure(site, found[0].thing.measure)
    units = list(dict.fromkeys(each.unit for each in found))
    if len(units) > 1:
        return f"{label}: {len(found)} values in {' and '.join(units)}"
    if len({each.thing for each in found}) == 1:
        label += f", {site.lexicon.subject_label(found[0].thing.of)}"
        dated = [each for each in found if each.when.dated]
        ordered = sorted(dated, key=lambda each: each.middle) or list(found)
    else:
        ordered = sorted(found, key=lambda each: each.high)
    ends = [f"{each.quantity.in_words} ({_end(site, each, found)})" for each in (ordered[0], ordered[-1])]
    return f"{label}: {' to '.join(dict.fromkeys(ends))}"


def _end(site: Site, each: Point, found: Sequence[Point]) -> str:
    same = len({other.thing for other in found}) == 1
    return each.label if same else names_of(site, found)[each.thing]


_FIRM, _HOLLOW = "Filled: measured or reported.", "Hollow: claimed, estimated, forecast or a target."
_OPEN = "Dashed end: at least so much."
_WIDE = {
    "bars": "Pale part: between the ends of a range.",
    "ranges": "Line between two dots: a range.",
    "lines": "Wide line: a range, or how long a value holds.",
}
_WIDE["multiples"] = _WIDE["lines"]


def _key(found: Sequence[Point], kind: str) -> Iterator[str]:
    """What the marks mean, of those that are there; filled and hollow only where both are."""
    firm = {each.firm for each in found}
    if False in firm:
        yield from (_FIRM, _HOLLOW) if True in firm else (_HOLLOW,)
    if kind in ("bars", "ranges") and any(each.open for each in found):
        yield _OPEN
    if any(each.low != each.high for each in found) or (
        kind in ("lines", "multiples") and any(each.when.first != each.when.last for each in found)
    ):
        yield _WIDE[kind]
    if kind in ("lines", "multiples") and not all(each.when.dated for each in found):
        yield "Undated values stand in the table alone."


def _ordered(found: Sequence[Point], kind: str) -> list[Point]:
    """The order in which values are drawn and stand in the table: over time, or the largest first."""
    order = list(dict.fromkeys(each.thing for each in found))
    if kind == "bars" and len(order) > 1:
        return sorted(found, key=lambda each: (each.unit, -each.high))
    return sorted(
        found,
        key=lambda each: (
            order.index(each.thing),
            not each.when.dated,
            each.middle if each.when.dated else 0,
        ),
    )


_SHAPES = {"bars": "Bars", "lines": "Lines", "ranges": "Dots and lines", "multiples": "Small charts"}


def _desc(kind: str, found: Sequence[Point], made: Sequence[Data]) -> str:
    if not made:
        return ""
    units = " and ".join(dict.fromkeys(each["unit"] for each in made))
    return f"{_SHAPES[kind]} of {len(found)} values in {units}, from nought up. The table below has the same numbers."


def _row(each: Point, name: str) -> Data:
    return {
        "name": name,
        "when": each.label or "undated",
        "value": each.quantity.in_words,
        "path": each.path,
        "status": each.status,
        "grade": each.grade,
    }


# What is wrong


def faults(site: Site, key: str) -> Iterator[Problem]:
    """Problems of the charts of a body: names that the register does not have (E136, E137, E138), nothing to
    show (W327), a number of the title that is none of the values (W308)."""
    body = site.bodies.get(key)
    for chart in body.charts if body else ():
        unknown = list(_unknown(site, chart))
        yield from unknown
        found = [] if unknown else points(site, chart)
        if not unknown and len(found) < LEAST:
            many = "no figure" if not found else "only one figure"
            hint = "name other measures or subjects, widen the period, or write the number into the text"
            yield Problem("W327", chart.span, f"{many} of the public briefings fits this chart", hint)
        elif chart.title and not unknown:
            yield from _title(chart, found)


def _unknown(site: Site, chart: Chart) -> Iterator[Problem]:
    vocabulary = site.lexicon.vocabulary
    for each in chart.measures:
        if each.value not in vocabulary.measures:
            hint = did_you_mean(each.value, sorted(vocabulary.measures))
            yield Problem("E137", each.span, f"`{each.value}` is not a measure of the register", hint)
    subjects = site.lexicon.subjects() if chart.of else ()
    for each in chart.of:
        if each.value not in subjects:
            hint = did_you_mean(each.value, subjects)
            yield Problem("E138", each.span, f"`{each.value}` is no company or subject of the register", hint)
    if chart.unit and chart.unit.value not in vocabulary.units:
        hint = did_you_mean(chart.unit.value, sorted(vocabulary.units))
        yield Problem("E136", chart.unit.span, f"`{chart.unit.value}` is not a unit of the register", hint)


_NUMBER = re.compile(r"(?<![\w.])\d+(?:[,\N{THIN SPACE}]\d{3})*(?:\.\d+)?(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _title(chart: Chart, found: Sequence[Point]) -> Iterator[Problem]:
    """W308 for each number of the title that no value has, as written or folded; years and parts of times may stand."""
    assert chart.title is not None
    shown = {end.normalize() for each in found for end in _numbers(each)}
    times = {number for each in found for number in re.findall(r"\d+", each.label)}
    for number in _NUMBER.finditer(chart.title.value):
        value = Decimal(re.sub(r"[,\N{THIN SPACE}]", "", number[0]))
        if value.normalize() not in shown and number[0] not in times and not _YEAR.fullmatch(number[0]):
            span = Span(number.start(), number.end()).shifted(chart.title.span.start)
            hint = "write a number that the chart shows, or say it in words"
            yield Problem("W308", span, f"`{number[0]}` is none of the values of the chart", hint)


def _numbers(each: Point) -> tuple[Decimal, ...]:
    return (each.quantity.low, each.quantity.high, each.low, each.high)
