"""Charts that a text asks for: a fenced block of a few lines becomes a request, and its place in the HTML a slot.

    ```chart
    measure: ndpr-oxide-price, ndpr-price-floor
    unit: USD/kg
    title: The price passed the floor
    ```

No number stands in it: what is drawn are the figures of the whole site, so that a chart cannot say
anything that no source says, and follows when a figure is mended. On GitHub the block reads as
what it is. Here only its form is read; what its names mean is known where the figures are
(`site/charts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from lodestone.model import Given, Period, Problem, Span, did_you_mean, parse_period
from lodestone.model.briefing import FIGURE_STATUSES
from lodestone.text.fences import OPENING, Closings

KINDS = {
    "bars": "a bar for each value, the largest first",
    "lines": "values of each thing over time, on one scale",
    "ranges": "a dot for each value, a line for each range",
    "multiples": "a small chart for each thing, all on one scale",
}
"""Kind of chart -> what it shows. Without a kind, values of one thing at three times or more are lines."""
KEYS = ("measure", "of", "period", "unit", "status", "kind", "title")


@dataclass(frozen=True, slots=True)
class Chart:
    """A request: which figures, drawn how, under which title."""

    measures: tuple[Given[str], ...]
    span: Span
    """Of the line that opens it."""
    of: tuple[Given[str], ...] = ()
    """Subjects, in the order in which they are to stand; empty for all."""
    period: Period | None = None
    """Only figures that hold within it."""
    unit: Given[str] | None = None
    """Only figures that fold to the same unit; other currencies are other charts."""
    statuses: tuple[str, ...] = ()
    kind: str = ""
    """One of `KINDS`; '' leaves it to the numbers."""
    title: Given[str] | None = None
    """The finding, in a sentence; without one it is put together from the numbers."""


def read_charts(text: str, where: Span, first: int = 0) -> tuple[list[Chart], list[str], list[Problem]]:
    """The charts of a part of a text, the words inside each, and what is wrong.

    Problems: E104, E110, E111, E114, E139, E143, E149. A chart that lacks a measure is left out.
    `first` is added to all spans.

    >>> text = "```chart\\nmeasure: mine-output\\n```"
    >>> charts, _, problems = read_charts(text, Span(0, len(text)))
    >>> charts[0].measures[0].value, problems
    ('mine-output', [])
    """
    charts: list[Chart] = []
    words: list[str] = []
    problems: list[Problem] = []
    for opening, lines in _blocks(text, where):
        chart = _Block(text, lines, opening, first, problems).chart()
        if chart:
            charts.append(chart)
            words.append(" ".join(lines.of(text).split()))
    return charts, words, problems


_OPENS = re.compile(rf"^(?:{OPENING}(?P<info>[^\r\n]*)\r?\n|<!--)", re.MULTILINE)
"""A fence as the Markdown engine knows it, or a comment, in which there is none."""


def _blocks(text: str, where: Span) -> Iterator[tuple[Span, Span]]:
    """Opening line and lines of each block that asks for a chart."""
    if "chart" not in text:
        return
    closings = Closings.of(text)
    at, last_comment = where.start, text.rfind("-->", 0, where.end)
    while found := _OPENS.search(text, at, where.end):
        at = found.end()
        if not found["fence"]:
            at = text.find("-->", at) if at < last_comment else at
        elif (close := closings.of_fence(found["fence"], found.end("fence"))) and close.start < where.end:
            at = close.end
            if found["info"].strip().casefold() == "chart":
                yield Span(found.start("fence"), found.end("info")), Span(found.end(), close.start)


_LINE = re.compile(r"^[ \t]*(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


class _Block:
    """The lines of one block, being read."""

    def __init__(self, text: str, lines: Span, opening: Span, first: int, problems: list[Problem]) -> None:
        self._text, self._opening, self._first = text, opening, first
        self._problems = problems
        self._values = self._read(lines)

    def _read(self, lines: Span) -> Mapping[str, Span]:
        """Where the value of each known key stands."""
        found: dict[str, Span] = {}
        for line in re.finditer(r"[^\n]+", lines.of(self._text)):
            span = Span(lines.start + line.start(), lines.start + line.end())
            key_value = _LINE.fullmatch(line[0])
            if key_value is None:
                if line[0].strip():
                    self._tell("E149", self._stripped(span), "this line is no key with a value", _FORM)
                continue
            key = key_value["key"].lower()
            at = Span(*(span.start + n for n in key_value.span("key")))
            if key not in KEYS:
                near = did_you_mean(key, KEYS) or f"the keys are: {', '.join(KEYS)}"
                self._tell("E110", at, f"`{key_value['key']}` is not a key of a chart", near)
            elif key in found:
                self._tell("E104", at, f"`{key}` is given twice", "keep one of them")
            elif key_value["value"]:
                found[key] = Span(*(span.start + n for n in key_value.span("value")))
        return found

    def chart(self) -> Chart | None:
        """The request, or None where nothing says what to draw."""
        measures = self._items("measure")
        if not measures:
            hint = "add a line `measure: \N{HORIZONTAL ELLIPSIS}` with an id of the register"
            self._tell("E111", self._opening, "the chart names no measure", hint)
            return None
        return Chart(
            measures,
            self._opening.shifted(self._first),
            self._items("of"),
            self._period(),
            next(iter(self._items("unit")), None),
            tuple(each.value for each in self._allowed("status", FIGURE_STATUSES, "E139", "a status")),
            next((each.value for each in self._allowed("kind", KINDS, "E114", "a kind of chart")), ""),
            self._whole("title"),
        )

    def _items(self, key: str) -> tuple[Given[str], ...]:
        """The values of a key, comma between."""
        span = self._values.get(key)
        return tuple(self._found(span)) if span else ()

    def _found(self, span: Span) -> Iterator[Given[str]]:
        for item in _ITEM.finditer(self._text, span.start, span.end):
            yield Given(item[0], Span(*item.span()).shifted(self._first))

    def _allowed(self, key: str, known: object, code: str, what: str) -> Iterator[Given[str]]:
        words = tuple(known)  # type: ignore[arg-type, var-annotated]
        for each in self._items(key):
            if each.value in words:
                yield each
            else:
                message = f"`{each.value}` is not {what}"
                self._problems.append(Problem(code, each.span, message, did_you_mean(each.value, words)))

    def _period(self) -> Period | None:
        given = self._whole("period")
        period = parse_period(given.value) if given else None
        if given and period is None:
            message = f"`{given.value}` is not a period"
            self._problems.append(Problem("E143", given.span, message, "write 2025, 2025-H1 or 2024/2026"))
        return period

    def _whole(self, key: str) -> Given[str] | None:
        span = self._values.get(key)
        return Given(span.of(self._text), span.shifted(self._first)) if span else None

    def _stripped(self, span: Span) -> Span:
        words = span.of(self._text)
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))

    def _tell(self, code: str, span: Span, message: str, hint: str) -> None:
        self._problems.append(Problem(code, span.shifted(self._first), message, hint))


_FORM = "write lines such as `measure: mine-output`, `of: china, usa`, `title: What the numbers show`"


# Slots


_BLOCK = re.compile(r'<pre><code class="language-chart">(.*?)</code></pre>', re.DOTALL)
_SLOT = re.compile(r"<!--lodestone-chart:(\d+)-->")


@dataclass(slots=True)
class Slots:
    """Puts a slot in the place of each block of a converted text that was read as a chart, in order."""

    words: list[str]
    """The words inside of each chart."""
    _next: int = field(default=0)

    def into(self, html: str) -> str:
        """The clean HTML with slots; comments of an author are long gone, so that a slot is always ours."""
        return _BLOCK.sub(self._slot, html) if self.words else html

    def _slot(self, found: re.Match[str]) -> str:
        same = self._next < len(self.words) and " ".join(unescape(found[1]).split()) == self.words[self._next]
        if not same:
            return found[0]
        self._next += 1
        return f"<!--lodestone-chart:{self._next - 1}-->"


def parts(html: str) -> list[tuple[str, int | None]]:
    """HTML cut at its slots: each piece with the number of the chart that follows it, None after the last.

    >>> parts("a<!--lodestone-chart:0-->b")
    [('a', 0), ('b', None)]
    """
    pieces = _SLOT.split(html)
    numbers = [*(int(number) for number in pieces[1::2]), None]
    return list(zip(pieces[::2], numbers, strict=True))


def without_charts(html: str, said: Callable[[int], str]) -> str:
    """HTML for readers that draw nothing: in each slot what is said of the chart of that number."""
    return _SLOT.sub(lambda found: said(int(found[1])), html)
