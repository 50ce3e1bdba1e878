"""A flattened text gets its structure back, and not a word of it is lost or moved."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lodestone.scrape.residue import Line, clean
from lodestone.scrape.structure import Rebuilt, rebuild

LONG = "The company said that its plant will run at full rate before the end of the year."
"""A paragraph that is long enough to stand below a heading."""


def rebuilt(text: str, *, written: bool = False) -> Rebuilt:
    return rebuild([Line(n, line) for n, line in enumerate(text.split("\n"), start=1)], written=written)


HEADINGS = [
    "Four Ways to Grow",
    "Highlights",
    "What Comes Next?",
    "Implications for the West",
    "MAGNETS AND METALS",
    "Q&A",
]
NO_HEADINGS = [
    "By Jane Writer",
    "Shanghai, 28 August",
    "Source: Company Filing",
    "It grows.",
    "Contact press@example.com",
    "and so it goes",
    "The three plants are:",
]
SECTIONS = ["Implications", "Figures", "Key Figures", "Gaps", "What to Watch"]
"""Names of our sections and near misses of them."""


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_told_from_paragraphs(heading: str) -> None:
    made = rebuilt(f"{LONG}\n{heading}\n{LONG}")
    assert made.text == f"{LONG}\n\n## {heading}\n\n{LONG}"
    assert [(step.line, step.what, step.words) for step in made.steps] == [(2, "heading", heading)]


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert rebuilt(f"{LONG}\n{line}\n{LONG}").text == f"{LONG}\n\n{line}\n\n{LONG}"


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_heading_never_becomes_one_of_our_sections(heading: str) -> None:
    from lodestone.text.document import cut

    made = rebuilt(f"{LONG}\n{heading}\n{LONG}")
    document, problems = cut(f"---\ntitle: x\n---\n{made.text}\n\n## Figures\n")
    assert f"#### {heading}\n" in made.text
    assert [section.name for section in document.sections] == ["Figures"]
    assert problems == ()


def test_a_last_short_line_is_no_heading() -> None:
    assert rebuilt(f"{LONG}\nThe End").text == f"{LONG}\n\nThe End"


TITLES = {
    f"Lynas opens a new line\n{LONG}": "Lynas opens a new line",
    f"Who pays for heavy oxides?\nBy Jane Writer\n{LONG}": "Who pays for heavy oxides?",
    f"Press Release\nVAC starts up\n{LONG}": "VAC starts up",
    f"# VAC starts up\n\n{LONG}\n\n## Next\n\n{LONG}": "VAC starts up",
    f"Highlights\n- One\n{LONG}": None,
    f"{LONG}\n{LONG}": None,
    "Only one line": None,
    f"- One\n- Two\n{LONG}": None,
    f"28 August 2025\n{LONG}": None,
}


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_a_title_is_taken_where_the_text_has_one(text: str, title: str | None) -> None:
    made = rebuilt(text)
    assert (made.title.text if made.title else None) == title
    assert (title or "\N{SNOWMAN}") not in made.text


NESTING = {
    "- It grows in:|- Magnets|- Oxides|- The plant is new.": "- It grows in:|>- Magnets|>- Oxides|- The plant is new.",
    "- It grows in:|- Magnets|- Its goals are:|- Scale": "- It grows in:|>- Magnets|- Its goals are:|>- Scale",
    "- Two said:|- Prices rose.|- Demand fell.": "- Two said:|>- Prices rose.|>- Demand fell.",
    "- It grows in:|- Magnets|- Lynas has no plan": "- It grows in:|>- Magnets|- Lynas has no plan",
    "- It needs:|- Metal that is pure|- Oxide": "- It needs:|>- Metal that is pure|>- Oxide",
    "- One|- Two|- Three": "- One|- Two|- Three",
    "- One|- Last:": "- One|- Last:",
    "• One:|   • Two|• Three.": "- One:|>- Two|- Three.",
    "· One|· Two": "- One|- Two",
    "– One|– Two": "- One|- Two",
    "1. One|2. Two": "1. One|2. Two",
    "1) One||2) Two": "1) One|2) Two",
    "- One|  goes on|- Two": "- One goes on|- Two",
}
"""Flat to rebuilt; `|` is a line's end, `>` a level."""


@pytest.mark.parametrize(("text", "list_"), NESTING.items())
def test_lists_get_their_levels(text: str, list_: str) -> None:
    assert rebuilt(text.replace("|", "\n")).text == list_.replace("|", "\n").replace(">", "    ")


def test_lines_broken_at_a_width_are_joined() -> None:
    first, second = (
        f"{LONG} {LONG}",
        f"Its long-term contracts, its low-cost feed and its well-run works help. {LONG}",
    )
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in (first, second))
    made = rebuilt(wrapped)
    assert made.text == f"{first}\n\n{second}"
    assert [step.what for step in made.steps] == ["lines 1 to 3 joined", "lines 5 to 7 joined"]


def test_short_lines_of_their_own_are_not_joined() -> None:
    text = "One goes up.\nTwo goes down.\nThree stays where it is.\nFour is new."
    assert rebuilt(text).text == text.replace("\n", "\n\n")


def test_a_table_of_tabs() -> None:
    made = rebuilt(f"{LONG}\nGoal\tYear\nCO2 | water\t2030\n{LONG}")
    assert "| Goal | Year |\n|---|---|\n| CO2 \\| water | 2030 |" in made.text
    assert (2, "table of 2 rows") in [(step.line, step.what) for step in made.steps]


MARKDOWN = [
    f"## Next\n\n{LONG}\ngoes on\n\n> quoted\n> twice",
    f"{LONG}\n\n```\nMagnets\n- a:\n- b\n```",
    f"| a | b |\n|---|---|\n| 1 | 2 |\n\n{LONG}",
    f"{LONG} [a link](https://example.com)\nin two lines",
    f"<!-- lodestone: allow W303 why -->\n{LONG}",
]


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_keeps_its_own_structure(text: str) -> None:
    assert rebuilt(text) == Rebuilt(text, None, ())


def test_what_a_person_spaced_stays_as_it_is() -> None:
    text = f"{LONG}\nAnd so on,\n\nIn Other Words\n{LONG}"
    assert rebuilt(text, written=True).text == text


ESCAPED = {
    "#1 of all makers, as it says": r"\#1 of all makers, as it says",
    "2024. That was the year, they say": r"2024\. That was the year, they say",
    ">50% is ours": r"\>50% is ours",
}


@pytest.mark.parametrize(("line", "shown"), ESCAPED.items())
def test_a_paragraph_stays_a_paragraph(line: str, shown: str) -> None:
    assert rebuilt(f"{LONG}\n{line}\n{LONG}").text == f"{LONG}\n\n{shown}\n\n{LONG}"


WORDS = st.sampled_from(
    ["Magnets", "oxide", "The", "plant", "is", "grows", "in:", "West.", "50%", "A", "–", "2.", "-", "and,"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=12).map("\n".join)


def bare(text: str) -> list[str]:
    """The words of a text, without the marks of lists, headings and escapes."""
    return [word for word in text.replace("\\", "").split() if word.strip("-–#") and word != "---"]


@given(TEXTS)
def test_no_word_is_lost_or_moved(text: str) -> None:
    lines = clean(text).lines
    made = rebuild(lines)
    title = f"{made.title.text}\n" if made.title else ""
    assert bare(f"{title}{made.text}") == bare("\n".join(line.text for line in lines))


@given(TEXTS)
def test_rebuilding_twice_changes_nothing_more(text: str) -> None:
    once = rebuild(clean(text).lines).text
    assert rebuild(clean(once).lines, titled=True).text == once
