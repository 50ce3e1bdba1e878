"""What charts show: the figures of all current briefings, each fact once, in its own unit; where marks stand; what is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import trial
from lodestone.model import Briefing, Measure, Period, Unit, parse_period
from lodestone.site.charts import charts_of, drawn, faults, over_time, said_by
from lodestone.site.charts_history import Mark, history
from lodestone.site.charts_lines import _step
from lodestone.site.reads import Given as GivenSite
from lodestone.site.reads import MemoryStore, Read
from lodestone.site.site import MemorySite, Site
from lodestone.site.views.history import of_items
from lodestone.text.charts import Chart
from lodestone.text.markdown import Body

HERE = trial.HERE
MONEY = {
    unit: Unit(unit, "money", Decimal(factor), to, currency)
    for unit, factor, to, currency in (
        ("m EUR", 1, "m EUR", "EUR"), ("bn EUR", 1000, "m EUR", "EUR"), ("m USD", 1, "m USD", "USD"),
    )
}  # fmt: skip
LEXICON = replace(
    trial.LEXICON,
    vocabulary=replace(
        trial.LEXICON.vocabulary,
        units=trial.LEXICON.vocabulary.units | MONEY,
        measures=dict(trial.LEXICON.vocabulary.measures)
        | {"output": Measure("output", "Output", "mass", "t/yr", "flow")},
    ),
)
ALLOY, POWDER = "alloy-capacity-added", "powder-capacity-added"


def chart(*measures: str, **more: Any) -> Chart:
    of = tuple(trial.given(each) for each in more.pop("of", ()))
    period = parse_period(more.pop("period", ""))
    unit, title = (trial.given(more.pop(key)) if key in more else None for key in ("unit", "title"))
    return Chart(tuple(trial.given(each) for each in measures), HERE, of, period, unit, title=title, **more)


def row(value: str, unit: str = "t/yr", period: str = "2025", **more: Any) -> Any:
    more = {"measure": ALLOY, "of": "mp-materials", "status": "reported"} | more
    name, measure, of, status = more.pop("name", "f"), more.pop("measure"), more.pop("of"), more.pop("status")
    return trial.figure(name, measure, of, value, unit, status, "s2", period=period, **more)


def briefing(slug: str, *rows: Any, **more: Any) -> Briefing:
    date = more.pop("date", "2025-09-01")
    return trial.briefing(
        slug, slug, date, figures=[replace(each, id=f"f{n}") for n, each in enumerate(rows, 1)], **more
    )


def site(*briefings: Briefing, body: Body | None = None) -> MemorySite:
    options = trial.site().options
    bodies = {"page:method": body} if body else {}
    return MemorySite(GivenSite(options, LEXICON, trial.PAGES), briefings, bodies)


def numbers(made: dict[str, Any]) -> list[str]:
    return [f"{each['name']}, {each['when']}: {each['value']}" for each in made["rows"]]


def test_a_fact_that_two_briefings_repeat_is_one_mark_told_by_the_newest() -> None:
    made = drawn(
        site(
            briefing("old", row("5"), row("7", period="2026"), date="2025-01-01"), briefing("new", row("5"))
        ),
        chart(ALLOY),
    )
    assert [each["path"] for each in made["rows"]] == ["briefings/new/#figure_f1", "briefings/old/#figure_f2"]


def test_values_that_exclude_each_other_are_both_drawn_and_not_joined() -> None:
    rows = [row("10", period="2024"), row("20"), row("30"), row("40", period="2026")]
    made = drawn(site(briefing("a", *rows)), chart(ALLOY))
    [panel] = made["panels"]
    assert made["kind"] == "lines"
    assert [each["label"] for each in panel["series"][0]["points"]] == ["10", "30", "20", "40"]
    assert panel["series"][0]["segments"] == []


def test_a_superseded_and_a_withdrawn_briefing_show_nothing_any_more() -> None:
    gone = replace(briefing("gone", row("9")), status="withdrawn")
    made = drawn(
        site(
            briefing("old", row("1"), row("2", period="2026")),
            briefing("new", row("3"), row("4", period="2026"), supersedes="old"),
            gone,
        ),
        chart(ALLOY),
    )
    assert numbers(made) == ["MP Materials, 2025: 3 t/yr", "MP Materials, 2026: 4 t/yr"]


def test_what_a_machine_read_is_not_drawn() -> None:
    guess = trial.proposed(row("9"), "9 tonnes", "a number")
    read = replace(briefing("b"), figures=(guess,))
    assert drawn(site(briefing("a", row("1"), row("2", period="2026")), read), chart(ALLOY))["panels"] != []
    assert drawn(site(briefing("a", row("1")), read), chart(ALLOY))["panels"] == []


def test_units_fold_and_currencies_do_not() -> None:
    rows = [row("75", "m EUR"), row("0.1", "bn EUR", "2026"), row("90", "m USD")]
    made = drawn(site(briefing("a", *rows)), chart(ALLOY, kind="bars"))
    assert [(panel["unit"], [each["value"] for each in panel["rows"]]) for panel in made["panels"]] == [
        ("m EUR", ["75", "100"]),
        ("m USD", ["90"]),
    ]
    assert [each["value"] for each in made["rows"]] == ["75 m EUR", "90 m USD", "0.1 bn EUR"]
    only = drawn(site(briefing("a", *rows)), chart(ALLOY, unit="bn EUR"))
    assert [panel["unit"] for panel in only["panels"]] == ["m EUR"]


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ({}, ["1", "2", "3", "4"]),
        ({"of": ("hypromag",)}, ["3"]),
        ({"of": ("hypromag", "mp-materials")}, ["3", "1", "2", "4"]),
        ({"period": "2025"}, ["1", "3"]),
        ({"period": "2025-12/2026"}, ["1", "2", "3"]),
        ({"period": "undated"}, ["4"]),
        ({"statuses": ("target",)}, ["2"]),
    ],
)
def test_only_what_was_asked_for_is_shown(asked: dict[str, Any], values: list[str]) -> None:
    rows = [
        row("1"),
        row("2", period="2026", status="target"),
        row("3", of="hypromag"),
        row("4", period="undated"),
    ]
    made = drawn(site(briefing("a", *rows)), chart(ALLOY, **asked))
    assert sorted(each["value"].removesuffix(" t/yr") for each in made["rows"]) == sorted(values)
    if asked.get("of") == ("hypromag", "mp-materials"):
        assert made["rows"][0]["value"] == "3 t/yr" or made["kind"] == "bars"


def test_bars_are_as_long_as_their_values_and_leave_room_for_the_numbers() -> None:
    rows = [row("100"), row("50", of="hypromag"), row(">25", of="northern-rare-earth", status="claimed")]
    [panel] = drawn(site(briefing("a", *rows)), chart(ALLOY))["panels"]
    widths = [float(each["solid"].rstrip("%")) for each in panel["rows"]]
    assert widths[1] == pytest.approx(widths[0] / 2, abs=0.1)
    assert widths[2] == pytest.approx(widths[0] / 4, abs=0.1)
    assert widths[0] <= 100 - 2.6 * len("100")
    assert [(each["value"], each["firm"], bool(each["open"])) for each in panel["rows"]] == [
        ("100", True, False),
        ("50", True, False),
        ("at least 25", False, True),
    ]


def test_a_value_below_nought_reaches_left_of_it() -> None:
    [panel] = drawn(
        site(
            briefing("a", row("40"), replace(row("10", of="hypromag"), value=row("10").value)),
            briefing(
                "b",
                replace(
                    row("1", of="northern-rare-earth"),
                    value=replace(row("1").value, low=Decimal(-10), high=Decimal(-10)),
                ),
            ),
        ),
        chart(ALLOY, kind="bars"),
    )["panels"]
    origin = float(panel["origin"].rstrip("%"))
    last = panel["rows"][-1]
    assert origin > 0
    assert float(last["from"].rstrip("%")) == 0
    assert float(last["solid"].rstrip("%")) == pytest.approx(origin, abs=0.1)


def test_lines_rise_with_their_values_and_run_with_time() -> None:
    rows = [row("10", period="2024"), row("20", period="2025"), row("5-15", period="2026", status="forecast")]
    [panel] = drawn(site(briefing("a", *rows)), chart(ALLOY))["panels"]
    dots = panel["series"][0]["points"]
    x = [float(each["x"].rstrip("%")) for each in dots]
    y = [float(each["y"].removesuffix("em")) for each in dots]
    assert x == sorted(x)
    assert y[1] < y[0] == y[2]  # a range stands in its middle
    assert float(dots[2]["low"].removesuffix("em")) > float(dots[2]["high"].removesuffix("em"))
    assert [each["firm"] for each in panel["series"][0]["segments"]] == [True, False]
    assert [each["label"] for each in panel["ticks"]] == ["0", "5", "10", "15", "20"]
    assert (panel["first"], panel["last"]) == ("2024", "2026")


def test_time_is_cut_to_the_period_that_was_asked_for() -> None:
    rows = [row("1", period="2025-07/2035"), row("2", period="2025-07"), row("3", period="2026-02")]
    [panel] = drawn(site(briefing("a", *rows)), chart(ALLOY, period="2025-07/2026-02", kind="lines"))[
        "panels"
    ]
    assert (panel["first"], panel["last"]) == ("July 2025", "February 2026")
    assert {each["x"] for one in panel["series"] for each in one["points"]} != set()


def test_a_flow_of_a_quarter_and_of_a_year_are_not_joined() -> None:
    periods = ("2024", "2025", "2026", "2025-Q1", "2025-Q2")
    rows = [row(str(n), measure="output", period=period) for n, period in enumerate(periods, 1)]
    made = drawn(site(briefing("a", *rows)), chart("output"))
    [panel] = made["panels"]
    assert made["kind"] == "lines"
    assert [len(each["points"]) for each in panel["series"]] == [3, 2]
    assert [each["name"] for each in panel["names"]] == [
        "MP Materials, over 12 months",
        "MP Materials, over 3 months",
    ]
    level = drawn(site(briefing("a", *(replace(each, measure=ALLOY) for each in rows))), chart(ALLOY))
    assert len(level["panels"][0]["series"]) == 1


def test_several_things_have_shapes_and_names_of_their_own() -> None:
    rows = [
        row(str(n), period=str(2020 + n), of=of) for of in ("mp-materials", "hypromag") for n in (1, 2, 3)
    ]
    [panel] = drawn(site(briefing("a", *rows)), chart(ALLOY, of=("mp-materials", "hypromag")))["panels"]
    assert [each["shape"] for each in panel["series"]] == [1, 2]
    assert panel["names"][0] == {"shape": 1, "name": "MP Materials"}
    small = drawn(site(briefing("a", *rows)), chart(ALLOY, kind="multiples"))["panels"]
    assert len(small) == 2
    assert len({tuple(each["label"] for each in panel["ticks"]) for panel in small}) == 1


def test_undated_values_stand_in_the_table_alone_where_time_is_drawn() -> None:
    rows = [row("1", period="2024"), row("2", period="2025"), row("3", period="undated")]
    made = drawn(site(briefing("a", *rows)), chart(ALLOY, kind="lines"))
    assert sum(len(each["points"]) for each in made["panels"][0]["series"]) == 2
    assert len(made["rows"]) == 3
    assert "Undated values stand in the table alone." in made["key"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Magnet-alloy capacity added, MP Materials: 10 t/yr (2024) to 20 t/yr (2025)"),
        ({"title": "It doubled"}, "It doubled"),
    ],
)
def test_the_finding_is_the_editors_or_put_together_from_the_values(asked: dict[str, Any], said: str) -> None:
    made = site(briefing("a", row("20"), row("10", period="2024")))
    assert drawn(made, chart(ALLOY, **asked))["finding"] == said_by(made, chart(ALLOY, **asked)) == said


def test_a_measure_draws_what_has_values_at_three_times() -> None:
    often = [row(str(n), period=str(2020 + n)) for n in (1, 2, 3)]
    twice = [row(str(n), period=str(2020 + n), of="hypromag") for n in (1, 2)]
    vague = [row(str(n), period="undated", of="hypromag") for n in (5, 6, 7)]
    made = site(briefing("a", *often, *twice, *vague))
    [told] = over_time(made, ALLOY, ("mp-materials", "hypromag"))
    assert told["finding"] == "Magnet-alloy capacity added, MP Materials: 1 t/yr (2021) to 3 t/yr (2023)"
    assert [each["value"] for each in told["rows"]] == ["1 t/yr", "2 t/yr", "3 t/yr"]
    assert over_time(made, ALLOY, ("hypromag",)) == []


WRONG: dict[str, tuple[Chart, list[str]]] = {
    "an unknown measure": (chart("aloy-capacity-added"), ["E137"]),
    "an unknown subject": (chart(ALLOY, of=("mp-material",)), ["E138"]),
    "an unknown unit": (chart(ALLOY, unit="tonnes"), ["E136"]),
    "nothing fits": (chart(POWDER), ["W327"]),
    "one figure alone": (chart(ALLOY, period="2024"), ["W327"]),
    "a number that is shown": (chart(ALLOY, title="From 10 to 1,000 t/yr in 2025, not in 2023"), []),
    "a number that is not shown": (chart(ALLOY, title="From 10 to 900"), ["W308"]),
    "a number in words": (chart(ALLOY, title="A hundredfold rise"), []),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_chart_is_told(name: str) -> None:
    asked, codes = WRONG[name]
    made = site(briefing("a", row("10", period="2024"), row("1000")), body=Body("", {}, charts=(asked,)))
    assert [each.code for each in faults(made, "page:method")] == codes


def test_a_near_miss_is_answered() -> None:
    made = site(body=Body("", {}, charts=(chart("aloy-capacity-added"),)))
    [problem] = faults(made, "page:method")
    assert "did you mean `alloy-capacity-added`?" in problem.hint


def test_a_page_with_a_chart_reads_the_figures_that_it_shows_and_no_briefing() -> None:
    made = site(
        briefing("a", row("1"), row("2", of="hypromag")),
        body=Body("", {}, charts=(chart(ALLOY, of=("hypromag",)),)),
    )
    reads: list[Read] = []
    charts_of(Site(MemoryStore(made.given, made.all, made.rendered), reads.append), "page:method")
    asked = [each for each in reads if not each.table.startswith("register")]
    assert {each.table for each in asked} == {"body", "plotted"}
    [plotted] = [each for each in asked if each.table == "plotted"]
    assert (plotted.key, plotted.low, plotted.high) == (ALLOY, "hypromag ", "hypromag!")


def test_steps_of_scales_are_round() -> None:
    assert [str(_step(Decimal(each)).normalize()) for each in ("7", "94", "0.35", "1234567")] == [
        "2",
        "2E+1",
        "0.1",
        "5E+5",
    ]


# Risk over time

MARKS = [
    Mark(dt.date(2025, 1, 1), 3, "3×3"),
    Mark(dt.date(2025, 7, 1), 5, "5×5"),
    Mark(dt.date(2025, 12, 31), 5),
]


def test_a_level_holds_until_the_next_statement() -> None:
    made = history(MARKS, joined=True)
    assert [each["label"] for each in made["levels"]] == ["Minimal", "Low", "Moderate", "High", "Severe"]
    flat, up, on = made["steps"]
    assert flat["y1"] == flat["y2"] == up["y1"]
    assert up["x1"] == up["x2"] == flat["x2"]
    assert up["y2"] == on["y1"] == on["y2"] == made["levels"][4]["y"]
    assert (made["first"], made["last"]) == ("January 2025", "December 2025")
    assert history(MARKS, joined=False)["steps"] == []


def test_acts_of_one_time_have_rows_of_their_own() -> None:
    ticks = history(MARKS, [dt.date(2025, 3, 1), dt.date(2025, 3, 2), dt.date(2025, 9, 1)], joined=True)[
        "ticks"
    ]
    assert [each["n"] for each in ticks] == [1, 2, 3]
    assert ticks[0]["y"] == ticks[2]["y"] != ticks[1]["y"]


def test_only_confirmed_risks_of_items_are_drawn() -> None:
    made = trial.site()
    cards = made.by_company["northern-rare-earth"][:]
    told = of_items(cards)
    assert told is not None
    assert told["finding"] == "Supply risk to buyers, by item: 1 of 3 items high or severe"
    assert "machine-read" not in str(told["rows"])
    assert of_items(cards[:1]) is None


def test_periods_of_the_tests_are_periods() -> None:
    assert isinstance(chart(ALLOY, period="2025").period, Period)
