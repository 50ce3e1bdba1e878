"""`docs/editors.md`: the least that becomes a page does, and the change that is said to be suggested for it is."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from disk import plant
from lodestone.commands import main
from preview.serving import ROOT, planted

TEXT = (ROOT / "docs/editors.md").read_text("utf-8")


def block(kind: str) -> str:
    """The block of a kind, without the indent of its list."""
    return textwrap.dedent(re.findall(rf"^ +```{kind}\n(.*?)^ +```", TEXT, re.DOTALL | re.MULTILINE)[0])


def test_the_least_becomes_a_page_and_what_is_suggested_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "content/briefings/a-brine-plant-opens.md"
    monkeypatch.chdir(plant(planted(tmp_path), {name: block("markdown")}))
    assert main(["check", name]) == 0
    capsys.readouterr()
    assert main(["suggest", name, "--by", "ann"]) == 0
    said = re.sub(r"on: \d{4}-\d\d-\d\d", "on: 2026-01-02", capsys.readouterr().out)
    assert f"```yaml\n{block('text')}```" in said
    assert main(["build"]) == 0
    assert (tmp_path / "output/briefings/a-brine-plant-opens/index.html").is_file()
