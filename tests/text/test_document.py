"""A file cut up: front matter, sections, prose, bottom line."""

from __future__ import annotations

import pytest

from lodestone.text.document import cut

HEAD = "---\ntitle: A\n---\n"


def parts(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    document, _ = cut(text)
    sections = [(each.name, each.body.of(text)) for each in document.sections]
    return sections, [span.of(text) for span in document.prose]


def test_a_raw_text_under_three_lines_is_all_prose() -> None:
    text = HEAD + "Highlights\n- one\n- two\nA long line of text.\n"
    document, problems = cut(text)
    assert problems == ()
    assert document.front_matter is not None
    assert document.front_matter.of(text) == "title: A\n"
    assert document.sections == ()
    assert [span.of(text) for span in document.prose] == ["Highlights\n- one\n- two\nA long line of text.\n"]


def test_sections_end_at_the_next_heading_of_level_one_or_two() -> None:
    text = HEAD + "Line.\n\n## Gaps\n- a\n\n### more\n- b\n\n## Context\nProse.\n\n## Watch\n- 2026: c\n"
    assert parts(text) == (
        [("Gaps", "- a\n\n### more\n- b\n\n"), ("Watch", "- 2026: c\n")],
        ["Line.\n\n", "## Context\nProse.\n\n"],
    )


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("```\n## Gaps\n```\n", []),
        ("~~~ text\n## Gaps\n~~~\n## Watch\n", ["Watch"]),
        ("<!--\n## Gaps\n-->\n", []),
        ("Gaps\n----\n- a\n", ["Gaps"]),
        ("a\n\nGaps\n---\n- a\n", ["Gaps"]),
        ("    ## Gaps\n", []),
        ("## Gaps ##\n", ["Gaps"]),
        ("## Implications for buyers\n", []),
        ("## Figures of speech\n", []),
        ("#### Gaps\n", []),
        ("### Gaps\n\n## Gaps\n", ["Gaps"]),
    ],
)
def test_which_headings_are_sections(body: str, names: list[str]) -> None:
    document, problems = cut(HEAD + body)
    assert [each.name for each in document.sections] == names
    assert problems == ()


def test_a_fence_that_nothing_closes_hides_no_section_and_is_told() -> None:
    document, problems = cut(HEAD + "```\n## Gaps\n")
    assert [each.name for each in document.sections] == ["Gaps"]
    assert [each.code for each in problems] == ["E152"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("The line.\n\nMore.\n", "The line."),
        ("\n\nThe line\ngoes on.\nMore.\n\nProse.", "The line\ngoes on.\nMore."),
        ("The line.\n## Gaps\n", "The line."),
        ("<!-- a note -->\nThe line.\n", "The line."),
        ("**Bold** line.\n", "**Bold** line."),
        ("# Heading\n\nProse.\n", None),
        ("Heading\n=====\n\nProse.\n", None),
        ("- item\n", None),
        ("1. item\n", None),
        ("> quote\n", None),
        ("```\ncode\n```\n", None),
        ("| a | b |\n", None),
        ("<div>x</div>\n", None),
        ("![a](b.png)\n", None),
        ("## Gaps\n- a\n\n# Prose\n", None),
        ("word " * 60 + "\n", ("word " * 60).strip()),
        ("word " * 61 + "\n", None),
        ("", None),
    ],
)
def test_the_bottom_line_is_a_first_paragraph_of_at_most_sixty_words(body: str, line: str | None) -> None:
    text = HEAD + body
    document, _ = cut(text)
    found = document.bottom_line
    assert (found and found.of(text)) == line


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("---\ntitle: A\n---\nx", "title: A\n"),
        ("---\r\ntitle: A\r\n---\r\nx", "title: A\r\n"),
        ("\ufeff---\ntitle: A\n---\nx", "title: A\n"),
        ("\n\n---\ntitle: A\n...\nx", "title: A\n"),
        ("---  \n---\n", ""),
        ("---\ntitle: A\n---", "title: A\n"),
        ("----\ntitle: A\n----\n", None),
        ("Text.\n---\ntitle: A\n---\n", None),
    ],
)
def test_where_the_front_matter_is(text: str, front: str | None) -> None:
    document, _ = cut(text)
    assert (document.front_matter and document.front_matter.of(text)) == front


def test_what_belongs_to_an_open_front_matter_is_read_as_fields() -> None:
    text = "---\ntitle: A\nthemes:\n  - magnets\n\nText: with a colon.\n"
    document, problems = cut(text)
    assert document.front_matter is not None
    assert document.front_matter.of(text) == "title: A\nthemes:\n  - magnets\n"
    assert [problem.code for problem in problems] == ["E105"]
    assert [span.of(text) for span in document.prose] == ["\nText: with a colon.\n"]
