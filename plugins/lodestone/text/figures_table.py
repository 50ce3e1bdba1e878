"""The figures table to typed rows. A wrong cell is told at its place, and its row left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lodestone.model import (
    Citation,
    Figure,
    Given,
    Lexicon,
    Period,
    Problem,
    Quantity,
    Span,
    did_you_mean,
    parse_period,
)
from lodestone.model.briefing import FIGURE_STATUSES
from lodestone.text.comments import uncommented
from lodestone.text.dates import suggested_day, suggested_period
from lodestone.text.document import Document
from lodestone.text.figure_words import COLUMNS, COUNTED, PERIODS, STATUSES, UNITS, semicolons
from lodestone.text.grid import Cell, Row, read_grid
from lodestone.text.slugs import ID, slug
from lodestone.text.values import Unreadable, may_be_grouped, parse_value

REQUIRED = ("id", "measure", "of", "value", "status", "source")
OPTIONAL = ("period", "as of", "basis", "stage", "note")
UNGRADED = 6
"""Credibility of what no person has judged: it cannot be judged."""


def read_figures(
    document: Document, sources: frozenset[str] | None, lexicon: Lexicon
) -> tuple[tuple[Given[Figure], ...], frozenset[str], list[Problem]]:
    """The rows of the figures table, if there is one. `sources` are the ids of the file's sources, None if unknown.

    Beside the figures: the ids of all rows, of those left out too, so that what refers to them is
    not told as a second fault; and the problems.
    """
    section = document.section("Figures")
    if section is None:
        return (), frozenset(), []
    grid = read_grid(document.text, section.body)
    problems = [
        Problem(
            "E134",
            span,
            "this line is no row of the table",
            "put it into the prose, or into the column `note`",
        )
        for span in grid.strays
    ]
    if grid.head is None:
        return (), frozenset(), problems
    if grid.bare:
        newline = "\r\n" if "\r\n" in document.text else "\n"
        ruled = f"{grid.head.span.of(document.text)}{newline}|{'---|' * len(grid.head.cells)}"
        hint = "put `|---|---|` with as many cells below the head"
        problems.append(
            Problem("E134", grid.head.span, "the table has no line of hyphens below its head", hint, ruled)
        )
    columns = _columns(grid.head, problems)
    lacking = [name for name in REQUIRED if name not in columns]
    if lacking:
        where = grid.head.cells[0].span if grid.head.cells else grid.head.span
        named = ", ".join(f"`{name}`" for name in lacking)
        message = f"the table lacks the column{'s' if len(lacking) > 1 else ''} {named}"
        problems.append(Problem("E133", where, message, f"required are: {', '.join(REQUIRED)}"))
        return (), frozenset(), problems
    table = _Table(sources, lexicon, problems)
    apart = any(_name(cell) == "unit" for cell in grid.head.cells)
    for row in () if apart else grid.rows:
        table.read(row, columns, len(grid.head.cells))
    ids = {row.cells[columns["id"]].text for row in grid.rows if len(row.cells) > columns["id"]}
    return tuple(table.figures.values()), frozenset(ids), problems


def _name(cell: Cell) -> str:
    """A column's name, however it is set off."""
    return re.sub(r"[\s_-]+", " ", cell.text.strip("*` ")).casefold()


def _columns(head: Row, problems: list[Problem]) -> dict[str, int]:
    """Number of each column by name; an unknown or repeated one is told."""
    columns: dict[str, int] = {}
    for n, cell in enumerate(head.cells):
        name = _name(cell)
        if name not in (*REQUIRED, *OPTIONAL):
            hint = COLUMNS.get(name) or (
                did_you_mean(name, (*REQUIRED, *OPTIONAL))
                or f"the columns are: {', '.join((*REQUIRED, *OPTIONAL))}"
            )
            code = "E135" if name == "unit" else "E110"  # without it no value of the table can be read
            problems.append(
                Problem(code, cell.span, f"`{cell.text}` is not a column of the figures table", hint)
            )
        elif name in columns:
            problems.append(
                Problem("E104", cell.span, f"the column `{name}` is given twice", "keep one of them")
            )
        else:
            columns[name] = n
    return columns


class _Table:
    """Reads row after row; collects figures and what is wrong."""

    def __init__(self, sources: frozenset[str] | None, lexicon: Lexicon, problems: list[Problem]) -> None:
        self._sources = sources
        self._lexicon = lexicon
        self._problems = problems
        self.figures: dict[str, Given[Figure]] = {}

    def read(self, row: Row, columns: Mapping[str, int], width: int) -> None:
        """Read one row; it counts only if nothing in it is wrong."""
        if len(row.cells) != width:
            message = f"the row has {len(row.cells)} cells, the head has {width}"
            self._tell(
                "E134",
                row.span,
                message,
                "a pipe inside a cell is written `\\|`; an empty cell needs its pipes",
            )
            return
        cells = {name: row.cells[n] for name, n in columns.items()}
        before = sum(problem.code.startswith("E") for problem in self._problems)
        figure = self._figure(cells)
        if figure and before == sum(problem.code.startswith("E") for problem in self._problems):
            self.figures[figure.id] = Given(figure, row.span)

    def _figure(self, cells: Mapping[str, Cell]) -> Figure | None:
        id_ = self._id(cells["id"])
        measure = self._one_of(
            "E137", cells["measure"], self._lexicon.vocabulary.measures, "a measure of the register"
        )
        of = self._subject(cells["of"])
        value = self._value(cells["value"], measure)
        status = self._one_of("E139", cells["status"], FIGURE_STATUSES, "a status", STATUSES)
        citations = self._citations(cells["source"])
        as_of = self._as_of(cells.get("as of"))
        period = self._period(cells, as_of, measure)
        if not (id_ and measure and of and value and status):
            return None
        texts = {name: uncommented(cells[name].text) for name in ("basis", "stage", "note") if name in cells}
        return Figure(id_, measure, of, value, status, citations, period, as_of, **texts)

    # One method a column

    def _id(self, cell: Cell) -> str:
        if not ID.fullmatch(cell.text):
            hint = f"small letters, digits and single hyphens; did you mean `{slug(cell.text)}`?"
            self._tell("E147", cell.span, f"`{cell.text}` cannot be used as an id", hint)
        elif cell.text in self.figures or cell.text in (self._sources or ()):
            whose = "another figure" if cell.text in self.figures else "a source"
            self._tell(
                "E141",
                cell.span,
                f"the id `{cell.text}` is that of {whose}",
                "figures and sources share their ids",
            )
        return cell.text

    def _one_of(
        self, code: str, cell: Cell, allowed: Iterable[str], what: str, others: Mapping[str, str] = {}
    ) -> str:
        words = list(allowed)
        if cell.text in words:
            return cell.text
        same = next((word for word in words if slug(word) == slug(cell.text)), None)
        meant = others.get(cell.text.casefold(), cell.text)
        hint = did_you_mean(meant, words)
        if "one of" not in hint:
            hint = f"{hint} see the registers in content/vocabulary/".strip()
        self._tell(code, cell.span, f"`{cell.text}` is not {what}", hint, same)
        return ""

    def _subject(self, cell: Cell) -> str:
        if cell.text in self._lexicon.companies or cell.text in self._lexicon.vocabulary.subjects:
            return cell.text
        company = self._lexicon.company(cell.text)
        if company:
            self._tell(
                "E138", cell.span, f"`{cell.text}` is not an id", f"did you mean `{company.id}`?", company.id
            )
        else:
            hint = (
                did_you_mean(cell.text, self._lexicon.subjects())
                or "companies, and content/vocabulary/subjects.yaml"
            )
            self._tell("E138", cell.span, f"`{cell.text}` is no company or subject of the register", hint)
        return ""

    def _value(self, cell: Cell, measure: str) -> Quantity | None:
        value = parse_value(cell.text)
        if isinstance(value, Unreadable):
            self._tell("E135", cell.span, value.why, value.hint, value.fix)
            return None
        units = self._lexicon.vocabulary.units
        kind = self._lexicon.vocabulary.measures.get(measure)
        unit = units.get(value.unit)
        if unit and (kind is None or unit.dimension == kind.dimension):
            if unit.dimension in COUNTED and (number := may_be_grouped(cell.text)):
                whole = number.replace(".", ",")
                at = cell.span.start + cell.text.index(number)
                hint = f"write `{whole}` for thousands, `{number.rstrip('0')}` for decimals"
                self._tell(
                    "W329", Span(at, at + len(number)), f"`{number}` is read as a decimal number", hint
                )
            return value
        fitting = [name for name, each in units.items() if kind is None or each.dimension == kind.dimension]
        at = cell.span.start + cell.text.rindex(value.unit)
        place = Span(at, at + len(value.unit))
        if unit and kind:
            message = f"`{value.unit}` is a unit of {unit.dimension}, but {kind.id} is of {kind.dimension}"
            self._tell("E136", place, message, _units(fitting))
        else:
            meant = UNITS.get(value.unit.lower(), "")
            listed = _units(fitting) if kind else "see content/vocabulary/units.yaml"
            near = (
                f"did you mean `{meant}`? {listed}" if meant in fitting else did_you_mean(value.unit, fitting)
            )
            self._tell("E136", place, f"`{value.unit}` is not a unit of the register", near or listed)
        return None

    def _citations(self, cell: Cell) -> tuple[Citation, ...]:
        meant = semicolons(cell.text)
        if meant:
            hint = f"write `{meant}`: a blank before the digit, a semicolon between sources"
            self._tell("E140", cell.span, "commas stand among the sources", hint, meant)
            return ()
        found = [
            citation for part in re.finditer(r"[^;]+", cell.text) if (citation := self._citation(part, cell))
        ]
        if not cell.text.strip(" ;"):
            self._tell(
                "E140",
                cell.span,
                "the figure names no source",
                "write the id of a source and a digit, as `reex 2`",
            )
        return tuple(found)

    def _citation(self, part: re.Match[str], cell: Cell) -> Citation | None:
        words = part[0].strip()
        at = cell.span.start + part.start() + part[0].find(words)
        span = Span(at, at + len(words))
        name, _, digit = words.partition(" ")
        digit = digit.strip()
        if not name:
            return None
        if self._sources is not None and name not in self._sources:
            hint = did_you_mean(name, sorted(self._sources)) or "add it to `sources` in the front matter"
            self._tell("E140", Span(at, at + len(name)), f"`{name}` is no source of this file", hint)
            return None
        if not digit:
            hint = (
                f"write `{name} 2`: 1 confirmed, 2 probably true \N{HORIZONTAL ELLIPSIS} 6 cannot be judged"
            )
            self._tell("W312", span, f"`{name}` has no credibility digit, so it counts as {UNGRADED}", hint)
            return Citation(name, UNGRADED, span)
        if digit not in ("1", "2", "3", "4", "5", "6"):
            place = Span(span.end - len(digit), span.end)
            hint = "1 is confirmed by other sources, 6 cannot be judged; the letter stands at the source"
            fix = digit[1] if re.fullmatch(r"[A-Fa-f][1-6]", digit) else None
            self._tell("E142", place, f"`{digit}` is not a digit from 1 to 6", hint, fix)
            return None
        return Citation(name, int(digit), span)

    def _as_of(self, cell: Cell | None) -> str:
        if cell is None or not cell.text:
            return ""
        period = parse_period(cell.text) if re.fullmatch(r"\d{4}(-\d\d){0,2}", cell.text) else None
        if period:
            return cell.text
        meant = suggested_day(cell.text)
        hint = f"did you mean {meant}?" if meant else "write 2025, 2025-09 or 2025-09-01"
        self._tell(
            "E113",
            cell.span,
            f"`{cell.text}` is not an ISO date, month or year",
            hint,
            meant if meant and " " not in meant else None,
        )
        return ""

    def _period(self, cells: Mapping[str, Cell], as_of: str, measure: str) -> Period | None:
        """The period as written; where none is, the as-of date for a level and a warning for a flow."""
        cell = cells.get("period")
        if cell is not None and cell.text:
            period = parse_period(cell.text)
            if period is None:
                meant = suggested_period(cell.text)
                hint = f"did you mean {meant}? {PERIODS}" if meant else PERIODS
                self._tell("E143", cell.span, f"`{cell.text}` is not a period", hint, meant or None)
            elif not period.dated:
                self._undated(cells)
            return period
        kind = self._lexicon.vocabulary.measures.get(measure)
        if kind is not None and kind.time == "flow":
            message = f"{kind.id} is made over a stretch of time, but the figure has no period"
            self._tell("W314", cells["id"].span, message, "fill the column `period`, as 2024 or 2025-H1")
            return None
        self._undated(cells)
        return parse_period(as_of) if as_of else None

    def _undated(self, cells: Mapping[str, Cell]) -> None:
        if "as of" in cells and cells["as of"].text:
            return
        message = f"the figure `{cells['id'].text}` does not say as of when"
        self._tell("W305", cells["id"].span, message, "fill the column `as of`, as 2025-08")

    def _tell(self, code: str, span: Span, message: str, hint: str = "", fix: str | None = None) -> None:
        self._problems.append(Problem(code, span, message, hint, fix))


def _units(fitting: list[str]) -> str:
    return f"one of: {', '.join(fitting[:12])}" if fitting else "see content/vocabulary/units.yaml"
