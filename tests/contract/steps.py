"""A `run:` step of the workflow, run here as GitHub runs it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run_step(
    script: str, site: Path, summary: Path, outputs: Path, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run the words of a step in a directory; what it tells of itself goes to the two files."""
    told = {
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(outputs),
        "SITEURL": "https://tiny.example",
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        check=False,
        cwd=site,
        capture_output=True,
        text=True,
        env=os.environ | told | environ,
    )
