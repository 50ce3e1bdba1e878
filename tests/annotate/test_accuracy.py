"""What is said of the accuracy of machine reading is what was measured, wherever it is said."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from annotate.register import register
from lodestone.model import Accuracy

ROOT = Path(__file__).parents[2]
SLACK = 0.02
"""How far the written figures may be from a new measurement before they have to be written anew."""
WRITE_ANEW = "run `python benchmarks/annotate.py --write`"


@pytest.fixture(scope="module")
def benchmark() -> Any:
    return _module("annotate")


@pytest.fixture(scope="module")
def written(benchmark: Any) -> Any:
    return benchmark.accuracy


def _module(name: str) -> ModuleType:
    """A program of `benchmarks/`, which is no package."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def stated() -> dict[str, Accuracy]:
    return {row.what: row for row in register().vocabulary.accuracy}


def test_the_rows_are_what_is_measured(benchmark: Any) -> None:
    score, _ = benchmark.measure_held(register())
    measured = benchmark.held_back(score)
    assert stated().keys() == measured.keys()
    for what, row in stated().items():
        assert float(row.held) == pytest.approx(measured[what], abs=SLACK), WRITE_ANEW


def test_the_method_page_says_what_the_rows_say(written: Any) -> None:
    page = written.METHOD.read_text(encoding="utf-8")
    block = written.BLOCK.search(page)
    assert block
    for row in stated().values():
        assert f"| {row.label} | {row.held} | {row.first or 'not kept'} |\n" in block[0], WRITE_ANEW
    assert block[0].count("\n") == len(stated()) + 2


def test_the_docs_have_the_same_first_readings(written: Any) -> None:
    block = written.BLOCK.search(written.DOCS.read_text(encoding="utf-8"))
    assert block
    assert all(f"| {batch['batch']} | {batch['texts']} |" in block[0] for batch in written.batches()), (
        WRITE_ANEW
    )


def test_each_row_is_short_enough_to_stand_beside_a_mark() -> None:
    marks = {what: row.short for what, row in stated().items() if row.short}
    assert marks.keys() == {"company", "ticker", "date", "themes", "figures", "risk"}
    for what, short in marks.items():
        per_cent = f"{round(100 * float(stated()[what].held))}%"
        assert per_cent in short
        assert len(short) <= 32


def test_a_page_without_its_comments_is_not_written(written: Any) -> None:
    with pytest.raises(AssertionError, match="comments"):
        written.within("A page.", "a table")


def test_the_mark_says_it_where_the_field_is_known_and_was_measured() -> None:
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    environment.globals["site"] = {"accuracy": {"company": "about 99% right in tests"}}
    page = environment.from_string(
        '{% import "parts/marks.html" as marks %}{% for each in fields %}{{ marks.machine(each) }}{% endfor %}'
    )
    mark = '<span class="machine">machine-read, not reviewed{}</span>'
    shown = mark.format("; about 99% right in tests") + mark.format("") + mark.format("")
    assert page.render(fields=["company", "origin", ""]) == shown
