"""Commands that write what people write: whole or not at all, never over an edit, and what was there is kept."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from disk import plant, tree
from faults.disturbing import Trouble, clean, done, finish, start
from lodestone.commands import main
from lodestone.commands.keeping import KEPT, put, put_new
from newsroom import STORY

SCRAPE = "Salar One said it will build a plant.\n\nIt itâ€™s planned for 2027.\n"
COMMANDS = {
    "accept": ["accept", "content/briefings/late-plant.md", "--by", "A person"],
    "check --fix": ["check", "--fix", "content/briefings/b.md"],
    "repair --write": ["repair", "--write", "content/briefings/c.md"],
    "ingest": ["ingest", "scrape.txt"],
    "new": ["new", "A headline"],
}
WRITTEN: dict[str, bytes] = {
    **{f"content/{path}": data for path, data in tree(STORY).items()},
    "content/briefings/b.md": b"---\ntitle: Brine: a plant\ndate: 2025-09-01\ncompany: none\n---\nA line.\n",
    "content/briefings/c.md": "---\ntitle: T\ndate: 2025-09-01\n---\nIt isnâ€™t so, and it wonâ€™t be.\n".encode(),
    "scrape.txt": SCRAPE.encode(),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_or_refused_loses_nothing(name: str, tmp_path: Path) -> None:
    """At each operation of the disk: every file is as it was or as it should become, and what it was is still there."""
    log = tmp_path / "log"

    def work(place: Path) -> int:
        os.chdir(place)
        return main(COMMANDS[name])

    def fresh(number: int) -> Path:
        return plant(tmp_path / f"site-{number}", WRITTEN)

    counted = done(partial(work, fresh(0)), log, Trouble(tmp_path / "site-0"))
    steps = int(counted.words.rpartition("steps ")[2])
    wanted = texts(tmp_path / "site-0")
    assert any(wanted.get(path) != data for path, data in WRITTEN.items()) or wanted.keys() - WRITTEN.keys()
    for at in range(1, steps + 1, max(1, steps // 3)):
        for kills in (True, False):
            place = fresh(2 * at + kills)
            child = start(partial(work, place), log, Trouble(place, at=at, kills=kills))
            with clean(child):
                end = finish(child, log)
            assert "Traceback" not in end.words or "ingest" not in name, end.words
            now = texts(place)
            for path, data in WRITTEN.items():
                assert now[path] in (data, wanted[path]), f"{path} at {at} of {steps}"
            for path in now.keys() - WRITTEN.keys():
                assert now[path] == wanted.get(path), f"{path} at {at} of {steps}"


def texts(place: Path) -> dict[str, bytes]:
    """What people see there: no hidden files, which are parts and copies of ours."""
    return {
        path: data
        for path, data in tree(place).items()
        if not any(part.startswith(".") for part in path.split("/"))
    }


def test_what_is_replaced_is_kept_and_its_mode_stays(tmp_path: Path) -> None:
    file = tmp_path / "content/briefings/a.md"
    plant(tmp_path, {"content/briefings/a.md": "before", "pelicanconf.py": ""})
    file.chmod(0o640)
    put(file, b"after", b"before")
    put(file, b"again", b"after")
    assert file.read_bytes() == b"again"
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(each.read_bytes() for each in (tmp_path / KEPT).iterdir()) == [b"after", b"before"]
    assert [each.name for each in file.parent.iterdir()] == ["a.md"]


def test_what_was_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"an edit")
    with pytest.raises(OSError, match="saved by somebody else"):
        put(file, b"ours", b"as we read it")
    assert file.read_bytes() == b"an edit"


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"before")
    (tmp_path / "link.md").symlink_to("real.md")
    put(tmp_path / "link.md", b"after", b"before")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"after"


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"somebody's")
    with pytest.raises(FileExistsError):
        put_new(tmp_path / "a.md", b"ours")
    assert (tmp_path / "a.md").read_bytes() == b"somebody's"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_an_original_is_never_lost_to_a_second_repair(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    first = "It isn\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}\N{TRADE MARK SIGN}t so, and it won't be.\n".encode()
    for data in (first, first + first):
        file.write_bytes(data)
        main(["repair", "--write", str(file)])
        assert b"\xc3\xa2" not in file.read_bytes()
    assert {each.read_bytes() for each in tmp_path.glob("*.orig")} == {first, first + first}
