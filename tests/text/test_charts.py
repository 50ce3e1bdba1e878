"""Charts as a text asks for them: what is read, where it stands on the page, and what is told of a wrong line."""

from __future__ import annotations

import pytest

from lodestone.model import Span
from lodestone.text.charts import parts, read_charts, without_charts
from lodestone.text.lexicon import read_lexicon
from lodestone.text.markdown import render_page
from text.reading import problems_of

WHOLE = """```chart
measure: capacity, output
of: lynas , world
period: 2024/2026
unit: t/yr
status: claimed, target
kind: bars
title: Two plants: one runs
```
"""


def test_every_key_is_read_with_its_place() -> None:
    [chart], [words], problems = read_charts(WHOLE, Span(0, len(WHOLE)))
    assert problems == []
    assert [each.value for each in chart.measures] == ["capacity", "output"]
    assert [each.span.of(WHOLE) for each in (*chart.measures, *chart.of)] == [
        "capacity",
        "output",
        "lynas",
        "world",
    ]
    assert chart.period is not None
    assert (chart.period.text, chart.kind, chart.statuses) == ("2024/2026", "bars", ("claimed", "target"))
    assert chart.title is not None
    assert chart.title.value == chart.title.span.of(WHOLE) == "Two plants: one runs"
    assert chart.span.of(WHOLE) == "```chart"
    assert words.startswith("measure: capacity")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("colour: red", "6:1 E110 `colour` is not a key of a chart"),
        ("units: t", "6:1 E110 `units` is not a key of a chart"),
        ("just words", "6:1 E149 this line is no key with a value"),
        ("measure: output", "6:1 E104 `measure` is given twice"),
        ("kind: pie", "6:7 E114 `pie` is not a kind of chart"),
        ("period: last year", "6:9 E143 `last year` is not a period"),
        ("status: said, target", "6:9 E139 `said` is not a status"),
        ("title:", ""),
        ("", ""),
    ],
)
def test_a_wrong_line_is_told_at_its_place(line: str, problem: str) -> None:
    text = f"---\ntitle: A\n---\n```chart\nmeasure: capacity\n{line}\n```\n"
    told = [
        f"{each.line}:{each.column} {each.code} {each.message}"
        for each in problems_of(text.encode())
        if each.line > 3
    ]
    assert told == ([problem] if problem else [])


def test_a_wrong_word_is_answered_with_the_nearest_right_one() -> None:
    text = "```chart\nmeasure: capacity\nkind: barz\n```"
    _, _, [problem] = read_charts(text, Span(0, len(text)))
    assert problem.hint == "did you mean `bars`? one of: bars, lines, ranges, multiples"


def test_a_chart_without_a_measure_is_told_and_stays_as_it_is_written() -> None:
    body, problems = render_page("```chart\ntitle: Nothing\n```")
    assert [(each.code, each.span) for each in problems] == [("E111", Span(0, 8))]
    assert body.charts == ()
    assert '<code class="language-chart">' in body.html


def test_a_slot_stands_in_the_place_of_each_block() -> None:
    body, problems = render_page(f"One.\n\n{WHOLE}\nTwo.\n\n~~~ chart\nmeasure: output\n~~~\n")
    assert problems == ()
    assert len(body.charts) == 2
    assert [(html.strip(), n) for html, n in parts(body.html)] == [
        ("<p>One.</p>", 0),
        ("<p>Two.</p>", 1),
        ("", None),
    ]
    assert without_charts(body.html, lambda n: f"({n})") == "<p>One.</p>\n(0)\n<p>Two.</p>\n(1)"


@pytest.mark.parametrize(
    "text",
    [
        "<!--lodestone-chart:0-->",
        '<pre><code class="language-chart">measure: output</code></pre>',
        "````markdown\n```chart\nmeasure: output\n```\n````",
        "<!--\n```chart\nmeasure: output\n```\n-->",
        "```chart\nmeasure: output\n",
        "```charts\nmeasure: output\n```",
    ],
    ids=[
        "a forged slot",
        "a block in HTML",
        "an example in a fence",
        "in a comment",
        "not closed",
        "another word",
    ],
)
def test_what_only_looks_like_a_chart_is_none(text: str) -> None:
    body, _ = render_page(text)
    assert body.charts == ()
    assert [n for _, n in parts(body.html)] == [None]


def test_a_forged_slot_beside_a_real_chart_is_no_slot() -> None:
    body, _ = render_page("<!--lodestone-chart:7-->\n\n" + WHOLE)
    assert [n for _, n in parts(body.html)] == [0, None]


def test_a_wrong_line_of_a_topic_is_told_at_its_place() -> None:
    topic = "---\ntitle: Magnets\n---\nText.\n\n```chart\nmeasure: capacity\nkind: pie\n```\n"
    _, problems = read_lexicon({"topics/magnets.md": topic.encode()})
    assert [(each.line, each.column, each.code) for each in problems] == [(8, 7, "E114")]
