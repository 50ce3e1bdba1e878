"""The labelled corpora of repair, and the one comparison that is made of each case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "cases"


def cases(kind: str) -> list[dict[str, Any]]:
    """The cases of one corpus: in-the-wild, synthetic, negative, known-failures."""
    found: list[dict[str, Any]] = json.loads((CASES / f"repair-{kind}.json").read_text("utf-8"))
    return found
