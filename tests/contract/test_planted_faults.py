"""The workflow run here, step by step, on a small site: green as it is, and red at the right step for each planted fault.

The words of each `run:` are taken out of the workflow's own file. So that nine faults take less than
a minute, the two tools that look at our code only (ruff and mypy) and `make test` are stood in for by
a command that is content with everything; `make faults` runs ruff and mypy too. Whatever the step, the
deploy job needs all others, so it is not reached.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract.steps import run_step

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
JOBS: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]
WHOLE = os.environ.get("LODESTONE_FAULTS") == "whole"
DEPLOY = "actions/deploy-pages"
COPIED = (
    "plugins", "templates", "Makefile", "pelicanconf.py", "publishconf.py", "pyproject.toml", "requirements.txt",
    "requirements-dev.txt", "tooling", "tests/browser",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One edit of a good site, the step that must turn red, and a word of what it says."""

    file: str
    old: str
    new: str
    step: str
    said: str


BRIEFING = "content/briefings/hydroxide-plant.md"
LINE = "No money is committed."
FRAME = "templates/base.html"
FAULTS = {
    "front matter": Fault(BRIEFING, "likelihood: 3", "likelihood: 9", "make check", "E121"),
    "link": Fault(BRIEFING, LINE, f"{LINE} See [more](no-such-file.md).", "make check", "E202"),
    "anchor": Fault(BRIEFING, LINE, f"{LINE} See [more](late-plant.md#nowhere).", "make check", "E20"),
    "feed": Fault(
        "plugins/lodestone/site/views/feeds.py", '"unique_id": address', '"unique_id": ""', "make audit", "FEED"
    ),
    "JSON-LD": Fault(FRAME, "{{ each | tojson }}", "{{ each }}", "make audit", "JSON-LD"),
    "policy": Fault(FRAME, "<body>", '<body style="margin: 0">', "make audit", "POLICY"),
    "accessibility": Fault(FRAME, '<html lang="en">', "<html>", "make audit", "html-has-lang"),
    "two builds that differ": Fault(
        "plugins/lodestone/site/view.py", "site.options.name,", 'f"{site.options.name} {hash(POLICY)}",', "make twice",
        "diff -r",
    ),
    "a plugin that is not loaded": Fault(
        "pelicanconf.py", '"lodestone.plugins.site"', '"lodestone.plugins.sight"', "make twice", "sight"
    ),
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small clone: our code, our templates, the tiny content, and everything installed."""
    home = tmp_path / "clone"
    for name in COPIED:
        place = home / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            skipped = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, place, symlinks=True, ignore=skipped)
        else:
            shutil.copy(ROOT / name, place)
    shutil.copytree(ROOT / "tests/sites/lithium/content", home / "content")
    tools = home / ".venv/bin"
    tools.mkdir(parents=True)
    for name in ("lodestone", "pelican", "ruff", "mypy"):
        aside = name in ("ruff", "mypy") and not WHOLE
        command(tools / name, "true" if aside else f'exec "{BIN / name}" "$@"')
    command(tools / "python", f'case "$*" in "-m pytest"*) ;; *) exec "{sys.executable}" "$@" ;; esac')
    for name in ("run", "dev"):
        (home / ".venv/stamps").mkdir(exist_ok=True)
        (home / ".venv/stamps" / name).touch()
    return home


def command(file: Path, words: str) -> None:
    file.write_text(f"#!/bin/sh\n{words}\n")
    file.chmod(0o755)


def steps() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Job and step, for a push to main, each job after those that it needs."""
    for job in JOBS.values():
        for step in job["steps"]:
            if "== 'pull_request'" not in f"{job.get('if')} {step.get('if')}":
                yield job, step


def workflow(site: Path) -> tuple[str, str]:
    """The first step that is red and what it said; `deploy` where none is."""
    for _, step in steps():
        if step.get("uses", "").startswith(DEPLOY):
            return "deploy", ""
        if "run" not in step or "edition" in step["run"]:  # that one compares two commits, and may fail
            continue
        done = run_step(
            step["run"],
            site,
            site.parent / "summary.md",
            site.parent / "output.txt",
            PYTHONPATH=str(site / "plugins"),
            SOURCE_DATE_EPOCH="1767355200",
        )
        if done.returncode:
            return step["run"].strip(), done.stdout + done.stderr
    return "nothing", ""


def test_as_it_is_it_reaches_the_deploy_step(site: Path) -> None:
    assert workflow(site) == ("deploy", "")


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_stops_at_its_step(site: Path, name: str) -> None:
    fault = FAULTS[name]
    file = site / fault.file
    text = file.read_text("utf-8")
    assert fault.old in text
    file.write_text(text.replace(fault.old, fault.new, 1), "utf-8")
    step, said = workflow(site)
    assert step.startswith(fault.step), said
    assert fault.said in said
