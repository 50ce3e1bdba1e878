"""The stock `pelican` command on a clone elsewhere: same bytes, honest exit code, no half-built site."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import plant, tree

Run = Callable[..., "subprocess.CompletedProcess[str]"]
WRONG = """---
title: A briefing with a mistake
date: 2025-09-01
company: none
themes: [magnets]
risk: {likelihood: 6, impact: 4}
---
The bottom line stands here.
"""
UNCONFIRMED = """---
title: Lynas says that its furnace is ready
date: 2025-09-01
rights: licensed
---
Lynas Rare Earths (ASX:LYC) says that its furnace for rare-earth magnets is ready.
"""


def pelican(run: Run, clone: Path, *words: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """The command as the README has it, from the clone, with warnings fatal."""
    return run("pelican", "content", *words, "--fatal", "warnings", cwd=clone, **environ)


@pytest.mark.parametrize(("conf", "more"), [("pelicanconf.py", ()), ("publishconf.py", ("--publish",))])
def test_the_stock_command_gives_the_bytes_of_lodestone_build(
    run: Run, clone: Path, conf: str, more: tuple[str, ...]
) -> None:
    theirs = pelican(run, clone, "-s", conf, "-o", "theirs")
    ours = run("lodestone", "build", "content", "-o", "ours", *more, cwd=clone)
    assert (theirs.returncode, ours.returncode) == (0, 0), theirs.stderr + ours.stderr
    assert "WARNING" not in theirs.stdout
    assert tree(clone / "theirs") == tree(clone / "ours")
    assert (clone / "theirs" / "index.html").is_file()


def test_paths_may_lead_anywhere_from_anywhere(run: Run, clone: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (clone / "content").rename(elsewhere / "texts")
    first = run("pelican", "texts", "-s", clone / "pelicanconf.py", "-o", "out", cwd=elsewhere)
    second = run(
        "pelican", elsewhere / "texts", "-s", "../clone/pelicanconf.py", "-o", tmp_path / "out", cwd=elsewhere
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert tree(elsewhere / "out") == tree(tmp_path / "out")
    assert {path.name for path in elsewhere.iterdir()} == {"texts", "out"}


def test_hash_seeds_do_not_matter(run: Run, clone: Path) -> None:
    for seed in ("1", "2"):
        assert pelican(run, clone, "-s", "publishconf.py", "-o", seed, PYTHONHASHSEED=seed).returncode == 0
    assert tree(clone / "1") == tree(clone / "2")


def test_a_development_build_with_an_error_shows_the_site_and_fails(run: Run, clone: Path) -> None:
    plant(clone, {"content/briefings/wrong.md": WRONG})
    done = pelican(run, clone, "-s", "pelicanconf.py", "-o", "output")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert "content/briefings/wrong.md:6:20: E121" in done.stderr
    assert (clone / "output" / "index.html").is_file()


def test_a_publish_build_with_an_error_writes_nothing(run: Run, clone: Path) -> None:
    plant(clone, {"content/briefings/wrong.md": WRONG})
    before = {path for path in tree(clone) if "__pycache__" not in path}
    done = pelican(run, clone, "-s", "publishconf.py", "-o", "public")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert "nothing was written" in done.stdout
    now = {path for path in tree(clone) if "__pycache__" not in path and not path.startswith(".lodestone/")}
    assert now == before
    assert not (clone / "public").exists()


def test_unconfirmed_fields_as_errors_name_the_file_and_the_command(run: Run, clone: Path) -> None:
    plant(clone, {"content/briefings/unconfirmed.md": UNCONFIRMED})
    done = pelican(run, clone, "-s", "publishconf.py", "-o", "public", LODESTONE_UNCONFIRMED="error")
    assert done.returncode == 1
    assert "content/briefings/unconfirmed.md" in done.stderr
    assert "E207" in done.stderr
    assert "lodestone accept" in done.stderr
    assert not (clone / "public").exists()


def test_a_wrong_setting_is_told(run: Run, clone: Path) -> None:
    done = pelican(run, clone, "-s", "pelicanconf.py", "-o", "output", "-e", 'LODESTONE_UNCONFIRMED="maybe"')
    assert done.returncode == 1
    assert "E210 LODESTONE_UNCONFIRMED: 'maybe' is not allowed" in done.stderr
    assert not (clone / "output").exists()


BLOCKED = """
import sys
sys.meta_path = [each for each in sys.meta_path if "editable" not in repr(each).lower()]
sys.path = [each for each in sys.path if not each.rstrip("/").endswith("/plugins")]
from pelican import main
main(sys.argv[1:])
import lodestone
print(lodestone.__file__)
"""
"""Pelican in a process that does not know an installed lodestone."""


def bare(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`pelican` where lodestone is not installed, from the root of the disk."""
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, str(clone / "content"), "-o", str(clone / "output"), *words],
        check=False,
        cwd="/",
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("conf", ["pelicanconf.py", "publishconf.py"])
def test_a_bare_clone_uses_its_own_plugins(clone: Path, conf: str) -> None:
    done = bare(clone, "-s", str(clone / conf))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(clone / "plugins/lodestone/__init__.py")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("encoding.py", "import no_such_module\n"),
        ("front_matter.py", "raise RuntimeError('no')\n"),
        ("site.py", "def register():\n    raise RuntimeError('no')\n"),
        ("site.py", "this is no Python\n"),
        ("__init__.py", "raise ImportError('no')\n"),
        ("../__init__.py", "raise RuntimeError('no')\n"),
    ],
)
@pytest.mark.parametrize("conf", ["pelicanconf.py", "publishconf.py"])
def test_a_plugin_that_cannot_load_stops_the_build(clone: Path, conf: str, file: str, text: str) -> None:
    plant(clone / "plugins/lodestone/plugins", {file: text})
    done = bare(clone, "-s", str(clone / conf))
    assert done.returncode == 1
    assert not (clone / "output").exists()


def test_a_plugin_that_is_not_there_stops_the_build(run: Run, clone: Path) -> None:
    conf = clone / "pelicanconf.py"
    conf.write_text(conf.read_text().replace("lodestone.plugins.encoding", "lodestone.plugins.gone"))
    done = run("pelican", "content", "-s", "pelicanconf.py", "-o", "output", cwd=clone)
    assert done.returncode == 1
    assert "the plugin lodestone.plugins.gone cannot be loaded" in done.stderr
    assert not (clone / "output").exists()
