"""The GitHub workflow: pinned, least permissions, deploys from main only, and says the same words as the Makefile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

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
    assert granted == {"deploy": {"pages": "write", "id-token": "write"}}


def test_no_checkout_leaves_credentials_behind() -> None:
    checkouts = [step for step in steps() if "actions/checkout" in step.get("uses", "")]
    assert len(checkouts) == 3
    assert [step["with"] for step in checkouts] == [{"persist-credentials": False}] * 3


def test_only_main_is_deployed_and_only_after_all_else() -> None:
    deploy = JOBS["deploy"]
    assert "github.ref == 'refs/heads/main'" in deploy["if"]
    assert "github.event_name != 'pull_request'" in deploy["if"]
    assert set(deploy["needs"]) == set(JOBS) - {"deploy"}
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_when_it_runs() -> None:
    when = FLOW[True]  # YAML 1.1 reads the key `on` as true
    assert when["push"] == {"branches": ["main"]}
    assert set(when) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert "pull_request_target" not in TEXT


def test_no_expression_is_put_into_a_script() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("target", ["check", "test", "publish"])
def test_it_calls_the_makefile(target: str) -> None:
    assert any(f"make {target}" in step.get("run", "") for step in steps())
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_every_job_ends_by_itself() -> None:
    assert all(job["timeout-minutes"] <= 20 for job in JOBS.values())


def test_the_project_s_own_ci_is_make_test() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]
