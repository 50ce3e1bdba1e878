"""Read the demonstration content plainly, without the code that is under test elsewhere.

A briefing is cut at its two lines of hyphens, its figures table at its pipes. Nothing is
checked here; the tests beside this file do that.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
_SIGNS = {"<": "at-most", ">": "at-least", "~": "about"}
_VALUE = re.compile(r"(?P<sign>[<>~]?)(?P<low>[\d,.]+)(?:–(?P<high>[\d,.]+))?\s*(?P<unit>\D.*)")


class Loader(yaml.SafeLoader):
    """YAML in which `on` is a word and no truth value, as the content has it."""

    yaml_implicit_resolvers: ClassVar = {
        sign: [(tag, form) for tag, form in rules if tag != "tag:yaml.org,2002:bool" or sign in "tTfF"]
        for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Page:
    """A Markdown file of the content: its name without suffix, front matter, and the rest."""

    slug: str
    front: dict[str, Any]
    body: str

    @property
    def figures(self) -> list[dict[str, str]]:
        """Rows of the figures table, by column."""
        rows = [_cells(line) for line in self.section("Figures").splitlines() if line.startswith("|")]
        return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]] if rows else []

    @property
    def sources(self) -> dict[str, dict[str, Any]]:
        """Sources of the front matter by id."""
        return {source["id"]: source for source in self.front.get("sources", [])}

    def section(self, name: str) -> str:
        """What stands under a heading of level 2, or ''."""
        found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", self.body, re.MULTILINE | re.DOTALL)
        return found[1] if found else ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@cache
def pages(folder: str) -> dict[str, Page]:
    """All Markdown files of a folder of the content, by slug."""
    found = {}
    for path in sorted((CONTENT / folder).glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.stem] = Page(path.stem, yaml.load(front, Loader), body)
    return found


@cache
def events() -> list[dict[str, Any]]:
    """Rows of `content/events.yaml`."""
    rows: list[dict[str, Any]] = yaml.safe_load((CONTENT / "events.yaml").read_text(encoding="utf-8"))[
        "events"
    ]
    return rows


@cache
def facts() -> dict[str, dict[str, Any]]:
    """The graded facts that the figures come from, by id. `docs/sources.md` says how they were verified."""
    known: dict[str, dict[str, Any]] = json.loads(
        Path(__file__).with_name("facts.json").read_text(encoding="utf-8")
    )
    return known


def quantity(text: str) -> dict[str, Any]:
    """A cell of values in the terms of the facts: bound, unit, and `value` or `low` and `high`."""
    found = _VALUE.fullmatch(text)
    assert found, f"not a value: {text!r}"
    low = _number(found["low"])
    numbers = {"low": low, "high": _number(found["high"])} if found["high"] else {"value": low}
    return {"bound": _SIGNS.get(found["sign"], "exact"), "unit": found["unit"], **numbers}


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def folded(number: float, unit: str) -> float:
    """Money in `bn` as millions, so that it compares with `m`; all else as it is."""
    return number * 1000 if unit.startswith("bn ") else number
