"""Every rule at its place, passed over where it must, and silenced: `tests/cases/editorial.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from editorial.reading import read, told, unmarked, written
from lodestone.editorial import RULES
from lodestone.model import CODES, Given

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "editorial.yaml").read_text("utf-8")
)


def text_of(case: dict[str, Any]) -> str:
    front = f"{case['front']}\n" if "front" in case else ""
    return written(case["body"], case.get("title", "Something happened"), front, case.get("rows", ""))


def marked(case: dict[str, Any]) -> bool:
    return bool(unmarked(text_of(case))[1])


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_each_rule_tells_at_its_place_and_nowhere_else(case: dict[str, Any]) -> None:
    text, places = unmarked(text_of(case))
    assert told(text) == places


MARKED = [case for case in CASES if marked(case)]


@pytest.mark.parametrize("case", MARKED, ids=[case["label"] for case in MARKED])
def test_each_warning_can_be_allowed_in_place(case: dict[str, Any]) -> None:
    text, places = unmarked(text_of(case))
    lines = text.split("\n")
    front = lines.index("---", 1)
    for code, number in sorted({(code, line) for code, line, _ in places}, key=lambda pair: -pair[1]):
        if number - 1 < front:
            lines.insert(front, f"# lodestone: allow {code} it is so")
            continue
        at = number - 1
        while lines[at].startswith("|") and lines[at - 1].startswith("|"):
            at -= 1  # before the table
        while lines[at].startswith("  "):
            at -= 1  # before the bullet
        lines.insert(at, f"<!-- lodestone: allow {code} it is so -->")
    allowed = "\n".join(lines)
    assert told(allowed) == []
    assert "lodestone:" not in read(allowed).body.html


def test_the_cases_hold_every_rule_both_ways() -> None:
    told_of = {code for case in CASES for code, _, _ in unmarked(text_of(case))[1]}
    assert told_of == {rule.code for rule in RULES}
    assert all(CODES[rule.code].title for rule in RULES)
    assert len(MARKED) < len(CASES)


def test_a_withdrawn_briefing_is_asked_nothing() -> None:
    front = "status: withdrawn\ncorrections: [{date: 2025-09-02, what: all of it}]\n"
    assert told(written("The CRMA makes 4,500 t.\n", front=front)) == []


def test_another_language_is_asked_only_what_is_no_matter_of_language() -> None:
    text = written("La CRMA, 4,500 t, may.\n", front="lang: fr\n")
    assert [code for code, _, _ in told(text)] == ["W303"]


def test_an_implausible_figure_keeps_its_value_and_has_the_comparison() -> None:
    row = "| a | capacity | world | 10,000,000 t/yr | undated | 2025 | claimed | paper 3 |\n"
    briefing = read(written("Something happened.\n", figures=row)).briefing
    assert briefing is not None
    figure = briefing.figures[0]
    assert isinstance(figure, Given)
    assert str(figure.value.value) == "10,000,000 t/yr"
    assert figure.value.implausible == "about 26 times the reference of 390,000 t/yr (World, 2024, mined)"


def test_a_place_that_the_repair_left_is_told_where_it_is_on_disk() -> None:
    text = written("Caf\N{LATIN SMALL LETTER E WITH ACUTE}: the plant\ufffd\ufffds owner.\n")
    assert [(code, column) for code, _, column in told(text)] == [("W307", 16)]
