"""`docs/mistakes.md`: typical mistakes, each with the message as the command prints it.

Each row of `MISTAKES` is one edit of a good briefing, and the code of the first problem told.
`pytest tests/docs --accept` writes the
page anew; review the diff, for it is what an editor will read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import plant
from lodestone.commands import main
from preview.serving import planted

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/mistakes.md"
NAME = "content/briefings/plant.md"
GOOD = """---
title: Salar One opens its plant
date: 2025-09-01
company: salar-one
themes: [brine]
risk: {likelihood: 2, impact: 2, direction: lowers}
confidence: low
review_by: 2026-12-31
sources:
  - id: wire
    publisher: Salt Lake Wire
    url: https://saltlake.example/9
    published: 2025-08-30
    kind: trade-press
    reliability: C
    origin: press
---
The plant runs. It makes 250 t/yr.

## Judgements

- **Likely**, low confidence: the plant doubles by 2027. [wire]

## Figures

| id | measure | of | value | period | as of | status | source |
|---|---|---|---|---|---|---|---|
| made | hydroxide-capacity | salar-one | 250 t/yr | undated | 2025-08 | claimed | wire 3 |

## Gaps

- Who buys is not said.
"""
BODY = "The plant runs. It makes 250 t/yr."


def change(old: str, new: str) -> Callable[[str], bytes]:
    def edit(text: str) -> bytes:
        assert text.count(old) >= 1, old
        return text.replace(old, new, 1).encode()

    return edit


MISTAKES: tuple[tuple[str, str, Callable[[str], bytes]], ...] = (
    ("A colon in a title", "E103", change("opens its plant", "opens: a plant")),
    ("A tab in the front matter", "E101", change("    publisher:", "\tpublisher:")),
    ("Curly quotes around a value", "E117", change("company: salar-one", "company: “salar-one”")),
    ("A quote that is not closed", "E101", change("Salar One opens", '"Salar One opens')),
    ("A date with day and month first", "E113", change("2025-09-01", "31/12/2025")),
    ("A date in words", "E113", change("2025-09-01", "1 September 2025")),
    ("No date", "E111", change("date: 2025-09-01\n", "")),
    ("No front matter", "E102", lambda text: text.split("---\n")[2].encode()),
    ("Two front matters", "E151", change(f"---\n{BODY}", f"---\n\n---\ntitle: An older title\ndate: 2025-08-01\n---\n{BODY}")),
    ("Front matter that is never closed", "E105", change("    origin: press\n---\n", "    origin: press\n\n")),
    ("A key that does not exist", "E110", change("themes:", "topics:")),
    ("A key twice", "E104", change("confidence: low", "confidence: low\nconfidence: high")),
    ("A company that is not in the register", "E117", change("company: salar-one", "company: salar-won")),
    ("A ticker that its exchange cannot have", "E118", change("themes:", "ticker: ASX:600111\nthemes:")),
    ("A topic that the site does not have", "E124", change("[brine]", "[brines]")),
    ("A mark of risk beyond the scale", "E121", change("likelihood: 2", "likelihood: 6")),
    ("A misspelt section", "E130", change("## Judgements", "## Judgments")),
    ("A term that is not on the scale", "E132", change("**Likely**", "**Probably**")),
    ("A reference that leads nowhere", "E140", change("[wire]", "[wires]")),
    ("A table with a column too few", "E134", change(" | undated | 2025-08", " | undated")),
    ("A unit that is not known", "E136", change("| 250 t/yr |", "| 250 tons p.a. |")),
    ("The unit in a column of its own", "E135", lambda text: re.sub(
        r"\| value \|(.*)\n(.*)\n(.*)250 t/yr \|", r"| value | unit |\1\n\2---|\n\g<3>250 | t/yr |", text).encode()),
    ("A dead link to another briefing", "E202", change(BODY, f"{BODY} See [the pond](pnod.md).")),
    ("A link with the wrong folder", "E202", change(BODY, f"{BODY} See [its maker](salar-one.md).")),
    ("A picture that is not there", "E202", change(BODY, f"{BODY}\n\n![The plant](../media/plant.png)")),
    ("A conflict that Git left", "E107", change(BODY, f"<<<<<<< HEAD\n{BODY}\n=======\nIt stands.\n>>>>>>> other")),
    ("A file saved as Windows-1252", "", lambda text: text.replace("runs.", "runs – café “Sal”.").encode("cp1252")),
    ("A file saved as UTF-16", "", lambda text: text.encode("utf-16")),
    ("A fence that is never closed", "E152", change(BODY, f"{BODY}\n\n```\nNa2CO3")),
    ("HTML that is not allowed", "W313", change(BODY, f'{BODY} <script src="x.js"></script>')),
)  # fmt: skip
HEAD = """# Typical mistakes, and what is said

Each is one edit of a good briefing; below it stands what `lodestone check` prints, to the letter. This page is
written by a test. What a code means in general is in [problems.md](problems.md). Where it says `fix:`,
`lodestone check --fix` mends it.
"""
SILENT = "Nothing is wrong: such a file is read as it was meant, and saved pages come out the same."


def said(directory: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """What `lodestone check` prints of a briefing, without the count of files at the end."""
    (directory / NAME).write_bytes(data)
    main(["check", NAME])
    return "\n".join(capsys.readouterr().out.splitlines()[:-1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(planted(tmp_path_factory.mktemp("mistakes")), {"content/media/plant.jpg": b"\xff\xd8"})


@pytest.fixture(autouse=True)
def here(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def test_the_good_one_is_good(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(site, GOOD.encode(), capsys) == ""


def test_the_page_shows_the_messages_as_they_are_printed(
    site: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    parts = [HEAD]
    for label, code, edit in MISTAKES:
        told = said(site, edit(GOOD), capsys)
        assert code in told.partition("\n")[0]
        assert len(re.findall(r"^content/\S+: [EW]\d{3} ", told, re.MULTILINE)) == bool(told), label
        parts.append(f"## {label}\n\n" + (f"```\n{told}\n```\n" if told else f"{SILENT}\n"))
    text = "\n".join(parts)
    if request.config.getoption("--accept"):
        PAGE.write_text(text, "utf-8")
    assert len(MISTAKES) >= 25
    assert PAGE.read_text("utf-8") == text
