"""The workflows, ours and the one that `lodestone init` writes, by the linters of the trade; both run offline."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = {
    "ours": ROOT / ".github/workflows/publish.yml",
    "weekly": ROOT / ".github/workflows/weekly.yml",
    "starter": ROOT / "plugins/lodestone/starter/workflow.txt",
}
LINTERS = {
    "zizmor": ("--offline", "--no-progress", "--strict-collection"),
    "check-jsonschema": ("--builtin-schema", "vendor.github-workflows"),
}


@pytest.fixture(params=WORKFLOWS)
def workflow(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy by the name and at the place that the linters expect."""
    place = tmp_path / ".github/workflows/publish.yml"
    place.parent.mkdir(parents=True)
    shutil.copy(WORKFLOWS[request.param], place)
    return place


def lint(name: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = BIN / name
    if not command.exists():
        pytest.skip(f"{name} is in the extra `dev` but not in requirements-dev.txt yet: make lock")
    return subprocess.run(
        [str(command), *LINTERS[name], str(path)], check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("name", LINTERS)
def test_nothing_is_found(name: str, workflow: Path) -> None:
    done = lint(name, workflow)
    assert done.returncode == 0, done.stdout + done.stderr


FAULTS = {
    "zizmor": ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@main"),
    "check-jsonschema": ("    runs-on: ubuntu-24.04\n", "    runs-in: ubuntu-24.04\n"),
}


@pytest.mark.parametrize("name", LINTERS)
def test_a_planted_fault_is_found(name: str, workflow: Path) -> None:
    old, new = FAULTS[name]
    text = workflow.read_text("utf-8")
    assert old in text
    workflow.write_text(text.replace(old, new), "utf-8")
    assert lint(name, workflow).returncode != 0
