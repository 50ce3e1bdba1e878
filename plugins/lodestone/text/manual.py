"""The tables of the manual on front matter, made out of the model, so that they cannot say anything else.

`docs/front-matter.md` holds them between marks; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lodestone.text.schema import GROUPS, RENAMED, json_schema

TABLES = ("keys", *GROUPS, "renamed")
"""Names of the tables, as the marks in the manual have them."""


def table(name: str) -> str:
    """One table in Markdown.

    >>> print(table("reviewed"))
    | key | takes | default | what it says |
    |---|---|---|---|
    | `by` | text | required | Who looked at it. |
    | `on` | a day | required | On which day. |
    """
    if name == "renamed":
        return _table(
            ("written", "meant"), [(f"`{theirs}`", f"`{ours}`") for theirs, ours in sorted(RENAMED.items())]
        )
    schema = json_schema()
    group = schema if name == "keys" else schema["$defs"][GROUPS[name].__name__]
    required = group.get("required", [])
    rows = [
        (f"`{key}`", _takes(each), "required" if key in required else _default(each), each["description"])
        for key, each in group["properties"].items()
    ]
    return _table(("key", "takes", "default", "what it says"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


def _takes(key: Mapping[str, Any]) -> str:
    """What a key takes, in words."""
    if "anyOf" in key:
        return " or ".join(_takes(each) for each in key["anyOf"] if each.get("type") != "null")
    if "enum" in key:
        return ", ".join(f"`{word}`" for word in key["enum"])
    if "$ref" in key:
        return "keys of its own"
    if key["type"] == "array":
        return f"a list: {_takes(key['items'])}"
    if "minimum" in key:
        return f"{key['minimum']} to {key['maximum']}"
    return _KINDS.get(key.get("format", key.get("pattern", "")), "text")


_KINDS = {
    "date": "a day",
    "uri": "an address",
    r"^\d{4}(-\d\d(-\d\d)?)?$": "a day, month or year",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits, hyphens",
}
"""Forms and patterns of the schema, in words."""


def _default(key: Mapping[str, Any]) -> str:
    value = key.get("default")
    return f"`{value}`" if value not in (None, "", []) else ""
