"""One answer to whether a line is code: every reader of a text agrees with the page that the engine makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lodestone.model import Span
from lodestone.text.charts import read_charts
from lodestone.text.comments import uncommented
from lodestone.text.fences import Closings
from lodestone.text.headings import headings
from lodestone.text.markdown import render_page

CASES = {
    "closed by the same signs": ("```\n{}\n```\n", True),
    "tildes": ("~~~\n{}\n~~~\n", True),
    "of four, with three inside": ("````\n```\n{}\n````\n", True),
    "blanks behind the closing signs": ("```\n{}\n```  \n", True),
    "a language": ("```yaml\n{}\n```\n", True),
    "to the very end": ("```\n{}\n```", True),
    "closed by more signs, which close nothing": ("```\n{}\n````\n", False),
    "closed by the other signs": ("```\n{}\n~~~\n", False),
    "never closed": ("```\n{}\n", False),
    "words behind the closing signs": ("```\n{}\n``` end\n", False),
    "a span of code at the beginning of a line, a fence further down": (
        "```x``` is code\n\n{}\n\n```\ny\n```\n",
        False,
    ),
    "set in by a blank": (" ```\n\n{}\n\n ```\n", False),
}


@pytest.mark.parametrize(("text", "is_code"), CASES.values(), ids=CASES)
def test_every_reader_agrees_with_the_page(text: str, is_code: bool) -> None:
    note, heading = text.format("<!-- ask her -->"), text.format("## Figures")
    assert ("<!--" in uncommented(note)) is is_code
    assert ("ask her" in render_page(note)[0].html) is is_code
    assert (not list(headings(heading, 0, len(heading), ()))) is is_code
    assert ("<h2" not in render_page(heading)[0].html) is is_code


@pytest.mark.parametrize(("text", "is_code"), CASES.values(), ids=CASES)
def test_a_chart_in_code_or_in_a_comment_is_none(text: str, is_code: bool) -> None:
    chart = text.format("~~~~chart\nmeasure: mine-output\n~~~~")
    charts, _, _ = read_charts(chart, Span(0, len(chart)))
    assert len(charts) == (not is_code)


@given(st.lists(st.sampled_from(["```", "````", "~~~", "a", "``` b", "", "```c```"]), max_size=12))
def test_a_fence_is_closed_by_the_next_line_of_its_signs_alone(lines: list[str]) -> None:
    text = "\n".join(lines)
    closings = Closings.of(text)
    at = 0
    for number, line in enumerate(lines):
        if line in ("```", "````", "~~~"):
            later = [n for n in range(number + 1, len(lines)) if lines[n] == line]
            found = closings.of_fence(line, at + len(line))
            assert (found.of(text).strip() == line) if found else not later
            if found:
                assert text[: found.start].count("\n") == later[0]
        at += len(line) + 1
