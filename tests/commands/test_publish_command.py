"""`lodestone publish`: the served directory is one complete edition, the old or the new, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from disk import tree
from lodestone.commands import main, publish
from lodestone.engine import swap
from preview.serving import ROOT, planted

BRIEFING = "content/briefings/hydroxide-plant.md"
OLD, NEW = b"means to build a hydroxide plant", b"means to build two plants"


class Killed(BaseException):
    """What stands for a kill inside this process: nothing that runs in it catches it."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = planted(tmp_path_factory.mktemp("site"))
    shutil.copy(ROOT / "publishconf.py", site)
    return site


@pytest.fixture
def site(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one edition published, and another title saved since."""
    site = tmp_path / "site"
    shutil.copytree(first, site)
    monkeypatch.chdir(site)
    monkeypatch.setenv("SITEURL", "https://tiny.example")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767355200")
    assert main(["publish"]) == 0
    file = site / BRIEFING
    file.write_bytes(file.read_bytes().replace(OLD, NEW))
    return site


def edition(site: Path) -> str:
    """Which edition the served directory holds, as far as its parts agree."""
    files = tree(site / "public")
    page = files["briefings/hydroxide-plant/index.html"]
    found = {NEW in page, NEW in files["index.html"], NEW in files["briefings/hydroxide-plant/briefing.json"]}
    assert len(found) == 1
    assert {"404.html", "sitemap.xml", "data/build.json", ".well-known/security.txt"} <= files.keys()
    return "new" if found == {True} else "old"


def test_a_new_edition_replaces_the_old_one(site: Path) -> None:
    assert edition(site) == "old"
    assert main(["publish"]) == 0
    assert edition(site) == "new"
    assert main(["build", "--publish", "-o", "other"]) == 0
    assert tree(site / "public") == tree(site / "other")
    assert not [path for path in site.iterdir() if path.name.startswith(".public")]


def test_with_an_error_the_old_edition_stays_to_the_byte(site: Path) -> None:
    before = tree(site / "public")
    file = site / BRIEFING
    file.write_bytes(file.read_bytes().replace(b"likelihood: 3", b"likelihood: 9"))
    assert main(["publish"]) == 1
    assert tree(site / "public") == before


STEPS: dict[str, tuple[object, str]] = {
    "while it is copied": (publish, "_carry"),
    "before the swap": (publish, "swap"),
    "after the swap": (swap, "rmtree"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_one_whole_edition_and_the_next_goes_on(
    site: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(*STEPS[step], killed)
        with pytest.raises(Killed):
            main(["publish"])
    assert edition(site) == ("new" if step == "after the swap" else "old")
    assert main(["publish"]) == 0
    assert edition(site) == "new"
    assert not [path for path in site.iterdir() if path.name.startswith(".public")]


def test_where_names_cannot_be_exchanged_a_kill_between_the_moves_is_put_right(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    move = Path.rename

    def killed(path: Path, target: Path) -> None:
        if path.name == ".public.next":
            raise Killed
        move(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(Killed):
            main(["publish"])
    assert not (site / "public").exists()
    swap.recover(site / "public")
    assert edition(site) == "old"
    assert main(["publish"]) == 0
    assert edition(site) == "new"


def test_a_process_that_is_really_killed_leaves_one_whole_edition(site: Path) -> None:
    """SIGKILL once the copy has begun; whichever edition is there then is whole."""
    process = subprocess.Popen(
        [sys.executable, "-m", "lodestone", "publish"],
        cwd=site,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
    )
    while not (site / ".public.next").exists() and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert edition(site) in ("old", "new")
    assert main(["publish"]) == 0
    assert edition(site) == "new"


def test_what_the_host_keeps_there_stays_and_a_stranger_stops_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = site / "public"
    (public / "CNAME").write_text("tiny.example\n")
    (public / ".git").mkdir()
    (public / ".git/HEAD").write_text("ref: refs/heads/pages\n")
    assert main(["publish"]) == 0
    assert (public / "CNAME").read_text() == "tiny.example\n"
    assert (public / ".git/HEAD").is_file()
    (public / "notes.html").write_text("mine")
    before = tree(public)
    assert main(["publish"]) == 1
    assert "notes.html: no build of ours put it there" in capsys.readouterr().err
    assert tree(public) == before


def test_a_page_that_is_no_longer_made_goes(site: Path) -> None:
    (site / BRIEFING).unlink()
    for file in (site / "content").rglob("*.md"):
        file.write_text(
            "\n".join(row for row in file.read_text().split("\n") if "hydroxide-plant" not in row)
        )
    assert main(["publish"]) == 0
    assert not (site / "public/briefings/hydroxide-plant").exists()


def test_without_settings_the_usage_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["publish"]) == 2
    assert "there is no publishconf.py" in capsys.readouterr().err
