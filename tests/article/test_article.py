"""One file through the whole pipeline: what a person wrote stands, the rest is proposed or stays missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disk import tree
from lodestone.article import Article, Source, article
from lodestone.model import Briefing, Field, Lexicon
from lodestone.text.lexicon import read_lexicon

CONTENT = Path(__file__).parents[2] / "content"
PROSE = """\
Lynas (ASX: LYC) said on Monday that its new plant will add 5,000 t/yr of NdPr oxide capacity.

The magnet maker Noveon will buy from it. Export controls on dysprosium are in force, and car plants
in Japan have stopped for want of magnets.
"""
WRITTEN: Mapping[str, str] = {
    "company": "company: noveon",
    "ticker": "ticker: ASX:LYC",
    "themes": "themes: [recycling]",
    "risk": "risk: {likelihood: 1, impact: 1}",
    "sources": "sources: [{id: own, publisher: Own Desk, reliability: B}]",
}
"""Front matter that says something else than a machine would."""


@cache
def register() -> Lexicon:
    lexicon, problems = read_lexicon(tree(CONTENT))
    assert problems == ()
    return lexicon


def read(*lines: str, prose: str = PROSE, path: str = "briefings/a.md") -> Article:
    text = "\n".join(["---", "title: A plant", "date: 2025-09-01", *lines, "---", prose])
    return article(Source(path, text.encode()), register())


def briefing(*lines: str, prose: str = PROSE) -> Briefing:
    found = read(*lines, prose=prose).briefing
    assert found is not None
    return found


def values(found: Briefing) -> dict[str, tuple[Field[object], ...]]:
    return {
        "company": found.companies,
        "ticker": found.tickers,
        "themes": found.themes,
        "risk": (found.risk,) if found.risk else (),
        "sources": found.sources,
    }


def test_what_is_not_written_is_proposed_and_told_so() -> None:
    found = read()
    assert found.briefing is not None
    assert "lynas" in [each.value for each in found.briefing.companies]
    assert all(each.proposed for each in found.briefing.companies)
    assert [each.code for each in found.diagnostics] == ["W311"]
    assert "company" in found.diagnostics[0].message


@given(st.sets(st.sampled_from(sorted(WRITTEN))))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=32)
def test_what_a_person_wrote_is_never_outvoted(keys: set[str]) -> None:
    found = values(
        briefing(*(WRITTEN[key] for key in sorted(keys - {"ticker"} if "company" in keys else keys)))
    )
    expected = {
        "company": ("noveon",),
        "ticker": ("ASX:LYC",),
        "themes": ("recycling",),
        "sources": ("own",),
    }
    for key in keys:
        if key == "ticker" and "company" in keys:
            continue  # noveon is not listed, so that ticker would be a mistake of its own
        assert not any(each.proposed for each in found[key]), key
        if key in expected:
            told = tuple(getattr(each.value, "id", None) or str(each.value) for each in found[key])
            assert told == expected[key]
    if "risk" in keys:
        assert getattr(found["risk"][0].value, "level", "") == "minimal"


@pytest.mark.parametrize("key", ["company", "themes", "risk", "sources"])
def test_a_wrong_value_is_a_problem_and_no_gap_to_fill(key: str) -> None:
    wrong = {
        "company": "company: nobody at all",
        "themes": "themes: [astrology]",
        "risk": "risk: terrible",
        "sources": "sources: [{id: 1 2}]",
    }
    found = read(wrong[key])
    assert any(each.fails for each in found.diagnostics)
    assert found.briefing is not None
    assert not any(each.proposed for each in values(found.briefing)[key])


def test_a_policy_item_has_no_company_and_no_ticker() -> None:
    found = briefing("company: none")
    assert (found.policy, found.companies, found.tickers) == (True, (), ())


def test_the_register_knows_the_tickers_of_a_company_that_a_person_gave() -> None:
    found = briefing("company: MP Materials")
    assert [str(each.value) for each in found.tickers] == ["NYSE:MP"]
    assert not any(each.proposed for each in found.tickers)


def test_a_section_of_figures_without_rows_means_none() -> None:
    table = "\n## Figures\n| id | measure | of | value | status | source |\n|---|---|---|---|---|---|\n"
    assert briefing(prose=PROSE + table).figures == ()
    assert briefing(prose=PROSE).figures != ()


def test_proposed_figures_rest_on_the_source_that_the_briefing_has() -> None:
    found = briefing(WRITTEN["sources"])
    cited = {citation.source for each in found.figures for citation in each.value.citations}
    assert cited == {"own"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("---\ndate: 2025-09-01\n---\nText.\n", ["E111"]),
        ("---\ntitle: A\n---\nText.\n", ["E111"]),
        ("---\ntitle: A\ndate: 2025-09-01\nstatus: withdrawn\n---\nText.\n", ["E125"]),
        ("Text.\n", ["E102"]),
    ],
)
def test_what_is_always_required(text: str, codes: list[str]) -> None:
    found = article(Source("briefings/a.md", text.encode()), register())
    assert [each.code for each in found.diagnostics if each.fails] == codes


def test_a_file_name_that_cannot_be_an_address_is_told_with_a_better_one() -> None:
    found = read(path="briefings/Über Größe.md")
    problem = next(each for each in found.diagnostics if each.code == "E115")
    assert "uber-grosse" in problem.hint


def test_a_problem_behind_damage_points_at_the_file_on_disk() -> None:
    # The key and its value are right of two damaged signs, each of which becomes one sign.
    title = "A plant\N{RIGHT SINGLE QUOTATION MARK}s \N{LEFT DOUBLE QUOTATION MARK}line\N{RIGHT DOUBLE QUOTATION MARK}"
    damaged = title.encode().decode("cp1252", "replace").replace("\N{REPLACEMENT CHARACTER}", "\x9d")
    text = f"---\ntitle: {damaged}\ndate: 2025-09-01\nsources: [{{title: '{damaged}', kind: gossip}}]\n---\nIt works.\n"
    found = article(Source("briefings/a.md", text.encode()), register())
    problem = next(each for each in found.diagnostics if each.code == "E114")
    line = text.split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith("gossip")
    assert found.briefing is not None
    assert found.briefing.title.value == title


def test_the_same_bytes_give_the_same_article() -> None:
    assert read() == read()
