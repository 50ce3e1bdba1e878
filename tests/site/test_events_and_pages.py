"""Events and plain pages: what is read, and what is told when it cannot be."""

from __future__ import annotations

import pytest

import trial
from lodestone.site.events import read_events
from lodestone.site.pages import read_pages

GOOD = """events:
- id: later
  what: A rule applies.
  by: 2027-01-01
  companies: [mp-materials]
  themes: [magnets]
- {id: sooner, what: A notice was issued., date: '2025-10', date_approximate: true, facts: [x]}
"""
BAD = [
    ("events: [{id: a}]", 1, "needs `id` and `what`"),
    ("events:\n- {id: a, what: x}\n- {id: a, what: y}", 3, "used twice"),
    ("events:\n- {id: a, what: x, date: soon}", 2, "no year, month or day"),
    ("events:\n- {id: a, what: x, companies: [nobody]}", 2, "nobody"),
    ("events:\n- {id: a, what: x, themes: [magnet]}", 2, "did you mean `magnets`"),
    ("events:\n- {id: a, what: x, dated: 2025}", 2, "did you mean `date`"),
    ("- no mapping", 0, "no YAML with a list"),
    ("events: [", 0, "no YAML with a list"),
]


def test_events_in_order_of_time() -> None:
    events, told = read_events(GOOD.encode(), trial.LEXICON)
    assert told == ()
    assert [(each.id, each.on) for each in events] == [("sooner", "2025-10"), ("later", "2027-01-01")]
    assert events[0].date_approximate
    assert events[1].companies == ("mp-materials",)


def test_no_events_are_no_problem() -> None:
    assert read_events(b"", trial.LEXICON) == ((), ())


@pytest.mark.parametrize(("text", "line", "message"), BAD)
def test_a_bad_event_is_told_and_left_out(text: str, line: int, message: str) -> None:
    events, told = read_events(text.encode(), trial.LEXICON)
    assert len(events) <= 1
    assert told[0].code == "E209"
    assert message in str(told[0])
    assert told[0].line == line


def test_a_page_has_a_title_a_summary_and_a_body() -> None:
    pages, told = read_pages(
        {"pages/terms.md": b"---\ntitle: Terms\nsummary: In short.\n---\nBody *here*.\n"}
    )
    assert told == ()
    assert (pages[0].slug, pages[0].title, pages[0].summary) == ("terms", "Terms", "In short.")
    assert pages[0].body.html == "<p>Body <em>here</em>.</p>"


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("pages/a.md", "no front matter", "E102"),
        ("pages/a.md", "---\nsummary: x\n---\nbody", "E111"),
        ("pages/a.md", "---\ntitle: 'x\n---\nbody", "E101"),
        ("pages/topics.md", "---\ntitle: Topics\n---\nbody", "E211"),
    ],
)
def test_a_page_that_cannot_be_made_is_told(path: str, text: str, code: str) -> None:
    pages, told = read_pages({path: text.encode()})
    assert pages == ()
    assert code in [each.code for each in told]
