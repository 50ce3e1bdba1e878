"""The vocabulary of the code: places, ledgers, tickers, quantities, periods, risk."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lodestone.model import (
    CODES,
    LEVELS,
    Change,
    Company,
    Diagnostic,
    Exchange,
    Lexicon,
    Listing,
    Locator,
    Place,
    Problem,
    Quantity,
    Span,
    Ticker,
    Unit,
    Vocabulary,
    did_you_mean,
    level_of,
    parse_period,
    replay,
    undo,
)

SSE = Exchange("SSE", "Shanghai", ("XSHG",), "(?:60[0135]|68[89]|900)[0-9]{3}", prefixes=("SHA", "Shanghai"))
HKEX = Exchange("HKEX", "Hong Kong", ("XHKG",), "[0-9]{4,5}", width=4, prefixes=("SEHK",))
NASDAQ = Exchange("NASDAQ", "Nasdaq", ("XNAS",), "[A-Z]{1,5}")
UNITS = {
    "t": Unit("t", "mass", Decimal(1), "t"),
    "m t": Unit("m t", "mass", Decimal(1000000), "t"),
}


def lexicon(*companies: Company) -> Lexicon:
    exchanges = {each.code: each for each in (SSE, HKEX, NASDAQ)}
    vocabulary = Vocabulary(exchanges=exchanges, units=UNITS)
    return Lexicon({company.id: company for company in companies}, {}, vocabulary)


# --- ledgers and places ---------------------------------------------------------------------


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, tuple[Change, ...]]:
    """A text of pieces, some of them changed, with its ledger."""
    pieces = draw(
        st.lists(st.tuples(st.text("ab\n", max_size=4), st.text("โย", max_size=2), st.text("x—", max_size=3)))
    )
    text, changes = "", []
    for kept, before, after in pieces:
        text += kept
        if before or after:
            line, column = text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1
            changes.append(Change(line, column, len(text), before, after, "", "none", "", 1.0))
        text += before
    return text, tuple(changes)


@given(ledgers())
def test_a_ledger_replays_and_undoes(case: tuple[str, tuple[Change, ...]]) -> None:
    text, changes = case
    assert undo(replay(text, changes), changes) == text


@given(ledgers())
def test_an_untouched_character_is_found_again_on_disk(case: tuple[str, tuple[Change, ...]]) -> None:
    text, changes = case
    repaired, locator = replay(text, changes), Locator(text, changes)
    lines = text.split("\n")
    for offset, sign in enumerate(repaired):
        if sign in "ab\n":
            place = locator.place(offset)
            assert (lines[place.line - 1] + "\n")[place.column - 1] == sign


def test_a_ledger_of_another_text_is_refused() -> None:
    change = Change(1, 1, 0, "x", "y", "", "none", "", 1.0)
    with pytest.raises(ValueError, match="not of this text"):
        replay("abc", (change,))
    with pytest.raises(ValueError, match="not of this text"):
        undo("abc", (change,))


def test_places_count_lines_and_columns_from_one() -> None:
    locator = Locator("ab\ncd", ())
    assert [locator.place(offset) for offset in (0, 2, 3, 5)] == [
        Place(1, 1),
        Place(1, 3),
        Place(2, 1),
        Place(2, 3),
    ]


def test_a_problem_points_at_the_disk() -> None:
    # On disk two characters stand where the repaired text has one.
    changes = (Change(1, 1, 0, "โข", "•", "tis_620", "none", "", 1.0),)
    problem = Problem("E110", Span(2, 5), "unknown key", fix="new")
    found = problem.located("a.md", Locator("โข key", changes))
    assert (found.line, found.column, found.width) == (1, 4, 3)
    assert found.fix is not None
    assert (found.fix.start, found.fix.end) == (3, 6)


# --- diagnostics ----------------------------------------------------------------------------


def test_a_code_outside_the_registry_is_a_programming_error() -> None:
    with pytest.raises(KeyError, match="E999"):
        Diagnostic("a.md", 1, 1, "E999", "")


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_and_why(code: str) -> None:
    entry = CODES[code]
    assert entry.code == code
    assert entry.title
    assert entry.why.endswith(".")
    assert not entry.by_date or code.startswith("W"), "what depends on the date never fails a build"


@pytest.mark.parametrize(
    ("seen", "allowed", "said"),
    [
        ("hgih", LEVELS, "did you mean `high`?"),
        ("Magnet", ("magnets", "recycling"), "did you mean `magnets`?"),
        ("zzz", ("magnets", "recycling"), "one of: magnets, recycling"),
    ],
)
def test_the_nearest_word_is_offered(seen: str, allowed: tuple[str, ...], said: str) -> None:
    assert did_you_mean(seen, allowed).startswith(said)


# --- tickers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ticker"),
    [
        ("SSE:600111", "SSE:600111"),
        ("sse: 600111", "SSE:600111"),
        ("SHA:600111", "SSE:600111"),
        ("XSHG:600111", "SSE:600111"),
        ("HKEX:769", "HKEX:0769"),
        ("NASDAQ:usar", "NASDAQ:USAR"),
        ("NASDAQ:600111", None),
        ("SSE:000831", None),
        ("600111", None),
        ("NOWHERE:1", None),
    ],
)
def test_tickers_are_folded_or_refused(text: str, ticker: str | None) -> None:
    found = lexicon().ticker(text)
    assert (str(found) if found else None) == ticker


def test_a_symbol_tells_which_exchanges_could_have_it() -> None:
    assert [each.code for each in lexicon().exchanges_for("600111")] == ["SSE"]


def test_a_company_is_found_by_id_name_alias_and_ticker_but_not_by_a_shared_name() -> None:
    first = Company(
        "first",
        "First Magnet Co.",
        aliases=("First", "Magnets"),
        listings=(Listing(Ticker("SSE", "600111"), "XSHG"),),
    )
    second = Company("second", "Second Magnet Co.", aliases=("Magnets",))
    register = lexicon(first, second)
    for name in ("first", "FIRST", "First Magnet Co.", "SSE:600111"):
        assert register.company(name) is first
    assert register.company("Magnets") is None
    assert register.company("third") is None


# --- quantities and periods -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "printed", "words"),
    [
        (Quantity(Decimal(50000), Decimal(50000), "exact", "t/yr"), "50,000 t/yr", "50,000 t/yr"),
        (
            Quantity(Decimal(10000000), Decimal(10000000), "at-most", "t/yr"),
            "<10,000,000 t/yr",
            "at most 10,000,000 t/yr",
        ),
        (
            Quantity(Decimal("1.51"), Decimal("1.57"), "exact", "bn CNY"),
            "1.51–1.57 bn CNY",
            "1.51–1.57 bn CNY",
        ),
        (Quantity(Decimal(50), Decimal(50), "at-least", "%"), ">50%", "at least 50%"),
        (Quantity(Decimal(-3), Decimal(-3), "about", "%"), "~-3%", "about -3%"),
    ],
)
def test_quantities_print_as_written_and_in_words(value: Quantity, printed: str, words: str) -> None:
    assert (str(value), value.in_words) == (printed, words)


def test_limits_are_folded_and_widened() -> None:
    register = lexicon()
    exact = Quantity(Decimal(2), Decimal(2), "exact", "m t")
    assert register.folded(exact) == (Decimal("1990000.000"), Decimal("2010000.000"), "t")
    most = Quantity(Decimal(10), Decimal(10), "at-most", "t")
    assert register.folded(most) == (None, Decimal(10), "t")
    about = Quantity(Decimal(100), Decimal(100), "about", "t")
    assert register.folded(about) == (Decimal("95.00"), Decimal("105.00"), "t")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-9M", "2025-01-01", "2025-09-30"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-07-10", "2025-07-10", "2025-07-10"),
        ("2025-01/2025-08", "2025-01-01", "2025-08-31"),
        ("2025-07-10/2035", "2025-07-10", "2035-12-31"),
    ],
)
def test_periods_have_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.first, period.last) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "2025-H3", "2025-13", "2025-02-30", "2025/2024", "a/b/c", "FY25", "31/12/2025", "0000"]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_undated_overlaps_only_undated() -> None:
    undated, dated, half = parse_period("undated"), parse_period("2025"), parse_period("2025-H1")
    assert undated
    assert dated
    assert half
    assert undated.overlaps(undated)
    assert not undated.overlaps(dated)
    assert dated.overlaps(half)


# --- risk -----------------------------------------------------------------------------------


def test_levels_follow_the_rubric() -> None:
    # The rubric of the method page, cell by cell: 1-2 minimal, 3-5 low, 6-10 moderate, 12-16 high, 20-25 severe.
    bands = {1: "minimal", 2: "minimal", 3: "low", 4: "low", 5: "low", 6: "moderate", 8: "moderate", 9: "moderate",
             10: "moderate", 12: "high", 15: "high", 16: "high", 20: "severe", 25: "severe"}  # fmt: skip
    for likelihood in range(1, 6):
        for impact in range(1, 6):
            assert level_of(likelihood, impact) == bands[likelihood * impact]
