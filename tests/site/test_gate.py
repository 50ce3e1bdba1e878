"""The gate of privacy: who is kept back, for what reason, and which of them stop a publish build."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import trial
from lodestone.model import Briefing
from lodestone.site.gate import kept_back, mistakes
from lodestone.site.options import SiteOptions

READY = trial.ALLOY
MACHINE = trial.RAW
CASES = [
    ("a finished briefing passes", READY, "mark", ""),
    ("a draft waits", replace(READY, status="draft"), "mark", "draft"),
    ("an embargo of tomorrow waits", replace(READY, embargo=dt.date(2026, 1, 21)), "mark", "embargoed"),
    ("an embargo of today is over", replace(READY, embargo=dt.date(2026, 1, 20)), "mark", ""),
    ("rights that nobody confirmed", replace(READY, rights="unconfirmed"), "mark", "rights"),
    ("a label", replace(READY, tlp="TLP:GREEN"), "mark", "handling"),
    ("machine-read fields are marked", MACHINE, "mark", ""),
    ("machine-read fields are held", MACHINE, "hold", "held"),
    ("machine-read fields are an error", MACHINE, "error", "held"),
    ("held, with nothing to hold", READY, "hold", ""),
]
MISTAKES = [
    (READY, "error", []),
    (replace(READY, rights="unconfirmed"), "mark", ["E205"]),
    (replace(READY, tlp="TLP:AMBER+STRICT"), "mark", ["E206"]),
    (replace(READY, rights="unconfirmed", tlp="TLP:RED"), "mark", ["E205", "E206"]),
    (replace(READY, rights="unconfirmed", status="draft"), "mark", []),
    (replace(READY, tlp="TLP:RED", embargo=dt.date(2027, 1, 1)), "mark", []),
    (MACHINE, "mark", []),
    (MACHINE, "hold", []),
    (MACHINE, "error", ["E207"]),
]


def options(unconfirmed: str) -> SiteOptions:
    return SiteOptions(today=trial.TODAY, publish=True, unconfirmed=unconfirmed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("briefing", "unconfirmed", "reason"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_who_is_kept_back(briefing: Briefing, unconfirmed: str, reason: str) -> None:
    assert kept_back(briefing, options(unconfirmed)) == reason


@pytest.mark.parametrize(("briefing", "unconfirmed", "codes"), MISTAKES)
def test_what_stops_a_publish_build(briefing: Briefing, unconfirmed: str, codes: list[str]) -> None:
    assert [each.code for each in mistakes(briefing, options(unconfirmed))] == codes


def test_an_unconfirmed_file_is_named_with_the_command_that_confirms_it() -> None:
    (problem,) = mistakes(MACHINE, options("error"))
    assert problem.message == (
        "machine-read and not confirmed: company, ticker, themes, risk, sources, figures"
    )
    assert "lodestone accept briefings/machine-read.md" in problem.hint


def test_the_edition_never_lifts_an_embargo() -> None:
    late = replace(options("mark"), edition=dt.date(2030, 1, 1))
    assert kept_back(replace(READY, embargo=dt.date(2026, 2, 1)), late) == "embargoed"


def test_the_public_site_counts_what_it_leaves_out() -> None:
    site = trial.site()
    assert site.left_out == {"draft": 1, "embargoed": 1}
    assert len(site.public.briefings) == len(site.briefings) - 2
    assert site.public.public is site.public
    assert {"a-draft", "embargoed"}.isdisjoint(site.public.rendered)


def test_held_briefings_are_left_out_and_counted() -> None:
    site = trial.site(unconfirmed="hold")
    assert site.left_out == {"draft": 1, "embargoed": 1, "held": 1}
    assert "machine-read" not in site.public.by_slug
