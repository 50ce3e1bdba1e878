"""Writing: only what differs, nothing outside, and nothing removed that is not ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builds import Builds
from lodestone.engine import writer
from lodestone.engine.report import Written
from lodestone.engine.scan import hashed
from lodestone.engine.writer import is_safe

OLD = {"index.html": b"home", "a/index.html": b"a", "b/c.json": b"{}"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def output(place: Path, tmp_path: Path) -> Iterator[Builds]:
    builds = Builds(place, tmp_path / ".lodestone" / "build.db")
    yield builds
    builds.state.close()


def on_disk(place: Path) -> dict[str, bytes]:
    return {
        file.relative_to(place).as_posix(): file.read_bytes() for file in place.rglob("*") if file.is_file()
    }


def test_the_directory_holds_what_was_asked_for(output: Builds, place: Path) -> None:
    assert output.write(OLD) == Written(written=("a/index.html", "b/c.json", "index.html"))
    assert on_disk(place) == OLD


def test_what_is_the_same_is_not_touched(output: Builds, place: Path) -> None:
    output.write(OLD)
    os.utime(place / "index.html", ns=(1, 1))
    assert output.write(OLD) == Written()
    assert output.write(OLD | {"a/index.html": b"A"}) == Written(("a/index.html",))
    assert (place / "index.html").stat().st_mtime_ns == 1
    assert (place / "a/index.html").read_bytes() == b"A"


def test_what_is_no_longer_made_is_removed_with_its_empty_folders(output: Builds, place: Path) -> None:
    output.write(OLD)
    (place / "a/mine.txt").write_text("x")
    assert output.write({"index.html": b"home"}).removed == ("a/index.html", "b/c.json")
    assert on_disk(place) == {"index.html": b"home", "a/mine.txt": b"x"}
    assert not (place / "b").exists()


def test_a_file_that_somebody_changed_is_not_removed(output: Builds, place: Path) -> None:
    output.write(OLD)
    (place / "b/c.json").write_bytes(b"[]")
    assert output.write({"index.html": b"home"}).removed == ("a/index.html",)
    assert on_disk(place) == {"index.html": b"home", "b/c.json": b"[]"}


def test_without_a_state_nothing_is_removed(output: Builds, place: Path) -> None:
    output.write(OLD)
    output.state.db.execute("DELETE FROM owned")
    assert output.write({"index.html": b"home"}).removed == ()
    assert on_disk(place) == OLD


def test_a_state_that_names_files_outside_does_no_harm(output: Builds, place: Path, tmp_path: Path) -> None:
    output.write(OLD)
    outside = tmp_path / "precious"
    outside.write_bytes(b"a")
    output.state.db.execute("INSERT INTO owned VALUES ('../precious', ?)", (hashed(b"a"),))
    output.write({"index.html": b"home"})
    assert outside.read_bytes() == b"a"


def test_a_build_that_was_cut_short_leaves_nothing_unknown(
    output: Builds, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.write({"index.html": b"home"})
    put, count = writer._replace, iter(range(10))

    def cut_short(target: str, data: bytes | Path | None) -> None:
        if next(count) == 2:
            raise KeyboardInterrupt
        put(target, data)

    monkeypatch.setattr(writer, "_replace", cut_short)
    with pytest.raises(KeyboardInterrupt):
        output.write(OLD | {"index.html": b"new"})
    monkeypatch.setattr(writer, "_replace", put)
    output.state.db.execute("ROLLBACK")
    assert on_disk(place) == {"index.html": b"home", "a/index.html": b"a", "b/c.json": b"{}"}
    assert output.write({"other.html": b"x"}).removed == ("a/index.html", "b/c.json", "index.html")
    assert on_disk(place) == {"other.html": b"x"}


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/x", "a//b", "./a", "a\\b", "c:/x", "a\0b", "a/.", ""]
)
def test_a_path_that_leads_out_is_refused_and_nothing_written(output: Builds, place: Path, path: str) -> None:
    assert not is_safe(path)
    result = output.write({"index.html": b"home", path: b"x"})
    assert [(each.code, each.path) for each in result.problems] == [("E208", path)]
    assert not place.exists()


def test_a_link_in_the_output_leads_nowhere(output: Builds, place: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"precious")
    place.mkdir()
    (place / "a").symlink_to(outside)
    result = output.write({"a/index.html": b"a"})
    assert [each.code for each in result.problems] == ["E213"]
    (place / "a").unlink()
    (place / "index.html").symlink_to(outside / "file")
    output.write({"index.html": b"home"})
    assert on_disk(place) == {"index.html": b"home"}
    assert on_disk(outside) == {"file": b"precious"}


def test_a_page_may_become_a_folder_and_back(output: Builds, place: Path) -> None:
    output.write({"a": b"file"})
    output.write({"a/index.html": b"folder"})
    output.write({"a": b"file"})
    assert on_disk(place) == {"a": b"file"}


def test_a_file_that_cannot_be_written_is_a_problem(output: Builds, place: Path) -> None:
    place.mkdir()
    (place / "a").write_bytes(b"somebody's")
    result = output.write({"a/index.html": b"a"})
    assert [each.code for each in result.problems] == ["E213"]
    assert on_disk(place) == {"a": b"somebody's"}


def test_strangers(output: Builds, place: Path) -> None:
    output.write(OLD)
    others = ["draft.html", "x/y.md", ".well-known/other.txt", ".git/config.lock", "CNAME", ".nojekyll"]
    for other in others:
        (place / other).parent.mkdir(exist_ok=True)
        (place / other).write_text("x")
    (place / "b/c.json").write_text("changed by hand")
    assert output.strangers({"index.html": b""}) == (
        ".well-known/other.txt",
        "b/c.json",
        "draft.html",
        "x/y.md",
    )
