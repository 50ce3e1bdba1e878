"""One site, however it is built: serial or parallel, cut short or not, with a state or a damaged one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from disk import tree
from lodestone.engine import pool, reading, work, writer
from lodestone.engine.build import build
from lodestone.engine.state import State, connect, state_file
from lodestone.text import markdown
from newsroom import Newsroom, newsroom
from reference import reference


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return newsroom(tmp_path)


def state_of(room: Newsroom) -> Path:
    return state_file(room.settings.state, room.content, room.settings.output)


def test_serial_is_parallel(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    build(room.settings)
    serial = tree(room.settings.output)
    other = newsroom(room.home / "other")
    monkeypatch.setattr(pool, "ALONE", 0)
    monkeypatch.setattr(work, "ALONE", 0)
    monkeypatch.setenv("LODESTONE_JOBS", "2")
    first = build(other.settings)
    assert tree(other.settings.output) == serial
    other.move("edit_template", 1)
    second = build(other.settings)
    assert [str(each) for each in first.problems] == [str(each) for each in second.problems]
    assert tree(other.settings.output) == reference(other.settings)
    assert sorted(each.name for each in other.settings.state.iterdir() if each.name.startswith("stage")) == []


@pytest.mark.parametrize("at", [0, 1, 7, 30])
@pytest.mark.parametrize("warm", [False, True])
def test_a_build_that_was_killed_is_made_good_by_the_next(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, at: int, warm: bool
) -> None:
    if warm:
        build(room.settings)
        room.move("edit_title", 1)
        room.move("delete", 2)
        room.move("add", 3)
    put, count = writer._replace, iter(range(1000))

    def killed(target: str, data: bytes | Path | None) -> None:
        if next(count) == at:
            raise KeyboardInterrupt
        put(target, data)

    monkeypatch.setattr(writer, "_replace", killed)
    try:
        build(room.settings)
    except KeyboardInterrupt:
        room.move("rename", 4)  # what the killed build wrote is not wanted any more
    monkeypatch.setattr(writer, "_replace", put)
    build(room.settings)
    assert tree(room.settings.output) == reference(room.settings)


def test_a_build_that_was_killed_before_its_state_was_kept(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = State.commit

    def killed(self: State, complete: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(State, "commit", killed)
    with pytest.raises(KeyboardInterrupt):
        build(room.settings)
    monkeypatch.setattr(State, "commit", commit)
    room.move("delete", 1)
    build(room.settings)
    assert tree(room.settings.output) == reference(room.settings)


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_state_is_a_cold_build(room: Newsroom, damage: bytes | None) -> None:
    build(room.settings)
    file = state_of(room)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    room.move("edit_title", 1)
    build(room.settings)
    assert tree(room.settings.output) == reference(room.settings)


def test_nothing_changed_writes_nothing_and_says_the_same(room: Newsroom) -> None:
    first = build(room.settings)
    second = build(room.settings)
    assert [str(each) for each in second.problems] == [str(each) for each in first.problems]
    assert list(second.seconds) == ["look"]
    assert (second.written.written, second.written.kept) == ((), len(first.written.written))


def test_verify_finds_what_no_mark_shows(room: Newsroom) -> None:
    build(room.settings)
    place = room.settings.output / "index.html"
    stat = place.stat()
    place.write_bytes(b"x" * stat.st_size)
    assert build(room.settings, verify=True).written.written == ("index.html",)
    assert tree(room.settings.output) == reference(room.settings)


def of_state(room: Newsroom, question: str) -> list[tuple[object, ...]]:
    db = connect(state_of(room), read_only=True)
    rows = db.execute(question).fetchall()
    db.close()
    return rows


@pytest.mark.parametrize(
    "move", ["edit_prose", "edit_title", "edit_page", "edit_events", "edit_topic", "media"]
)
def test_a_warm_build_is_warm(room: Newsroom, move: str) -> None:
    """Else a state that cannot be read again would keep every other law without meaning anything."""
    build(room.settings)
    room.move(move, 1)
    build(room.settings)
    assert of_state(room, "SELECT value FROM meta WHERE name = 'build'") == [("2",)]
    assert of_state(room, "SELECT count(*) FROM page WHERE build = 1") > [(10,)]


@pytest.mark.parametrize(
    ("move", "read", "rendered"),
    [("edit_profile", 0, 0), ("edit_company", 9, 1), ("edit_prose", 1, 1)],
)
def test_a_file_is_read_and_rendered_only_for_what_it_shows(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, move: str, read: int, rendered: int
) -> None:
    build(room.settings)  # of the nine briefings one is withdrawn, and its text not kept
    counts = {"read": 0, "rendered": 0}
    stock_read, stock_render = reading.article, markdown.render

    def reading_it(*args: Any) -> Any:
        counts["read"] += 1
        return stock_read(*args)

    def rendering(*args: Any) -> Any:
        counts["rendered"] += 1
        return stock_render(*args)

    monkeypatch.setattr(reading, "article", reading_it)
    monkeypatch.setattr(markdown, "render", rendering)
    room.move(move, 2)
    build(room.settings)
    assert (counts["read"], counts["rendered"]) == (read, rendered)
    assert tree(room.settings.output) == reference(room.settings)
