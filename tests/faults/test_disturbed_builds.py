"""A few disturbed builds in the suite; `python tests/faults/long.py` tries hundreds."""

from __future__ import annotations

import errno
import marshal
import os
import pickle
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest
from jinja2.bccache import bc_magic

from disk import plant, tree
from faults.disturbing import End, Trouble, built, clean, done, never, of_session, start, suicide
from faults.trials import Count, Ground, put_right
from lodestone.engine import lock, writer
from lodestone.engine.build import build
from lodestone.engine.lock import Busy, Lock
from lodestone.engine.look import look
from lodestone.engine.render import Renderer, RenderError
from lodestone.engine.state import scrap, state_file
from lodestone.site.view import View
from newsroom import Newsroom, newsroom


@pytest.mark.parametrize(("how", "publish"), [("killed", True), ("refused", False)])
def test_after_it_all_is_as_if_nothing_had_been(tmp_path: Path, how: str, publish: bool) -> None:
    count = Count()
    Ground(tmp_path, Random(3), publish=publish, count=count).round(how, 3)
    assert count.wrong == [], str(count)
    assert count.struck >= 1


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom whose site was built once."""
    found = newsroom(tmp_path / "site")
    build(found.settings)
    return found


def as_cold(room: Newsroom, tmp_path: Path) -> bool:
    """Whether a build leaves what a cold one leaves."""
    build(room.settings)
    home = tmp_path / "else"
    home.mkdir()
    (home / "templates").symlink_to(room.settings.templates)
    other = replace(room.settings, output=tmp_path / "cold", home=home)
    build(other)
    return tree(room.settings.output) == tree(other.output)


def test_an_edition_that_cannot_be_finished_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path / "site", publish=True)
    put_right(room)
    assert not build(room.settings).stopped
    before, put, count = tree(room.settings.output), writer._replace, iter(range(9_999))

    def refused(target: str, data: bytes | Path | None) -> None:
        if next(count) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
        put(target, data)

    monkeypatch.setattr(writer, "_replace", refused)
    room.option(subtitle="Other words")
    assert [each.code for each in build(room.settings).problems if each.fails] == ["E213"]
    assert tree(room.settings.output) == before
    monkeypatch.setattr(writer, "_replace", put)
    assert as_cold(room, tmp_path)


# A state that is not as we left it


def state_of(room: Newsroom) -> Path:
    settings = room.settings
    return state_file(settings.state, settings.content, settings.output)


def query(statement: str) -> Callable[[Path], None]:
    def change(state: Path) -> None:
        with sqlite3.connect(state) as db:
            db.execute(statement)
        db.close()

    return change


def cut_off(state: Path) -> None:
    state.write_bytes(state.read_bytes()[: state.stat().st_size // 2])


def garbled(state: Path) -> None:
    data = bytearray(state.read_bytes())
    data[8192:16384] = bytes(range(256)) * 32
    state.write_bytes(data)


BROKEN: dict[str, Callable[[Path], None]] = {
    "empty": lambda state: state.write_bytes(b""),
    "cut off": cut_off,
    "garbled": garbled,
    "no tables": lambda state: state.write_bytes(b"not SQLite at all" * 100),
    "of others": query("ALTER TABLE article RENAME TO theirs"),
    "without a table": query("DROP TABLE output"),
    "of another version": query("UPDATE meta SET value = 'older' WHERE name = 'stamp'"),
    "not finished": query("UPDATE meta SET value = 'no' WHERE name = 'complete'"),
    "a number that is none": query("UPDATE meta SET value = 'x' WHERE name IN ('looked', 'build')"),
    "values cut short": query("UPDATE article SET briefing = substr(briefing, 1, 20)"),
    "values changed": query("UPDATE body SET data = replace(data, x'61', x'62')"),
    "values of others": query("UPDATE blob SET data = x'80049527' || data"),
    "values that are text": query("UPDATE card SET data = 'x'"),
}


def test_a_broken_state_is_made_again(room: Newsroom, tmp_path: Path) -> None:
    state = state_of(room)
    before, whole = tree(room.settings.output), state.read_bytes()
    room.move("edit_title", 1)
    room.move("edit_profile", 1)
    assert as_cold(room, tmp_path)
    expected = tree(room.settings.output)
    for name, change in BROKEN.items():
        plant(room.settings.output, before)
        scrap(state)
        state.write_bytes(whole)
        change(state)
        build(room.settings)
        assert tree(room.settings.output) == expected, name


def test_a_state_is_no_program(room: Newsroom, tmp_path: Path) -> None:
    """A pickle that somebody put there could run anything; ours makes values only."""
    proof = tmp_path / "it-ran"
    call = f"cos\nsystem\n(S'touch {proof}'\ntR."
    from zlib import crc32

    data = call.encode()
    whole = data + crc32(data).to_bytes(4)
    with sqlite3.connect(state_of(room)) as db:
        for table, column in (
            ("article", "briefing"),
            ("article", "rest"),
            ("body", "data"),
            ("card", "data"),
        ):
            db.execute(f"UPDATE {table} SET {column} = ?", (whole,))
        db.execute("UPDATE blob SET data = ?", (whole,))
    db.close()
    room.move("edit_title", 1)
    assert as_cold(room, tmp_path)
    assert not proof.exists()


def test_a_state_that_somebody_brought_is_not_believed(room: Newsroom, tmp_path: Path) -> None:
    """All of a state can be committed but its empty folder; so no page comes out of a forged one."""
    with sqlite3.connect(state_of(room)) as db:
        forged = db.execute(
            "UPDATE body SET (digest, data) = (SELECT digest, data FROM body LIMIT 1)"
        ).rowcount
    db.close()
    assert forged > 2
    for empty in [
        each for each in room.settings.state.rglob("*") if each.is_dir() and not any(each.iterdir())
    ]:
        empty.rmdir()
    shutil.rmtree(room.settings.output)
    assert as_cold(room, tmp_path)


def test_a_state_out_of_a_cache_is_warm(room: Newsroom) -> None:
    """What packs folders brings the empty one along."""
    packed = shutil.make_archive(str(room.settings.state), "tar", room.settings.state)
    shutil.rmtree(room.settings.state)
    shutil.unpack_archive(packed, room.settings.state)
    found = look(room.settings)
    found.state.close()
    assert not found.state.cold


@pytest.mark.parametrize("to", ["templates", "templates/00"])
def test_bytecode_that_somebody_brought_is_no_program(to: str, room: Newsroom, tmp_path: Path) -> None:
    """A file of bytecode can be committed, in a folder that is marked; the empty folder that is the mark can not."""
    proof, state = tmp_path / "it-ran", room.settings.state
    forged = compile(f"open({str(proof)!r}, 'w')", "forged", "exec")
    [ours, *_] = files = sorted(state.glob("templates/*/*.jinja"))
    head = ours.read_bytes()[: len(bc_magic)]
    brought = {each.name: head + pickle.dumps(_checksum(each), 2) + marshal.dumps(forged) for each in files}
    shutil.rmtree(state / "templates")
    shutil.rmtree(state / "here")
    plant(state, {"here/00/.gitkeep": ""})
    for name, data in brought.items():
        plant(state / to, {name: data})
    room.move("edit_title", 1)
    assert as_cold(room, tmp_path)
    assert not proof.exists()


def _checksum(file: Path) -> object:
    with file.open("rb") as data:
        data.seek(len(bc_magic))
        return pickle.load(data)


def test_a_damaged_state_still_knows_what_is_ours(room: Newsroom, tmp_path: Path) -> None:
    query("UPDATE blob SET data = 'x'")(state_of(room))
    room.briefings[0].unlink()
    assert as_cold(room, tmp_path)


def test_what_a_killed_build_was_writing_is_removed(room: Newsroom, tmp_path: Path) -> None:
    from lodestone.engine.writer import _part

    left = Path(_part(str(room.settings.output / "index.html")))
    left.write_bytes(b"half a pa")
    state_of(room).with_suffix(".intents").write_text('{"index.html": "x"}\n{"404.ht')
    (room.settings.state / f"stage-{state_of(room).stem}-1").mkdir()
    assert as_cold(room, tmp_path)
    assert not left.exists()
    assert [each.name for each in room.settings.state.glob("stage*")] == []


# The clock, the disk, others


def test_a_clock_that_goes_back_hides_nothing(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    for hours in (2, -3, 1):
        monkeypatch.setattr(time, "time_ns", lambda hours=hours: now + hours * 3_600_000_000_000)
        room.move("edit_title", hours % 5)
        for file in room.briefings:
            os.utime(file, ns=(time.time_ns(), time.time_ns()))
        build(room.settings)
        room.move("edit_word", hours % 7)
        build(room.settings)
    assert as_cold(room, tmp_path)


def test_two_builds_at_once_are_one_after_the_other(room: Newsroom, tmp_path: Path) -> None:
    room.move("edit_template", 3)
    logs = [tmp_path / f"log-{n}" for n in range(3)]
    children = [start(partial(built, room.settings), log) for log in logs]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert ends == [ends[0]] * 3
    assert ends[0] in (0, 1)
    assert as_cold(room, tmp_path)


def test_a_build_that_waits_too_long_says_so(room: Newsroom, tmp_path: Path) -> None:
    held = Lock(state_of(room).with_suffix(".lock"))

    def impatient() -> int:
        lock.PATIENCE = 0.1
        return built(room.settings)

    end = done(impatient, tmp_path / "log")
    held.close()
    assert end.code == 1
    assert "another build of this site is at work" in end.words
    assert as_cold(room, tmp_path)


def test_a_lock_goes_with_its_process(tmp_path: Path) -> None:
    file = tmp_path / "lock"

    def hold() -> int:
        Lock(file)
        time.sleep(60)
        return 0

    child = start(hold, tmp_path / "log")
    with clean(child):
        while free(file):
            time.sleep(0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert free(file)


def free(file: Path) -> bool:
    try:
        Lock(file, patience=0).close()
    except Busy:
        return False
    return True


def test_workers_end_with_the_process_that_started_them(room: Newsroom, tmp_path: Path) -> None:
    room.option(subtitle="Other words")  # on every page

    def stuck() -> int:
        from lodestone.engine import workers

        workers.make = never  # type: ignore[assignment]
        return built(room.settings)

    child = start(stuck, tmp_path / "log", jobs=2)
    with clean(child):
        while len(list(of_session(child))) < 3:
            time.sleep(0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        end = time.monotonic() + 10
        while list(of_session(child)) and time.monotonic() < end:
            time.sleep(0.01)
        assert list(of_session(child)) == []


def test_a_worker_that_is_killed_is_told(room: Newsroom, tmp_path: Path) -> None:
    room.option(subtitle="Other words")  # on every page

    def killed() -> int:
        from lodestone.engine import workers

        workers.make = suicide  # type: ignore[assignment]
        return built(room.settings)

    end: End = done(killed, tmp_path / "log", jobs=2)
    assert end.code == 1
    assert "E213 a process of the build was ended from outside" in end.words
    assert as_cold(room, tmp_path)


@pytest.mark.parametrize(
    "file", ["companies/salar-one.md", "topics/brine.md", "events.yaml", "briefings/pan.md"]
)
def test_a_file_that_could_not_be_read_is_read_again(file: str, room: Newsroom, tmp_path: Path) -> None:
    place = room.content / file

    class Once(Trouble):
        def step(self, path: object) -> None:
            super().step(path if str(path) == str(place) else None)

        def statement(self) -> None:
            """The state is well."""

    told = []
    for at in (1, 3):  # as it is looked at, and as it is read
        place.write_text(place.read_text() + "\n")
        told.append(done(partial(built, room.settings), tmp_path / "log", Once(room.home, at=at)).words)
    assert any("E100 cannot be read" in each for each in told), told
    assert as_cold(room, tmp_path)


def test_content_that_may_only_be_read_is_built(room: Newsroom, tmp_path: Path) -> None:
    for each in (*room.content.rglob("*"), room.content):
        each.chmod(0o555 if each.is_dir() else 0o444)
    room.option(subtitle="Other words")
    before = {each: each.stat().st_mtime_ns for each in room.content.rglob("*")}
    assert as_cold(room, tmp_path)
    assert {each: each.stat().st_mtime_ns for each in room.content.rglob("*")} == before
    for each in (*room.content.rglob("*"), room.content):
        each.chmod(0o755 if each.is_dir() else 0o644)


@pytest.mark.parametrize(
    "trouble", [OSError(5, "Input/output error"), sqlite3.OperationalError("disk I/O error")]
)
def test_trouble_of_the_disk_is_no_mistake_of_a_template(trouble: Exception) -> None:
    """Kept as one, the page would be missing for as long as nothing else makes it again."""

    class Bodies:
        def __getitem__(self, _: str) -> NoReturn:
            raise trouble

    renderer = Renderer(Path(__file__).parents[2] / "templates", {}, {})
    with pytest.raises(type(trouble)):
        renderer.render(View("a/index.html", "briefing.html", {}, reads=("a",)), Bodies())  # type: ignore[arg-type]
    with pytest.raises(RenderError):
        renderer.render(View("a/index.html", "none.html", {}), {})
