"""Themes over a stated threshold; risk by the rubric, moved the right way by what a clause says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.register import register
from lodestone.annotate import annotate
from lodestone.model import level_of

CASES = Path(__file__).parents[1] / "cases"
PAIRS = json.loads((CASES / "annotate-pairs.json").read_text(encoding="utf-8"))["pairs"]
TEXTS = json.loads((CASES / "annotate-texts.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plant makes sintered NdFeB magnets.", {"magnets"}),
        ("Rare earths are won back from end-of-life motors by recycling.", {"recycling"}),
        ("The rare earth smelter cut its wastewater and acid consumption.", {"green-smelting"}),
        ("The Pentagon sets a price floor for rare earths.", {"western-implications"}),
        ("Rare earth prices were flat.", set()),
        ("Export controls on chips were tightened by Washington.", set()),
        ("The town recycles bottles and old magnets hold the notes.", set()),
    ],
)
def test_themes(text: str, expected: set[str]) -> None:
    assert {each.value for each in annotate(text, register()).themes} == expected


def test_a_long_text_needs_more_than_one_passing_word() -> None:
    filler = " The company spoke of its rare earths mine and the weather." * 60
    text = "Recycling was named once." + filler
    assert "recycling" not in {each.value for each in annotate(text, register()).themes}


def weight(text: str) -> float:
    """The level, a step more where it raises and less where it lowers; 0 where the text is too thin for a level."""
    found = annotate(text, register()).risk
    if found is None:
        return 0.0
    risk = found.value
    return risk.number + {"raises": 0.5, "neutral": 0.0, "lowers": -0.5}[str(risk.direction)]


def moves(pair: dict[str, str]) -> str:
    first, second = weight(pair["first"]), weight(pair["second"])
    return "up" if second > first else "down" if second < first else "not"


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if pair.get("half") != "held"], ids=lambda pair: pair["id"]
)
def test_minimal_pairs(pair: dict[str, str]) -> None:
    assert moves(pair) == pair["moves"]


def test_most_pairs_that_no_rule_was_made_for_move_the_right_way_too() -> None:
    """14 of 16 when this was written."""
    held = [pair for pair in PAIRS if pair.get("half") == "held"]
    assert len(held) == 16
    assert sum(moves(pair) == pair["moves"] for pair in held) >= 13


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        (
            "Rumour has it that China halted exports of terbium. Traders believe it.",
            "Rumour has it that China halted exports of terbium. The ministry denied this.",
        ),
        (
            "A maker of motors says that its plants stand still for want of rare earth magnets. Others agree.",
            (
                "A maker of motors is said to have stopped plants for want of rare earth magnets. "
                "It denies that its plants stand still for want of rare earth magnets."
            ),
        ),
        (
            "China has stopped exports of yttrium to Korea. The ban is in force.",
            "Has China stopped exports of yttrium to Korea?",
        ),
        (
            "China puts rare earth magnets under export licence. The rule is in force from today.",
            "China puts rare earth magnets under export licence. The rule is only a proposal so far.",
        ),
        (
            "Beijing bans exports of magnet technology for rare earths. The ban stays.",
            "Beijing bans exports of magnet technology for rare earths. The ban has been suspended since.",
        ),
    ],
)
def test_the_next_sentence_denies_doubts_and_turns(told: str, denied: str) -> None:
    assert score(denied) < score(told)


def test_an_export_licence_that_is_denied_is_not_an_event_that_is_denied() -> None:
    assert score("Export licences for rare earth magnets were denied to three Dutch buyers in June.") >= 12


def score(text: str) -> int:
    """Likelihood times impact, less than nothing where the text lowers the risk."""
    found = annotate(text, register()).risk
    if found is None:
        return 0
    risk = found.value
    return (risk.likelihood or 0) * (risk.impact or 0) * (-1 if str(risk.direction) == "lowers" else 1)


@pytest.mark.parametrize(
    "case", [case for case in TEXTS if case["kind"] == "unrelated"], ids=lambda case: case["id"]
)
def test_unrelated_texts_get_neither_theme_nor_risk(case: dict[str, str]) -> None:
    found = annotate(case["text"], register())
    assert found.themes == ()
    assert found.risk is None
    assert found.figures == ()


@pytest.mark.parametrize(
    ("text", "level", "direction"),
    [
        (
            "China has put dysprosium exports under licence with immediate effect.",
            {"high", "severe"},
            "raises",
        ),
        ("The carmaker shut its line because it ran out of rare earth magnets.", {"severe"}, "raises"),
        ("Lynas has opened a separation plant for rare earths in Malaysia.", {"low"}, "lowers"),
        ("Vulcan Elements has a conditional loan for a magnet plant.", {"low", "moderate"}, "lowers"),
        ("Shenghe Resources reported a net profit of 377 million yuan.", {"minimal", "low"}, "neutral"),
    ],
)
def test_levels_over_kinds_of_news(text: str, level: set[str], direction: str) -> None:
    found = annotate(text, register()).risk
    assert found is not None
    assert found.value.level in level
    assert found.value.direction == direction


def test_the_level_follows_from_its_marks_and_the_reason_names_the_signals() -> None:
    found = annotate("China has banned exports of rare earth magnets.", register()).risk
    assert found is not None
    risk = found.value
    assert risk.likelihood is not None
    assert risk.impact is not None
    assert risk.level == level_of(risk.likelihood, risk.impact)
    assert "exports of rare earths or their products are controlled" in risk.rationale.casefold()
    assert found.evidence[0].why.startswith("signals: export-control")


def test_a_text_without_a_word_of_the_domain_has_no_risk() -> None:
    assert annotate("Beijing banned exports of chips.", register()).risk is None
