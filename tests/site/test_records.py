"""JSON for people, held against the standard library."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.site.records import indented

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=50)
@given(VALUES)
def test_json_is_indented_as_the_library_does(value: Any) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)
