"""Laws that hold for any text: nothing raises, everything points into the file, nothing that acts is rendered."""

from __future__ import annotations

from itertools import pairwise

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.repair.decode import decode
from lodestone.text.document import cut
from lodestone.text.lexicon import read_lexicon
from lodestone.text.markdown import fill, render_page
from lodestone.text.yaml_nodes import Items, Keys, Node
from lodestone.text.yaml_reading import read_yaml
from text.reading import problems_of, read
from text.test_bad_files import CASES, unmarked
from text.test_markdown import ATTACKS, assert_harmless

PIECES = st.sampled_from(
    [
        "---\n", "---", "\n", "\r\n", "\n\n", "title: ", "date: 2025-09-01\n", "company: lynas\n",
        "risk: {", "}", "[", "]", "themes:\n  - ", "sources:\n- id: a\n", "  ", "\t", ": ", "- ", '"',
        "'", "#", "## Figures\n", "## Judgements\n", "## Watch\n", "### ",
        "| id | measure | of | value | status | source |\n", "|---|---|---|---|---|---|\n",
        "| a | capacity | lynas | 1 t/yr | target | reex 2 |\n", "|", "\\|", "**Likely**: x [a]\n",
        "{#a}", "[a, b#c]", "```\n", "~~~\n", "<!--", "-->", "<b>", "<script>", "</", "&", "*", "_", "`",
        "![", "](a.md)", "](javascript:x)", "https://example.org", "<<<<<<< HEAD\n", "=======\n",
        "\u2019", "\u5317\u65b9", "\U0001f600", "\x00", "\x85", "\u2028", "\ufeff", "\u0e42",
        "\u00e2\u20ac\u2122", "1. ", "> ", "    ", "[^1]", "[^1]: x\n", "&#106;", "\x02", "\x03",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
BRIEFINGS = st.tuples(TEXTS, TEXTS).map(
    lambda parts: f"---\ntitle: T\ndate: 2025-09-01\n{parts[0]}\n---\n{parts[1]}"
)
DAMAGED = (
    st.sampled_from([unmarked(case["text"])[0] for case in CASES])
    .flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text)), st.integers(0, 6), TEXTS))
    .map(lambda cut: cut[0][: cut[1]] + cut[3][:6] + cut[0][cut[1] + cut[2] :])
)
"""A bad file with a piece cut out and another put in."""
ANY = TEXTS | BRIEFINGS | DAMAGED


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_file_and_cover_it_once(text: str) -> None:
    document, problems = cut(text)
    spans = [
        *document.prose,
        *(each.heading for each in document.sections),
        *(each.body for each in document.sections),
    ]
    spans += [document.front_matter] if document.front_matter else []
    ordered = sorted(spans)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in problems)
    line = document.bottom_line
    assert line is None or any(span.start <= line.start and line.end <= span.end for span in document.prose)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_every_diagnostic_points_into_the_file_on_disk(text: str) -> None:
    data = text.encode("utf-8", "replace")
    lines = decode(data).text.split("\n")
    for problem in problems_of(data):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        if problem.fix:
            assert 0 <= problem.fix.start <= problem.fix.end <= len("\n".join(lines))


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_spans_of_values_lie_in_the_front_matter(text: str) -> None:
    document, fields, sections, body = read(text)
    front = document.front_matter
    assert front or not fields.spans
    for span in fields.spans.values():
        assert front is not None
        assert front.start <= span.start <= span.end <= front.end
    rows = [*sections.judgements, *sections.figures, *sections.implications, *sections.watch]
    assert all(0 <= row.span.start <= row.span.end <= len(text) for row in rows)
    assert all(0 <= link.span.start <= link.span.end <= len(text) for link in body.links)


@given(ANY | st.lists(st.sampled_from(ATTACKS) | PIECES, max_size=6).map("".join))
@settings(max_examples=300, deadline=None)
def test_nothing_that_acts_is_rendered_and_every_slot_is_filled(text: str) -> None:
    body, _ = render_page(text)
    assert_harmless(body.html)
    seen: list[int] = []
    filled = fill(body.html, lambda n: seen.append(n) or "x")
    assert sorted(seen) == list(range(len(body.links)))
    elements = html5lib.parseFragment(filled, namespaceHTMLElements=False).iter()
    assert not any("lodestone-slot" in each.attrib.get("href", "") for each in elements)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_yaml_nodes_nest_and_hold_their_words(text: str) -> None:
    tree = read_yaml(text, 10)
    _assert_nested(tree.root, text)


def _assert_nested(node: Node, text: str) -> None:
    inner = (
        node.items
        if isinstance(node, Items)
        else [value for _, value in node.pairs]
        if isinstance(node, Keys)
        else ()
    )
    assert 10 <= node.span.start <= node.span.end <= len(text) + 10
    for each in inner:
        assert node.span.start <= each.span.start
        _assert_nested(each, text)


@given(st.dictionaries(st.sampled_from(["companies/a.md", "topics/b.md", "vocabulary/units.yaml"]), TEXTS))
@settings(max_examples=100, deadline=None)
def test_any_register_can_be_read(files: dict[str, str]) -> None:
    _, problems = read_lexicon({path: text.encode("utf-8", "replace") for path, text in files.items()})
    for problem in problems:
        assert 1 <= problem.line <= files[problem.path].count("\n") + files[problem.path].count("\r") + 1
