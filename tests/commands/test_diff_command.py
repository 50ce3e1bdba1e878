"""`lodestone diff`: two editions in sentences, each worked out by hand from one edit."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disk import plant
from lodestone.commands import main
from lodestone.commands.diff import NOTHING

ROOT = Path(__file__).parents[2]
PLANT = json.loads(
    (ROOT / "tests/sites/lithium/expected/briefings/hydroxide-plant/briefing.json").read_text("utf-8")
)
BUILD = {
    "topics": [
        {"id": "brine", "title": "Brine", "risk": {"level": "moderate", "likelihood": 3, "impact": 3}}
    ],
    "conflicts": [],
}
Edit = Callable[[dict[str, Any]], object]


def edition(directory: Path, *records: dict[str, Any], build: dict[str, Any] = BUILD) -> Path:
    files = {f"briefings/{each['slug']}/briefing.json": json.dumps(each) for each in records}
    return plant(directory, files | {"index.html": "", "data/build.json": json.dumps(build)})


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], edit: Edit, form: str = "text") -> str:
    after = copy.deepcopy(PLANT)
    edit(after)
    words = [
        "diff",
        str(edition(tmp_path / "a", PLANT)),
        str(edition(tmp_path / "b", after)),
        "--format",
        form,
    ]
    assert main(words) == 0
    return capsys.readouterr().out.removesuffix("\n")


JUDGEMENT = PLANT["judgements"][0]
SOURCE = PLANT["sources"][0]
FIGURE = PLANT["figures"][0]
NEW = {"anchor": "kj-1", "likelihood": "likely", "confidence": "low", "text": "money is found.", "basis": []}
EDITS: dict[str, tuple[Edit, str]] = {
    "nothing": (dict.copy, NOTHING),
    "a risk": (lambda it: it["risk"].update(level="high", likelihood=5), (
        "hydroxide-plant: risk moderate → high; likelihood of the risk 3 → 5")),
    "a risk confirmed away": (lambda it: it.update(risk=None), "hydroxide-plant: risk moderate → none"),
    "a judgement": (lambda it: it["judgements"][0].update(likelihood="likely"), (
        "hydroxide-plant: judgement 1 unlikely → likely")),
    "a judgement put before": (
        lambda it: it.update(judgements=[NEW, JUDGEMENT | {"anchor": "kj-2"}]),
        "hydroxide-plant: judgement 1 is new: likely, “money is found.”"),
    "a judgement reworded": (
        lambda it: it["judgements"][0].update(text="the plant runs before 2030."),
        "hydroxide-plant: judgement 1 is reworded: “the plant runs before 2030.”"),
    "a judgement taken out": (
        lambda it: it.update(judgements=[]),
        "hydroxide-plant: a judgement is gone: unlikely, “the plant runs before 2028.”"),
    "two sources": (
        lambda it: it["sources"].extend([SOURCE | {"id": "b", "publisher": "Brine Post"}, SOURCE | {"id": "c"}]),
        "hydroxide-plant: two new sources: Brine Post, Salt Lake Wire"),
    "a figure": (
        lambda it: it["figures"][0].update(low="300", high="400", grade="B2", bound="exact"),
        "hydroxide-plant: figure capacity ~250 t/yr → 300–400 t/yr; grade of figure capacity C2 → B2"),
    "a figure gone": (lambda it: it.update(figures=[]), "hydroxide-plant: figure capacity is gone; figure first is gone"),
    "words": (lambda it: it.update(bottom_line="Other."), "hydroxide-plant: the bottom line is reworded"),
    "a correction": (
        lambda it: it.update(status="corrected", corrections=[{"date": "2025-04-01", "what": "The unit."}]),
        "hydroxide-plant: status published → corrected; correction: The unit."),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    edit, expected = EDITS[name]
    assert said(tmp_path, capsys, edit) == expected


def test_new_gone_topics_and_conflicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build = copy.deepcopy(BUILD)
    build["topics"][0]["risk"] = {"level": "high", "likelihood": 4, "impact": 3}  # type: ignore[index]
    build["conflicts"] = [{"measure": "cost", "of": "salar-one", "figures": []}]
    before = edition(tmp_path / "a", PLANT)
    after = edition(tmp_path / "b", PLANT | {"slug": "other", "risk": None}, build=build)
    assert main(["diff", str(before), str(after)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "brine: risk moderate → high; likelihood of the risk 3 → 4",
        "other: new briefing on brine: no confirmed risk, one judgement, two figures, one source",
        "hydroxide-plant: is no longer published",
        "cost of salar-one: figures now exclude each other",
    ]


def test_markdown_escapes_what_comes_from_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(tmp_path, capsys, lambda it: it.update(title="<img src=x> [a](b) @all"), "markdown")
    assert text.splitlines()[2] == r"- **\<img src=x\> \[a\](b) @<!-- -->all** (hydroxide-plant)"
    assert "<img" not in text.replace(r"\<img", "")


def test_json_has_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit, _ = EDITS["a judgement"]
    assert json.loads(said(tmp_path, capsys, edit, "json")) == [
        {
            "kind": "briefing",
            "name": "hydroxide-plant",
            "title": "Salar One means to build a hydroxide plant",
            "what": "changed",
            "sentences": ["judgement 1 unlikely → likely"],
        }
    ]


def test_what_is_no_build_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 2
    assert "no output directory of a build" in capsys.readouterr().err


def test_data_that_is_not_ours_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = plant(tmp_path, {"briefings/a/briefing.json": "{"})
    assert main(["diff", str(wrong), str(wrong)]) == 1
    assert "cannot be read" in capsys.readouterr().err
