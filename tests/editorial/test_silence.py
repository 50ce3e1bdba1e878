"""Allowances: what they are for, what they must say, and that none is idle."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.reading import lexicon, read, told, written
from lodestone.site.index import SiteOptions, index

NUMBER = "The plant makes 4,500 t.\n"


def codes(body: str, **more: str) -> list[str]:
    return [code for code, _, _ in told(written(body, **more))]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- lodestone: allow W303 said so -->\n" + NUMBER,
        "<!-- lodestone: allow W303 said so -->\n\n" + NUMBER,
        "<!--lodestone:allow W303 said so-->\n" + NUMBER,
        "<!-- lodestone: allow W303 said so -->\n<!-- another comment -->\n" + NUMBER,
        "<!-- lodestone: allow W303 said so -->\nA first line,\nand on the second, 4,500 t.\n",
    ],
)
def test_an_allowance_is_for_the_block_that_follows(body: str) -> None:
    assert codes(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<!-- lodestone: allow W303 said so -->\nWords.\n\n" + NUMBER,
        NUMBER + "\n<!-- lodestone: allow W303 said so -->\nWords.\n",
        "Words.\n\n<!-- lodestone: allow W303 said so -->\n- one\n- 4,500 t\n",
    ],
)
def test_it_reaches_no_further(body: str) -> None:
    assert codes(body) == ["W303", "W323"]


def test_in_a_list_it_is_for_one_bullet_with_its_lines() -> None:
    body = "Words.\n\n<!-- lodestone: allow W303 said so -->\n- a line and\n  4,500 t\n- 6,700 t\n"
    assert told(written(body)) == [("W303", 19, 3)]


def test_before_a_table_it_is_for_all_rows() -> None:
    rows = "".join(
        f"| {name} | water-use | world | 5% | undated | | claimed | paper 3 |\n" for name in ("a", "b")
    )
    text = written("Words.\n", figures=rows)
    assert [code for code, _, _ in told(text)] == ["W305", "W305"]
    allowed = text.replace("| id |", "<!-- lodestone: allow W305 the notice has no date -->\n| id |")
    assert told(allowed) == []
    briefing = read(allowed).briefing
    assert briefing is not None
    assert [each.value.id for each in briefing.figures] == ["a", "b"]


def test_in_the_front_matter_it_is_for_all_of_it() -> None:
    body = "Words of a text.\n"
    allowed = written(body, front="# lodestone: allow W321 a quotation\n", title="High risk at Lynas")
    assert told(allowed) == []
    unread = written(body).replace("company: none\n", "").replace("Words", "Lynas says")
    assert [code for code, _, _ in told(unread)] == ["W311"]
    assert told(unread.replace("themes:", "# lodestone: allow W311 asked for\nthemes:")) == []


@pytest.mark.parametrize(
    ("said", "seen", "column"),
    [
        ("allow W303", "gives no reason", 23),
        ("allow", "names no code", 17),
        ("allow W999 because", "`W999` is no code", 23),
        ("allow E131 because", "errors cannot be allowed", 23),
        ("alow W303 because", "`alow` is nothing", 17),
    ],
)
def test_an_allowance_that_cannot_be_read_is_an_error(said: str, seen: str, column: int) -> None:
    found = read(written(f"<!-- lodestone: {said} -->\nWords.\n")).diagnostics
    assert [(each.code, each.line, each.column) for each in found] == [("E148", 14, column)]
    assert seen in found[0].message
    assert found[0].hint


def test_an_error_is_never_silenced() -> None:
    body = "Words.\n\n<!-- lodestone: allow W302 not this -->\n\n## Judgements\n- **Sure**: it happens. [paper]\n"
    assert codes(body) == ["E132", "W323"]


def test_an_idle_allowance_is_told_unless_only_the_site_can_know() -> None:
    assert told(written("<!-- lodestone: allow W303 said so -->\nWords.\n")) == [("W323", 14, 17)]
    assert codes("<!-- lodestone: allow W322 the ministry's own words -->\nWords.\n") == []
    assert codes("Words.\n", front="# lodestone: allow W306 a standing item\n") == []


def test_what_looks_like_one_in_code_is_none() -> None:
    assert (
        codes("Words.\n\n```\n<!-- lodestone: allow W303 x -->\n```\n\nAnd `<!-- lodestone: y -->`.\n") == []
    )


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Words.\n\n<!-- lodestone: allow W303 x -->\nIt makes 4,500 t.\n", "<p>It makes 4,500 t.</p>"),
        ("Words.\n\n<!-- lodestone: allow W303 x -->\n- 4,500 t\n- b\n", "<li>4,500 t</li>"),
        ("Words.\n\n<!-- lodestone: allow W303 x -->\n## Of 4,500 t\n\nMore.\n", "Of 4,500 t</h2>"),
        ("Words.\n\n<!-- lodestone: allow W303 x -->\n| a |\n|---|\n| 4,500 t |\n", "<td>4,500 t</td>"),
    ],
)
def test_no_reader_sees_it_and_what_follows_is_rendered_as_ever(body: str, html: str) -> None:
    found = read(written(body))
    assert found.diagnostics == ()
    assert html in found.body.html
    assert "lodestone" not in found.body.html


def test_an_overdue_review_can_be_allowed_too() -> None:
    def overdue(front: str) -> list[str]:
        found = read(written("Words.\n", front=front))
        _, problems = index((found,), lexicon(), {}, b"", SiteOptions(today=dt.date(2026, 9, 1)))
        return [f"{each.code} {each.line}:{each.column}" for each in problems]

    assert overdue("review_by: 2026-01-01\n") == ["W306 7:12"]
    assert overdue("") == ["W306 3:7"]
    assert overdue("# lodestone: allow W306 it is a standing item\n") == []
