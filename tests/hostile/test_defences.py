"""A few of the defences are taken out in every run of the suite; `python tests/hostile/defences.py` does all."""

from __future__ import annotations

import pytest

from hostile.defences import missed


@pytest.mark.parametrize("name", ["sanitiser", "kinds of media"])
def test_without_the_defence_its_test_fails(name: str) -> None:
    assert missed(name) == ""
