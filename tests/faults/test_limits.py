"""Limits: what is more is refused with a place, the rest is built, and nothing takes long however it is written."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from lodestone.article import Article, Source, article
from lodestone.editorial.wording import damaged
from lodestone.engine.build import build
from lodestone.limits import COUNTED, LIMITS, PROBLEMS, TEXT
from lodestone.model import Change, Lexicon
from lodestone.text.markdown import render_page
from newsroom import newsroom

ROOT = Path(__file__).parents[2]
HEAD = "---\ntitle: T\ndate: 2025-09-01\ncompany: none\n---\n"


@cache
def lexicon() -> Lexicon:
    from lodestone.engine.load import load

    return load(ROOT / "content", only=lambda _: False)[0].lexicon


def read(text: str) -> Article:
    return article(Source("briefings/a.md", text.encode()), lexicon())


@pytest.mark.parametrize("limit", COUNTED, ids=lambda each: each.name.replace(" ", "-"))
def test_one_more_than_the_limit_is_refused_where_it_stands(limit: object) -> None:
    signs, name, most = limit  # type: ignore[misc]
    few = read(HEAD + f"{signs}x " * (most - HEAD.count(signs)))
    assert not any(each.code == "E106" and name in each.message for each in few.diagnostics)
    many = read(HEAD + f"{signs}x " * (most + 1))
    assert many.briefing is None
    assert many.body.html == ""
    [told] = [each for each in many.diagnostics if each.code == "E106"]
    assert f"{name}, allowed are {most:,}" in told.message
    assert told.line >= 1
    assert told.hint


STEEP: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "links that never end": lambda n: "[a](" * (n // 4),
    "links in angles": lambda n: "[a](<" * (n // 5),
    "pictures": lambda n: "![" * (n // 2),
    "stars": lambda n: "**a*" * (n // 4),
    "backslashes": lambda n: "\\*" * (n // 2),
    "backticks": lambda n: " ".join("`" * k for k in range(1, int((2 * n) ** 0.5))),
    "blanks": lambda n: " " * n + "x",
    "tabs": lambda n: "\t" * n + "x",
    "comments": lambda n: "<!--" * (n // 4),
    "allowances": lambda n: "<!-- lodestone: allow " * (n // 22),
    "quotes": lambda n: ">" * n,
    "tildes": lambda n: "~" * n,
    "tildes in lines": lambda n: ("~" * 90 + " x\n") * (n // 93),
    "paragraphs of tildes": lambda n: ("~" * 19_000 + " x\n\n") * (n // 19_000),
    "fences that nothing closes": lambda n: (
        "".join(f"{'~' * (3 + k)}\n" for k in range(int(n**0.5))) + "x" * n
    ),
    "lists": lambda n: "".join("  " * k + "- x\n" for k in range(int(n**0.5))),
    "elements": lambda n: "<div>" * (n // 5),
    "elements in lines": lambda n: "<div>\n\n" * (n // 7),
    "tables": lambda n: "a|b\n-|-\n\n" * (n // 9),
    "footnotes": lambda n: "".join(f"x[^{k}]\n\n[^{k}]: a\n\n" for k in range(n // 24)),
    "tickers": lambda n: "(SSE: 600111) " * (n // 14),
    "names": lambda n: "Lynas Rare Earths (ASX: LYC) " * (n // 29),
    "damage": lambda n: "\u00c3\u0192\u00c6\u2019" * (n // 4),
    "a line mended by ftfy": lambda n: "\u00c3 la \u00c4\u20ac" + "9" * min(n, 19_000),
    "lost signs": lambda n: "\ufffd " * (n // 2),
    "heading signs": lambda n: ("#" * (n // 2) + " x\n\n") * 2,
    "blanks behind a heading": lambda n: "# a" + " " * n + "x",
    "a number": lambda n: "1" * (10 * n),
    "numbers in a line": lambda n: "1-" * (n // 2),
    "headings": lambda n: "## Figures\n" * (n // 11),
    "a flow that never ends": lambda n: f"---\na: {'[' * n}\n---\n",
    "aliases": lambda n: "---\na: &a [x]\n" + "".join(f"b{k}: [*a, *a]\n" for k in range(n // 16)) + "---\n",
    "a bomb": lambda _: (
        "---\na: &a [x,x]\n" + "".join(f"b{k}: &b{k} [*b{k - 1},*b{k - 1}]\n" for k in range(1, 99)) + "---\n"
    ),
    "keys": lambda n: "---\n" + "".join(f"k{k}: v: w\n" for k in range(min(n, 60_000) // 11)) + "---\n",
    "tabs before keys": lambda n: "---\na:\n" + "\ta: b\n" * (min(n, 60_000) // 6) + "---\n",
    "a date": lambda n: f"---\ndate: {'1' * min(n, 60_000)}\n---\n",
}
"""Texts on which some pattern or engine once took time by the square of their length, or might."""


@pytest.mark.parametrize("name", STEEP)
def test_no_text_takes_long_for_its_length(name: str) -> None:
    """A bound that only a steep one breaks: by the square these would take minutes. Processor time, not wall."""
    text = STEEP[name](40_000)
    start = time.process_time()
    found = read(text if text.startswith("---") else HEAD + text)
    assert time.process_time() - start < 8
    assert len(found.diagnostics) <= PROBLEMS + 1


def test_places_that_nobody_can_mend_are_not_compared_each_with_each() -> None:
    words = "a \ufffd " * 20_000
    left = [
        Change(1, at + 1, at, "\ufffd", "\ufffd", "", "lossy", "", 0.0)
        for at, sign in enumerate(words)
        if sign == "\ufffd"
    ]
    start = time.process_time()
    told = list(damaged(SimpleNamespace(left=left, words=words)))  # type: ignore[arg-type]
    assert len(told) == 20_000
    assert time.process_time() - start < 8  # each with each: minutes


def test_of_many_problems_the_first_are_told() -> None:
    found = read(HEAD + "## Figures\n" * 900).diagnostics
    assert len(found) == PROBLEMS + 1
    [told] = [each for each in found if each.code == "E106"]
    assert "problems; the first 200 are listed" in told.message


def test_a_page_that_has_too_much_is_told_and_not_rendered() -> None:
    body, problems = render_page("[a](b) " * 3_000, 10)
    assert body.html == ""
    assert [(each.code, each.span.start > 10) for each in problems] == [("E106", True)]


def test_a_file_of_a_hundred_megabytes_costs_no_memory(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.option(publish=True)
    for name in ("briefings/a.md", "companies/b.md", "vocabulary/c.yaml", "media/d.png"):
        with (room.content / name).open("wb") as file:
            file.truncate(100 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = build(room.settings)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 80 * 1024
    told = [str(each) for each in report.problems if each.code == "E106"]
    assert len(told) == 4
    assert f"has 104,857,600 bytes, allowed are {TEXT:,}" in told[0]
    assert report.stopped
    assert not room.settings.output.exists()


def test_the_table_in_the_docs_is_that_of_the_code() -> None:
    rows = "".join(
        f"| {each.of} | {f'{each.most:,} {each.unit}'.strip() if each.most else 'none'} | {each.told} |\n"
        for each in LIMITS
    )
    assert rows in (ROOT / "docs" / "limits.md").read_text("utf-8")
