"""What the site makes of the demonstration content: the contradictions that it holds, and none that only seems one.

The other tests of this folder read the content without our code; this one asks the build, so
that its counts and those made by hand are held against each other.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content.reading import ROOT
from lodestone.engine.build import build
from lodestone.engine.problems import told
from lodestone.engine.settings import read_settings

KNOWN = {
    ("capital-cost", "neo-narva"),
    ("cost-overrun", "lynas-kalgoorlie"),
    ("net-profit", "northern-rare-earth"),
}
"""Measure and subject of the three contradictions that docs/sources.md tells of."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, published."""
    directory = tmp_path_factory.mktemp("built") / "output"
    settings, problems = read_settings(ROOT / "publishconf.py", output=directory)
    assert settings is not None, told(problems)
    report = build(settings)
    assert report.exit_code == 0, told(report.problems)
    return directory


def test_the_build_finds_the_contradictions_that_are_there(output: Path) -> None:
    held = json.loads((output / "data" / "build.json").read_text())
    assert {(each["measure"], each["of"]) for each in held["conflicts"]} == KNOWN
    assert len(held["conflicts"]) == len(KNOWN)


def test_there_is_material_for_every_feature(output: Path) -> None:
    held = json.loads((output / "data" / "build.json").read_text())
    assert held["series"] >= 3
    assert held["days_ahead"] + held["days_past"] >= 20
    assert held["risk_changes"] >= 5
    assert held["implausible_figures"] >= 1
    assert held["corrections"] >= 2
    assert (output / "calendar.ics").read_bytes().count(b"BEGIN:VEVENT") >= 20
