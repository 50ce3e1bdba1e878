"""`lodestone init`: a site on lithium from nothing, built, checked and made ready to deploy, with no edit to code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from disk import tree
from lodestone.commands import main
from lodestone.commands.init import FILES

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
WORDS = (
    "--name", 'Lithium "Watch"', "--topic", "Brine", "--topic", "Hard rock: spodumene", "--term", "lithium",
    "--company", "Salar One=ASX:SLR", "--company", "Quiet Mine", "--url", "https://lithium.example/watch/",
    "--buyers", "makers of cells", "--step", "Brine=lithium chloride", "--step", "Refinery=carbonate and hydroxide",
)  # fmt: skip

# Shards of the search index are cut at the same words on every site, so that one is no word of it.
OURS = ("rare earth", "rare-earth", "magnet", "smelt", "neodym", "ndpr", "outside china", "lynas")
"""Words of our own subject, which a site on another one must not have."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("init") / "lithium"
    assert main(["init", str(directory), *WORDS]) == 0
    return directory


@pytest.fixture
def site(begun: Path, tmp_path: Path) -> Path:
    shutil.copytree(begun, tmp_path / "site")
    return tmp_path / "site"


def test_it_checks_clean(site: Path, run: Run) -> None:
    done = run("lodestone", "check", cwd=site)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "19 files: nothing is wrong")


def test_it_builds_with_an_example_that_no_strict_build_publishes(site: Path, run: Run) -> None:
    done = run("lodestone", "build", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    page = (site / "output/briefings/an-example/index.html").read_text("utf-8")
    assert "Lithium &#34;Watch&#34;" in page
    assert "Salar One" in page
    strict = run("lodestone", "build", "--publish", cwd=site)
    assert (strict.returncode, strict.stderr) == (0, "")
    made = tree(site / "public")
    assert {"index.html", "404.html", "sitemap.xml", "companies/salar-one/index.html"} <= made.keys()
    assert {"topics/brine/index.html", "topics/hard-rock-spodumene/index.html"} <= made.keys()
    assert b"https://lithium.example/watch/" in made["sitemap.xml"]
    assert [path for path, data in made.items() if b"an-example" in data] == []
    words = (
        b" ".join(data for path, data in made.items() if not path.startswith(("static/", "search/")))
        .decode("utf-8")
        .lower()
    )
    assert [each for each in OURS if each in words] == []
    assert "supply risk to makers of cells; not investment advice." in words
    assert "lithium chloride" in made["chain/index.html"].decode()


def test_stock_pelican_builds_it_too(site: Path, run: Run) -> None:
    done = run("pelican", "content", "-s", "pelicanconf.py", "-o", "other", cwd=site)
    assert done.returncode == 0, done.stderr
    run("lodestone", "build", cwd=site)
    assert tree(site / "other") == tree(site / "output")


def test_a_briefing_goes_the_whole_way(site: Path, run: Run) -> None:
    made = run(
        "lodestone", "new", "A brine plant opens", "--company", "ASX:SLR", "--theme", "brine", cwd=site
    )
    assert made.stdout.strip() == "content/briefings/a-brine-plant-opens.md"
    scrape = site / "scrape.txt"
    scrape.write_text("Salar One (ASX:SLR) said its lithium brine plant had a capacity of 5,000 t/yr.\n")
    draft = run("lodestone", "ingest", scrape, "--dry-run", cwd=site).stdout
    fields = yaml.safe_load(draft.split("---")[1])
    assert fields["company"] == "salar-one"
    assert fields["ticker"] == "ASX:SLR"
    assert "brine" in fields["themes"]


def test_its_makefile_and_workflow_say_the_same_words(site: Path) -> None:
    make = shutil.which("make")
    assert make is not None
    lodestone = str(Path(sys.executable).parent / "lodestone")
    done = subprocess.run(
        [make, "check", "html", "publish", f"LODESTONE={lodestone}"],
        check=False,
        cwd=site,
        capture_output=True,
        text=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1767225600"},
    )
    assert done.returncode == 0, done.stderr
    flow = yaml.safe_load((site / ".github/workflows/publish.yml").read_text())
    assert flow["permissions"] == {"contents": "read"}
    assert flow["jobs"]["deploy"]["needs"] == ["build"]
    ours = (ROOT / ".github/workflows/publish.yml").read_text()
    used = [step["uses"] for job in flow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used != []
    assert [name for name in used if name not in ours] == []


def test_nothing_is_written_over(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(site)
    assert main(["init", str(site)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert tree(site) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--company", "A=NOPE:X"], "is no ticker"),
        (["--company", "A=ASX:!"], "can have no symbol"),
        (["--company", "A", "--company", "a"], "given twice"),
        (["--name", "a\x1bb"], "is no name"),
        (["--topic", " "], "is no name"),
        (["--step", "Brine"], "is no step: write NAME=PRODUCT"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["init", str(tmp_path / "new"), *words]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_an_installed_package_has_all_that_a_new_site_needs(tmp_path: Path) -> None:
    """A wheel, made of a copy with its links as they are."""
    copy = tmp_path / "copy"
    skipped = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("plugins", "templates", "content/vocabulary"):
        shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=skipped)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT.md"):
        shutil.copy(ROOT / name, copy / name)
    code = "import setuptools.build_meta as b, sys; print(b.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=False, cwd=copy, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    words = ["init", str(tmp_path / "site"), *WORDS]
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import lodestone; from lodestone.commands import main\n"
        f"print(lodestone.__file__); sys.exit(main({words!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(tmp_path / "installed")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "installed"))
    made = tree(tmp_path / "site")
    assert set(FILES.values()) <= made.keys()
    shared = {f"templates/{name}" for name in tree(ROOT / "templates")}
    assert shared <= made.keys()
    for name in ("units", "exchanges", "jurisdictions", "hedges", "advice", "acronyms"):
        path = f"content/vocabulary/{name}.yaml"
        assert made[path] == (ROOT / path).read_bytes()
