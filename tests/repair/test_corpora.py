"""Every labelled case: mended as it says, or left alone, with a ledger that leads both ways."""

from __future__ import annotations

from typing import Any

import pytest

from lodestone.model.change import replay, undo
from lodestone.repair import repair, repair_text
from repair.corpus import cases


def params(kind: str) -> list[Any]:
    return [pytest.param(case, id=f"{kind}: {case['label']}") for case in cases(kind)]


@pytest.mark.parametrize("case", params("in-the-wild") + params("synthetic") + params("negative"))
def test_case(case: dict[str, Any]) -> None:
    original = case["original"]
    mended = repair(original)
    assert mended.text == case.get("fixed", original)
    assert replay(original, mended.changes) == mended.text
    assert undo(mended.text, mended.changes) == original
    assert repair_text(mended.text) == mended.text


@pytest.mark.parametrize("case", params("known-failures"))
@pytest.mark.xfail(strict=True, reason="known: the place does not tell")
def test_known_failure(case: dict[str, Any]) -> None:
    assert repair_text(case["original"]) == case["wanted"]


def test_negative_cases_stay_when_put_together() -> None:
    text = "\n\n".join(case["original"] for case in cases("negative") if "```" not in case["original"])
    assert repair_text(text) == text
