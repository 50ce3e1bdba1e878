"""`docs/hosting.md`: what it shows for each host names targets, directories and versions that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/hosting.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_every_host_is_told_the_directory_that_make_publish_makes() -> None:
    netlify = tomllib.loads(re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)[0])
    [public] = re.findall(r"^PUBLIC +\?= (\S+)", MAKEFILE, re.MULTILINE)
    assert netlify["build"]["publish"] == public
    assert netlify["build"]["command"].endswith("make publish")
    assert f"output directory `{public}`" in TEXT
    assert f"wrangler pages deploy {public} " in TEXT
    flow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
    uploaded = [
        step["with"] for step in flow["jobs"]["build"]["steps"] if "upload-pages" in step.get("uses", "")
    ]
    assert [each["path"] for each in uploaded] == [public]


def test_the_version_of_python_is_the_one_that_ci_uses() -> None:
    flow = (ROOT / ".github/workflows/publish.yml").read_text()
    [version] = set(re.findall(r'python-version: "([\d.]+)"', flow))
    assert f'PYTHON_VERSION = "{version}"' in TEXT
    assert f"`PYTHON_VERSION` = `{version}`" in TEXT
