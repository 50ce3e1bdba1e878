"""Accepting proposals: what is written, by whom, and that no other byte of the file changes."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from disk import plant, tree
from lodestone.accept import FIELDS, acceptance
from lodestone.article import Source, article
from lodestone.commands.mend import mended
from lodestone.model import Lexicon
from lodestone.text.lexicon import read_lexicon

CONTENT = Path(__file__).parents[1] / "sites" / "lithium" / "content"
ON = dt.date(2025, 9, 2)
TEXT = """\
---
title: "Late, again"   # a comment that stays
date: 2025-09-01
---
Salar One (ASX: SLR) said its new plant is late. The hydroxide capacity of 300 tonnes a year
has to wait. Brine is patient.

Source: Salt Lake Wire
"""


@cache
def register() -> Lexicon:
    return read_lexicon(tree(CONTENT))[0]


def accepted(text: str, *wanted: str) -> str:
    found = acceptance(
        Source("briefings/a.md", text.encode()), register(), by="Ed Itor", on=ON, wanted=wanted
    )
    new = mended(text.encode(), found.fixes)
    assert new is not None
    return new.decode()


def proposed(text: str) -> tuple[str, ...]:
    briefing = article(Source("briefings/a.md", text.encode()), register()).briefing
    assert briefing is not None
    return briefing.machine_read


def test_all_proposals_are_written_and_the_act_is_recorded() -> None:
    assert proposed(TEXT) == ("company", "ticker", "themes", "risk", "sources", "figures")
    after = accepted(TEXT)
    assert proposed(after) == ()
    briefing = article(Source("briefings/a.md", after.encode()), register()).briefing
    assert briefing is not None
    assert (briefing.company, briefing.reviewed_by, briefing.reviewed_on) == ("salar-one", "Ed Itor", ON)
    assert [str(each.value) for each in briefing.tickers] == ["ASX:SLR"]
    assert [str(each.value.value) for each in briefing.figures] == ["300 t/yr"]
    assert briefing.sources[0].value.publisher == "Salt Lake Wire"


def test_what_was_proposed_is_what_is_written() -> None:
    before = article(Source("briefings/a.md", TEXT.encode()), register()).briefing
    after = article(Source("briefings/a.md", accepted(TEXT).encode()), register()).briefing
    assert before is not None
    assert after is not None
    assert before.risk is not None
    assert after.risk is not None
    assert before.risk.value == after.risk.value
    assert [each.value for each in before.themes] == [each.value for each in after.themes]
    assert [each.value for each in before.sources] == [each.value for each in after.sources]


@given(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1))
@settings(deadline=None, max_examples=30)
def test_only_insertions_and_a_second_time_changes_nothing(wanted: set[str]) -> None:
    after = accepted(TEXT, *sorted(wanted))
    rest = iter(after.splitlines(keepends=True))
    assert all(any(line == other for other in rest) for line in TEXT.splitlines(keepends=True)), after
    assert accepted(after, *sorted(wanted)) == after
    left = (
        set(proposed(TEXT)) - wanted - ({"ticker"} if "company" in wanted else set())
    )  # the register knows it
    assert left <= set(proposed(after))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_byte_order_mark_stay(newline: str) -> None:
    data = ("\ufeff" + TEXT.replace("\n", newline)).encode()
    found = acceptance(Source("briefings/a.md", data), register(), by="Ed", on=ON)
    new = mended(data, found.fixes)
    assert new is not None
    assert new.startswith("\ufeff---".encode())
    assert new.count(newline.encode()) == new.count(b"\n")
    assert new.decode().removeprefix("\ufeff").replace("\r\n", "\n") == accepted(TEXT).replace(
        "Ed Itor", "Ed"
    )


def test_damaged_text_stays_damaged_and_the_lines_go_where_they_belong() -> None:
    damaged = TEXT.replace("Late, again", "It\N{THAI CHARACTER SARA O}s late").replace(
        "plant is", "plant\N{THAI CHARACTER SARA O}s line is"
    )
    after = accepted(damaged, "themes")
    head = damaged.split("\n---\n")[0]
    assert after.startswith(f"{head}\nthemes: [brine]\nreviewed: {{by: Ed Itor, on: 2025-09-02}}\n---\n")
    assert after.endswith(damaged.split("\n---\n")[1])


def test_an_earlier_record_is_renewed_and_nothing_else_is() -> None:
    text = TEXT.replace("---\nSalar", "reviewed: {by: Somebody, on: 2025-01-01}\n---\nSalar")
    after = accepted(text, "themes")
    assert "reviewed: {by: Ed Itor, on: 2025-09-02}\n" in after
    assert "Somebody" not in after


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("colour", "`colour` is no field that can be accepted; there are: company"),
        ("figures", "figures rest on a source"),
        ("company", "company: written by a person already"),
        ("ticker", "ticker: the text gives nothing to propose"),
    ],
)
def test_what_cannot_be_accepted_is_said(wanted: str, told: str) -> None:
    text = TEXT.replace("date: 2025-09-01\n", "date: 2025-09-01\ncompany: none\n").replace(
        "Salt Lake Wire", "somebody"
    )
    found = acceptance(Source("briefings/a.md", text.encode()), register(), by="Ed", on=ON, wanted=[wanted])
    assert found.fixes == ()
    assert found.refused[0].startswith(told)


def test_the_command_writes_the_file_and_says_what(run: Run, tmp_path: Path) -> None:
    site = plant(tmp_path / "site", {f"content/{name}": data for name, data in tree(CONTENT).items()})
    file = site / "content" / "briefings" / "a.md"
    file.write_text(TEXT)
    dry = run("lodestone", "accept", "content/briefings/a.md", "--by", "Ed", "--dry-run", cwd=site)
    assert (dry.returncode, file.read_text()) == (0, TEXT)
    assert "+ company: salar-one" in dry.stdout
    done = run("lodestone", "accept", "content/briefings/a.md", "themes", "--by", "Ed", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nthemes: [brine]\n" in file.read_text()
    lost = run("lodestone", "accept", "content/briefings/lost.md", "--by", "Ed", cwd=site)
    assert (lost.returncode, lost.stderr) == (
        2,
        "lodestone accept: there is no file content/briefings/lost.md\n",
    )
