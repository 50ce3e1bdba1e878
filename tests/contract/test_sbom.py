"""The bill of materials: what the lock has, all of it, and the same bytes each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """What the script prints, twice, under two seeds."""
    return [
        subprocess.run(
            [sys.executable, str(ROOT / "tooling/sbom.py")],
            check=True,
            capture_output=True,
            text=True,
            env={"SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]


@pytest.fixture(scope="module")
def bill(printed: list[str]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(printed[0])
    return read


def test_the_same_lock_gives_the_same_bytes(printed: list[str], bill: dict[str, Any]) -> None:
    assert printed[0] == printed[1]
    assert bill["metadata"]["timestamp"] == "2026-01-01T00:00:00Z"


def test_every_pin_of_the_lock_is_named_with_its_hashes(bill: dict[str, Any]) -> None:
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    pins = set(re.findall(r"^([a-z0-9.-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    assert {(each["name"], each["version"]) for each in bill["components"]} == pins
    hashes = {each["content"] for part in bill["components"] for each in part["hashes"]}
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", lock))


def test_references_lead_somewhere_and_all_is_needed_by_somebody(bill: dict[str, Any]) -> None:
    known = {each["bom-ref"] for each in (bill["metadata"]["component"], *bill["components"])}
    needed = {each for row in bill["dependencies"] for each in row["dependsOn"]}
    assert needed <= known
    assert {row["ref"] for row in bill["dependencies"]} == known
    assert any(row["dependsOn"] for row in bill["dependencies"])
