"""`make publish`: the served directory is one complete edition, the old or the new, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from disk import tree
from lodestone.commands import main
from preview.serving import ROOT, planted

PUBLISH = ["build", "--publish"]
BRIEFING = "content/briefings/hydroxide-plant.md"
OLD, NEW = b"means to build a hydroxide plant", b"means to build two plants"
KILL = """
import os, signal, sys
import lodestone.engine.{module} as module
def killed(*words, **more):
    if {when}:
        os.kill(os.getpid(), signal.SIGKILL)
    return before(*words, **more)
before, module.{name} = module.{name}, killed
from lodestone.commands import main
sys.exit(main({words}))
"""


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
    assert main(PUBLISH) == 0
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
    assert main(PUBLISH) == 0
    assert edition(site) == "new"
    assert main([*PUBLISH, "-o", "other"]) == 0
    assert tree(site / "public") == tree(site / "other")


def test_with_an_error_the_old_edition_stays_to_the_byte(site: Path) -> None:
    before = tree(site / "public")
    file = site / BRIEFING
    file.write_bytes(file.read_bytes().replace(b"likelihood: 3", b"likelihood: 9"))
    assert main(PUBLISH) == 1
    assert tree(site / "public") == before


KILLS = {
    "while the copy is made": ("whole", "_link", "'/briefings' in words[0]", "old"),
    "at the first file": ("writer", "_replace", "True", "old"),
    "with half of the files written": ("writer", "_replace", "'/index.html' in str(words[0])", "old"),
    "before the exchange": ("whole", "_exchange", "words[1].name == 'public'", "old"),
    "before the state is kept": ("work", "report_text", "True", "new"),
}
"""When: the function at whose call the process is killed, and which edition is then served."""


@pytest.mark.parametrize("moment", KILLS)
def test_a_kill_leaves_one_whole_edition_and_the_next_build_goes_on(site: Path, moment: str) -> None:
    module, name, when, left = KILLS[moment]
    done = subprocess.run(
        [sys.executable, "-c", KILL.format(module=module, name=name, when=when, words=PUBLISH)],
        check=False,
        cwd=site,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert edition(site) == left
    assert main(PUBLISH) == 0
    assert edition(site) == "new"
    assert main([*PUBLISH, "-o", "other"]) == 0
    assert tree(site / "public") == tree(site / "other")


def test_what_the_host_keeps_there_stays(site: Path) -> None:
    (site / "public/CNAME").write_text("tiny.example\n")
    (site / "public/.git").mkdir()
    (site / "public/.git/HEAD").write_text("ref: refs/heads/pages\n")
    assert main(PUBLISH) == 0
    assert edition(site) == "new"
    assert (site / "public/CNAME").read_text() == "tiny.example\n"
    assert (site / "public/.git/HEAD").is_file()
