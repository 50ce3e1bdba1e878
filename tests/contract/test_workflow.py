"""The GitHub workflow: pinned, least permissions, deploys from main only, and says the same words as the Makefile."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract.steps import run_step
from preview.serving import planted

ROOT = Path(__file__).parents[2]
FILE = ROOT / ".github/workflows/publish.yml"
TEXT = FILE.read_text("utf-8")
FLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, Any] = FLOW["jobs"]


def steps() -> Iterator[dict[str, Any]]:
    for job in JOBS.values():
        yield from job["steps"]


def test_every_action_is_pinned_by_commit_with_its_version_beside_it() -> None:
    used = re.findall(r"uses: (\S+)(.*)", TEXT)
    assert used
    assert [
        name
        for name, note in used
        if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) or not re.match(r" # v\d", note)
    ] == []


def test_the_token_reads_and_only_the_deploy_job_may_do_more() -> None:
    assert FLOW["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert granted == {
        "deploy": {"pages": "write", "id-token": "write"},
        "suggest": {"contents": "read", "pull-requests": "write"},
        "attest": {"id-token": "write", "attestations": "write"},
    }


def test_a_fork_runs_nothing_with_a_token() -> None:
    """Its token could not write; and where ours can, one step has it, which is not run for a fork."""
    given = [(step["run"], step["if"]) for step in steps() if "github.token" in str(step.get("env", ""))]
    own = "${{ github.event.pull_request.head.repo.full_name == github.repository }}"
    assert given == [("make review", own)]
    assert TEXT.count("github.token") == 1
    assert "secrets." not in TEXT


def test_no_checkout_leaves_credentials_behind() -> None:
    checkouts = [step for step in steps() if "actions/checkout" in step.get("uses", "")]
    assert len(checkouts) == 4
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False] * 4


def test_only_main_is_deployed_and_only_after_all_else() -> None:
    deploy = JOBS["deploy"]
    assert "github.ref == 'refs/heads/main'" in deploy["if"]
    assert "github.event_name != 'pull_request'" in deploy["if"]
    assert set(deploy["needs"]) == set(JOBS) - {
        "deploy",
        "attest",
        "suggest",
    }  # the last is for pull requests only
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_what_is_published_is_vouched_for_by_one_job_alone() -> None:
    """Signing needs a token of its own; the job that has it runs no code but the pinned action."""
    job = JOBS["attest"]
    assert "refs/heads/main" in job["if"]
    assert set(job["needs"]) == {"check", "test", "build"}
    [step] = job["steps"]
    assert step["uses"].startswith("actions/attest-build-provenance@")
    assert step["with"]["subject-digest"] == "sha256:${{ needs.build.outputs.digest }}"


def test_when_it_runs() -> None:
    when = FLOW[True]  # YAML 1.1 reads the key `on` as true
    assert when["push"] == {"branches": ["main"]}
    assert set(when) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert "pull_request_target" not in TEXT


def test_the_week_s_look_opens_an_issue_and_holds_nothing_up() -> None:
    text = (ROOT / ".github/workflows/weekly.yml").read_text("utf-8")
    flow: dict[Any, Any] = yaml.safe_load(text)
    assert set(flow[True]) == {"schedule", "workflow_dispatch"}
    [job] = flow["jobs"].values()
    assert (flow["permissions"], job["permissions"]) == (
        {"contents": "read"},
        {"contents": "read", "issues": "write"},
    )
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make weekly", "make issue"]
    assert [step["uses"] for step in job["steps"] if "uses" in step] == [
        step["uses"] for step in JOBS["check"]["steps"] if "uses" in step
    ]


def test_no_expression_is_put_into_a_script() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(
    "target", ["check", "test", "twice", "audit", "edition", "suggest", "review", "sbom"]
)
def test_it_calls_the_makefile(target: str) -> None:
    assert any(re.search(rf"make (--silent )?{target}\b", step.get("run", "")) for step in steps())
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_every_job_ends_by_itself() -> None:
    assert all(job["timeout-minutes"] <= 20 for job in JOBS.values())


def test_the_project_s_own_ci_is_make_test() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]


def test_problems_become_annotations_and_no_step_hides_a_failure() -> None:
    assert any(step.get("run") == "make check FORMAT=github" for step in steps())
    assert [step["name"] for step in steps() if step.get("continue-on-error")] == [
        "Say what the edition changes for its readers"
    ]
    piped = [step for step in steps() if "|" in step.get("run", "").replace("run: |", "")]
    assert [step.get("shell") for step in piped] == ["bash"]


def test_the_steps_of_the_build_job_do_what_they_say(tmp_path: Path) -> None:
    """The words of the workflow, run on a tiny site under Git: two cold builds, then the edition in sentences."""
    site = planted(tmp_path / "site")
    for name in ("Makefile", "pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, site)
    stamp = site / "stamps/run"
    for path in (site / "requirements.txt", site / "pyproject.toml", stamp):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    briefing = site / "content/briefings/hydroxide-plant.md"
    for message in ("before", "after"):
        if message == "after":
            briefing.write_text(briefing.read_text("utf-8").replace("**Unlikely**", "**Likely**"), "utf-8")
        for words in (("init", "-q"), ("add", "content"), ("commit", "-qm", message)):
            subprocess.run([*git, *words], check=True, cwd=site, capture_output=True)
    [job] = [job for job in JOBS.values() if "twice" in job["name"]]
    summary = tmp_path / "summary.md"
    tools = f"BIN={Path(sys.executable).parent} STAMPS={stamp.parent}"
    for step in job["steps"]:
        if "run" in step and step["run"] != "make audit":  # see test_planted_faults.py
            script = step["run"].replace("make ", f"make {tools} ")
            done = run_step(script, site, summary, tmp_path / "outputs")
            assert done.returncode == 0, done.stderr
    told = summary.read_text("utf-8")
    hashes = re.findall(r"^[0-9a-f]{64}$", told, re.MULTILINE)
    assert len(hashes) == 2
    assert hashes[0] == hashes[1]
    assert (tmp_path / "outputs").read_text("utf-8") == f"digest={hashes[0]}\n"
    assert r"judgement 1 unlikely → likely" in told


def test_builds_that_differ_stop_the_job(tmp_path: Path) -> None:
    """Two commands whose builds are not the same."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, place in (("lodestone", "public"), ("pelican", "public-again")):
        fake = bin_ / name
        fake.write_text(f"#!/bin/sh\nmkdir -p {place} && echo {name} > {place}/index.html\n")
        fake.chmod(0o755)
    for name in ("requirements.txt", "pyproject.toml", "run"):
        (tmp_path / name).touch()
    shutil.copy(ROOT / "Makefile", tmp_path)
    words = ["make", "twice", f"BIN={bin_}", f"STAMPS={tmp_path}"]
    done = subprocess.run(words, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0
    assert "index.html" in done.stdout
