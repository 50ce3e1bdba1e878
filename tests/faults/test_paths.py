"""Where files may lie, and what they may be called: nothing but output and state is ever written, and nothing waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import tree
from lodestone.engine.build import build
from lodestone.engine.load import load
from lodestone.engine.outputs import overlaps
from lodestone.engine.settings import settings_from
from newsroom import Newsroom, newsroom


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom with all that must not be in the content."""
    room = newsroom(tmp_path_factory.mktemp("paths") / "site")
    briefings, media = room.content / "briefings", room.content / "media"
    outside = room.home.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("a secret")
    os.mkfifo(briefings / "pipe.md")
    os.mkfifo(media / "pipe.png")
    os.mkfifo(room.content / "companies" / "pipe.md")
    os.mkfifo(room.settings.templates / "static" / "pipe.css")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(briefings / "s.md"))
    (briefings / "device.md").symlink_to("/dev/zero")
    (briefings / "out.md").symlink_to(outside / "secret.md")
    (briefings / "nowhere.md").symlink_to(room.content / "gone.md")
    (briefings / "itself.md").symlink_to(briefings / "itself.md")
    (briefings / "folder").symlink_to(outside)
    (media / "nul.png").write_bytes(b"x")
    (media / "e\u0301.png").write_bytes(b"x")
    (media / "\u00e9.png").write_bytes(b"y")
    deep = briefings
    for _ in range(40):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("deep")
    with (briefings / "huge.md").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    return room


TOLD = {
    "briefings/pipe.md": "E100", "briefings/s.md": "E100", "briefings/device.md": "E100", "briefings/out.md": "E100",
    "briefings/nowhere.md": "E100", "briefings/itself.md": "E100", "briefings/huge.md": "E106", "media/pipe.png": "E100",
    "media/nul.png": "E208", "companies/pipe.md": "E100", f"briefings{'/d' * 32}": "E106",
}  # fmt: skip


def test_what_is_no_file_to_read_is_told_and_the_rest_is_built(built: Newsroom) -> None:
    before = {path: os.lstat(path).st_mtime_ns for path in built.home.parent.rglob("*")}
    report = build(built.settings)
    told = {str(each.path).partition("/content/")[2]: each.code for each in report.problems if each.fails}
    assert {path: told.get(path) for path in TOLD} == TOLD
    assert (built.settings.output / "briefings/pan/index.html").is_file()
    here = (built.settings.output, built.settings.state)
    after = {path: os.lstat(path).st_mtime_ns for path in built.home.parent.rglob("*")}
    elsewhere = {path for path, at in after.items() if not any(path.is_relative_to(each) for each in here)}
    changed = {path for path in elsewhere | before.keys() if before.get(path) != after.get(path)}
    assert changed - {built.home} == set()
    assert b"a secret" not in b"".join(tree(built.settings.output).values())


def test_a_check_says_the_same(built: Newsroom) -> None:
    _, problems = load(built.content)
    told = {each.path: each.code for each in problems if each.fails}
    assert {path: told.get(path) for path in TOLD} == TOLD


def test_names_that_are_one_on_another_disk() -> None:
    paths = [
        "media/e\u0301.png",
        "media/\u00e9.png",
        "media/A.png",
        "media/a.png",
        "media/b.png",
        "media/b.png/c",
    ]
    assert {each.code for each in overlaps(paths).values()} == {"E211"}
    assert len(overlaps(paths)) == 3


PLACES: dict[str, Callable[[Path], Path]] = {
    "content": lambda home: home / "content",
    "in content": lambda home: home / "content" / "output",
    "templates": lambda home: home / "templates" / "x",
    "above all": lambda home: home.parent,
    "home of the site": lambda home: home,
    "the state": lambda home: home / ".lodestone",
    "home of the person": lambda _: Path.home(),
    "above it": lambda _: Path.home().parent,
    "the root": lambda _: Path("/"),
    "by dots": lambda home: home / "output" / ".." / "content",
    "git": lambda home: home / ".git" / "hooks",
    "a file": lambda home: home / "file",
}


@pytest.mark.parametrize("name", PLACES)
def test_an_output_that_is_no_place_of_its_own_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "file").write_text("somebody's")
    values = {
        "THEME": str(tmp_path),
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(PLACES[name](tmp_path)),
    }
    settings, problems = settings_from(values, environ={})
    assert settings is None
    assert [each.code for each in problems] == ["E210"]


def test_a_state_by_a_link_is_refused(tmp_path: Path) -> None:
    """A link can be committed, and what a build remembers would be written where it leads."""
    for each in ("content", "templates", "elsewhere"):
        (tmp_path / each).mkdir()
    (tmp_path / ".lodestone").symlink_to(tmp_path / "elsewhere")
    values = {
        "THEME": str(tmp_path),
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "output"),
    }
    settings, problems = settings_from(values, environ={})
    assert settings is None
    assert [each.code for each in problems] == ["E210"]


def test_an_output_by_a_link_is_where_the_link_leads(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "content")
    values = {
        "THEME": str(tmp_path),
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "link"),
    }
    assert settings_from(values, environ={})[0] is None
