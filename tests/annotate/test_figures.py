"""Figures: amounts with bound, range, sign and unit; the measure by cues; of whom; on whose word; what is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from annotate.register import register
from lodestone.annotate import annotate
from lodestone.annotate.amounts import read_amounts
from lodestone.annotate.reading import read
from lodestone.model import Figure


def amounts(text: str) -> list[str]:
    found = [each for sentence in read(text).sentences for each in read_amounts(sentence)]
    spread = [f"{each.low}" if each.low == each.high else f"{each.low}..{each.high}" for each in found]
    return [f"{each.bound} {value} {each.unit}" for each, value in zip(found, spread, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 165% jump", ["exact 165 %"]),
        ("nearly 10 million tons a year", ["at-most 10000000 t/yr"]),
        ("up more than 50% year-on-year", ["at-least 50 %"]),
        ("about 2,000 tonnes", ["about 2000 t"]),
        ("5,000 tonnes or more", ["at-least 5000 t"]),
        ("No rival makes more than 3,000 tonnes", ["at-most 3000 t"]),
        ("under $800 a kilogram", ["at-most 800 USD/kg"]),
        ("well over $3,000 a kilogram", ["at-least 3000 USD/kg"]),
        ("two to three weeks", ["exact 2..3 weeks"]),
        ("between six and eight months", ["exact 6..8 months"]),
        (
            "50,000 tons of alloy and 10,000 tons of powder each year",
            ["exact 50000 t/yr", "exact 10000 t/yr"],
        ),
        ("a 2,000-tonne-a-year line", ["exact 2000 t/yr"]),
        ("a 20,000-tonne magnet plant", ["exact 20000 t/yr"]),
        ("an annual capacity of 3,000 tonnes", ["exact 3000 t/yr"]),
        ("3,000tpa and 4 ktpa", ["exact 3000 t/yr", "exact 4 kt/yr"]),
        ("about 3,000 tons a day", ["about 3000 t/day"]),
        ("2 kg a week", ["exact 2 kg/week"]),
        ("US$620m and $1.4 billion", ["exact 620 m USD", "exact 1.4 bn USD"]),
        ("A$1.7-1.8 billion", ["exact 1.7..1.8 bn AUD"]),
        ("CNY 1.51 billion to 1.57 billion", ["exact 1.51..1.57 bn CNY"]),
        ("between 157% and 179%", ["exact 157..179 %"]),
        ("931 million yuan", ["exact 931 m CNY"]),
        ("RMB3,507 million", ["exact 3507 m CNY"]),
        ("28.5 billion won", ["exact 28.5 bn KRW"]),
        ("€216 million", ["exact 216 m EUR"]),
        ("$500,000", ["exact 0.5 m USD"]),
        ("$110 per kilogram", ["exact 110 USD/kg"]),
        ("632,000 yuan a tonne", ["exact 632000 CNY/t"]),
        ("A$50.50/kg", ["exact 50.50 AUD/kg"]),
        ("shares closed at $45.23", ["exact 45.23 USD/share"]),
        ("310,000 square feet", ["exact 310000 sq ft"]),
        ("for ten years", ["exact 10 years"]),
        ("10 percentage points", ["exact 10 points"]),
        ("2.35 kg of CO2 per kilogram", ["exact 2.35 kg CO2e/kg"]),
        ("revenue grew 45% to 18.87 billion yuan", ["exact 45 %", "exact 18.87 bn CNY"]),
        ("年产能3万吨", ["exact 30000 t/yr"]),
        ("the quota for 2026 to 67,500 tonnes", ["exact 67500 t"]),
        ("the “1234 programme”, 555-1234, on 3 May 2025", []),
        ("the lowest in more than five years", []),
        ("over the past ten years", []),
        ("CO2, H1 2025, 10X and SSE: 600111", []),
    ],
)
def test_amounts(text: str, expected: list[str]) -> None:
    assert amounts(text) == expected


def figures(text: str) -> list[Figure]:
    return [each.value for each in annotate(text, register()).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Iluka's rare earths refinery will cut water use by 30% and acid consumption by 20%.",
            ["water-use-reduction 30% target", "acid-use-reduction 20% target"],
        ),
        (
            "Lynas said revenue rose 12% to A$123 million.",
            ["revenue-growth 12% reported", "revenue 123 m AUD reported"],
        ),
        (
            "Exports of rare earth magnets fell 74% to 1,238 tonnes in May.",
            ["volume-growth -74%", "export-volume 1,238 t"],
        ),
        (
            "NdPr oxide was assessed at 632,000 yuan a tonne in Shanghai.",
            ["ndpr-oxide-price 632,000 CNY/t measured"],
        ),
        ("We estimate that Noveon will make 500 tonnes of magnets in 2027.", ["other-weight 500 t estimate"]),
        (
            "Noveon's plant employs 140 people and wants 300 people by 2026.",
            ["jobs 140 people reported", "jobs 300 people target"],
        ),
        (
            "Fastmarkets put dysprosium oxide at $840 a kilogram.",
            ["dysprosium-oxide-price 840 USD/kg measured"],
        ),
        ("Customs data show that China's exports of magnets fell 74%.", ["volume-growth -74% reported"]),
        ("Noveon said it recovers 99% of the rare earths.", ["recovery-rate 99% claimed"]),
        ("The Pentagon guarantees MP Materials a floor of $110 a kilogram.", ["ndpr-price-floor 110 USD/kg"]),
        ("Iluka expects a net loss of A$12 million.", ["net-profit -12 m AUD forecast"]),
        ("The USA made 45,000 t of rare earths in concentrate in 2024.", ["mine-output 45,000 t"]),
        ("China makes 94% of permanent magnets.", ["magnet-share 94%"]),
        ("The Noveon magnet plant employs 100 people.", ["jobs 100 people"]),
    ],
)
def test_measures_signs_and_statuses(text: str, expected: list[str]) -> None:
    found = [f"{each.measure} {each.value} {each.status}" for each in figures(text)]
    assert len(found) == len(expected)
    assert all(seen.startswith(wanted) for seen, wanted in zip(found, expected, strict=True)), found


def test_of_is_the_nearest_company_a_plant_or_a_country() -> None:
    text = (
        "Neo Performance Materials opened Narva with a magnet capacity of 2,000 tonnes a year. "
        "Lynas raised A$750 million. China holds 91% of rare earth separation."
    )
    assert [each.of for each in figures(text)] == ["neo-narva", "lynas", "china"]


def test_repeated_measures_get_a_number_and_values_are_told_once() -> None:
    text = (
        "Lynas will raise A$750 million in shares for rare earths. The A$750 million placement follows another share "
        "placement of A$200 million."
    )
    assert [each.id for each in figures(text)] == ["equity-investment", "equity-investment-2"]


def test_what_is_only_compared_or_converted_is_left_out() -> None:
    text = "Carester raised €216 million ($250 million) for rare earths, up from €90 million."
    assert [str(each.value) for each in figures(text)] == ["216 m EUR"]


def test_a_figure_that_dwarfs_its_reference_is_flagged_and_kept() -> None:
    found = annotate(
        "Its rare earth trading platform in China handles nearly 10 million tons a year.", register()
    )
    assert [each.value.measure for each in found.figures] == ["trading-platform-volume"]
    assert "about 26 times" in found.figures[0].value.implausible
    assert any(note.why.startswith("implausible figure") for note in found.notes)


def test_at_most_a_dozen_and_each_in_the_words_it_stands_on() -> None:
    text = " ".join(f"In 20{year} Lynas made {year},500 tonnes of NdPr oxide." for year in range(10, 30))
    found = annotate(text, register()).figures
    assert len(found) == 12
    for each in found:
        number = f"{each.value.value.low:,}"
        assert number in each.evidence[0].text
        assert each.value.period is not None


def test_a_bare_dollar_is_australian_only_in_australian_filings() -> None:
    assert [
        str(each.value)
        for each in figures("Lynas (ASX: LYC) held $166.5 million in cash, made of rare earths.")
    ] == ["166.5 m AUD"]
    assert (
        figures("MP Materials (NYSE: MP) held $166.5 million in cash, made of rare earths.")[0].value.unit
        == "m USD"
    )


def test_values_are_decimals_as_printed() -> None:
    assert figures("Arafura binds 66.0% of its planned NdPr output by offtake.")[0].value.low == Decimal(
        "66.0"
    )
