"""`lodestone ingest` of several files: how far it is, what is not done, and which stories are here already."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from disk import plant
from lodestone.commands import main
from lodestone.commands.sameness import runs_of, shared

STORY = (
    "Salar One opens its brine plant\n\n"
    "The plant in the north makes five thousand tonnes of carbonate a year, the operator’s note says. "
    "It was to open in June, and a pump that broke twice held it up until the autumn of this year. "
    "Two buyers have signed for half of what it makes; who takes the rest is not said by anybody yet.\n"
)
DAMAGED = STORY.replace("’", "â€™")
SAVED = f"<html><head><style>p {{ margin: 0 }}</style></head><body><nav>Home About us Our terms</nav><p>{STORY}</p></body></html>"
OTHER = (
    "Hard rock costs less\n\n"
    "A mine in the west digs spodumene at a lower cost than last year, its owner’s accounts show for the half year. "
    "The price of the concentrate fell by more than the cost did, so that less is left of each tonne than before.\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return plant(tmp_path, {"content/.keep": "", "a.txt": STORY, "b.txt": OTHER, "empty.txt": " \n"})


def drafts(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "content/briefings").glob("*.md"))


def test_what_is_not_done_is_listed_at_the_end(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "a.txt", "empty.txt", "gone.txt", "b.txt"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-3:] == [
        "2 of 4 files done; not done:",
        "  empty.txt: there is nothing in it",
        "  gone.txt: No such file or directory",
    ]
    assert drafts(home) == ["hard-rock-costs-less.md", "salar-one-opens-its-brine-plant.md"]


def test_a_terminal_shows_how_far_it_is_and_nothing_else_does(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["ingest", "a.txt", "b.txt"])
    assert "\r" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["ingest", "a.txt"])
    assert "\r" not in capsys.readouterr().err
    main(["ingest", "a.txt", "b.txt"])
    said = capsys.readouterr().err
    assert f"\r  {'#' * 15}{'.' * 15} 2 of 2: b.txt" in said
    assert said.split("\r\x1b[K")[-1].endswith("2 of 2 files done\n")


@pytest.mark.parametrize("text", [DAMAGED, SAVED, STORY + "Three comments stand below it.\n"])
def test_the_same_story_is_recognised_however_it_was_saved(
    home: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "again.txt").write_text(text, "utf-8")
    assert main(["ingest", "a.txt", "again.txt", "b.txt"]) == 0
    here = (
        "another scrape of the same story is in content/briefings/salar-one-opens-its-brine-plant.md already"
    )
    assert here in capsys.readouterr().err
    assert drafts(home) == ["hard-rock-costs-less.md", "salar-one-opens-its-brine-plant.md"]
    assert len(list((home / "raw").glob("*.txt"))) == 3
    assert main(["ingest", "again.txt", "--again"]) == 0
    assert len(drafts(home)) == 3


def test_two_articles_on_one_event_are_two_stories() -> None:
    rewritten = (
        STORY.replace("It was to open in June, and a pump", "June was the plan, but one pump")
        .replace("makes five thousand tonnes of carbonate a year", "can make 5,000 t of carbonate each year")
        .replace("Two buyers have signed for half", "Half is sold to two buyers")
    )
    assert shared(runs_of(STORY.encode()), runs_of(rewritten.encode())) < 0.7
    assert shared(runs_of(STORY.encode()), runs_of(OTHER.encode())) == 0.0
    assert shared(runs_of(b"too short to say"), runs_of(b"too short to say")) == 0.0
